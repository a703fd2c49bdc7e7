"""Who may read and change a casebook, its directory and what lies beside it: one table."""

import os
import pwd
import stat
from collections.abc import Callable, Iterator
from enum import IntEnum
from pathlib import Path
from typing import Final, NamedTuple

from tui.casebook.access.accounts import account, group, is_member, is_person, members
from tui.casebook.errors import CannotWrite, CasebookError
from tui.text.translation import marked
from tui.text.trouble import Trouble

SESSIONS: Final = ".here"
"""How the directory ends, beside a casebook, that says who has it open."""


class Modes(NamedTuple):
    """The modes of a casebook's file, and of what is beside it, and of its directory."""

    file: int
    directory: int


MODES: Final = {False: Modes(0o600, 0o700), True: Modes(0o660, 0o2770)}
"""Those of one person's casebook, and of a team's (True)."""


class Place(NamedTuple):
    """A file or directory, as it was found, and what it ought to be."""

    path: Path
    found: os.stat_result
    team: int | None
    """The group that it is shared with; None for one person's."""
    clear: int
    """Mode bits that must not be set."""
    need: int = 0
    """Mode bits that must be set."""
    uid: int | None = None
    """Who must own it; None where it does not matter."""
    gid: int | None = None

    @property
    def is_directory(self) -> bool:
        """Whether it is a directory."""
        return stat.S_ISDIR(self.found.st_mode)

    @property
    def is_teams(self) -> bool:
        """Whether it is a team's file."""
        return self.team is not None and not self.is_directory

    @property
    def is_tmp(self) -> bool:
        """Whether it is a directory that is meant for every account."""
        return self.is_directory and bool(self.found.st_mode & stat.S_ISVTX)

    @property
    def right_mode(self) -> int:
        """The mode that it ought to have."""
        return stat.S_IMODE(self.found.st_mode) & ~self.clear | self.need

    @property
    def wrong(self) -> int:
        """The mode bits that are not as they ought to be."""
        return self.right_mode ^ stat.S_IMODE(self.found.st_mode)

    def mending(self, check: str) -> str:
        """Return the command that mends its `owner`, `group` or `mode`."""
        # With fewer digits `chmod` would leave a directory's set-group-id bit as it is.
        digits = 5 if self.wrong & self.clear & 0o6000 else 3
        chmod = command("chmod", f"{self.right_mode:0{digits}o}", self.path)
        if check == "owner":
            return command("chown", _argument(account(self.uid or 0)), self.path)
        if check == "group":
            return f"{command('chgrp', _argument(group(self.gid or 0)), self.path)} && {chmod}"
        return chmod


class Weight(IntEnum):
    """What follows from something that is amiss: only the doctor says it, or the opening too."""

    DOCTOR = 0
    SAID = 1
    REFUSED = 2
    """It is said, and nothing is written."""


class Amiss(NamedTuple):
    """Something about a place that is not as it ought to be: its `owner`, `group` or `mode`."""

    check: str
    weight: Weight
    trouble: Trouble
    command: str
    by: Trouble | None
    """Who is to run the command, as a sentence."""

    def told(self) -> CannotWrite:
        """Return it as a sentence that ends with who mends it by which command."""
        told = CannotWrite(self.trouble.message, **self.trouble.values)
        told.then = self.by
        return told


class _Row(NamedTuple):
    """One line of the table: what may be amiss, what follows from it, and how it is said."""

    check: str
    applies: Callable[[Place], object]
    weight: Weight
    to_others: Weight
    """What follows for an account that neither owns the place nor is root."""
    sentence: str


def _extra(place: Place, bits: int) -> int:
    return place.wrong & place.clear & bits


def _missing(place: Place, bits: int) -> int:
    return place.wrong & place.need & bits


def _is_of_another(place: Place) -> bool:
    return place.uid not in (None, place.found.st_uid)


