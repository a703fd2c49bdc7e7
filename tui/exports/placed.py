"""A file that is written aside and put in place when it is whole, or never."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from tui import held
from tui.text.translation import marked
from tui.text.trouble import Trouble

_PRIVATE: Final = 0o600
_NEW: Final = os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_NO_LINKS_HERE: Final = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EACCES)
_NAMES_TRIED: Final = 1000


class CannotPlace(Trouble):
    """The file could not be written; what was there before is untouched."""


class Taken(CannotPlace):
    """There is something of that name already."""


@contextmanager
def placed(path: Path, *, force: bool = False) -> Iterator[BinaryIO]:
    """Open a new file for its owner alone, which stands at `path` once all went well.

    Raises `Taken` for what is there already, unless `force` replaces it, and `CannotPlace`.
    """
    if not _is_nameable(path):
        raise CannotPlace(marked("{path} is no name for a file."), path=path)
    try:
        directory = held.open_directory(path.parent)
    except OSError as error:
        raise _told(path.parent, error) from error
    try:
        if not force and _is_there(path.name, directory):
            raise _taken(path)
        held.clear(directory)
        with _written(directory) as (aside, file):
            yield file
            file.flush()
            os.fsync(file.fileno())
            _put(aside, path.name, directory, force=force)
        # Some file systems cannot; the file stands there all the same.
        with suppress(OSError):
            os.fsync(directory)
    except FileExistsError as error:
        raise _taken(path) from error
    except OSError as error:
        raise _told(path, error) from error
    finally:
        os.close(directory)


def free(directory: Path, name: str) -> Path:
    """Return a path in `directory` that is free: `name`, or with a number before its end."""
    stem, dot, end = name.rpartition(".")
    for number in range(1, _NAMES_TRIED):
        found = directory / (name if number == 1 else f"{stem}-{number}{dot}{end}")
        if not os.path.lexists(found):
            return found
    raise _taken(directory / name)


@contextmanager
def _written(directory: int) -> Iterator[tuple[str, BinaryIO]]:
    aside, descriptor = held.make(directory)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield aside, file
    finally:
        held.discard(directory, aside)


def _put(aside: str, name: str, directory: int, *, force: bool) -> None:
    """Give the file its name; unless forced, in a way that cannot take another's place."""
    if not force:
        try:
            os.link(aside, name, src_dir_fd=directory, dst_dir_fd=directory, follow_symlinks=False)
        except OSError as error:
            if error.errno not in _NO_LINKS_HERE:
                raise
            # Takes the name where a file can have only one.
            os.close(os.open(name, os.O_WRONLY | _NEW, _PRIVATE, dir_fd=directory))
        else:
            return
    os.replace(aside, name, src_dir_fd=directory, dst_dir_fd=directory)


def _is_nameable(path: Path) -> bool:
    """Whether any file can be called so; what was typed or pasted may be anything."""
    try:
        return b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        return False


def _is_there(name: str, directory: int) -> bool:
    try:
        os.lstat(name, dir_fd=directory)
    except FileNotFoundError:
        return False
    return True


def _taken(path: Path) -> Taken:
    return Taken(marked("{path} is there already; nothing was written."), path=path)


def _told(path: Path, error: OSError) -> CannotPlace:
    return CannotPlace(
        marked("{path} cannot be written: {reason}."), path=path, reason=error.strerror or error
    )
