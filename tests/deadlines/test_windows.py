"""How long a right, a number and a fee last, by the sources' own examples."""

from datetime import date

import pytest

from tui.deadlines.windows import fee_until, last_of_eight_days, last_of_reserved_number


def test_a_contract_of_2_january_can_be_taken_back_until_9_january() -> None:
    # The example that Sakura Mobile gives itself.
    assert last_of_eight_days(date(2026, 1, 2)) == date(2026, 1, 9)


def test_the_measure_with_reasons_counts_from_the_later_day() -> None:
    assert last_of_eight_days(date(2026, 1, 2), date(2026, 1, 5)) == date(2026, 1, 12)
    assert last_of_eight_days(date(2026, 1, 5), date(2026, 1, 2)) == date(2026, 1, 12)


def test_a_reserved_number_is_good_for_15_days_the_first_among_them() -> None:
    assert last_of_reserved_number(date(2026, 3, 1)) == date(2026, 3, 15)
    assert last_of_reserved_number(date(2026, 2, 20)) == date(2026, 3, 6)


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        (date(2026, 3, 15), 12, date(2027, 3, 14)),
        (date(2024, 2, 29), 12, date(2025, 2, 27)),
        (date(2026, 6, 10), 0, date(2026, 6, 30)),
        (date(2026, 12, 31), 0, date(2026, 12, 31)),
    ],
)
def test_a_fee_of_the_first_year_or_the_first_month_ends_with_it(
    start: date, months: int, last: date
) -> None:
    assert fee_until(start, months) == last
