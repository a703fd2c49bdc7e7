"""The page to take home on screen, and what moved when the departure did."""

from pathlib import Path

from tests.screens.dated import dated_desk
from tests.screens.running import Screen, running


async def set_departure(screen: Screen, day: str) -> None:
    while screen.app.focused is None or "departure" not in str(screen.app.focused.id):
        await screen.press("tab")
    await screen.press(*["backspace"] * 10)
    await screen.type(day)


async def test_the_page_to_take_home_is_read_and_fetched(tmp_path: Path) -> None:
    async with running(dated_desk(tmp_path)) as screen:
        await screen.press("P")
        assert "Plan to take home" in screen.text
        assert "kaiyaku --lang en plan 1 --output -" in screen.text
        assert "Lin" in screen.text
        await screen.press("pagedown")
        assert "Tanuki Mobile" in screen.text or "Passport" in screen.text
        await screen.press("q")
        assert "Ask for the end" in screen.text


async def test_what_moves_with_the_departure_is_listed(tmp_path: Path) -> None:
    desk = dated_desk(tmp_path)
    async with running(desk) as screen:
        await screen.press("e")
        await set_departure(screen, "2027-01-10")
        await screen.press("ctrl+s")
        assert "What moved" in screen.text
        assert "Logins moved: was 13 Dec, now 3 Jan" in screen.text
        await screen.press("q")
        assert "days have moved." in screen.text


async def test_days_that_are_there_for_the_first_time_have_not_moved(tmp_path: Path) -> None:
    desk = dated_desk(tmp_path, departure=None)
    async with running(desk) as screen:
        await screen.press("e")
        await set_departure(screen, "2027-01-10")
        await screen.press("ctrl+s")
        assert "What moved" not in screen.text


async def test_the_page_speaks_the_holders_language(tmp_path: Path) -> None:
    desk = dated_desk(tmp_path)
    holder = desk.casebook.holders()[0]
    desk.casebook.edit_holder(holder.id, {"language": (None, "zh")})
    async with running(desk) as screen:
        await screen.press("P")
        assert "kaiyaku --lang zh plan 1 --output -" in screen.text
        assert "办理计划" in screen.text
        assert "To print it" in screen.text
