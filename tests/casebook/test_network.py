"""A casebook on a network file system: its locks are tried before it is trusted."""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.casebook.examples import GUIDE, casebook
from tui.casebook.access import network
from tui.casebook.access.network import Mount
from tui.casebook.errors import NotACasebook
from tui.casebook.sqlite import SqliteStore

NFS = "host:/home rw,vers=4.2,hard,local_lock=none,addr=10.0.0.1"
OTHERS = "22 27 0:21 / /proc rw - proc proc rw\n27 1 254:0 / / rw - ext4 /dev/vda rw\n"


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    for remembered in (network._of_device, network._locks_exclude):
        remembered.cache_clear()
    yield
    for remembered in (network._of_device, network._locks_exclude):
        remembered.cache_clear()


def mounted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, type: str, rest: str, minor: int = 57
) -> None:
    """Let everything lie on a file system of this type, by the kernel's table."""
    table = tmp_path / "mountinfo"
    table.write_text(f"{OTHERS}36 35 0:{minor} / /home rw,relatime shared:1 - {type} {rest}\n")
    network._of_device.cache_clear()
    monkeypatch.setattr(network, "MOUNTS", table)
    monkeypatch.setattr(os, "major", lambda _: 0)
    monkeypatch.setattr(os, "minor", lambda _: 57)


@pytest.mark.parametrize(
    ("type", "rest", "expected"),
    [
        ("nfs4", NFS, Mount("nfs4", False)),
        ("nfs", "host:/home rw,vers=3,nolock", Mount("nfs", True)),
        ("nfs", "host:/home rw,vers=3,local_lock=all", Mount("nfs", True)),
        ("cifs", "//host/home rw,vers=3.1.1", Mount("cifs", False)),
        ("smb3", "//host/home rw,nobrl", Mount("smb3", True)),
        ("fuse.sshfs", "me@host: rw,user_id=1000", Mount("fuse.sshfs", True)),
        ("afs", "none rw", Mount("afs", False)),
        ("lustre", "10.0.0.1@tcp:/home rw,flock", Mount("lustre", False)),
        ("tmpfs", "tmpfs rw,size=4k", None),
        ("overlay", "overlay rw", None),
        ("btrfs", "/dev/sda1 rw", None),
    ],
)
def test_the_kernels_table_says_what_a_directory_lies_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, type: str, rest: str, expected: Mount | None
) -> None:
    mounted(monkeypatch, tmp_path, type, rest)
    assert network.remote(tmp_path / "not" / "there" / "yet.db") == expected


def test_another_device_of_the_table_is_not_meant(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mounted(monkeypatch, tmp_path, "nfs4", NFS, minor=157)
    assert network.remote(tmp_path) is None


def test_a_disk_is_asked_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(os, "major", lambda _: 8)
    monkeypatch.setattr(network, "MOUNTS", None)
    assert network.remote(tmp_path) is None


def test_a_machine_without_the_table_is_taken_as_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mounted(monkeypatch, tmp_path, "nfs4", NFS)
    monkeypatch.setattr(network, "MOUNTS", tmp_path / "none")
    assert network.remote(tmp_path) is None


def test_locks_that_work_cost_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    mounted(monkeypatch, tmp_path, "nfs4", NFS)
    store = SqliteStore(tmp_path / "home" / "casebook.db")
    casebook(store).add_card(GUIDE, "Trip")
    assert [str(concern) for concern in store.concerns] == [
        f"{tmp_path}/home/casebook.db is on a network file system (nfs4); its locks were tried, "
        "and work."
    ]
    store.close()
    assert sorted(p.name for p in (tmp_path / "home").iterdir()) == [
        "casebook.db",
        "casebook.db.head",
    ]


def test_locks_of_one_machine_alone_are_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mounted(monkeypatch, tmp_path, "fuse.sshfs", "me@host: rw")
    store = SqliteStore(tmp_path / "home" / "casebook.db")
    assert "hold on one machine" in str(store.concerns[0])
    store.close()


def unsupported(*_: object) -> None:
    raise OSError(37, "No locks available")


def pretended(*_: object) -> None:
    """Lock nothing, and say that all is well."""


@pytest.mark.parametrize("lock", [unsupported, pretended])
def test_locks_that_do_not_work_are_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lock: object
) -> None:
    path = tmp_path / "home" / "casebook.db"
    SqliteStore(path).close()
    before = path.read_bytes()
    mounted(monkeypatch, tmp_path, "nfs4", NFS)
    monkeypatch.setattr(fcntl, "lockf", lock)
    with pytest.raises(NotACasebook, match=r"locks do not work.* set `local` in /etc/kaiyaku"):
        SqliteStore(path)
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == ["casebook.db"]


def test_no_casebook_is_made_where_locks_do_not_work(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "home" / "casebook.db"
    mounted(monkeypatch, tmp_path, "nfs4", NFS)
    monkeypatch.setattr(fcntl, "lockf", unsupported)
    with pytest.raises(NotACasebook, match="locks do not work"):
        SqliteStore(path)
    assert not path.exists()


def test_locks_are_tried_without_another_process_where_none_may_be_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse() -> int:
        raise PermissionError("not behind this door")

    mounted(monkeypatch, tmp_path, "nfs4", NFS)
    monkeypatch.setattr(os, "fork", refuse)
    store = SqliteStore(tmp_path / "home" / "casebook.db")
    assert "were tried, and work" in str(store.concerns[0])
    store.close()
    network._locks_exclude.cache_clear()
    monkeypatch.setattr(fcntl, "lockf", pretended)
    with pytest.raises(NotACasebook, match="locks do not work"):
        SqliteStore(tmp_path / "home" / "casebook.db")
