"""Who may read and change a casebook: modes and owners of its file and its directory."""

import os
import pwd
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tui.casebook.errors import CannotWrite, CasebookError
from tui.casebook.sqlite.accounts import account, group, is_member, is_person, members
from tui.text.translation import marked
from tui.text.trouble import Trouble

PRIVATE_FILE, PRIVATE_DIRECTORY = 0o600, 0o700
TEAM_FILE, TEAM_DIRECTORY = 0o660, 0o2770


class Access(NamedTuple):
    """What was found: what a person should know, and why nothing may be written."""

    concerns: tuple[Trouble, ...] = ()
    refusal: CasebookError | None = None


def is_team(file: os.stat_result, directory: os.stat_result) -> bool:
    """Say whether a casebook is shared on purpose: a group may write its directory, and the file.

    In a directory that was made for a team it is, even if its own mode went wrong.
    """
    shared = bool(file.st_mode & stat.S_IWGRP and directory.st_mode & stat.S_IWGRP)
    return shared or is_team_directory(directory)


def is_team_directory(directory: os.stat_result) -> bool:
    """Say whether a directory was made for a team: what is made in it goes to its group."""
    return bool(directory.st_mode & stat.S_ISGID and directory.st_mode & stat.S_IWGRP)


def inspect(path: Path) -> Access:
    """Look at the modes and owners of the casebook at `path`: two calls to the kernel."""
    try:
        file, directory = path.lstat(), path.parent.stat()
    except OSError:
        # Whoever opens it next says so, with the reason.
        return Access()
    refusal = next(_refusals(path, file, directory), None)
    concerns = tuple(_concerns(path, file, directory))
    return Access((refusal, *concerns) if refusal else concerns, refusal)


def refusal_of_new(directory: Path) -> CasebookError | None:
    """Return why no casebook may be made in a directory that is there; None when one may."""
    try:
        found = directory.stat()
    except OSError:
        return None
    if found.st_mode & stat.S_IWOTH:
        return _open_to_all(directory, found)
    return _foreign_directory(directory, found, team=is_team_directory(found))


def _refusals(
    path: Path, file: os.stat_result, directory: os.stat_result
) -> Iterator[CasebookError]:
    for place, found in ((path, file), (path.parent, directory)):
        if found.st_mode & stat.S_IWOTH:
            yield _open_to_all(place, found)
    team = is_team(file, directory)
    if os.geteuid() not in (0, file.st_uid):
        yield from _refusals_of_another(path, file, directory, team=team)
    foreign = _foreign_directory(path.parent, directory, team=team)
    if foreign is not None:
        yield foreign


def _refusals_of_another(
    path: Path, file: os.stat_result, directory: os.stat_result, *, team: bool
) -> Iterator[CasebookError]:
    """Yield why an account may not write to a casebook that another account owns."""
    if not team:
        yield CannotWrite(
            marked(
                "{path} belongs to {owner} and is not shared, so you can only read it. "
                "If it is yours, let an administrator run: {command}"
            ),
            path=path,
            owner=account(file.st_uid),
            command=command("chown", argument(account(os.geteuid())), path),
        )
        return
    if not file.st_mode & stat.S_IWGRP:
        trouble = _closed_to_team(path, file, directory)
        yield CannotWrite(trouble.message, **trouble.values)
    if file.st_uid != 0 and is_member(file.st_uid, directory.st_gid) is False:
        yield CannotWrite(
            marked(
                "{path} belongs to {owner}, who is not in the group {group}, so nothing is "
                "written there. Let an administrator run: {command}"
            ),
            path=path,
            owner=account(file.st_uid),
            group=group(directory.st_gid),
            command=command("chown", "root", path),
        )


def _open_to_all(path: Path, found: os.stat_result) -> CasebookError:
    if stat.S_ISDIR(found.st_mode) and found.st_mode & stat.S_ISVTX:
        # A /tmp: nobody should be told to close that.
        return CannotWrite(
            marked(
                "In {path} every account on this machine can make files, so nothing is written to "
                "a casebook there. Move it to a directory of its own."
            ),
            path=path,
        )
    private = stat.S_ISDIR(found.st_mode) and not found.st_mode & stat.S_ISGID
    return CannotWrite(
        marked(
            "Every account on this machine can change {path} (mode {mode}), so nothing is written "
            "there. Run: {command}"
        ),
        path=path,
        mode=mode(found),
        command=command("chmod", "go-w" if private else "o-rwx", path),
    )


