"""From events to records: the projections are this fold and nothing else."""

from collections.abc import Iterable

from tui.casebook.errors import Damaged
from tui.casebook.event import GENESIS, PURGED, RESTORED, Body, Event
from tui.casebook.fields import HOLDER_FIELDS
from tui.casebook.fields import blank as blank_fields
from tui.casebook.records import Record, sound
from tui.casebook.storage import Reader, Writer

BEGINS = ("card.added", "card.came")
"""The kinds of event with which a card begins here."""

_SEARCHED_OF_HOLDER = frozenset(field.name for field in HOLDER_FIELDS if field.searched)

BLANK: dict[str, Record] = {
    "holder": {
        **blank_fields("holder"),
        "present": False,
    },
    "card": {
        **blank_fields("card"),
        "holder": None,
        "type": "",
        "closed_at": None,
        "closed_by": None,
        "exported_at": None,
        "guide_version": 0,
        "guide_sha256": "",
        "present": False,
        "touched": "",
        "begun": "",
    },
    "mark": {
        "card": None,
        "item": "",
        "state": "open",
        "reason": None,
        "follow_up": None,
        "by": None,
        "at": None,
        "proof": None,
        "outcome": None,
    },
    "note": {
        "card": None,
        "kind": "memo",
        "direction": "in",
        "date": None,
        "subject": "",
        "sender": None,
        "recipient": None,
        "carrier": None,
        "step": None,
        "form": "text",
        "charset": "utf-8",
        "declared": None,
        "lossy": False,
        "message_id": None,
        "body_hash": None,
        "differs_from": None,
        "text_sha256": None,
        "sha256": "",
        "size": 0,
        "by": "",
        "at": "",
        "withdrawn_by": None,
        "withdrawn_at": None,
        "present": False,
    },
    "annotation": {"card": None, "note": None, "text": "", "by": "", "at": "", "present": False},
    "attachment": {
        "card": None,
        "note": None,
        "name": "",
        "type": "",
        "caption": "",
        "sha256": "",
        "size": 0,
        "by": "",
        "at": "",
        "present": False,
    },
}
"""What a record is before its first event."""


def blank(table: str, id: int | str) -> Record:
    """Return the record that the first event of a subject starts from."""
    record = {"id": id, **BLANK[table], "revision": 0}
    if table == "mark":
        card, _, item = str(id).partition("/")
        record |= {"card": int(card), "item": item}
    return record


def folded(record: Record, body: Body, seq: int) -> Record:
    """Return `record` after one change."""
    return record | {field: new for field, (_, new) in body.changes.items()} | {"revision": seq}


def _fits(body: Body) -> bool:
    """Say whether a change is of a record that there is, and of values that it can have."""
    fields = BLANK.get(body.table)
    if fields is None or not body.changes.keys() <= fields.keys():
        return False
    card, _, item = str(body.id).partition("/")
    is_named = bool(card.isdecimal() and item) if body.table == "mark" else type(body.id) is int
    return is_named and all(
        isinstance(new, str | int | None)
        if fields[name] is None
        else type(new) is type(fields[name])
        for name, (_, new) in body.changes.items()
    )


def project(writer: Writer, event: Event) -> None:
    """Bring the projections up to date with one event; purged events change nothing.

    Raises `Damaged` for one that says what no program of ours has said.
    """
    body = event.changed
    if body is None or event.kind in (PURGED, RESTORED):
        return
    if not _fits(body):
        raise Damaged("event", event.seq)
    before = sound(writer.record(body.table, body.id) or {}) or blank(body.table, body.id)
    after = folded(before, body, event.seq)
    # What concerns the casebook and not the card, an export, is no work on it.
    if body.table == "card" and event.card is not None:
        after["touched"] = event.at
        # Older programs did not write it down.
        if event.kind in BEGINS and not after["begun"]:
            after["begun"] = event.at
    writer.put(body.table, after)
    _make_findable(writer, body, after)
    if event.card is not None and body.table != "card":
        card = writer.record("card", event.card)
        if card is not None:
            writer.put("card", sound(card) | {"touched": event.at})


def _make_findable(writer: Writer, body: Body, record: Record) -> None:
    """Name the notes and cards that are found by what has changed."""
    if body.table in ("note", "card"):
        writer.make_findable(body.table, record["id"])
    elif body.table in ("annotation", "attachment"):
        writer.make_findable("note", record["note"])
    elif body.table == "holder" and _SEARCHED_OF_HOLDER & body.changes.keys():
        for card in writer.records("card", holder=record["id"]):
            writer.make_findable("card", card["id"])


def rebuild(writer: Writer) -> None:
    """Make the projections anew from the events; texts stay, they are read from the originals."""
    writer.clear_projections()
    for event in writer.events():
        project(writer, event)


def first_fault(reader: Reader) -> int | None:
    """Return the number of the first event that breaks the chain, or None."""
    return first_break(reader.events())


def emptied(purges: Iterable[Event]) -> frozenset[int]:
    """Return the numbers of the events that others say to have emptied."""
    return frozenset().union(*(event.emptied for event in purges))


def is_as_recorded(event: Event, emptied: frozenset[int]) -> bool:
    """Say whether an event is what was hashed, its content purged only where another says so."""
    if event.body is None and (event.seq not in emptied or event.kind == PURGED):
        return False
    return _matches(event)


def _matches(event: Event) -> bool:
    try:
        return event.content_matches() and event.hash == event.expected_hash()
    except (TypeError, ValueError):
        # A value of another kind than it was cannot even be hashed.
        return False


def first_break(events: Iterable[Event]) -> int | None:
    """Return the number of the first event whose hash, content or predecessor is not right.

    Content that is gone is right only where a later event says that it was purged.
    """
    events = list(events)
    try:
        # What a purge says counts only if it is what was hashed.
        gone = emptied(event for event in events if event.kind == PURGED and _matches(event))
    except Damaged as damaged:
        return int(damaged.id)
    previous = GENESIS
    of_card: dict[int, str] = {}
    for number, event in enumerate(events, start=1):
        expected_card = None if event.card is None else of_card.get(event.card, GENESIS)
        if (
            event.seq != number
            or event.previous != previous
            or event.card_previous != expected_card
            or not is_as_recorded(event, gone)
        ):
            return number
        previous = event.hash
        if event.card is not None:
            of_card[event.card] = event.hash
    return None
