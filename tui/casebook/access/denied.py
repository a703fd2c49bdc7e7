"""Which door keeps an account from a casebook, and what opens it."""

import os
import stat
from pathlib import Path

from tui.casebook.access.accounts import account, group
from tui.casebook.access.policy import amiss, command, mended_by, mode, of_file, team_of
from tui.casebook.errors import NotACasebook
from tui.text.translation import marked
from tui.text.trouble import Trouble


def denied(path: Path) -> NotACasebook:
    """Return the trouble of a casebook that may not be reached, named by the first closed door."""
    path = path.absolute()
    for place in (*reversed(path.parents), path):
        try:
            found = place.stat()
        except OSError:
            break
        if not os.access(place, os.R_OK if place == path else os.X_OK):
            return _file(path, found) if place == path else _directory(path, place, found)
    return NotACasebook(
        marked("{path} cannot be opened: your account may not read it, or its folder."), path=path
    )


def _directory(path: Path, place: Path, found: os.stat_result) -> NotACasebook:
    whose = "u" if found.st_uid == os.geteuid() else "g" if _is_mine(found.st_gid) else "o"
    if whose == "o" and found.st_mode & stat.S_ISGID:
        return _of_group(place, found)
    return _opened_by(path, place, found, command("chmod", f"{whose}+x", place))


def _file(path: Path, found: os.stat_result) -> NotACasebook:
    team = team_of(path.parent.stat())
    if found.st_uid != os.geteuid() and not (team is not None and _is_mine(team)):
        if found.st_mode & stat.S_IWGRP:
            return _of_group(path, found)
        team = None
    wrong = next(amiss(of_file(path, found, team)), None)
    if wrong is None:
        # The table has nothing against it, and it is closed all the same.
        return _opened_by(path, path, found, command("chmod", "u+rw", path))
    if wrong.check == "owner":
        return _told(wrong.trouble, wrong.by)
    return _opened_by(path, path, found, wrong.command)


def _told(trouble: Trouble, by: Trouble | None) -> NotACasebook:
    told = NotACasebook(trouble.message, **trouble.values)
    told.then = by
    return told


def _opened_by(path: Path, place: Path, found: os.stat_result, opening: str) -> NotACasebook:
    kept_out = Trouble(
        marked(
            "{path} cannot be opened: {place} (mode {mode}, of {owner}, group {group}) keeps "
            "your account out."
        ),
        path=path,
        place=place,
        mode=mode(found),
        owner=account(found.st_uid),
        group=group(found.st_gid),
    )
    return _told(kept_out, mended_by(opening, found.st_uid))


def _of_group(place: Path, found: os.stat_result) -> NotACasebook:
    return NotACasebook(
        marked(
            "{place} is for the group {group}, and your account is not in it. Ask whoever "
            "runs this machine, then sign in again."
        ),
        place=place,
        group=group(found.st_gid),
    )


def _is_mine(gid: int) -> bool:
    return gid in {os.getegid(), *os.getgroups()}
