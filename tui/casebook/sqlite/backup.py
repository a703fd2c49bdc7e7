"""Copies of a whole casebook: taken while others write, verified, put in place whole."""

import os
import sqlite3
import stat
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from sqlite3 import SQLITE_BUSY, SQLITE_LOCKED
from typing import Final, NamedTuple

from tui.casebook.access.beside import REPLACED, Whose, belongs_to
from tui.casebook.access.denied import denied
from tui.casebook.access.finding import Finding
from tui.casebook.access.policy import MODES, command, refusal_of_new, team_of
from tui.casebook.errors import Busy, CannotWrite, NotACasebook, Refused
from tui.casebook.event import Who
from tui.casebook.sqlite import head
from tui.casebook.sqlite.contents import Contents, contents
from tui.casebook.sqlite.examine import examine
from tui.casebook.sqlite.file import InPlaceUnsure, built_aside, look, put_in_place
from tui.casebook.sqlite.opening import OPEN_WAIT, looking
from tui.casebook.sqlite.remade import remade, say_restored
from tui.casebook.sqlite.seen import PutBack, Seen
from tui.casebook.sqlite.team import Team, make_directory
from tui.casebook.sqlite.transaction import SqliteTransaction
from tui.casebook.storage import TABLES, Head
from tui.paths import is_directory
from tui.text.translation import marked
from tui.text.trouble import Trouble

_MENDABLE: Final = frozenset({"schema", "projections", "search"})
"""What is made anew from the history, and so costs a copy none of its worth."""

_PATIENCE: Final = 30.0
_CANNOT_BACK_UP: Final = marked("No backup can be written to {path}: {reason}.")
_CANNOT_RESTORE: Final = marked("Nothing was restored to {path}: {reason}.")


class BackedUp(NamedTuple):
    """What a backup holds, and what is to be known about the history that it is of."""

    contents: Contents
    notices: tuple[Trouble, ...]


class Restored(NamedTuple):
    """What a restore did: where the casebook that was there is, and how the two differ."""

    replaced: Path | None
    events: int
    common: int
    """How many events the two share, counted from the first."""
    only_before: int | None
    """The events that only the replaced one has; None where it cannot be read."""
    findings: tuple[Finding, ...]
    notices: tuple[Trouble, ...] = ()
    """What the backup lacks of what is known to have been there, and where it is not of a piece."""


def back_up(
    path: Path, target: Path, *, replace: bool = False, seen: Seen | None = None
) -> BackedUp:
    """Copy the casebook at `path` to `target` for its owner alone; return what the copy holds.

    Others can read meanwhile, and wait with what they write. A copy that is not whole is thrown
    away. Raises `CasebookError`; `Refused` where `target` is there and is not to be replaced, and
    always where it is the casebook itself. `seen` is where it is written down what earlier backups
    saw of its history; one that was rewritten is not backed up.
    """
    if belongs_to(path, target):
        raise Refused(
            marked("{path} is the casebook itself, or a part of it. Name another file."),
            path=target,
        )
    # What a closed directory hides is met again, and told, when the copy is made.
    if is_directory(target) or (not replace and os.path.exists(target)):  # noqa: PTH110
        raise _there_already(target)
    # Read before the copy is taken: nothing that was kept by now may be missing in it.
    left = head.remembered(path)
    with (
        looking(path) as source,
        built_aside(target, partial(copy, source), _CANNOT_BACK_UP) as aside,
    ):
        held, heads, put_back = _verified(path, aside, left, seen)
        if not put_in_place(aside, target, _CANNOT_BACK_UP, replace=replace):
            raise _there_already(target)
    unseen = None if seen is None else seen.remember(heads)
    return BackedUp(held, tuple(filter(None, (put_back, unseen))))


