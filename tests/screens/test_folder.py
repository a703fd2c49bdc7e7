"""Looking for a letter in a folder, and completing a path."""

import os
from pathlib import Path

import pytest

from tui.screens.folder import completed, expanded, look_into, said_path


def make(folder: Path, *names: str) -> None:
    for at, name in enumerate(names):
        path = folder / name
        if name.endswith("/"):
            path.mkdir()
        else:
            path.write_bytes(b"x" * at)
            os.utime(path, (at, at))


def shown(folder: Path, *, everything: bool = False) -> list[str]:
    found = look_into(str(folder), everything=everything)
    return [entry.name for entry in (*found.folders, *found.files)]


def test_folders_come_first_then_the_newest_letters(tmp_path: Path) -> None:
    make(tmp_path, "b/", "A/", "a-old.eml", "x.py", "b.PDF", ".hidden.eml", ".ssh/", "INBOX")
    assert shown(tmp_path) == ["A", "b", "INBOX", "b.PDF", "a-old.eml"]
    assert look_into(str(tmp_path)).left_out == 1


def test_everything_can_be_shown(tmp_path: Path) -> None:
    make(tmp_path, "b/", "x.py", ".hidden.eml", ".ssh/")
    assert shown(tmp_path, everything=True) == [".ssh", "b", ".hidden.eml", "x.py"]


def test_a_link_to_nothing_is_shown_like_a_file(tmp_path: Path) -> None:
    (tmp_path / "gone.eml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop.eml").symlink_to(tmp_path / "loop.eml")
    assert shown(tmp_path) == ["gone.eml", "loop.eml"]


def test_a_name_of_no_charset_can_be_opened(tmp_path: Path) -> None:
    raw = bytes(tmp_path) + b"/sjis\x8d\xc5.txt"
    with open(raw, "wb") as file:
        file.write("本文".encode())
    [name] = shown(tmp_path)
    assert (tmp_path / name).read_bytes() == "本文".encode()


@pytest.mark.parametrize(
    ("typed", "whole", "names"),
    [
        ("let", "letter", ["letter one.eml", "letters"]),
        ("letters", "letters/", ["letters"]),
        ("letters/", "letters/解約.eml", ["解約.eml"]),
        ("LETTERS", "letters/", ["letters"]),
        ("nothing", "nothing", []),
        ("~/letters/解", "~/letters/解約.eml", ["解約.eml"]),
        (".s", ".ssh/", [".ssh"]),
        ("nowhere/at/all", "nowhere/at/all", []),
        ("a\0b/", "a\0b/", []),
    ],
)
def test_a_path_is_completed_as_far_as_there_is_no_choice(
    tmp_path: Path, typed: str, whole: str, names: list[str]
) -> None:
    make(tmp_path, "letters/", "letter one.eml", ".ssh/")
    make(tmp_path / "letters", "解約.eml")
    assert completed(typed, str(tmp_path), str(tmp_path)) == (whole, names)


def test_a_path_is_completed_from_the_folder_that_is_shown(tmp_path: Path) -> None:
    make(tmp_path, "letters/")
    make(tmp_path / "letters", "one.eml")
    base = str(tmp_path / "letters")
    assert completed("o", str(tmp_path), base) == ("one.eml", ["one.eml"])
    assert completed(f"{tmp_path}/l", "/", base)[0] == f"{tmp_path}/letters/"


def test_a_typed_path_begins_at_the_root_the_home_or_the_folder_shown() -> None:
    assert expanded("/a b", "/home/li", "/srv") == "/a b"
    assert expanded("~", "/home/li", "/srv") == "/home/li"
    assert expanded("~/x", "/home/li", "/srv") == "/home/li/x"
    assert expanded("~x", "/home/li", "/srv") == "/srv/~x"
    assert expanded("x", "/home/li", "/srv") == "/srv/x"


def test_a_path_is_said_as_people_write_it() -> None:
    assert said_path("/home/li", "/home/li") == "~"
    assert said_path("/home/li/a", "/home/li") == "~/a"
    assert said_path("/home/lily", "/home/li") == "/home/lily"
    assert said_path("/srv", "/home/li") == "/srv"
