"""What was done is told as done, whatever fails once it is kept; and doing nothing as nothing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.casebook.raw import raw
from tests.cli.conftest import Kaiyaku
from tests.faults.verbs import letter
from tests.patience import PATIENCE

FULL = Path("/dev/full")


@pytest.fixture
def path(one_card: Kaiyaku) -> Path:
    return one_card.home / ".local/share/kaiyaku/casebook.db"


def events(path: Path) -> int:
    with raw(path) as connection:
        return int(connection.execute("SELECT count(*) FROM event").fetchone()[0])


def tick(
    path: Path, step: str, *, before: tuple[str, ...] = (), stdout: int = subprocess.PIPE
) -> tuple[int, str]:
    ran = subprocess.run(
        [*before, sys.executable, "-m", "tui", "tick", "1", step],
        env={**os.environ, "HOME": str(path.parents[3]), "LC_ALL": "C.UTF-8"},
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    return ran.returncode, ran.stderr


@pytest.mark.skipif(not FULL.exists(), reason="has no full device")
def test_an_answer_that_cannot_be_written_does_not_call_the_change_a_failure(path: Path) -> None:
    before = events(path)
    with FULL.open("w") as full:
        code, said = tick(path, "check-dates", stdout=full.fileno())
    assert events(path) == before + 1
    assert (code, said.count("\n")) == (0, 1)
    assert "is done and kept, only the answer cannot be written" in said


@pytest.mark.skipif(not FULL.exists(), reason="has no full device")
@pytest.mark.parametrize(
    "argv",
    [
        ("backup", "{there}/copies"),
        ("restore", "{there}/copy.db"),
        ("plan", "1", "--output", "{there}/plan.html"),
        ("letter", "1", "cancellation", "--output", "{there}/letter.txt"),
        ("calendar", "--output", "{there}/own.ics"),
        ("note", "save", "1", "--output", "{there}"),
        ("doctor", "--rebuild"),
        ("doctor", "--mend"),
        ("init", "{there}/desk"),
    ],
)
def test_whatever_was_done_is_not_called_a_failure(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path, argv: tuple[str, ...]
) -> None:
    (tmp_path / "copies").mkdir()
    kaiyaku.ok("backup", tmp_path / "copy.db")
    letter(tmp_path / "letter.eml", "解約")
    kaiyaku.ok("note", "add", "1", tmp_path / "letter.eml")
    if argv[-1] == "--mend":
        path.chmod(0o644)
    with FULL.open("w") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "tui", *(word.format(there=tmp_path) for word in argv)],
            env={**os.environ, "HOME": str(path.parents[3]), "LC_ALL": "C.UTF-8"},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    assert "is done and kept, only the answer cannot be written" in ran.stderr
    assert ran.returncode == 0


@pytest.mark.skipif(not FULL.exists(), reason="has no full device")
def test_an_answer_of_a_verb_that_changes_nothing_is_a_failure(path: Path) -> None:
    with FULL.open("w") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "tui", "list"],
            env={**os.environ, "HOME": str(path.parents[3]), "LC_ALL": "C.UTF-8"},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    assert (ran.returncode, "output cannot be written" in ran.stderr) == (2, True)


@pytest.mark.skipif(shutil.which("strace") is None, reason="there is no strace on this machine")
def test_a_sync_that_fails_is_told_as_what_it_left(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path
) -> None:
    """Let each sync of a tick fail in its turn: what is told is what is there afterwards."""
    told = set()
    for number in range(1, 9):
        before = events(path)
        trace = tmp_path / f"trace-{number}"
        inject = f"inject=fsync,fdatasync:error=EIO:when={number}"
        code, said = tick(
            path, "check-dates", before=("strace", "-f", "-o", str(trace), "-e", inject)
        )
        kept = events(path) > before
        assert (code == 0) == kept, (number, said)
        assert "Nothing was saved" not in said or not kept
        if "INJECTED" in trace.read_text() and kept:
            told.add("the disk did not confirm it" in said)
        if kept:
            kaiyaku.ok("mark", "1", "check-dates", "open")
    assert True in told
