"""A mailbox: what is in it first, then what is wanted of it, then that, stoppable and once."""

import threading
from pathlib import Path

import pytest

from tests.screens.filing import a_mail, back_on_the_card, files_of, put, shows, until
from tests.screens.running import Screen, add_card, running
from tui.casebook.casebook import Casebook
from tui.casebook.draft import Draft
from tui.casebook.errors import CannotWrite
from tui.casebook.records import Card
from tui.desk import Desk
from tui.screens.pages.mailbox import Mailbox
from tui.text.translation import marked

SENDERS = ("info@nttdocomo.com", "friend@example.com", "support@softbank.jp", "friend@example.com")


def mailbox(count: int, start: int = 0) -> bytes:
    """Return an mbox; every second mail is a carrier's."""
    return b"".join(
        b"From x@y Thu Nov 12 10:05:00 2026\n"
        + a_mail(f"mail {n}", f"text {n}", sender=SENDERS[n % 4], Message_ID=f"<{n}@x>")
        + b"\n"
        for n in range(start, start + count)
    )


async def open_mailbox(screen: Screen) -> Mailbox:
    await files_of(screen)
    await screen.press("enter")
    await until(
        screen, lambda: isinstance(screen.app.screen, Mailbox) and screen.app.screen._summary
    )
    page = screen.app.screen
    assert isinstance(page, Mailbox)
    return page


def subjects(desk: Desk) -> list[str]:
    return [note.subject for note in desk.casebook.card(1).notes]


@pytest.fixture
def box(desk: Desk) -> Path:
    add_card(desk)
    return put(desk.places.home, "INBOX.mbox", mailbox(8))


async def test_it_says_who_wrote_how_much_and_when(desk: Desk, box: Path) -> None:
    async with running(desk) as screen:
        await open_mailbox(screen)
        assert "8 mails · 12 Nov – 12 Nov" in screen.text
        assert "INBOX.mbox" in screen.text
        assert screen.line("friend@example.com").endswith("4")
        assert screen.line("all of them").endswith("8")
        assert subjects(desk) == []


async def test_carriers_letters_are_what_is_kept_unless_others_are_chosen(
    desk: Desk, box: Path
) -> None:
    async with running(desk) as screen:
        await open_mailbox(screen)
        assert ">  those from and to carriers" in screen.text
        await screen.press("enter")
        await back_on_the_card(screen)
        assert subjects(desk) == ["mail 0", "mail 2", "mail 4", "mail 6"]
        assert "4 letters kept." in screen.text
        assert "Letters and notes · 4" in screen.text
        assert box.exists()
        assert desk.drafts.left_behind(own=True) == []


async def test_one_sender_can_be_chosen(desk: Desk, box: Path) -> None:
    async with running(desk) as screen:
        page = await open_mailbox(screen)
        page._lines.move_to_key("@support@softbank.jp")
        await screen.press("enter")
        await back_on_the_card(screen)
        assert subjects(desk) == ["mail 2", "mail 6"]


async def test_all_can_be_chosen_and_what_is_there_already_is_counted(
    desk: Desk, box: Path
) -> None:
    async with running(desk) as screen:
        await open_mailbox(screen)
        await screen.press("enter")
        await back_on_the_card(screen)
        await open_mailbox(screen)
        await screen.press("down", "enter")
        await back_on_the_card(screen)
        assert len(subjects(desk)) == 8
        assert "4 letters kept, 4 were there already." in screen.text


async def test_leaving_keeps_nothing(desk: Desk, box: Path) -> None:
    async with running(desk) as screen:
        await open_mailbox(screen)
        await screen.press("escape")
        await back_on_the_card(screen)
        assert subjects(desk) == []
        assert desk.drafts.left_behind(own=True) == []


