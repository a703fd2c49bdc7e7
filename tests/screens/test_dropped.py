"""What a terminal pastes when files are dropped on it."""

from pathlib import Path

import pytest

from tui.screens.dropped import Dropped, dropped


@pytest.mark.parametrize("quote", ["{}", "'{}'", '"{}"', "{} ", "file://{}"])
def test_a_file_of_this_machine_is_there(tmp_path: Path, quote: str) -> None:
    path = tmp_path / "letter.eml"
    path.write_bytes(b"x")
    assert dropped(quote.format(path)) == Dropped((str(path),))


def test_several_are_there_together(tmp_path: Path) -> None:
    paths = [tmp_path / "one letter.eml", tmp_path / "二.eml"]
    for path in paths:
        path.write_bytes(b"x")
    escaped = " ".join(str(path).replace(" ", "\\ ") for path in paths)
    assert dropped(escaped).there == tuple(map(str, paths))


@pytest.mark.parametrize(
    ("pasted", "path"),
    [
        ("/Users/li/Downloads/解約.eml", "/Users/li/Downloads/解約.eml"),
        ("'/Users/li/my letter.pdf'", "/Users/li/my letter.pdf"),
        ("/Users/li/my\\ letter.pdf ", "/Users/li/my letter.pdf"),
        ("file:///Users/li/my%20letter.pdf", "/Users/li/my letter.pdf"),
        (r"C:\Users\li\letter.eml", r"C:\Users\li\letter.eml"),
        (r'"C:\Users\li\my letter.eml"', r"C:\Users\li\my letter.eml"),
    ],
)
def test_a_file_of_another_machine_is_elsewhere(pasted: str, path: str) -> None:
    assert dropped(pasted) == Dropped(elsewhere=path)


@pytest.mark.parametrize(
    "pasted", ["", "hello", "/", "/s", "Dear customer,\n/etc/hosts", "//: 解約", "C:\\", "\0"]
)
def test_any_other_text_is_no_file(pasted: str) -> None:
    assert dropped(pasted) == Dropped()


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert dropped(str(tmp_path)) == Dropped()
