"""Which card, step, check, person or note is meant by what was written."""

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from tui.casebook.casebook import Casebook
from tui.casebook.errors import NoSuchThing
from tui.casebook.naming import find_holder, folded, number, plain, some
from tui.casebook.records import Card
from tui.plan.board import Wanted, monday
from tui.plan.plan import Plan, PlannedCheck, PlannedStep
from tui.text.translation import marked

if TYPE_CHECKING:
    from tui.cli.command import Command

NOBODY: Final = "-"
"""What is written for an assignee where there is none."""


def find_card(casebook: Casebook, text: str) -> Card:
    """Return the card with this number, or the only one with this label, with its notes."""
    wanted = number(text)
    if wanted is not None:
        # A label may be a number too.
        with suppress(NoSuchThing):
            return casebook.card(wanted)
    cards = casebook.cards()
    found = [card for card in cards if card.label == text]
    found = found or [card for card in cards if folded(card.label) == folded(text)]
    if len(found) == 1:
        return casebook.card(found[0].id)
    if found:
        raise NoSuchThing(
            marked("{count} cards are called {card}: say which by its number. There is: {cards}."),
            count=len(found),
            card=text,
            cards=some(f"{card.id} {card.label}" for card in found),
        )
    if not cards:
        raise NoSuchThing(
            marked("There is no card {card}; the casebook has none yet."),
            card=text,
        )
    raise NoSuchThing(
        marked("There is no card {card}. There is: {cards}."),
        card=text,
        cards=some(f"{card.id} {card.label}" for card in cards),
    )


def find_cards(casebook: Casebook, named: Sequence[str], holder: str | None) -> list[Card]:
    """Return the cards that are named, or all; those of `holder` alone where one is given."""
    cards = [find_card(casebook, card) for card in named] or casebook.cards()
    if holder is None:
        return cards
    whose = find_holder(casebook.holders(), holder)
    if whose is None:
        raise no_holder(casebook, holder)
    return [card for card in cards if card.holder.id == whose.id]


def wanted_cards(command: "Command") -> Wanted:
    """Return which cards the options of a verb ask for that lists many; raises `DateError`."""
    given = command.arguments
    assignee, carrier = given.text("assignee"), given.text("carrier") or ""
    known = command.desk.advice.carrier(carrier)
    return Wanted(
        text=given.text("match") or "",
        assignee="" if assignee == NOBODY else assignee,
        week=monday(command.day("leaving")),
        carrier=known.id if known else carrier,
    )


def find_number(casebook: Casebook, text: str | None) -> int | None:
    """Return a card's number; a card that is gone, or was never there, is found by number too."""
    if text is None:
        return None
    wanted = number(text)
    if wanted is not None and casebook.log(wanted):
        return wanted
    return find_card(casebook, text).id


def find_step(plan: Plan, text: str) -> PlannedStep:
    """Return the step with this id or number."""
    wanted = plain(text)
    for step in plan.steps:
        if wanted in (step.id, str(step.number)):
            return step
    raise NoSuchThing(
        marked("There is no step {step}. There is: {steps}."),
        step=text,
        steps=some(f"{step.number} {step.id}" for step in plan.steps),
    )


def find_item(plan: Plan, text: str) -> tuple[PlannedStep, PlannedCheck | None]:
    """Return what `STEP` or `STEP/CHECK` names: the step, and the check when it is one."""
    first, slash, second = plain(text).partition("/")
    step = find_step(plan, first)
    if not slash:
        return step, None
    for place, check in enumerate(step.checks, start=1):
        if second in (check.id, str(place)):
            return step, check
    if not step.checks:
        raise NoSuchThing(marked("The step {step} has no checks."), step=step.id)
    raise NoSuchThing(
        marked("The step {step} has no check {check}. There is: {checks}."),
        step=step.id,
        check=second,
        checks=some(f"{place} {check.id}" for place, check in enumerate(step.checks, start=1)),
    )


def no_holder(casebook: Casebook, text: str) -> NoSuchThing:
    """Return the sentence that names the people there are."""
    holders = casebook.holders()
    if not holders:
        return NoSuchThing(
            marked("There is no holder {name}; `kaiyaku holder add` adds one."), name=text
        )
    return NoSuchThing(
        marked("There is no holder {name}. There is: {people}."),
        name=text,
        people=some(f"{holder.id} {holder.name}" for holder in holders),
    )


def note_number(text: str) -> int:
    """Return the number of a note."""
    found = number(text)
    if found is None:
        raise NoSuchThing(
            marked("There is no note {note}: `kaiyaku note list CARD` shows their numbers."),
            note=text,
        )
    return found
