"""`kaiyaku calendar`: what is due, for a calendar of one's own."""

from tui.casebook.errors import NoSuchThing
from tui.cli.command import Command
from tui.cli.named import find_cards
from tui.cli.new_file import hand_over
from tui.plan.days.due import due_items
from tui.text.translation import marked


def write(command: Command) -> None:
    """Write iCalendar of every open card, or of those that are named, or of a holder's."""
    from tui.exports.calendar import calendar

    desk, given = command.desk, command.arguments
    cards = find_cards(desk.casebook, given.many("card"), given.text("holder"))
    if not cards:
        raise NoSuchThing(marked("There is no card for a calendar: `kaiyaku list` has them."))
    due = due_items(cards, desk.guide, desk.situation)
    origin = desk.casebook.origin
    hand_over(command, calendar(due, cards, desk.guide, origin, command.clock(), command.words))
