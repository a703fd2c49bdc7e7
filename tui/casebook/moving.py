"""A card carried from one casebook to another: begun in the wrong one, or handed over."""

from collections.abc import Callable, Sequence
from typing import Any

from tui.casebook import notes, queries
from tui.casebook.action import Action
from tui.casebook.casebook import Casebook
from tui.casebook.draft import Draft
from tui.casebook.event import Event
from tui.casebook.fold import BLANK
from tui.casebook.records import Card, Record
from tui.casebook.storage import Reader

Memo = Callable[[Sequence[Event]], Draft]
"""Makes the note that tells where the card came from, and carries its history until then."""

_OF_CARD = frozenset(BLANK["card"]) - {"holder", "present", "touched"}
_OF_HOLDER = frozenset(BLANK["holder"]) - {"name", "present"}
_PARTS = (("attachment", "attachment.kept"), ("annotation", "note.annotated"))


def move_card(source: Casebook, target: Casebook, card: int, memo: Memo) -> Card:
    """Carry a card with all that is on it to another casebook; return it as it is there.

    Who kept and marked what, and when, stays as it was; the note that `memo` makes has the rest of
    the history. In the source the card is gone from view, which can be undone there. The target
    commits first: cut off between the two, the card is in both, and moving it again ends the move.
    """
    with source.store.writing(source.wait) as left:
        queries.card(left, card)
        if left.damaged:
            # What stayed behind would be gone from view in both.
            raise left.damaged[0]
        # The same state of the card is carried over once.
        once = f"move:{left.card_head(card)}"
        with target.store.writing(target.wait) as writer:
            known = writer.action_of(once)
            if known is not None:
                made = next(e.card for e in writer.events(action=known) if e.card is not None)
            else:
                action = Action(writer, target.who, target.clock(), once)
                made = _carry(left, action, card, memo)
            arrived = queries.card(writer, made)
        _take_away(left, Action(left, source.who, source.clock()), card)
    return arrived


def _carry(source: Reader, action: Action, card: int, memo: Memo) -> int:
    record = source.record("card", card) or {}
    id = action.next_id("card")
    holder = _holder(action, id, source.record("holder", record["holder"]) or {})
    guide = record["guide_sha256"]
    action.writer.keep_blob(guide, queries.blob(source, guide))
    fields = {name: record[name] for name in _OF_CARD}
    action.set("card.came", "card", id, id, **fields, holder=holder, present=True)
    numbers: dict[int, int] = {}
    for note in source.records("note", card=card):
        if note["present"]:
            numbers[note["id"]] = _carry_note(source, action, id, note, numbers)
    for mark in source.records("mark", card=card):
        fields = _fields("mark", mark) | {"card": id, "proof": numbers.get(mark["proof"])}
        action.set("mark.set", "mark", f"{id}/{mark['item']}", id, **fields)
    for table, kind in _PARTS:
        for part in source.records(table, card=card):
            if part["present"] and part["note"] in numbers:
                fields = _fields(table, part) | {"card": id, "note": numbers[part["note"]]}
                if table == "attachment":
                    action.writer.keep_blob(part["sha256"], queries.blob(source, part["sha256"]))
                action.set(kind, table, action.next_id(table), id, **fields)
    notes.keep(action, id, memo(source.events(card=card)), None, again=True)
    return id


def _holder(action: Action, card: int, theirs: Record) -> int:
    """Return the person of this name, filled up from what the source knows, or a new one."""
    about = {name: theirs[name] for name in _OF_HOLDER}
    for known in action.writer.records("holder"):
        if known["present"] and known["name"] == theirs["name"]:
            missing = {name: value for name, value in about.items() if known[name] is None}
            action.set("holder.edited", "holder", known["id"], card, **missing)
            return int(known["id"])
    id = action.next_id("holder")
    action.set("holder.added", "holder", id, card, name=theirs["name"], present=True, **about)
    return id


def _carry_note(
    source: Reader, action: Action, card: int, note: Record, numbers: dict[int, int]
) -> int:
    writer = action.writer
    writer.keep_blob(note["sha256"], queries.blob(source, note["sha256"]))
    id = action.next_id("note")
    writer.keep_text(id, note["charset"], queries.text(source, queries.note(source, note["id"])))
    fields = _fields("note", note)
    withdrawn = {name: fields.pop(name) for name in ("withdrawn_by", "withdrawn_at")}
    fields |= {"card": card, "differs_from": numbers.get(note["differs_from"])}
    action.set("note.kept", "note", id, card, **fields)
    # A change of its own: undoing the move takes it back before the note.
    action.set("note.withdrawn", "note", id, card, **withdrawn)
    return id


def _fields(table: str, record: Record) -> dict[str, Any]:
    return {name: record[name] for name in BLANK[table]}


def _take_away(writer: Reader, action: Action, card: int) -> None:
    for table, _ in (*_PARTS, ("note", "")):
        for record in writer.records(table, card=card):
            if record["present"]:
                action.set("card.moved", table, record["id"], card, present=False)
    action.set("card.moved", "card", card, card, present=False)
