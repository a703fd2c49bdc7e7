"""`kaiyaku show --thread`: what happened on a card, marks and letters in one order."""

from collections.abc import Iterator
from typing import Any

from tui.casebook.records import Card
from tui.cli.command import Command
from tui.plan.thread import Entry, Marked, Remarked, Written, thread
from tui.plan.thread_said import Told, names, tell
from tui.text.clean import clean_line
from tui.text.width import pad, width, wrap

_BETWEEN = "  "
_NARROWEST = 20


def show_thread(command: Command, card: Card) -> None:
    """Print what happened on `card`, oldest first."""
    entries = thread(card, command.desk.casebook.log(card.id))
    called = names(command.plan(card))
    told = [tell(entry, called, command.today, command.words) for entry in entries]
    command.answer({"thread": [_shape(entry) for entry in entries]}, *_lines(command, told))


def _lines(command: Command, told: list[Told]) -> Iterator[str]:
    column = max((width(entry.when) for entry in told), default=0)
    under = " " * column + _BETWEEN
    for entry in told:
        first = pad(entry.when, column) + _BETWEEN
        said = clean_line(command.dot.join((entry.what, *entry.more)))
        for line in wrap(said, max(command.width - width(under), _NARROWEST)):
            yield first + line
            first = under


def _shape(entry: Entry) -> dict[str, Any]:
    at = entry.at.isoformat()
    if isinstance(entry, Marked):
        state = {
            "state": entry.state,
            "reason": entry.reason,
            "follow_up": entry.follow_up,
            "outcome": entry.outcome,
            "proof": entry.proof,
        }
        return {"kind": "mark", "at": at, "by": entry.who, "item": entry.item, **state}
    if isinstance(entry, Written):
        return {"kind": "note", "at": at, "timed": entry.timed, "note": entry.note.id}
    if isinstance(entry, Remarked):
        said = {"by": entry.remark.by, "text": entry.remark.text}
        return {"kind": "remark", "at": at, "note": entry.note.id, **said}
    return {"kind": entry.kind, "at": at, "by": entry.who}
