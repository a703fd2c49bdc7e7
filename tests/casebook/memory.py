"""A casebook that lives as long as the process: for tests, and for looking around."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field

from tui.casebook.errors import Damaged
from tui.casebook.event import GENESIS, Event, Person, Who
from tui.casebook.records import Record
from tui.casebook.search import texts
from tui.casebook.storage import TABLES, Head, Reader, Word, Writer
from tui.text.trouble import Trouble


@dataclass
class _Contents:
    events: list[Event] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    tables: dict[str, dict[int | str, Record]] = field(
        default_factory=lambda: {table: {} for table in TABLES}
    )
    blobs: dict[str, bytes] = field(default_factory=dict)
    texts: dict[tuple[int, str], str] = field(default_factory=dict)
    findable: dict[str, dict[int, str]] = field(
        default_factory=lambda: {table: {} for table in texts.TABLES}
    )

    def head(self) -> Head:
        return Head(self.events[-1].seq, self.events[-1].hash) if self.events else Head()

    def card_head(self, card: int) -> str:
        return next((e.hash for e in reversed(self.events) if e.card == card), GENESIS)

    def events_where(
        self, card: int | None, action: str | None, who: Who | None
    ) -> Iterator[Event]:
        for event in self.events:
            if (
                card in (None, event.card)
                and action in (None, event.action)
                and who in (None, event.who)
            ):
                yield event


class _Transaction:
    def __init__(self, contents: _Contents) -> None:
        self._contents = contents
        self._outdated: set[tuple[str, int]] = set()
        self.damaged: list[Damaged] = []

    def head(self) -> Head:
        return self._contents.head()

    def hash_at(self, seq: int) -> str | None:
        return next((e.hash for e in self._contents.events if e.seq == seq), None)

    def card_head(self, card: int) -> str:
        return self._contents.card_head(card)

    def events(
        self, *, card: int | None = None, action: str | None = None, who: Who | None = None
    ) -> list[Event]:
        return list(self._contents.events_where(card, action, who))

    def of_kind(self, kind: str) -> list[Event]:
        return [event for event in self._contents.events if event.kind == kind]

    def latest_card(self, who: Who) -> int | None:
        events = reversed(self._contents.events)
        return next((e.card for e in events if e.who == who and e.card is not None), None)

    def people(self) -> list[Person]:
        return list(self._contents.people)

    def person_of(self, who: Who) -> str | None:
        return next((person.id for person in self._contents.people if person.who == who), None)

    def action_of(self, idempotency: str) -> str | None:
        matching = (e.action for e in self._contents.events if e.idempotency == idempotency)
        return next(matching, None)

    def record(self, table: str, id: int | str) -> Record | None:
        record = self._contents.tables[table].get(id)
        return dict(record) if record else None

    def records(
        self,
        table: str,
        *,
        card: int | None = None,
        note: int | None = None,
        holder: int | None = None,
    ) -> list[Record]:
        wanted = {"card": card, "note": note, "holder": holder}
        narrowed = {name: value for name, value in wanted.items() if value is not None}
        rows = self._contents.tables[table]
        ordered = [dict(rows[key]) for key in sorted(rows)]
        return [
            row for row in ordered if all(row[name] == value for name, value in narrowed.items())
        ]

    def blob(self, sha256: str) -> bytes | None:
        return self._contents.blobs.get(sha256)

    def text(self, note: int, charset: str) -> str | None:
        return self._contents.texts.get((note, charset))

    def notes_like(
        self, sha256: str, message_id: str | None, body_hash: str | None
    ) -> list[Record]:
        wanted = {"sha256": sha256, "message_id": message_id, "body_hash": body_hash}
        return [
            note
            for note in self.records("note")
            if any(value is not None and note[name] == value for name, value in wanted.items())
        ]

    def notes_with(self, words: Sequence[Word], limit: int, holder: int | None = None) -> list[int]:
        found = []
        for id, text in sorted(self._contents.findable["note"].items(), reverse=True):
            card = self._contents.tables["note"][id]["card"]
            whole = f"{text}\n{self._contents.findable['card'].get(card, '')}"
            if (
                all(_has(whole, word) for word in words)
                and any(_has(text, word) for word in words)
                and holder in (None, self._contents.tables["card"][card]["holder"])
            ):
                found.append(id)
        return found[:limit]

    def cards_with(self, words: Sequence[Word], limit: int, holder: int | None = None) -> list[int]:
        found = [
            id
            for id, text in sorted(self._contents.findable["card"].items(), reverse=True)
            if all(_has(text, word) for word in words)
            and holder in (None, self._contents.tables["card"][id]["holder"])
        ]
        return found[:limit]

    def append(self, event: Event) -> None:
        self._contents.events.append(event)

    def keep_person(self, person: Person) -> None:
        self._contents.people.append(person)

    def put(self, table: str, record: Record) -> None:
        self._contents.tables[table][record["id"]] = dict(record)

    def keep_blob(self, sha256: str, content: bytes) -> None:
        self._contents.blobs.setdefault(sha256, content)

    def keep_text(self, note: int, charset: str, text: str) -> None:
        self._contents.texts[note, charset] = text

    def make_findable(self, table: str, id: int) -> None:
        self._outdated.add((table, id))

    def settle(self) -> None:
        """Bring up to date what notes and cards are found by."""
        for table, id in self._outdated:
            text = texts.text(self, table, id)
            if text is None:
                self._contents.findable[table].pop(id, None)
            else:
                self._contents.findable[table][id] = text

    def last_id(self, table: str) -> int:
        return max((int(id) for id in self._contents.tables[table]), default=0)

    def clear_projections(self) -> None:
        for table in TABLES:
            self._contents.tables[table].clear()
        for table in texts.TABLES:
            self._contents.findable[table].clear()


class MemoryStore:
    """The storage port on plain dictionaries."""

    name = "memory"
    concerns: tuple[Trouble, ...] = ()
    has_changed = False

    def __init__(self) -> None:
        self._contents = _Contents()

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Open a view of the contents."""
        yield _Transaction(self._contents)

    @contextmanager
    def writing(self, wait: float) -> Iterator[Writer]:  # nobody to wait for
        """Open a transaction on a copy, which replaces the contents when all went well."""
        copy = deepcopy(self._contents)
        transaction = _Transaction(copy)
        yield transaction
        transaction.settle()
        self.has_changed |= copy.head() != self._contents.head()
        self._contents = copy

    def version(self) -> int:
        """Return a constant: no other session can reach this memory."""
        return 0

    def index(self, seconds: float) -> bool:  # dictionaries are fast
        """Do nothing: so little is looked through as it is."""
        return False

    def close(self) -> None:
        """Let the contents go."""
        self._contents = _Contents()


def _has(text: str, word: Word) -> bool:
    return any(form in text for form in word)
