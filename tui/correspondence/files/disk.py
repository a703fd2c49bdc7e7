"""Files that are to be kept: opened without harm, read whole, refused at once where it is none."""

import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final
from urllib.parse import unquote, urlsplit

from tui.text.translation import marked
from tui.text.trouble import Trouble

MEBIBYTE: Final = 1024 * 1024
LARGEST: Final = 25 * MEBIBYTE
"""The bytes of a letter at most."""
LARGEST_MBOX: Final = 512 * MEBIBYTE

TOO_LARGE: Final = marked("{path} is larger than 25 MiB: keep the text of it, or a smaller copy.")
EMPTY: Final = marked("{path} is empty: there is nothing to keep.")
CANNOT_BE_READ: Final = marked("{path} cannot be read: {reason}.")
MBOX_TOO_LARGE: Final = marked(
    "{path} is larger than 512 MiB: export the letters of a year, or of one sender, from it."
)
_LONGEST_PASTE: Final = 65_536
_MOST_PATHS: Final = 1000


class Unreadable(Trouble):
    """A file that cannot be kept."""


class NotThere(Unreadable):
    """There is no such file."""


class Unsteady(Unreadable):
    """The file was written to while it was read."""

    def __init__(self, path: str) -> None:
        super().__init__(
            marked("{path} changed while it was read: wait until it is complete, then try again."),
            path=path,
        )


def read_file(path: str | Path, largest: int = LARGEST) -> bytes:
    """Return what a file holds: 1 to `largest` bytes, not all of them blank.

    Raises `NotThere` for a missing file, and `Unreadable` for a directory, pipe or device, for
    what is empty or too large, and for a file that changes meanwhile.
    """
    with opened(path, largest) as file:
        try:
            content = file.read(largest + 1)
        except OSError as error:
            raise unreadable(path, error) from error
    if len(content) > largest:
        raise Unreadable(TOO_LARGE, path=str(path))
    if not content.strip():
        raise Unreadable(EMPTY, path=str(path))
    return content


@contextmanager
def opened(path: str | Path, largest: int = LARGEST) -> Iterator[IO[bytes]]:
    """Open a regular file of at most `largest` bytes; raises `Unreadable`.

    At the end it raises `Unsteady` if the file has changed since. Nothing that could block is
    opened: a pipe without a writer must not hold anyone up.
    """
    descriptor = _descriptor(path, largest)
    with os.fdopen(descriptor, "rb") as file:
        before = _state(descriptor)
        yield file
        if _state(descriptor) != before:
            raise Unsteady(str(path))


def look(path: str | Path, largest: int = LARGEST) -> int:
    """Return a file's size, or refuse it as `read_file` would, without reading it."""
    descriptor = _descriptor(path, largest)
    try:
        return os.fstat(descriptor).st_size
    finally:
        os.close(descriptor)


def is_file(path: str) -> bool:
    """Say whether there is a regular file."""
    try:
        return stat.S_ISREG(Path(path).stat().st_mode)
    except (OSError, ValueError):
        return False


def paths_in(pasted: str, exists: Callable[[str], bool] = is_file) -> list[str]:
    """Return the files that were dropped on the terminal, which pastes their paths.

    Paths are absolute or begin with `~`, `./` or `../`; they may be quoted, have escaped blanks,
    or be `file:` addresses; several stand on one line or on lines of their own. Empty unless all
    of it is paths for which `exists` holds.
    """
    text = pasted.strip()
    if not text or len(text) > _LONGEST_PASTE or "\0" in text:
        return []
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for candidates in ([_path(line) for line in lines], _words(text)):
        if candidates and len(candidates) <= _MOST_PATHS and all(candidates):
            found = [_at_home(path) for path in candidates]
            if all(map(exists, found)):
                return found
    return []


def unreadable(path: str | Path, error: OSError) -> Unreadable:
    """Return the refusal that tells what the system said."""
    return Unreadable(CANNOT_BE_READ, path=str(path), reason=error.strerror or str(error))


def _descriptor(path: str | Path, largest: int) -> int:
    try:
        # Before opening: some devices do something when they are opened.
        _check(path, Path(path).stat(), largest)
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotThere(marked("There is no file {path}."), path=str(path)) from error
    except OSError as error:
        raise unreadable(path, error) from error
    except ValueError as error:
        raise NotThere(marked("There is no file {path}."), path=str(path)) from error
    try:
        _check(path, os.fstat(descriptor), largest)
    except Unreadable:
        os.close(descriptor)
        raise
    return descriptor


def _check(path: str | Path, found: os.stat_result, largest: int) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise Unreadable(marked("{path} is a directory: name the files in it."), path=str(path))
    if not stat.S_ISREG(found.st_mode):
        raise Unreadable(
            marked("{path} is a pipe or a device, not a file: feed it to standard input instead."),
            path=str(path),
        )
    if found.st_size > largest:
        sentence = MBOX_TOO_LARGE if largest >= LARGEST_MBOX else TOO_LARGE
        raise Unreadable(sentence, path=str(path))
    if not found.st_size:
        # The system's own files have no size either, and some of them never end.
        raise Unreadable(EMPTY, path=str(path))


def _state(descriptor: int) -> tuple[int, int, int]:
    found = os.fstat(descriptor)
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns


_UNQUOTED = re.compile(r"""'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^\s'"\\]+)""", re.DOTALL)


def _words(text: str) -> list[str]:
    """Cut a line as a shell would; empty where a quote does not end."""
    words: list[str] = []
    at = 0
    joined = False
    while at < len(text):
        if text[at].isspace():
            at += 1
            joined = False
            continue
        piece = _UNQUOTED.match(text, at)
        if piece is None:
            return []
        plain, quoted, escaped, bare = piece.groups()
        if quoted is not None:
            plain = re.sub(r'\\(["\\$`])', r"\1", quoted)
        said = next(part for part in (plain, escaped, bare) if part is not None)
        if joined:
            words[-1] += said
        else:
            words.append(said)
        joined = True
        at = piece.end()
        if len(words) > _MOST_PATHS:
            return []
    return [_path(word) for word in words]


def _at_home(path: str) -> str:
    try:
        return str(Path(path).expanduser()) if path.startswith("~") else path
    except RuntimeError:
        return path


def _path(word: str) -> str:
    """Return the path that a word is; empty for a word that is none."""
    if word.startswith("file:"):
        try:
            parts = urlsplit(word)
        except ValueError:
            return ""
        return unquote(parts.path, errors="surrogateescape") if parts.path else ""
    return word if word.startswith(("/", "~", "./", "../")) else ""
