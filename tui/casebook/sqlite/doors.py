"""Which door keeps an account from a casebook, and what opens it."""

import os
import stat
from pathlib import Path

from tui.casebook.errors import NotACasebook
from tui.casebook.sqlite.accounts import account, group
from tui.casebook.sqlite.modes import argument, command, for_team, is_team_directory, mode
from tui.text.translation import marked


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
    if found.st_uid == os.geteuid():
        return _opened_by(path, place, found, command("chmod", "u+x", place))
    if _is_mine(found.st_gid):
        return _opened_by(path, place, found, command("chmod", "g+x", place))
    if found.st_mode & stat.S_ISGID:
        return _of_group(place, found)
    return _opened_by(path, place, found, command("chmod", "o+x", place))


def _file(path: Path, found: os.stat_result) -> NotACasebook:
    directory = path.parent.stat()
    if found.st_uid == os.geteuid():
        return _opened_by(path, path, found, command("chmod", "u+rw", path))
    if is_team_directory(directory) and _is_mine(directory.st_gid):
        return _opened_by(path, path, found, for_team(path, found, directory))
    if found.st_mode & stat.S_IWGRP:
        return _of_group(path, found)
    return NotACasebook(
        marked(
            "{path} belongs to {owner} and is not shared. If it is yours, let an administrator "
            "run: {command}"
        ),
        path=path,
        owner=account(found.st_uid),
        command=command("chown", argument(account(os.geteuid())), path),
    )


def _opened_by(path: Path, place: Path, found: os.stat_result, opening: str) -> NotACasebook:
    return NotACasebook(
        marked(
            "{path} cannot be opened: {place} (mode {mode}, of {owner}, group {group}) keeps "
            "your account out. Let its owner run: {command}"
        ),
        path=path,
        place=place,
        mode=mode(found),
        owner=account(found.st_uid),
        group=group(found.st_gid),
        command=opening,
    )


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
