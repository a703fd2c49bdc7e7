"""A content file from the disk to a TOML table, whatever lies there."""

import os
import stat
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import tomli

from tui.guides.fault import ContentError

LARGEST: Final = 256 * 1024
"""Bytes that a content file may have: ten times ours, and the worst is refused within a second."""

_ENTRIES_AT_MOST: Final = 10_000
_DEPTH_AT_MOST: Final = 10

_KINDS = {
    stat.S_IFDIR: "a directory",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def read_bytes(path: Path, largest: int = LARGEST) -> bytes:
    """Return the bytes of a regular file; a link to one is as good.

    Raises ContentError for anything else, without ever waiting, and OSError.
    """
    # Asked before opening as well: opening a device or a pipe can already do something.
    _require_file(os.stat(path), largest)  # noqa: PTH116  Path.stat() is the slower same call.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    with open(descriptor, "rb") as file:
        _require_file(os.fstat(descriptor), largest)
        content = file.read(largest + 1)
    if len(content) > largest:
        raise _too_large(largest)
    return content


def read_table(path: Path) -> tuple[bytes, dict[str, Any]]:
    """Return a TOML file as its bytes and its table; raises ContentError for every defect."""
    try:
        content = read_bytes(path)
    except OSError as error:
        raise ContentError("", _unreadable(error), "unreadable") from error
    table = _parse(_decode(content))
    _require_modest(table)
    return content, table


def _require_file(status: os.stat_result, largest: int) -> None:
    if not stat.S_ISREG(status.st_mode):
        kind = _KINDS.get(stat.S_IFMT(status.st_mode), "something else")
        raise ContentError("", f"this is {kind}; a TOML file was expected", "unreadable")
    if status.st_size > largest:
        raise _too_large(largest)


def _too_large(largest: int) -> ContentError:
    limit = f"{largest // 1024} KB"
    return ContentError(
        "", f"the file is larger than {limit}; a content file is far below that", "too-large"
    )


def _require_modest(table: dict[str, Any]) -> None:
    """Refuse what no person writes, before anything walks through it less carefully."""
    level: list[Any] = [table]
    entries = 0
    for _ in range(_DEPTH_AT_MOST):
        level = [
            item
            for value in level
            if isinstance(value, dict | list)
            for item in (value.values() if isinstance(value, dict) else value)
        ]
        entries += len(level)
        if entries > _ENTRIES_AT_MOST:
            problem = f"more than {_ENTRIES_AT_MOST} entries; a content file has some hundreds"
            raise ContentError("", problem, "too-large")
    if level:
        raise _too_deep()


def _too_deep() -> ContentError:
    return ContentError(
        "", "keys or brackets are nested too deeply; a content file needs six levels", "too-large"
    )


def _unreadable(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "the file is gone, or a link that leads nowhere; put it back, or start again"
    if isinstance(error, PermissionError):
        return "you are not allowed to read it; ask its owner for the right to read"
    return f"the file cannot be read ({error.strerror}); put a readable TOML file there"


def _decode(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ContentError("byte 0", "the text is UTF-16; save the file as UTF-8", "encoding")
    nul = content.find(b"\0")
    if nul >= 0:
        problem = "a NUL byte: this is no text, or it is UTF-16; save the file as UTF-8"
        raise ContentError(_at_byte(content, nul), problem, "encoding")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        offset = error.start + (3 if content.startswith(b"\xef\xbb\xbf") else 0)
        problem = f"the text is not UTF-8 but {_guess(content)}; save the file as UTF-8"
        raise ContentError(_at_byte(content, offset), problem, "encoding") from error


def _at_byte(content: bytes, offset: int) -> str:
    return f"line {content.count(bytes([10]), 0, offset) + 1}, byte {offset}"


def _guess(content: bytes) -> str:
    """Name the encoding that bytes which are not UTF-8 most likely have."""
    start = content[:65536]
    japanese = start.decode("cp932", "replace")
    if any("\u3041" <= character <= "\u30fe" for character in japanese):
        return "probably Shift-JIS"
    # In Latin-1 accented letters mostly stand alone, in GBK bytes above 127 come in pairs.
    pairs = sum(a > 127 and b > 127 for a, b in pairwise(start))
    return "probably GBK" if pairs * 2 > sum(byte > 127 for byte in start) else "probably Latin-1"


def _parse(text: str) -> dict[str, Any]:
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        # The message repeats the place, which is named in front already.
        reason = _lower(error.msg)
        problem = f"this is not TOML: {reason}; quote texts, and give each key once"
        raise ContentError(
            f"line {error.lineno}, column {error.colno}", problem, "syntax"
        ) from error
    except RecursionError as error:
        raise _too_deep() from error
    except ValueError as error:
        problem = "a number has too many digits; the only number here is the version, from 1 up"
        raise ContentError("", problem, "syntax") from error


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]
