"""`kaiyaku add`, `edit`, `close` and `reopen`."""

from collections.abc import Mapping, Sequence
from typing import Any

from tui.casebook.cards import Seen
from tui.casebook.fields import (
    DEPARTURE,
    FIELD_LABELS,
    LABEL,
    NAME,
    OF_CARD_OPTIONS,
    Field,
    Value,
)
from tui.casebook.naming import find_holder, number
from tui.casebook.records import Card, Holder
from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.content.guide import find_guide
from tui.cli.named import find_card, no_holder
from tui.cli.shapes import of_card, of_moved
from tui.guides.guide import in_language
from tui.plan.careful import Remark, There, careful
from tui.plan.closing import lacks_proof
from tui.plan.days.line_end_said import gone_said
from tui.plan.days.moved import Moved, moved, summed
from tui.plan.field_values import read_value, value_said
from tui.plan.plan import progress
from tui.text.translation import marked
from tui.text.trouble import Trouble

CLEARED = "-"


def add(command: Command) -> None:
    """Start a card."""
    given = given_fields(command, OF_CARD_OPTIONS)
    fields = {field: value for field, value in given.items() if value is not None}
    label, holder = str(fields.pop(LABEL)), command.arguments.text("holder")
    guide = find_guide(command.library, command.arguments.required("type"))
    casebook = command.desk.casebook
    whose: int | str | None = None
    holders = casebook.holders()
    if holder is not None:
        known = find_holder(holders, some_text("holder", holder))
        if known is None and number(holder) is not None:
            raise no_holder(casebook, holder)
        whose = known.id if known else holder
    else:
        own = casebook.only or str(casebook.who)
        known = next((one for one in holders if own in (one.id, one.name)), None)
    named = {} if known or holder is None else {NAME: holder}
    remarks = remarks_on(command, {**given, **named}, holder=known)
    card = casebook.add_card(
        guide,
        label,
        holder=whose,
        holder_fields=_named(fields, "holder"),
        **_named(fields, "card"),
    )
    added = command.words("Card {id} added: {label}", id=card.id, label=card.label)
    shown = [NAME] if card.holder.name != str(casebook.who) else []
    shown += [DEPARTURE] if card.holder.departure else []
    shown += [field for field in fields if field is not DEPARTURE]
    type_name = in_language(guide.name, command.words.language)
    said = [field_said(command, field, field.value(card)) for field in shown]
    answer(command, card, [added, type_name, *said], remarks=remarks)


def edit(command: Command) -> None:
    """Change a card and its holder; `-` clears a field."""
    given, holder = given_fields(command, OF_CARD_OPTIONS), command.arguments.text("holder")
    if not given and holder is None:
        raise Usage(marked("Say what to change: `kaiyaku edit --help` lists the fields."))
    casebook = command.desk.casebook
    card = find_card(casebook, command.arguments.required("card"))
    whose = card.holder
    fields, of_holder = seen_fields(card, given), seen_fields(card.holder, given)
    if holder is not None:
        found = find_holder(casebook.holders(), some_text("holder", holder))
        if found is None:
            raise no_holder(casebook, holder)
        fields["holder"] = (card.holder.id, found.id)
        whose, of_holder = found, seen_fields(found, given)
    _check_end(command, card, given)
    remarks = remarks_on(command, given, holder=whose, card=card)
    fresh = casebook.edit_card(card.id, fields, of_holder)
    changed = command.words("Card {id} changed: {label}", id=fresh.id, label=fresh.label)
    told = [field for field in given if field is not LABEL] + ([NAME] if holder else [])
    parts = [changed, *(field_said(command, field, field.value(fresh)) for field in told)]
    others = sum(other.holder.id == whose.id for other in casebook.cards()) - 1
    if of_holder and others and not any(remark.about == "moves" for remark in remarks):
        parts.append(
            command.words.plural(
                "{n} other card of this person moves with it",
                "{n} other cards of this person move with it",
                others,
            )
        )
    changes = moved(card, fresh, command.desk.guide, command.desk.situation)
    answer(command, fresh, parts, changes, remarks)


def _check_end(command: Command, card: Card, given: Mapping[Field, Value | None]) -> None:
    """Refuse an end that cannot be asked for any more, and name those that can."""
    day = next((value for field, value in given.items() if field.name == "chosen_end"), None)
    if day is None:
        return
    wanted = card._replace(chosen_end=str(day))
    if DEPARTURE in given:
        departure = str(given[DEPARTURE]) if given[DEPARTURE] else None
        wanted = wanted._replace(holder=card.holder._replace(departure=departure))
    told = gone_said(wanted, command.desk.situation(card), command.words)
    if told:
        raise Usage(marked("That end cannot be chosen. {told}"), told=told)


