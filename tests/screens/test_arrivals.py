"""What is sent to the inbox is offered by itself, and is moved away once it is kept."""

from pathlib import Path

import pytest
from textual import events

from tests.screens.filing import a_mail, back_on_the_card, files_of, put, reviewed, shows, until
from tests.screens.running import Screen, add_card, running, texts
from tui.casebook.draft import Draft
from tui.desk import Desk
from tui.settings import remembered


@pytest.fixture
def inbox(desk: Desk) -> Path:
    return desk.places.inbox


async def test_the_inbox_is_there_once_the_screen_stands(desk: Desk, inbox: Path) -> None:
    async with running(desk):
        assert inbox.stat().st_mode & 0o777 == 0o700


async def test_what_lay_there_at_the_start_is_offered(desk: Desk, inbox: Path) -> None:
    add_card(desk)
    put(inbox, "letter.eml", a_mail())
    async with running(desk) as screen:
        await shows(screen, "1 file has arrived in the inbox: i keeps it")
        assert "1 in the inbox (i)" in screen.line("Letters and notes")
        await screen.press("down")
        assert "i 1 arrived" in screen.lines[-1]


async def test_what_is_taken_away_is_offered_no_more(desk: Desk, inbox: Path) -> None:
    add_card(desk)
    path = put(inbox, "letter.eml", a_mail())
    async with running(desk) as screen:
        await shows(screen, "has arrived")
        await screen.press("down")
        assert "1 arrived" in screen.lines[-1]
        path.unlink()
        await until(screen, lambda: "arrived" not in screen.lines[-1])
        assert "inbox" not in screen.line("Letters and notes")


async def test_what_arrives_while_it_runs_is_offered(desk: Desk, inbox: Path) -> None:
    add_card(desk)
    async with running(desk) as screen:
        put(inbox, "letter.eml", a_mail())
        put(inbox, "another.eml", a_mail("second"))
        await shows(screen, "2 files have arrived in the inbox: i keeps them")


async def test_a_file_that_is_still_written_is_not_offered(desk: Desk, inbox: Path) -> None:
    add_card(desk)
    async with running(desk) as screen:
        with (inbox / "letter.eml").open("wb") as file:
            file.write(a_mail()[:100])
            file.flush()
            for _ in range(4):
                screen.main._look_for_others()
                await screen.settle()
            assert "inbox" not in screen.line("Letters and notes")
        await shows(screen, "has arrived")


async def test_a_look_that_finds_nothing_draws_nothing(
    desk: Desk, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_card(desk)
    put(inbox, "letter.eml", a_mail())
    async with running(desk) as screen:
        await shows(screen, "has arrived")
        drawn: list[object] = []
        monkeypatch.setattr(screen.main.notes, "refresh", lambda *args, **_: drawn.append(args))
        monkeypatch.setattr(screen.main.footer, "refresh", lambda *args, **_: drawn.append(args))
        for _ in range(5):
            screen.main._look_for_others()
        assert drawn == []


async def keep_the_first(screen: Screen) -> None:
    await screen.press("enter")
    await reviewed(screen)
    await screen.press("ctrl+s")
    await back_on_the_card(screen)


async def test_arrivals_are_on_top_and_go_to_kept_without_a_question(
    desk: Desk, inbox: Path
) -> None:
    add_card(desk)
    raw = a_mail()
    put(inbox, "letter.eml", raw)
    put(desk.places.home, "other.eml", b"x")
    async with running(desk) as screen:
        await shows(screen, "has arrived")
        await files_of(screen)
        assert "Inbox" in screen.text
        await keep_the_first(screen)
        assert "Kept with My docomo" in screen.text
        assert not (inbox / "letter.eml").exists()
        assert (inbox / "kept" / "letter.eml").read_bytes() == raw
        assert remembered(desk.places, "folder") == ""
        await until(screen, lambda: "inbox" not in screen.line("Letters and notes"))


async def test_all_arrivals_are_looked_over_together(desk: Desk, inbox: Path) -> None:
    add_card(desk)
    for name in ("one.txt", "two.txt"):
        put(inbox, name, name.encode())
    async with running(desk) as screen:
        await shows(screen, "have arrived")
        await files_of(screen)
        assert "All 2, one after the other" in screen.text
        await screen.press("enter")
        for number in (1, 2):
            await shows(screen, f"{number} of 2")
            await reviewed(screen)
            await screen.press("ctrl+s")
        await back_on_the_card(screen)
        assert sorted(texts(desk, [1, 2])) == ["one.txt", "two.txt"]
        assert {path.name for path in (inbox / "kept").iterdir()} == {"one.txt", "two.txt"}


async def test_what_is_left_out_stays_in_the_inbox(desk: Desk, inbox: Path) -> None:
    add_card(desk)
    put(inbox, "letter.eml", a_mail())
    async with running(desk) as screen:
        await shows(screen, "has arrived")
        await files_of(screen)
        await screen.press("enter")
        form = await reviewed(screen)
        form.query_one("Actions").focus()
        await screen.press("left", "enter")
        await back_on_the_card(screen)
        assert (inbox / "letter.eml").exists()
        assert desk.casebook.card(1).notes == ()


async def test_a_letter_that_was_kept_before_is_moved_away_too(desk: Desk, inbox: Path) -> None:
    card = add_card(desk)
    raw = a_mail()
    desk.casebook.keep(card, Draft(original=raw, text="x", form="mail"))
    put(inbox, "letter.eml", raw)
    async with running(desk) as screen:
        await shows(screen, "has arrived")
        await files_of(screen)
        await keep_the_first(screen)
        assert "Already kept as note 1." in screen.text
        assert (inbox / "kept" / "letter.eml").exists()


async def test_a_kept_letter_that_cannot_be_moved_is_said(
    desk: Desk, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_card(desk)
    put(inbox, "letter.eml", a_mail())

    async with running(desk) as screen:
        await shows(screen, "has arrived")
        await files_of(screen)
        await screen.press("enter")
        await reviewed(screen)
        monkeypatch.setattr(screen.app.sitting.inbox, "put_away", _refused)
        await screen.press("ctrl+s")
        await back_on_the_card(screen)
        assert "stays in the inbox: No space left on device" in screen.text
        assert len(desk.casebook.card(1).notes) == 1


def _refused(path: str) -> None:
    raise OSError(28, "No space left on device")


async def test_an_empty_pane_says_how_a_letter_comes_in(desk: Desk) -> None:
    add_card(desk)
    async with running(desk) as screen:
        assert "Paste a mail, or i for a file." in screen.text
        assert "scp letter.eml" in screen.text
        screen.app.post_message(events.Paste("Dear customer,\nyour line ends.\n"))
        await reviewed(screen)
        await screen.press("ctrl+s")
        await back_on_the_card(screen)
        assert "scp" not in screen.text


async def test_a_wide_empty_pane_has_room_for_more(desk: Desk) -> None:
    add_card(desk)
    async with running(desk, size=(130, 36)) as screen:
        assert "pbpaste | " in screen.text
