"""Which questions, steps and checks of a guide are there for a card."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from tui.casebook.records import Card
from tui.casebook.tokens import DONE, OPEN
from tui.guides.guide import UNKNOWN, Check, Guide, Question, Step, When

if TYPE_CHECKING:
    from tui.guides.facts import Carrier

QUESTION: Final = "question:"
"""What the item of a mark that holds an answer begins with; its reason is the answer's id."""


def question_item(question_id: str) -> str:
    """Return the item under which a card's answer to a question is kept."""
    return QUESTION + question_id


def answer_of(card: Card | None, question_id: str) -> str | None:
    """Return the id of a card's answer to a question; None where it was not given."""
    if card is None:
        return None
    mark = card.marks.get(QUESTION + question_id)
    return mark.reason if mark is not None and mark.state == DONE else None


def holds(when: When | None, card: Card | None, carrier: "Carrier | None") -> bool:
    """Return whether a condition holds for a card; what is not known counts as `unknown`."""
    if when is None:
        return True
    # Asked some ten times a card, for thousands of cards: nothing is made that is not needed.
    if when.carrier and (_carrier_id(card, carrier) or UNKNOWN) not in when.carrier:
        return False
    if when.payment and ((card and card.payment) or UNKNOWN) not in when.payment:
        return False
    if when.handset and ((card and card.handset) or UNKNOWN) not in when.handset:
        return False
    if when.owed and not any(is_owed(card, what) for what in when.owed):
        return False
    for question, answers in when.answers.items():
        if (answer_of(card, question) or UNKNOWN) not in answers:
            return False
    return True


def is_owed(card: Card | None, what: str) -> bool:
    """Return whether money of this kind is to come back to a card's holder."""
    return card is not None and (card.deposit if what == "deposit" else card.refund) is not None


def _carrier_id(card: Card | None, carrier: "Carrier | None") -> str | None:
    if carrier is not None:
        return carrier.id
    return card.carrier.casefold() if card is not None and card.carrier else None


def questions_of(
    guide: Guide, card: Card | None, carrier: "Carrier | None"
) -> tuple[Question, ...]:
    """Return the questions that there are for a card, in order."""
    return tuple(asked for asked in guide.questions if holds(asked.when, card, carrier))


def steps_of(guide: Guide, card: Card | None, carrier: "Carrier | None") -> tuple[Step, ...]:
    """Return the steps that there are for a card, in order; what was marked is always there."""
    return tuple(
        step
        for step in guide.steps
        if step.when is None or holds(step.when, card, carrier) or _touched(card, (step.id,))
    )


def checks_of(step: Step, card: Card | None, carrier: "Carrier | None") -> tuple[Check, ...]:
    """Return the checks of a step that there are for a card, in order."""
    return tuple(
        check
        for check in step.checks
        if check.when is None
        or holds(check.when, card, carrier)
        or _touched(card, (f"{step.id}/{check.id}",))
    )


def _touched(card: Card | None, items: Iterable[str]) -> bool:
    return card is not None and any(card.state(item) != OPEN for item in items)
