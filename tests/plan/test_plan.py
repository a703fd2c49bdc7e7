"""A card's plan: its steps with texts and states."""

from tests.casebook.examples import GUIDE, casebook
from tests.casebook.memory import MemoryStore
from tui.plan.plan import plan, progress


def test_a_plan_has_the_guides_steps_in_order_with_their_states() -> None:
    book = casebook(MemoryStore())
    card = book.mark(book.add_card(GUIDE, "x").id, "settle-dues", "done")
    made = plan(card, GUIDE, "en")
    assert [(step.number, step.id, step.mark.state) for step in made.steps] == [
        (1, "check-dates", "open"),
        (2, "settle-dues", "done"),
        (3, "contact-carrier", "open"),
    ]


def test_progress_counts_steps_and_leaves_out_what_is_not_applicable() -> None:
    book = casebook(MemoryStore())
    card = book.add_card(GUIDE, "x").id
    book.mark(card, "check-dates", "not-applicable")
    book.mark(card, "settle-dues", "skipped", reason="none owed")
    counted = progress(book.mark(card, "check-dates/one", "done"), GUIDE)
    assert (counted.done, counted.total, counted.skipped) == (0, 2, 1)
    assert not counted.complete
    assert progress(book.mark(card, "contact-carrier", "done"), GUIDE).complete


def test_the_next_step_is_the_first_open_one_or_else_the_first_that_waits() -> None:
    book = casebook(MemoryStore())
    card = book.add_card(GUIDE, "x").id
    marked = book.mark(card, "check-dates", "waiting")
    next_step = plan(marked, GUIDE, "en").next_step
    assert next_step is not None
    assert next_step.id == "settle-dues"
    waiting = plan(book.mark(card, ["settle-dues", "contact-carrier"], "done"), GUIDE, "en")
    assert waiting.next_step is not None
    assert waiting.next_step.id == "check-dates"
    assert plan(book.mark(card, "check-dates", "done"), GUIDE, "en").next_step is None


def test_without_a_card_the_guide_is_there_to_read() -> None:
    made = plan(None, GUIDE, "ja")
    assert made.card is None
    assert {step.mark.state for step in made.steps} == {"open"}
    assert len(made.introduction) == 6
