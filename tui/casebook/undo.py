"""Undo and redo as arithmetic: an action's events turned round, attributed like any other."""

from typing import NamedTuple

from tui.casebook.action import Action
from tui.casebook.errors import Changed, Refused
from tui.casebook.event import PURGED, RESTORED, Body, Change, Event, Who
from tui.casebook.records import sound
from tui.casebook.storage import Reader
from tui.text.translation import marked

UNDO = "undo"
REDO = "redo"
EXPORTED = "card.exported"
"""What was carried out of the house cannot be called back."""
_THOUGHT_OF = ("card", "note")
_FOR_GOOD = frozenset({EXPORTED, PURGED, RESTORED})


class Undone(NamedTuple):
    """What an undo or redo took back: the kind of the action and where it was."""

    kind: str
    card: int | None
    table: str
    id: int | str
    cards: int = 1
    """How many cards it changed, where it was done to several at once."""


class _Stacks(NamedTuple):
    done: list[str]
    undone: list[str]


def take_back(action: Action, kind: str, card: int | None) -> Undone:
    """Undo the person's latest action, or redo the one undone last; on `card` when given."""
    stacks = _stacks(action.writer, action.who, card)
    stack = stacks.done if kind == UNDO else stacks.undone
    if not stack:
        raise Refused(
            marked("There is nothing of yours to undo here.")
            if kind == UNDO
            else marked("There is nothing to redo here.")
        )
    events = action.writer.events(action=stack[-1])
    taken_back = 0
    for event in reversed(events):
        body = _inverse(action, event)
        if body is not None:
            action.append(kind, event.card, body)
            taken_back += 1
    if not taken_back:
        raise Refused(marked("What that was has been purged, so it cannot be taken back."))
    told = [(event, body) for event in events if (body := event.changed) is not None]
    # Adding a card may have added its holder first, and a letter that goes leaves a step without
    # proof first; it is the card, or the letter, that one thinks of.
    named = [pair for table in _THOUGHT_OF for pair in told if pair[1].table == table]
    event, body = (named or told)[0]
    cards = {event.card for event, _ in told if event.card is not None}
    kind = _named_kind(action.writer, event)
    return Undone(kind, event.card, body.table, body.id, max(len(cards), 1))


def _stacks(reader: Reader, who: Who, card: int | None) -> _Stacks:
    """Return the person's actions that can be undone and redone, oldest first."""
    done: list[str] = []
    undone: list[str] = []
    seen: set[str] = set()
    for event in reader.events(who=who, card=card):
        if event.action in seen or event.kind in _FOR_GOOD:
            continue
        seen.add(event.action)
        if event.kind not in (UNDO, REDO):
            done.append(event.action)
            undone.clear()
            continue
        body = event.changed
        target = body.takes_back if body else None
        source = done if event.kind == UNDO else undone
        if target in source:
            source.remove(target)
            (undone if event.kind == UNDO else done).append(event.action)
    return _Stacks(done, undone)


def _inverse(action: Action, event: Event) -> Body | None:
    """Return the change that takes `event` back; None where nothing of it is left to take back."""
    body = event.changed
    if body is None:
        return None
    record = action.writer.record(body.table, body.id)
    if record is None:
        return None
    sound(record)
    # What an undo brought back was not made by it, and just goes again.
    if event.kind != UNDO and body.changes.get("present") == (False, True):
        return _uncreated(action, event, body)
    for field, (_, new) in body.changes.items():
        if record[field] != new:
            raise _changed_since(action.writer, event, body)
    _refuse_lost_proof(action.writer, event, body)
    changes: dict[str, Change] = {field: (new, old) for field, (old, new) in body.changes.items()}
    return Body(table=body.table, id=body.id, changes=changes, takes_back=event.action)


def _refuse_lost_proof(reader: Reader, event: Event, body: Body) -> None:
    """Let no mark name a letter again that was withdrawn or moved away since."""
    proof = body.changes["proof"][0] if body.table == "mark" and "proof" in body.changes else None
    if proof is None:
        return
    note = reader.record("note", proof)
    if note is None or note["withdrawn_at"] is not None or note["card"] != event.card:
        said = marked("Note {note}, which proved it, was withdrawn or moved since.")
        raise Refused(said, note=proof)


def _uncreated(action: Action, event: Event, body: Body) -> Body | None:
    """Return the change that takes back the making of a thing, unless others built on it."""
    writer = action.writer
    if body.table == "attachment":
        # It came with its note, whose withdrawal takes it along.
        return None if _with_note(writer, event) else _gone(event, body)
    if body.table == "note":
        record = writer.record("note", body.id) or {}
        if record.get("withdrawn_at") is not None or record.get("card") != body.changes["card"][1]:
            raise _changed_since(writer, event, body)
        if any(mark["proof"] == body.id for mark in writer.records("mark", card=record["card"])):
            raise Refused(marked("It is the proof of a step. Name another, or none, first."))
        return Body(
            table="note",
            id=body.id,
            changes={
                "withdrawn_by": (None, str(action.who)),
                "withdrawn_at": (None, action.at),
            },
            takes_back=event.action,
        )
    if body.table == "holder":
        cards = writer.records("card", holder=int(body.id))
        if any(card["present"] for card in cards):
            return None
    if body.table == "card":
        for later in writer.events(card=int(body.id)):
            if later.seq > event.seq and later.who != event.who:
                raise Changed(_item(body), str(later.who), later.at)
        if any(
            note["present"] and note["withdrawn_at"] is None
            for note in writer.records("note", card=int(body.id))
        ):
            raise Refused(marked("This card holds letters. Move or withdraw them first."))
    return _gone(event, body)


def _gone(event: Event, body: Body) -> Body:
    return Body(
        table=body.table, id=body.id, changes={"present": (True, False)}, takes_back=event.action
    )


def _with_note(reader: Reader, event: Event) -> bool:
    return any(other.kind == "note.kept" for other in reader.events(action=event.action))


def _changed_since(reader: Reader, event: Event, body: Body) -> Changed:
    # A person is also changed through their other cards.
    card = None if body.table == "holder" else event.card
    return Changed(_item(body), *latest_change(reader, card, body.table, body.id))


def latest_change(reader: Reader, card: int | None, table: str, id: int | str) -> tuple[str, str]:
    """Return who changed a record last, and when; `card` narrows the search."""
    for event in reversed(reader.events(card=card)):
        body = event.changed
        if body is not None and (body.table, body.id) == (table, id):
            return str(event.who), event.at
    return "", ""


def _item(body: Body) -> str:
    """Name a record in a sentence: a mark by its step, anything else by kind and number."""
    if body.table == "mark":
        return str(body.id).partition("/")[2]
    return f"{body.table} {body.id}"


def _named_kind(reader: Reader, event: Event) -> str:
    """Return the kind of what was first done, through however many undos and redos."""
    while event.kind in (UNDO, REDO) and (body := event.changed) and body.takes_back:
        table = body.table
        events = reader.events(action=body.takes_back)
        event = next((e for e in events if (c := e.changed) and c.table == table), events[0])
    return event.kind
