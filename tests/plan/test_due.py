"""What is due on all cards, in order; what to bring on one trip."""

from datetime import date

from tests.plan.dated import AU, TODAY, card, check, guide, step
from tui.casebook.errors import NotACasebook
from tui.casebook.records import Card, Holder, Mark
from tui.guides.guide import Due, Guide
from tui.plan.days.due import due_items, todays, trips
from tui.plan.days.situation import Situation

PLAN = guide(
    step("look", check("late", Due(day="departure", days=-25))),
    step(
        "go",
        check("id", bring=True),
        check("pin", bring=True),
        check("soon", Due(day="departure", days=-20), harm=1),
        due=(Due(day="departure", days=-10),),
    ),
)


def guide_of(_: Card) -> Guide:
    return PLAN


def situation_of(_: Card) -> Situation:
    return Situation(TODAY, AU)


def test_what_is_late_comes_first_then_by_day() -> None:
    items = due_items([card()], guide_of, situation_of)
    assert [(item.item, item.timing.kind, item.overdue) for item in items] == [
        ("look/late", "late", True),
        ("go/soon", "by", False),
        ("go", "by", False),
    ]
    assert [item.step for item in items] == ["look", "go", "go"]
    assert items[1].title("en") == "soon title"


def test_only_what_is_due_within_some_days() -> None:
    items = due_items([card()], guide_of, situation_of, until=date(2026, 11, 29))
    assert [item.item for item in items] == ["look/late", "go/soon"]


def test_of_what_is_to_be_done_now_the_greater_harm_comes_first() -> None:
    fresh = card(begun="2026-11-27T01:00:00+00:00", departure="2026-12-10")
    items = due_items([fresh], guide_of, situation_of)
    assert [(item.item, item.timing.kind) for item in items] == [
        ("go/soon", "now"),
        ("look/late", "now"),
        ("go", "by"),
    ]
    assert [item.item for item in todays(items, TODAY)] == ["go/soon", "look/late"]


def test_closed_cards_and_cards_with_a_damaged_guide_hold_up_nobody() -> None:
    def damaged(one: Card) -> Guide:
        if one.id == 2:
            raise NotACasebook("lost")
        return PLAN

    closed = card()._replace(id=3, closed_at="2026-11-20T01:00:00+00:00")
    items = due_items([card()._replace(id=2), closed, card()], damaged, situation_of)
    assert {item.card.id for item in items} == {1}
    assert [
        trip.card.id for trip in trips([card()._replace(id=2), card()], damaged, situation_of, "en")
    ] == [1]


def test_what_to_bring_is_what_is_still_to_be_got_by_holder() -> None:
    anna = card()._replace(id=2, holder=Holder(2, "Anna"))
    got = card("2026-12-18", Mark("go/id", "done"))
    found = trips([got, anna], guide_of, situation_of, "en")
    assert [(trip.card.holder.name, trip.titles) for trip in found] == [
        ("Anna", ("id title", "pin title")),
        ("Lin", ("pin title",)),
    ]
    assert trips([card("2026-12-18", Mark("go", "done"))], guide_of, situation_of, "en") == []
