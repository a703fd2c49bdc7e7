"""The storage port's transaction, in SQL. Nothing else in kaiyaku speaks SQL."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tui.casebook.errors import Damaged
from tui.casebook.event import GENESIS, PURGED, Event, Person, Who
from tui.casebook.records import DamagedRecord, Record
from tui.casebook.sound import damaged_rows
from tui.casebook.sqlite import search
from tui.casebook.sqlite.schema import PEOPLE_FROM, TRUTH_VALUES
from tui.casebook.storage import TABLES, Head, Word

_EVENT_FIELDS = Event._fields
# The names in an event's own row are hashed where it has no person, and nobody's word elsewhere.
_NAMED = {
    name: f"CASE WHEN event.person IS NULL THEN event.{name} ELSE person.{name} END"
    for name in Who._fields
}
_SELECTED = ", ".join(_NAMED.get(name, f"event.{name}") for name in _EVENT_FIELDS)
_SELECT_EVENTS = (
    f"SELECT {_SELECTED} FROM event "  # noqa: S608  # our own names
    "LEFT JOIN person ON person.id = event.person"
)
_SELECT_OLDER = ", ".join("NULL" if n == "person" else f"event.{n}" for n in _EVENT_FIELDS)
_SELECT_OLDER_EVENTS = f"SELECT {_SELECT_OLDER} FROM event"  # noqa: S608  # our own names
_BY = (
    "(event.person IN (SELECT id FROM person WHERE login = ? AND name IS ?)"
    " OR event.person IS NULL AND event.login = ? AND event.name IS ?)"
)


class SqliteTransaction:
    """Reads and writes inside the transaction that the store has opened."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._outdated: set[tuple[str, int]] = set()
        self.damaged: list[Damaged] = []

    def _rows(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        return self._fetched(query, values)[1]

    def _fetched(self, query: str, values: Sequence[Any]) -> tuple[list[str], list[Any], bool]:
        """Return the columns' names, the rows, and whether bytes stand for what is no text."""
        try:
            return (*self._fetch(query, values), False)
        except sqlite3.OperationalError as error:
            # Errors raised by Python's own wrapper, which decodes, carry no SQLite code.
            if hasattr(error, "sqlite_errorcode"):
                raise
        self._connection.text_factory = _text_or_bytes
        try:
            return (*self._fetch(query, values), True)
        finally:
            self._connection.text_factory = str

    def _fetch(self, query: str, values: Sequence[Any]) -> tuple[list[str], list[Any]]:
        # An unexhausted cursor would keep every other session from writing.
        cursor = self._connection.execute(query, values)
        return [column[0] for column in cursor.description], cursor.fetchall()

    def _one(self, query: str, values: Sequence[Any]) -> Any:
        rows = self._rows(query, values)
        return rows[0][0] if rows else None

    def head(self) -> Head:
        """Return the newest event's number and hash."""
        rows = self._rows("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1")
        return Head(rows[0][0], _as_text(rows[0][1])) if rows else Head()

    def hash_at(self, seq: int) -> str | None:
        """Return the hash of the event with this number."""
        found = self._one("SELECT hash FROM event WHERE seq = ?", (seq,))
        return None if found is None else _as_text(found)

    def card_head(self, card: int) -> str:
        """Return the hash of the card's newest event."""
        query = "SELECT hash FROM event WHERE card = ? ORDER BY seq DESC LIMIT 1"
        return _as_text(self._one(query, (card,)) or GENESIS)

    def events(
        self, *, card: int | None = None, action: str | None = None, who: Who | None = None
    ) -> list[Event]:
        """Return the events, oldest first, narrowed by what is given."""
        wanted = {"event.card = ?": card, "event.action = ?": action}
        narrowed = {where: [value] for where, value in wanted.items() if value is not None}
        return self._events(narrowed if who is None else {**narrowed, _BY: [*who, *who]})

    def of_kind(self, kind: str) -> list[Event]:
        """Return the events of this kind, oldest first."""
        return self._events({"event.kind = ?": [kind]})

    def purges(self) -> list[Event]:
        """Return the events that say what was purged, oldest first."""
        # Written out: so they are found by the index that is of them alone.
        return self._events({f"event.kind = '{PURGED}'": []})

    def _events(self, narrowed: Mapping[str, Sequence[Any]]) -> list[Event]:
        where = " AND ".join(narrowed) or "1"
        values = [value for given in narrowed.values() for value in given]
        # A backup is looked at as it is, in its own format.
        version = self._one("PRAGMA user_version", ())
        select = _SELECT_OLDER_EVENTS if version < PEOPLE_FROM else _SELECT_EVENTS
        rows = self._rows(f"{select} WHERE {where} ORDER BY event.seq", values)
        return [self._named(Event(*row)) for row in rows]

    def _named(self, event: Event) -> Event:
        if isinstance(event.login, bytes) or isinstance(event.name, bytes):
            self.damaged.append(Damaged("event", event.seq))
            return event._replace(login="", name=None)
        # A person whose name was purged has none.
        return event if event.login is not None else event._replace(login="")

    def latest_card(self, who: Who) -> int | None:
        """Return the card of this person's newest event that is on one."""
        by_id = (
            "SELECT seq, card FROM event "
            "WHERE person = (SELECT id FROM person WHERE login = ? AND name IS ?) "
            "AND card IS NOT NULL ORDER BY seq DESC LIMIT 1"
        )
        by_name = (
            "SELECT seq, card FROM event WHERE person IS NULL AND login = ? AND name IS ? "
            "AND card IS NOT NULL ORDER BY seq DESC LIMIT 1"
        )
        rows = [*self._rows(by_id, who), *self._rows(by_name, who)]
        return max(rows)[1] if rows else None

    def person_of(self, who: Who) -> str | None:
        """Return the id under which a person's events are kept."""
        found: str | None = self._one("SELECT id FROM person WHERE login = ? AND name IS ?", who)
        return found

    def people(self) -> list[Person]:
        """Return everybody whose name stands behind an id."""
        rows = self._rows("SELECT id, salt, login, name FROM person ORDER BY id")
        for place, row in enumerate(rows, start=1):
            if isinstance(row[0], bytes) or isinstance(row[2], bytes) or isinstance(row[3], bytes):
                raise Damaged("person", place)
        return [Person(id, salt, Who(login, name)) for id, salt, login, name in rows]

    def action_of(self, idempotency: str) -> str | None:
        """Return the action that was done under this idempotency id."""
        query = "SELECT action FROM event WHERE idempotency = ? LIMIT 1"
        found: str | None = self._one(query, (idempotency,))
        return found

    def record(self, table: str, id: int | str) -> Record | None:
        """Return one row of a projection."""
        found = self._records(table, "WHERE id = ?", (id,))
        return found[0] if found else None

    def records(
        self,
        table: str,
        *,
        card: int | None = None,
        note: int | None = None,
        holder: int | None = None,
    ) -> list[Record]:
        """Return the rows of a projection in the order of their ids, narrowed by what is given."""
        wanted = {"card": card, "note": note, "holder": holder}
        narrowed = {name: value for name, value in wanted.items() if value is not None}
        where = " AND ".join(f"{name} = ?" for name in narrowed) or "1"
        return self._records(table, f"WHERE {where} ORDER BY id", [*narrowed.values()])

    def _records(self, table: str, narrowing: str, values: Sequence[Any]) -> list[Record]:
        _known(table)
        query = f"SELECT * FROM {table} {narrowing}"  # noqa: S608  # our own names
        names, rows, has_bytes = self._fetched(query, values)
        truths = TRUTH_VALUES.intersection(names)
        records: list[Record] = [dict(zip(names, row, strict=True)) for row in rows]
        for at in damaged_rows(table, names, rows, has_bytes=has_bytes):
            records[at] = DamagedRecord(table, records[at])
        for record in records:
            for name in truths:
                record[name] = bool(record[name])
        return records

    def blob(self, sha256: str) -> bytes | None:
        """Return the bytes kept under their SHA-256."""
        found: bytes | None = self._one("SELECT content FROM blob WHERE sha256 = ?", (sha256,))
        return found

    def text(self, note: int, charset: str) -> str | None:
        """Return the text of a note as it was read in `charset`; raises `Damaged`."""
        query = "SELECT text FROM note_text WHERE note = ? AND charset = ?"
        found = self._one(query, (note, charset))
        try:
            return None if found is None else found.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError as error:
            raise Damaged("note", note) from error

    def notes_like(
        self, sha256: str, message_id: str | None, body_hash: str | None
    ) -> list[Record]:
        """Return the notes that share one of these, oldest first."""
        like = "WHERE sha256 = ? OR message_id = ? OR body_hash = ? ORDER BY id"
        return self._records("note", like, (sha256, message_id, body_hash))

    def notes_with(self, words: Sequence[Word], limit: int, holder: int | None = None) -> list[int]:
        """Return the numbers of the notes that have every folded word, the newest first."""
        return search.notes_with(self._connection, words, limit, holder)

    def cards_with(self, words: Sequence[Word], limit: int, holder: int | None = None) -> list[int]:
        """Return the numbers of the cards that have every folded word, the newest first."""
        return search.cards_with(self._connection, words, limit, holder)

    def append(self, event: Event) -> None:
        """Add an event at the end of the log."""
        row = event._asdict()
        if event.person is not None:
            row = {name: value for name, value in row.items() if name not in Who._fields}
        places = ", ".join("?" * len(row))
        self._connection.execute(
            f"INSERT INTO event ({', '.join(row)}) VALUES ({places})",  # noqa: S608
            [*row.values()],
        )

    def keep_person(self, person: Person) -> None:
        """Keep whose name stands behind an id."""
        self._connection.execute(
            "INSERT INTO person (id, salt, login, name) VALUES (?, ?, ?, ?)",
            (person.id, person.salt, *person.who),
        )

    def put(self, table: str, record: Record) -> None:
        """Put one row of a projection, replacing the one with its id."""
        _known(table)
        places = ", ".join("?" * len(record))
        self._connection.execute(
            f"INSERT OR REPLACE INTO {table} ({', '.join(record)}) VALUES ({places})",  # noqa: S608
            list(record.values()),
        )

    def keep_blob(self, sha256: str, content: bytes) -> None:
        """Keep bytes under their SHA-256, once."""
        self._connection.execute("INSERT OR IGNORE INTO blob VALUES (?, ?)", (sha256, content))

    def keep_text(self, note: int, charset: str, text: str) -> None:
        """Keep the text of a note as it was read in `charset`."""
        # Bytes, not TEXT: SQLite's text functions stop at a NUL, and lone surrogates raise.
        encoded = text.encode("utf-8", "surrogatepass")
        self._connection.execute(
            "INSERT OR REPLACE INTO note_text VALUES (?, ?, ?)", (note, charset, encoded)
        )

    def make_findable(self, table: str, id: int) -> None:
        """Make a note or card findable by what is said of it when the transaction ends."""
        self._outdated.add((table, id))

    def make_all_findable(self) -> None:
        """Make all notes and cards findable when the transaction ends."""
        for table in ("note", "card"):
            for (id,) in self._rows(f"SELECT id FROM {table}"):  # noqa: S608  # our own names
                self.make_findable(table, id)

    def settle(self) -> None:
        """Bring up to date what notes and cards are found by, before the commit."""
        if not self._outdated:
            return
        # Folding is for what was kept or changed; a tick, and the start, do without.
        from tui.casebook.search import texts

        for table, id in sorted(self._outdated):
            search.keep(self._connection, table, id, texts.text(self, table, id))
        self._outdated.clear()

    def last_id(self, table: str) -> int:
        """Return the highest number in a projection, 0 when it is empty."""
        _known(table)
        highest: int = self._one(f"SELECT max(id) FROM {table}", ()) or 0  # noqa: S608  # our own
        # The number of what was purged stays in the history's entries.
        return max([highest, *(event.last(table) for event in self.purges())])

    def empty(
        self,
        sequences: Iterable[int],
        people: Iterable[str],
        notes: Iterable[int],
        sums: Iterable[str],
    ) -> None:
        """Remove what events say, people's names, notes' texts, and kept bytes."""
        for statement, values in (
            ("UPDATE event SET salt = NULL, body = NULL WHERE seq = ?", sequences),
            ("DELETE FROM person WHERE id = ?", people),
            ("DELETE FROM note_text WHERE note = ?", notes),
            ("DELETE FROM blob WHERE sha256 = ?", sums),
        ):
            self._connection.executemany(statement, [(value,) for value in values])

    def clear_projections(self) -> None:
        """Empty the projections, to be rebuilt from the events."""
        for table in TABLES:
            self._connection.execute(f"DELETE FROM {table}")  # noqa: S608  # our own names
        search.clear(self._connection)


def _as_text(hash: str | bytes) -> str:
    """Return a hash that can be compared; one that was damaged is like no other."""
    return hash if isinstance(hash, str) else hash.decode(errors="replace")


def _text_or_bytes(raw: bytes) -> str | bytes:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw


def _known(table: str) -> None:
    if table not in TABLES:
        raise ValueError(f"no projection is called {table!r}")
