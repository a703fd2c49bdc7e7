"""What is amiss around a casebook with modes, owners, links and left-overs, and mending it."""

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from tui import held
from tui.casebook.access import network
from tui.casebook.access.beside import older_parts_of, second_names
from tui.casebook.access.finding import Finding
from tui.casebook.access.policy import (
    SESSIONS,
    Place,
    amiss,
    command,
    exactly,
    is_team,
    mode,
    of_directory,
    of_file,
)
from tui.text.translation import marked
from tui.text.trouble import Trouble

_ABANDONED_AFTER: Final = 3600
_BESIDE: Final = (".head", "-journal", ".purging", ".before-", ".replaced-")


def find_amiss(casebook: Path, *, own: Path, team: int | None, mend: bool) -> Iterator[Finding]:
    """Yield what is amiss around a casebook, and mend it first where `mend` is true.

    `own` is the person's own place for a casebook, `team` the group that the machine's settings
    name for this one. What was mended is still told, as `mended`.
    """
    file, directory = casebook.lstat(), casebook.parent.stat()
    if team is None and is_team(file, directory):
        team = directory.st_gid
    is_own = casebook.parent == own.parent
    yield from _compare(casebook.parent, lambda p, f: of_directory(p, f, team, own=is_own), mend)
    yield from _compare(casebook, lambda p, f: of_file(p, f, team), mend)
    for path in sorted(casebook.parent.iterdir()):
        rest = path.name.removeprefix(casebook.name)
        if path.name.startswith(casebook.name) and (rest == SESSIONS or rest.startswith(_BESIDE)):
            if path.is_symlink():
                yield _link(path)
            yield from _compare(path, lambda p, f: exactly(p, f, team), mend)
    yield from _left_over(casebook, mend=mend)
    yield from _above(casebook.parent)


def find_amiss_below(directory: Path, *, mend: bool) -> Iterator[Finding]:
    """Yield what is amiss with the modes of a private directory and all that is in it."""
    if directory.is_symlink():
        yield _link(directory)
        return
    for place, _, files in os.walk(directory):
        for path in (Path(place), *(Path(place) / name for name in files)):
            yield from _compare(path, lambda p, f: exactly(p, f, None, os.geteuid()), mend)


def find_left(directories: Iterable[Path], *, mend: bool) -> Iterator[Finding]:
    """Yield what killed processes have left in directories that hold other things as well."""
    for directory in dict.fromkeys(directories):
        yield from _left_in(directory, held.PART, mend=mend)


def _compare(
    path: Path, ought: Callable[[Path, os.stat_result], Place], mend: bool
) -> Iterator[Finding]:
    try:
        # No open for reading: closing the casebook would drop its locks.
        descriptor = os.open(path, os.O_PATH | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return
    try:
        found = os.fstat(descriptor)
        if stat.S_ISLNK(found.st_mode):
            return
        place = ought(path, found)
        wrong = [*amiss(place)]
        # A directory that is for everybody is not to be closed.
        mendable = bool(wrong) and all(each.command for each in wrong)
        mended = mend and mendable and _is_mended(descriptor, place)
        for each in wrong:
            yield Finding(each.check, each.trouble, each.command, mended)
    finally:
        os.close(descriptor)


def _is_mended(descriptor: int, place: Place) -> bool:
    """Mend what one may; a second name could be of a file elsewhere, and is left alone."""
    found = place.found
    if not place.is_directory and (not stat.S_ISREG(found.st_mode) or found.st_nlink > 1):
        return False
    # By way of the descriptor: nobody can put another file in its place meanwhile.
    path = Path(f"/proc/self/fd/{descriptor}")
    try:
        if place.uid not in (None, found.st_uid) or place.gid not in (None, found.st_gid):
            uid = -1 if place.uid is None else place.uid
            os.chown(path, uid, -1 if place.gid is None else place.gid)
        path.chmod(place.right_mode)
    except OSError:
        return False
    return True


def _link(path: Path) -> Finding:
    trouble = Trouble(
        marked("{path} is a symbolic link, and nothing is read or written through it."), path=path
    )
    return Finding("link", trouble, command("rm", path))


def _left_over(casebook: Path, *, mend: bool) -> Iterator[Finding]:
    """Yield what a kill left of a copy that was being made, and the second name of a restore."""
    directory = casebook.parent
    for twin in second_names(casebook, casebook.lstat().st_ino):
        if not held.PART.fullmatch(twin.name):
            with held.opened(twin.parent) as handle:
                yield _left(twin, mended=mend and held.remove(handle, twin.name, twin.lstat()))
    yield from _left_in(directory, held.PART, mend=mend)
    # Older programs held nothing that they wrote.
    yield from _left_in(directory, older_parts_of(casebook), mend=mend, older_than=_ABANDONED_AFTER)
    yield from _left_in(directory.absolute().parent, held.PART, mend=mend)


def _left_in(
    directory: Path, names: re.Pattern[str], *, mend: bool, older_than: float = 0
) -> Iterator[Finding]:
    if network.remote(directory) is not None:
        older_than = _ABANDONED_AFTER
    with suppress(OSError), held.opened(directory) as handle:
        for name, found in held.left(handle, names, older_than=older_than):
            gone = mend and held.remove(handle, name, found)
            yield _left(directory / name, mended=gone, is_directory=stat.S_ISDIR(found.st_mode))


def _left(path: Path, *, mended: bool, is_directory: bool = False) -> Finding:
    trouble = Trouble(marked("{path} was left by something that was cut off."), path=path)
    removing = command("rm", "-r", path) if is_directory else command("rm", path)
    return Finding("left-over", trouble, removing, mended)


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