def _foreign_directory(path: Path, found: os.stat_result, *, team: bool) -> CasebookError | None:
    """Return the trouble of a directory whose owner could put another casebook in its place."""
    if found.st_uid in (0, os.geteuid()) or os.geteuid() == 0:
        return None
    if team and is_member(found.st_uid, found.st_gid) is not False:
        return None
    return CannotWrite(
        marked(
            "The directory {path} belongs to {owner}, who could replace the casebook in it, so "
            "nothing is written there. Let an administrator run: {command}"
        ),
        path=path,
        owner=account(found.st_uid),
        command=command("chown", "root" if team else argument(account(os.geteuid())), path),
    )


def _concerns(path: Path, file: os.stat_result, directory: os.stat_result) -> Iterator[Trouble]:
    if not file.st_mode & stat.S_IWOTH and file.st_mode & stat.S_IROTH:
        yield _readable(path, file)
    if os.geteuid() == 0 != file.st_uid:
        yield Trouble(
            marked(
                "You work as root in a casebook of {owner}: use an account that is meant to work "
                "in it."
            ),
            owner=account(file.st_uid),
        )
    if is_team(file, directory):
        yield from _concerns_of_team(path, file, directory)
    else:
        yield from _concerns_of_one(path, file, directory)


def _concerns_of_team(
    path: Path, file: os.stat_result, directory: os.stat_result
) -> Iterator[Trouble]:
    parent = path.parent
    if directory.st_mode & (stat.S_IROTH | stat.S_IXOTH) and not directory.st_mode & stat.S_IWOTH:
        yield _readable(parent, directory)
    if directory.st_mode & stat.S_ISVTX:
        yield Trouble(
            marked(
                "The directory {path} is sticky (mode {mode}): after a crash of one, nobody else "
                "could go on. Run: {command}"
            ),
            path=parent,
            mode=mode(directory),
            command=command("chmod", "-t", parent),
        )
    if not directory.st_mode & stat.S_ISGID:
        yield Trouble(
            marked(
                "Files made in {path} (mode {mode}) do not go to its group {group}. Run: {command}"
            ),
            path=parent,
            mode=mode(directory),
            group=group(directory.st_gid),
            command=command("chmod", "g+s", parent),
        )
    if not file.st_mode & stat.S_IWGRP:
        if os.geteuid() in (0, file.st_uid):
            yield _closed_to_team(path, file, directory)
    elif file.st_gid != directory.st_gid:
        yield Trouble(
            marked(
                "{path} is shared with the group {group}, and its directory with {other}. "
                "Run: {command}"
            ),
            path=path,
            group=group(file.st_gid),
            other=group(directory.st_gid),
            command=command("chgrp", argument(group(directory.st_gid)), path),
        )


def _concerns_of_one(
    path: Path, file: os.stat_result, directory: os.stat_result
) -> Iterator[Trouble]:
    for place, found, change in (
        (path, file, "g-rwx"),
        (path.parent, directory, "g-w"),
    ):
        if found.st_mode & stat.S_IWGRP and not _is_alone(found.st_gid):
            yield Trouble(
                marked(
                    "The group {group} can change {path} (mode {mode}), and this is no team "
                    "casebook. Run: {command}"
                ),
                path=place,
                mode=mode(found),
                group=group(found.st_gid),
                command=command("chmod", change, place),
            )


def _closed_to_team(path: Path, file: os.stat_result, directory: os.stat_result) -> Trouble:
    return Trouble(
        marked(
            "The directory {directory} is for the group {group}, which cannot change {path} (mode "
            "{mode}). Let {owner} run: {command}"
        ),
        directory=path.parent,
        group=group(directory.st_gid),
        path=path,
        mode=mode(file),
        owner=account(file.st_uid),
        command=for_team(path, file, directory),
    )


def for_team(path: Path, file: os.stat_result, directory: os.stat_result) -> str:
    """Return the command that gives a casebook to the group of its directory."""
    opened = command("chmod", f"{TEAM_FILE:o}", path)
    if file.st_gid == directory.st_gid:
        return opened
    return f"{command('chgrp', argument(group(directory.st_gid)), path)} && {opened}"


def _readable(path: Path, found: os.stat_result) -> Trouble:
    return Trouble(
        marked("Every account on this machine can read {path} (mode {mode}). Run: {command}"),
        path=path,
        mode=mode(found),
        command=command("chmod", "o-rwx", path),
    )


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


def _is_alone(gid: int) -> bool:
    """Say whether a group is the caller's own, as some systems make one for each login."""
    return gid == os.getegid() and not set(members(gid)) - {account(os.geteuid())}


def argument(name: str) -> str:
    """Return an account or a group as a command takes it."""
    return name.removeprefix("uid ").removeprefix("gid ")


def mode(found: os.stat_result) -> str:
    """Return a mode as `chmod` takes it: 600, 2770."""
    return f"{stat.S_IMODE(found.st_mode):o}"


def command(*words: object) -> str:
    """Return a command that can be pasted into a shell."""
    import shlex

    return shlex.join(map(str, words))
