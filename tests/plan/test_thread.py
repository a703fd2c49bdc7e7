"""A card's thread: marks and letters in the order in which they happened."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.casebook.examples import GUIDE, KEN, MIKA, letter
from tests.casebook.memory import MemoryStore
from tui.casebook.casebook import Casebook
from tui.casebook.event import Who
from tui.deadlines.today import in_tokyo
from tui.plan.plan import plan
from tui.plan.thread import Marked, Turned, Written, thread
from tui.plan.thread_said import Told, names, tell
from tui.text.translation import Words

TODAY = date(2026, 11, 24)


class Desk:
    """A casebook with one card, at a clock that the test sets."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.at("10 00:00").add_card(GUIDE, "My docomo")

    def at(self, written: str, who: Who = MIKA) -> Casebook:
        """Return the casebook at a moment of November 2026 in UTC, written `day hh:mm`."""
        day, _, clock = written.partition(" ")
        now = datetime.fromisoformat(f"2026-11-{day}T{clock}:00+00:00")
        return Casebook(self.store, who, lambda: now)

    def told(self, language: str = "en") -> list[Told]:
        """Return the thread as a person reads it, without the card's first entry."""
        book = self.at("24 00:00")
        card = book.card(1)
        called = names(plan(card, GUIDE, language))
        words = Words(language)
        return [tell(entry, called, TODAY, words) for entry in thread(card, book.log(1))][1:]

    def order(self) -> list[str]:
        """Return what happened, without when."""
        return [told.what for told in self.told()]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_marks_and_letters_stand_interleaved(desk: Desk) -> None:
    desk.at("12 01:03").mark(1, "settle-dues", "done")
    mail = replace(
        letter("x"), kind="mail", subject="解約", date="2026-11-12T10:05:00+09:00", sender="docomo"
    )
    desk.at("20 00:00").keep(1, mail)
    desk.at("12 01:07", KEN).mark(1, "contact-carrier", "waiting", follow_up="2026-11-28")
    assert desk.told() == [
        Told("12 Nov 10:03", "step 2 done, mika", ("settle-dues",)),
        Told("12 Nov 10:05", "e-mail from them: 解約", ("docomo",)),
        Told("12 Nov 10:07", "step 3 waiting, ken", ("contact-carrier", "ask again 28 Nov")),
    ]


def test_it_begins_with_the_card_and_ends_with_its_closing(desk: Desk) -> None:
    desk.at("12 01:00").mark(1, "settle-dues/two", "skipped", reason="none owed")
    desk.at("13 01:00").close_card(1)
    book = desk.at("24 00:00")
    entries = thread(book.card(1), book.log(1))
    assert isinstance(entries[0], Turned)
    assert entries[0].kind == "card.added"
    assert desk.told() == [
        Told("12 Nov 10:00", "step 2, check 2 skipped, mika", ("two", "none owed")),
        Told("13 Nov 10:00", "card closed, mika", ()),
    ]


def test_a_moment_in_another_zone_stands_where_it_was_in_japan(desk: Desk) -> None:
    desk.at("12 01:00").mark(1, "check-dates", "done")
    desk.at("20 00:00").keep(1, letter("x", subject="s", date="2026-11-11T17:30:00-08:00"))
    assert [told.when for told in desk.told()] == ["12 Nov 10:00", "12 Nov 10:30"]


def test_a_date_without_a_time_stands_at_the_beginning_of_its_day(desk: Desk) -> None:
    desk.at("11 14:59").mark(1, "check-dates", "done")
    desk.at("11 15:01").mark(1, "settle-dues", "done")
    desk.at("20 00:00").keep(1, letter("x", kind="letter", subject="paper", date="2026-11-12"))
    assert [(told.when, told.what) for told in desk.told()] == [
        ("11 Nov 23:59", "step 1 done, mika"),
        ("12 Nov", "letter from them: paper"),
        ("12 Nov 00:01", "step 2 done, mika"),
    ]


def test_what_was_kept_on_its_own_day_stands_where_it_was_kept(desk: Desk) -> None:
    desk.at("12 01:00").mark(1, "check-dates", "done")
    desk.at("12 01:01").keep(1, letter("x", kind="call", subject="said", date="2026-11-12"))
    desk.at("12 01:02").keep(1, letter("y", kind="call", direction="out", subject="undated"))
    desk.at("12 01:03").mark(1, "settle-dues", "done")
    assert [(told.when, told.what) for told in desk.told()][1:3] == [
        ("12 Nov", "call from them: said"),
        ("12 Nov 10:02", "call from you: undated"),
    ]
    assert desk.order()[3] == "step 2 done, mika"