async def test_esc_stops_between_two_letters_and_says_how_many_are_kept(
    desk: Desk, box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    third, go_on = threading.Event(), threading.Event()
    keep = Casebook.keep

    def slow(self: Casebook, card: int, draft: Draft, **rest: object) -> Card:
        kept = keep(self, card, draft)
        if draft.subject == "mail 2":
            third.set()
            go_on.wait(10)
        return kept

    monkeypatch.setattr(Casebook, "keep", slow)
    async with running(desk) as screen:
        await open_mailbox(screen)
        await screen.press("down")
        await screen.pilot.press("enter")
        await until(screen, third.is_set)
        assert "0 of 8… esc stops" in screen.text
        await screen.pilot.press("escape")
        go_on.set()
        await back_on_the_card(screen)
        assert subjects(desk) == ["mail 0", "mail 1", "mail 2"]
        assert "3 letters kept. It was stopped" in screen.text
        await open_mailbox(screen)
        await screen.press("down", "enter")
        await back_on_the_card(screen)
        assert len(subjects(desk)) == 8
        assert "5 letters kept, 3 were there already." in screen.text


async def test_the_keys_are_heard_between_batches(
    desk: Desk, box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.pages.mailbox._BATCH", 0.0)
    async with running(desk) as screen:
        page = await open_mailbox(screen)
        said: list[str] = []
        monkeypatch.setattr(page, "say", lambda text, *_: said.append(text))
        await screen.press("down", "enter")
        await back_on_the_card(screen)
        assert said == [f"{n} of 8… esc stops" for n in range(9)]


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The subjects of the mails that the disk has no room for."""
    keep, refused = Casebook.keep, ["mail 1"]

    def keep_if_there_is_room(self: Casebook, card: int, draft: Draft, **rest: object) -> Card:
        if draft.subject in refused:
            raise CannotWrite(marked("The disk is full."))
        return keep(self, card, draft)

    monkeypatch.setattr(Casebook, "keep", keep_if_there_is_room)
    return refused


async def test_a_disk_that_refuses_is_said_and_the_same_goes_on_once_there_is_room(
    desk: Desk, box: Path, full: list[str]
) -> None:
    async with running(desk) as screen:
        await open_mailbox(screen)
        await screen.press("down", "enter")
        await shows(screen, "The disk is full.")
        assert isinstance(screen.app.screen, Mailbox)
        assert subjects(desk) == ["mail 0"]
        full.clear()
        await screen.press("enter")
        await back_on_the_card(screen)
        assert subjects(desk) == [f"mail {n}" for n in range(8)]
        assert "8 letters kept." in screen.text
        assert "already" not in screen.text


async def test_a_mailbox_that_was_left_on_a_full_disk_says_what_was_kept(
    desk: Desk, box: Path, full: list[str]
) -> None:
    async with running(desk) as screen:
        await open_mailbox(screen)
        await screen.press("down", "enter")
        await shows(screen, "The disk is full.")
        await screen.press("escape")
        await back_on_the_card(screen)
        assert "1 letter kept. It was stopped" in screen.text


async def test_a_mailbox_from_the_inbox_is_moved_away_when_it_is_done(desk: Desk) -> None:
    add_card(desk)
    put(desk.places.inbox, "Sent", mailbox(4))
    async with running(desk) as screen:
        await shows(screen, "has arrived")
        await open_mailbox(screen)
        await screen.press("enter")
        await back_on_the_card(screen)
        assert (desk.places.inbox / "kept" / "Sent").exists()
        assert len(subjects(desk)) == 2


async def test_a_mailbox_with_one_mail_is_that_mail(desk: Desk) -> None:
    add_card(desk)
    put(desk.places.home, "one.mbox", mailbox(1))
    async with running(desk) as screen:
        await files_of(screen)
        await screen.press("enter")
        await shows(screen, "Check before saving")
        assert "mail 0" in screen.line("Subject")


async def test_a_line_that_drops_meanwhile_leaves_where_to_go_on(
    desk: Desk, box: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_way, go_on = threading.Event(), threading.Event()
    keep = Casebook.keep

    def slow(self: Casebook, card: int, draft: Draft, **rest: object) -> Card:
        under_way.set()
        go_on.wait(10)
        return keep(self, card, draft)

    monkeypatch.setattr(Casebook, "keep", slow)
    async with running(desk) as screen:
        await open_mailbox(screen)
        await screen.pilot.press("enter")
        await until(screen, under_way.is_set)
        [left] = desk.drafts.left_behind(own=True)
        assert left.path == str(box)
        go_on.set()
        await back_on_the_card(screen)
