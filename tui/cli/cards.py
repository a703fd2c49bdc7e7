"""`kaiyaku add`, `edit`, `close` and `reopen`."""

from collections.abc import Sequence
from typing import Any

from tui.casebook.cards import Seen
from tui.casebook.naming import find_holder, number
from tui.casebook.records import Card
from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.find import find_card, no_holder
from tui.cli.guide import find_guide
from tui.cli.shapes import of_card, of_moved
from tui.guides.guide import in_language
from tui.plan.moved import Moved, moved
from tui.plan.plan import progress
from tui.plan.unknown import unknown_said
from tui.text.labels import FIELD_LABELS, HANDSET_LABELS, PAYMENT_LABELS
from tui.text.translation import marked
from tui.text.trouble import Trouble

_TEXTS = ("carrier", "number", "payment", "handset", "assignee")
_DATES = (("line_end", False), ("contract_start", True), ("contract_received", True))
CLEARED = "-"


def add(command: Command) -> None:
    """Start a card."""
    given = command.arguments
    label = some_text("label", given.required("label"))
    fields: dict[str, Any] = {name: value for name, value in _given(command) if value != CLEARED}
    departure = _day(command, "departure")
    departure = None if departure == CLEARED else departure
    holder = given.text("holder")
    guide = find_guide(command.library, given.required("type"))
    casebook = command.desk.casebook
    whose: int | str | None = None
    if holder is not None:
        known = find_holder(casebook.holders(), some_text("holder", holder))
        if known is None and number(holder) is not None:
            raise no_holder(casebook, holder)
        whose = known.id if known else holder
    card = casebook.add_card(guide, label, holder=whose, departure=departure, **fields)
    added = command.words("Card {id} added: {label}", id=card.id, label=card.label)
    shown = ["holder"] if card.holder.name != str(casebook.who) else []
    shown += ["departure"] if card.holder.departure else []
    shown += [*fields]
    type_name = in_language(guide.name, command.words.language)
    answer(command, card, [added, type_name, *(_said(command, card, name) for name in shown)])


def edit(command: Command) -> None:
    """Change a card and its holder; `-` clears a field."""
    given = dict(_given(command))
    departure = _day(command, "departure")
    label, holder = command.arguments.text("label"), command.arguments.text("holder")
    if label is not None:
        given["label"] = some_text("label", label)
    if not given and departure is None and holder is None:
        raise Usage(marked("Say what to change: `kaiyaku edit --help` lists the fields."))
    casebook = command.desk.casebook
    card = find_card(casebook, command.arguments.required("card"))
    fields: dict[str, Seen] = {
        name: (getattr(card, name), None if value == CLEARED else value)
        for name, value in given.items()
    }
    whose = card.holder
    if holder is not None:
        found = find_holder(casebook.holders(), some_text("holder", holder))
        if found is None:
            raise no_holder(casebook, holder)
        fields["holder"] = (card.holder.id, found.id)
        whose = found
    of_holder: dict[str, Seen] = {}
    if departure is not None:
        of_holder["departure"] = (whose.departure, None if departure == CLEARED else departure)
    fresh = casebook.edit_card(card.id, fields, of_holder)
    changed = command.words("Card {id} changed: {label}", id=fresh.id, label=fresh.label)
    names = [name for name in (*fields, *of_holder) if name != "label"]
    parts = [changed, *(_said(command, fresh, name) for name in names)]
    others = sum(other.holder.id == whose.id for other in casebook.cards()) - 1
    if of_holder and others:
        parts.append(
            command.words.plural(
                "{n} other card of this person moves with it",
                "{n} other cards of this person move with it",
                others,
            )
        )
    answer(command, fresh, parts, moved(card, fresh, command.desk.guide, command.desk.situation))


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
        if card.exported_at is None and (card.notes or card.marks):
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


def answer(
    command: Command, card: Card, parts: Sequence[str], changes: Sequence[Moved] = ()
) -> None:
    """Write a card as JSON, or one line that says what became of it, and what has moved."""
    count = progress(card, command.desk.guide(card), command.desk.carrier(card))
    shape = {"card": of_card(card, count), "moved": [of_moved(each) for each in changes]}
    lines = [command.dot.join(parts), *moved_said(command, changes)]
    if command.arguments.text("carrier") is not None:
        unknown = unknown_said(card.carrier, command.advice, command.words)
        if unknown:
            lines += [f"  {unknown}"]
            shape["carrier"] = {"known": False, "said": unknown}
    command.answer(shape, *lines)


def moved_said(command: Command, changes: Sequence[Moved]) -> list[str]:
    """Return a line for each thing that has another day."""
    return [f"  {each.said(command.today, command.words)}" for each in changes]


def some_text(field: str, text: str) -> str:
    """Return `text` without outer blanks; an empty one, or `-`, is a `Usage` error."""
    if text.strip() == CLEARED:
        raise Usage(marked("The {field} cannot be empty."), field=field)
    return stripped(field, text)


def stripped(field: str, text: str) -> str:
    """Return `text` without outer blanks; an empty one is a `Usage` error."""
    if not text.strip():
        raise Usage(marked("The {field} cannot be empty."), field=field)
    return text.strip()


def value_said(command: Command, field: str, value: str | None) -> str:
    """Return a field's value for a person: dates with weekday and distance, tokens by label."""
    if value is None:
        return command.words("not given")
    if field in ("departure", "end_of_stay", "line_end", "contract_start", "contract_received"):
        return command.say_day(value)
    labels = {"payment": PAYMENT_LABELS, "handset": HANDSET_LABELS}.get(field, {})
    return command.words(labels[value]) if value in labels else value


def card_value(card: Card, field: str) -> str | None:
    """Return a field of a card or of its holder."""
    if field == "holder":
        return card.holder.name
    owner = card.holder if field in ("departure", "end_of_stay", "contact") else card
    found: str | None = getattr(owner, field)
    return found


def _said(command: Command, card: Card, field: str) -> str:
    value = value_said(command, field, card_value(card, field))
    return command.words("{field}: {value}", field=command.words(FIELD_LABELS[field]), value=value)


def _given(command: Command) -> list[tuple[str, str]]:
    """Return the card's own fields that were given, as they are stored, or `-`."""
    texts = [(name, command.arguments.text(name)) for name in _TEXTS]
    found = [(name, None if text is None else stripped(name, text)) for name, text in texts]
    found += [(name, _day(command, name, past=past)) for name, past in _DATES]
    return [(name, value) for name, value in found if value is not None]


def _day(command: Command, name: str, *, past: bool = False) -> str | None:
    """Return a date, `-` where it is to be cleared, None where the option was not given."""
    if command.arguments.text(name) == CLEARED:
        return CLEARED
    return command.day(name, past=past)
