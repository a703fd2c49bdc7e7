"""What is wrong inside a casebook's file: every check, and nothing is changed."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from tui.casebook.access.finding import Finding
from tui.casebook.errors import Damaged
from tui.casebook.event import PURGED, Event
from tui.casebook.fold import first_break
from tui.casebook.notes import text_digest
from tui.casebook.sqlite import head
from tui.casebook.sqlite.compare import first_difference, first_not_findable
from tui.casebook.sqlite.schema import MIGRATIONS, PEOPLE_FROM, fill
from tui.casebook.sqlite.transaction import SqliteTransaction
from tui.text.translation import marked
from tui.text.trouble import Trouble


def examine(path: Path, connection: sqlite3.Connection) -> Iterator[Finding]:
    """Yield the first fault of each kind in an open casebook; raises no SQLite error."""
    inside = _Inside(path, connection)
    for check, look in _CHECKS.items():
        try:
            trouble = look(inside)
        except Damaged as damaged:
            trouble = damaged
        except (sqlite3.Error, ValueError, TypeError, KeyError, OverflowError) as error:
            # Bytes that are not what they were can be anything.
            trouble = _unreadable(check, error)
        if trouble is not None:
            yield Finding(check, trouble)


def _unreadable(check: str, error: Exception) -> Trouble:
    return Trouble(
        marked("A part of the casebook cannot be read ({check}: {reason})."),
        check=check,
        reason=type(error).__name__ if isinstance(error, KeyError) else error,
    )


def _another_name(seq: int) -> Trouble:
    return Trouble(marked("The name of who made entry {seq} is lost or was changed."), seq=seq)


def blobs(connection: sqlite3.Connection) -> set[str]:
    """Return the SHA-256 of everything that is kept; raises `sqlite3.Error`."""
    return {row[0] for row in connection.execute("SELECT sha256 FROM blob").fetchall()}


class _Inside:
    """One casebook's inside. Each check returns the first fault of its kind, or None."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection
        self._reader = SqliteTransaction(connection)
        self._events: list[Event] = []
        self._chain_holds = False

    def _pragma(self, name: str) -> Any:
        return self._connection.execute(f"PRAGMA {name}").fetchone()[0]

    @property
    def _is_current(self) -> bool:
        return bool(self._pragma("user_version") == len(MIGRATIONS))

    def integrity(self) -> Trouble | None:
        """Let SQLite look at its own pages and indexes."""
        found = self._pragma("integrity_check(1)")
        if found == "ok":
            return None
        return Trouble(
            marked("SQLite finds the file damaged: {reason}."), reason=" ".join(found.split())
        )

    def size(self) -> Trouble | None:
        """Compare the file's length with the one that its header says."""
        expected = self._pragma("page_count") * self._pragma("page_size")
        size = self._path.stat().st_size
        if size == expected:
            return None
        return Trouble(
            marked("The file has {size} bytes; by its own header it should have {expected}."),
            size=size,
            expected=expected,
        )

    def schema(self) -> Trouble | None:
        """Compare the tables with those that kaiyaku makes."""
        version = self._pragma("user_version")
        expected, found = tables_of(version), tables_in(self._connection)
        for name in sorted(expected.keys() | found.keys()):
            if expected.get(name) != found.get(name):
                return Trouble(
                    marked("{name} is not as kaiyaku makes it in format {version}, or is missing."),
                    name=name,
                    version=version,
                )
        if not self._is_current:
            return Trouble(
                marked(
                    "The casebook has the older format {found}; opening it brings it up to date."
                ),
                found=version,
            )
        return None

    def chain(self) -> Trouble | None:
        """Follow the chain of hashes from the first event to the last."""
        self._events = self._reader.events()
        broken = first_break(self._events)
        if broken is None:
            self._chain_holds = True
            return None
        return Trouble(
            marked("Entry {seq} of the history is missing or was changed."),
            seq=broken,
        )

    def people(self) -> Trouble | None:
        """Compare who made the events with the names that are kept of them."""
        if self._pragma("user_version") < PEOPLE_FROM:
            return None
        beside = "person IS NOT NULL AND (login IS NOT NULL OR name IS NOT NULL)"
        rows = self._connection.execute(f"SELECT min(seq) FROM event WHERE {beside}").fetchall()  # noqa: S608
        if rows[0][0] is not None:
            return _another_name(rows[0][0])
        known = {person.id: person for person in self._reader.people()}
        purged = frozenset().union(*(event.unnamed for event in self._reader.of_kind(PURGED)))
        for event in self._events:
            if event.person is None or event.person in purged:
                continue
            if event.person not in known or not known[event.person].matches():
                return _another_name(event.seq)
        return None

    def head(self) -> Trouble | None:
        """Compare the newest event with the one that is remembered outside the file."""
        return head.concern(self._path, self._reader)

    def blobs(self) -> Trouble | None:
        """Compare every original's bytes with the SHA-256 that is its name."""
        # One at a time: none of them is read while others wait to write.
        for name in sorted(blobs(self._connection)):
            kept = self._reader.blob(name)
            if kept is not None and hashlib.sha256(kept).hexdigest() != name:
                return Trouble(
                    marked("The original {sha256} is not what was kept: its bytes were changed."),
                    sha256=name[:12],
                )
        return None

    def notes(self) -> Trouble | None:
        """Look for notes whose original is gone."""
        return self._without_bytes(
            "note", "sha256", marked("Note {id} has lost its original {sha256}.")
        )

    def attachments(self) -> Trouble | None:
        """Look for attachments whose bytes are gone."""
        return self._without_bytes(
            "attachment", "sha256", marked("Attachment {id} has lost its bytes {sha256}.")
        )

    def guides(self) -> Trouble | None:
        """Look for cards whose guide is gone."""
        return self._without_bytes(
            "card", "guide_sha256", marked("Card {id} has lost its guide {sha256}.")
        )

    def _without_bytes(self, table: str, column: str, sentence: str) -> Trouble | None:
        rows = self._connection.execute(
            f"SELECT id, {column} FROM {table} "  # noqa: S608  # our own names
            f"WHERE {column} NOT IN (SELECT sha256 FROM blob) ORDER BY id LIMIT 1"
        ).fetchall()
        return Trouble(sentence, id=rows[0][0], sha256=str(rows[0][1])[:12]) if rows else None

    def texts(self) -> Trouble | None:
        """Compare the text of every note with the digest that its event carries."""
        for note in self._reader.records("note"):
            digest = note.get("text_sha256")
            text = self._reader.text(note["id"], note["charset"])
            if text is None or (digest and text_digest(text) != digest):
                return Trouble(
                    marked("The text of note {id} is not the one that was read from its original."),
                    id=note["id"],
                )
        return None

    def projections(self) -> Trouble | None:
        """Compare cards, marks, notes and the rest with what the events make of them."""
        if not (self._is_current and self._chain_holds):
            return None
        return first_difference(self._reader, self._events)

    def search(self) -> Trouble | None:
        """Compare what notes and cards are found by with what is said of them."""
        if not (self._is_current and self._chain_holds):
            return None
        return first_not_findable(self._connection, self._reader)


