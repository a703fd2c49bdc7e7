"""Days that the rules of a guide lead to."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.deadlines.counted import count, earliest
from tui.guides.guide import Due

FLIGHT = date(2026, 12, 15)
KNOWN = {
    "departure": FLIGHT,
    "line-end": date(2026, 12, 10),
    "line-end-latest": date(2026, 12, 12),
    "step:contact": date(2026, 11, 30),
}


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        (Due(day="departure", days=-30), date(2026, 11, 15)),
        (Due(day="line-end", days=90), date(2027, 3, 12)),
        (Due(day="departure", months=-1), date(2026, 11, 15)),
        (Due(day="departure", months=3), date(2027, 3, 15)),
        (Due(day="departure", on="month-end"), date(2026, 11, 30)),
        (Due(day="departure", on="25"), date(2026, 11, 25)),
        (Due(day="departure", days=10, on="25"), date(2026, 12, 25)),
        (Due(day="step:contact", days=14), date(2026, 12, 14)),
        # Friday the 11th, then over the weekend to Thursday the 10th.
        (Due(day="departure", working_days=-3), date(2026, 12, 10)),
        # New Year: 29 December to 3 January are no working days, though only one is a holiday.
        (Due(day="departure", days=13, working_days=1), date(2027, 1, 4)),
    ],
)
def test_a_rule_leads_to_a_day(rule: Due, day: date) -> None:
    found = count(rule, KNOWN)
    assert found is not None
    assert found.day == day


def test_a_rule_whose_day_is_not_known_leads_nowhere() -> None:
    assert count(Due(day="end-of-stay", days=-21), KNOWN) is None
    assert earliest((Due(day="end-of-stay"), Due(day="step:other")), KNOWN) is None


def test_of_several_rules_the_earliest_known_day_counts() -> None:
    rules = (Due(day="end-of-stay", days=-21), Due(day="departure", days=-7), Due(day="line-end"))
    found = earliest(rules, KNOWN)
    assert found is not None
    assert found.day == date(2026, 12, 8)


def test_what_only_opens_something_is_no_deadline_beside_one() -> None:
    opens = Due(day="departure", days=-60, opens=True)
    found = earliest((opens, Due(day="departure")), KNOWN)
    assert found is not None
    assert (found.day, found.rule.opens) == (FLIGHT, False)
    alone = earliest((opens,), KNOWN)
    assert alone is not None
    assert alone.rule.opens


@given(st.dates(), st.integers(-400, 400), st.integers(-24, 24), st.sampled_from([None, "25"]))
def test_every_day_of_the_calendar_has_an_answer_or_none(
    day: date, days: int, months: int, on: str | None
) -> None:
    count(Due(day="departure", days=days, months=months, on=on), {"departure": day})
