"""`kaiyaku undo`, `redo` and `log`."""

from typing import Any

from tui.casebook.clocks import gone_back
from tui.casebook.errors import Damaged
from tui.casebook.event import Event
from tui.casebook.fields import FIELD_LABELS
from tui.casebook.undo import Undone
from tui.cli.command import Command
from tui.cli.days import say_when
from tui.cli.named import find_number
from tui.cli.shapes import of_event
from tui.plan.undone_said import undone_said
from tui.text.labels import EVENT_LABELS, STATE_LABELS

_TOLD = {
    "card.added": ("label",),
    "card.came": ("label",),
    "holder.added": ("name",),
    "mark.set": ("state", "reason"),
    "note.kept": ("subject",),
    "note.annotated": ("text",),
}
"""The fields whose values say what an event was about; of others, the fields with their names."""


def undo(command: Command) -> None:
    """Take back the caller's latest action, on a card when one is named."""
    casebook = command.desk.casebook
    undone = casebook.undo(find_number(casebook, command.arguments.text("card")))
    _answer(command, undone, command.words("Undone: {what}", what=_what(command, undone)))


def redo(command: Command) -> None:
    """Do again what the caller undid last, on a card when one is named."""
    casebook = command.desk.casebook
    undone = casebook.redo(find_number(casebook, command.arguments.text("card")))
    _answer(command, undone, command.words("Done again: {what}", what=_what(command, undone)))


def log(command: Command) -> None:
    """Print the events of a card, or all, oldest first."""
    casebook = command.desk.casebook
    events = casebook.log(find_number(casebook, command.arguments.text("card")))
    back = gone_back(events)
    rows = [_row(command, event, back=event.seq in back) for event in events]
    empty = [command.words("Nothing has been done yet.")]
    lines = command.table(rows) if rows else empty
    command.answer({"events": [of_event(event) for event in events]}, *lines)


def _answer(command: Command, undone: Undone, sentence: str) -> None:
    item = {"kind": undone.kind, "card": undone.card, "table": undone.table, "id": undone.id}
    command.answer({"undone": item}, sentence)


def _what(command: Command, undone: Undone) -> str:
    """Return what was taken back and where: `1 Check the contract's dates · 1 My docomo`."""
    known = {card.id: card for card in command.desk.casebook.cards()}
    card = known.get(undone.card or 0)
    parts = [*undone_said(undone, card, command.desk.guide, command.words)]
    if undone.cards == 1 and undone.card is not None:
        parts.append(f"{undone.card} {card.label if card else ''}".strip())
    return command.dot.join(parts)


def _row(command: Command, event: Event, *, back: bool) -> tuple[str, ...]:
    return (
        str(event.seq),
        say_when(event.at, command.today, command.words),
        str(event.who),
        "" if event.card is None else str(event.card),
        _label(command, event.kind),
        command.dot.join(
            filter(
                None,
                (
                    command.words("the clock had gone back") if back else "",
                    _content(command, event),
                ),
            )
        ),
    )


def _label(command: Command, kind: str) -> str:
    return command.words(EVENT_LABELS[kind]) if kind in EVENT_LABELS else kind


def _content(command: Command, event: Event) -> str:
    try:
        kind, body = event.kind, event.changed
    except Damaged as damaged:
        command.desk.casebook.damaged.append(damaged)
        return command.words("cannot be read")
    if body is None and command.desk.only is not None:
        return command.words("not shown here")
    if body is None:
        return command.words("purged")
    told = [_subject(command, body.table, body.id)]
    for field, (_, new) in body.changes.items():
        if field in _TOLD.get(kind, ()):
            told.append(_value(command, field, new))
        elif kind not in _TOLD and field in FIELD_LABELS:
            name = command.words(FIELD_LABELS[field])
            told.append(command.words("{field}: {value}", field=name, value=new or ""))
    return command.dot.join(part for part in told if part)


def _subject(command: Command, table: str, id: int | str) -> str:
    """Name what a change was made to; a card is named beside it."""
    if table == "mark":
        return str(id).partition("/")[2]
    if table == "note":
        return command.words("note {note}", note=id)
    return command.words("person {holder}", holder=id) if table == "holder" else ""


def _value(command: Command, field: str, value: Any) -> str:
    return command.words(STATE_LABELS[value]) if field == "state" else str(value or "")
