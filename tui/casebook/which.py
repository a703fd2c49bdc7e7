"""Which casebook is meant where none was named: one's own, or one's team's."""

import grp
import os
import pwd
from pathlib import Path
from typing import Final, NamedTuple

from tui.casebook.access import network
from tui.casebook.errors import NotACasebook
from tui.paths import is_directory
from tui.settings import Machine, Places, load_machine
from tui.text.translation import marked
from tui.text.trouble import Trouble

FILE_NAME: Final = "casebook.db"
NAMED_AS_FILE: Final = ".db"
"""How a path ends that names the casebook itself, and not the directory that it is in."""


class Which(NamedTuple):
    """A casebook that is to be opened."""

    path: Path
    is_made: bool
    """Whether it is made when it is not there."""
    team: str | None = None
    """The group whose casebook it is, by the machine's settings."""
    concerns: tuple[Trouble, ...] = ()


def which_casebook(
    places: Places, named: Path | None, *, make: bool = True, gone: bool = False
) -> Which:
    """Return the casebook that was named, else one's team's, else one's own.

    One that was named is made when `make` is true, a team's never, one's own always. With `gone`
    one that is no longer there is meant as well. Raises `NotACasebook` where the machine's
    settings cannot be followed.
    """
    machine = load_machine(places) if gone or named is None else Machine()
    if named is not None:
        path = _in_directory(named, gone=gone)
        there = {_file_of(directory): group for group, directory in machine.teams.items()}
        return Which(path, make, there.get(path.absolute()))
    if machine.fault is not None:
        # Better no casebook than a private one that was meant for the desk.
        raise NotACasebook(machine.fault.message, **machine.fault.values)
    for group, directory in machine.teams.items():
        if _is_mine(group):
            return _of_team(group, _file_of(directory), places, gone=gone)
    return _own(places.casebook, machine.local)


def _file_of(named: Path) -> Path:
    return named if named.suffix == NAMED_AS_FILE else named / FILE_NAME


def _in_directory(path: Path, *, gone: bool) -> Path:
    """Return the casebook in a directory, for a path that names the directory."""
    inside = path / FILE_NAME
    # False for what is behind a closed door as well: opening it says which one is closed.
    if not is_directory(path):
        return _file_of(path) if gone and not os.path.lexists(path) else path
    try:
        inside.lstat()
    except FileNotFoundError:
        return inside if gone else path
    except OSError:
        # Closed to this account: opening what is inside says how, and what would let it in.
        return inside
    return inside


def _is_mine(group: str) -> bool:
    try:
        return grp.getgrnam(group).gr_gid in {os.getgid(), os.getegid(), *os.getgroups()}
    except KeyError:
        return False


def _of_team(group: str, path: Path, places: Places, *, gone: bool) -> Which:
    if gone and not os.path.lexists(path):
        return Which(path, False, group)
    try:
        path.lstat()
    except FileNotFoundError as error:
        raise NotACasebook(
            marked(
                "The team casebook of the group {group} is not at {path}, where {settings} has "
                "it. Tell whoever runs this machine; --casebook names another."
            ),
            group=group,
            path=path,
            settings=places.machine,
        ) from error
    except OSError:
        # The opening says which door is closed.
        return Which(path, False, group)
    if not os.path.lexists(places.casebook):
        return Which(path, False, group)
    aside = Trouble(
        marked(
            "This is the team casebook of the group {group}, {path}. You have one of your own as "
            "well: --casebook {own}"
        ),
        group=group,
        path=path,
        own=places.casebook,
    )
    return Which(path, False, group, (aside,))


def _own(home: Path, local: str | None) -> Which:
    """Return one's own casebook: in the home, or on this machine's disk if the home is remote."""
    if local is None or network.remote(home) is None:
        return Which(home, True)
    here = Path(local.replace("{login}", _file_name_of_login())) / FILE_NAME
    if not os.path.lexists(home):
        return Which(here, True)
    if not os.path.lexists(here):
        return Which(home, True)
    aside = Trouble(
        marked("This is your casebook {path}. There is another on the network: --casebook {own}"),
        path=here,
        own=home,
    )
    return Which(here, True, None, (aside,))


def _file_name_of_login() -> str:
    """Return the login as the name of a directory; the number of one that has no such name."""
    try:
        login = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())
    return str(os.getuid()) if "/" in login or login.startswith(".") else login
