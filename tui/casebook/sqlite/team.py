"""A new casebook for one person or for a team, made aside and put in place whole."""

import grp
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tui import held
from tui.casebook.access.accounts import members
from tui.casebook.access.beside import Whose
from tui.casebook.access.policy import MODES
from tui.casebook.errors import CannotWrite, Refused
from tui.casebook.sqlite.file import confirm, create
from tui.casebook.sqlite.schema import fill
from tui.settings import make_private
from tui.text.translation import marked

_CANNOT = marked("No casebook can be made in {path}: {reason}.")

Make = Callable[[Path, Whose | None], None]
"""What makes a casebook at a path, for its owner alone or for whom it is."""


class Team(NamedTuple):
    """A group of the machine: its name, number and members."""

    name: str
    gid: int
    members: tuple[str, ...]


def find_team(name: str) -> Team:
    """Return the group of this name; raises `Refused` for none, and for one that is not ours."""
    try:
        found = grp.getgrnam(name)
    except KeyError as error:
        raise Refused(
            marked("There is no group {group} on this machine: an administrator adds it."),
            group=name,
        ) from error
    team = Team(name, found.gr_gid, tuple(members(found.gr_gid)))
    if os.geteuid() != 0 and team.gid not in {os.getegid(), *os.getgroups()}:
        raise Refused(
            marked(
                "You are not in the group {group}. If you were added to it just now, sign in again."
            ),
            group=name,
        )
    return team


def make_casebook(directory: Path, name: str, team: Team | None) -> Path:
    """Make a directory with a casebook in it, for a team or the caller alone; return its path.

    Raises `Refused` where something is there already, `CannotWrite` where the disk refuses.
    """

    def make(path: Path, whose: Whose | None) -> None:
        create(path, fill, whose)

    make_directory(directory, name, team, make, _CANNOT)
    return directory / name


def make_directory(directory: Path, name: str, team: Team | None, make: Make, cannot: str) -> None:
    """Make a directory, for a team or the caller alone, in which `make` makes the file `name`.

    It appears with the file in it, or not at all. `cannot` is the sentence of the `CannotWrite`
    that is raised where the disk refuses, with `{path}` and `{reason}`.
    """
    if os.path.lexists(directory):
        raise Refused(
            marked("{path} is there already. Name a directory that is not there yet."),
            path=directory,
        )
    try:
        if team is None:
            make_private(directory.parent)
        with held.opened(directory.parent) as above:
            held.clear(above)
            aside, handle = held.make_directory(above)
            try:
                if team is not None:
                    os.fchown(handle, -1, team.gid)
                modes = MODES[team is not None]
                os.fchmod(handle, modes.directory)
                whose = None if team is None else Whose(modes.file, os.geteuid(), team.gid)
                make(directory.with_name(aside) / name, whose)
                # Renaming would take the place of an empty directory that somebody makes just
                # now; of nothing else.
                os.rename(aside, directory.name, src_dir_fd=above, dst_dir_fd=above)
            except BaseException:
                held.remove(above, aside, os.fstat(handle))
                raise
            finally:
                os.close(handle)
    except OSError as error:
        raise CannotWrite(cannot, path=directory, reason=error.strerror) from error
    confirm(directory)


def closed_door(path: Path, team: Team) -> Path | None:
    """Return the first directory above `path` that the team cannot pass through; None if none."""
    for place in reversed(path.absolute().parents):
        found = place.stat()
        if not found.st_mode & (0o010 if found.st_gid == team.gid else 0o001):
            return place
    return None
