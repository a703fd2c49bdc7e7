"""What somebody takes home of a card: done, next, what to bring, whom to call, what to say."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

from tui.casebook.records import Card, Holder
from tui.casebook.tokens import DONE, OPEN, WAITING
from tui.deadlines import said
from tui.deadlines.today import today as in_japan
from tui.guides.advice import Advice
from tui.guides.guide import Step, in_language
from tui.plan.conditions import steps_of
from tui.plan.day import read_day
from tui.plan.due import GuideOf, SituationOf, due_items, trips
from tui.plan.lines import ShownLine, lines_at
from tui.plan.phrases import ShownPhrase, phrases_for
from tui.plan.plan import progress
from tui.plan.timing import BY, Timing
from tui.plan.timing_said import timing_said
from tui.text.translation import Words

_NEXT_AT_MOST: Final = 10
_PHRASES_AT_MOST: Final = 5
_LINES_AT_MOST: Final = 2


class NextThing(NamedTuple):
    """Something to do, with the day as it is said."""

    title: str
    when: str
    """`Tue 15 Dec, by 21:10`; empty where it has no day."""
    overdue: bool
    instead: str = ""
    """What to do where it is too late."""


class CardToTake(NamedTuple):
    """One card on the page."""

    label: str
    type_name: str
    carrier: str
    number: str
    progress: str
    done: tuple[str, ...]
    next: tuple[NextThing, ...]
    left_out: int
    """How many later things are not on the page."""
    bring: tuple[str, ...]
    page: str
    """The address at which the carrier tells of cancelling; empty where it is not known."""
    lines: tuple[ShownLine, ...]
    phrases: tuple[ShownPhrase, ...]


class TakeHome(NamedTuple):
    """The page of one holder: nothing of anybody else, no memo, no note."""

    holder: str
    leaves: str
    """The departure, with how far it is; empty where it is not known."""
    made: str
    """Of which day it is, in words."""
    cards: tuple[CardToTake, ...]


def take_home(
    holder: Holder,
    cards: Sequence[Card],
    guide_of: GuideOf,
    situation_of: SituationOf,
    advice: Advice,
    now: datetime,
    words: Words,
) -> TakeHome:
    """Return the page of a holder with these of their cards, at the aware moment `now`."""
    today = in_japan(now)
    departure = read_day(holder.departure)
    return TakeHome(
        holder=holder.name,
        leaves=said.departure_line(departure, today, words) if departure else "",
        made=words("As of {at}", at=said.long(today, today, words)),
        cards=tuple(
            _card(card, guide_of, situation_of, advice, now, words)
            for card in cards
            if not card.closed
        ),
    )


def _card(
    card: Card,
    guide_of: GuideOf,
    situation_of: SituationOf,
    advice: Advice,
    now: datetime,
    words: Words,
) -> CardToTake:
    guide, situation, today = guide_of(card), situation_of(card), in_japan(now)
    carrier, language = situation.carrier, words.language
    steps = steps_of(guide, card, carrier)
    counted = progress(card, guide, carrier)
    due = due_items([card], guide_of, situation_of)
    dated = {item.item for item in due}
    coming = [
        NextThing(
            item.title(language),
            _when(item.timing, today, words),
            item.overdue,
            in_language(item.timing.instead, language) if item.timing.instead else "",
        )
        for item in due
    ]
    undated = [step for step in steps if card.mark(step.id).state == OPEN and step.id not in dated]
    coming += [NextThing(in_language(step.title, language), "", False) for step in undated]
    current = next((step for step in steps if card.mark(step.id).state in (OPEN, WAITING)), None)
    phrases = (
        phrases_for(current.phrases, advice, language, card, carrier)
        if current and current.phrases
        else ()
    )
    lines = lines_at(("reach",), carrier, advice, now, words)
    to_bring = trips([card], guide_of, situation_of, language)
    return CardToTake(
        label=card.label,
        type_name=in_language(guide.name, language),
        carrier=in_language(carrier.name, language) if carrier else card.carrier or "",
        number=card.number or "",
        progress=words("{done} of {total} done", done=counted.done, total=counted.total),
        done=_done(card, steps, today, words),
        next=tuple(coming[:_NEXT_AT_MOST]),
        left_out=max(0, len(coming) - _NEXT_AT_MOST),
        bring=to_bring[0].titles if to_bring else (),
        page=(carrier.page or "") if carrier else "",
        lines=tuple(line for line in lines if line.number)[:_LINES_AT_MOST],
        phrases=phrases[:_PHRASES_AT_MOST],
    )


def _when(timing: Timing, today: date, words: Words) -> str:
    """Return the day as it stands on paper, where "today" and "in 3 days" would soon be untrue."""
    if timing.kind != BY:
        return timing_said(timing, today, words)
    day = said.long(timing.day, today, words)
    if timing.until is None:
        return day
    return words.listed(day, words("until {time} Japan time", time=f"{timing.until:%H:%M}"))


def _done(card: Card, steps: Sequence[Step], today: date, words: Words) -> tuple[str, ...]:
    """Return the steps that are done, each with its day."""
    found = []
    for step in steps:
        mark = card.mark(step.id)
        if mark.state == DONE:
            title = in_language(step.title, words.language)
            day = in_japan(datetime.fromisoformat(mark.at)) if mark.at else None
            found.append(words.listed(title, said.short(day, today, words) if day else ""))
    return tuple(found)
