"""The shipped guides' days, held against what the sources say."""

from datetime import date

import pytest

from tests.plan.dated import answered, card
from tui.casebook.records import Mark
from tui.deadlines.windows import last_of_reserved_number
from tui.guides.guide import Guide
from tui.guides.load import load
from tui.guides.shipped import content_directory
from tui.plan.conditions import steps_of
from tui.plan.days.situation import Situation
from tui.plan.days.timing import timings

TODAY = date(2026, 11, 30)
NOON = "T03:00:00+00:00"


@pytest.fixture(scope="module")
def postpaid() -> Guide:
    found = load([content_directory()], None).guide("postpaid")
    assert found
    return found


def test_a_number_that_is_kept_is_moved_and_not_cancelled(postpaid: Guide) -> None:
    kept = [step.id for step in steps_of(postpaid, card(None, answered("keep")), None)]
    ended = [step.id for step in steps_of(postpaid, card(None, answered("end")), None)]
    assert {"reserve-number", "open-new-line"} <= set(kept)
    assert "fill-form" not in kept
    assert "fill-form" in ended
    assert "reserve-number" not in ended
    assert len(ended) == 7


def test_a_reserved_number_is_used_before_its_last_day(postpaid: Guide) -> None:
    got = Mark("reserve-number", "done", at=f"2026-11-28{NOON}")
    moving = card("2027-03-01", answered("keep"), got)
    found = timings(moving, postpaid, Situation(TODAY))["open-new-line"]
    assert found.day == last_of_reserved_number(date(2026, 11, 28)) == date(2026, 12, 12)


def test_statements_are_looked_at_after_30_60_and_90_days(postpaid: Guide) -> None:
    ended = card("2027-03-01", line_end="2027-02-20")
    found = timings(ended, postpaid, Situation(TODAY))
    days = [found[f"confirm-done/statement-{days}"].day for days in (30, 60, 90)]
    assert days == [date(2027, 3, 22), date(2027, 4, 21), date(2027, 5, 21)]


def test_the_payment_is_settled_before_the_account_is_blocked(postpaid: Guide) -> None:
    staying = card("2027-03-01", end_of_stay="2027-01-15")
    found = timings(staying, postpaid, Situation(TODAY))
    assert found["settle-dues/last-bill-payment"].day == date(2026, 12, 25)
