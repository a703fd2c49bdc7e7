"""What is still to come after the end of a line, and what proves that a step is done."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Final

from tui.casebook.records import Card, Mark
from tui.casebook.tokens import DONE, OPEN, OUTCOMES, SETTLED, UNKNOWN, WAITING
from tui.guides.guide import Check, Step, in_language
from tui.text.labels import COME_LABELS, NOT_YET_LABELS, OUTCOME_LABELS, STATE_LABELS, YEN
from tui.text.translation import Words

MONEY: Final = ("bill", "statement", "refund", "deposit")
"""What can come wrong, and is asked about when somebody has seen it."""

_ASK_AGAIN: Final = timedelta(days=14)

_AMISS: Final = {
    "bill": ("wrong",),
    "statement": ("wrong",),
    "refund": OUTCOMES,
    "deposit": OUTCOMES,
    "return": ("missing",),
    "confirmation": ("missing",),
}


def outcomes(expects: str) -> tuple[str, ...]:
    """Return what can be amiss with something that is to come."""
    return _AMISS[expects]


def ask_again(today: date) -> str:
    """Return the ISO day on which to ask again where something came wrong, or did not come."""
    return (today + _ASK_AGAIN).isoformat()


def called(check: Check, card: Card | None, language: str) -> str:
    """Return the title of a check; of what is to come with its amount, where that is known."""
    title = in_language(check.title, language)
    amount = amount_of(check.expects, card)
    if amount is None:
        return title
    words = _words(language)
    said = words(YEN, amount=f"{amount:,}")
    # A deposit is what was paid; what a last month costs is told by those before.
    if check.expects != "deposit":
        said = words("about {amount}", amount=said)
    return words.beside(title, said)


def amount_of(expects: str | None, card: Card | None) -> int | None:
    """Return the yen that are to come; None where nobody knows, and of what is no money."""
    if card is None or expects is None:
        return None
    known = {"bill": card.monthly_charge, "refund": card.refund, "deposit": card.deposit}
    amount = known.get(expects)
    return None if amount is None or amount == UNKNOWN else int(amount)


@cache
def _words(language: str) -> Words:
    return Words(language)


def is_awaited(expects: str | None, mark: Mark, step: Mark) -> bool:
    """Return whether something is still to come, given its mark and that of its step.

    It outlives its step: nobody lets money, or what has to go back, go with a tick.
    """
    if expects is None or mark.state in SETTLED:
        return False
    return mark.state == WAITING or step.state not in SETTLED or step.state == DONE


def state_said(expects: str | None, mark: Mark, words: Words) -> str:
    """Return how a check stands: what is to come has been seen or not, or something is amiss."""
    return words(state_label(expects, mark))


def state_label(expects: str | None, mark: Mark) -> str:
    """Return the label of how a check stands, to be translated."""
    if expects is not None and mark.outcome is not None:
        return OUTCOME_LABELS[mark.outcome]
    if expects is not None and mark.state in (OPEN, DONE):
        labels = NOT_YET_LABELS if mark.state == OPEN else COME_LABELS
        return labels[expects]
    return STATE_LABELS[mark.state]


def proven_by(step: Step, card: Card | None) -> int | None:
    """Return the note that proves a step: named with it, or with a check of it."""
    if card is None or not card.marks:
        return None
    items = (step.id, *(f"{step.id}/{check.id}" for check in step.checks))
    return next((proof for item in items if (proof := card.mark(item).proof) is not None), None)


def is_unproven(step: Step, card: Card | None) -> bool:
    """Return whether a step is done, should have a proof, and has none."""
    if card is None or step.proof is None or card.state(step.id) != DONE:
        return False
    return proven_by(step, card) is None


def proof_said(note: int | None, words: Words, *, lacks: bool = False) -> str:
    """Return which note proves something, or that none was kept where one should be."""
    if note is not None:
        return words("proof: note {note}", note=note)
    return words("no proof kept") if lacks else ""


def unproven_said(n: int, words: Words) -> str:
    """Return of how many steps that are done no proof was kept; empty where all have theirs."""
    return words.plural("{n} without proof", "{n} without proof", n) if n else ""


def still_to_come(
    steps: Iterator[tuple[Step, tuple[Check, ...]]], card: Card | None
) -> Iterator[str]:
    """Yield the items that are still to come; `steps` are the card's with their checks."""
    if card is None:
        return
    for step, checks in steps:
        for check in checks:
            if check.expects is None:
                continue
            item = f"{step.id}/{check.id}"
            if is_awaited(check.expects, card.mark(item), card.mark(step.id)):
                yield item
