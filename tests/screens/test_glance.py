"""A card at a glance: opened once for a new card, counted above its steps, answered by the line."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.screens.dated import dated_desk
from tests.screens.running import Screen, running, states
from tui.desk import Desk

CAUTIONS = {
    "en": ("Plan ahead", "Keep copies", "Ask what becomes of your data", "Leave nothing unpaid"),
    "zh": ("离境前早做安排", "所有材料都留一份", "问清个人信息怎么处理", "不要留下欠费"),
    "ja": ("出国日から逆算して", "すべて控えを残す", "個人情報の扱い", "未払いを残さない"),
}


def told(screen: Screen) -> str:
    """Return what stands on the screen as one line, without what draws panes."""
    return " ".join(screen.text.replace("│", " ").split())


def docomo(desk: Desk, **fields: str) -> int:
    """Start a card of somebody who flies on 21 December; it is 24 November."""
    guide = desk.library.guide("postpaid")
    assert guide is not None
    known = {"carrier": "docomo", "departure": "2026-12-21", **fields}
    return desk.casebook.add_card(guide, "My docomo", holder="Lin", **known).id  # type: ignore[arg-type]


async def test_it_opens_once_for_a_new_card_and_never_by_itself_again(desk: Desk) -> None:
    async with running(desk) as screen:
        await screen.press("a")
        await screen.type("Mine")
        await screen.press("ctrl+s")
        assert "At a glance" in screen.lines[0]
        assert "? Codes by SMS" in screen.text
        await screen.press("q", "down", "up", "e", "escape", "tab", "tab")
        assert "At a glance" not in screen.text
        assert "9 things not answered yet · f" in screen.text


async def test_it_opens_after_what_started_the_card_is_done(desk: Desk) -> None:
    async with running(desk) as screen:
        await screen.press("space", "enter")
        assert states(desk) == {"check-dates": "done"}
        assert "At a glance" in screen.lines[0]


async def test_a_card_of_another_session_does_not_open_it(desk: Desk) -> None:
    async with running(desk) as screen:
        with desk.patient() as other:
            guide = desk.library.guide("postpaid")
            assert guide is not None
            other.add_card(guide, "My docomo")
        while "My docomo" not in screen.text:
            await screen.pilot.pause(0.05)
        assert "At a glance" not in screen.text


@pytest.mark.parametrize("language", ["en", "zh", "ja"])
@pytest.mark.parametrize("type", ["postpaid", "prepaid", "tourist", "wifi", "home-internet"])
async def test_all_of_it_fits_one_small_screen(desk: Desk, language: str, type: str) -> None:
    guide = desk.library.guide(type)
    assert guide is not None
    desk.casebook.add_card(guide, "Mine", carrier="docomo", departure="2026-12-21")
    async with running(desk, language) as screen:
        await screen.press("f")
        for caution in CAUTIONS[language]:
            assert caution in screen.text
        page = screen.app.screen
        left = sum(line.strip("> ").startswith("?") for line in screen.lines)
        assert left == sum(not row.key.startswith(("#", "?")) for row in page.lines.rows)  # type: ignore[attr-defined]


async def test_a_line_is_answered_by_enter_and_the_cursor_goes_on(tmp_path: Path) -> None:
    desk = dated_desk(tmp_path)
    async with running(desk) as screen:
        await screen.press("f")
        assert "> " in screen.line("The number")
        await screen.press("enter")
        assert "It is lost otherwise." in screen.text
        await screen.press("2")
        assert states(desk)["question:number"] == "done"
        assert "yes" in screen.line("✓ The number")
        assert ">  ?" in screen.line("Codes by SMS")
        await screen.press("q")
        assert "Move the number" in screen.text


async def test_an_answer_can_be_changed_and_undone(tmp_path: Path) -> None:
    desk = dated_desk(tmp_path)
    async with running(desk) as screen:
        await screen.press("f", "enter", "2", "up", "enter", "1", "q")
        assert "Move the number" not in screen.text
        await screen.press("u")
        assert "Move the number" in screen.text


async def test_every_line_can_wait(tmp_path: Path) -> None:
    desk = dated_desk(tmp_path)
    async with running(desk) as screen:
        assert "6 things not answered yet" in screen.text
        await screen.press("up", "enter", "enter", "escape", "q")
        assert "6 things not answered yet" in screen.text
        assert states(desk) == {}


async def test_codes_are_named_or_said_to_be_moved(desk: Desk) -> None:
    docomo(desk)
    async with running(desk, size=(120, 36)) as screen:
        await screen.press("f", "down", "enter", "2")
        await screen.type("Yucho")
        await screen.press("enter")
        assert desk.casebook.card(1).codes == "Yucho"
        assert "Codes still come to this number (Yucho): move them first" in told(screen)
        await screen.press("up", "enter", "1")
        assert desk.casebook.card(1).codes == "none"
        assert "Ask docomo by Sun 20 Dec" in told(screen)


async def test_a_line_of_several_things_asks_what_is_left_of_it(desk: Desk) -> None:
    docomo(desk)
    async with running(desk, size=(120, 36)) as screen:
        await screen.press("f", "down", "down", "down", "enter")
        await screen.type("much")
        await screen.press("enter")
        assert "is no amount of yen" in screen.text
        await screen.press(*["backspace"] * 4)
        await screen.type("3278")
        await screen.press("enter", "3")
        assert "✓ Charge, closing day" in screen.text
        card = desk.casebook.card(1)
        assert (card.monthly_charge, card.closing_day) == (3278, "month-end")


async def test_an_answer_can_raise_a_question_and_settle_it(desk: Desk) -> None:
    docomo(desk, payment="card")
    async with running(desk, size=(120, 36)) as screen:
        await screen.press("f", *["down"] * 5)
        assert "✓" in screen.line("What pays afterwards")
        await screen.press("enter")
        assert "account" in screen.text
        await screen.press("1")
        assert "?" in screen.line("What pays afterwards")


async def test_what_is_answered_on_every_line_is_no_longer_counted(desk: Desk) -> None:
    card = docomo(
        desk, codes="none", monthly_charge="3278", closing_day="20", payment="card", handset="none"
    )
    book = desk.casebook
    answers = {
        "number": "end",
        "login": "works",
        "moving": "both",
        "sim": "esim",
        "returns": "nothing",
        "who": "mine",
        "group": "alone",
        "acts": "self",
    }
    for question, answer in answers.items():
        book.mark(card, f"question:{question}", "done", reason=answer)
    now = book.card(card)
    book.edit_card(card, {}, {"contact": (now.holder.contact, "lin@example.org")})
    async with running(desk) as screen:
        assert "not answered yet" not in screen.text
        await screen.press("f")
        assert "✓ Codes by SMS" in screen.text
        assert " ? " not in screen.text.replace("? keys", "")


async def test_another_end_is_taken_with_a_key_and_given_up_again(desk: Desk) -> None:
    docomo(desk, codes="none")
    async with running(desk, size=(120, 36)) as screen:
        await screen.press("E")
        text = told(screen)
        assert "by 18 Dec → 18 to 21 Dec" in text or "by 18 Dec → 18 Dec" in text
        assert "(recommended)" in text
        assert "nights without a phone" in text
        await screen.press("3")
        assert desk.casebook.card(1).chosen_end == "2026-12-18"
        assert "was 20 Dec, now 18 Dec" in screen.lines[-1]
        assert "Ask docomo by Fri 18 Dec" in told(screen)
        await screen.press("E", "4")
        assert desk.casebook.card(1).chosen_end is None
        assert "Ask docomo by Sun 20 Dec" in told(screen)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"codes": "Yucho"}, "move them first"),
        ({"line_end": "2026-12-20"}, "as was confirmed"),
        ({"carrier": "gtn"}, "enquire by"),
    ],
)
async def test_where_no_end_can_be_chosen_it_says_why(
    desk: Desk, fields: dict[str, str], said: str
) -> None:
    docomo(desk, **fields)
    async with running(desk, size=(120, 36)) as screen:
        await screen.press("E")
        text = " ".join(screen.lines[-4:])
        assert "There is no end to choose here." in text
        assert said in " ".join(text.split())


async def test_past_its_hour_the_screen_asks_for_the_next_day(desk: Desk) -> None:
    """A screen that stands open over the cut-off goes on, though nobody presses a key."""
    now = [datetime(2026, 11, 30, 12, 9, tzinfo=UTC)]
    desk = replace(desk, clock=lambda: now[0])
    docomo(desk, carrier="au", departure="2026-12-03", codes="none")
    async with running(desk, size=(120, 36)) as screen:
        assert "today" in told(screen) or "30 Nov" in told(screen)
        assert "21:10" in told(screen)
        now[0] += timedelta(minutes=2)
        while "Mon 30 Nov, 21:10" in told(screen):
            await screen.pilot.pause(0.05)
        assert "Ask au by Wed 2 Dec, 21:10 Japan time." in told(screen)
        assert "days have moved. " in screen.lines[-1]
        assert "was 30 Nov, now 2 Dec" in screen.lines[-1]
