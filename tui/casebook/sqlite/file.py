"""The casebook's file: made whole, opened with suspicion."""

import os
import secrets
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

from tui.casebook.errors import CannotWrite, NotACasebook
from tui.settings import make_private
from tui.text.translation import marked


def create(path: Path, fill: Callable[[sqlite3.Connection], None]) -> None:
    """Build a casebook beside `path` and put it there whole; one that is there already stays."""
    try:
        make_private(path.parent)
        aside = path.parent / f".{path.name}.{secrets.token_hex(6)}"
        # SQLite would make the file with the umask's mode; it keeps the mode of one that exists.
        os.close(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_WRONLY, 0o600))
    except OSError as error:
        raise CannotWrite(
            marked("No casebook can be made at {path}: {reason}. Choose another with --casebook."),
            path=path,
            reason=error.strerror,
        ) from error
    try:
        connection = sqlite3.connect(aside, isolation_level=None)
        try:
            fill(connection)
        except sqlite3.Error as error:
            raise CannotWrite(
                marked("No casebook can be made at {path}: {reason}."), path=path, reason=error
            ) from error
        finally:
            connection.close()
        try:
            os.link(aside, path)
            sync_directory(path.parent)
        except FileExistsError:
            return
        except OSError as error:
            raise CannotWrite(
                marked(
                    "No casebook can be made at {path}: {reason}. Choose another with --casebook."
                ),
                path=path,
                reason=error.strerror,
            ) from error
    finally:
        for left in (aside, aside.with_name(aside.name + "-journal")):
            left.unlink(missing_ok=True)


def sync_directory(directory: Path) -> None:
    """Make a new name in `directory` survive a power cut."""
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def look(path: Path) -> os.stat_result | None:
    """Return what is at `path`, or None where nothing is; refuse what no casebook can be."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    except NotADirectoryError as error:
        raise NotACasebook(
            marked("{path} cannot be a casebook: a part of that path is not a directory."),
            path=path,
        ) from error
    except OSError as error:
        raise NotACasebook(
            marked("The casebook {path} cannot be reached: {reason}."),
            path=path,
            reason=error.strerror,
        ) from error
    if stat.S_ISLNK(found.st_mode):
        raise NotACasebook(
            marked("{path} is a symbolic link. Name the casebook itself with --casebook."),
            path=path,
        )
    if not stat.S_ISREG(found.st_mode):
        raise NotACasebook(marked("{path} is not a file, so it is no casebook."), path=path)
    if found.st_size == 0:
        raise NotACasebook(
            marked("{path} is empty: it is no casebook. Move it away, or restore a backup."),
            path=path,
        )
    return found
