"""A casebook made anew from the events that another file holds, and from nothing else in it.

What a stranger can put into a SQLite file beside events (columns that compute, constraints, more
tables) is neither read nor taken over.
"""

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from tui.casebook.action import Action
from tui.casebook.errors import Damaged, NotACasebook
from tui.casebook.event import RESTORED, Body, Event, Who
from tui.casebook.fold import first_break, project
from tui.casebook.notes import text_digest
from tui.casebook.sqlite.compare import first_difference
from tui.casebook.sqlite.examine import tables_in, tables_of
from tui.casebook.sqlite.opening import looking, telling
from tui.casebook.sqlite.schema import MIGRATIONS, PEOPLE_FROM, fill
from tui.casebook.sqlite.transaction import SqliteTransaction
from tui.casebook.storage import TABLES, Head
from tui.text.translation import marked
from tui.text.trouble import Trouble

_SUMS: Final = ("sha256", "guide_sha256")
"""The fields that name kept bytes."""
_CHARSETS_FROM: Final = 2
"""The first format in which a text is kept for each charset that a note was read in."""


class Remade(NamedTuple):
    """What was made: how many events there are, the last of them, and what could not come along."""

    events: int
    head: Head
    lost: tuple[str, ...]
    """The SHA-256 of what the history names, and the file has not or has otherwise."""
    differs: Trouble | None = None
    """What else the file says than its own history; its history is what was taken."""


def remade(source: Path, target: Path) -> Remade:
    """Make a casebook at `target`, an empty file or none, from what is verified of `source`.

    It has today's format, whatever that of `source`. Raises `CasebookError`; `NotACasebook` where
    not all events of `source` are what was recorded. `target` is of no use then.
    """
    with (
        looking(source) as theirs,
        telling(target),
        closing(sqlite3.connect(target, isolation_level=None)) as ours,
    ):
        return remake(source, theirs, ours)


def remake(source: Path, theirs: sqlite3.Connection, ours: sqlite3.Connection) -> Remade:
    """Fill the empty file behind `ours` from the one behind `theirs`, which lies at `source`."""
    reader = SqliteTransaction(theirs)
    theirs.execute("BEGIN")
    try:
        events = _verified(source, theirs, reader)
        differs = _difference(source, theirs, reader, events)
        fill(ours)
        ours.execute("BEGIN IMMEDIATE")
        writer = SqliteTransaction(ours)
        texts = _fold(source, events, writer)
        _take_people(theirs, reader, writer)
        lost = _take_originals(reader, writer, events)
        _take_texts(theirs, writer, texts)
        writer.settle()
        head = writer.head()
        ours.execute("COMMIT")
    finally:
        theirs.execute("ROLLBACK")
    return Remade(len(events), head, lost, differs)


def _difference(
    source: Path, theirs: sqlite3.Connection, reader: SqliteTransaction, events: Sequence[Event]
) -> Trouble | None:
    """Say where a file of today's format shows something else than its history tells."""
    version = theirs.execute("PRAGMA user_version").fetchone()[0]
    expected, found = tables_of(max(version, 0)), tables_in(theirs)
    # What is not made as ours is not read: a column can compute anything.
    if version != len(MIGRATIONS) or any(found.get(name) != expected[name] for name in TABLES):
        return None
    try:
        is_like = first_difference(reader, events) is None
    except (sqlite3.Error, Damaged):
        is_like = False
    if is_like:
        return None
    return Trouble(
        marked(
            "{path} shows something else than its own history tells, as if entries had been cut "
            "off: only what they tell was restored."
        ),
        path=source,
    )


