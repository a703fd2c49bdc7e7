"""What is shown, and what it is found by, compared with what the history makes of it."""

import sqlite3
from collections.abc import Sequence
from typing import cast

from tui.casebook.event import Event
from tui.casebook.fold import project
from tui.casebook.records import Record
from tui.casebook.search import texts
from tui.casebook.sqlite.transaction import SqliteTransaction
from tui.casebook.storage import TABLES, Reader, Writer
from tui.text.translation import marked
from tui.text.trouble import Trouble


def first_difference(reader: Reader, events: Sequence[Event]) -> Trouble | None:
    """Return the first card, mark, note or other row that the events do not make, or make so."""
    expected = _folded(events)
    for table in TABLES:
        found = {record["id"]: record for record in reader.records(table)}
        for id in sorted(expected[table].keys() | found.keys(), key=str):
            if expected[table].get(id) != found.get(id):
                return Trouble(
                    marked(
                        "{table} {id} is not what the history says. "
                        "`kaiyaku doctor --rebuild` makes it so."
                    ),
                    table=table,
                    id=id,
                )
    return None


class _Sheet:
    """Where events are folded to be compared: as much of a writer as that takes."""

    def __init__(self) -> None:
        self.tables: dict[str, dict[int | str, Record]] = {table: {} for table in TABLES}

    def record(self, table: str, id: int | str) -> Record | None:
        return self.tables[table].get(id)

    def put(self, table: str, record: Record) -> None:
        self.tables[table][record["id"]] = record

    def records(self, *_: str, **__: int) -> list[Record]:
        # Only asked for what is found by what, which is compared on its own.
        return []

    def make_findable(self, table: str, id: int) -> None:
        """Leave it."""


def _folded(events: Sequence[Event]) -> dict[str, dict[int | str, Record]]:
    sheet = _Sheet()
    for event in events:
        project(cast("Writer", sheet), event)
    return sheet.tables


def first_not_findable(connection: sqlite3.Connection, reader: SqliteTransaction) -> Trouble | None:
    """Return the first note or card that is not found by what is said of it, or not so."""
    for table in texts.TABLES:
        found = dict(
            connection.execute(f"SELECT {table}, text FROM {table}_search").fetchall()  # noqa: S608
        )
        for record in reader.records(table):
            expected = texts.text(reader, table, record["id"])
            if found.pop(record["id"], None) != expected:
                return _not_findable(table, record["id"])
        for id in found:
            return _not_findable(table, id)
    return _state(connection)


def _state(connection: sqlite3.Connection) -> Trouble | None:
    elsewhere = connection.execute(
        "SELECT note FROM note_search WHERE card IS NOT "
        "(SELECT card FROM note WHERE id = note_search.note) LIMIT 1"
    ).fetchall()
    if elsewhere:
        return _not_findable("note", elsewhere[0][0])
    state = connection.execute("SELECT size, indexed FROM search_state").fetchall()
    texts = connection.execute("SELECT text FROM note_search").fetchall()
    again = connection.execute("SELECT count(*) FROM search_again").fetchone()[0]
    size = sum(len(text.encode()) for (text,) in texts)
    is_there = "SELECT count(*) FROM sqlite_master WHERE name = 'note_index'"
    without_index = not connection.execute(is_there).fetchone()[0]
    if len(state) == 1 and state[0][0] == size and not (without_index and (state[0][1] or again)):
        return None
    return Trouble(
        marked("What searching is built on is not whole. `kaiyaku doctor --rebuild` makes it anew.")
    )


def _not_findable(table: str, id: int) -> Trouble:
    return Trouble(
        marked("{table} {id} is not found by what it says. `kaiyaku doctor --rebuild` mends that."),
        table=table,
        id=id,
    )
