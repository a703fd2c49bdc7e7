"""`kaiyaku holder`: the people whose cards they are."""

from collections import Counter
from collections.abc import Sequence

from tui.casebook.cards import Seen
from tui.casebook.naming import find_holder
from tui.casebook.records import Card, Holder
from tui.cli.arguments import Usage
from tui.cli.cards import CLEARED, moved_said, some_text, stripped, value_said
from tui.cli.command import Command
from tui.cli.find import no_holder
from tui.cli.output import table
from tui.cli.shapes import of_holder
from tui.plan.moved import moved
from tui.text.labels import FIELD_LABELS
from tui.text.translation import marked

_FIELDS = ("language", "departure", "end_of_stay", "contact")


def add(command: Command) -> None:
    """Add a person."""
    name = some_text("name", command.arguments.required("name"))
    fields = {field: _value(command, field) for field in _FIELDS}
    given = {field: None if value == CLEARED else value for field, value in fields.items()}
    holder = command.desk.casebook.add_holder(name, **given)
    sentence = command.words("Person {id} added: {name}", id=holder.id, name=holder.name)
    _answer(command, holder, sentence, [field for field in _FIELDS if given[field] is not None])


def edit(command: Command) -> None:
    """Change a person; `-` clears a field."""
    fields = {field: _value(command, field) for field in _FIELDS}
    given = {field: value for field, value in fields.items() if value is not None}
    name = command.arguments.text("name")
    if not given and name is None:
        raise Usage(marked("Say what to change: `kaiyaku holder edit --help` lists the fields."))
    casebook = command.desk.casebook
    wanted = command.arguments.required("id")
    holder = find_holder(casebook.holders(), wanted)
    if holder is None:
        raise no_holder(casebook, wanted)
    changes: dict[str, Seen] = {
        field: (getattr(holder, field), None if value == CLEARED else value)
        for field, value in given.items()
    }
    if name is not None:
        changes["name"] = (holder.name, some_text("name", name))
    before = [card for card in casebook.cards() if card.holder.id == holder.id]
    fresh = casebook.edit_holder(holder.id, changes)
    sentence = command.words("Person {id} changed: {name}", id=fresh.id, name=fresh.name)
    _answer(command, fresh, sentence, list(given), _moved(command, before))


def _moved(command: Command, before: Sequence[Card]) -> list[str]:
    """Return what has another day on the person's cards, under the name of each."""
    desk, lines = command.desk, []
    for card in before:
        changes = moved(card, desk.casebook.card(card.id), desk.guide, desk.situation)
        if changes:
            lines += [card.label, *moved_said(command, changes)]
    return lines


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
            value_said(command, "departure", holder.departure) if holder.departure else "",
            holder.contact or "",
        )
        for holder in holders
    ]
    lines = table(rows, command.width, command.ellipsis) if rows else [words("Nobody yet.")]
    command.answer({"holders": [of_holder(holder) for holder in holders]}, *lines)


def _value(command: Command, field: str) -> str | None:
    text = command.arguments.text(field)
    if text == CLEARED or text is None:
        return text
    if field in ("departure", "end_of_stay"):
        return command.day(field)
    return stripped(field, text)


def _answer(
    command: Command,
    holder: Holder,
    sentence: str,
    fields: list[str],
    lines: Sequence[str] = (),
) -> None:
    words = command.words
    said = [
        words(
            "{field}: {value}",
            field=words(FIELD_LABELS[field]),
            value=value_said(command, field, getattr(holder, field)),
        )
        for field in fields
    ]
    command.answer({"holder": of_holder(holder)}, command.dot.join([sentence, *said]), *lines)
