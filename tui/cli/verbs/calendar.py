"""`kaiyaku calendar`: what is due, for a calendar of one's own."""

from tui.casebook.errors import NoSuchThing
from tui.cli.command import Command
from tui.cli.named import find_cards, wanted_cards
from tui.cli.new_file import hand_over
from tui.plan.board import card_filter
from tui.plan.days.due import due_items
from tui.text.translation import marked


def write(command: Command) -> None:
    """Write iCalendar of every card, or of those that are named or wanted."""
    from tui.exports.calendar import calendar, is_calendar

    desk, given = command.desk, command.arguments
    wanted = card_filter(wanted_cards(command)._replace(kept="all"), desk.carrier)
    cards = [*filter(wanted, find_cards(desk.casebook, given.many("card"), given.text("holder")))]
    if not cards:
        raise NoSuchThing(marked("There is no card for a calendar: `kaiyaku list` has them."))
    due = due_items(cards, desk.guide, desk.situation)
    origin = desk.casebook.origin
    made = calendar(due, cards, desk.guide, origin, command.clock(), command.words)
    hand_over(command, made, replaces=is_calendar)
