"""A directory that keeps an account out: one sentence that names it, whatever was to be done."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stories.person import COMMAND, Person
from tests.terminal.pty_session import PtySession


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Path]:
    """A directory that nobody may pass through, with another in it."""
    directory = tmp_path / "closed"
    (directory / "desk").mkdir(parents=True)
    directory.chmod(0)
    yield directory
    directory.chmod(0o700)


def says_which(said: bytes, closed: Path) -> bool:
    return (
        said.startswith(b"kaiyaku: ")
        and said.count(b"\n") == 1
        and f": {closed} (mode 0, ".encode() in said
    )


@pytest.mark.parametrize("name", ["desk", "casebook.db", "not-there/casebook.db"])
@pytest.mark.parametrize("verb", [(), ("kiosk",)], ids=["screen", "kiosk"])
def test_the_full_screen_says_which_directory_is_closed(
    mika: Person, closed: Path, without_powers: list[str], verb: tuple[str, ...], name: str
) -> None:
    argv = [*without_powers, str(COMMAND), *verb, "--lang", "en", "--casebook", str(closed / name)]
    with PtySession(argv, home=mika.home) as session:
        assert session.wait_exit() == 4
        assert says_which(bytes(session.output), closed)


@pytest.mark.parametrize(
    "argv",
    [("list",), ("add", "prepaid", "Trip"), ("doctor",), ("backup", "copy.db"), ("--plain",)],
)
def test_a_verb_says_which_directory_is_closed(
    mika: Person, closed: Path, without_powers: list[str], argv: tuple[str, ...]
) -> None:
    ran = mika.command("--casebook", closed / "desk", *argv, before=without_powers)
    assert (ran.returncode, ran.stdout) == (4, b"")
    assert says_which(ran.stderr, closed)


def test_a_card_is_not_moved_behind_a_closed_door(
    mika: Person, card: int, closed: Path, without_powers: list[str]
) -> None:
    ran = mika.command("move", card, "--to", closed / "desk", before=without_powers)
    assert ran.returncode == 4
    assert says_which(ran.stderr, closed)
    assert mika.states(card)


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (("backup", "{}/copy.db"), 4),
        (("backup", "{}/copy.db", "--force"), 4),
        (("restore", "{}/copy.db"), 4),
        (("export", "1", "--output", "{}/proof.zip"), 2),
        (("init", "{}/new"), 4),
        (("init", "{}/new/own.db"), 4),
        (("lint", "{}/content"), 1),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_what_cannot_be_reached_is_never_a_fault_of_the_program(
    mika: Person,
    card: int,
    closed: Path,
    without_powers: list[str],
    argv: tuple[str, ...],
    code: int,
) -> None:
    named = [word.format(closed) for word in argv]
    ran = mika.command(*named, before=without_powers)
    said = (ran.stderr + ran.stdout).decode()
    assert ran.returncode == code, said
    assert str(closed) in said
    assert any(word in said for word in ("Permission denied", "keeps your account", "not allowed"))


def test_settings_behind_a_closed_door_are_passed_over(
    mika: Person, card: int, without_powers: list[str]
) -> None:
    config = mika.home / "config"
    (config / "kaiyaku").mkdir(parents=True, exist_ok=True)
    config.chmod(0)
    try:
        ran = mika.command("show", card, before=without_powers)
    finally:
        config.chmod(0o700)
    assert ran.returncode == 0
    assert f"{config}/kaiyaku/config.toml is not used".encode() in ran.stderr
