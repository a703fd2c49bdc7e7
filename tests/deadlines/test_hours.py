"""Whether a line answers now, and when next; clock times are Japan's."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tui.deadlines.ending import counts_as
from tui.deadlines.hours import line_open
from tui.deadlines.today import TOKYO
from tui.guides.facts import Ending, PhoneLine, Source

SOURCE = Source(kind="carrier", read="2026-11-22", url="https://example.jp/")


def line(on: str | None, *, new_year: bool = False) -> PhoneLine:
    return PhoneLine(
        number="0120-000-000",
        languages=("zh",),
        name={"en": "Chinese", "zh": "中文", "ja": "中国語"},
        sources=(SOURCE,),
        review_by="2027-05-22",
        opens="09:00",
        closes="20:00",
        on=on,
        closed_at_new_year=new_year,
    )


def tokyo(month: int, day: int, hour: int, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=TOKYO)


@pytest.mark.parametrize(
    ("on", "now", "opens"),
    [
        ("daily", tokyo(11, 28, 20), tokyo(11, 29, 9)),
        ("daily", tokyo(11, 28, 8, 59), tokyo(11, 28, 9)),
        ("weekdays", tokyo(11, 27, 20), tokyo(11, 30, 9)),
        # Monday is a holiday.
        ("weekdays", tokyo(11, 20, 21), tokyo(11, 24, 9)),
        ("monday-saturday", tokyo(11, 28, 21), tokyo(11, 30, 9)),
        ("weekdays", tokyo(12, 28, 20), tokyo(1, 4, 9, year=2027)),
    ],
)
def test_a_closed_line_says_when_it_opens_next(on: str, now: datetime, opens: datetime) -> None:
    found = line_open(line(on), now)
    assert (found.now, found.next) == (False, opens)


def test_a_line_is_open_from_its_first_minute_to_the_one_before_its_last() -> None:
    assert line_open(line("daily"), tokyo(11, 27, 9)).now is True
    assert line_open(line("daily"), tokyo(11, 27, 19, 59)).now is True
    assert line_open(line("daily"), tokyo(11, 27, 20)).now is False


def test_the_hour_is_japans_wherever_the_machine_is() -> None:
    assert line_open(line("daily"), datetime(2026, 11, 27, 0, 0, tzinfo=UTC)).now is True
    assert line_open(line("daily"), datetime(2026, 11, 27, 11, 0, tzinfo=UTC)).now is False


def test_a_daily_line_that_rests_at_new_year_opens_on_the_fourth() -> None:
    found = line_open(line("daily", new_year=True), tokyo(12, 31, 12))
    assert found.next == tokyo(1, 4, 9, year=2027)


def test_a_line_whose_days_are_not_known_is_not_said_to_be_open() -> None:
    assert line_open(line(None), tokyo(11, 27, 12)).now is None
    assert line_open(line(None), tokyo(11, 27, 21)) == (False, None)


AU = Ending(ends="same-day", until="21:10", fact="cut-off")
SAKURA = Ending(ends="month-end", day=25, fact="cut-off")
IIJ = Ending(ends="month-end", fact="ends")


def test_after_the_last_minute_a_request_is_the_next_days() -> None:
    assert counts_as(tokyo(11, 30, 21, 9), AU) == date(2026, 11, 30)
    assert counts_as(tokyo(11, 30, 21, 10), AU) == date(2026, 12, 1)
    assert counts_as(tokyo(11, 30, 23), None) == date(2026, 11, 30)


def test_a_request_outside_the_hours_can_count_from_the_next_working_day() -> None:
    softbank = Ending(ends="same-day", until="20:00", then="next-working-day", fact="cut-off")
    assert counts_as(tokyo(11, 27, 20), softbank) == date(2026, 11, 30)
    assert counts_as(tokyo(11, 27, 19), softbank) == date(2026, 11, 27)


def test_a_line_without_known_hours_is_closed_at_new_year_where_it_says_so() -> None:
    consumers = replace(line("daily", new_year=True), opens=None, closes=None)
    assert line_open(consumers, tokyo(12, 30, 12)).now is False
    assert line_open(consumers, tokyo(12, 20, 12)).now is None
