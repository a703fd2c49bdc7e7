"""By which day each step and check is to be done, and what happens to days that lie behind."""

from datetime import date, timedelta

from tests.casebook.examples import text
from tests.plan.dated import AU, ENDING, NUMBER, TODAY, answered, card, check, guide, step
from tui.casebook.records import Mark
from tui.deadlines.hours import clock_time
from tui.guides.guide import Due
from tui.plan.days.situation import Situation
from tui.plan.days.timing import A_DAY, Timing, timings

NOW = Situation(TODAY)
BEFORE_FLIGHT = Due(day="departure", days=-7)


def test_a_day_to_come_is_a_day_to_do_it_by() -> None:
    found = timings(card(), guide(step("a", due=(BEFORE_FLIGHT,))), NOW)
    assert found == {"a": Timing("by", date(2026, 12, 11))}


def test_when_the_departure_moves_the_plan_moves() -> None:
    plan = guide(step("a", check("one", Due(day="departure", days=-2)), due=(BEFORE_FLIGHT,)))
    before, after = (timings(card(day), plan, NOW) for day in ("2026-12-18", "2026-12-28"))
    assert {item: found.day - before[item].day for item, found in after.items()} == {
        "a": timedelta(days=10),
        "a/one": timedelta(days=10),
    }


def test_without_a_departure_nothing_has_a_day() -> None:
    plan = guide(step("a", due=(BEFORE_FLIGHT,)))
    assert timings(card(None), plan, NOW) == timings(card("unknown"), plan, NOW) == {}


def test_a_day_that_passed_since_the_card_was_begun_is_late() -> None:
    plan = guide(step("a", due=(Due(day="departure", days=-24),)))
    assert timings(card(), plan, NOW)["a"] == Timing("late", date(2026, 11, 24))


def test_a_day_before_the_card_was_begun_is_now_and_never_late() -> None:
    plan = guide(step("a", due=(Due(day="departure", days=-24),)))
    begun_later = card(begun="2026-11-25T01:00:00+00:00")
    for days in range(4):
        today = TODAY + timedelta(days=days)
        assert timings(begun_later, plan, Situation(today))["a"] == Timing("now", today)


def test_what_has_passed_is_laid_into_the_days_left_by_harm_three_a_day() -> None:
    checks = [
        check(f"c{harm}", Due(day="departure", days=-30), harm=harm) for harm in range(7, 0, -1)
    ]
    plan = guide(step("a", *checks))
    found = timings(card(begun="2026-11-27T01:00:00+00:00"), plan, NOW)
    days = {item: (timing.kind, (timing.day - TODAY).days) for item, timing in found.items()}
    assert days == {
        "a/c1": ("now", 0),
        "a/c2": ("now", 0),
        "a/c3": ("now", 0),
        "a/c4": ("by", 1),
        "a/c5": ("by", 1),
        "a/c6": ("by", 1),
        "a/c7": ("by", 2),
    }


def test_what_does_not_fit_three_a_day_is_laid_closer_and_before_the_flight() -> None:
    checks = [check(f"c{number}", Due(day="departure", days=-30)) for number in range(20)]
    flight = TODAY + timedelta(days=4)
    found = timings(
        card(flight.isoformat(), begun="2026-11-27T01:00:00+00:00"), guide(step("a", *checks)), NOW
    )
    by_day = [sum(t.day == TODAY + timedelta(days=n) for t in found.values()) for n in range(4)]
    assert sum(by_day) == 20
    assert by_day == [5, 5, 5, 5]
    assert max(timing.day for timing in found.values()) < flight
    assert by_day[0] > A_DAY


def test_too_late_is_said_with_what_to_do_instead() -> None:
    instead = text("ask about the fee")
    plan = guide(step("a", check("right", Due(day="contract-received", days=7, too_late=instead))))
    found = timings(card(contract_received="2026-11-01"), plan, NOW)
    assert found["a/right"] == Timing("too-late", date(2026, 11, 8), instead=instead)
    assert timings(card(contract_received="2026-11-25"), plan, NOW)["a/right"].kind == "by"


def test_what_opens_something_is_not_before_its_day_and_never_late() -> None:
    plan = guide(step("a", check("esim", Due(day="line-end", days=1, opens=True))))
    assert timings(card(line_end="2026-12-10"), plan, NOW)["a/esim"] == Timing(
        "from", date(2026, 12, 11)
    )
    assert timings(card(line_end="2026-11-20"), plan, NOW)["a/esim"].kind == "now"


