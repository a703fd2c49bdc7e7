"""What is known at a step of one card: facts, what to ask, and what its own days come to."""

from collections.abc import Sequence
from datetime import datetime

from tui.casebook.records import Card
from tui.deadlines.today import today
from tui.guides.advice import Advice
from tui.plan.advice.facts import StepAdvice, advice_at
from tui.plan.advice.lines import lines_at
from tui.plan.advice.own_days import own_days
from tui.text.translation import Words


def step_advice(
    topics: Sequence[str],
    advice: Advice,
    card: Card | None,
    type: str,
    now: datetime,
    words: Words,
    carrier: str | None = None,
) -> StepAdvice:
    """Return what is known on these topics at the aware moment `now`.

    Without a card it is about the `carrier` that is named, or about none.
    """
    known = advice.carrier(card.carrier if card is not None else carrier)
    found = advice_at(topics, advice, known, type, today(now), words.language)
    found = found._replace(lines=lines_at(topics, known, advice, now, words))
    if card is None or card.closed:
        return found
    sentences = own_days(card, known, now, words)
    told = tuple(said for topic in topics for about, said in sentences if about == topic)
    return found._replace(own_days=told)
