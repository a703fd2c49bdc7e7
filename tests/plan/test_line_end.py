"""When a line had best end, and until when to ask: the cases of an adviser, with their dates."""

from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.plan.dated import card
from tui.deadlines.today import TOKYO
from tui.guides.advice import Advice
from tui.guides.facts import Carrier
from tui.guides.shipped import content_directory
from tui.plan.days.line_end import (
    CHOSEN,
    CONFIRMED,
    HELD,
    PLANNED,
    UNKNOWN,
    PlannedEnd,
    planned_end,
)
from tui.plan.days.situation import Situation


@cache
def shipped() -> Advice:
    return Advice((content_directory(),), Path("/nonexistent/cache.json"))


def carrier(id: str) -> Carrier:
    found = shipped().carrier(id)
    assert found is not None, id
    return found


def end_of(id: str, now: datetime, flight: str, **fields: str | int) -> PlannedEnd:
    begun = now.isoformat()
    moved: dict[str, Any] = {"codes": "none", **fields}
    of = card(flight, begun=begun, **moved)
    known = shipped().carrier(id)
    found = planned_end(of, Situation(now.astimezone(TOKYO).date(), known, now))
    assert found is not None
    return found


class Case(NamedTuple):
    name: str
    carrier: str
    now: str
    flight: str
    ask: str
    ends: str
    latest: str
    others: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    until: str | None = None
    ask_from: str | None = None


