"""`kaiyaku plan`: one page of each person's cards to take home."""

from tui.casebook.errors import NoSuchThing
from tui.casebook.records import Card
from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.named import find_card, find_cards
from tui.cli.new_file import hand_over
from tui.plan.take_home import TakeHome, take_home
from tui.text.translation import LANGUAGES, Words, marked

_READABLE = 100


def print_plan(command: Command) -> None:
    """Write a page for each holder, in their language: HTML to a file, or text with `--text`."""
    from tui.exports.take_home import as_html, as_text

    given = command.arguments
    sheets = [_sheet(command, cards) for cards in _by_holder(_cards(command))]
    if given.flag("text") or given.text("output") is None:
        box, cells = "[ ]" if command.ascii else "□", min(command.width, _READABLE)
        text = "\n\n".join(as_text(page, words, cells, box) for page, words in sheets)
        hand_over(command, text, readable=True)
    else:
        hand_over(command, as_html(sheets))


def _cards(command: Command) -> list[Card]:
    casebook, given = command.desk.casebook, command.arguments
    named, whose = given.many("card"), given.text("holder")
    if bool(named) == (whose is not None):
        raise Usage(marked("Say which cards, or whose with --holder: one of the two."))
    if named:
        return [find_card(casebook, text) for text in named]
    cards = [card for card in find_cards(casebook, (), whose) if not card.closed]
    if not cards:
        raise NoSuchThing(marked("{name} has no card that is not closed."), name=whose)
    return cards


def _by_holder(cards: list[Card]) -> list[list[Card]]:
    found: dict[int, list[Card]] = {}
    for card in cards:
        found.setdefault(card.holder.id, []).append(card)
    return list(found.values())


def _sheet(command: Command, cards: list[Card]) -> tuple[TakeHome, Words]:
    desk, holder = command.desk, cards[0].holder
    asked = command.arguments.globals.language
    known = holder.language if holder.language in LANGUAGES else None
    words = command.words if asked or known is None else Words(known)
    situation, now = desk.situation, command.clock()
    return take_home(holder, cards, desk.guide, situation, desk.advice, now, words), words
