"""Taking the proof along: what goes in, where it is, the line that fetches it."""

import hashlib
import shlex
from dataclasses import replace
from pathlib import Path

import pytest

from tests.casebook.examples import letter
from tests.exports.archives import manifest, members
from tests.screens.running import Screen, add_card, desk_at, running
from tui.casebook.casebook import Casebook
from tui.casebook.errors import Busy
from tui.desk import Desk
from tui.exports.proof.verify import verify
from tui.text.translation import LANGUAGES

NAME = "kaiyaku-1-my-docomo.zip"


HOST = "ssh.example.ac.jp"


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """Return a desk that was come to by ssh, on a machine whose settings say its name."""
    environ = {"SSH_CONNECTION": "198.51.100.7 51234 203.0.113.9 2222"}
    return replace(desk, environ=environ, settings=desk.settings._replace(host=HOST))


@pytest.fixture
def card(desk: Desk) -> int:
    number = add_card(desk)
    known = desk.casebook.card(number)
    desk.casebook.edit_card(number, {"number": (None, "090-1234-5678")})
    desk.casebook.mark(number, "check-dates", "done")
    desk.casebook.keep(number, letter("解約のご案内 090-1234-5678", kind="mail", subject="ご案内"))
    desk.casebook.keep(number, letter("between us", kind="memo", subject="between us"))
    assert known.exported_at is None
    return number


def home(desk: Desk) -> Path:
    return desk.places.home


async def export(screen: Screen) -> None:
    """Ask for the proof and take everything as it is offered."""
    await screen.press("x", "ctrl+s")


async def test_x_writes_the_proof_and_shows_the_line_that_fetches_it(desk: Desk, card: int) -> None:
    async with running(desk, size=(160, 30)) as screen:
        await screen.press("x")
        assert "Export proof" in screen.lines[0]
        assert str(home(desk) / NAME) in screen.line("Save as")
        await screen.press("ctrl+s")
        path = home(desk) / NAME
        assert path.exists()
        assert str(path) in screen.text
        assert hashlib.sha256(path.read_bytes()).hexdigest() in screen.text
        words = shlex.split(screen.line("scp"))
        assert words[:4] == ["scp", "-p", "-P", "2222"]
        assert words[4:] == [f"mika@{HOST}:{path}", "."]
        await screen.press("q")
        assert "My docomo" in screen.lines[2]
        assert verify(path).cards == 1


async def test_only_what_was_chosen_is_in_it(desk: Desk, card: int) -> None:
    async with running(desk, size=(160, 30)) as screen:
        await export(screen)
        assert "Left out: who did what, 1 memo." in screen.text
        path = home(desk) / NAME
        assert manifest(path.read_bytes())["with"] == []
        await screen.press("q")

        await screen.press("x", "space", "tab", "tab", "space", "tab", "space")
        assert "may still say what is left out" in screen.text
        assert "With names, everybody" in screen.text
        await screen.press("ctrl+s")
        assert "Left out: the numbers of line, contract, SIM and handset." in screen.text
        assert "1 original still says it" in screen.text
        other = home(desk) / "kaiyaku-1-my-docomo-2.zip"
        told = manifest(other.read_bytes())
        assert (told["without"], told["with"]) == (["number"], ["memos", "names"])
        assert "between us" in members(other.read_bytes())["index.html"].decode()


async def test_withdrawn_notes_are_said_to_stay(desk: Desk, card: int) -> None:
    desk.casebook.withdraw(1)
    async with running(desk) as screen:
        await screen.press("x")
        assert "1 withdrawn note stays here." in screen.text


