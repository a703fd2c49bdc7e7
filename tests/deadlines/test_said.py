"""Dates are said in the reader's language."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.deadlines import said
from tui.deadlines.dates import read_date

TODAY = date(2026, 11, 22)
DEPARTURE = date(2026, 12, 15)


@dataclass(frozen=True)
class Reader:
    language: str


EN, ZH, JA = Reader("en"), Reader("zh"), Reader("ja")


@pytest.mark.parametrize(
    ("reader", "short", "long", "with_year"),
    [
        (EN, "15 Dec", "Tue 15 Dec", "15 Dec 2027"),
        (ZH, "12月15日", "12月15日 周二", "2027年12月15日"),
        (JA, "12月15日", "12月15日（火）", "2027年12月15日"),
    ],
)
def test_a_date_is_said_in_each_language(
    reader: Reader, short: str, long: str, with_year: str
) -> None:
    assert said.short(DEPARTURE, TODAY, reader) == short
    assert said.long(DEPARTURE, TODAY, reader) == long
    assert said.short(date(2027, 12, 15), TODAY, reader) == with_year


def test_weekdays_are_said_in_each_language() -> None:
    sunday = date(2026, 11, 22)
    assert [said.weekday(sunday, reader) for reader in (EN, ZH, JA)] == ["Sun", "周日", "日"]


def test_the_year_is_left_out_only_for_the_nearest_such_day() -> None:
    assert said.short(date(2027, 1, 15), TODAY, EN) == "15 Jan"
    assert said.short(date(2026, 1, 15), TODAY, EN) == "15 Jan 2026"


@pytest.mark.parametrize(
    ("days", "en", "zh", "ja"),
    [
        (23, "23 days", "还有23天", "あと23日"),
        (1, "1 day", "还有1天", "あと1日"),
        (0, "today", "今天", "今日"),
        (-1, "1 day ago", "1天前", "1日前"),
        (-2, "2 days ago", "2天前", "2日前"),
    ],
)
def test_days_left_are_counted(days: int, en: str, zh: str, ja: str) -> None:
    day = TODAY + timedelta(days=days)
    assert [said.days_left(day, TODAY, reader) for reader in (EN, ZH, JA)] == [en, zh, ja]


@pytest.mark.parametrize(
    ("day", "en", "zh", "ja"),
    [
        (DEPARTURE, "leaves 15 Dec · 23 days", "12月15日离境 · 还有23天", "12月15日出国・あと23日"),
        (TODAY, "leaves 22 Nov · today", "11月22日离境 · 今天", "11月22日出国・今日"),
        (date(2026, 11, 20), "left 20 Nov", "11月20日已离境", "11月20日出国済み"),
    ],
)
def test_the_header_says_the_departure(day: date, en: str, zh: str, ja: str) -> None:
    assert [said.departure_line(day, TODAY, reader) for reader in (EN, ZH, JA)] == [en, zh, ja]


@pytest.mark.parametrize(
    ("day", "until", "en", "zh", "ja"),
    [
        (date(2026, 12, 1), None, "by 1 Dec", "12月1日截止", "12月1日まで"),
        (date(2026, 12, 1), time(21, 10), "by 1 Dec", "12月1日截止", "12月1日まで"),
        (TODAY, None, "by today", "今天截止", "今日まで"),
        (
            *(TODAY, time(21, 10), "today until 21:10, Japan time"),
            *("今天21:10截止（日本时间）", "今日21:10まで（日本時間）"),
        ),
        (
            *(date(2026, 11, 20), None, "do now · 2 days late"),
            *("现在就办 · 逾期2天", "今すぐ・2日過ぎています"),
        ),
        (
            *(date(2026, 11, 21), time(21, 10), "do now · 1 day late"),
            *("现在就办 · 逾期1天", "今すぐ・1日過ぎています"),
        ),
    ],
)
def test_what_is_due_says_by_when(day: date, until: time | None, en: str, zh: str, ja: str) -> None:
    lines = [said.due_line(day, TODAY, reader, until) for reader in (EN, ZH, JA)]
    assert lines == [en, zh, ja]


def test_a_follow_up_says_when_to_ask_again() -> None:
    day = date(2026, 11, 28)
    lines = [said.follow_up_line(day, TODAY, reader) for reader in (EN, ZH, JA)]
    assert lines == ["ask again 28 Nov", "11月28日再询问", "11月28日に再確認"]


def test_a_moment_is_said_in_tokyo_time() -> None:
    at = datetime(2026, 11, 12, 16, 3, tzinfo=UTC)
    assert [said.moment(at, TODAY, reader) for reader in (EN, ZH, JA)] == [
        "13 Nov 01:03",
        "11月13日 01:03",
        "11月13日 01:03",
    ]


@given(
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.sampled_from([EN, ZH, JA]),
)
def test_what_is_said_can_be_typed_back(day: date, today: date, reader: Reader) -> None:
    looks_back = day < today
    assert read_date(said.short(day, today, reader), today, past=looks_back) == day
    assert read_date(said.long(day, today, reader), today, past=looks_back) == day
