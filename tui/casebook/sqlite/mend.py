"""Modes, owners and left-overs around a casebook: what they ought to be, and mending them."""

import os
import re
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tui.casebook.sqlite.accounts import account, group, is_member
from tui.casebook.sqlite.beside import second_names
from tui.casebook.sqlite.examine import Finding
from tui.casebook.sqlite.modes import (
    PRIVATE_DIRECTORY,
    PRIVATE_FILE,
    TEAM_DIRECTORY,
    TEAM_FILE,
    command,
    is_team,
    mode,
)
from tui.text.translation import marked
from tui.text.trouble import Trouble

_ABANDONED_AFTER: Final = 3600
_BESIDE: Final = (".head", "-journal", ".before-", ".replaced-")
_SESSIONS: Final = ".here"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a place ought to be; None for what does not matter."""

    path: Path
    clear: int
    """Mode bits that must not be set."""
    need: int = 0
    """Mode bits that must be set."""
    uid: int | None = None
    gid: int | None = None


def find_amiss(casebook: Path, *, own: Path, team: int | None, mend: bool) -> Iterator[Finding]:
    """Yield what is amiss around a casebook, and mend it first where `mend` is true.

    `own` is the person's own place for a casebook, `team` the group that the machine's settings
    name for this one. What was mended is still told, as `mended`.
    """
    for wanted in _wanted(casebook, own, team):
        yield from _compare(wanted, mend=mend)
    yield from _left_over(casebook, mend=mend)
    yield from _above(casebook.parent)


def find_amiss_below(directory: Path, *, mend: bool) -> Iterator[Finding]:
    """Yield what is amiss with the modes of a private directory and all that is in it."""
    for place, _, files in os.walk(directory):
        yield from _compare(Wanted(Path(place), 0o7077, 0o700, os.geteuid()), mend=mend)
        for name in files:
            path = Path(place) / name
            yield from _compare(Wanted(path, 0o7177, 0o600, os.geteuid()), mend=mend)


def _wanted(casebook: Path, own: Path, team: int | None) -> Iterator[Wanted]:
    file, directory = casebook.lstat(), casebook.parent.stat()
    shared = team is not None or is_team(file, directory)
    if shared:
        gid = directory.st_gid if team is None else team
        yield _exactly(casebook.parent, TEAM_DIRECTORY, _owner(directory, gid), gid)
        yield _exactly(casebook, TEAM_FILE, _owner(file, gid), gid)
    else:
        me = None if os.geteuid() == 0 else os.geteuid()
        if casebook.parent == own.parent:
            yield _exactly(casebook.parent, PRIVATE_DIRECTORY, me)
        else:
            # A directory that holds other things as well: nobody else may make files in it.
            yield Wanted(casebook.parent, 0o022)
        yield _exactly(casebook, PRIVATE_FILE, me)
        gid = None
    for path in _beside(casebook):
        if path.name == casebook.name + _SESSIONS:
            yield _exactly(path, TEAM_DIRECTORY if shared else PRIVATE_DIRECTORY, None, gid)
        else:
            yield _exactly(path, TEAM_FILE if shared else PRIVATE_FILE, None, gid)


def _exactly(path: Path, wanted: int, uid: int | None = None, gid: int | None = None) -> Wanted:
    return Wanted(path, 0o7777 & ~wanted, wanted, uid, gid)


def _owner(found: os.stat_result, gid: int) -> int | None:
    """Return root, for what an account owns that is known and not in the group."""
    return 0 if found.st_uid != 0 and is_member(found.st_uid, gid) is False else None


def _beside(casebook: Path) -> Iterator[Path]:
    for path in sorted(casebook.parent.iterdir()):
        rest = path.name.removeprefix(casebook.name)
        if path.name.startswith(casebook.name) and (rest == _SESSIONS or rest.startswith(_BESIDE)):
            yield path


def _compare(wanted: Wanted, *, mend: bool) -> Iterator[Finding]:
    try:
        # No open for reading: closing the casebook would drop its locks.
        descriptor = os.open(wanted.path, os.O_PATH | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return
    try:
        found = os.fstat(descriptor)
        if stat.S_ISLNK(found.st_mode):
            return
        differences = [*_differences(wanted, found)]
        mended = mend and bool(differences) and _mended(descriptor, wanted, found)
        for finding in differences:
            yield finding._replace(mended=mended)
    finally:
        os.close(descriptor)


def _differences(wanted: Wanted, found: os.stat_result) -> Iterator[Finding]:
    if wanted.uid not in (None, found.st_uid):
        trouble = Trouble(
            marked("{path} belongs to {owner}, not to {wanted}."),
            path=wanted.path,
            owner=account(found.st_uid),
            wanted=account(wanted.uid or 0),
        )
        yield Finding("owner", trouble, command("chown", wanted.uid, wanted.path))
    if wanted.gid not in (None, found.st_gid):
        trouble = Trouble(
            marked("{path} is of the group {group}, not of {wanted}."),
            path=wanted.path,
            group=group(found.st_gid),
            wanted=group(wanted.gid or 0),
        )
        yield Finding("group", trouble, command("chgrp", wanted.gid, wanted.path))
    right = _right_mode(wanted, found)
    if right != stat.S_IMODE(found.st_mode):
        trouble = Trouble(
            marked("{path} has the mode {mode}, not {wanted}."),
            path=wanted.path,
            mode=mode(found),
            wanted=f"{right:o}",
        )
        yield Finding("mode", trouble, command("chmod", f"{right:o}", wanted.path))


def _right_mode(wanted: Wanted, found: os.stat_result) -> int:
    return stat.S_IMODE(found.st_mode) & ~wanted.clear | wanted.need


def _mended(descriptor: int, wanted: Wanted, found: os.stat_result) -> bool:
    """Mend what one may; a second name could be of a file elsewhere, and is left alone."""
    if not stat.S_ISDIR(found.st_mode) and (not stat.S_ISREG(found.st_mode) or found.st_nlink > 1):
        return False
    # By way of the descriptor: nobody can put another file in its place meanwhile.
    place = Path(f"/proc/self/fd/{descriptor}")
    try:
        if wanted.uid not in (None, found.st_uid) or wanted.gid not in (None, found.st_gid):
            uid = -1 if wanted.uid is None else wanted.uid
            os.chown(place, uid, -1 if wanted.gid is None else wanted.gid)
        place.chmod(_right_mode(wanted, found))
    except OSError:
        return False
    return True


def _left_over(casebook: Path, *, mend: bool) -> Iterator[Finding]:
    """Yield what a kill left of a copy that was being made, and the second name of a restore."""
    inode = casebook.lstat().st_ino
    twins = second_names(casebook, inode)
    copies = re.compile(rf"\.{re.escape(casebook.name)}(\..+)?\.[0-9a-f]{{12}}(-journal)?")
    before = time.time() - _ABANDONED_AFTER
    left = [
        path
        for path in sorted(casebook.parent.iterdir())
        if copies.fullmatch(path.name) and path.lstat().st_mtime < before
    ]
    for path in dict.fromkeys([*twins, *left]):
        trouble = Trouble(marked("{path} was left by something that was cut off."), path=path)
        yield Finding("left-over", trouble, command("rm", path), mend and _removed(path))


def _removed(path: Path) -> bool:
    try:
        path.unlink()
    except OSError:
        return False
    return True


def _above(directory: Path) -> Iterator[Finding]:
    """Yield the directories above in which anybody could put another casebook in this place."""
    for place in directory.absolute().parents:
        found = place.stat()
        if found.st_mode & stat.S_IWOTH and not found.st_mode & stat.S_ISVTX:
            trouble = Trouble(
                marked(
                    "Every account on this machine can change {path} (mode {mode}), which is "
                    "above the casebook."
                ),
                path=place,
                mode=mode(found),
            )
            yield Finding("mode", trouble, command("chmod", "o-w", place))
