"""The port between the casebook and what it is stored in."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

from tui.casebook.errors import Damaged
from tui.casebook.event import GENESIS, Event, Person, Who
from tui.casebook.records import Record
from tui.text.trouble import Trouble

TABLES = ("holder", "card", "mark", "note", "annotation", "attachment")
"""The projections: each row has an `id`, all but holders a `card`."""


Word = Sequence[str]
"""A word that is looked for: the folded forms that it may stand in, of which one is enough."""

_WRITTEN, _FEWEST = 32, 16
"""Characters of a hash: 128 bits, and what is the least to go by."""


class Head(NamedTuple):
    """The newest event: how many there are, and the hash of the last."""

    seq: int = 0
    hash: str = GENESIS

    def __str__(self) -> str:
        return f"{self.seq}-{self.hash}"

    @property
    def written(self) -> str:
        """How it is mailed or written down: enough of the hash that nobody makes it again."""
        return f"{self.seq}-{self.hash[:_WRITTEN]}"

    @classmethod
    def read(cls, written: str) -> "Head":
        """Return what somebody has written down, with as much of the hash as there is.

        Raises ValueError for what is no head.
        """
        seq, _, hash = "".join(written.split()).lower().partition("-")
        hash = hash.replace("-", "")
        if not (seq.isdecimal() and int(seq) and _FEWEST <= len(hash) <= len(GENESIS)):
            raise ValueError(written)
        if not set(hash) <= set("0123456789abcdef"):
            raise ValueError(written)
        return cls(int(seq), hash)


class Reader(Protocol):
    """One consistent view of the casebook. Everything is fetched whole.

    A row in which something is damaged comes out as a `DamagedRecord`.
    """

    @property
    def damaged(self) -> list[Damaged]:
        """What was met that cannot be read, and was left out of an answer."""

    def head(self) -> Head:
        """Return the newest event's number and hash."""

    def hash_at(self, seq: int) -> str | None:
        """Return the hash of the event with this number."""

    def card_head(self, card: int) -> str:
        """Return the hash of the card's newest event."""

    def events(
        self, *, card: int | None = None, action: str | None = None, who: Who | None = None
    ) -> list[Event]:
        """Return the events, oldest first, narrowed by what is given."""

    def of_kind(self, kind: str) -> list[Event]:
        """Return the events of this kind, oldest first."""

    def latest_card(self, who: Who) -> int | None:
        """Return the card of this person's newest event that is on one."""

    def people(self) -> list[Person]:
        """Return everybody whose name stands behind an id."""

    def person_of(self, who: Who) -> str | None:
        """Return the id under which a person's events are kept."""

    def action_of(self, idempotency: str) -> str | None:
        """Return the action that was done under this idempotency id."""

    def record(self, table: str, id: int | str) -> Record | None:
        """Return one row of a projection."""

    def records(
        self,
        table: str,
        *,
        card: int | None = None,
        note: int | None = None,
        holder: int | None = None,
    ) -> list[Record]:
        """Return the rows of a projection in the order of their ids, narrowed by what is given."""

    def blob(self, sha256: str) -> bytes | None:
        """Return the bytes kept under their SHA-256."""

    def text(self, note: int, charset: str) -> str | None:
        """Return the text of a note as it was read in `charset`."""

    def notes_like(
        self, sha256: str, message_id: str | None, body_hash: str | None
    ) -> list[Record]:
        """Return the notes that share one of these, oldest first."""

    def notes_with(self, words: Sequence[Word], limit: int, holder: int | None = None) -> list[int]:
        """Return the numbers of the notes that have every word in some form, the newest first.

        A word may also stand in what the note's card is found by, but not all of them.
        """

    def cards_with(self, words: Sequence[Word], limit: int, holder: int | None = None) -> list[int]:
        """Return the numbers of the cards that have every word in some form, the newest first."""


class Writer(Reader, Protocol):
    """A transaction: all of it is kept, or nothing."""

    def append(self, event: Event) -> None:
        """Add an event at the end of the log."""

    def keep_person(self, person: Person) -> None:
        """Keep whose name stands behind an id."""

    def put(self, table: str, record: Record) -> None:
        """Put one row of a projection, replacing the one with its id."""

    def keep_blob(self, sha256: str, content: bytes) -> None:
        """Keep bytes under their SHA-256, once."""

    def keep_text(self, note: int, charset: str, text: str) -> None:
        """Keep the text of a note as it was read in `charset`."""

    def make_findable(self, table: str, id: int) -> None:
        """Make a note or card findable by what is said of it when the transaction ends."""

    def last_id(self, table: str) -> int:
        """Return the highest number in a projection, 0 when it is empty."""

    def clear_projections(self) -> None:
        """Empty the projections, to be rebuilt from the events."""


class Store(Protocol):
    """Where a casebook is kept."""

    name: str
    """How to name it to a person: the path or address."""

    concerns: tuple[Trouble, ...]
    """What was noticed that does not keep the casebook from being used."""

    @property
    def has_changed(self) -> bool:
        """Whether anything was changed by way of it."""

    def reading(self) -> AbstractContextManager[Reader]:
        """Open a consistent view."""

    def writing(self, wait: float) -> AbstractContextManager[Writer]:
        """Open a transaction, waiting at most `wait` seconds for others; raises `Busy`."""

    def version(self) -> int:
        """Return a number that differs once another session has written."""

    def index(self, seconds: float) -> bool:
        """Work for at most about `seconds` at finding faster; say whether more is left to do."""

    def close(self) -> None:
        """Let go of the storage."""
