"""Once an hour has passed, no face says it any more: walked over the clock, carrier by carrier."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

import pytest

from tui.casebook.records import Card, Holder
from tui.deadlines import said
from tui.deadlines.hours import clock_time
from tui.deadlines.today import TOKYO
from tui.exports.take_home import as_text
from tui.guides.advice import Advice
from tui.guides.guide import Guide
from tui.guides.load import load
from tui.guides.shipped import content_directory
from tui.plan.advice.own_days import own_days
from tui.plan.days.due import due_items
from tui.plan.days.line_end import planned_end
from tui.plan.days.line_end_said import option_line, others_said, the_sentence
from tui.plan.days.situation import Situation
from tui.plan.days.timing_said import timing_said
from tui.plan.plan import plan
from tui.plan.take_home import take_home
from tui.text.translation import Words

DAYS = [date(2026, 11, 30), date(2026, 12, 31), date(2027, 3, 19)]
MINUTES = [-70, -1, 0, 1, 40]
"""Around the carrier's hour."""


@cache
def shipped() -> tuple[Guide, Advice]:
    library = load([content_directory()], None)
    guide = library.guide("postpaid")
    assert guide is not None
    return guide, Advice(library.directories, Path("/nonexistent/cache.json"))


def with_an_hour() -> list[tuple[str, time]]:
    return [
        (known.id, clock_time(known.ending.until))
        for known in shipped()[1].carriers
        if known.ending is not None and known.ending.until
    ]


def faces(card: Card, situation: Situation, words: Words) -> Iterator[str]:
    """Yield all that is said of the card: screen, command, calendar, plan to take home."""
    guide, advice = shipped()
    now = situation.now
    assert now is not None
    yield the_sentence(card, guide, situation, words)
    yield from others_said(card, guide, situation, words)
    planned = planned_end(card, situation)
    assert planned is not None
    if planned.end is not None:
        yield option_line(planned.end, situation.today, words)
    for step in plan(card, guide, words.language, situation).steps:
        for timing in (step.timing, *(check.timing for check in step.checks)):
            if timing is not None:
                yield timing_said(timing, situation.today, words)
    for due in due_items([card], lambda _: guide, lambda _: situation):
        yield timing_said(due.timing, situation.today, words)
    yield from (text for _, text in own_days(card, situation.carrier, now, words))
    page = take_home(card.holder, [card], lambda _: guide, lambda _: situation, advice, now, words)
    # The hours of telephone lines are hours of every day.
    cards = tuple(each._replace(lines=()) for each in page.cards)
    yield from as_text(page._replace(cards=cards), words, 200).splitlines()


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize(("carrier", "until"), with_an_hour())
def test_no_hour_of_today_is_said_once_it_has_passed(carrier: str, until: time, day: date) -> None:
    guide, advice = shipped()
    for language in ("en", "zh", "ja"):
        words = Words(language)
        for flight in (1, 3, 21):
            for minutes in MINUTES:
                now = datetime.combine(day, until, TOKYO) + timedelta(minutes=minutes)
                today = now.date()
                card = Card(
                    id=1,
                    type="postpaid",
                    label="Mine",
                    holder=Holder(1, "Lin", departure=(day + timedelta(flight)).isoformat()),
                    guide_version=guide.version,
                    guide_sha256="",
                    carrier=carrier,
                    codes="none",
                    begun=(now - timedelta(days=20)).isoformat(),
                )
                situation = Situation(today, advice.carrier(carrier), now)
                names_of_today = (
                    {"en": "today", "zh": "今天", "ja": "今日"}[language],
                    said.short(today, today, words),
                )
                for text in faces(card, situation, words):
                    for hour in (f"{until:%H:%M}",) if minutes >= 0 else ():
                        is_today = any(name in text for name in names_of_today)
                        assert not (hour in text and is_today), (language, str(now), text)
