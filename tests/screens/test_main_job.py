"""Pick a card, tick its steps, keep its letters."""

from pathlib import Path

import pytest
from textual import events

from tests.screens.filing import until
from tests.screens.running import KEN, add_card, desk_at, running, states, texts
from tui.casebook.draft import Draft
from tui.desk import Desk

LETTER = (
    "件名: 解約手続きのご案内\n差出人: ドコモ\n\n[docomo]お知らせ\x1b[31m [/]\n"
    + "本文です。\n" * 40
)


async def test_with_no_card_the_first_screen_says_what_this_is(desk: Desk) -> None:
    async with running(desk) as screen:
        assert "Cancel a Japanese phone card, and keep the proof." in screen.text
        assert "only you can read this" in screen.lines[0]
        assert "a monthly bill" in screen.line("Postpaid (monthly)  ")
        assert "paid once or topped up" in screen.text
        assert "space done" in screen.lines[-1]
        assert "Check the contract's dates" in screen.text


async def test_the_first_tick_asks_one_line_and_then_ticks(desk: Desk) -> None:
    async with running(desk) as screen:
        await screen.press("space")
        await screen.type("docomo 1/15")
        assert "Fri 15 Jan" in screen.text
        assert "52 days" in screen.text
        await screen.press("enter")
        card = desk.casebook.card(1)
        assert (card.label, card.carrier, card.holder.departure) == (
            "docomo",
            "docomo",
            "2027-01-15",
        )
        assert states(desk) == {"check-dates": "done"}
        await screen.press("q")
        assert "1 of 7 done" in screen.text
        assert "leaves 15 Jan · 52 days" in screen.text


async def test_the_first_line_can_be_skipped(desk: Desk) -> None:
    async with running(desk) as screen:
        await screen.press("space", "enter")
        assert desk.casebook.card(1).label == "Postpaid (monthly)"
        assert states(desk) == {"check-dates": "done"}


async def test_escape_from_the_first_line_starts_nothing(desk: Desk) -> None:
    async with running(desk) as screen:
        await screen.press("space", "escape")
        assert desk.casebook.cards() == []
        assert "Cancel a Japanese phone card" in screen.text


async def test_it_opens_on_the_next_open_step_of_the_card_last_worked_on(desk: Desk) -> None:
    add_card(desk, "other")
    card = add_card(desk)
    desk.casebook.mark(card, ["check-dates", "settle-dues"], "done")
    add_card(desk_at(desk.places.casebook.parents[3], KEN), "ken's")
    async with running(desk) as screen:
        assert "My docomo" in screen.lines[2]
        assert screen.main.steps.item == "prepare-documents"
        assert screen.main.focused is screen.main.steps
        assert "A valid identity document" in screen.text


async def test_space_ticks_and_asks_before_it_opens_again(desk: Desk) -> None:
    card = add_card(desk)
    async with running(desk) as screen:
        await screen.press("space")
        assert states(desk)["check-dates"] == "done"
        assert "1 of 7 done" in screen.text
        assert "1/7" in screen.lines[5]
        await screen.press("space")
        assert "Open it again?" in screen.text
        await screen.press("2")
        assert states(desk)["check-dates"] == "done"
        await screen.press("space", "1")
        assert states(desk)["check-dates"] == "open"
    assert card == 1


async def test_a_ticked_step_says_how_many_checks_are_left(desk: Desk) -> None:
    add_card(desk)
    async with running(desk) as screen:
        await screen.press("down", "space", "1", "space")
        assert "6 checks left" in screen.line("Check the contract's dates")


async def test_enter_opens_the_details_in_place(desk: Desk) -> None:
    add_card(desk)
    async with running(desk) as screen:
        await screen.press("enter")
        assert "Decide first about the number" in screen.text
        read = ""
        while screen.main.steps.cursor_key != "check-dates!note":
            await screen.press("down")
            read += screen.text
        assert "8 days" in read, "the end of the text was scrolled past unseen"
        assert "! Plan ahead of your departure" in read
        await screen.press("h")
        assert screen.main.steps.cursor_key == "check-dates"
        assert "Decide first" not in screen.text


async def test_arrows_and_enter_do_everything(desk: Desk) -> None:
    add_card(desk)
    async with running(desk) as screen:
        await screen.press("enter")
        for _ in range(40):
            if screen.main.steps.cursor_key == "check-dates!done":
                break
            await screen.press("down")
        await screen.press("enter")
        assert states(desk)["check-dates"] == "done"


async def test_digits_go_to_a_step(desk: Desk) -> None:
    add_card(desk)
    async with running(desk) as screen:
        await screen.press("6")
        assert screen.main.steps.item == "await-outcome"


