"""Holders, cards, marks and notes as frozen values."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from tui.casebook.errors import Damaged
from tui.casebook.tokens import OPEN

Record = dict[str, Any]
"""One row of a projection: field name -> text, number, truth value or None."""


class DamagedRecord(Record):
    """A row in which a field holds what it cannot hold; its numbers may be all that is right."""

    def __init__(self, table: str, record: Record) -> None:
        super().__init__(record)
        id = record["id"]
        self.damage = Damaged(table, f"{record['card']}/?" if isinstance(id, bytes) else id)


def sound(record: Record) -> Record:
    """Return a row that a change may go by; raises `Damaged`."""
    if isinstance(record, DamagedRecord):
        raise record.damage
    return record


Made = TypeVar("Made", bound="Holder | Mark | Annotation | Attachment | Note | Letter | Card")


def from_record(kind: type[Made], record: Record, **more: Any) -> Made:
    """Make a value from a projection's row, ignoring what the row has beyond it.

    Raises `Damaged`.
    """
    if record.__class__ is DamagedRecord:
        sound(record)
    known = {name: record[name] for name in kind._fields if name in record}
    return kind(**{**known, **more})


class Holder(NamedTuple):
    """The person whose card it is. Dates are ISO texts, `unknown`, or None when never asked."""

    id: int
    name: str
    language: str | None = None
    departure: str | None = None
    end_of_stay: str | None = None
    contact: str | None = None
    """How to reach them after they have left."""
    kana: str | None = None
    """The name as a Japanese form has it, in katakana."""
    birth_date: str | None = None
    address: str | None = None
    """As it stands in the contract."""
    email: str | None = None
    revision: int = 0


class Mark(NamedTuple):
    """The state of a step (`item` is its id) or of a check (`step/check`) on a card."""

    item: str
    state: str = OPEN
    reason: str | None = None
    follow_up: str | None = None
    """The ISO date on which to ask again."""
    by: str | None = None
    at: str | None = None
    revision: int = 0
    proof: int | None = None
    """The number of the note that proves what is done; no withdrawn one, and no memo."""
    outcome: str | None = None
    """Of `OUTCOMES`: what is amiss with what is waited for after the end."""


class Annotation(NamedTuple):
    """What was added to a kept note later."""

    text: str
    by: str
    at: str


class Attachment(NamedTuple):
    """A file kept with a note, byte for byte; its name is what its sender called it."""

    id: int
    note: int
    name: str
    type: str
    """The media type that was declared."""
    sha256: str
    size: int
    caption: str = ""
    by: str = ""
    at: str = ""
    revision: int = 0


class Note(NamedTuple):
    """One kept copy of correspondence, or a memo, without its text."""

    id: int
    card: int
    kind: str
    direction: str
    date: str | None
    """When it was written or said, as ISO date or date-time with offset."""
    subject: str
    charset: str
    sha256: str
    size: int
    by: str
    at: str
    sender: str | None = None
    recipient: str | None = None
    carrier: str | None = None
    step: str | None = None
    form: str = "text"
    """What the original is: `typed`, `text`, `mail`, `html`, `msg` or `file`."""
    declared: str | None = None
    """The charset that the letter itself names."""
    lossy: bool = False
    message_id: str | None = None
    body_hash: str | None = None
    differs_from: int | None = None
    """The earlier note that carries the same Message-ID and says something else."""
    withdrawn_by: str | None = None
    withdrawn_at: str | None = None
    annotations: tuple[Annotation, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    revision: int = 0

    @property
    def withdrawn(self) -> bool:
        """Whether the note was taken back; it stays in the casebook."""
        return self.withdrawn_at is not None


class Letter(NamedTuple):
    """What other letters may refer to of one that is kept."""

    card: int
    message_id: str | None
    subject: str
    carrier: str | None


class Card(NamedTuple):
    """One phone card that is being cancelled, with its holder, marks and notes."""

    id: int
    type: str
    label: str
    holder: Holder
    guide_version: int
    guide_sha256: str
    carrier: str | None = None
    number: str | None = None
    assignee: str | None = None
    contract_start: str | None = None
    contract_received: str | None = None
    line_end: str | None = None
    payment: str | None = None
    handset: str | None = None
    iccid: str | None = None
    imei: str | None = None
    contract_number: str | None = None
    monthly_charge: int | None = None
    """In yen."""
    closing_day: str | None = None
    """`10`, `20` or `month-end`."""
    codes: str | None = None
    """What still sends its codes by SMS to the number; `none` once all are moved."""
    chosen_end: str | None = None
    """The day chosen for the line's end, of those that the plan offers."""
    deposit: int | str | None = None
    """Yen that are to come back, or `unknown`; None where no deposit was paid."""
    refund: int | str | None = None
    """Yen of a balance or an overpayment that are to come back, or `unknown`; None for none."""
    closed_at: str | None = None
    closed_by: str | None = None
    exported_at: str | None = None
    """When the proof was last exported, in UTC."""
    revision: int = 0
    touched: str = ""
    """When anything on the card was last changed, in UTC."""
    begun: str = ""
    """When the work on the card began, in UTC."""
    marks: Mapping[str, Mark] = MappingProxyType({})
    notes: tuple[Note, ...] = ()

    @property
    def closed(self) -> bool:
        """Whether the work on this card has ended."""
        return self.closed_at is not None

    def mark(self, item: str) -> Mark:
        """Return the mark of a step or check; what was never marked is open."""
        return self.marks.get(item) or Mark(item=item)

    def state(self, item: str) -> str:
        """Return the state of a step or check; what was never marked is open."""
        mark = self.marks.get(item)
        return OPEN if mark is None else mark.state

    def note(self, id: int) -> Note | None:
        """Return the card's note with this id."""
        return next((note for note in self.notes if note.id == id), None)
