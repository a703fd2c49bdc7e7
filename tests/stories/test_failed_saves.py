"""A disk that fills while something is typed: it stays on the screen until it can be kept."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stories.person import Person


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for eight megabytes."""
    if os.getuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root can mount")
    directory = tmp_path / "disk"
    directory.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m,mode=700", "none", str(directory)]
    ran = subprocess.run(mount, capture_output=True, check=False)
    if ran.returncode != 0:
        pytest.skip(f"nothing can be mounted here: {ran.stderr.decode().strip()}")
    yield directory
    subprocess.run(["umount", "--quiet", "--lazy", str(directory)], check=False)


def fill(disk: Path) -> Path:
    """Leave no room on a disk; return the file that takes it."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return filler


def test_a_note_that_a_full_disk_refuses_stays_and_is_kept_when_there_is_room(
    small_disk: Path,
) -> None:
    mika = Person(small_disk / "home")
    mika.add("My docomo")
    with mika.screen() as session:
        session.send("n")
        session.wait_for("Write note")
        session.type("Ref. A-1")
        session.wait_for("Ref. A-1")
        filler = fill(small_disk)
        session.type("234, Ms Sato")
        session.wait_for("The draft is not on disk: No space left on device.")
        session.send("\x13")
        session.wait_for("The disk is full: nothing was saved.")
        session.settle()
        assert "Ref. A-1234, Ms Sato" in session.text()
        refused = mika.command("--lang", "en", "tick", "1", "1")
        assert b"The disk is full: nothing was saved." in refused.stderr
        filler.unlink()
        session.send("\x13")
        session.wait_for("Kept with My docomo")
    assert [note["subject"] for note in mika.notes()] == ["Ref. A-1234, Ms Sato"]
    assert mika.drafts() == []