def say_restored(casebook: Path, who: Who, at: datetime, replaced: Head | None) -> Head:
    """Write into a casebook that it was put in the place of another, whose head was `replaced`.

    `replaced` is None where that could not be read. Returns the new head; raises `CasebookError`.
    """
    with telling(casebook), closing(sqlite3.connect(casebook, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("BEGIN IMMEDIATE")
        writer = SqliteTransaction(connection)
        before = None if replaced is None else str(replaced)
        change = {"head": (before, str(writer.head()))}
        Action(writer, who, at).append(RESTORED, None, Body("casebook", 0, change))
        head = writer.head()
        connection.execute("COMMIT")
        return head


def _verified(
    source: Path, theirs: sqlite3.Connection, reader: SqliteTransaction
) -> Sequence[Event]:
    version = theirs.execute("PRAGMA user_version").fetchone()[0]
    expected, found = tables_of(max(version, 0)), tables_in(theirs)
    read = ["event", "blob", "note_text", *(["person"] if version >= PEOPLE_FROM else [])]
    for table in read:
        if table not in found or found[table] != expected.get(table):
            raise NotACasebook(
                marked(
                    "{path} cannot be restored: its table {table} is not as kaiyaku makes it in "
                    "format {version}."
                ),
                path=source,
                table=table,
                version=version,
            )
    events = reader.events()
    broken = first_break(events)
    if broken is not None:
        raise _broken(source, broken)
    return events


def _broken(source: Path, seq: int) -> NotACasebook:
    return NotACasebook(
        marked(
            "{path} cannot be restored: entry {seq} of its history is missing, was emptied or was "
            "changed."
        ),
        path=source,
        seq=seq,
    )


def _fold(
    source: Path, events: Sequence[Event], writer: SqliteTransaction
) -> dict[tuple[int, str], set[str | None]]:
    """Take the events over and fold them; return what each text's digest may be."""
    texts: dict[tuple[int, str], set[str | None]] = {}
    for event in events:
        writer.append(event)
        try:
            project(writer, event)
            changed = event.changed
            if changed is not None and changed.table == "note":
                note = writer.record("note", changed.id) or {}
                digests = texts.setdefault((note["id"], note["charset"]), set())
                digests.add(note["text_sha256"])
        except (Damaged, sqlite3.IntegrityError, OverflowError, UnicodeEncodeError) as error:
            # Hashed as it is, and still nothing that a program of ours has written.
            raise _broken(source, event.seq) from error
    return texts


def _take_people(
    theirs: sqlite3.Connection, reader: SqliteTransaction, writer: SqliteTransaction
) -> None:
    if theirs.execute("PRAGMA user_version").fetchone()[0] < PEOPLE_FROM:
        return
    for person in reader.people():
        if person.matches():
            writer.keep_person(person)


def _take_originals(
    reader: SqliteTransaction, writer: SqliteTransaction, events: Sequence[Event]
) -> tuple[str, ...]:
    lost = []
    for name in dict.fromkeys(_named(events)):
        content = reader.blob(name)
        if isinstance(content, bytes) and hashlib.sha256(content).hexdigest() == name:
            writer.keep_blob(name, content)
        else:
            lost.append(name)
    return tuple(lost)


def _named(events: Sequence[Event]) -> Iterator[str]:
    for event in events:
        body = event.changed
        if body is not None:
            yield from (
                body.changes[name][1] for name in _SUMS if body.changes.get(name, ("", ""))[1]
            )


def _take_texts(
    theirs: sqlite3.Connection,
    writer: SqliteTransaction,
    texts: dict[tuple[int, str], set[str | None]],
) -> None:
    # Of the first format there was one text for each note.
    by_charset = theirs.execute("PRAGMA user_version").fetchone()[0] >= _CHARSETS_FROM
    for (note, charset), digests in texts.items():
        rows = (
            theirs.execute(
                "SELECT text FROM note_text WHERE note = ? AND charset = ?", (note, charset)
            )
            if by_charset
            else theirs.execute("SELECT text FROM note_text WHERE note = ?", (note,))
        ).fetchall()
        for (kept,) in rows:
            text = _text(kept)
            # Older programs wrote no digest down.
            if text is not None and (None in digests or text_digest(text) in digests):
                writer.keep_text(note, charset, text)


def _text(kept: object) -> str | None:
    """Return a text as it was kept; None for bytes that are none."""
    try:
        return kept.decode("utf-8", "surrogatepass") if isinstance(kept, bytes) else None
    except UnicodeDecodeError:
        return None
