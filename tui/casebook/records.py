"""Holders, cards, marks and notes as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Self

from tui.casebook.tokens import OPEN

Record = dict[str, Any]
"""One row of a projection: field name -> text, number, truth value or None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _FromRecord:
    @classmethod
    def of(cls, record: Record, **more: Any) -> Self:
        """Make the value from a projection's row, ignoring what the row has beyond it."""
        names = {f.name for f in fields(cls)}
        return cls(**{k: v for k, v in record.items() if k in names}, **more)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder(_FromRecord):
    """The person whose card it is. Dates are ISO texts, `unknown`, or None when never asked."""

    id: int
    name: str
    language: str | None = None
    departure: str | None = None
    end_of_stay: str | None = None
    contact: str | None = None
    """How to reach them after they have left."""
    revision: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark(_FromRecord):
    """The state of a step (`item` is its id) or of a check (`step/check`) on a card."""

    item: str
    state: str = OPEN
    reason: str | None = None
    follow_up: str | None = None
    """The ISO date on which to ask again."""
    by: str | None = None
    at: str | None = None
    revision: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation(_FromRecord):
    """What was added to a kept note later."""

    text: str
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(_FromRecord):
    """One kept copy of correspondence, or a memo, without its text."""

    id: int
    card: int
    kind: str
    direction: str
    date: str | None
    """When it was written or said, as ISO date or date-time with offset."""
    subject: str
    sender: str | None = None
    step: str | None = None
    charset: str
    lossy: bool = False
    sha256: str
    size: int
    by: str
    at: str
    withdrawn_by: str | None = None
    withdrawn_at: str | None = None
    annotations: tuple[Annotation, ...] = ()
    revision: int = 0

    @property
    def withdrawn(self) -> bool:
        """Whether the note was taken back; it stays in the casebook."""
        return self.withdrawn_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card(_FromRecord):
    """One phone card that is being cancelled, with its holder, marks and notes."""

    id: int
    type: str
    label: str
    carrier: str | None = None
    number: str | None = None
    assignee: str | None = None
    contract_start: str | None = None
    contract_received: str | None = None
    line_end: str | None = None
    payment: str | None = None
    handset: str | None = None
    closed_at: str | None = None
    closed_by: str | None = None
    guide_version: int
    guide_sha256: str
    revision: int = 0
    touched: str = ""
    """When anything on the card was last changed, in UTC."""
    holder: Holder
    marks: Mapping[str, Mark] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()

    @property
    def closed(self) -> bool:
        """Whether the work on this card has ended."""
        return self.closed_at is not None

    def mark(self, item: str) -> Mark:
        """Return the mark of a step or check; what was never marked is open."""
        return self.marks.get(item) or Mark(item=item)

    def note(self, id: int) -> Note | None:
        """Return the card's note with this id."""
        return next((note for note in self.notes if note.id == id), None)
