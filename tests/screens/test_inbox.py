"""The inbox: offered when whole, and not before; moved away, over nothing."""

import os
import stat
from pathlib import Path

import pytest

from tui.screens.inbox import Inbox


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    made = Inbox(tmp_path / "kaiyaku" / "inbox")
    made.prepare()
    return made


def looks(inbox: Inbox, times: int = 3) -> list[bool]:
    return [inbox.look() for _ in range(times)]


def test_it_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "kaiyaku" / "inbox"
    path.mkdir(parents=True, mode=0o755)
    path.chmod(0o777)
    Inbox(path).prepare()
    assert stat.S_IMODE(path.stat().st_mode) == 0o700


def test_a_file_is_offered_once_it_was_the_same_at_two_looks(inbox: Inbox) -> None:
    (inbox.path / "letter.eml").write_bytes(b"half")
    assert not inbox.look()
    (inbox.path / "letter.eml").write_bytes(b"half and more")
    assert not inbox.look()
    assert inbox.look()
    assert inbox.arrived == ("letter.eml",)


def test_a_file_that_somebody_still_writes_is_not_offered(inbox: Inbox) -> None:
    with (inbox.path / "letter.eml").open("wb") as file:
        file.write(b"half")
        file.flush()
        assert looks(inbox) == [False, False, False]
    assert inbox.look()
    assert inbox.arrived == ("letter.eml",)


def test_an_empty_file_is_offered_only_when_something_is_in_it(inbox: Inbox) -> None:
    with (inbox.path / "letter.eml").open("wb") as file:
        assert looks(inbox) == [False, False, False]
        file.write(b"now")
    looks(inbox)
    assert inbox.arrived == ("letter.eml",)
    (inbox.path / "empty").touch()
    looks(inbox)
    assert inbox.arrived == ("letter.eml",)


def test_nothing_new_is_nothing_to_tell(inbox: Inbox) -> None:
    (inbox.path / "letter.eml").write_bytes(b"x")
    looks(inbox)
    assert looks(inbox) == [False, False, False]


def test_a_folder_that_did_not_change_is_not_listed_again(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    (inbox.path / "letter.eml").write_bytes(b"x")
    looks(inbox, 4)

    def refuse(path: object) -> object:
        raise AssertionError(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert looks(inbox) == [False, False, False]


def test_a_file_that_comes_within_one_tick_of_the_clock_is_seen(inbox: Inbox) -> None:
    (inbox.path / ".hidden").write_bytes(b"1")
    at = inbox.path.stat()
    inbox.look()
    (inbox.path / "letter.eml").write_bytes(b"2")
    os.utime(inbox.path, ns=(at.st_atime_ns, at.st_mtime_ns))
    looks(inbox)
    assert inbox.arrived == ("letter.eml",)


def test_a_file_that_was_taken_away_is_told(inbox: Inbox) -> None:
    (inbox.path / "letter.eml").write_bytes(b"x")
    looks(inbox)
    (inbox.path / "letter.eml").unlink()
    assert inbox.look()
    assert inbox.arrived == ()


@pytest.mark.parametrize("name", [".letter.eml.Xy12", "letter.eml.part", "letter.eml.filepart"])
def test_what_a_program_is_still_bringing_is_passed_over(inbox: Inbox, name: str) -> None:
    (inbox.path / name).write_bytes(b"x")
    looks(inbox)
    assert inbox.arrived == ()


def test_folders_pipes_and_links_are_passed_over(inbox: Inbox, tmp_path: Path) -> None:
    (inbox.path / "kept").mkdir()
    os.mkfifo(inbox.path / "pipe")
    (tmp_path / "elsewhere").write_bytes(b"x")
    (inbox.path / "link").symlink_to(tmp_path / "elsewhere")
    looks(inbox)
    assert inbox.arrived == ()


def test_the_newest_comes_first(inbox: Inbox) -> None:
    for number, name in enumerate(("old", "new", "middle")):
        (inbox.path / name).write_bytes(b"x")
        at = (10, 30, 20)[number]
        os.utime(inbox.path / name, (at, at))
    looks(inbox)
    assert inbox.arrived == ("new", "middle", "old")


def test_an_inbox_that_is_gone_has_nothing_in_it(inbox: Inbox) -> None:
    (inbox.path / "letter.eml").write_bytes(b"x")
    looks(inbox)
    (inbox.path / "letter.eml").unlink()
    inbox.path.rmdir()
    assert inbox.look()
    assert inbox.arrived == ()


def test_what_was_kept_is_moved_and_goes_over_nothing(inbox: Inbox) -> None:
    for text in (b"first", b"second", b"third"):
        (inbox.path / "letter.eml").write_bytes(text)
        inbox.put_away(str(inbox.path / "letter.eml"))
    away = {path.name: path.read_bytes() for path in (inbox.path / "kept").iterdir()}
    assert away == {
        "letter.eml": b"first",
        "letter-2.eml": b"second",
        "letter-3.eml": b"third",
    }
    assert not (inbox.path / "letter.eml").exists()


def test_a_file_that_cannot_be_moved_leaves_nothing_in_its_place(inbox: Inbox) -> None:
    with pytest.raises(OSError):
        inbox.put_away(str(inbox.path / "gone.eml"))
    assert list((inbox.path / "kept").iterdir()) == []


def test_only_what_lies_in_it_is_its_own(inbox: Inbox, tmp_path: Path) -> None:
    assert inbox.holds(str(inbox.path / "letter.eml"))
    assert inbox.holds(f"{inbox.path}/../inbox/letter.eml")
    assert not inbox.holds(str(inbox.path / "kept" / "letter.eml"))
    assert not inbox.holds(str(tmp_path / "letter.eml"))


def test_nothing_is_put_away_through_a_link(inbox: Inbox, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (inbox.path / "kept").symlink_to(elsewhere)
    letter = inbox.path / "letter.eml"
    letter.write_bytes(b"Subject: x\n\ny\n")
    with pytest.raises(OSError, match="Not a directory"):
        inbox.put_away(str(letter))
    assert list(elsewhere.iterdir()) == []
    assert letter.exists()
