"""What a proof is made of: one card as it stood at one moment, less what is left out."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tui.casebook import queries
from tui.casebook.casebook import Casebook
from tui.casebook.errors import Damaged
from tui.casebook.event import GENESIS, PURGED, Event, Person
from tui.casebook.fields import Field, Value
from tui.casebook.fold import emptied
from tui.casebook.records import Card, Note
from tui.casebook.sound import is_sound
from tui.casebook.storage import Reader
from tui.casebook.tokens import UNKNOWN
from tui.exports.proof.choices import Choices, left_out_fields
from tui.exports.proof.mask import NOTHING, Mask, said_in

MEMO = "memo"


class Material(NamedTuple):
    """A card with the notes that go out, and its whole history."""

    card: Card
    events: tuple[Event, ...]
    emptied: frozenset[int]
    """The numbers of all events that were purged."""
    people: dict[str, Person]
    """Who made the events, under the ids that stand in them."""
    texts: dict[int, str]
    """Note -> its text as it was decoded, less what must not be said."""
    mask: Mask
    """What must not be said of the holder."""
    withdrawn: int
    memos: int
    """How many notes of these kinds stayed behind."""
    letters_that_say_it: tuple[int, ...] = ()
    """The notes that say what must not be said themselves; their originals are as they came."""

    @property
    def head(self) -> str:
        """The hash of the card's newest event."""
        return self.events[-1].hash if self.events else GENESIS

    @property
    def as_of(self) -> str:
        """When the card was last worked on, in UTC; a proof carries no other time."""
        return self.events[-1].at if self.events else ""


def gather(casebook: Casebook, cards: Sequence[int], choices: Choices) -> list[Material]:
    """Return what there is of these cards, all at one moment. Raises `CasebookError`."""
    with casebook.store.reading() as reader:
        found = [_of_card(reader, card, choices) for card in cards]
    # Long texts take a moment, in which nobody else should have to wait.
    return [_masked(material) for material in found]


def _masked(material: Material) -> Material:
    mask, raw = material.mask, material.texts
    texts = {note: mask(text) for note, text in raw.items()}
    saying = tuple(
        note.id
        for note in material.card.notes
        if texts[note.id] != raw[note.id] or mask.holds([note.subject, note.sender, note.recipient])
    )
    return material._replace(texts=texts, letters_that_say_it=saying)


def _of_card(reader: Reader, id: int, choices: Choices) -> Material:
    whole, events = queries.card(reader, id), tuple(reader.events(card=id))
    damaged = [
        *reader.damaged,
        *(Damaged("event", event.seq) for event in events if not is_sound(event)),
    ]
    if damaged:
        # A proof without a letter that there is would be none.
        raise damaged[0]
    staying = [note for note in whole.notes if note.withdrawn]
    memos = [note for note in whole.notes if note.kind == MEMO and not note.withdrawn]
    left = {note.id for note in (*staying, *([] if choices.memos else memos))}
    notes = tuple(note for note in whole.notes if note.id not in left)
    return Material(
        card=whole._replace(notes=notes),
        events=events,
        emptied=emptied(reader.of_kind(PURGED)),
        people={person.id: person for person in reader.people()},
        texts={note.id: queries.text(reader, note) for note in notes},
        mask=_mask(whole, events, choices),
        withdrawn=len(staying),
        memos=0 if choices.memos else len(memos),
    )


def _mask(card: Card, events: Iterable[Event], choices: Choices) -> Mask:
    if choices.number and choices.holder:
        return NOTHING
    values: list[Value | None] = []
    for field in left_out_fields(choices):
        if field.identifies:
            values += [field.value(card), *_ever(events, field)]
    if not choices.holder:
        values += [part for note in card.notes for part in said_in(own_side(note))]
    return Mask(str(value) for value in values if value and value != UNKNOWN)


def own_side(note: Note) -> str | None:
    """Return the holder's end of a letter: who wrote what went out, who got what came in."""
    return note.sender if note.direction == "out" else note.recipient


def _ever(events: Iterable[Event], field: Field) -> Iterator[Value | None]:
    """Yield every value that a field has had."""
    for event in events:
        body = event.changed
        if body is not None and body.table == field.of:
            yield from body.changes.get(field.name, ())


def kept_bytes(casebook: Casebook, sha256: str) -> bytes | None:
    """Return bytes that were kept, whatever has become of them; None when they are lost."""
    with casebook.store.reading() as reader:
        return reader.blob(sha256)
