"""How facts grow old: by what hangs on them, and by the age of their pages."""

from datetime import date, timedelta

import pytest

from tui.guides.ageing import AT_STAKE, grade, is_due, page_day, review_day
from tui.guides.facts import Fact, PhoneLine, Source
from tui.guides.tokens import TOPICS

READ = date(2026, 11, 22)


def source(dated: str | None = None, read: str = READ.isoformat()) -> Source:
    return Source(kind="carrier", read=read, url="https://tanuki.example/", dated=dated)


def fact(
    *sources: Source, topic: str = "fee", confidence: str = "high", review_by: str | None = None
) -> Fact:
    text = {"en": "990 yen.", "zh": "990日元。", "ja": "990円です。"}
    return Fact(
        id="it",
        topic=topic,
        text=text,
        sources=sources or (source(),),
        confidence=confidence,
        review_by=review_by,
    )


@pytest.mark.parametrize("topic", TOPICS)
def test_what_costs_money_or_a_deadline_is_looked_at_again_sooner(topic: str) -> None:
    days = 90 if topic in AT_STAKE else 180
    known = fact(topic=topic)
    assert review_day(known) == READ + timedelta(days=days)
    assert not is_due(known, READ + timedelta(days=days))
    assert is_due(known, READ + timedelta(days=days + 1))


def test_every_topic_at_stake_is_a_topic() -> None:
    assert set(TOPICS) >= AT_STAKE
    assert {"fee", "cut-off", "eight-days", "last-bill", "bank"} <= AT_STAKE


def test_the_newest_reading_counts_and_a_file_can_only_hurry() -> None:
    known = fact(source(read="2026-01-01"), source(read="2026-11-22"))
    assert review_day(known) == date(2027, 2, 20)
    assert review_day(fact(review_by="2026-12-24")) == date(2026, 12, 24)
    assert review_day(fact(review_by="2029-12-24")) == date(2027, 2, 20)


def test_a_telephone_line_is_looked_at_again_after_half_a_year() -> None:
    name = {"en": "A", "zh": "A", "ja": "A"}
    line = PhoneLine(number="188", languages=("ja",), name=name, sources=(source(),))
    assert review_day(line) == READ + timedelta(days=180)


@pytest.mark.parametrize(
    ("dated", "day", "graded"),
    [
        ("2016-05-19", READ, "medium"),
        ("2024-11-21", READ, "medium"),
        ("2024-11-22", READ, "high"),
        ("2024", READ, "medium"),
        ("2025", READ, "high"),
        (None, READ, "high"),
        (None, date(2028, 11, 23), "medium"),
        ("2026-06-06", date(2028, 6, 7), "medium"),
    ],
)
def test_nothing_older_than_two_years_is_certain(dated: str | None, day: date, graded: str) -> None:
    assert grade(fact(source(dated)), day) == graded
    assert grade(fact(source(dated), confidence="medium"), day) == "medium"


def test_one_newer_page_is_enough() -> None:
    assert grade(fact(source("2016"), source("2026-01")), READ) == "high"


def test_a_month_counts_from_its_first_day() -> None:
    assert page_day(source("2025-09")) == date(2025, 9, 1)
    assert page_day(source("2018")) == date(2018, 1, 1)
