"""A file stands whole at its place, or nothing changed."""

import errno
import fcntl
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.patience import PATIENCE
from tui.exports.placed import CannotPlace, Taken, free, placed

ROOT = Path(__file__).parents[2]


def put(path: Path, content: bytes = b"whole", *, force: bool = False) -> None:
    with placed(path, force=force) as file:
        file.write(content)


def put_while_another_does(path: Path) -> None:
    with placed(path) as file:
        file.write(b"mine")
        path.write_bytes(b"theirs")


def stop_half_way(path: Path, *, force: bool) -> None:
    with placed(path, force=force) as file:
        file.write(b"half")
        raise KeyboardInterrupt


def names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


def test_it_stands_there_for_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        put(tmp_path / "a.zip")
    finally:
        os.umask(before)
    assert (tmp_path / "a.zip").read_bytes() == b"whole"
    assert stat.S_IMODE((tmp_path / "a.zip").stat().st_mode) == 0o600
    assert names(tmp_path) == ["a.zip"]


@pytest.mark.parametrize("force", [False, True])
def test_a_directory_that_is_swapped_for_a_link_meanwhile_leads_nowhere(
    tmp_path: Path, force: bool
) -> None:
    directory, elsewhere, outside = (tmp_path / name for name in ("out", "moved", "outside"))
    for made in (directory, outside):
        made.mkdir()
    (outside / "a.zip").write_bytes(b"precious")
    with placed(directory / "a.zip", force=force) as file:
        file.write(b"whole")
        directory.rename(elsewhere)
        directory.symlink_to(outside)
    assert (outside / "a.zip").read_bytes() == b"precious"
    assert names(outside) == ["a.zip"]
    assert (elsewhere / "a.zip").read_bytes() == b"whole"


def test_what_is_there_stays_unless_it_is_to_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"older")
    with pytest.raises(Taken, match=r"a\.zip is there already"):
        put(path)
    assert path.read_bytes() == b"older"
    put(path, force=True)
    assert path.read_bytes() == b"whole"
    assert names(tmp_path) == ["a.zip"]


@pytest.mark.parametrize("force", [False, True])
def test_a_link_is_neither_followed_nor_written_through(tmp_path: Path, force: bool) -> None:
    target = tmp_path / "precious"
    target.write_bytes(b"precious")
    link = tmp_path / "a.zip"
    link.symlink_to(target)
    if force:
        put(link, force=True)
        assert not link.is_symlink()
    else:
        with pytest.raises(Taken):
            put(link)
    assert target.read_bytes() == b"precious"


def test_what_came_to_be_there_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with pytest.raises(Taken):
        put_while_another_does(path)
    assert path.read_bytes() == b"theirs"
    assert names(tmp_path) == ["a.zip"]


def test_an_error_on_the_way_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"older")
    for force in (False, True):
        target = path if force else tmp_path / "b.zip"
        with pytest.raises(KeyboardInterrupt):
            stop_half_way(target, force=force)
    assert names(tmp_path) == ["a.zip"]
    assert path.read_bytes() == b"older"


def test_a_full_disk_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(CannotPlace, match=r"a\.zip cannot be written: No space left"):  # noqa: SIM117
        with placed(tmp_path / "a.zip"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    "path",
    ["missing/a.zip", "file/a.zip", "a\0.zip", "x" * 300],
    ids=["dir", "file", "nul", "long"],
)
def test_a_place_that_is_none_is_named(tmp_path: Path, path: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotPlace):
        put(tmp_path / path)
    assert names(tmp_path) == ["file"]


def test_a_directory_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.zip").mkdir()
    for force in (False, True):
        with pytest.raises(CannotPlace):
            put(tmp_path / "a.zip", force=force)
    assert names(tmp_path) == ["a.zip"]


def test_where_files_can_have_only_one_name_nothing_is_overwritten_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*args: object, **kwargs: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    put(tmp_path / "a.zip")
    assert (tmp_path / "a.zip").read_bytes() == b"whole"
    with pytest.raises(Taken):
        put_while_another_does(tmp_path / "b.zip")
    assert (tmp_path / "b.zip").read_bytes() == b"theirs"
    assert names(tmp_path) == ["a.zip", "b.zip"]


_DIES = """
import os, signal, sys
from pathlib import Path
from tui.exports.placed import placed
with placed(Path(sys.argv[1]), force=True) as file:
    file.write(b"half")
    file.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_kill_leaves_the_older_file_and_the_next_export_cleans_up(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"older")
    ran = subprocess.run(
        [sys.executable, "-c", _DIES, path], cwd=ROOT, check=False, timeout=PATIENCE
    )
    assert ran.returncode == -signal.SIGKILL
    assert path.read_bytes() == b"older"
    (left,) = (name for name in names(tmp_path) if name != "a.zip")
    assert left.startswith(".kaiyaku-")
    put(tmp_path / "b.zip")
    assert names(tmp_path) == ["a.zip", "b.zip"]


def test_what_is_being_written_is_nobodys_to_clean_up(tmp_path: Path) -> None:
    other = tmp_path / ".kaiyaku-0123456789ab.part"
    with other.open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        os.utime(other, (0, 0))
        put(tmp_path / "a.zip")
        assert other.exists()


@pytest.mark.parametrize("made", [Path.touch, Path.mkdir, lambda path: path.symlink_to("nowhere")])
def test_a_free_name_gets_a_number_where_one_is_taken(
    tmp_path: Path, made: Callable[[Path], None]
) -> None:
    assert free(tmp_path, "kaiyaku-1.zip") == tmp_path / "kaiyaku-1.zip"
    made(tmp_path / "kaiyaku-1.zip")
    assert free(tmp_path, "kaiyaku-1.zip") == tmp_path / "kaiyaku-1-2.zip"
    made(tmp_path / "kaiyaku-1-2.zip")
    assert free(tmp_path, "kaiyaku-1.zip") == tmp_path / "kaiyaku-1-3.zip"