_DOCTOR, _SAID, _REFUSED = Weight
_REPLACED: Final = marked(
    "The directory {path} belongs to {owner}, who could replace the casebook in it, so nothing is "
    "written there."
)
_LEFT: Final = marked(
    "{path} belongs to {owner}, who is not in the group {team}, so nothing is written there."
)
_NOT_SHARED: Final = marked(
    "{path} belongs to {owner} and is not shared, so nothing is written there."
)
_OTHER_GROUP: Final = marked("{path} is of the group {group}, not of {team}.")
# A /tmp: nobody should be told to close that.
_IN_A_TMP: Final = marked(
    "In {path} every account on this machine can make files, so nothing is written to a casebook "
    "there. Move it to a directory of its own."
)
_CHANGED_BY_ALL: Final = marked(
    "Every account on this machine can change {path} (mode {mode}), so nothing is written there."
)
_READ_BY_ALL: Final = marked("Every account on this machine can read {path} (mode {mode}).")
_CLOSED: Final = marked(
    "The directory {directory} is for the group {team}, which cannot change {path} (mode {mode})."
)
_STICKY: Final = marked(
    "The directory {path} is sticky (mode {mode}): after a crash of one, nobody else could go on."
)
_NOT_HANDED_ON: Final = marked("Files made in {path} (mode {mode}) do not go to its group {group}.")
_CHANGED_BY_GROUP: Final = marked(
    "The group {group} can change {path} (mode {mode}), and this is no team casebook."
)
_OTHER_MODE: Final = marked("{path} has the mode {mode}, not {wanted}.")

_TABLE: Final = (
    _Row("owner", lambda p: _is_of_another(p) and p.is_directory, _DOCTOR, _REFUSED, _REPLACED),
    _Row("owner", lambda p: _is_of_another(p) and p.is_teams, _DOCTOR, _REFUSED, _LEFT),
    _Row("owner", _is_of_another, _DOCTOR, _REFUSED, _NOT_SHARED),
    _Row("group", lambda p: p.gid not in (None, p.found.st_gid), _SAID, _SAID, _OTHER_GROUP),
    _Row("mode", lambda p: _extra(p, 0o002) and p.is_tmp, _REFUSED, _REFUSED, _IN_A_TMP),
    _Row("mode", lambda p: _extra(p, 0o002), _REFUSED, _REFUSED, _CHANGED_BY_ALL),
    _Row("mode", lambda p: _extra(p, 0o005), _SAID, _SAID, _READ_BY_ALL),
    _Row("mode", lambda p: p.is_teams and _missing(p, 0o060), _SAID, _REFUSED, _CLOSED),
    _Row("mode", lambda p: _extra(p, 0o1000) and p.team is not None, _SAID, _SAID, _STICKY),
    _Row("mode", lambda p: _missing(p, stat.S_ISGID), _SAID, _SAID, _NOT_HANDED_ON),
    _Row("mode", lambda p: _is_open_to_group(p), _SAID, _SAID, _CHANGED_BY_GROUP),
    _Row("mode", lambda p: p.wrong, _DOCTOR, _DOCTOR, _OTHER_MODE),
)


def amiss(place: Place) -> Iterator[Amiss]:
    """Yield what is amiss with a place: of its owner, group and mode the gravest of each."""
    met: set[str] = set()
    for row in _TABLE:
        if row.check in met or not row.applies(place):
            continue
        met.add(row.check)
        trouble = Trouble(
            row.sentence,
            path=place.path,
            directory=place.path.parent,
            owner=account(place.found.st_uid),
            group=group(place.found.st_gid),
            team=group(place.found.st_gid if place.team is None else place.team),
            mode=mode(place.found),
            wanted=f"{place.right_mode:o}",
        )
        is_other = os.geteuid() not in (0, place.found.st_uid)
        weight = row.to_others if is_other else row.weight
        mending = "" if row.sentence == _IN_A_TMP else place.mending(row.check)
        by = mended_by(mending, place.found.st_uid) if mending else None
        yield Amiss(row.check, weight, trouble, mending, by)


def of_directory(path: Path, found: os.stat_result, team: int | None, *, own: bool) -> Place:
    """Return a casebook's directory; `own` says that it is for the casebook alone."""
    if team is not None:
        return exactly(path, found, team, _owner_in_team(found, team))
    me = os.geteuid()
    uid = None if 0 in (me, found.st_uid) else me
    # In a directory that holds other things as well, nobody else may make files.
    return exactly(path, found, None, uid) if own else Place(path, found, None, 0o022, uid=uid)


def of_file(path: Path, found: os.stat_result, team: int | None) -> Place:
    """Return a casebook's file."""
    uid = os.geteuid() or None if team is None else _owner_in_team(found, team)
    return exactly(path, found, team, uid)


def exactly(path: Path, found: os.stat_result, team: int | None, uid: int | None = None) -> Place:
    """Return what is for one person, or for a team, and nobody else."""
    modes = MODES[team is not None]
    wanted = modes.directory if stat.S_ISDIR(found.st_mode) else modes.file
    return Place(path, found, team, 0o7777 & ~wanted, wanted, uid, team)


def _owner_in_team(found: os.stat_result, team: int) -> int | None:
    """Return root, for what an account owns that is known and not in the group."""
    return 0 if found.st_uid != 0 and is_member(found.st_uid, team) is False else None


