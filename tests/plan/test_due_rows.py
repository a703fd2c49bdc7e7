"""The rows of what is due: what costs money or a right stands behind nothing else."""

from tests.plan.test_days_hold import Tried, tried
from tui.plan.days.due import DueItem, by_card, by_step, due_items


def due_of(of: Tried) -> list[DueItem]:
    return due_items([of.card], lambda _: of.guide, lambda _: of.situation)


def test_no_day_that_costs_is_folded_behind_another() -> None:
    seen = 0
    for of in tried():
        items = due_of(of)
        rows = by_step(items)
        firsts = {(row.first.row, row.first.timing.day) for row in rows if row.first.timing.costs}
        for item in items:
            if item.timing.costs:
                assert (item.row, item.timing.day) in firsts
                seen += 1
    assert seen > 400


def test_nothing_due_is_left_out_of_the_rows() -> None:
    for of in tried()[:500]:
        items = due_of(of)
        assert sum(1 + row.checks for row in by_step(items)) == len(items)
        assert [row.first.card.id for row in by_card(items)] == [of.card.id] * bool(items)
