"""`kaiyaku renew`: what a newer guide changes on a card; taken or left."""

from tui.casebook.errors import NoSuchThing
from tui.casebook.tokens import NOT_APPLICABLE
from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.named import find_card
from tui.cli.shapes import of_moved
from tui.cli.verbs.cards import moved_said
from tui.guides.difference import difference
from tui.plan.days.moved import Moved, moved
from tui.plan.newer import left_item
from tui.text.labels import DIFFERENCE_LABELS
from tui.text.translation import marked


def renew(command: Command) -> None:
    """Show what a newer guide adds, drops and changes; `--take` takes it, `--leave` leaves it."""
    desk, given, words = command.desk, command.arguments, command.words
    if given.flag("take") and given.flag("leave"):
        raise Usage(marked("Take the newer guide or leave it: one of the two."))
    card = find_card(desk.casebook, given.required("card"))
    current = desk.library.guide(card.type)
    if current is None or current.version <= card.guide_version:
        raise NoSuchThing(
            marked("There is no newer guide for card {card}: it has version {version}."),
            card=card.id,
            version=card.guide_version,
        )
    changes = difference(desk.guide(card), current, words.language)
    moves: list[Moved] = []
    if given.flag("take"):
        taken = desk.casebook.take_guide(card.id, current)
        moves = moved(card, taken, desk.guide, desk.situation)
        said = words("Card {card} goes on with version {n}.", card=card.id, n=current.version)
    elif given.flag("leave"):
        desk.casebook.mark(card.id, left_item(current), NOT_APPLICABLE)
        said = words("Card {card} stays with version {n}.", card=card.id, n=card.guide_version)
    else:
        said = words(
            "Version {old} to {new}. `kaiyaku renew {card} --take` takes it, --leave leaves it.",
            old=card.guide_version,
            new=current.version,
            card=card.id,
        )
    rows = [f"  {words(DIFFERENCE_LABELS[each.kind])}: {each.title}" for each in changes]
    command.answer(
        {
            "card": card.id,
            "from": card.guide_version,
            "to": current.version,
            "taken": given.flag("take"),
            "changes": [each._asdict() for each in changes],
            "moved": [of_moved(each) for each in moves],
        },
        *rows,
        said,
        *moved_said(command, moves),
    )