class Access(NamedTuple):
    """What was found: what a person should know, and why nothing may be written."""

    concerns: tuple[Trouble, ...] = ()
    refusal: CasebookError | None = None


def inspect(path: Path) -> Access:
    """Look at the modes and owners of the casebook at `path`: two calls to the kernel."""
    try:
        file, directory = path.lstat(), path.parent.stat()
    except OSError:
        # Whoever opens it next says so, with the reason.
        return Access()
    team = directory.st_gid if is_team(file, directory) else None
    places = (of_file(path, file, team), of_directory(path.parent, directory, team, own=False))
    found = (each for place in places for each in amiss(place) if each.weight > Weight.DOCTOR)
    gravest_first = sorted(found, key=lambda each: -each.weight)
    told = [each.told() for each in gravest_first]
    refusal = told[0] if told and gravest_first[0].weight is Weight.REFUSED else None
    if os.geteuid() == 0 != file.st_uid:
        as_root = marked(
            "You work as root in a casebook of {owner}: use an account that is meant to work in it."
        )
        return Access((*told, Trouble(as_root, owner=account(file.st_uid))), refusal)
    return Access(tuple(told), refusal)


def refusal_of_new(directory: Path) -> CasebookError | None:
    """Return why no casebook may be made in a directory that is there; None when one may."""
    try:
        found = directory.stat()
    except OSError:
        return None
    place = of_directory(directory, found, team_of(found), own=False)
    refused = (each for each in amiss(place) if each.weight is Weight.REFUSED)
    return next((each.told() for each in refused), None)


def is_team(file: os.stat_result, directory: os.stat_result) -> bool:
    """Say whether a casebook is shared on purpose: a group may write its directory, and the file.

    In a directory that was made for a team it is, even if its own mode went wrong.
    """
    shared = bool(file.st_mode & stat.S_IWGRP and directory.st_mode & stat.S_IWGRP)
    return shared or team_of(directory) is not None


def team_of(directory: os.stat_result) -> int | None:
    """Return the group that a directory was made for: what is made in it goes to its group."""
    shared = directory.st_mode & stat.S_ISGID and directory.st_mode & stat.S_IWGRP
    return directory.st_gid if shared else None


def mended_by(mending: str, owner: int) -> Trouble:
    """Return the sentence that says who runs a command on a place that `owner` owns."""
    me = os.geteuid()
    if mending.startswith("chown ") and me:
        if mending.split()[1] == _argument(account(me)):
            told = marked("If it is yours, let an administrator run: {command}")
        else:
            told = marked("Let an administrator run: {command}")
        return Trouble(told, command=mending)
    if me in (0, owner):
        return Trouble(marked("Run: {command}"), command=mending)
    return Trouble(marked("Let {owner} run: {command}"), owner=account(owner), command=mending)


def count_readers(path: Path) -> int:
    """Return how many people's accounts the modes let read the casebook, this one included."""
    file, directory = path.lstat(), path.parent.stat()
    # Root reads everything everywhere, which no header needs to count.
    readers = {account(os.geteuid()), *([account(file.st_uid)] if file.st_uid else [])}
    reach = directory.st_mode
    if file.st_mode & stat.S_IROTH and reach & stat.S_IXOTH:
        readers |= {entry.pw_name for entry in pwd.getpwall() if is_person(entry)}
    elif file.st_mode & stat.S_IRGRP and reach & (stat.S_IXGRP | stat.S_IXOTH):
        readers |= set(members(file.st_gid))
    return len(readers)


def colleagues(path: Path) -> frozenset[str]:
    """Return the logins of the group that a casebook is shared with; none where it is one's own."""
    found = path.lstat()
    return frozenset(members(found.st_gid)) if found.st_mode & stat.S_IWGRP else frozenset()


def _is_open_to_group(place: Place) -> bool:
    """Say whether others can change it; some systems make a group for each login alone."""
    gid = place.found.st_gid
    alone = gid == os.getegid() and not set(members(gid)) - {account(os.geteuid())}
    return place.team is None and bool(_extra(place, 0o020)) and not alone


def _argument(name: str) -> str:
    """Return an account or a group as a command takes it."""
    return name.removeprefix("uid ").removeprefix("gid ")


def mode(found: os.stat_result) -> str:
    """Return a mode as `chmod` takes it: 600, 2770."""
    return f"{stat.S_IMODE(found.st_mode):o}"


def command(*words: object) -> str:
    """Return a command that can be pasted into a shell."""
    import shlex

    return shlex.join(map(str, words))
