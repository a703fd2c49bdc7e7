"""What is to be kept: files and standard input, in the command's words and exit codes."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO, Final

from tui.casebook.errors import NoSuchThing
from tui.cli.arguments import Usage
from tui.correspondence.files import disk as files
from tui.text.translation import marked

LARGEST: Final = files.LARGEST
STANDARD_INPUT: Final = "-"

_HEAD: Final = 65_536


@dataclass(frozen=True, slots=True)
class Source:
    """A file or standard input that was opened."""

    path: str
    file: IO[bytes]
    is_mailbox: bool
    """Whether it is an mbox with several letters."""

    @property
    def name(self) -> str:
        """What the file is called; empty for standard input."""
        return "" if self.path == STANDARD_INPUT else PurePath(self.path).name

    def content(self) -> bytes:
        """Return all of it: 1 byte to 25 MiB; raises `Usage`."""
        try:
            content = self.file.read(LARGEST + 1)
        except OSError as error:
            raise _unreadable(self.path, error) from error
        if len(content) > LARGEST:
            raise Usage(files.TOO_LARGE, path=shown(self.path))
        if not content.strip():
            raise Usage(files.EMPTY, path=shown(self.path))
        return content


def look(path: str) -> None:
    """Refuse a file that cannot be kept, without reading it; raises as `opened` does."""
    if path != STANDARD_INPUT:
        with opened(path):
            pass


@contextmanager
def opened(path: str) -> Iterator[Source]:
    """Open a file, or standard input for `-`; only an mbox may be larger than 25 MiB.

    Raises `NoSuchThing` where there is no such file, `Usage` for what is no file, cannot be read,
    is empty or too large, or changes meanwhile.
    """
    if path == STANDARD_INPUT:
        with _standard_input() as (file, is_mailbox):
            yield Source(path, file, is_mailbox)
        return
    try:
        with files.opened(path, files.LARGEST_MBOX) as file:
            is_mailbox = _is_mailbox(file)
            if not is_mailbox and os.fstat(file.fileno()).st_size > LARGEST:
                raise Usage(files.TOO_LARGE, path=path)
            yield Source(path, file, is_mailbox)
    except files.NotThere as trouble:
        raise NoSuchThing(trouble.message, **trouble.values) from trouble
    except files.Unreadable as trouble:
        raise Usage(trouble.message, **trouble.values) from trouble


def shown(path: str) -> str:
    """Return what a source is called in a sentence."""
    return "stdin" if path == STANDARD_INPUT else path


def _is_mailbox(file: IO[bytes]) -> bool:
    from tui.correspondence.mail.mbox import is_mailbox

    try:
        return is_mailbox(file)
    except OSError as error:
        raise _unreadable(file.name, error) from error


def _begins_mbox(file: IO[bytes]) -> bool:
    from tui.correspondence.files.form import form_of

    file.seek(0)
    return form_of(file.read(_HEAD)) == "mbox"


@contextmanager
def _standard_input() -> Iterator[tuple[IO[bytes], bool]]:
    if sys.stdin is None or sys.stdin.isatty():
        raise Usage(
            marked(
                "There is nothing to keep: name a file (`kaiyaku note add CARD letter.eml`) "
                "or send the text in (`kaiyaku note add CARD < letter.eml`)."
            )
        )
    # In memory up to the size of a letter; an mbox beyond it goes to a file without a name.
    with tempfile.SpooledTemporaryFile(max_size=LARGEST) as spooled:
        try:
            # A pipe that does not block gives None while it is empty.
            spooled.write(sys.stdin.buffer.read(LARGEST + 1) or b"")
            if spooled.tell() > LARGEST and _begins_mbox(spooled):
                _copy_rest(spooled)
            spooled.seek(0)
            is_mailbox = _is_mailbox(spooled)
        except OSError as error:
            raise _unreadable(STANDARD_INPUT, error) from error
        yield spooled, is_mailbox


def _copy_rest(file: IO[bytes]) -> None:
    """Copy what is left of standard input to the end of `file`; raises `Usage` for too much."""
    file.seek(0, os.SEEK_END)
    while piece := sys.stdin.buffer.read(files.MEBIBYTE):
        file.write(piece)
        if file.tell() > files.LARGEST_MBOX:
            raise Usage(files.MBOX_TOO_LARGE, path=shown(STANDARD_INPUT))
    file.seek(0)


def _unreadable(path: str, error: OSError) -> Usage:
    refusal = files.unreadable(shown(path), error)
    return Usage(refusal.message, **refusal.values)
