"""What is known at a step: facts, what to ask in their place, lines to call, and how old it is."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.guides.advised import advised
from tui.deadlines.today import TOKYO
from tui.guides.advice import Advice
from tui.guides.facts import PhoneLine, Source
from tui.guides.shipped import content_directory
from tui.plan.advice.facts import StepAdvice, advice_at
from tui.plan.advice.lines import lines_at
from tui.plan.advice.step_advice import step_advice
from tui.text.translation import Words

TODAY = date(2026, 11, 30)
MONDAY_NOON = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)
TOPICS = ("fee", "cut-off", "final-month")


def at(advice: Advice, carrier: str | None, today: date = TODAY) -> StepAdvice:
    return advice_at(TOPICS, advice, advice.carrier(carrier), "postpaid", today, "en")


def line(**fields: object) -> PhoneLine:
    values = {
        "number": "0120-000-000",
        "languages": ("en",),
        "name": {"en": "A line", "zh": "A line", "ja": "A line"},
        "sources": (Source(kind="carrier", read="2026-11-22", url="https://a.example/"),),
        "review_by": "2027-05-22",
        "opens": "09:00",
        "closes": "20:00",
        "on": "weekdays",
    }
    return PhoneLine(**{**values, **fields})  # type: ignore[arg-type]


@pytest.fixture
def shipped() -> Advice:
    return Advice([content_directory()], None)


def test_what_is_not_known_of_a_carrier_is_a_question_to_it(shipped: Advice) -> None:
    asked = {ask.topic for ask in at(shipped, "nuro").asks}
    assert asked == set(TOPICS)
    assert {fact.topic for fact in at(shipped, "rakuten").facts if fact.of_carrier} == set(TOPICS)
    assert at(shipped, "rakuten").asks == ()


def test_a_carriers_own_question_stands_in_place_of_the_general_one(shipped: Advice) -> None:
    (fee,) = [ask for ask in at(shipped, "ymobile").asks if ask.topic == "fee"]
    assert fee.text.startswith("Is there a fee for ending my contract in its first year")


def test_rules_are_about_some_card_types_only(shipped: Advice) -> None:
    found = {
        type: {fact.id for fact in advice_at(("fee",), shipped, None, type, TODAY, "en").facts}
        for type in ("prepaid", "postpaid")
    }
    assert "fee-cap" in found["postpaid"]
    assert "fee-cap" not in found["prepaid"]


def test_one_stale_fact_is_called_so(tmp_path: Path) -> None:
    known = at(Advice([advised(tmp_path)], None), "tanuki")
    assert {fact.id: fact.stale for fact in known.facts} == {
        "young": True,
        "cut-off": False,
        "late": False,
    }
    assert known.old == ""


def test_what_is_old_says_what_to_ask(shipped: Advice) -> None:
    month = {fact.id: fact.ask for fact in at(shipped, "au").facts}
    assert month["final-month-full"] is None
    later = {fact.id: fact.ask for fact in at(shipped, "au", date(2027, 3, 1)).facts}
    assert later["final-month-full"] == "Is the last month charged by the day or in full?"


def test_where_most_is_stale_one_line_says_so_too(shipped: Advice) -> None:
    known = at(shipped, "au", date(2030, 1, 1))
    assert shipped.edition
    assert known.old == shipped.edition.date
    assert all(fact.stale for fact in known.facts)
    assert not any(fact.confidence == "high" for fact in known.facts)
    assert at(shipped, "au").old == ""


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (MONDAY_NOON, "open now"),
        (datetime(2026, 11, 30, 12, 0, tzinfo=UTC), "closed now, opens Tue 1 Dec 09:00"),
        (datetime(2026, 12, 5, 3, 0, tzinfo=UTC), "closed now, opens Mon 7 Dec 09:00"),
        (datetime(2026, 12, 29, 3, 0, tzinfo=UTC), "closed now, opens Mon 4 Jan 09:00"),
    ],
)
def test_a_line_says_whether_it_answers_now_and_when_next(
    shipped: Advice, now: datetime, told: str
) -> None:
    carrier = shipped.carrier("au")
    assert carrier
    carrier = replace(carrier, lines=(line(closed_at_new_year=True),))
    (shown,) = lines_at(("reach",), carrier, shipped, now, Words("en"))
    assert "09:00 to 20:00 Japan time" in shown.told
    assert shown.told.endswith(told)


def test_a_line_without_known_days_is_said_to_be_closed_outside_its_hours(shipped: Advice) -> None:
    carrier = shipped.carrier("au")
    assert carrier
    carrier = replace(carrier, lines=(line(on=None),))
    late = datetime(2026, 11, 30, 23, 31, tzinfo=TOKYO)
    (shown,) = lines_at(("reach",), carrier, shipped, late, Words("en"))
    assert shown.told.endswith("closed now")
    assert "now" not in lines_at(("reach",), carrier, shipped, MONDAY_NOON, Words("en"))[0].told


def test_lines_in_the_readers_language_come_first(shipped: Advice) -> None:
    au = shipped.carrier("au")
    for language, number in (("zh", "0120-959-476"), ("en", "0120-959-472")):
        first, *_ = lines_at(("reach",), au, shipped, MONDAY_NOON, Words(language))
        assert first.number == number


def test_help_lines_say_from_where_they_cannot_be_called(shipped: Advice) -> None:
    known = step_advice(("help",), shipped, None, "postpaid", MONDAY_NOON, Words("en"))
    told = {found.number: found.told for found in known.lines}
    assert "not from prepaid mobiles, IP telephones, abroad" in told["188"]
    assert "Chinese" in told["050-3754-5430"]
    assert step_advice(("fee",), shipped, None, "postpaid", MONDAY_NOON, Words("en")).lines == ()


def test_texts_are_in_the_readers_language(tmp_path: Path) -> None:
    advice = Advice([advised(tmp_path)], None)
    found = advice_at(("fee",), advice, advice.carrier("たぬき"), "dated", TODAY, "ja")
    assert found.facts[0].text.endswith("日")
