"""Bytes that are to be kept: from files and from standard input, refused before they do harm."""

import os
import stat
import sys
from typing import Final

from tui.casebook.errors import NoSuchThing
from tui.cli.arguments import Usage
from tui.text.translation import marked

LARGEST: Final = 25 * 1024 * 1024
STANDARD_INPUT: Final = "-"

_TOO_LARGE: Final = marked("{path} is larger than 25 MiB: keep the text of it, or a smaller copy.")
_EMPTY: Final = marked("{path} is empty: there is nothing to keep.")


def look(path: str) -> None:
    """Refuse a file that `read` would refuse, without reading it; raises as `read` does."""
    if path != STANDARD_INPUT:
        os.close(_opened(path))


def read(path: str) -> bytes:
    """Return what a file, or standard input for `-`, holds: 1 byte to 25 MiB.

    Raises `NoSuchThing` where there is no such file, `Usage` for what is no file, cannot be read,
    is empty or too large.
    """
    if path == STANDARD_INPUT:
        return _checked(path, _standard_input())
    with os.fdopen(_opened(path), "rb") as file:
        try:
            return _checked(path, file.read(LARGEST + 1))
        except OSError as error:
            raise _unreadable(path, error) from error


def _opened(path: str) -> int:
    """Open a regular file; a pipe without a writer must not hold the command up."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NoSuchThing(marked("There is no file {path}."), path=path) from error
    except OSError as error:
        raise _unreadable(path, error) from error
    found = os.fstat(descriptor)
    if stat.S_ISREG(found.st_mode) and found.st_size <= LARGEST:
        return descriptor
    os.close(descriptor)
    if stat.S_ISREG(found.st_mode):
        raise Usage(_TOO_LARGE, path=path)
    if stat.S_ISDIR(found.st_mode):
        raise Usage(marked("{path} is a directory: name the files in it."), path=path)
    raise Usage(
        marked("{path} is a pipe or a device, not a file: feed it to standard input instead."),
        path=path,
    )


def _standard_input() -> bytes:
    if sys.stdin is None or sys.stdin.isatty():
        raise Usage(
            marked(
                "There is nothing to keep: name a file (`kaiyaku note add CARD letter.eml`) "
                "or send the text in (`kaiyaku note add CARD < letter.eml`)."
            )
        )
    try:
        # A pipe that does not block gives None while it is empty.
        return sys.stdin.buffer.read(LARGEST + 1) or b""
    except OSError as error:
        raise _unreadable(STANDARD_INPUT, error) from error


def _checked(path: str, content: bytes) -> bytes:
    if len(content) > LARGEST:
        raise Usage(_TOO_LARGE, path=_name(path))
    if not content.strip():
        raise Usage(_EMPTY, path=_name(path))
    return content


def _name(path: str) -> str:
    return "stdin" if path == STANDARD_INPUT else path


def _unreadable(path: str, error: OSError) -> Usage:
    return Usage(
        marked("{path} cannot be read: {reason}."), path=_name(path), reason=error.strerror
    )