def copy(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy a casebook page by page while others read; raises `Busy` where one goes on writing."""
    until = time.monotonic() + _PATIENCE

    def wait(status: int, _remaining: int, _pages: int) -> None:
        # Left alone it would wait for ever for somebody who was stopped while writing.
        if status in (SQLITE_BUSY, SQLITE_LOCKED) and time.monotonic() > until:
            raise Busy

    source.backup(target, progress=wait)


def _there_already(target: Path) -> Refused:
    return Refused(
        marked("{path} is there already. Name another file, or replace it with --force."),
        path=target,
    )


def _verified(
    path: Path, made: Path, left: Head | None, seen: Seen | None
) -> tuple[Contents, list[Head], Trouble | None]:
    with looking(made) as connection:
        reader = SqliteTransaction(connection)
        serious = _serious(examine(made, connection))
        if left is not None and not head.is_in(left, reader):
            raise NotACasebook(
                marked(
                    "No backup was made: {path} is not as it was left, entry {seq} is missing or "
                    "different. `kaiyaku doctor` says more; keep the backups that you have."
                ),
                path=path,
                seq=left.seq,
            )
        rewritten = None if seen is None else seen.concern(reader)
        if rewritten is not None and not isinstance(rewritten, PutBack):
            raise NotACasebook(
                marked(
                    "No backup was made: the history of {path} was rewritten after entry {after}. "
                    "`kaiyaku doctor` says more; keep the backups that you have."
                ),
                path=path,
                after=rewritten.after,
            )
        if serious:
            raise NotACasebook(
                marked(
                    "No backup was made: {path} is damaged. `kaiyaku doctor` says how; keep the "
                    "backups that you have."
                ),
                path=path,
            )
        return contents(connection), [] if seen is None else seen.now(reader), rewritten


def _serious(findings: Iterator[Finding]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.check not in _MENDABLE)


def restore(
    path: Path,
    backup: Path,
    now: datetime,
    who: Who,
    *,
    force: bool = False,
    team: Team | None = None,
    seen: Seen | None = None,
) -> Restored:
    """Make a casebook at `path` from the events of `backup`; one that is there is put aside.

    Where its directory is gone, that is made too, for `team` or the caller alone. A backup that
    has lost an original is refused unless `force` is true, and so is one whose history is another
    than the caller has `seen`; one with a broken history always. All of it happens, or nothing.
    Raises `CasebookError`.
    """
    kept, present = look(backup), _present(path)
    if kept and present and (kept.st_dev, kept.st_ino) == (present.st_dev, present.st_ino):
        raise Refused(marked("{path} is the casebook itself, not a backup of it."), path=backup)
    refusal = refusal_of_new(path.parent) or _closed_to_me(path, backup, team)
    if refusal is not None:
        raise refusal
    if team is None and path.parent.exists():
        whose = Whose.like(present) if present else _of_new(path.parent)
        return _restored(path, present, _Source(backup, now, who, force, seen), whose)
    done: list[Restored] = []

    def make(aside: Path, whose: Whose | None) -> None:
        done.append(_restored(aside, None, _Source(backup, now, who, force, seen), whose))

    make_directory(path.parent, path.name, team, make, _CANNOT_RESTORE)
    return done[0]


class _Source(NamedTuple):
    backup: Path
    now: datetime
    who: Who
    force: bool
    seen: Seen | None


def _restored(
    path: Path, present: os.stat_result | None, source: _Source, whose: Whose | None
) -> Restored:
    with built_aside(path, _nothing, _CANNOT_RESTORE, whose) as aside:
        made = remade(source.backup, aside)
        if not made.events:
            _refuse_emptied(source.backup)
        with looking(aside) as connection:
            findings = _serious(examine(aside, connection))
            coming = _hashes(connection)
        known = [
            *filter(None, (head.remembered(path),)),
            *(source.seen.heads() if source.seen else ()),
        ]
        if present is None:
            _refuse_another(source, known, coming)
        if findings and not source.force:
            raise NotACasebook(
                marked(
                    "{path} is damaged and was not restored: `kaiyaku --casebook {path} doctor` "
                    "says how. If there is no better one, add --force."
                ),
                path=source.backup,
            )
        going: list[str] | None = []
        replaced = None
        if present is None:
            newest = say_restored(aside, source.who, source.now, head.remembered(path))
            if not put_in_place(aside, path, _CANNOT_RESTORE):
                raise Busy
        else:
            with _nobody_writing(path) as going:
                if going is None:
                    _refuse_another(source, known, coming)
                last = Head(len(going), going[-1]) if going else head.remembered(path)
                newest = say_restored(aside, source.who, source.now, last)
                replaced = _swap(path, aside, source.now)
    head.remember(path, newest, whose or Whose.like(path.lstat()))
    common = _common(going or [], coming)
    only_before = None if going is None else len(going) - common
    is_compared = present is not None and going is not None
    notices = [] if is_compared else [*_lacking(source.backup, known, made.events)]
    notices += [made.differs] if made.differs else []
    return Restored(replaced, made.events, common, only_before, findings, tuple(notices))


def _refuse_another(source: _Source, known: Sequence[Head], coming: Sequence[str]) -> None:
    """Refuse a history that contradicts what is known to have been there; a shorter one may be."""
    others = [
        each
        for each in known
        if each.seq <= len(coming) and not coming[each.seq - 1].startswith(each.hash)
    ]
    if others and not source.force:
        agreed = (each.seq for each in known if each not in others and each.seq <= len(coming))
        raise NotACasebook(
            marked(
                "{path} was not restored: its history is another than was seen here, after entry "
                "{after}. Ask who has changed it; if it is the right one all the same, add --force."
            ),
            path=source.backup,
            after=max(agreed, default=0),
        )


def _lacking(backup: Path, known: Sequence[Head], events: int) -> Iterator[Trouble]:
    newest = max((each.seq for each in known), default=0)
    if newest > events:
        yield Trouble(
            marked(
                "The casebook had {seq} entries when it was seen last; {path} ends with entry "
                "{events}. What was done after that is not in it."
            ),
            seq=newest,
            path=backup,
            events=events,
        )


def _refuse_emptied(backup: Path) -> None:
    """Refuse a file that holds what some history must have told, and no history."""
    with looking(backup) as connection:
        for table in ("blob", *TABLES):
            if connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchall():  # noqa: S608  # ours
                raise NotACasebook(
                    marked("{path} cannot be restored: its history was emptied."), path=backup
                )


def _nothing(_: sqlite3.Connection) -> None:
    """Leave the file empty."""


def _closed_to_me(path: Path, backup: Path, team: Team | None) -> CannotWrite | None:
    """Return what an administrator is to run where an account may make nothing at `path`."""
    place = next(place for place in path.absolute().parents if place.exists())
    if os.geteuid() == 0 or os.access(place, os.W_OK | os.X_OK):
        return None
    sharing = () if team is None else ("--team", team.name)
    refusal = CannotWrite(
        marked("Nothing was restored to {path}: your account may not make anything in {place}."),
        path=path,
        place=place,
    )
    restoring = ("kaiyaku", "--casebook", path, "restore", *sharing, backup.absolute())
    refusal.then = Trouble(
        marked("Let an administrator run: {command}"), command=command(*restoring)
    )
    return refusal


def _of_new(directory: Path) -> Whose | None:
    """Return whom a casebook is for in a directory that has none: the team's, if it is one's."""
    try:
        found = directory.stat()
    except OSError:
        return None
    team = team_of(found)
    return None if team is None else Whose(MODES[True].file, found.st_uid, team)


def _present(path: Path) -> os.stat_result | None:
    try:
        return look(path)
    except NotACasebook:
        found = path.lstat()
        if stat.S_ISREG(found.st_mode) and found.st_size == 0:
            # What a full disk or a slip of the shell has left: a backup is the way out.
            return found
        raise


@contextmanager
def _nobody_writing(path: Path) -> Iterator[list[str] | None]:
    """Keep others out of the casebook at `path`; give its events' hashes, None if unreadable.

    A change that a crash cut off is taken back first: its journal must not meet another file.
    """
    if not os.access(path, os.R_OK | os.W_OK):
        raise denied(path)
    connection = sqlite3.connect(
        path.absolute().as_uri() + "?mode=rw", uri=True, isolation_level=None, timeout=OPEN_WAIT
    )
    with closing(connection):
        hashes = None
        try:
            connection.execute("BEGIN EXCLUSIVE")
            hashes = _hashes(connection)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            # A damaged casebook is what backups are for; one that somebody writes to is not.
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in (SQLITE_BUSY, SQLITE_LOCKED):
                raise Busy from error
        yield hashes


def _swap(path: Path, aside: Path, now: datetime) -> Path:
    """Put the built file at `path`, and give the one that is there another name first."""
    # At no moment is there none at `path`: one would be made anew.
    replaced = _second_name(path, f"{path.name}{REPLACED}{now:%Y%m%d-%H%M%S}")
    moved: list[tuple[Path, Path]] = []
    try:
        for suffix in ("-journal", ".head"):
            beside, there = (name.with_name(name.name + suffix) for name in (path, replaced))
            if beside.exists():
                beside.rename(there)
                moved.append((there, beside))
        put_in_place(aside, path, _CANNOT_RESTORE, replace=True)
    except InPlaceUnsure:
        raise
    except (OSError, CannotWrite) as error:
        refusal = (
            error
            if isinstance(error, CannotWrite)
            else CannotWrite(_CANNOT_RESTORE, path=path, reason=error.strerror)
        )
        _take_back(replaced, moved, refusal)
        raise refusal from error
    return replaced


def _take_back(replaced: Path, moved: Sequence[tuple[Path, Path]], refusal: CannotWrite) -> None:
    """Give what was put aside its name again; where the disk refuses, `refusal` says how to."""
    try:
        for there, beside in moved:
            there.rename(beside)
        replaced.unlink()
    except OSError:
        again = " && ".join(command("mv", "-n", there, beside) for there, beside in moved)
        if again:
            refusal.then = Trouble(
                marked("As soon as the disk lets you, run: {command}"), command=again
            )


def _second_name(path: Path, name: str) -> Path:
    """Give the file at `path` another name: `name`, or that with a number where it is taken."""
    second, number = path.with_name(name), 1
    while True:
        try:
            second.hardlink_to(path)
        except FileExistsError:
            number += 1
            second = path.with_name(f"{name}-{number}")
        except OSError as error:
            raise CannotWrite(_CANNOT_RESTORE, path=path, reason=error.strerror) from error
        else:
            return second


def _hashes(connection: sqlite3.Connection) -> list[str]:
    return [row[0] for row in connection.execute("SELECT hash FROM event ORDER BY seq").fetchall()]


def _common(one: list[str], other: list[str]) -> int:
    """Return how many events two histories share, from the first on."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
