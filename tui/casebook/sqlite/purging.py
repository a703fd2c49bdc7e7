"""Cards and people erased for good: what they said is gone, and that it was said remains."""

import hashlib
import os
import shutil
import sqlite3
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from tui import held
from tui.casebook.access.beside import REPLACED, Whose, write_beside
from tui.casebook.action import Action, Clock
from tui.casebook.drafts import erase_of
from tui.casebook.errors import CannotWrite, CasebookError, NoSuchThing, Refused
from tui.casebook.event import PURGED, Event, Who, purge
from tui.casebook.fold import emptied, rebuild
from tui.casebook.sqlite.opening import OPEN_WAIT, looking
from tui.casebook.sqlite.store import SqliteStore
from tui.casebook.sqlite.transaction import SqliteTransaction
from tui.casebook.storage import TABLES
from tui.text.translation import marked

if TYPE_CHECKING:
    from tui.casebook.records import Record

UNFINISHED: Final = ".purging"
"""What follows a casebook's name in the file that is there while a purge is under way."""

_SUMS: Final = ("sha256", "guide_sha256")
_COPIES: Final = (".before-", REPLACED)
_BESIDE_COPY: Final = ("", "-journal", ".head")
_ROOM: Final = 2
"""How many times a casebook's size is needed for a moment, to write it anew."""


class Purged(NamedTuple):
    """What was erased, and where else it was."""

    cards: tuple[int, ...]
    holders: tuple[int, ...]
    entries: int
    """How many entries of the history were emptied."""
    removed: tuple[Path, ...]
    """The copies, drafts and letters of the inbox that went along."""
    unread: tuple[Path, ...]
    """Copies of ours that cannot be read, and may hold what was purged: they stay."""


class _Wanted(NamedTuple):
    cards: frozenset[int]
    holders: frozenset[int]
    notes: frozenset[int]
    beside: frozenset[int]
    """The remarks on these notes."""
    files: frozenset[int]

    def has(self, table: str, id: int | str) -> bool:
        """Say whether a change was one of what is to go."""
        if table == "mark":
            return int(str(id).partition("/")[0]) in self.cards
        ids = {
            "card": self.cards,
            "holder": self.holders,
            "note": self.notes,
            "annotation": self.beside,
            "attachment": self.files,
        }
        return id in ids.get(table, ())


def purge_from(
    store: SqliteStore,
    who: Who,
    clock: Clock,
    cards: Iterable[int],
    holders: Iterable[int] = (),
    *,
    drafts: Path,
    inbox: Path,
) -> Purged:
    """Erase cards, and people with all of theirs; a person left without a card goes too.

    `drafts` are those of the account, `inbox` is where its letters wait. Raises `CasebookError`;
    before anything was written where there is no room to write the casebook anew.
    """
    path = store.path
    _refuse_without_room(path)
    try:
        write_beside(path.with_name(path.name + UNFINISHED), b"", Whose.like(path.lstat()))
        with store.writing(OPEN_WAIT) as each:
            writer = cast("SqliteTransaction", each)
            wanted = _wanted(writer, frozenset(cards), frozenset(holders))
            events = writer.events()
            gone = [event for event in events if _is_of(event, wanted)]
            sums = _named(gone) - _named(set(events) - set(gone))
            seqs = [event.seq for event in gone]
            letters = {note["sha256"] for id in wanted.notes if (note := writer.record("note", id))}
            everybody = [person.who for person in writer.people()]
            people = _people(writer, gone, who)
            last = {table: writer.last_id(table) for table in TABLES if table != "mark"}
            Action(writer, who, clock()).append(PURGED, None, purge(seqs, people, last))
            writer.empty(seqs, people, wanted.notes, sums)
            rebuild(writer)
    except CasebookError:
        _done(path)
        raise
    except OSError as error:
        _done(path)
        raise CannotWrite(
            marked("Nothing was purged from {path}: {reason}."), path=path, reason=error.strerror
        ) from error
    try:
        removed = [*_from_inbox(inbox, letters)]
        removed += erase_of(drafts, os.path.realpath(path), {*everybody, who}, wanted.cards)
        copies, unread = finish(store)
        removed += copies
    except (CasebookError, OSError) as error:
        unfinished = CannotWrite(
            marked(
                "The purge is kept in the history, but not finished: bytes of it may be left in "
                "{path}. Run `kaiyaku doctor --mend`."
            ),
            path=path,
        )
        raise unfinished from error
    return Purged(
        tuple(sorted(wanted.cards)),
        tuple(sorted(wanted.holders)),
        len(seqs),
        tuple(removed),
        tuple(unread),
    )


def finish(store: SqliteStore) -> tuple[list[Path], list[Path]]:
    """Leave no byte of what was purged in the file, nor in the copies that kaiyaku made of it.

    Returns the copies that went, and those that stay since they cannot be read. It is what a purge
    ends with, and can be done again.
    """
    path = store.path
    _refuse_without_room(path)
    store.write_anew()
    with store.reading() as each:
        reader = cast("SqliteTransaction", each)
        gone = _emptied(reader)
    removed, unread = [], []
    for copy in _copies(path):
        is_with_it = _holds(copy, gone)
        if is_with_it is None:
            # Perhaps the only copy of what others did.
            unread.append(copy)
        elif is_with_it:
            for suffix in _BESIDE_COPY:
                with suppress(FileNotFoundError):
                    copy.with_name(copy.name + suffix).unlink()
            removed.append(copy)
    _done(path)
    return removed, unread


def is_unfinished(path: Path) -> bool:
    """Say whether a purge of the casebook at `path` was begun, and did not come to its end."""
    return os.path.lexists(path.with_name(path.name + UNFINISHED))


