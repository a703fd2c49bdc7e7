"""What somebody takes home of a card: done, next, what to bring, whom to call, what to say."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from tui.casebook.records import Card, Holder
from tui.casebook.tokens import DONE, OPEN, WAITING
from tui.deadlines import said
from tui.deadlines.today import today as in_japan
from tui.guides.advice import Advice
from tui.guides.guide import Step, in_language
from tui.plan.advice.lines import ShownLine, lines_at
from tui.plan.advice.phrases import ShownPhrase, phrases_for
from tui.plan.conditions import checks_of, steps_of
from tui.plan.days.due import GuideOf, SituationOf, trips
from tui.plan.days.line_end_said import the_sentence
from tui.plan.days.stored import read_day
from tui.plan.days.timing import APPLY_BY, BY, Timing, timings
from tui.plan.days.timing_said import PRESSING, instead_said, timing_said
from tui.plan.expected import (
    called,
    is_awaited,
    is_unproven,
    proof_said,
    proven_by,
    state_said,
)
from tui.plan.plan import progress
from tui.text.translation import Words

if TYPE_CHECKING:
    from tui.plan.days.situation import Situation

_PHRASES_AT_MOST: Final = 10
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
    sentence: str
    """Whom to ask by when, and when the line ends; empty where no date is known."""
    next: tuple[NextThing, ...]
    """Every step that is left, the one that ends the line first."""
    to_come: tuple[NextThing, ...]
    """What is still to come after the end, seen or not by whoever waits for it."""
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
    left = [step for step in steps if card.mark(step.id).state in (OPEN, WAITING)]
    left.sort(key=lambda step: not _ends_the_line(step))
    known = timings(card, guide, situation)
    lines = lines_at(("reach",), carrier, advice, now, words, at_now=False)
    to_bring = trips([card], guide_of, situation_of, language)
    return CardToTake(
        label=card.label,
        type_name=in_language(guide.name, language),
        carrier=in_language(carrier.name, language) if carrier else card.carrier or "",
        number=card.number or "",
        progress=words("{done} of {total} done", done=counted.done, total=counted.total),
        sentence=the_sentence(card, guide, situation, words),
        done=_done(card, steps, today, words),
        next=tuple(_thing(step, card, known, today, words) for step in left),
        to_come=tuple(_to_come(steps, card, situation, known, words)),
        bring=to_bring[0].titles if to_bring else (),
        page=(carrier.page or "") if carrier else "",
        lines=tuple(line for line in lines if line.number)[:_LINES_AT_MOST],
        phrases=_phrases(left, advice, language, card, situation),
    )


def _ends_the_line(step: Step) -> bool:
    return any(rule.day == APPLY_BY for rule in step.due)


def _thing(
    step: Step, card: Card, known: Mapping[str, Timing], today: date, words: Words
) -> NextThing:
    """Return an open step with its day, and how many of its checks are open."""
    timing = known.get(step.id)
    title = in_language(step.title, words.language)
    unchecked = sum(
        card.mark(f"{step.id}/{check.id}").state == OPEN and f"{step.id}/{check.id}" in known
        for check in step.checks
        if not check.expects
    )
    if unchecked:
        more = words.plural("{n} check", "{n} checks", unchecked)
        title = words("{title} (and {more})", title=title, more=more)
    return NextThing(
        title,
        _when(timing, today, words) if timing else "",
        timing is not None and timing.kind in PRESSING,
        instead_said(timing, words.language),
    )


def _to_come(
    steps: Sequence[Step],
    card: Card,
    situation: "Situation",
    known: Mapping[str, Timing],
    words: Words,
) -> Iterator[NextThing]:
    """Yield what is still to come, with its day and how it stands."""
    for step in steps:
        for check in checks_of(step, card, situation.carrier):
            item = f"{step.id}/{check.id}"
            mark, timing = card.mark(item), known.get(item)
            if not is_awaited(check.expects, mark, card.mark(step.id)):
                continue
            stands = state_said(check.expects, mark, words)
            when = _when(timing, situation.today, words) if timing else ""
            yield NextThing(
                called(check, card, words.language),
                words.beside(when, stands),
                timing is not None and timing.kind in PRESSING,
            )


def _phrases(
    left: Sequence[Step],
    advice: Advice,
    language: str,
    card: Card,
    situation: "Situation",
) -> tuple[ShownPhrase, ...]:
    """Return what to say at the next contact and when the line is ended, each sentence once."""
    speaking = [step for step in left if step.phrases and (step.contact or _ends_the_line(step))]
    steps = speaking or [step for step in left if step.phrases][:1]
    ids = list(dict.fromkeys(id for step in steps for id in step.phrases))
    if not ids:
        return ()
    found = phrases_for(ids, advice, language, card, situation.carrier, situation.today)
    return found[:_PHRASES_AT_MOST]


def _when(timing: Timing, today: date, words: Words) -> str:
    """Return the day as it stands on paper, where "today" and "in 3 days" would soon be untrue."""
    if timing.kind != BY:
        return timing_said(timing, today, words)
    day = said.long(timing.day, today, words)
    if timing.until is None:
        return day
    return words.beside(day, words("until {time} Japan time", time=f"{timing.until:%H:%M}"))


def _done(card: Card, steps: Sequence[Step], today: date, words: Words) -> tuple[str, ...]:
    """Return the steps that are done, each with its day."""
    found = []
    for step in steps:
        mark = card.mark(step.id)
        if mark.state == DONE:
            title = in_language(step.title, words.language)
            day = in_japan(datetime.fromisoformat(mark.at)) if mark.at else None
            proof = proof_said(proven_by(step, card), words, lacks=is_unproven(step, card))
            found.append(words.beside(title, said.short(day, today, words) if day else "", proof))
    return tuple(found)
