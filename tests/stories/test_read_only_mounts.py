"""A disk that cannot be written, from the start or from one moment on: read, said, nothing lost."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.stories.person import Person, cursor_on, shows_done

Mount = Callable[..., None]

CUT_OFF = """
import os, sqlite3, sys
book = sqlite3.connect(sys.argv[1], isolation_level=None)
book.execute("PRAGMA cache_spill = ON")
book.execute("PRAGMA cache_size = 1")
book.execute("BEGIN IMMEDIATE")
book.execute("CREATE TABLE half (x)")
for _ in range(200):
    book.execute("INSERT INTO half VALUES (randomblob(4000))")
os._exit(0)
"""
"""A program that is killed in the middle of a change, with its journal on the disk."""


@pytest.fixture
def mount() -> Iterator[Mount]:
    """Mount something at a directory, until the test ends."""
    if os.getuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root can mount")
    with ExitStack() as stack:

        def make(*arguments: str | Path, at: Path) -> None:
            ran = subprocess.run(
                ["mount", *map(str, arguments), str(at)], capture_output=True, check=False
            )
            if ran.returncode != 0:
                pytest.skip(f"nothing can be mounted here: {ran.stderr.decode().strip()}")
            if not any("remount" in str(word) for word in arguments):
                undo = ["umount", "--quiet", "--lazy", str(at)]
                stack.callback(subprocess.run, undo, check=False)

        yield make


@pytest.fixture
def disk(mika: Person, mount: Mount, tmp_path: Path) -> Path:
    """A disk of its own with a casebook on it."""
    directory = tmp_path / "disk"
    directory.mkdir()
    mount("-t", "tmpfs", "-o", "size=16m,mode=700", "none", at=directory)
    mika.run("init", directory / "desk")
    mika.run("--casebook", directory / "desk", "add", "postpaid", "My docomo")
    return directory


def bound(mount: Mount, disk: Path) -> None:
    """Put a view of the disk over it that cannot be written: what is open by now stays open."""
    mount("--bind", disk, at=disk)
    mount("-o", "remount,bind,ro", at=disk)


def remounted(mount: Mount, disk: Path) -> None:
    mount("-o", "remount,ro", at=disk)


@pytest.mark.parametrize("close", [bound, remounted])
def test_a_disk_that_is_read_only_at_the_start_is_read_and_said(
    mika: Person, disk: Path, mount: Mount, close: Callable[[Mount, Path], None]
) -> None:
    titles = [
        step["title"] for step in mika.json("--casebook", disk / "desk", "show", "1")["steps"]
    ]
    close(mount, disk)
    here = ("--lang", "en", "--casebook", disk / "desk")
    assert b"My docomo" in mika.run(*here, "list")
    refused = mika.command(*here, "tick", "1", "1")
    assert (refused.returncode, refused.stdout) == (4, b"")
    assert b"cannot be written" in refused.stderr
    assert refused.stderr.count(b"\n") == 1
    with mika.screen("--casebook", disk / "desk") as session:
        session.wait_for(cursor_on(titles[0]))
        session.send(" ")
        session.wait_for("cannot be written")
        session.send("q")
        assert session.wait_exit() == 0


def test_a_disk_that_becomes_read_only_in_a_session_loses_nothing(
    mika: Person, disk: Path, mount: Mount
) -> None:
    shown = mika.json("--casebook", disk / "desk", "show", "1")
    titles = [step["title"] for step in shown["steps"]]
    with mika.screen("--casebook", disk / "desk") as session:
        session.wait_for(cursor_on(titles[0]))
        session.settle()
        bound(mount, disk)
        session.send(" ")
        session.wait_for("cannot be written by you")
        assert not shows_done(titles[0])(session)
        session.send("n")
        session.wait_for("Write note")
        session.type("Ref. A-1234")
        session.wait_for("Ref. A-1234")
        session.send("\x13")
        session.settle()
        assert session.alive()
        assert mika.drafts() == ["Ref. A-1234"]
        assert "Ref. A-1234" in session.text()
        subprocess.run(["umount", "--lazy", str(disk)], check=True)
        session.send("\x13")
        session.wait_for("Letters and notes · 1")
        session.send(" ")
        session.wait_for(shows_done(titles[0]))
        session.send("q")
        assert session.wait_exit() == 0
    assert mika.drafts() == []


def test_a_change_that_was_cut_off_is_not_guessed_at_where_it_cannot_be_taken_back(
    mika: Person, disk: Path, mount: Mount
) -> None:
    book = disk / "desk" / "casebook.db"
    subprocess.run([sys.executable, "-c", CUT_OFF, book], check=True)
    assert book.with_name("casebook.db-journal").stat().st_size
    remounted(mount, disk)
    before = book.read_bytes()
    refused = mika.command("--lang", "en", "--casebook", disk / "desk", "list")
    assert (refused.returncode, refused.stdout) == (4, b"")
    assert b"holds a change that was cut off" in refused.stderr
    assert refused.stderr.count(b"\n") == 1
    assert book.read_bytes() == before
    mount("-o", "remount,rw", at=disk)
    assert b"My docomo" in mika.run("--casebook", disk / "desk", "list")
