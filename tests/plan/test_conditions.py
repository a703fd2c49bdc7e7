"""Which steps and checks there are for a card, and which cannot start yet."""

import pytest

from tests.plan.dated import AU, ENDING, KEEPING, NUMBER, TODAY, answered, card, check, guide, step
from tui.casebook.records import Mark
from tui.guides.guide import Due, When
from tui.plan.days.known_days import days_of
from tui.plan.days.situation import Situation
from tui.plan.plan import Plan, plan

BRANCHED = guide(
    step("decide"),
    step("move", when=KEEPING),
    step("request", check("esim", when=When(answers={"sim": ("esim",)})), when=ENDING),
    step("confirm", after=("request",)),
    questions=(NUMBER,),
)


def ids(made: Plan) -> list[str]:
    return [step.id for step in made.steps]


def planned(*marks: Mark) -> Plan:
    return plan(card("2026-12-18", *marks), BRANCHED, "en", Situation(TODAY))


def test_what_was_not_said_yet_counts_as_unknown() -> None:
    assert ids(planned()) == ["decide", "request", "confirm"]
    assert ids(plan(None, BRANCHED, "en")) == ["decide", "request", "confirm"]


def test_an_answer_brings_its_steps_and_numbers_follow() -> None:
    made = planned(answered("keep"))
    assert [(step.number, step.id) for step in made.steps] == [
        (1, "decide"),
        (2, "move"),
        (3, "confirm"),
    ]
    assert made.progress.total == 3


def test_a_step_that_was_marked_stays_whatever_is_answered_later() -> None:
    done = Mark("request", "done", by="mika", at="2026-11-20T01:00:00+00:00")
    assert ids(planned(answered("keep"), done)) == ["decide", "move", "request", "confirm"]


def test_a_question_waits_until_it_is_answered() -> None:
    assert [asked.id for asked in planned().unanswered] == ["number"]
    made = planned(answered("keep"))
    assert made.unanswered == ()
    assert made.questions[0].answer is not None
    assert made.questions[0].answer.title == "it is kept"


def test_an_answer_that_the_guide_no_longer_has_is_asked_for_again() -> None:
    assert [asked.id for asked in planned(answered("sell")).unanswered] == ["number"]


def test_conditions_on_payment_handset_and_carrier() -> None:
    conditional = guide(
        step("bank", when=When(payment=("account", "unknown"))),
        step("return", when=When(handset=("return-programme",))),
        step("only-au", when=When(carrier=("au",))),
    )
    known = Situation(TODAY, AU)
    assert ids(plan(card(), conditional, "en", known)) == ["bank", "only-au"]
    paid = card(payment="card", handset="return-programme")
    assert ids(plan(paid, conditional, "en", Situation(TODAY))) == ["return"]
    # A carrier of which nothing is known goes by what was written.
    assert "only-au" in ids(plan(card(carrier="AU"), conditional, "en", Situation(TODAY)))


def test_a_step_cannot_start_before_the_ones_it_comes_after() -> None:
    assert planned().steps[-1].blocked_by == (2,)
    settled = Mark("request", "skipped", reason="moved")
    assert planned(settled).steps[-1].blocked_by == ()
    # A step that is not there keeps nothing back.
    assert planned(answered("keep")).steps[-1].blocked_by == ()


def test_a_closed_card_has_no_days() -> None:
    dated = guide(step("decide", due=(Due(day="departure"),)))
    shut = card()._replace(closed_at="2026-11-20T01:00:00+00:00")
    assert plan(card(), dated, "en", Situation(TODAY)).steps[0].timing is not None
    assert plan(shut, dated, "en", Situation(TODAY)).steps[0].timing is None


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-11-30T14:59:59.999999+00:00", "2026-11-30"),
        ("2026-11-30T15:00:00.000000+00:00", "2026-12-01"),
        ("2026-12-31T15:00:00+00:00", "2027-01-01"),
        ("2026-11-30T23:30:00+09:00", "2026-11-30"),
    ],
)
def test_a_card_is_begun_on_the_day_it_is_in_japan(moment: str, day: str) -> None:
    assert days_of(card(begun=moment), Situation(TODAY)).begun.isoformat() == day