async def test_waiting_takes_a_day_to_ask_again(desk: Desk) -> None:
    add_card(desk)
    async with running(desk) as screen:
        await screen.press("w")
        await screen.type("2/30")
        assert "no date" in screen.text
        await screen.press("enter")
        assert states(desk) == {}
        await screen.press(*["backspace"] * 4)
        await screen.type("+4")
        assert "Sat 28 Nov" in screen.text
        await screen.press("enter")
        mark = desk.casebook.card(1).mark("check-dates")
        assert (mark.state, mark.follow_up) == ("waiting", "2026-11-28")
        assert "ask again 28 Nov" in screen.line("Check the contract's dates")
        assert "1 waiting" in screen.text


async def test_a_skipped_step_needs_a_reason(desk: Desk) -> None:
    add_card(desk)
    async with running(desk) as screen:
        await screen.press("s", "1", "enter")
        assert states(desk) == {}
        await screen.press("s", "1")
        await screen.type("no term")
        await screen.press("enter")
        mark = desk.casebook.card(1).mark("check-dates")
        assert (mark.state, mark.reason) == ("skipped", "no term")
        assert "Skipped" in screen.line("Check the contract's dates")


async def test_a_tourist_card_lapses_in_one_act(desk: Desk) -> None:
    add_card(desk, "Trip SIM", "prepaid")
    async with running(desk) as screen:
        await screen.press("3", "s", "1")
        assert states(desk) == {
            "contact-carrier": "not-applicable",
            "submit-request": "not-applicable",
        }
        assert "0 of 3 done" in screen.text
        await screen.press("u")
        assert set(states(desk).values()) == {"open"}


async def test_a_contact_step_offers_one_line_for_the_notes(desk: Desk) -> None:
    add_card(desk)
    async with running(desk) as screen:
        await screen.press("4", "space")
        assert "Whom did you reach" in screen.text
        assert states(desk)["contact-carrier"] == "done"
        await screen.type("Sato A-1")
        await screen.press("enter")
        note = desk.casebook.card(1).notes[0]
        assert (note.step, note.kind, note.subject) == ("contact-carrier", "call", "Sato A-1")
        assert "Sato A-1" in screen.line("call")


async def test_undo_and_redo_say_what_and_go_there(desk: Desk) -> None:
    add_card(desk)
    async with running(desk) as screen:
        await screen.press("space", "5", "u")
        assert states(desk)["check-dates"] == "open"
        assert "Undone: 1 Check the contract's dates" in screen.lines[-1]
        assert screen.main.steps.item == "check-dates"
        await screen.press("ctrl+r")
        assert states(desk)["check-dates"] == "done"
        assert "Redone" in screen.lines[-1]


async def test_a_pasted_letter_is_reviewed_and_kept_exactly(desk: Desk) -> None:
    add_card(desk)
    async with running(desk) as screen:
        screen.app.post_message(events.Paste(LETTER))
        await screen.settle()
        assert "Check before saving" in screen.text
        assert "44 lines" in screen.text or "45 lines" in screen.text
        assert "解約手続きのご案内" in screen.line("Subject")
        assert "␛[31m [/]" in screen.text
        await screen.press("ctrl+s")
        note = desk.casebook.card(1).notes[0]
        assert desk.casebook.original(note.id) == LETTER.encode()
        assert (note.kind, note.direction, note.subject) == ("mail", "in", "解約手続きのご案内")
        assert "解約手続きのご案内" in screen.line("from them")
        assert desk.drafts.left_behind() == []


async def test_a_letter_pasted_with_no_card_starts_one(desk: Desk) -> None:
    async with running(desk) as screen:
        screen.app.post_message(events.Paste(LETTER))
        await screen.settle()
        await screen.press("ctrl+s")
        await screen.type("au")
        await screen.press("enter")
        assert desk.casebook.card(1).label == "au"
        assert texts(desk, [1]) == [LETTER]


async def test_the_review_names_the_card_and_can_change_it(desk: Desk) -> None:
    add_card(desk, "one")
    add_card(desk, "two")
    async with running(desk) as screen:
        screen.app.post_message(events.Paste(LETTER))
        await screen.settle()
        assert "two" in screen.line("Card")
        await screen.press("tab", "left", "ctrl+s")
        assert len(desk.casebook.card(1).notes) == 1
        assert desk.casebook.card(2).notes == ()


async def test_a_note_is_written_and_kept(desk: Desk) -> None:
    add_card(desk)
    async with running(desk) as screen:
        await screen.press("2", "n")
        await screen.type("the q key")
        await screen.press("enter")
        await screen.type("types q")
        await screen.press("ctrl+s")
        note = desk.casebook.card(1).notes[0]
        assert texts(desk, [note.id]) == ["the q key\ntypes q"]
        assert note.step == "settle-dues"


