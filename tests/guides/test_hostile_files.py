"""Whatever lies where a guide should: it is named, blocks nothing, and the other guides load."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.guides.small import directory, small_guide
from tests.patience import not_for_ever
from tui.guides.load import load
from tui.guides.read import LARGEST


def japanese_in(encoding: str) -> bytes:
    return small_guide().replace("text 日", "こんにちは、解約").encode(encoding, "replace")


def fill(unit: bytes) -> bytes:
    return unit * ((LARGEST - 100) // len(unit))


BYTES: list[tuple[str, bytes, str]] = [
    ("no TOML", b"{", "line 1, column 1: this is not TOML"),
    ("UTF-16", b"\xff\xfe" + small_guide().encode("utf-16-le"), "byte 0: the text is UTF-16"),
    ("UTF-16 without mark", small_guide().encode("utf-16-le"), "line 1, byte 1: a NUL byte"),
    ("Shift-JIS", japanese_in("cp932"), "probably Shift-JIS; save the file as UTF-8"),
    ("Latin-1", b'id = "caf\xe9"', "line 1, byte 9: the text is not UTF-8 but probably Latin-1"),
    ("GBK", "# 中文说明".encode("gbk"), "line 1, byte 2: the text is not UTF-8 but probably GBK"),
    ("late defect", b"\xef\xbb\xbf# \n# \xff", "line 2, byte 8: the text is not UTF-8"),
    ("NUL", b"id = 'a'\nversion = \0", "line 2, byte 19: a NUL byte"),
    ("bare CR", b'id = "a\rb"', "line 1, column 8: this is not TOML"),
    ("lone surrogate", rb'id = "\ud800"', "line 1, column 13: this is not TOML"),
    ("nested arrays", b"a = " + b"[" * 5000, "nested too deeply"),
    ("399 arrays", b"a = " + b"[" * 399 + b"]" * 399, "nested too deeply"),
    ("20,000 parts", b".".join([b"a"] * 20_000) + b" = 1", "nested too deeply"),
    ("900 parts", b".".join([b"a"] * 900) + b" = 1", "nested too deeply"),
    ("huge number", b"version = " + b"9" * 5000, "too many digits"),
    ("hundred digits", b"version = " + b"9" * 100, "missing"),
    ("too large", b"#" * (LARGEST + 1), "larger than 256 KB"),
    ("3 MB", b"#" * 3_000_000, "larger than 256 KB"),
    ("many keys", b"".join(b"k%d=1\n" % n for n in range(25_000)), "more than 10000 entries"),
    ("many steps", fill(b"[[steps]]\n"), "more than 10000 entries"),
    ("many tables", b"".join(b"[a%d.b.c]\n" % n for n in range(18_000)), "more than 10000"),
    ("many numbers", b"id = [" + fill(b"1,") + b"]", "more than 10000 entries"),
    ("many empty steps", b"steps = [" + b"{}," * 9_000 + b"]", "more problems"),
    ("a long id", b'id = "' + fill(b"x") + b'"', "missing"),
    ("a long key", fill(b"x") + b" = 1", "is not known here"),
    ("line breaks", fill(b"\n"), "missing"),
    ("empty", b"", "id is missing"),
]


def settle(path: Path) -> tuple[list[str], list[str]]:
    """Load a directory; return the ids of its guides and its faults as text."""
    with not_for_ever():
        library = load([path], None)
    return [guide.id for guide in library.guides], [str(fault) for fault in library.faults]


@pytest.mark.parametrize(
    ("content", "problem"), [row[1:] for row in BYTES], ids=[r[0] for r in BYTES]
)
def test_a_hostile_file_is_named_and_the_rest_loads(
    tmp_path: Path, content: bytes, problem: str
) -> None:
    guides, faults = settle(directory(tmp_path, bad=content, good=small_guide()))
    assert guides == ["small"]
    assert any(problem in fault for fault in faults), faults
    assert all("bad.toml" in fault and len(fault) < 1000 for fault in faults)


def a_directory(path: Path) -> None:
    path.mkdir()


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_loop(path: Path) -> None:
    path.symlink_to(path)


def a_dead_link(path: Path) -> None:
    path.symlink_to(path.with_name("gone"))


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def a_terminal(path: Path) -> None:
    path.symlink_to("/dev/tty")


def a_socket(path: Path) -> None:
    before = Path.cwd()
    # The path of a socket may be at most 107 bytes long.
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(path.name)
    finally:
        os.chdir(before)


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (a_directory, "this is a directory; a TOML file was expected"),
        (a_pipe, "this is a pipe; a TOML file was expected"),
        (a_socket, "this is a socket"),
        (endless, "this is a device"),
        (a_terminal, "this is a device"),
        (a_loop, "cannot be read (Too many levels of symbolic links)"),
        (a_dead_link, "the file is gone, or a link that leads nowhere"),
    ],
)
def test_what_is_no_file_is_named_and_the_rest_loads(
    tmp_path: Path, make: Callable[[Path], None], problem: str
) -> None:
    path = directory(tmp_path, good=small_guide())
    make(path / "guides" / "bad.toml")
    guides, faults = settle(path)
    assert guides == ["small"]
    assert len(faults) == 1
    assert problem in faults[0]
    assert "bad.toml" in faults[0]


def test_cautions_that_are_a_pipe_do_not_block(tmp_path: Path) -> None:
    path = directory(tmp_path, good=small_guide())
    (path / "cautions.toml").unlink()
    a_pipe(path / "cautions.toml")
    assert settle(path)[0] == ["small"]


def test_a_link_to_a_file_is_as_good_as_the_file(tmp_path: Path) -> None:
    path = directory(tmp_path / "content")
    (tmp_path / "elsewhere").write_text(small_guide())
    (path / "guides" / "a.toml").symlink_to(tmp_path / "elsewhere")
    assert settle(path) == (["small"], [])


def test_an_unreadable_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = directory(tmp_path, bad="", good=small_guide())
    opened = os.open

    def refuse(file: Path, flags: int) -> int:
        # The tests may run as root, whom no mode keeps out.
        if file.name == "bad.toml":
            raise PermissionError(13, "Permission denied")
        return opened(file, flags)

    monkeypatch.setattr("tui.guides.read.os.open", refuse)
    guides, faults = settle(path)
    assert guides == ["small"]
    problem = "you are not allowed to read it; ask its owner for the right to read"
    assert faults == [f"{path}/guides/bad.toml: {problem}."]


def test_a_file_that_becomes_a_pipe_before_it_is_opened_does_not_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = directory(tmp_path, bad="")
    a_pipe(path / "pipe")
    opened = os.open
    monkeypatch.setattr(
        "tui.guides.read.os.open",
        lambda file, flags: opened(path / "pipe" if file.name == "bad.toml" else file, flags),
    )
    assert "this is a pipe" in settle(path)[1][0]


def test_a_file_that_grows_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = directory(tmp_path, bad=b"#" * (LARGEST + 1))
    monkeypatch.setattr("tui.guides.read._require_file", lambda status, largest: None)
    assert "larger than 256 KB" in settle(path)[1][0]
