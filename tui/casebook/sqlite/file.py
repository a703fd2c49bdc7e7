"""The casebook's file: made whole, opened with suspicion."""

import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from tui import held
from tui.casebook.access import network
from tui.casebook.access.beside import Whose, has_foreign_name, refuse_traps
from tui.casebook.access.policy import command, refusal_of_new
from tui.casebook.errors import CannotWrite, NotACasebook
from tui.settings import make_private
from tui.text.translation import marked
from tui.text.trouble import Trouble

_ABANDONED_AFTER: Final = 3600
"""Seconds after which a file on a network is taken for left."""

Fill = Callable[[sqlite3.Connection], None]
"""What a new file is filled by."""


class InPlaceUnsure(CannotWrite):
    """The file has its name, and the disk may not keep it over a power cut."""


def create(path: Path, fill: Fill, whose: Whose | None = None) -> None:
    """Build a casebook beside `path` and put it there whole; one that is there already stays.

    It is for its owner alone, or for `whose`. Raises `CannotWrite`.
    """
    refusal = refusal_of_new(path.parent)
    if refusal is not None:
        raise refusal
    no_casebook = marked(
        "No casebook can be made at {path}: {reason}. Choose another with --casebook."
    )
    with built_aside(path, fill, no_casebook, whose) as aside:
        # Only now is there a directory in which locks can be tried.
        network.concern(path)
        put_in_place(aside, path, no_casebook)


@contextmanager
def built_aside(path: Path, fill: Fill, cannot: str, whose: Whose | None = None) -> Iterator[Path]:
    """Build a casebook under a name beside `path` that lasts for the `with`.

    `cannot` is the sentence of the `CannotWrite` that is raised, with `{path}` and `{reason}`.
    What was left here by a process that died meanwhile goes first.
    """
    try:
        make_private(path.parent)
        directory = held.open_directory(path.parent)
    except OSError as error:
        raise CannotWrite(cannot, path=path, reason=error.strerror) from error
    try:
        # Where locks travel over a network, one on the whole file would keep SQLite's own out.
        local = network.remote(path.parent) is None
        held.clear(directory, older_than=0 if local else _ABANDONED_AFTER)
        try:
            # SQLite would make the file with the umask's mode; it keeps that of one that exists.
            own = None if whose is None else whose.give
            name, descriptor = held.make(directory, own=own, hold=local)
        except OSError as error:
            raise CannotWrite(cannot, path=path, reason=error.strerror) from error
        aside = path.with_name(name)
        try:
            try:
                with closing(sqlite3.connect(aside, isolation_level=None)) as connection:
                    fill(connection)
            except sqlite3.Error as error:
                raise CannotWrite(cannot, path=path, reason=error) from error
            yield aside
        finally:
            held.discard(directory, name)
            os.close(descriptor)
    finally:
        os.close(directory)


def put_in_place(aside: Path, path: Path, cannot: str, *, replace: bool = False) -> bool:
    """Give a built file its name; say whether it has it, or another was there and stayed."""
    try:
        if replace:
            aside.replace(path)
        else:
            os.link(aside, path)
    except FileExistsError:
        return False
    except OSError as error:
        raise CannotWrite(cannot, path=path, reason=error.strerror) from error
    confirm(path)
    return True


def confirm(path: Path) -> None:
    """Make a new name survive a power cut; raises `InPlaceUnsure` where the disk refuses."""
    try:
        with held.opened(path.parent) as directory:
            os.fsync(directory)
    except OSError as error:
        raise InPlaceUnsure(
            marked(
                "{path} is in its place, but the disk did not confirm it: {reason}. Look at it "
                "before you rely on it."
            ),
            path=path,
            reason=error.strerror,
        ) from error


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
    except PermissionError as error:
        from tui.casebook.access.denied import denied

        raise denied(path) from error
    except OSError as error:
        raise NotACasebook(
            marked("The casebook {path} cannot be reached: {reason}."),
            path=path,
            reason=error.strerror,
        ) from error
    if stat.S_ISLNK(found.st_mode):
        raise NotACasebook(
            marked("{path} is a symbolic link. Name the casebook itself: {command}"),
            path=path,
            command=command("kaiyaku", "--casebook", os.path.realpath(path)),
        )
    if stat.S_ISDIR(found.st_mode):
        empty = NotACasebook(marked("There is no casebook in the directory {path}."), path=path)
        empty.then = Trouble(
            marked("Where one was, a backup brings it back: {command}"),
            command=f"{command('kaiyaku', '--casebook', path)} restore BACKUP",
        )
        raise empty
    if not stat.S_ISREG(found.st_mode):
        raise NotACasebook(marked("{path} is not a file, so it is no casebook."), path=path)
    refuse_traps(path)
    if has_foreign_name(path, found):
        copy = path.with_name(path.name + ".copy")
        raise NotACasebook(
            marked(
                "{path} has a second name (a hard link), under which it could be changed unseen. "
                "Make it a file of its own: {command}"
            ),
            path=path,
            command=f"{command('cp', '-p', path, copy)} && {command('mv', copy, path)}",
        )
    if found.st_size == 0:
        raise NotACasebook(
            marked("{path} is empty: it is no casebook. Move it away, or restore a backup."),
            path=path,
        )
    return found