def test_the_end_of_the_line_is_planned_from_the_flight_where_nobody_has_said_it() -> None:
    plan = guide(step("a", due=(Due(day="apply-by"),)), step("b", due=(Due(day="line-end"),)))
    found = timings(card(), plan, Situation(TODAY, AU))
    assert found["a"] == Timing("by", date(2026, 12, 17), clock_time("21:10"), ends=True)
    assert found["b"].day == date(2026, 12, 17)
    assert timings(card(line_end="2026-12-01"), plan, NOW)["b"].day == date(2026, 12, 1)


def test_a_flight_tomorrow_or_today_is_never_too_late_to_ask_today() -> None:
    instead = text("ask all the same")
    plan = guide(step("a", due=(Due(day="apply-by", too_late=instead),)))
    hurried = card("2026-11-28", begun="2026-11-27T01:00:00+00:00")
    for days in (0, 1, 2):
        today = TODAY + timedelta(days=days)
        found = timings(hurried, plan, Situation(today, AU))["a"]
        assert (found.kind, found.day) == ("by", today)


def test_the_end_that_a_carrier_confirmed_can_be_too_late_to_change() -> None:
    instead = text("ask all the same")
    plan = guide(step("a", due=(Due(day="apply-by", too_late=instead),)))
    ended = card("2026-12-18", line_end="2026-11-20")
    assert timings(ended, plan, Situation(TODAY, AU))["a"].instead == instead


def test_a_day_can_be_counted_from_the_day_another_step_was_done() -> None:
    plan = guide(step("ask"), step("look", due=(Due(day="step:ask", days=14),)))
    done = Mark("ask", "done", by="mika", at="2026-11-20T20:00:00+00:00")
    # It was the 21st in Japan by then.
    assert timings(card(None, done), plan, NOW)["look"].day == date(2026, 12, 5)


def test_what_is_settled_has_no_day_and_neither_have_the_checks_of_a_settled_step() -> None:
    plan = guide(step("a", check("one", BEFORE_FLIGHT), check("two", BEFORE_FLIGHT)))
    assert set(timings(card(None, Mark("a/one", "done")), plan, NOW)) == set()
    assert set(timings(card("2026-12-18", Mark("a/one", "done")), plan, NOW)) == {"a/two"}
    skipped = Mark("a", "skipped", reason="no need")
    assert timings(card("2026-12-18", skipped), plan, NOW) == {}


def test_what_lies_after_the_day_a_step_was_done_is_still_to_be_done() -> None:
    plan = guide(
        step("a", check("before", BEFORE_FLIGHT), check("after", Due(day="step:a", days=30)))
    )
    done = Mark("a", "done", at="2026-12-12T01:00:00+00:00")
    found = timings(card("2026-12-18", done), plan, Situation(date(2026, 12, 12)))
    assert found == {"a/after": Timing("by", date(2027, 1, 11))}
    seen = Mark("a/after", "done", at="2026-12-13T01:00:00+00:00")
    assert timings(card("2026-12-18", done, seen), plan, Situation(date(2026, 12, 13))) == {}


def test_what_waits_is_asked_for_on_its_day() -> None:
    plan = guide(step("a", due=(BEFORE_FLIGHT,)))
    waiting = Mark("a", "waiting", follow_up="2026-11-30")
    assert timings(card("2026-12-18", waiting), plan, NOW)["a"] == Timing("ask", date(2026, 11, 30))
    late = Situation(date(2026, 12, 1))
    assert timings(card("2026-12-18", waiting), plan, late)["a"].kind == "late"


def test_what_is_not_there_for_a_card_has_no_day() -> None:
    plan = guide(step("a", due=(BEFORE_FLIGHT,), when=ENDING), questions=(NUMBER,))
    assert set(timings(card("2026-12-18", answered("end")), plan, NOW)) == {"a"}
    assert timings(card("2026-12-18", answered("keep")), plan, NOW) == {}


def test_cards_that_share_a_guide_do_not_share_days() -> None:
    plan = guide(step("a", due=(BEFORE_FLIGHT, Due(day="end-of-stay", days=-21))))
    first = card("2026-12-18")
    second = card("2026-12-18", end_of_stay="2026-12-20")
    assert timings(first, plan, NOW)["a"].day == date(2026, 12, 11)
    assert timings(second, plan, NOW)["a"].day == date(2026, 11, 29)
    assert timings(first, plan, NOW)["a"].day == date(2026, 12, 11)
