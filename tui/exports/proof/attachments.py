"""Kept files put into a folder under names that are safe there; nothing is overwritten."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from tui.text.translation import marked
from tui.text.trouble import Trouble

_MODE: Final = 0o600
_TRIES: Final = 1000


class CannotSave(Trouble):
    """A file could not be written; what was written before it is there."""


def save(folder: Path, files: Sequence[tuple[str, bytes]]) -> list[Path]:
    """Write files, each with the name that its sender gave it, into `folder`; return their paths.

    They are for their owner alone. A name that is taken gets a number. Raises `CannotSave`.
    """
    from tui.correspondence.files.safe_name import safe_name

    taken: set[str] = set()
    try:
        directory = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise _trouble(folder, error) from error
    try:
        written = []
        for declared, content in files:
            for _ in range(_TRIES):
                name = safe_name(declared, taken)
                taken.add(name)
                if _is_written(directory, folder, name, content):
                    written.append(folder / name)
                    break
            else:
                raise _trouble(folder, FileExistsError(0, declared))
        return written
    finally:
        os.close(directory)


def _is_written(directory: int, folder: Path, name: str, content: bytes) -> bool:
    """Write a new file; False where there is one of that name."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        descriptor = os.open(name, flags, _MODE, dir_fd=directory)
    except FileExistsError:
        return False
    except OSError as error:
        raise _trouble(folder / name, error) from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        # Half a file would pass for the whole one.
        with suppress(OSError):
            os.unlink(name, dir_fd=directory)
        raise _trouble(folder / name, error) from error
    return True


def _trouble(path: Path, error: OSError) -> CannotSave:
    reason = error.strerror or str(error)
    return CannotSave(marked("{path} cannot be written: {reason}."), path=path, reason=reason)
