"""A new casebook for one person or for a team, made aside and put in place whole."""

import grp
import os
import secrets
import shutil
from pathlib import Path
from typing import NamedTuple

from tui.casebook.errors import CannotWrite, Refused
from tui.casebook.sqlite.accounts import members
from tui.casebook.sqlite.beside import Whose
from tui.casebook.sqlite.file import create, sync_directory
from tui.casebook.sqlite.modes import PRIVATE_DIRECTORY, TEAM_DIRECTORY, TEAM_FILE
from tui.casebook.sqlite.schema import fill
from tui.settings import make_private
from tui.text.translation import marked

_CANNOT = marked("No casebook can be made in {path}: {reason}.")


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

    The directory appears with the casebook in it, or not at all. Raises `Refused` where something
    is there already, `CannotWrite` where the disk refuses.
    """
    if os.path.lexists(directory):
        raise Refused(
            marked("{path} is there already. Name a directory that is not there yet."),
            path=directory,
        )
    aside = directory.with_name(f".{directory.name}.{secrets.token_hex(6)}")
    try:
        if team is None:
            make_private(directory.parent)
        aside.mkdir(mode=PRIVATE_DIRECTORY)
        try:
            _fill(aside, name, team)
            # Renaming would take the place of an empty directory that somebody makes just now;
            # of nothing else.
            aside.rename(directory)
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)
            raise
        sync_directory(directory.parent)
    except OSError as error:
        raise CannotWrite(_CANNOT, path=directory, reason=error.strerror) from error
    return directory / name


def _fill(directory: Path, name: str, team: Team | None) -> None:
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        if team is not None:
            os.fchown(descriptor, -1, team.gid)
        os.fchmod(descriptor, PRIVATE_DIRECTORY if team is None else TEAM_DIRECTORY)
    finally:
        os.close(descriptor)
    whose = None if team is None else Whose(TEAM_FILE, os.geteuid(), team.gid)
    create(directory / name, fill, whose)


def closed_door(path: Path, team: Team) -> Path | None:
    """Return the first directory above `path` that the team cannot pass through; None if none."""
    for place in reversed(path.absolute().parents):
        found = place.stat()
        if not found.st_mode & (0o010 if found.st_gid == team.gid else 0o001):
            return place
    return None