def close(command: Command) -> None:
    """End the work on a card."""
    casebook = command.desk.casebook
    card = find_card(casebook, command.arguments.required("card"))
    if card.closed:
        sentence = command.words(
            "Card {id} is closed already: {label}", id=card.id, label=card.label
        )
    else:
        card = casebook.close_card(card.id)
        sentence = command.words("Card {id} closed: {label}", id=card.id, label=card.label)
        if lacks_proof(card):
            hint = marked(
                "The proof of this card was never exported: `kaiyaku export {id} --output "
                "FILE.zip` puts all of it into one file, for when this account is gone."
            )
            command.complain(Trouble(hint, id=card.id))
    answer(command, card, [sentence])


def reopen(command: Command) -> None:
    """Take up a closed card again."""
    casebook = command.desk.casebook
    card = find_card(casebook, command.arguments.required("card"))
    if card.closed:
        card = casebook.reopen_card(card.id)
        sentence = command.words("Card {id} reopened: {label}", id=card.id, label=card.label)
    else:
        sentence = command.words("Card {id} is not closed: {label}", id=card.id, label=card.label)
    answer(command, card, [sentence])


def remarks_on(
    command: Command,
    said: Mapping[Field, Value | None],
    *,
    holder: Holder | None = None,
    card: Card | None = None,
) -> list[Remark]:
    """Return what there is to say of values, held against what is there before they are kept."""
    desk = command.desk
    there = There(desk.casebook.holders(), desk.casebook.cards(), desk.staff)
    return careful(said, there, desk.advice, command.today, command.words, holder=holder, card=card)


def answer(
    command: Command,
    card: Card,
    parts: Sequence[str],
    changes: Sequence[Moved] = (),
    remarks: Sequence[Remark] = (),
) -> None:
    """Write a card as JSON, or one line that says what became of it, and what has moved."""
    count = progress(card, command.desk.guide(card), command.desk.carrier(card))
    shape = {
        "card": of_card(card, count),
        "moved": [of_moved(each) for each in changes],
        "remarks": [remark._asdict() for remark in remarks],
    }
    unknown = next((remark.said for remark in remarks if remark.about == "carrier"), "")
    if unknown:
        shape["carrier"] = {"known": False, "said": unknown}
    lines = [command.dot.join(parts), *moved_said(command, changes)]
    command.answer(shape, *lines, *(f"  {remark.said}" for remark in remarks))


def moved_said(command: Command, changes: Sequence[Moved]) -> list[str]:
    """Return what has another day, in a few lines."""
    return [f"  {line}" for line in summed(changes, command.today, command.words)]


def some_text(field: str, text: str) -> str:
    """Return `text` without outer blanks; an empty one, or `-`, is a `Usage` error."""
    if text.strip() in ("", CLEARED):
        raise Usage(marked("The {field} cannot be empty."), field=field)
    return text.strip()


def given_fields(command: Command, fields: Sequence[Field]) -> dict[Field, Value | None]:
    """Return the fields whose options were given, as they are kept; None for what is cleared."""
    found: dict[Field, Value | None] = {}
    for field in fields:
        written = command.arguments.text(field.name)
        if written == CLEARED and field not in (LABEL, NAME):
            found[field] = None
        elif written is not None:
            found[field] = read_value(field, some_text(field.name, written), command.today)
    return found


def seen_fields(record: Card | Holder, given: Mapping[Field, Value | None]) -> dict[str, Seen]:
    """Return what is wanted of a record's own fields, each with the value that stands there."""
    of = "card" if isinstance(record, Card) else "holder"
    return {
        field.name: (field.of_record(record), value)
        for field, value in given.items()
        if field.of == of
    }


def field_said(command: Command, field: Field, value: Value | None) -> str:
    """Return what a field of a card is called, and what stands in it."""
    return command.words(
        "{field}: {value}",
        field=command.words(FIELD_LABELS[field.on_card]),
        value=said(command, field, value),
    )


def said(command: Command, field: Field, value: Value | None) -> str:
    """Return what stands in a field for a person."""
    if value is None:
        return command.words("not given")
    return value_said(field, value, command.today, command.words)


def _named(fields: Mapping[Field, Value], of: str) -> dict[str, Any]:
    return {field.name: value for field, value in fields.items() if field.of == of}
