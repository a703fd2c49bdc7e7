"""What needs a proof, and what is still to come, with a stand-in where the page would be."""

from typing import Any

import pytest

from tests.screens.acts.stand_in import StandIn
from tests.screens.running import KEN, add_card, desk_at
from tui.casebook.draft import Draft
from tui.casebook.records import Mark
from tui.desk import Desk
from tui.screens.acts import marks, undo
from tui.screens.pages.letter import LetterPage
from tui.screens.sitting import Sitting
from tui.text.translation import Words

STEP, BILL, DEPOSIT = "fill-form", "confirm-done/statement-30", "confirm-done/deposit-back"


@pytest.fixture
def at(desk: Desk) -> StandIn:
    number = add_card(desk)
    desk.casebook.edit_card(number, {"deposit": (None, 5000)})
    made = StandIn(Sitting(desk, Words("en")), number)
    made.item = STEP
    return made


def keep(at: StandIn, subject: str, date: str, kind: str = "mail") -> None:
    body = f"{subject} {date}"
    draft = Draft(original=body.encode(), text=body, kind=kind, subject=subject, date=date)
    at.show_card(at.sitting.desk.casebook.keep(1, draft))


def mark(at: StandIn, item: str = STEP) -> Mark:
    return at.sitting.desk.casebook.card(1).mark(item)


def offered(page: Any) -> list[str]:
    return [key for key, _ in page._answers]


async def test_the_letters_that_fit_are_offered_the_newest_first_and_one_key_takes_one(
    at: StandIn,
) -> None:
    keep(at, "お知らせ", "2026-11-22")
    keep(at, "解約受付のお知らせ", "2026-11-20")
    keep(at, "解約お申し込みの受付", "2026-11-21")
    keep(at, "internal", "2026-11-23", kind="memo")
    await marks.tick(at.is_asked(["2"]))
    assert offered(at.asked[-1]) == ["3", "2", "1", "none"]
    assert (mark(at).state, mark(at).proof) == ("done", 2)
    await undo.undo(at)
    assert (mark(at).state, mark(at).proof) == ("done", None)
    await undo.undo(at)
    assert mark(at).state == "open"


@pytest.mark.parametrize("answer", ["none", None])
async def test_without_a_letter_it_is_done_all_the_same(at: StandIn, answer: str | None) -> None:
    keep(at, "解約受付", "2026-11-20")
    await marks.tick(at.is_asked([answer]))
    assert (mark(at).state, mark(at).proof) == ("done", None)
    assert at.plan is not None
    step = at.plan.step(STEP)
    assert step is not None
    assert step.unproven


async def test_where_nothing_fits_nothing_is_asked_and_it_says_what_to_keep(at: StandIn) -> None:
    await marks.tick(at)
    assert mark(at).state == "done"
    assert at.asked == []
    assert "No proof kept yet: keep the acceptance number" in at.footer_said


async def test_it_is_marked_before_the_question_is_asked(at: StandIn) -> None:
    keep(at, "解約受付", "2026-11-20")
    seen: list[str] = []

    async def ask(page: Any) -> str | None:
        seen.append(desk_at(at.sitting.desk.places.home, KEN).casebook.card(1).mark(STEP).state)
        return None

    at.ask = ask  # type: ignore[method-assign]
    await marks.tick(at)
    assert seen == ["done"]


async def test_a_letter_that_comes_later_is_named_with_a_key(at: StandIn) -> None:
    await marks.prove(at)
    assert at.footer_said == "Only what is done has a proof: tick it first."
    await marks.tick(at)
    keep(at, "解約受付", "2026-11-20")
    await marks.prove(at.is_asked(["1"]))
    assert mark(at).proof == 1
    await marks.prove(at.is_asked(["none"]))
    assert mark(at).proof is None


async def test_the_bill_as_it_should_be_is_seen_with_one_key(at: StandIn) -> None:
    at.item = BILL
    await marks.tick(at.is_asked(["as-due"]))
    assert mark(at, BILL).state == "done"
    await marks.tick(at)
    assert mark(at, BILL).state == "open"


async def test_left_open_it_is_left_as_it_was(at: StandIn) -> None:
    at.item = BILL
    await marks.tick(at.is_asked([None]))
    assert mark(at, BILL).state == "open"


@pytest.mark.parametrize(
    ("item", "outcome", "letter"), [(BILL, "wrong", "objection"), (DEPOSIT, "missing", "refund")]
)
async def test_what_is_amiss_waits_and_its_letter_opens_filled_in(
    at: StandIn, item: str, outcome: str, letter: str
) -> None:
    at.item = item
    await marks.tick(at.is_asked([outcome, None]))
    now = mark(at, item)
    assert (now.state, now.outcome, now.follow_up) == ("waiting", outcome, "2026-12-08")
    page = at.asked[-1]
    assert isinstance(page, LetterPage)
    assert page._letter.id == letter
    assert letter != "refund" or "5,000円" in page._made.japanese


async def test_a_confirmation_can_be_named_where_it_is_ticked(at: StandIn) -> None:
    keep(at, "解約手続き完了のお知らせ", "2026-11-20")
    at.item = "confirm-done/confirmation-kept"
    await marks.tick(at.is_asked(["1"]))
    assert mark(at, at.item).proof == 1
    at.item = "confirm-done"
    asked = len(at.asked)
    await marks.tick(at.is_asked(["yes"]))
    # The letter of its check proves the step: nothing is asked again but its order.
    assert all(offered(page)[-1] != "none" for page in at.asked[asked:])
    assert at.plan is not None
    step = at.plan.step("confirm-done")
    assert step is not None
    assert not step.unproven
