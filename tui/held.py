"""Files that their maker holds: what nobody holds was left by a process that died.

Directories are reached by their handle, and nothing in them through a symbolic link.
"""

import fcntl
import os
import re
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

PART: Final = re.compile(r"\.kaiyaku-[0-9a-f]{12}\.part")
"""What a file or directory is called until it is whole."""

_JOURNAL: Final = "-journal"
_DIRECTORY: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_CALM: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
_NEW: Final = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


@contextmanager
def opened(directory: Path, *, follow: bool = True) -> Iterator[int]:
    """Open a directory for the `with`; raises OSError, for a link too unless `follow` is true."""
    handle = open_directory(directory, follow=follow)
    try:
        yield handle
    finally:
        os.close(handle)


def open_directory(directory: Path, *, follow: bool = True) -> int:
    """Return a directory's handle; raises OSError, for a link too unless `follow` is true."""
    return os.open(directory, _DIRECTORY if follow else _DIRECTORY | os.O_NOFOLLOW)


def within(directory: int, name: str) -> Path:
    """Return a whole path of a name in an open directory, whatever its own name is by now.

    Behind a door no relative name is opened for writing.
    """
    return Path(f"/proc/self/fd/{directory}/{name}")


def part_name() -> str:
    """Return a name that nobody can guess, for what is not whole yet."""
    return f".kaiyaku-{os.urandom(6).hex()}.part"


def names(directory: int) -> list[str]:
    """Return the names in an open directory, sorted."""
    return sorted(os.listdir(directory))


def read(directory: int, name: str) -> int:
    """Open what may be a trap for reading: neither through a link nor waiting; return it."""
    return os.open(within(directory, name), _CALM)


def make(
    directory: int,
    name: Callable[[], str] = part_name,
    *,
    own: Callable[[int], None] | None = None,
    hold: bool = True,
) -> tuple[str, int]:
    """Make a file, held until its descriptor is closed; return its name and descriptor.

    It is for its owner alone, or as `own` makes it.
    """
    while True:
        chosen = name()
        descriptor = os.open(within(directory, chosen), _NEW, 0o600)
        try:
            os.fchmod(descriptor, 0o600)
            if own is not None:
                own(descriptor)
            # Whoever clears up may have taken it for left between the two calls.
            if not hold or (_is_held(descriptor) and _is_at(directory, chosen, descriptor)):
                return chosen, descriptor
        except BaseException:
            os.close(descriptor)
            _unlink(directory, chosen)
            raise
        os.close(descriptor)
        _unlink(directory, chosen)


def make_directory(above: int) -> tuple[str, int]:
    """Make a directory for its owner alone, held like a file; return its name and handle."""
    while True:
        name = part_name()
        within(above, name).mkdir(mode=0o700)
        with suppress(FileNotFoundError):
            handle = os.open(within(above, name), _DIRECTORY | os.O_NOFOLLOW)
            if _is_held(handle) and _is_at(above, name, handle):
                return name, handle
            os.close(handle)


def _is_held(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        # A file system without such locks: there nothing is ever taken for left either.
        return True
    return True


def _is_at(directory: int, name: str, descriptor: int) -> bool:
    try:
        found = within(directory, name).lstat()
    except OSError:
        return False
    return os.path.samestat(found, os.fstat(descriptor))


def put(
    directory: int,
    name: str,
    content: bytes,
    *,
    own: Callable[[int], None] | None = None,
    sync: bool = False,
) -> None:
    """Write a small file that others see either as it was or whole; raises OSError.

    What a process that died has left of such a file goes with it.
    """
    clear(directory)
    aside, descriptor = make(directory, own=own)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            if sync:
                os.fsync(file.fileno())
            within(directory, aside).replace(within(directory, name))
    except OSError:
        _unlink(directory, aside)
        raise


def left(
    directory: int, pattern: re.Pattern[str] = PART, *, older_than: float = 0
) -> Iterator[tuple[str, os.stat_result]]:
    """Yield what has such a name and is held by nobody, and was not changed for some seconds."""
    there = names(directory)
    for name in there:
        whole = name.removesuffix(_JOURNAL)
        if not pattern.fullmatch(whole):
            continue
        with suppress(OSError):
            if whole != name and whole in there:
                # A journal is SQLite's as long as somebody holds what it belongs to.
                with _left(directory, whole, older_than):
                    pass
            with _left(directory, name, older_than) as found:
                yield name, found


@contextmanager
def _left(directory: int, name: str, older_than: float) -> Iterator[os.stat_result]:
    found = within(directory, name).lstat()
    if PART.fullmatch(name) and stat.S_ISREG(found.st_mode) and found.st_nlink > 1:
        # It is whole, under its own name, where SQLite may have it open: closing it once more
        # would drop SQLite's locks.
        yield found
        return
    descriptor = read(directory, name)
    try:
        found = os.fstat(descriptor)
        if found.st_nlink > 1 and stat.S_ISREG(found.st_mode):
            raise OSError(f"{name} has another name")
        if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
            raise OSError(f"{name} is neither a file nor a directory")
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        if older_than and found.st_mtime > time.time() - older_than:
            raise OSError(f"{name} may be somebody's")
        yield found
    finally:
        os.close(descriptor)


def clear(directory: int, pattern: re.Pattern[str] = PART, *, older_than: float = 0) -> None:
    """Remove what was left here by oneself; in a directory of a team's, by anybody."""
    # What cannot be read or removed is the doctor's to name.
    with suppress(OSError):
        mode = os.fstat(directory).st_mode
        shared = bool(mode & stat.S_ISGID and mode & stat.S_IWGRP)
        for name, found in left(directory, pattern, older_than=older_than):
            if shared or found.st_uid == os.geteuid():
                remove(directory, name, found)


def remove(directory: int, name: str, found: os.stat_result) -> bool:
    """Remove what was left, with what SQLite made beside it; say whether it is gone."""
    try:
        if stat.S_ISDIR(found.st_mode):
            if found.st_uid != os.geteuid():
                return False
            import shutil

            shutil.rmtree(name, dir_fd=directory)
            return True
        # A second name is of what is whole, and the journal beside it SQLite's own.
        if found.st_nlink == 1:
            with suppress(FileNotFoundError):
                within(directory, name + _JOURNAL).unlink()
        within(directory, name).unlink()
    except OSError:
        return False
    return True


def discard(directory: int, name: str) -> None:
    """Remove a part that its maker has no use for; one that stays is cleared away later."""
    _unlink(directory, name + _JOURNAL)
    _unlink(directory, name)


def _unlink(directory: int, name: str) -> None:
    with suppress(OSError):
        within(directory, name).unlink()
