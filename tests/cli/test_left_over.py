"""What a kill leaves of a copy is named by the doctor, and goes with the next run of the verb."""

import os
import signal
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Kaiyaku
from tui import held
from tui.casebook.sqlite import backup, file
from tui.exports import placed

PARTS = "**/.kaiyaku-*.part*"
Verb = tuple[str | Path, ...]


@pytest.fixture
def path(one_card: Kaiyaku) -> Path:
    one_card.ok("backup", one_card.home.parent / "first.db")
    return one_card.home / ".local/share/kaiyaku/casebook.db"


def parts(kaiyaku: Kaiyaku) -> list[Path]:
    return sorted(kaiyaku.home.parent.glob(PARTS))


def die(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def killed(kaiyaku: Kaiyaku, module: object, name: str, verb: Verb) -> None:
    child = os.fork()
    if child == 0:
        kaiyaku.monkeypatch.setattr(module, name, die)
        kaiyaku(*verb)
        os._exit(1)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL


@pytest.mark.parametrize(
    ("verb", "module", "name"),
    [
        (("backup", "{}/out/copy.db"), backup, "put_in_place"),
        (("backup", "{}/out/copy.db"), backup, "examine"),
        (("restore", "{}/first.db"), backup, "say_restored"),
        (("restore", "{}/first.db", "--casebook", "{}/out/gone/casebook.db"), backup, "examine"),
        (("init", "{}/out/new"), file, "put_in_place"),
        (("init", "{}/out/own.db"), file, "put_in_place"),
        (("export", "1", "--output", "{}/out/proof.zip"), placed, "_put"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_a_killed_copy_is_named_and_goes_with_the_next_run(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path, verb: Verb, module: object, name: str
) -> None:
    (tmp_path / "out").mkdir()
    asked = [str(word).format(tmp_path) for word in verb]
    killed(kaiyaku, module, name, tuple(asked))
    left = parts(kaiyaku)[0]
    ran = kaiyaku("doctor", "--json")
    assert (ran.code, left.parent in (tmp_path / "out", path.parent)) == (1, True)
    named = [found["command"] for found in ran.data["findings"] if found["check"] == "left-over"]
    assert [command.split()[-1] for command in named] == [str(left)]
    assert kaiyaku(*asked).code == 0
    assert parts(kaiyaku) == []
    kaiyaku.ok("doctor")


@pytest.mark.parametrize("number", [1, 5, 20])
def test_a_half_written_copy_goes_with_its_journal(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path, number: int
) -> None:
    """Killed inside SQLite, with a journal beside the half of a copy."""
    child = os.fork()
    if child == 0:
        handle = held.open_directory(tmp_path)
        name, _ = held.make(handle)
        connection = sqlite3.connect(tmp_path / name, isolation_level=None)
        connection.execute("CREATE TABLE half (x)")
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        for _ in range(number * 20):
            connection.execute("INSERT INTO half VALUES (randomblob(4000))")
        die()
    os.waitpid(child, 0)
    assert len(parts(kaiyaku)) == 2
    kaiyaku.ok("backup", tmp_path / "copy.db")
    assert parts(kaiyaku) == []


def test_what_somebody_is_still_making_is_left_to_them(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path
) -> None:
    with held.opened(tmp_path) as directory, held.opened(path.parent) as beside:
        made = [held.make(place) for place in (directory, beside)]
        kaiyaku.ok("backup", tmp_path / "copy.db")
        kaiyaku.ok("restore", tmp_path / "copy.db")
        kaiyaku.ok("doctor", "--mend")
        assert len(parts(kaiyaku)) == 2
        for _, descriptor in made:
            os.close(descriptor)
    kaiyaku.ok("doctor", "--mend")
    assert parts(kaiyaku) == []


def test_a_file_that_is_only_called_alike_stays(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path
) -> None:
    alike = [tmp_path / name for name in (".kaiyaku-notes.part", ".casebook.db.abc", ".x.part")]
    for one in alike:
        one.touch()
    kaiyaku.ok("backup", tmp_path / "copy.db")
    kaiyaku.ok("doctor", "--mend")
    assert all(one.exists() for one in alike)


def test_a_left_over_that_cannot_be_removed_is_no_fault_of_the_program(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed(kaiyaku, backup, "put_in_place", ("backup", tmp_path / "copy.db"))

    def refuse(self: Path, missing_ok: bool = False) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "unlink", refuse)
    assert kaiyaku("backup", tmp_path / "copy.db").code == 0
    assert (tmp_path / "copy.db").exists()


def test_a_standard_error_that_fails_changes_no_exit_code(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path
) -> None:
    import subprocess
    import sys

    environ = {"HOME": str(kaiyaku.home), "PATH": os.environ["PATH"]}
    start = "import sys; from tui.__main__ import main; sys.exit(main())"
    for verb, code in ((("show", "99"), 3), (("list",), 0), (("nonsense",), 2)):
        with open("/dev/full", "wb") as full:
            ran = subprocess.run(
                [sys.executable, "-c", start, *verb],
                env=environ,
                stdout=subprocess.DEVNULL,
                stderr=full,
                cwd=Path(__file__).parents[2],
                check=False,
            )
        assert ran.returncode == code