def test_a_date_that_is_none_leaves_the_note_where_it_was_kept(desk: Desk) -> None:
    desk.at("12 01:00").keep(1, letter("x", subject="s", date="soon"))
    assert desk.told()[0].when == "12 Nov 10:00"


def test_a_letter_comes_before_what_was_done_in_the_same_moment(desk: Desk) -> None:
    book = desk.at("12 01:00")
    book.mark(1, "check-dates", "done")
    book.keep(1, letter("x", kind="mail", subject="s"))
    assert desk.order() == ["e-mail from them: s", "step 1 done, mika"]


def test_what_was_undone_did_not_happen_and_what_was_redone_did(desk: Desk) -> None:
    desk.at("12 01:00").mark(1, "check-dates", "done")
    desk.at("12 02:00").mark(1, "settle-dues", "done")
    desk.at("12 03:00").undo(1)
    assert desk.order() == ["step 1 done, mika"]
    desk.at("12 04:00").redo(1)
    assert [(told.when, told.what) for told in desk.told()] == [
        ("12 Nov 10:00", "step 1 done, mika"),
        ("12 Nov 11:00", "step 2 done, mika"),
    ]
    desk.at("12 05:00").undo(1)
    desk.at("12 06:00").undo(1)
    assert desk.order() == []


def test_a_step_that_was_opened_again_says_so(desk: Desk) -> None:
    desk.at("12 01:00").mark(1, "check-dates", "not-applicable", reason="tourist")
    desk.at("13 01:00", KEN).mark(1, "check-dates", "open")
    assert [(told.what, told.more) for told in desk.told()] == [
        ("step 1 not applicable, mika", ("check-dates", "tourist")),
        ("step 1 to do, ken", ("check-dates",)),
    ]


def test_a_waiting_step_that_is_asked_again_later_says_the_new_day(desk: Desk) -> None:
    desk.at("12 01:00").mark(1, "check-dates", "waiting", follow_up="2026-11-20")
    desk.at("20 01:00").mark(1, "check-dates", "waiting", follow_up="2026-11-27")
    assert desk.told()[1] == Told(
        "20 Nov 10:00", "step 1 waiting, mika", ("check-dates", "ask again 27 Nov")
    )


def test_remarks_stand_at_their_own_time_and_withdrawn_letters_are_marked(desk: Desk) -> None:
    desk.at("12 01:00").keep(1, letter("x", kind="memo", subject="memo"))
    desk.at("13 01:00", KEN).annotate(1, "see page 2")
    desk.at("14 01:00").withdraw(1)
    assert desk.told() == [
        Told("12 Nov 10:00", "memo (internal): memo", ("withdrawn",)),
        Told("13 Nov 10:00", "remark on memo, ken", ("see page 2",)),
    ]


def test_what_was_purged_is_left_out(desk: Desk) -> None:
    desk.at("12 01:00").mark(1, "check-dates", "done")
    book = desk.at("24 00:00")
    events = [event._replace(salt=None, body=None) for event in book.log(1)]
    assert thread(book.card(1), events) == []


def test_a_step_that_the_guide_no_longer_has_keeps_its_id(desk: Desk) -> None:
    desk.at("12 01:00").mark(1, "gone", "done")
    assert desk.told()[0].what == "step gone done, mika"


def test_every_kind_of_entry_is_said_in_chinese_and_japanese(desk: Desk) -> None:
    desk.at("12 01:00").mark(1, "check-dates", "done")
    desk.at("12 02:00").keep(1, letter("x", kind="mail", subject="s", date="2026-11-12"))
    desk.at("12 03:00").annotate(1, "t")
    for language in ("zh", "ja"):
        assert all("11月12日" in told.when for told in desk.told(language))


def test_entries_carry_what_a_page_needs_to_go_there(desk: Desk) -> None:
    desk.at("12 01:00").mark(1, "check-dates/one", "done")
    desk.at("13 01:00").keep(1, letter("x"))
    book = desk.at("24 00:00")
    _, mark, note = thread(book.card(1), book.log(1))
    assert isinstance(mark, Marked)
    assert mark.item == "check-dates/one"
    assert isinstance(note, Written)
    assert note.note.id == 1
    assert in_tokyo(note.at).hour == 10
