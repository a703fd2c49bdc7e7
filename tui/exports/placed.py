"""A file that is written aside and put in place when it is whole, or never."""

import errno
import fcntl
import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from tui.text.translation import marked
from tui.text.trouble import Trouble

_PRIVATE: Final = 0o600
_NEW: Final = os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_ASIDE: Final = re.compile(r"\.kaiyaku-[0-9a-f]{8}\.part")
_NO_LINKS_HERE: Final = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EACCES)
_NAMES_TRIED: Final = 1000
_SURELY_LEFT: Final = 60
"""Seconds after which nobody is about to hold a file that nobody holds."""


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
        directory = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise _told(path.parent, error) from error
    try:
        if not force and _is_there(path.name, directory):
            raise _taken(path)
        _sweep(directory)
        aside = f".kaiyaku-{secrets.token_hex(4)}.part"
        with _written(aside, directory) as file:
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
def _written(aside: str, directory: int) -> Iterator[BinaryIO]:
    descriptor = os.open(aside, os.O_WRONLY | _NEW, _PRIVATE, dir_fd=directory)
    try:
        with os.fdopen(descriptor, "wb") as file:
            # Held as long as it is written: what is not held was left by a session that died.
            with suppress(OSError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield file
    finally:
        with suppress(FileNotFoundError):
            os.unlink(aside, dir_fd=directory)


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


def _sweep(directory: int) -> None:
    """Remove what sessions that died have left; a file that is still being written is held."""
    for name in os.listdir(directory):
        if not _ASIDE.fullmatch(name):
            continue
        with suppress(OSError):
            found = os.open(name, os.O_WRONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=directory)
            try:
                fcntl.flock(found, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if os.fstat(found).st_mtime < time.time() - _SURELY_LEFT:
                    os.unlink(name, dir_fd=directory)
            finally:
                os.close(found)


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
