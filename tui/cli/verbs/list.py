"""`kaiyaku list` and `assign`: many cards, narrowed, sorted and given to somebody."""

from tui.casebook.records import Card
from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.named import NOBODY, find_card, wanted_cards
from tui.cli.output import table
from tui.cli.shapes import of_card
from tui.guides.guide import in_language
from tui.plan.board import BoardRow, Kept, Wanted, board_rows, in_order, narrowed
from tui.plan.expected import unproven_said
from tui.text.translation import marked


def list_cards(command: Command) -> None:
    """List the cards that are wanted; the closed ones only where they are asked for."""
    desk, words, given = command.desk, command.words, command.arguments
    every_card = desk.casebook.cards()
    every_row = board_rows(every_card, desk.guide, desk.carrier, command.today)
    rows = narrowed(every_row, _wanted(command), desk.carrier)
    rows = in_order(rows, given.text("sort") or "id", backwards=given.flag("reverse"))
    if rows:
        cells = [_cells(command, row) for row in rows]
        lines = table(cells, command.width, command.ellipsis)
    elif every_card:
        lines = [words("No such cards here; --all lists them all.")]
    else:
        lines = [words("No cards yet: `kaiyaku guide` tells which type is yours.")]
    command.answer({"cards": [of_card(row.card, row.progress) for row in rows]}, *lines)


def _wanted(command: Command) -> Wanted:
    given = command.arguments
    kept: Kept = "all" if given.flag("all") else "closed" if given.flag("closed") else "open"
    return wanted_cards(command)._replace(
        late=given.flag("late"),
        waiting=given.flag("waiting"),
        unproven=given.flag("unproven"),
        kept=kept,
    )


def _cells(command: Command, row: BoardRow) -> tuple[str, ...]:
    words, card, count = command.words, row.card, row.progress
    return (
        str(card.id),
        card.label,
        in_language(command.desk.guide(card).name, words.language),
        card.holder.name,
        words("{done} of {total} done", done=count.done, total=count.total),
        words.plural("{n} waiting", "{n} waiting", count.waiting) if count.waiting else "",
        unproven_said(len(count.unproven), words),
        words("late") if row.late else "",
        words("closed") if card.closed else _leaves(command, card),
        card.assignee or "",
    )


def _leaves(command: Command, card: Card) -> str:
    departure = card.holder.departure
    return command.words("leaves {day}", day=command.say_day(departure)) if departure else ""


def assign(command: Command) -> None:
    """Give cards to somebody to look after: those that are named, or all that another has."""
    given, casebook = command.arguments, command.desk.casebook
    leaving, heir = given.text("from"), given.text("to")
    if leaving is not None or heir is not None:
        if leaving is None or heir is None or given.many("card") or given.text("who"):
            raise Usage(marked("Say both, and no cards: `kaiyaku assign --from ken --to mika`."))
        cards = [card for card in casebook.cards() if card.assignee == leaving and not card.closed]
        who: str | None = heir
    else:
        cards = [find_card(casebook, text) for text in given.many("card")]
        who = given.text("who")
        if not cards or who is None:
            raise Usage(marked("Say which cards and who: `kaiyaku assign 3 7 12 mika`."))
    assignee = None if who in (None, NOBODY) else who
    count = casebook.change_cards([card.id for card in cards], {"assignee": assignee})
    named = assignee or command.words("nobody")
    sentence = command.words.plural(
        "{n} card is looked after by {who} now",
        "{n} cards are looked after by {who} now",
        count,
        who=named,
    )
    command.answer({"cards": [card.id for card in cards], "changed": count}, sentence)
