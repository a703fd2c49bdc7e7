"""`kaiyaku holder`: the people whose cards they are."""

from collections import Counter
from collections.abc import Sequence

from tui.casebook.fields import HOLDER_FIELDS, NAME, Field
from tui.casebook.naming import find_holder
from tui.casebook.records import Card, Holder
from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.named import no_holder
from tui.cli.shapes import of_holder, of_moved
from tui.cli.verbs.cards import field_said, given_fields, moved_said, remarks_on, seen_fields
from tui.plan.careful import Remark
from tui.plan.days.moved import Moved, moved
from tui.text.translation import marked


def add(command: Command) -> None:
    """Add a person."""
    given = given_fields(command, HOLDER_FIELDS)
    fields = {field: value for field, value in given.items() if value is not None}
    remarks = remarks_on(command, given)
    name = str(fields.pop(NAME))
    about = {field.name: value for field, value in fields.items()}
    holder = command.desk.casebook.add_holder(name, **about)
    sentence = command.words("Person {id} added: {name}", id=holder.id, name=holder.name)
    _answer(command, holder, sentence, [*fields], remarks=remarks)


def edit(command: Command) -> None:
    """Change a person; `-` clears a field."""
    given = given_fields(command, HOLDER_FIELDS)
    if not given:
        raise Usage(marked("Say what to change: `kaiyaku holder edit --help` lists the fields."))
    casebook = command.desk.casebook
    wanted = command.arguments.required("id")
    holder = find_holder(casebook.holders(), wanted)
    if holder is None:
        raise no_holder(casebook, wanted)
    remarks = remarks_on(command, given, holder=holder)
    before = [card for card in casebook.cards() if card.holder.id == holder.id]
    fresh = casebook.edit_holder(holder.id, seen_fields(holder, given))
    sentence = command.words("Person {id} changed: {name}", id=fresh.id, name=fresh.name)
    told = [field for field in given if field is not NAME]
    _answer(command, fresh, sentence, told, _moved(command, before), remarks)


def _moved(command: Command, before: Sequence[Card]) -> list[Moved]:
    """Return what has another day on the person's cards."""
    desk = command.desk
    now = {card.id: card for card in desk.casebook.cards()}
    return [
        change
        for card in before
        for change in moved(card, now[card.id], desk.guide, desk.situation)
    ]


def list_holders(command: Command) -> None:
    """List the people in the order in which they came."""
    casebook, words = command.desk.casebook, command.words
    holders = casebook.holders()
    cards = Counter(card.holder.id for card in casebook.cards())
    rows = [
        (
            str(holder.id),
            holder.name,
            words.plural("{n} card", "{n} cards", cards[holder.id]),
            holder.language or "",
            command.say_day(holder.departure) if holder.departure else "",
            holder.contact or "",
        )
        for holder in holders
    ]
    lines = command.table(rows) if rows else [words("Nobody yet.")]
    command.answer({"holders": [of_holder(holder) for holder in holders]}, *lines)


def _answer(
    command: Command,
    holder: Holder,
    sentence: str,
    fields: Sequence[Field],
    changes: Sequence[Moved] = (),
    remarks: Sequence[Remark] = (),
) -> None:
    told = [field_said(command, field, field.of_record(holder)) for field in fields]
    shape = {
        "holder": of_holder(holder),
        "moved": [of_moved(each) for each in changes],
        "remarks": [remark._asdict() for remark in remarks],
    }
    said = (f"  {remark.said}" for remark in remarks)
    command.answer(shape, command.dot.join([sentence, *told]), *moved_said(command, changes), *said)