async def test_a_note_of_a_bad_date_is_not_kept_yet(desk: Desk) -> None:
    add_card(desk)
    async with running(desk) as screen:
        await screen.press("n")
        await screen.type("hello")
        await screen.press("shift+tab", "shift+tab", "shift+tab")
        await screen.type("2/31")
        await screen.press("ctrl+s")
        assert "2/31 is no date" in screen.text
        assert desk.casebook.card(1).notes == ()


async def test_what_was_typed_is_offered_again_to_its_writer(desk: Desk, tmp_path: Path) -> None:
    add_card(desk)
    async with running(desk) as screen:
        await screen.press("n")
        await screen.type("half a note")
        await screen.press("escape")
        assert desk.casebook.card(1).notes == ()
    async with running(desk_at(tmp_path, KEN)) as screen:
        assert "Unfinished" not in screen.text
    again = desk_at(tmp_path)
    async with running(again) as screen:
        assert "half a note" in screen.line("Unfinished")
        await screen.press("1", "ctrl+s")
        assert texts(again, [1]) == ["half a note"]


async def test_discard_erases_a_draft_from_the_disk(desk: Desk) -> None:
    add_card(desk)
    async with running(desk) as screen:
        await screen.press("n")
        await screen.type("secret")
        await screen.press("tab", "right", "right", "enter")
        assert list(desk.places.state.glob("drafts/*/*.json")) == []


async def test_a_note_is_read_annotated_withdrawn_and_brought_back(desk: Desk) -> None:
    card = add_card(desk)
    desk.casebook.keep(card, Draft(original=b"x", text="hello [/] there", subject="[bold]s"))
    async with running(desk) as screen:
        await screen.press("tab", "enter")
        assert "hello [/] there" in screen.text
        assert "[bold]s" in screen.text
        await screen.press("A")
        await screen.type("see page 2")
        await screen.press("enter")
        assert "see page 2" in screen.text
        await screen.press("W")
        assert "Withdrawn" in screen.text
        await screen.press("W", "q")
        note = desk.casebook.card(card).notes[0]
        assert (note.withdrawn, note.annotations[0].text) == (False, "see page 2")


async def test_a_note_is_moved_to_the_card_it_belongs_to(desk: Desk) -> None:
    one, two = add_card(desk, "one"), add_card(desk, "two")
    desk.casebook.keep(two, Draft(original=b"x", text="x", subject="letter"))
    async with running(desk) as screen:
        await screen.press("tab", "enter", "m", "1")
        assert [note.subject for note in desk.casebook.card(one).notes] == ["letter"]


async def test_a_card_is_edited_and_its_holder_with_it(desk: Desk) -> None:
    card = add_card(desk)
    add_card(desk, "second")
    async with running(desk) as screen:
        await screen.press("shift+tab", "up", "e")
        await screen.press(*["tab"] * 4, *["backspace"] * 10)
        await screen.type("2/1")
        assert "Mon 1 Feb" in screen.text
        await screen.press("ctrl+s")
        assert {c.holder.departure for c in desk.casebook.cards()} == {"2027-02-01"}
    assert card == 1


async def test_a_card_is_added_with_the_form(desk: Desk) -> None:
    async with running(desk) as screen:
        await screen.press("a")
        await screen.type("Wifi")
        await screen.press("tab")
        await screen.type("UQ")
        await screen.press("ctrl+s")
        card = desk.casebook.card(1)
        assert (card.label, card.carrier, card.type) == ("Wifi", "UQ", "postpaid")
        await screen.press("q")
        assert "Wifi" in screen.lines[2]


async def test_closing_a_card_with_open_steps_asks_once(desk: Desk) -> None:
    add_card(desk)
    async with running(desk) as screen:
        await screen.press("c")
        assert "7 steps are not done" in screen.text
        await screen.press("2")
        assert desk.casebook.card(1).closed
        await screen.press("space")
        assert "closed" in screen.lines[-1]
        await screen.press("c")
        assert not desk.casebook.card(1).closed


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_quitting_needs_no_question(desk: Desk, key: str) -> None:
    async with running(desk) as screen:
        await screen.pilot.press(key)
        await screen.pilot.pause()
        assert screen.app._exit


async def test_history_says_who_did_what(desk: Desk) -> None:
    card = add_card(desk)
    desk.casebook.mark(card, "check-dates", "done")
    async with running(desk) as screen:
        await screen.press("t")
        assert "To do → Done" in screen.line("Check the contract's dates")
        assert "mika" in screen.text


