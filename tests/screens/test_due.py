"""What is due, on the steps and on a page of its own."""

from pathlib import Path

from tests.screens.dated import dated_desk
from tests.screens.running import Screen, running, states
from tui.desk import Desk
from tui.guides.guide import Guide


def dated_guide(desk: Desk) -> Guide:
    guide = desk.library.guide("dated")
    assert guide is not None
    return guide


async def choose(screen: Screen, label: str) -> None:
    """Ask which cards are wanted, and take the answer with this label."""
    await screen.press("f")
    while ">" not in screen.line(label):
        await screen.press("down")
    await screen.press("enter")


def mine(screen: Screen) -> int:
    return len([line for line in screen.lines if "My " in line])


async def test_each_step_and_check_says_by_when(tmp_path: Path) -> None:
    async with running(dated_desk(tmp_path)) as screen:
        await screen.press("1")
        assert "do now" in screen.line("Look")
        assert "first: 1" in screen.line("Ask for the end")
        await screen.press("enter")
        assert "by 13 Dec" in screen.line("Logins moved")


async def test_d_opens_with_what_is_for_today(tmp_path: Path) -> None:
    async with running(dated_desk(tmp_path)) as screen:
        await screen.press("d")
        lines = [line.strip("> ") for line in screen.lines if line.strip()]
        assert lines[0].startswith("Due")
        assert lines[1].startswith("Today, Tue 24 Nov")
        assert lines[2].startswith("do now")
        assert "Look" in lines[2]
        assert "My tanuki" in lines[2]
        assert "13 Dec" in screen.line("Logins moved")


async def test_enter_goes_to_the_check_itself(tmp_path: Path) -> None:
    async with running(dated_desk(tmp_path)) as screen:
        await screen.press("d", "down", "enter")
        assert "> " in screen.line("Logins moved")
        await screen.press("space")
        assert screen.main.card is not None
        assert screen.main.card.mark("look/logins").state == "done"


async def test_s_goes_on_to_cards_and_to_what_to_bring(tmp_path: Path) -> None:
    async with running(dated_desk(tmp_path)) as screen:
        await screen.press("d", "s")
        assert "Due, by card" in screen.text
        assert "+1 step" in screen.line("Look")
        await screen.press("s")
        assert "Bring these" in screen.text
        assert "Passport" in screen.text
        await screen.press("s")
        assert "Today" in screen.text
        await screen.press("q")
        assert "not answered yet" in screen.text


async def test_f_narrows_what_is_due_to_some_cards_or_a_step(tmp_path: Path) -> None:
    desk = dated_desk(tmp_path)
    for number in range(8):
        who, week = ("Ken", 20) if number % 2 else ("Mika", 28)
        desk.casebook.add_card(
            dated_guide(desk),
            f"My {number}",
            holder=f"Wang {number}",
            assignee=who,
            departure=f"2026-12-{week}",
        )
    async with running(desk) as screen:
        await screen.press("d")
        assert "Due, by card" in screen.text
        assert mine(screen) == 9
        await choose(screen, "Ken")
        assert "Due, by card · Ken" in screen.text
        assert mine(screen) == 4
        await choose(screen, "week of 28 Dec")
        assert mine(screen) == 0
        await choose(screen, "all that is due")
        assert mine(screen) == 9


async def test_each_card_is_one_row_at_a_desk(tmp_path: Path) -> None:
    desk = dated_desk(tmp_path)
    for number in range(300):
        desk.casebook.add_card(
            dated_guide(desk), f"Nr {number}", holder=f"P {number}", departure="2026-12-20"
        )
    async with running(desk, size=(100, 320)) as screen:
        await screen.press("d")
        assert len([line for line in screen.lines if "Nr " in line]) == 300


async def test_without_a_departure_it_says_where_days_come_from(tmp_path: Path) -> None:
    async with running(dated_desk(tmp_path, departure=None)) as screen:
        await screen.press("d")
        assert "Days are counted from the departure" in screen.text


async def test_another_sessions_tick_takes_a_thing_away(tmp_path: Path) -> None:
    desk = dated_desk(tmp_path)
    async with running(desk) as screen:
        await screen.press("d")
        with desk.patient() as other:
            other.mark(1, "look", "done")
        while "Look" in screen.text:
            await screen.pilot.pause(0.05)
        assert "Ask for the end" in screen.text


async def test_a_step_out_of_order_is_asked_about_and_recorded(tmp_path: Path) -> None:
    desk = dated_desk(tmp_path)
    async with running(desk) as screen:
        await screen.press("2", "space")
        assert "cannot start yet. Step 1 comes first." in " ".join(screen.text.split())
        await screen.press("1")
        assert states(desk) == {}
        await screen.press("space", "2")
        assert desk.casebook.card(1).mark("ask").reason == "before step 1"


async def test_details_tell_the_carriers_facts_their_age_and_what_to_ask(tmp_path: Path) -> None:
    async with running(dated_desk(tmp_path), size=(100, 60)) as screen:
        await screen.press("1", "enter")
        text = " ".join(screen.text.replace("│", " ").split())
        assert "Requests until 21:10 count today." in text
        assert "the carrier, example.jp · 2026-06-06 ?" in text
        assert "may be out of date (2024-05)" in text
        assert "Another source: Nothing at all." in text
        assert "Ask: What does it cost me?" in text
        assert "Ask: Is the month charged in full?" in text


async def test_details_reckon_with_the_cards_own_days(tmp_path: Path) -> None:
    async with running(dated_desk(tmp_path), size=(100, 60)) as screen:
        await screen.press("1", "enter")
        text = " ".join(screen.text.replace("│", " ").split())
        assert "the fee can be charged until Wed 10 Mar" in text
        assert "Tanuki Mobile: today until 21:10, Japan time." in text


async def test_general_rules_are_folded_until_asked_for(tmp_path: Path) -> None:
    async with running(dated_desk(tmp_path), size=(100, 60)) as screen:
        await screen.press("1", "enter")
        assert "The last bill comes late." not in screen.text
        screen.main.steps.move_to_key("?rules:look")
        await screen.press("enter")
        assert "The last bill comes late." in screen.text
