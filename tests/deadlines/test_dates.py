"""Dates are understood as people write them in three languages."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.deadlines.dates import DateError, read_date

THURSDAY = date(2026, 11, 12)
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


THE_15TH = """
2026-12-15|2026/12/15|2026.12.15|20261215|12/15|12-15|12.15|１２／１５|１２−１５|15/12|15/12/2026
12/15/2026|12月15日|12月15号|12 月 15 日|2026年12月15日|２０２６年１２月１５日|令和8年12月15日
㋿8年12月15日|R8.12.15|r08/12/15|15 Dec|Dec 15|dec. 15th|15Dec|15-Dec-2026|15 December 2026
December 15, 2026|2026 Dec 15|the 15th of December|+33|+33d|+ 33 days|33天后|33日後|in 33 days
Tue 15 Dec|Tuesday, December 15, 2026|15 Dec, Tuesday|12月15日（火）|12月15日 火曜日|12月15日 周二
2026-12-15 (Tue)|12/15(火)| 12/15 """.replace("\n", "|")[1:]

NONSENSE = """
 |soon|2/30|30/2|13/13|0/1|15月12日|2026/15/12|2026-12|12|2026|15 Foo|Dec|Dec 32|9999-01-01
1066-10-14|令和八年|+99999|don't know|(abc)|R0|Mon 15 Dec 2026|12月15日（水）|15 Dec 15 Jan
1/2/3|\x1b[31m|(
""".replace("\n", "|")


@pytest.mark.parametrize("text", THE_15TH.split("|"))
def test_one_day_written_in_many_ways(text: str) -> None:
    assert read_date(text, THURSDAY) == date(2026, 12, 15)


@pytest.mark.parametrize(
    ("days", "texts"),
    [
        (0, "today|今天|今日|本日|+0"),
        (1, "Tomorrow|明天|明日|+1"),
        (2, "后天|明後日"),
        (14, "+2w|+2 weeks|+2週間|14 days"),
        (-1, "yesterday|昨天|昨日"),
        (-3, "-3|3日前|3天前|3 days ago"),
    ],
)
def test_a_distance_from_today(days: int, texts: str) -> None:
    for text in texts.split("|"):
        assert read_date(text, THURSDAY) == THURSDAY + timedelta(days=days), text


@pytest.mark.parametrize(
    ("text", "coming", "past"),
    [
        ("1/5", date(2027, 1, 5), date(2026, 1, 5)),
        ("11/12", THURSDAY, THURSDAY),
        ("11/11", date(2027, 11, 11), date(2026, 11, 11)),
        ("2/29", date(2028, 2, 29), date(2024, 2, 29)),
        ("13 Nov", date(2026, 11, 13), date(2025, 11, 13)),
        ("15日", date(2026, 11, 15), date(2026, 10, 15)),
        ("31日", date(2026, 12, 31), date(2026, 10, 31)),
        ("the 3rd", date(2026, 12, 3), date(2026, 11, 3)),
        ("Friday", date(2026, 11, 13), date(2026, 11, 6)),
        ("周五", date(2026, 11, 13), date(2026, 11, 6)),
        ("金曜日", date(2026, 11, 13), date(2026, 11, 6)),
        ("木曜", date(2026, 11, 19), date(2026, 11, 5)),
        ("平成28年4月1日", date(2016, 4, 1), date(2016, 4, 1)),
        ("令和元年5月1日", date(2019, 5, 1), date(2019, 5, 1)),
    ],
)
def test_what_is_left_out_is_the_nearest_on_the_side_that_is_meant(
    text: str, coming: date, past: date
) -> None:
    assert read_date(text, THURSDAY) == coming
    assert read_date(text, THURSDAY, past=True) == past


def test_two_numbers_are_month_and_day_as_in_japan_and_china() -> None:
    assert read_date("4/5", THURSDAY) == date(2027, 4, 5)
    assert read_date("4/5/2027", THURSDAY) == date(2027, 4, 5)


@pytest.mark.parametrize("text", [*NONSENSE.split("|"), "9" * 5000])
def test_nonsense_is_refused_with_what_was_written(text: str) -> None:
    with pytest.raises(DateError) as caught:
        read_date(text, THURSDAY)
    assert caught.value.text == text


@given(st.text(max_size=20), DAYS, st.booleans())
def test_any_text_is_a_date_or_a_date_error(text: str, today: date, past: bool) -> None:
    with suppress(DateError):
        assert isinstance(read_date(text, today, past=past), date)


@given(DAYS, DAYS)
def test_a_date_written_in_full_is_itself_on_any_day(day: date, today: date) -> None:
    for written in (
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%d %b %Y (%a)}",
    ):
        assert read_date(written, today) == day


@given(DAYS, DAYS)
def test_without_a_year_it_is_never_behind_today_nor_ahead_when_looking_back(
    day: date, today: date
) -> None:
    written = f"{day.month}/{day.day}"
    coming, past = read_date(written, today), read_date(written, today, past=True)

    assert past <= today <= coming
    assert (coming.month, coming.day) == (past.month, past.day) == (day.month, day.day)
