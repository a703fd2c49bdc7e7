"""Kept files come into a folder whole, under safe names, and overwrite nothing."""

import os
import stat
from pathlib import Path

import pytest

from tui.exports.attachments import save
from tui.exports.placed import CannotPlace


def test_a_file_arrives_byte_for_byte_for_its_owner_alone(tmp_path: Path) -> None:
    (path,) = save(tmp_path, [("請求書.pdf", b"%PDF\x00\xff")])
    assert path == tmp_path / "請求書.pdf"
    assert path.read_bytes() == b"%PDF\x00\xff"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_nothing_that_is_there_is_touched(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"mine")
    first, second = save(tmp_path, [("a.pdf", b"one"), ("a.pdf", b"two")])
    assert (tmp_path / "a.pdf").read_bytes() == b"mine"
    assert len({first, second, tmp_path / "a.pdf"}) == 3
    assert [first.read_bytes(), second.read_bytes()] == [b"one", b"two"]
    assert {first.suffix, second.suffix} == {".pdf"}


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "..", ".bashrc", "a\x00b", "a\nb", "", "~/x", "-rf"]
)
def test_a_declared_name_leads_nowhere_else(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (path,) = save(folder, [(name, b"x")])
    assert path.parent == folder
    assert [found.name for found in folder.iterdir()] == [path.name]
    assert [found.name for found in tmp_path.iterdir()] == ["folder"]
    assert not path.name.startswith((".", "-"))


def test_a_link_that_somebody_laid_is_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "target"
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.pdf").symlink_to(target)
    (path,) = save(folder, [("a.pdf", b"x")])
    assert path.name != "a.pdf"
    assert not target.exists()


@pytest.mark.parametrize("folder", ["missing", "file"])
def test_a_folder_that_is_none_is_named(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CannotPlace, match=folder):
        save(tmp_path / folder, [("a", b"x")])


def test_a_full_disk_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotPlace, match="No space left"):
        save(tmp_path, [("a.pdf", b"x")])
    assert list(tmp_path.iterdir()) == []


def test_no_file_descriptor_is_left_open(tmp_path: Path) -> None:
    open_files = Path("/proc/self/fd")
    before = len(list(open_files.iterdir()))
    save(tmp_path, [("a", b"x"), ("b", b"y")])
    with pytest.raises(CannotPlace):
        save(tmp_path / "missing", [("a", b"x")])
    assert len(list(open_files.iterdir())) == before
