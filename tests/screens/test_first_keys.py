"""Keys that are pressed before there is a page for them, and after."""

import asyncio
from pathlib import Path

import pytest
from textual import events

from tests.screens.filing import until
from tests.screens.running import add_card, desk_at, running


async def test_a_key_waits_for_the_greeting_and_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = asyncio.Event()

    async def slow(*_: object, **__: object) -> bool:
        return await said.wait()

    monkeypatch.setattr("tui.screens.acts.letters.offer_what_was_left", slow)
    desk = desk_at(tmp_path)
    add_card(desk)
    async with running(desk) as screen:
        await screen.press("n")
        assert "Write note" not in screen.text
        said.set()
        await until(screen, lambda: "Write note" in screen.text)


async def test_a_key_that_comes_while_the_program_closes_is_nobodys(tmp_path: Path) -> None:
    async with running(desk_at(tmp_path)) as screen:
        pass
    typed = events.Key("question_mark", "?")
    await screen.app.on_event(typed)
    typed._set_forwarded()
    await screen.app.on_event(typed)