async def test_y_copies_the_line(desk: Desk, card: int, monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[str] = []
    monkeypatch.setattr(
        "tui.terminal.clipboard.send", lambda app, text, environ: copied.append(text)
    )
    async with running(desk) as screen:
        await export(screen)
        await screen.press("y")
        assert copied[0].startswith("scp -p -P 2222 mika@")
        assert "Sent to your terminal" in screen.text


async def test_escape_writes_nothing(desk: Desk, card: int) -> None:
    async with running(desk) as screen:
        await screen.press("x", "escape")
        assert not list(home(desk).glob("*.zip"))
        assert desk.casebook.card(card).exported_at is None
        assert "My docomo" in screen.lines[2]


async def test_it_is_remembered_and_no_work_on_the_card(desk: Desk, card: int) -> None:
    async with running(desk) as screen:
        await export(screen)
        await screen.press("q", "u")
        assert desk.casebook.card(card).exported_at is not None
        assert [event.kind for event in desk.casebook.log()[-2:]] == ["card.exported", "undo"]


async def test_a_place_that_is_taken_or_none_is_said_and_asked_again(desk: Desk, card: int) -> None:
    (home(desk) / "taken.zip").write_bytes(b"older")
    async with running(desk, size=(160, 30)) as screen:
        await screen.press("x", "tab", "tab", "tab", "tab")
        for typed, says in (
            ("taken.zip", "is there already; nothing was written."),
            ("nowhere/a.zip", "cannot be written"),
        ):
            await screen.press("home", "ctrl+k")
            await screen.type(typed)
            await screen.press("ctrl+s")
            assert says in screen.text
            assert typed in screen.line("Save as")
            await screen.press("tab", "tab", "tab", "tab")
        await screen.press("home", "ctrl+k")
        await screen.press("ctrl+s")
        assert "Say where the file is to be put." in screen.text
        await screen.type("mine.zip")
        await screen.press("ctrl+s")
        assert "The proof is exported" in screen.text
    assert (home(desk) / "taken.zip").read_bytes() == b"older"
    assert (home(desk) / "mine.zip").exists()


async def test_a_folder_gets_the_file_put_into_it(desk: Desk, card: int) -> None:
    (home(desk) / "papers").mkdir()
    async with running(desk) as screen:
        await screen.press("x", "tab", "tab", "tab", "tab", "home", "ctrl+k")
        await screen.type("~/papers")
        await screen.press("ctrl+s")
    assert (home(desk) / "papers" / NAME).exists()


async def test_without_a_card_there_is_nothing_to_export(desk: Desk) -> None:
    async with running(desk) as screen:
        await screen.press("x")
        assert "There is no card to export here." in screen.text


async def test_a_proof_that_could_not_be_noted_is_shown_all_the_same(
    desk: Desk, card: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(book: Casebook, cards: object) -> None:
        raise Busy

    monkeypatch.setattr(Casebook, "exported", busy)
    async with running(desk) as screen:
        await export(screen)
        assert "The proof is exported" in screen.text


async def test_closing_offers_the_proof_first(desk: Desk, card: int) -> None:
    async with running(desk) as screen:
        await screen.press("c", "2")
        assert "Export the proof first?" in screen.text
        await screen.press("1", "ctrl+s")
        assert "The proof is exported" in screen.text
        assert not desk.casebook.card(card).closed
        await screen.press("q")
        assert desk.casebook.card(card).closed
        assert (home(desk) / NAME).exists()
        await screen.press("c", "c", "2")
        assert desk.casebook.card(card).closed, "what was exported is not asked about again"


@pytest.mark.parametrize(("answer", "closed"), [("2", True), ("3", False), ("escape", False)])
async def test_closing_without_or_not_at_all(
    desk: Desk, card: int, answer: str, closed: bool
) -> None:
    async with running(desk) as screen:
        await screen.press("c", "2", answer)
        assert desk.casebook.card(card).closed is closed
        assert not list(home(desk).glob("*.zip"))


async def test_an_export_that_was_left_closes_nothing(desk: Desk, card: int) -> None:
    async with running(desk) as screen:
        await screen.press("c", "2", "1", "escape")
        assert not desk.casebook.card(card).closed


async def test_behind_a_kiosk_nothing_is_written_and_a_pipe_fetches_it(
    desk: Desk, card: int
) -> None:
    async with running(desk, size=(160, 30)) as screen:
        screen.main.sitting.is_kiosk = True
        await screen.press("x")
        assert "Save as" not in screen.text
        await screen.press("space", "ctrl+s")
        line = screen.line("ssh ").strip()
        assert (
            shlex.split(line.split(" > ")[0])[4] == "kaiyaku export 1 --output - --without number"
        )
        assert line.endswith(f"> {NAME}")
        assert line.startswith(f"ssh -p 2222 mika@{HOST} ")
        assert not list(home(desk).glob("*.zip"))
        assert desk.casebook.card(card).exported_at is None


async def test_when_all_is_done_the_key_is_named(desk: Desk, card: int) -> None:
    guide = desk.guide(desk.casebook.card(card))
    desk.casebook.mark(card, [step.id for step in guide.steps], "done")
    async with running(desk, size=(160, 30)) as screen:
        assert "Export the proof (x)" not in screen.text
    checks = [f"{step.id}/{check.id}" for step in guide.steps for check in step.checks]
    desk = desk_at(desk.places.home)
    desk.casebook.mark(card, checks, "done")
    async with running(desk, size=(160, 30)) as screen:
        assert "Export the proof (x)" in screen.text


@pytest.mark.parametrize(
    ("language", "size"),
    [*((language, (80, 24)) for language in LANGUAGES), ("en", (40, 15)), ("zh", (120, 40))],
)
async def test_it_stands_on_every_screen(
    desk: Desk, card: int, language: str, size: tuple[int, int]
) -> None:
    async with running(desk, language, size=size) as screen:
        await screen.press("x", "space")
        assert all(len(line) <= size[0] for line in screen.lines)
        await screen.press("ctrl+s")
        assert "scp -p" in screen.text
        await screen.press("q")
        assert screen.main.is_current
