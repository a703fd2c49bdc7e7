"""`kaiyaku count`: how many cards there are of what."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from tui.cli.command import Command
from tui.deadlines.said import long
from tui.guides.guide import in_language
from tui.plan.board import Kept, Wanted, board_rows, narrowed
from tui.plan.counts import STATES, counts
from tui.text.translation import marked

_HEADINGS: Final[Mapping[str, str]] = {
    "carrier": marked("Carrier"),
    "week": marked("Week of departure"),
    "state": marked("State"),
    "assignee": marked("Looked after by"),
}


def count(command: Command) -> None:
    """Count the open cards, or the closed ones, or all."""
    desk, given = command.desk, command.arguments
    kept: Kept = "all" if given.flag("all") else "closed" if given.flag("closed") else "open"
    rows = board_rows(desk.casebook.cards(), desk.guide, desk.carrier, command.today)
    rows = narrowed(rows, Wanted(kept=kept), desk.carrier)
    people = len({row.card.holder.id for row in rows})
    found = counts(rows, desk.advice)
    words = command.words
    heading = words.listed(
        words.plural("{n} card", "{n} cards", len(rows)),
        words.plural("{n} person", "{n} people", people),
    )
    shape = {"cards": len(rows), "people": people, **found}
    command.answer({"count": shape}, heading, *_lines(command, found))


def _lines(command: Command, found: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    for by, numbers in found.items():
        if numbers:
            yield ""
            yield command.words(_HEADINGS[by])
            rows = [(_said(command, by, key), str(number)) for key, number in numbers.items()]
            yield from command.table(rows, indent=2)


def _said(command: Command, by: str, key: str) -> str:
    words = command.words
    if not key:
        return words("nobody") if by == "assignee" else words("not given")
    if by == "state":
        return words(STATES[key])
    if by == "carrier":
        known = command.desk.advice.carrier(key)
        return in_language(known.name, words.language) if known else key
    if by == "week" and key[:1].isdigit():
        return long(date.fromisoformat(key), command.today, words)
    return words("not known yet") if by == "week" else key
