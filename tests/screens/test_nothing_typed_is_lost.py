"""A save that fails, in every form: the text stays, the reason is said, and it is kept later."""

import errno
import os
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.screens.filing import a_mail, files_of, paste, put, reviewed, shows, until
from tests.screens.running import Screen, add_card, running
from tui.casebook.draft import Draft
from tui.casebook.drafts import Drafts
from tui.casebook.errors import CannotWrite
from tui.casebook.sqlite import SqliteStore
from tui.desk import Desk
from tui.text.translation import marked

TYPED = "Ref. A-1234"
FULL = marked("The disk is full: nothing was saved. Make room, then do it again.")
READ_ONLY = marked("{path} cannot be written by you: nothing was saved. Reading goes on.")
REFUSALS = {FULL: errno.ENOSPC, READ_ONLY: errno.EROFS}


@contextmanager
def refusing(why: str) -> Iterator[None]:
    """Have the disk refuse every write, of the casebook and of drafts."""

    def refuse(*_: object) -> Any:
        raise CannotWrite(why, path="casebook.db")

    def refuse_draft(*_: object) -> None:
        raise OSError(REFUSALS[why], os.strerror(REFUSALS[why]))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SqliteStore, "writing", refuse)
        patch.setattr(Drafts, "_write", refuse_draft)
        yield


async def write_note(screen: Screen, desk: Desk) -> None:
    await screen.press("n")
    await screen.type(TYPED)


async def review_paste(screen: Screen, desk: Desk) -> None:
    await paste(screen, f"{TYPED}\nA letter that was pasted.\n")
    assert "The draft is not on disk" in screen.text


async def review_file(screen: Screen, desk: Desk) -> None:
    put(desk.places.home, "a.eml", a_mail())
    await files_of(screen)
    await screen.press("enter")
    form = await reviewed(screen)
    form.query_one("#subject").focus()
    await screen.type(TYPED)


async def write_letter(screen: Screen, desk: Desk) -> None:
    await screen.press("M", "1", "e")
    await screen.type(TYPED)


async def annotate(screen: Screen, desk: Desk) -> None:
    await screen.press("tab", "enter", "A")
    await screen.type(TYPED)


async def wait_for(screen: Screen, desk: Desk) -> None:
    await screen.press("w")
    await screen.type("+7")


async def skip(screen: Screen, desk: Desk) -> None:
    await screen.press("s")
    await shows(screen, "Skip it, and say why")
    await screen.press("1")
    await screen.type(TYPED)


async def assign(screen: Screen, desk: Desk) -> None:
    await screen.press("b", "a")
    await screen.type(TYPED)


async def departure(screen: Screen, desk: Desk) -> None:
    await screen.press("b", "d")
    await screen.type("1/20")


async def edit_card(screen: Screen, desk: Desk) -> None:
    await screen.press("e")
    await screen.type(TYPED)


async def add_card_(screen: Screen, desk: Desk) -> None:
    await screen.press("a")
    await screen.type(TYPED)


FORMS: dict[str, tuple[Callable[[Screen, Desk], Awaitable[None]], str]] = {
    "note": (write_note, "ctrl+s"),
    "pasted letter": (review_paste, "ctrl+s"),
    "letter in a file": (review_file, "ctrl+s"),
    "letter to send": (write_letter, "ctrl+s"),
    "remark": (annotate, "enter"),
    "day to ask again": (wait_for, "enter"),
    "reason": (skip, "enter"),
    "who looks after it": (assign, "enter"),
    "departure": (departure, "enter"),
    "card": (edit_card, "ctrl+s"),
    "new card": (add_card_, "ctrl+s"),
}


@pytest.mark.parametrize("why", REFUSALS, ids=["full", "read-only"])
@pytest.mark.parametrize("form", FORMS)
async def test_a_form_stays_with_its_text_and_the_reason_until_it_is_kept(
    desk: Desk, form: str, why: str
) -> None:
    fill_in, key = FORMS[form]
    card = add_card(desk)
    desk.casebook.keep(card, Draft(original=b"x", text="x", form="typed", subject="A call"))
    events = len(desk.casebook.log())
    async with running(desk, size=(100, 30)) as screen:
        with refusing(why):
            await fill_in(screen, desk)
            page = type(screen.app.screen)
            typed = "1/20" if form == "departure" else "+7" if "day" in form else TYPED
            assert typed in screen.text
            for _ in range(2):
                await screen.press(key)
                reason = "disk is full" if why == FULL else "cannot be written by you"
                await shows(screen, reason)
                assert type(screen.app.screen) is page
                assert typed in screen.text
            assert len(desk.casebook.log()) == events
        await screen.press(key)
        await until(screen, lambda: type(screen.app.screen) is not page)
        assert len(desk.casebook.log()) > events
        assert not desk.drafts.left_behind(own=True)


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_quitting_with_a_text_that_no_disk_takes_says_so_first(desk: Desk, key: str) -> None:
    add_card(desk)
    async with running(desk) as screen:
        with refusing(FULL):
            await paste(screen, f"{TYPED}\nA letter that was pasted.\n")
            await screen.press("ctrl+q")
            assert "not on disk" in screen.text
            assert "ctrl+q again" in screen.text
            assert screen.app.is_running
        await screen.press("escape")
        await shows(screen, "Kept as a draft")
        await screen.press(key)
        assert not screen.app.is_running


async def test_a_paste_over_a_question_is_offered_even_where_no_disk_takes_it(desk: Desk) -> None:
    add_card(desk)
    async with running(desk) as screen:
        with refusing(FULL):
            await screen.press("c")
            await paste(screen, f"{TYPED}\nA letter that was pasted.\n")
            assert "The draft is not on disk" in screen.text
            await screen.press("escape", "n")
            assert TYPED in screen.line("Unfinished text")
        await until(screen, lambda: [*desk.drafts._directory.glob("*.json")])
