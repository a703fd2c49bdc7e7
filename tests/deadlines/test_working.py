"""Working days in Japan."""

from datetime import date, timedelta

import pytest

from tui.deadlines.working import is_working_day, working_days_from


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 12),  # the second Monday of January
        date(2026, 5, 6),  # in place of 3 May, a Sunday
        date(2026, 9, 22),  # between two holidays
        date(2027, 3, 22),  # in place of the equinox, a Sunday
        date(2026, 11, 23),
        date(2026, 11, 28),  # a Saturday
        date(2026, 12, 29),
        date(2027, 1, 3),
    ],
)
def test_weekends_holidays_and_new_year_are_no_working_days(day: date) -> None:
    assert not is_working_day(day)


@pytest.mark.parametrize("day", [date(2026, 12, 28), date(2027, 1, 4), date(2026, 11, 24)])
def test_the_days_beside_them_are(day: date) -> None:
    assert is_working_day(day)


def test_counting_there_and_back_ends_where_it_began() -> None:
    start = date(2026, 12, 1)
    for number in range(40):
        day = working_days_from(start, number)
        assert working_days_from(day, -number) == (start if number else day)
        assert day - start >= timedelta(days=number)