_CHECKS: Final[Mapping[str, Callable[[_Inside], Trouble | None]]] = {
    "integrity": _Inside.integrity,
    "size": _Inside.size,
    "schema": _Inside.schema,
    "chain": _Inside.chain,
    "people": _Inside.people,
    "head": _Inside.head,
    "blobs": _Inside.blobs,
    "notes": _Inside.notes,
    "attachments": _Inside.attachments,
    "guides": _Inside.guides,
    "texts": _Inside.texts,
    "projections": _Inside.projections,
    "search": _Inside.search,
}
CHECKS: Final = tuple(_CHECKS)
"""The checks of a file's inside, in their order."""


def tables_of(version: int) -> dict[str, tuple[Any, ...]]:
    """Return the tables and indexes of a casebook of this format, as SQLite lists them."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        fill(connection, MIGRATIONS[:version])
        return tables_in(connection)


def tables_in(connection: sqlite3.Connection) -> dict[str, tuple[Any, ...]]:
    """Return the tables and indexes of a casebook, as SQLite lists them."""
    rows = connection.execute("SELECT name, type, tbl_name, sql FROM sqlite_master").fetchall()
    # The index of texts is made where it is worth it, and its tables are SQLite's own.
    return {row[0]: tuple(row) for row in rows if not str(row[0]).startswith("note_index")}
