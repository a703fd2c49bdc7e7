"""What moved is said in a few lines, however much it is."""

from datetime import date, timedelta
from random import Random

import pytest

from tests.plan.test_days_hold import Tried, tried
from tui.casebook.records import Card
from tui.plan.days.moved import FEW, Moved, moved, summed
from tui.plan.days.situation import Situation
from tui.text.translation import Words

CARDS = 15
MOST = 10
"""Lines that fit beneath what was just done."""
TODAY = date(2026, 11, 24)


def shifted(of: Tried, days: int) -> Card:
    flight = date.fromisoformat(str(of.card.holder.departure)) + timedelta(days=days)
    return of.card._replace(holder=of.card.holder._replace(departure=flight.isoformat()))


def changes(of: Tried, after: Card) -> list[Moved]:
    return moved(of.card, after, lambda _: of.guide, lambda _: of.situation)


def later_on(of: Tried, later: Situation) -> list[Moved]:
    then = of.situation
    return moved(of.card, of.card, lambda _: of.guide, lambda _: later, lambda _: then)


@pytest.mark.parametrize("language", ["en", "zh", "ja"])
def test_fifteen_cards_whose_departure_moved_are_summed_up(language: str) -> None:
    random, words = Random(7), Words(language)
    for _ in range(60):
        many = random.sample(tried(), CARDS)
        days = random.choice((-9, 3, 12, 40))
        found = [
            change
            for number, of in enumerate(many)
            for change in changes(of, shifted(of, days)._replace(id=number))
        ]
        lines = summed(found, TODAY, words)
        assert len(lines) <= MOST
        assert bool(lines) == bool(found)


def test_every_change_is_in_the_lines_or_counted() -> None:
    words, several = Words("en"), 0
    for of in tried()[:600]:
        found = changes(of, shifted(of, 20))
        lines = summed(found, TODAY, words)
        if len(found) > FEW:
            named = sum(": was " in line for line in lines)
            counted = [int(line.split()[0]) for line in lines if ": was " not in line]
            assert named + sum(counted) == len(found)
            several += 1
        else:
            assert len(lines) == len(found)
    assert several > 100


def test_nothing_moves_with_the_time_but_what_can_no_longer_be_asked_for() -> None:
    """A minute later a plan is the same, but for an end whose hour has passed."""
    for of in tried()[:300]:
        now = of.situation.now
        assert now is not None
        later = of.situation._replace(now=now + timedelta(minutes=1))
        if later.now is None or later.now.date() != now.date():
            continue
        found = later_on(of, later)
        ending = of.situation.carrier.ending if of.situation.carrier else None
        if ending is None or ending.until != later.now.strftime("%H:%M"):
            assert found == []
