"""A newer guide is offered on the card, taken or left."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.test_renew import NEW
from tests.guides.small import directory
from tests.screens.dated import dated_desk
from tests.screens.running import running
from tui.desk import Desk
from tui.guides.load import load
from tui.guides.shipped import content_directory


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    begun = dated_desk(tmp_path)
    directory(tmp_path / "content", dated=NEW)
    library = load([content_directory(), tmp_path / "content"], None)
    return replace(begun, library=library)


async def test_the_difference_is_shown_before_it_is_taken(desk: Desk) -> None:
    async with running(desk) as screen:
        await screen.press("home")
        assert "The guide has changed" in screen.line("> ")
        await screen.press("enter")
        for said in ("Changed", "Look twice", "Removed", "Ask for the end"):
            assert said in screen.text
        await screen.press("1")
        assert "What moved" in screen.text
        await screen.press("q")
        assert "Post it" in screen.text
        assert "The guide has changed" not in screen.text
        await screen.press("u")
        assert "What moved" in screen.text
        await screen.press("q")
        assert "The guide has changed" in screen.text


async def test_left_it_is_not_offered_again(desk: Desk) -> None:
    async with running(desk) as screen:
        await screen.press("home", "enter", "2")
        assert "The guide has changed" not in screen.text
        assert "Post it" not in screen.text
