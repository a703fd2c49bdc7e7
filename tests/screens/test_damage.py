"""What is damaged in the casebook is named in one sentence, and the page stays open."""

from typing import Any

import pytest

from tests.screens.running import add_card, running
from tui.casebook.casebook import Casebook
from tui.casebook.errors import CasebookError
from tui.desk import Desk
from tui.text.translation import marked

DAMAGED = marked(
    "Entry {n} of the history cannot be read; the rest can. `kaiyaku doctor` says more."
)


class Unreadable:
    """An event whose body says nothing any more."""

    def __getattr__(self, name: str) -> Any:
        raise CasebookError(DAMAGED, n=3)


@pytest.mark.parametrize("key", ["t", "v"])
async def test_an_event_that_cannot_be_read_is_said_on_the_page_that_shows_it(
    desk: Desk, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_card(desk)
    async with running(desk, size=(100, 30)) as screen:
        monkeypatch.setattr(Casebook, "log", lambda *_: [Unreadable()])
        await screen.press(key)
        assert "Entry 3 of the history cannot be read" in screen.text
        assert screen.app.screen is not screen.main
        await screen.press("q")
        assert screen.app.screen is screen.main


@pytest.mark.parametrize(("key", "asked"), [("b", "cards"), ("d", "cards"), ("enter", "note")])
async def test_a_page_stays_open_where_its_cards_or_its_note_cannot_be_read(
    desk: Desk, key: str, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise CasebookError(DAMAGED, n=3)

    number = add_card(desk)
    from tui.casebook.draft import Draft

    desk.casebook.keep(number, Draft(original=b"x", text="x", form="typed", subject="A call"))
    async with running(desk, size=(100, 30)) as screen:
        if key == "enter":
            await screen.press("tab")
        monkeypatch.setattr(Casebook, asked, refuse)
        await screen.press(key)
        assert "Entry 3 of the history cannot be read" in screen.text
        monkeypatch.undo()
        await screen.press("q")
        assert screen.app.screen is screen.main


async def test_an_act_that_meets_damage_says_it_and_comes_to_its_end(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise CasebookError(DAMAGED, n=3)

    add_card(desk)
    async with running(desk, size=(100, 30)) as screen:
        monkeypatch.setattr("tui.desk.Desk.carrier", refuse)
        await screen.press("p")
        assert "Entry 3 of the history cannot be read" in screen.text
        assert not screen.main.is_at_work