CASES = (
    Case(
        "1",
        "docomo",
        "2026-12-01",
        "2026-12-21",
        "2026-12-20",
        "2026-12-20",
        "2026-12-21",
        ("2026-12-18",),
    ),
    Case(
        "2",
        "docomo",
        "2026-11-20",
        "2026-12-05",
        "2026-12-04",
        "2026-12-04",
        "2026-12-07",
        ("2026-11-27",),
    ),
    Case(
        "3",
        "au",
        "2026-11-30T21:00",
        "2026-12-03",
        "2026-11-30",
        "2026-11-30",
        "2026-11-30",
        ("2026-12-02",),
        until="21:10",
    ),
    Case(
        "4",
        "au",
        "2026-11-30T21:30",
        "2026-12-03",
        "2026-12-02",
        "2026-12-02",
        "2026-12-02",
        until="21:10",
    ),
    Case(
        "5",
        "softbank",
        "2026-12-30T21:00",
        "2027-01-02",
        "2026-12-31",
        "2026-12-31",
        "2027-01-04",
        ("2027-01-01",),
        until="20:00",
    ),
    Case(
        "6",
        "softbank",
        "2027-03-01",
        "2027-03-28",
        "2027-03-27",
        "2027-03-27",
        "2027-03-27",
        ("2027-03-20",),
        (("closing_day", "20"),),
        until="20:00",
    ),
    Case(
        "7",
        "rakuten",
        "2027-03-01",
        "2027-04-02",
        "2027-04-01",
        "2027-04-01",
        "2027-04-01",
        ("2027-03-31",),
    ),
    Case(
        "8",
        "ahamo",
        "2027-03-01",
        "2027-04-02",
        "2027-03-30",
        "2027-03-30",
        "2027-03-31",
        ("2027-04-01",),
    ),
    Case(
        "9",
        "uq",
        "2027-03-01",
        "2027-03-20",
        "2027-03-19",
        "2027-03-19",
        "2027-03-19",
        until="21:10",
    ),
    Case(
        "10",
        "mineo",
        "2027-03-01",
        "2027-04-02",
        "2027-04-01",
        "2027-04-01",
        "2027-04-01",
        until="21:00",
    ),
    Case(
        "11",
        "iijmio",
        "2027-03-01",
        "2027-03-15",
        "2027-03-14",
        "2027-03-31",
        "2027-03-31",
        ask_from="2027-03-01",
    ),
    Case(
        "12",
        "sakura",
        "2027-03-01",
        "2027-04-10",
        "2027-04-09",
        "2027-04-30",
        "2027-04-30",
        ("2027-03-31",),
        ask_from="2027-03-26",
    ),
    Case(
        "13",
        "sakura",
        "2026-12-01",
        "2027-01-30",
        "2027-01-25",
        "2027-01-31",
        "2027-01-31",
        ("2026-12-31",),
        ask_from="2026-12-26",
    ),
    Case(
        "14",
        "sakura",
        "2026-12-26",
        "2026-12-31",
        "2026-12-30",
        "2027-01-31",
        "2027-01-31",
        ask_from="2026-12-26",
    ),
    Case(
        "15",
        "docomo",
        "2026-12-20",
        "2027-01-04",
        "2027-01-03",
        "2027-01-03",
        "2027-01-04",
        ("2026-12-25",),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_end_is_the_one_that_an_adviser_would_take(case: Case) -> None:
    now = datetime.fromisoformat(case.now if "T" in case.now else f"{case.now}T12:00")
    found = end_of(case.carrier, now.replace(tzinfo=TOKYO), case.flight, **dict(case.fields))
    assert found.state == PLANNED
    end = found.end
    assert end is not None
    assert [end.ask_by, end.ends, end.latest] == [
        date.fromisoformat(day) for day in (case.ask, case.ends, case.latest)
    ]
    offered = {other.ends.isoformat() for other in found.others}
    assert set(case.others) <= offered, found.others
    assert end.until == (time.fromisoformat(case.until) if case.until else None)
    if case.ask_from:
        assert end.ask_from.isoformat() == case.ask_from


def test_an_early_end_is_taken_only_where_it_pays_and_is_offered_with_its_price() -> None:
    sakura = end_of("sakura", noon(2027, 3, 1), "2027-04-10", monthly_charge=3000)
    early = next(end for end in sakura.others if end.ends == date(2027, 3, 31))
    assert (early.ask_by, early.saves, early.nights) == (date(2027, 3, 25), 1, 10)
    assert sakura.end is not None
    assert (early.price, sakura.end.price) == (3_000, 6_000)
    rakuten = end_of("rakuten", noon(2027, 3, 1), "2027-04-02")
    (early,) = rakuten.others
    assert rakuten.end is not None
    assert (early.nights, early.price, rakuten.end.price) == (2, 1_078, 2 * 1_078)


def test_a_phone_bill_of_next_to_nothing_is_no_reason_to_be_without_a_phone() -> None:
    dear = end_of("au", noon(2026, 11, 30), "2026-12-03", monthly_charge=7000).end
    cheap = end_of("au", noon(2026, 11, 30), "2026-12-03", monthly_charge=1500).end
    assert dear is not None
    assert cheap is not None
    assert (dear.ends, cheap.ends) == (date(2026, 11, 30), date(2026, 12, 2))


def test_nothing_is_ended_while_codes_come_to_the_number() -> None:
    held = end_of("au", noon(2026, 11, 30), "2026-12-03", codes="Yucho, Line")
    assert (held.state, held.end) == (HELD, None)
    assert date(2026, 12, 2) in {end.ends for end in held.others}


def test_codes_that_were_not_asked_for_do_not_hold_up_the_plan() -> None:
    asked = end_of("au", noon(2026, 11, 30), "2026-12-03", codes="")
    assert asked.end is not None
    assert asked.end.ends == date(2026, 11, 30)


@pytest.mark.parametrize("id", ["gtn", "hanacell", "nobody knows it"])
def test_an_end_that_is_not_known_is_asked_for_at_once_or_35_days_before(id: str) -> None:
    far = end_of(id, noon(2026, 11, 30), "2027-02-01")
    near = end_of(id, noon(2026, 11, 30), "2026-12-20")
    assert (far.state, far.end, far.ask_by) == (UNKNOWN, None, date(2026, 12, 28))
    assert near.ask_by == date(2026, 11, 30)


def test_goods_that_end_a_contract_are_back_before_the_flight() -> None:
    japasim = end_of("japasim", noon(2027, 3, 1), "2027-03-20").end
    assert japasim is not None
    assert (japasim.ends, japasim.ask_by) == (date(2027, 3, 31), date(2027, 3, 19))


def test_the_fee_of_a_young_contract_is_in_the_price_until_its_year_is_over() -> None:
    prices = {
        day: end_of("rakuten", noon(2026, 12, 1), day, contract_start="2025-12-15").end
        for day in ("2026-12-16", "2026-12-17")
    }
    assert {day: end.price if end else None for day, end in prices.items()} == {
        "2026-12-16": 2 * 1_078,
        "2026-12-17": 1_078,
    }


def test_a_chosen_end_is_taken_and_a_confirmed_one_wins() -> None:
    now = noon(2027, 3, 1)
    chosen = end_of("sakura", now, "2027-04-10", chosen_end="2027-03-31")
    assert chosen.end is not None
    assert (chosen.state, chosen.end.ask_by) == (CHOSEN, date(2027, 3, 25))
    assert date(2027, 4, 30) in {end.ends for end in chosen.others}
    both = end_of("sakura", now, "2027-04-10", chosen_end="2027-03-31", line_end="2027-04-30")
    assert both.end is not None
    assert (both.state, both.end.ends) == (CONFIRMED, date(2027, 4, 30))


def test_a_chosen_end_that_cannot_be_had_any_more_is_said() -> None:
    gone = end_of("sakura", noon(2027, 3, 26), "2027-04-10", chosen_end="2027-03-31")
    assert (gone.state, gone.gone) == (PLANNED, date(2027, 3, 31))
    assert gone.end is not None
    assert gone.end.ends == date(2027, 4, 30)


@pytest.mark.parametrize("id", sorted(carrier.id for carrier in shipped().carriers))
def test_no_end_lies_behind_the_last_day_to_ask_for_it_and_none_can_be_asked_for_in_the_past(
    id: str,
) -> None:
    if carrier(id).ending is None:
        return
    for days in (*range(70), 100, 200, 400):
        for hour in (0, 12, 23):
            now = datetime(2026, 12, 1, hour, 30, tzinfo=TOKYO)
            flight = (now.date() + timedelta(days=days)).isoformat()
            for closing in ("10", "20", "month-end"):
                found = end_of(id, now, flight, closing_day=closing)
                assert found.end is not None
                for end in (found.end, *found.others):
                    assert now.date() <= end.ask_from <= end.ask_by <= end.ends <= end.latest
                    if end.until is not None and end.ask_by == now.date():
                        assert now.time() < end.until
                assert len({end.ends for end in found.others} - {found.end.ends}) == len(
                    found.others
                )


def noon(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 12, tzinfo=TOKYO)