async def test_the_palette_finds_a_command_and_runs_it(desk: Desk) -> None:
    add_card(desk)
    async with running(desk) as screen:
        await screen.press("colon")
        await screen.type("histo")
        await screen.press("enter")
        assert "History" in screen.lines[0]
        await screen.press("q", "colon")
        await screen.type("done")
        await screen.press("enter")
        assert states(desk)["check-dates"] == "done"


async def test_keys_typed_before_a_page_stands_go_to_that_page(desk: Desk) -> None:
    async with running(desk) as screen:
        for key, character in (("space", " "), ("a", "a"), ("u", "u"), ("enter", "\r")):
            screen.app.post_message(events.Key(key, character))
        for _ in range(30):
            await screen.settle()
            if desk.casebook.cards():
                break
        assert desk.casebook.card(1).carrier == "au"


async def test_a_card_that_undo_took_away_comes_back_with_redo(desk: Desk) -> None:
    async with running(desk) as screen:
        await screen.press("space", "enter", "q", "u", "u")
        assert desk.casebook.cards() == []
        assert "ctrl+r brings the card back" in screen.text
        await screen.press("ctrl+r")
        assert desk.casebook.card(1).label == "Postpaid (monthly)"


async def test_a_date_that_is_none_does_not_become_the_carrier(desk: Desk) -> None:
    async with running(desk) as screen:
        await screen.press("space")
        await screen.type("SoftBank 13/45")
        assert "13/45 is no date" in screen.text
        await screen.press("enter")
        assert desk.casebook.cards() == []


async def test_a_letter_pasted_over_a_question_is_kept_as_a_draft(desk: Desk) -> None:
    add_card(desk)
    async with running(desk) as screen:
        await screen.press("s")
        screen.app.post_message(events.Paste(LETTER))
        await screen.settle()
        assert "kept as a draft" in screen.text
        await screen.press("q", "n", "1", "ctrl+s")
        assert texts(desk, [1]) == [LETTER]


async def test_a_form_with_something_in_it_is_not_dropped_unasked(desk: Desk) -> None:
    async with running(desk) as screen:
        await screen.press("a")
        await screen.type("Wifi")
        await screen.press("escape")
        assert "Discard what you filled in?" in screen.text
        await screen.press("1")
        assert "Wifi" in screen.line("Label")
        await screen.press("escape", "2")
        assert desk.casebook.cards() == []


async def test_a_form_that_could_not_be_saved_comes_back_filled_in(
    desk: Desk, tmp_path: Path
) -> None:
    card = add_card(desk)
    async with running(desk) as screen:
        await screen.press("e")
        await screen.type(" (work)")
        desk_at(tmp_path, KEN).casebook.edit_card(card, {"label": ("My docomo", "ken's")})
        await screen.press("ctrl+s")
        assert "ken has changed this meanwhile: label, now ken's." in screen.text
        assert "My docomo (work)" in screen.line("Label")
        await screen.press("ctrl+s")
        assert desk.casebook.card(card).label == "My docomo (work)"


async def test_a_new_name_can_be_another_person_or_a_rename(desk: Desk) -> None:
    add_card(desk, "one")
    add_card(desk, "two")
    async with running(desk) as screen:
        await screen.press("e", *["tab"] * 3, *["backspace"] * 4)
        await screen.type("Li Na")
        await screen.press("ctrl+s")
        assert "mika has 1 other card" in screen.text
        await screen.press("1")
        names = {card.label: card.holder.name for card in desk.casebook.cards()}
        assert names == {"one": "mika", "two": "Li Na"}


async def test_the_palette_opens_what_a_command_asks(desk: Desk) -> None:
    add_card(desk)
    async with running(desk) as screen:
        await screen.press("colon")
        await screen.type("edit")
        await screen.press("enter")
        assert "Edit card" in screen.lines[0]


async def test_a_form_that_was_cut_off_is_offered_filled_in(desk: Desk, tmp_path: Path) -> None:
    async with running(desk) as screen:
        await screen.press("a")
        await screen.type("Trip SIM")
        await until(screen, lambda: desk.drafts.left_behind(own=True))
    # The session ends; only esc, and what is kept, take a draft away.
    again = desk_at(tmp_path)
    async with running(again) as screen:
        assert "Unfinished text, " in screen.text
        assert "Trip SIM" in screen.text
        await screen.press("1")
        assert "Trip SIM" in screen.line("Label")
        await screen.press("ctrl+s")
        assert [card.label for card in again.casebook.cards()] == ["Trip SIM"]
        assert again.drafts.left_behind(own=True) == []


async def test_a_form_left_on_purpose_leaves_no_draft(desk: Desk) -> None:
    add_card(desk)
    async with running(desk) as screen:
        await screen.press("e")
        await screen.type("x")
        await screen.press("escape", "2")
        assert desk.drafts.left_behind(own=True) == []
        assert desk.casebook.card(1).label == "My docomo"
