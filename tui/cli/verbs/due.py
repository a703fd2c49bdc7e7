"""`kaiyaku due`: what is to be done on every card, in order of date, and what to bring."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from tui.casebook.records import Card
from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.named import wanted_cards
from tui.cli.shapes import of_due
from tui.deadlines import said
from tui.plan.board import card_filter
from tui.plan.days.due import (
    DueItem,
    DueRow,
    Trip,
    due_items,
    grouped,
    grouped_by_card,
    of_many,
    todays,
    trips,
)
from tui.plan.days.timing_said import instead_said, timing_said
from tui.text.translation import marked
from tui.text.width import wrap


def due(command: Command) -> int:
    """List what is due; with `--exit-code` return 1 where something is late or for today."""
    desk, given, words = command.desk, command.arguments, command.words
    within = given.number("within")
    if within is not None and within < 0:
        raise Usage(marked("--within is a number of days, from 0 up."))
    until = None if within is None else command.today + timedelta(days=within)
    every_card = desk.casebook.cards()
    cards = [*filter(card_filter(wanted_cards(command), desk.carrier), every_card)]
    items = due_items(cards, desk.guide, desk.situation, until)
    step = given.text("step")
    if step is not None:
        items = [item for item in items if item.step == step]
    to_bring = trips(cards, desk.guide, desk.situation, words.language)
    if given.flag("bring"):
        lines = list(_trips(command, to_bring)) or [words("There is nothing to bring.")]
    else:
        lines = list(_lines(command, items)) or [_nothing(command, every_card, cards)]
    command.answer(
        {
            "items": [of_due(item, words.language) for item in items],
            "bring": [{"card": trip.card.id, "titles": trip.titles} for trip in to_bring],
        },
        *lines,
    )
    return 1 if given.flag("exit_code") and todays(items, command.today) else 0


def _nothing(command: Command, every_card: Sequence[Card], cards: Sequence[Card]) -> str:
    if not every_card:
        return command.words("No cards yet: `kaiyaku guide` tells which type is yours.")
    if not cards:
        return command.words("No such cards here; `kaiyaku list --all` lists them all.")
    return command.words("Nothing is due. Days come from the departure: `kaiyaku edit CARD`.")


def _lines(command: Command, items: Sequence[DueItem]) -> Iterator[str]:
    words = command.words
    today = said.long(command.today, command.today, words)
    by = command.arguments.text("by") or ("card" if of_many(items) else "day")
    for group in (grouped_by_card if by == "card" else grouped)(items, command.today):
        yield group.named(today, words)
        rows = [_cells(command, row) for row in group.rows]
        for row, line in zip(group.rows, command.table(rows, indent=2), strict=True):
            yield line
            instead = instead_said(row.first.timing, words.language)
            yield from (f"      {each}" for each in wrap(instead, command.width - 6) if instead)
        if group.more:
            yield "  " + words.plural("and {n} more", "and {n} more", group.more)


def _cells(command: Command, row: DueRow) -> tuple[str, ...]:
    words, item, card = command.words, row.first, row.first.card
    told = timing_said(item.timing, command.today, words)
    return (
        said.long(item.timing.day, command.today, words),
        str(card.id),
        card.label,
        card.holder.name,
        item.title(words.language),
        row.more(words),
        told,
    )


def _trips(command: Command, to_bring: Sequence[Trip]) -> Iterator[str]:
    box = "[ ] " if command.ascii else "□ "
    for trip in to_bring:
        card = trip.card
        yield command.dot.join(filter(None, (card.holder.name, card.label, card.carrier)))
        yield from (f"  {box}{title}" for title in trip.titles)
