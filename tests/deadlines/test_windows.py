"""How long a right, a number and a fee last, by the sources' own examples."""

from datetime import date

import pytest

from tui.deadlines.windows import eight_days, fee_until, last_of_reserved_number


def test_the_day_of_receipt_is_the_first_of_the_eight() -> None:
    assert eight_days(date(2026, 1, 2)) == (date(2026, 1, 9), date(2026, 1, 9))


def test_one_acts_by_the_earlier_of_two_ends_and_may_still_have_the_later() -> None:
    both = (date(2026, 1, 9), date(2026, 1, 12))
    assert eight_days(date(2026, 1, 2), date(2026, 1, 5)) == both
    assert eight_days(date(2026, 1, 5), date(2026, 1, 2)) == both


def test_a_reserved_number_is_good_for_15_days_the_first_among_them() -> None:
    assert last_of_reserved_number(date(2026, 3, 1)) == date(2026, 3, 15)
    assert last_of_reserved_number(date(2026, 2, 20)) == date(2026, 3, 6)


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        (date(2026, 3, 15), 12, date(2027, 3, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 6, 10), 0, date(2026, 6, 30)),
        (date(2026, 12, 31), 0, date(2026, 12, 31)),
    ],
)
def test_a_fee_may_be_charged_until_the_same_date_a_year_later_or_the_end_of_the_first_month(
    start: date, months: int, last: date
) -> None:
    assert fee_until(start, months) == last