def backups_with(path: Path, directories: Iterable[Path]) -> list[Path]:
    """Return the copies in these directories that still hold what was purged."""
    with looking(path) as connection:
        gone = _emptied(SqliteTransaction(connection))
    found = []
    for directory in dict.fromkeys(directories):
        with suppress(OSError):
            for each in sorted(directory.iterdir()):
                is_it = each.is_file() and not each.is_symlink() and not each.samefile(path)
                if is_it and _is_database(each) and _holds(each, gone):
                    found.append(each)
    return found


def hashes_purged(path: Path) -> frozenset[str]:
    """Return the hashes of what was purged from a casebook; none where it cannot be read."""
    try:
        with looking(path) as connection:
            return frozenset(event.hash for event in _emptied(SqliteTransaction(connection)))
    except (CasebookError, sqlite3.Error):
        return frozenset()


def back_again(path: Path, hashes: Iterable[str]) -> tuple[list[int], list[int]]:
    """Return the cards and the people that a restore brought back though they were purged."""
    known = frozenset(hashes)
    cards, holders = set(), set()
    with looking(path) as connection:
        reader = SqliteTransaction(connection)
        for event in reader.events():
            body = event.changed if event.hash in known and event.kind != PURGED else None
            if body is not None and body.table == "card":
                cards.add(int(body.id))
            elif body is not None and body.table == "holder":
                holders.add(int(body.id))
    return sorted(cards), sorted(holders)


def _refuse_without_room(path: Path) -> None:
    needed = _ROOM * path.stat().st_size
    free = shutil.disk_usage(path.parent).free
    if free < needed:
        raise CannotWrite(
            marked(
                "Nothing was purged: to write {path} anew takes {needed} bytes for a moment, and "
                "{free} are free."
            ),
            path=path,
            needed=needed,
            free=free,
        )


def _done(path: Path) -> None:
    # One that stays has the doctor finish what is finished already, which does no harm.
    with suppress(OSError):
        path.with_name(path.name + UNFINISHED).unlink()


def _wanted(writer: SqliteTransaction, cards: frozenset[int], holders: frozenset[int]) -> _Wanted:
    every = writer.records("card")
    known = {card["id"] for card in every}
    for card in sorted(cards - known):
        raise NoSuchThing(marked("There is no card {card}; somebody has purged it."), card=card)
    named = {card["holder"] for card in every if card["id"] in cards} - {None}
    staying = {card["holder"] for card in every if card["present"] and card["id"] not in cards}
    holders |= named - staying
    cards |= {card["id"] for card in every if card["holder"] in holders}
    if not cards and not holders:
        raise Refused(marked("There is nothing to purge."))
    notes = _ids(writer, "note", "card", cards)
    remarks = _ids(writer, "annotation", "note", notes)
    return _Wanted(cards, holders, notes, remarks, _ids(writer, "attachment", "note", notes))


def _ids(writer: SqliteTransaction, table: str, of: str, ids: frozenset[int]) -> frozenset[int]:
    records: list[Record] = writer.records(table)
    return frozenset(record["id"] for record in records if record[of] in ids)


def _is_of(event: Event, wanted: _Wanted) -> bool:
    body = None if event.kind == PURGED else event.changed
    return body is not None and wanted.has(body.table, body.id)


def _named(events: Iterable[Event]) -> set[str]:
    """Return the sums of the bytes that events name, before and after."""
    bodies = [body for event in events if (body := event.changed) is not None]
    return {
        sum
        for body in bodies
        for name in _SUMS
        for sum in body.changes.get(name, ())
        if isinstance(sum, str) and sum
    }


def _people(writer: SqliteTransaction, gone: Sequence[Event], purger: Who) -> list[str]:
    """Return who of those that did something is one of the people who go."""
    names = {
        name
        for event in gone
        if (body := event.changed) is not None and body.table == "holder"
        for name in body.changes.get("name", ())
        if name
    }
    return [
        person.id
        for person in writer.people()
        if person.who != purger and names.intersection(person.who)
    ]


def _emptied(reader: SqliteTransaction) -> list[Event]:
    seqs = emptied(reader.purges())
    return [event for event in reader.events() if event.seq in seqs]


def _copies(path: Path) -> Iterator[Path]:
    for each in sorted(path.parent.iterdir()):
        ours = any(each.name.startswith(path.name + begins) for begins in _COPIES)
        if ours and not each.name.endswith(_BESIDE_COPY[1:]):
            yield each


def _holds(copy: Path, gone: Sequence[Event]) -> bool | None:
    """Say whether a copy still has what an emptied event said; None where it cannot be read."""
    try:
        with looking(copy) as connection:
            there = dict(connection.execute("SELECT hash, body IS NOT NULL FROM event").fetchall())
    except (CasebookError, sqlite3.Error):
        return None
    # A copy of an older format names those who did something in the header; the hash is the same.
    return any(there.get(event.hash) for event in gone)


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except OSError:
        return False


def _from_inbox(inbox: Path, sums: set[str]) -> Iterator[Path]:
    """Remove the letters that wait still, and were kept with what goes."""
    try:
        directory = held.open_directory(inbox, follow=False)
    except OSError:
        return
    try:
        for name in held.names(directory):
            with suppress(OSError):
                with os.fdopen(held.read(directory, name), "rb") as file:
                    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                        continue
                    sum = hashlib.file_digest(file, "sha256").hexdigest()
                if sum in sums:
                    held.within(directory, name).unlink()
                    yield inbox / name
    finally:
        os.close(directory)
