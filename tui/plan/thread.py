"""What happened on a card, marks and letters in one order: that in which they happened."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Any, Final, NamedTuple

from tui.casebook.event import Event
from tui.casebook.marks import PROVED
from tui.casebook.records import Annotation, Card, Note
from tui.casebook.tokens import OPEN
from tui.deadlines.today import TOKYO, in_tokyo

_UNMARKED: Final = {
    "state": OPEN,
    "reason": None,
    "follow_up": None,
    "outcome": None,
    "proof": None,
}
_TURNS = ("card.added", "card.guide", "card.closed", "card.reopened")


class Marked(NamedTuple):
    """A step or check (`item`) came into a state."""

    at: datetime
    who: str
    item: str
    state: str
    reason: str | None
    follow_up: str | None
    outcome: str | None = None
    """What is amiss with what was to come."""
    proof: int | None = None
    """The note that proves it."""
    proved: bool = False
    """Whether it was done before, and only its proof was named or taken away."""


class Written(NamedTuple):
    """A letter was written, or something was said."""

    at: datetime
    note: Note
    timed: bool
    """Whether the time of day is known, or only the day."""


class Remarked(NamedTuple):
    """Somebody added a remark to a kept note."""

    at: datetime
    note: Note
    remark: Annotation


class Turned(NamedTuple):
    """The card was added, closed, reopened or got a newer guide; `kind` is the event's."""

    at: datetime
    who: str
    kind: str


Entry = Marked | Written | Remarked | Turned


def thread(card: Card, events: Iterable[Event]) -> list[Entry]:
    """Return what happened on `card`, oldest first; `events` are the card's, oldest first.

    What was undone did not happen, and what was purged cannot be told. A letter stands at its own
    date, not where it was kept; see `when`. At the same moment letters come before marks.
    """
    notes = [Written(*_placed(note)) for note in card.notes]
    remarks = [
        Remarked(datetime.fromisoformat(remark.at), note, remark)
        for note in card.notes
        for remark in note.annotations
    ]
    entries: list[Entry] = [*notes, *remarks, *_marks_and_turns(_effective(list(events)))]
    return sorted(entries, key=lambda entry: entry.at)


def when(note: Note) -> tuple[datetime, bool]:
    """Return the moment at which a note stands in the thread, and whether that is its own time.

    That is when it was written, if a time is known. A date without a time stands at the beginning
    of its day in Tokyo: a letter is written before it is answered. But what was kept on its own
    day stands where it was kept, and so does what has no date.
    """
    kept = datetime.fromisoformat(note.at)
    try:
        dated = datetime.fromisoformat(note.date or "")
    except ValueError:
        return kept, True
    if dated.tzinfo is not None:
        return dated, True
    if len(note.date or "") > len("2026-11-12"):
        return dated.replace(tzinfo=TOKYO), True
    if in_tokyo(kept).date() == dated.date():
        return kept, False
    return _begins(dated.date()), False


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), TOKYO)


def _placed(note: Note) -> tuple[datetime, Note, bool]:
    at, timed = when(note)
    return at, note, timed


def _effective(events: Sequence[Event]) -> Iterator[Event]:
    """Leave out what was undone, and the undoing; a redo undoes an undo."""
    void: set[str] = set()
    for event in reversed(events):
        body = event.changed
        if body is not None and body.takes_back is not None and event.action not in void:
            void.add(body.takes_back)
    return (
        event
        for event in events
        if event.action not in void and not ((body := event.changed) and body.takes_back)
    )


def _marks_and_turns(events: Iterable[Event]) -> Iterator[Marked | Turned]:
    known: dict[str, dict[str, Any]] = {}
    for event in events:
        body = event.changed
        at, who = datetime.fromisoformat(event.at), str(event.who)
        if body is None:
            continue
        if event.kind in _TURNS and body.table == "card":
            yield Turned(at, who, event.kind)
        elif body.table == "mark":
            item = str(body.id).partition("/")[2]
            mark = known.setdefault(item, dict(_UNMARKED))
            mark |= {field: new for field, (_, new) in body.changes.items() if field in mark}
            yield Marked(at, who, item, **mark, proved=event.kind == PROVED)
