"""The phrases for the counter."""

from pathlib import Path

from tests.screens.dated import dated_desk
from tests.screens.running import running

LARGE = "解　約　料　は　か　か　り　ま　す　か　。"


async def test_p_offers_the_steps_phrases_and_enter_shows_one_large(tmp_path: Path) -> None:
    async with running(dated_desk(tmp_path), language="zh") as screen:
        await screen.press("1", "p")
        assert "Is there a fee? 中" in screen.text
        assert "解約料はかかりますか。" in screen.text
        await screen.press("enter")
        assert LARGE in screen.text
        assert "kaiyakuryō wa kakarimasu ka" in screen.text
        await screen.press("enter")
        assert LARGE not in screen.text
        await screen.press("q")
        assert "My tanuki" in screen.text


async def test_a_large_phrase_fits_a_narrow_terminal(tmp_path: Path) -> None:
    async with running(dated_desk(tmp_path), size=(24, 16)) as screen:
        await screen.press("1", "p", "enter")
        joined = "".join("".join(screen.lines).replace("　", "").split())
        assert "解約料はかかりますか。" in joined


async def test_all_shipped_phrases_follow_and_the_arrow_goes_through_them(tmp_path: Path) -> None:
    async with running(dated_desk(tmp_path)) as screen:
        await screen.press("1", "p", "right")
        first = screen.text
        await screen.press("right", "left")
        assert screen.text == first
