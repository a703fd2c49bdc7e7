"""Who has the casebook open: seen at once, gone at once, and never in anybody's way."""

import os
import signal
import stat
from pathlib import Path

import pytest

from tests.casebook.examples import KEN, MIKA
from tui.casebook.event import Who
from tui.casebook.presence import Presence


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "casebook.db"
    path.touch(0o600)
    return path


def test_others_are_seen_with_their_card_and_oneself_is_not(book: Path) -> None:
    mine, kens = Presence(book, MIKA), Presence(book, KEN)
    again = Presence(book, MIKA)
    mine.at(1)
    kens.at(2)
    again.at(2)
    assert [(str(other.who), other.card) for other in mine.others()] == [("ken", 2)]
    kens.at(1)
    assert [(str(other.who), other.card) for other in mine.others()] == [("ken", 1)]
    kens.close()
    assert mine.others() == []


def test_a_killed_session_is_gone_and_cleared_away(book: Path) -> None:
    ready, told = os.pipe()
    child = os.fork()
    if child == 0:
        Presence(book, KEN).at(7)
        os.write(told, b"x")
        signal.pause()
        os._exit(0)
    os.read(ready, 1)
    mine = Presence(book, MIKA)
    assert [other.card for other in mine.others()] == [7]
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert mine.others() == []
    mine.at(1)
    assert len(list(book.with_name("casebook.db.here").iterdir())) == 1
    for end in (ready, told):
        os.close(end)


def test_a_private_casebooks_company_is_private_and_a_shared_ones_is_the_groups(
    book: Path,
) -> None:
    before = os.umask(0o077)
    try:
        Presence(book, MIKA).at(1)
        directory = book.with_name("casebook.db.here")
        (file,) = directory.iterdir()
        assert stat.S_IMODE(directory.stat().st_mode) == 0o700
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        file.unlink()
        directory.rmdir()
        book.chmod(0o660)
        Presence(book, MIKA).at(1)
        (file,) = directory.iterdir()
        assert stat.S_IMODE(directory.stat().st_mode) == 0o2770
        assert stat.S_IMODE(file.stat().st_mode) == 0o660
    finally:
        os.umask(before)


@pytest.mark.parametrize("hostile", [b"", b"{", b"[]", b'{"login": 1}', b"\xff" * 9000])
def test_what_is_no_session_is_nobody(book: Path, hostile: bytes) -> None:
    import fcntl

    mine = Presence(book, MIKA)
    mine.at(1)
    path = book.with_name("casebook.db.here") / "forged.json"
    path.write_bytes(hostile)
    with path.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert mine.others() == []
    os.mkfifo(path.with_name("fifo"))
    path.with_name("link").symlink_to("/etc/passwd")
    assert mine.others() == []


def test_where_nobody_can_be_seen_work_goes_on(tmp_path: Path) -> None:
    nowhere = Presence(tmp_path / "gone" / "casebook.db", Who("mika"))
    nowhere.at(1)
    assert nowhere.others() == []
    nowhere.close()
