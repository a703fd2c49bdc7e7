"""What can be kept is read whole; what would block, never ends or moves is refused at once."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.patience import not_for_ever
from tui.correspondence.files.disk import (
    LARGEST,
    NotThere,
    Unreadable,
    Unsteady,
    is_file,
    look,
    opened,
    paths_in,
    read_file,
)


@pytest.fixture(autouse=True)
def nothing_blocks() -> Iterator[None]:
    with not_for_ever():
        yield


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a letter.eml"
    path.write_bytes(b"\0" * 4000 + b"x")
    assert read_file(path) == read_file(str(path)) == b"\0" * 4000 + b"x"
    assert look(path) == 4001


@pytest.mark.parametrize(
    "kind", ["fifo", "directory", "loop", "device", "socket", "empty", "blank"]
)
def test_what_is_no_letter_is_refused_with_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    path = tmp_path / kind
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "directory":
        path.mkdir()
    elif kind == "loop":
        path.symlink_to(path)
    elif kind == "device":
        path = Path("/dev/zero")
    elif kind == "socket":
        monkeypatch.chdir(tmp_path)
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(kind)
    else:
        path.write_bytes(b" \n" if kind == "blank" else b"")
    with pytest.raises(Unreadable) as refused:
        read_file(path)
    assert str(path) in str(refused.value)
    assert not isinstance(refused.value, NotThere)
    if kind in ("fifo", "device", "socket"):
        assert "standard input" in str(refused.value)


def test_a_file_of_the_system_that_never_ends_is_refused() -> None:
    with pytest.raises(Unreadable):
        read_file("/proc/kmsg")


@pytest.mark.parametrize("name", ["missing", "letter/x", "nul\0byte"])
def test_a_missing_file_is_not_there(tmp_path: Path, name: str) -> None:
    (tmp_path / "letter").write_text("x")
    with pytest.raises(NotThere):
        read_file(f"{tmp_path}/{name}")
    assert not is_file(f"{tmp_path}/{name}")


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(Unreadable, match="25 MiB"):
        look(path)
    with pytest.raises(Unreadable, match="25 MiB"):
        read_file(path)


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter"
    path.write_bytes(b"half a letter")

    def grow() -> None:
        with opened(path) as file, path.open("ab") as writer:
            file.read(4)
            writer.write(b", and the rest")
            writer.flush()

    with pytest.raises(Unsteady, match="letter"):
        grow()
    with pytest.raises(Unsteady), opened(path) as file:
        os.utime(path, (1, 1))
    with opened(path) as file:
        assert file.read() == b"half a letter, and the rest"


def test_an_unreadable_file_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "letter"
    path.write_text("x")

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.open", refuse)
    with pytest.raises(Unreadable, match="Permission denied"):
        read_file(path)


@pytest.mark.parametrize(
    ("pasted", "paths"),
    [
        ("/home/li/letter.eml", ["/home/li/letter.eml"]),
        ("  /home/li/letter.eml \n", ["/home/li/letter.eml"]),
        ("'/home/li/a letter.eml'", ["/home/li/a letter.eml"]),
        ('"/home/li/a letter.eml"', ["/home/li/a letter.eml"]),
        (r"/home/li/a\ letter\ \(1\).eml", ["/home/li/a letter (1).eml"]),
        ("/home/li/a letter.eml", ["/home/li/a letter.eml"]),
        ("'/home/li/it'\\''s.eml'", ["/home/li/it's.eml"]),
        ("file:///home/li/a%20letter.eml", ["/home/li/a letter.eml"]),
        ("file:///home/li/%E8%A7%A3%E7%B4%84.eml", ["/home/li/解約.eml"]),
        ("/a.eml /b.eml", ["/a.eml", "/b.eml"]),
        ("'/a b.eml' /c\\ d.eml \"/e f.eml\"", ["/a b.eml", "/c d.eml", "/e f.eml"]),
        ("file:///a.eml\r\nfile:///b%20c.eml\r\n", ["/a.eml", "/b c.eml"]),
        ("/a b.eml\n/c.eml", ["/a b.eml", "/c.eml"]),
        ("/解約 通知.pdf", ["/解約 通知.pdf"]),
        ('"/a\\"b.eml"', ['/a"b.eml']),
        ("/a.eml and more", []),
        ("see /a.eml", []),
        ("letter.eml", []),
        ("'/a.eml", []),
        ("https://example.jp/a.eml", []),
        ("", []),
        ("/nul\0", []),
        ("file:", []),
        ("file://[", []),
    ],
)
def test_dropped_files_are_found_in_what_the_terminal_pastes(pasted: str, paths: list[str]) -> None:
    assert paths_in(pasted, set(paths).__contains__) == paths


def test_a_word_that_happens_to_name_a_file_is_no_path() -> None:
    assert paths_in("letter.eml", {"letter.eml"}.__contains__) == []


def test_one_path_that_is_no_file_makes_it_a_text() -> None:
    assert paths_in("/a.eml /b.eml", {"/a.eml"}.__contains__) == []


def test_only_regular_files_are_offered(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("x")
    assert paths_in(f"{tmp_path}/letter") == [f"{tmp_path}/letter"]
    assert paths_in(str(tmp_path)) == []
    assert paths_in("/dev/null") == []


def test_a_path_at_home_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "letter").write_text("x")
    assert paths_in("~/letter") == [f"{tmp_path}/letter"]
    assert paths_in("~nobody-of-that-name/letter") == []


def test_a_letter_of_a_megabyte_is_no_list_of_paths() -> None:
    assert paths_in("/a " * 500_000, {"/a"}.__contains__) == []
    assert paths_in("/a " * 20_000, {"/a"}.__contains__) == []
