"""What is still to come, and what proves that a step is done, on a screen of 80 by 24."""

import pytest

from tests.screens.running import Screen, running
from tui.casebook.draft import Draft
from tui.desk import Desk

BILL, PROVED = "confirm-done/statement-30", "fill-form"
LAST_BILL = {
    "en": "Last bill, about ¥3,300",
    "zh": "最后一期账单，约3,300日元",
    "ja": "最後の請求、約3,300円",
}
NO_PROOF = {"en": "no proof kept", "zh": "没存凭证", "ja": "控えなし"}
DONE = {"en": "All done.", "zh": "全部办完。", "ja": "すべて完了です。"}
OPEN = {"en": "All steps are done.", "zh": "步骤都办完了。", "ja": "手順はすべて完了しました。"}
LANGUAGES = ("en", "zh", "ja")


@pytest.fixture
def ended(desk: Desk) -> Desk:
    """A line that ends on 21 December, all of it done but the form and the end; a letter came."""
    guide = desk.library.guide("postpaid")
    assert guide is not None
    desk.casebook.add_card(
        guide,
        "My docomo",
        departure="2026-12-21",
        line_end="2026-12-21",
        monthly_charge=3300,
    )
    items = [step.id for step in guide.steps if step.id not in (PROVED, "confirm-done")]
    items += [
        f"{step.id}/{check.id}"
        for step in guide.steps
        for check in step.checks
        if not check.expects
    ]
    desk.casebook.mark(1, items, "done")
    draft = Draft(original=b"A-1", text="A-1", kind="mail", subject="解約受付", date="2026-11-20")
    desk.casebook.keep(1, draft)
    return desk


async def at(screen: Screen, item: str) -> None:
    screen.main.point_at(item)
    await screen.settle()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_tick_asks_for_its_proof_and_one_key_takes_it(ended: Desk, language: str) -> None:
    async with running(ended, language) as screen:
        await at(screen, PROVED)
        await screen.press("space")
        assert "解約受付" in screen.line(" 1 ")
        assert NO_PROOF[language] in screen.line(" 2 ")
        await screen.press("2")
        assert NO_PROOF[language] in screen.line(">  ✓")
        await screen.press("r", "1")
        assert NO_PROOF[language] not in screen.line(">  ✓")
        assert ended.casebook.card(1).mark(PROVED).proof == 1


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_last_bill_is_seen_or_its_letter_opens(ended: Desk, language: str) -> None:
    async with running(ended, language) as screen:
        await at(screen, BILL)
        assert LAST_BILL[language] in screen.text
        await screen.press("space", "2")
        assert "ご請求内容についての異議" in screen.text
        await screen.press("escape")
        mark = ended.casebook.card(1).mark(BILL)
        assert (mark.state, mark.outcome) == ("waiting", "wrong")
        await at(screen, BILL)
        await screen.press("space", "1")
        assert ended.casebook.card(1).mark(BILL).state == "done"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_all_is_done_when_nothing_is_to_come_any_more(ended: Desk, language: str) -> None:
    ended.casebook.mark(1, [PROVED, "confirm-done"], "done")
    async with running(ended, language) as screen:
        assert OPEN[language] in screen.text
        assert DONE[language] not in screen.text
        guide = ended.guide(ended.casebook.card(1))
        rest = [f"{s.id}/{c.id}" for s in guide.steps for c in s.checks if c.expects]
        ended.casebook.mark(1, rest, "done")
        screen.main.show_everything(1)
        await screen.settle()
        assert DONE[language] in screen.text
        assert OPEN[language] not in screen.text
        ended.casebook.prove(1, PROVED, 1)
        ended.casebook.prove(1, "confirm-done", 1)
        screen.main.show_everything(1)
        await screen.settle()
        assert NO_PROOF[language] not in screen.text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_is_due_has_the_last_bill_as_a_row_of_its_own(
    ended: Desk, language: str
) -> None:
    async with running(ended, language) as screen:
        await screen.press("d")
        assert LAST_BILL[language] in screen.text


async def test_a_board_can_be_narrowed_to_what_is_done_without_proof(ended: Desk) -> None:
    guide = ended.library.guide("prepaid")
    assert guide is not None
    ended.casebook.add_card(guide, "Trip SIM")
    ended.casebook.mark(1, PROVED, "done")
    async with running(ended, size=(140, 24)) as screen:
        await screen.press("b")
        assert "no proof" in screen.line("card no")
        await screen.press("f", "4")
        assert "My docomo" in screen.text
        assert "Trip SIM" not in screen.text


async def test_a_card_is_not_closed_without_saying_what_is_to_come(ended: Desk) -> None:
    ended.casebook.mark(1, [PROVED, "confirm-done"], "done")
    async with running(ended) as screen:
        await screen.press("c")
        assert "things are still to come." in screen.text
