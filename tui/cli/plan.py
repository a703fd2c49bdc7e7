"""`kaiyaku plan`: one page of a card, or of a person's cards, to take home."""

from tui.casebook.errors import NoSuchThing
from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.find import find_card, find_cards
from tui.cli.handed import hand_over
from tui.plan.take_home import TakeHome, take_home
from tui.text.translation import LANGUAGES, Words, marked

_READABLE = 100


def print_plan(command: Command) -> None:
    """Write the page in the holder's language: HTML to a file, or text with `--text`."""
    from tui.exports.take_home import as_html, as_text

    given = command.arguments
    page, words = _page(command)
    if given.flag("text") or given.text("output") is None:
        box = "[ ]" if command.ascii else "□"
        hand_over(command, as_text(page, words, min(command.width, _READABLE), box))
    else:
        hand_over(command, as_html(page, words))


def _page(command: Command) -> tuple[TakeHome, Words]:
    desk, given = command.desk, command.arguments
    named, whose = given.text("card"), given.text("holder")
    if (named is None) == (whose is None):
        raise Usage(marked("Say which card, or whose cards with --holder: one of the two."))
    if named is not None:
        cards = [find_card(desk.casebook, named)]
    else:
        cards = [card for card in find_cards(desk.casebook, (), whose) if not card.closed]
    if not cards:
        raise NoSuchThing(marked("{name} has no card that is not closed."), name=whose)
    holder = cards[0].holder
    asked = given.globals.language
    known = holder.language if holder.language in LANGUAGES else None
    words = command.words if asked or known is None else Words(known)
    situation, now = desk.situation, command.clock()
    return take_home(holder, cards, desk.guide, situation, desk.advice, now, words), words
