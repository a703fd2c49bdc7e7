"""What keys do, with a stand-in where the page would be."""

from typing import TYPE_CHECKING

import pytest

from tests.screens.acts.stand_in import StandIn
from tests.screens.running import KEN, add_card, desk_at, states
from tui.casebook.draft import Draft
from tui.desk import Desk
from tui.keys import KEYS
from tui.screens.acts import cards, marks, notes, undo
from tui.screens.page import act
from tui.screens.sitting import Sitting
from tui.text.translation import Words

if TYPE_CHECKING:
    from tui.screens.acts.workplace import Workplace
    from tui.screens.pages.main import MainScreen
    from tui.screens.pages.note import NotePage

    def _all_are_workplaces(main: MainScreen, note: NotePage) -> list[Workplace]:
        return [main, note]


@pytest.fixture
def at(desk: Desk) -> StandIn:
    return StandIn(Sitting(desk, Words("en")), add_card(desk))


def item_of(at: StandIn, number: int) -> str:
    assert at.plan is not None
    return at.plan.steps[number - 1].id


@pytest.mark.parametrize("name", [key.action for key in KEYS if "." in key.action])
def test_every_act_that_a_key_names_is_there(name: str) -> None:
    assert name == "app.quit_now" or callable(act(name))


async def test_a_tick_marks_what_is_under_the_cursor_and_undo_takes_it_back(at: StandIn) -> None:
    at.item = item_of(at, 1)
    await marks.tick(at)
    assert states(at.sitting.desk) == {at.item: "done"}
    await undo.undo(at)
    assert states(at.sitting.desk)[at.item] == "open"
    assert at.footer_said.startswith("Undone: 1 ")
    await undo.redo(at)
    assert states(at.sitting.desk)[at.item] == "done"


async def test_a_tick_where_no_step_is_says_where_it_belongs(at: StandIn) -> None:
    await marks.tick(at)
    assert at.said == ["That key is for a step: tab goes to the steps."]
    assert states(at.sitting.desk) == {}


async def test_a_done_step_is_opened_again_only_when_told_so(at: StandIn) -> None:
    at.item = item_of(at, 1)
    await marks.tick(at)
    await marks.tick(at.is_asked(["no"]))
    assert states(at.sitting.desk)[at.item] == "done"
    await marks.tick(at.is_asked(["yes"]))
    assert states(at.sitting.desk)[at.item] == "open"


async def test_a_skipped_step_says_why(at: StandIn) -> None:
    at.item = item_of(at, 2)
    await marks.skip(at.is_asked(["skipped", ""]))
    assert at.footer_said == "Not skipped: a skipped step says why."
    await marks.skip(at.is_asked(["skipped", "paid in the shop"]))
    assert states(at.sitting.desk)[at.item] == "skipped"


async def test_what_a_colleague_changed_meanwhile_is_asked_about(at: StandIn) -> None:
    at.item = item_of(at, 1)
    colleague = desk_at(at.sitting.desk.places.home, KEN)
    colleague.casebook.mark(1, [at.item], "waiting")
    await marks.tick(at.is_asked(["theirs"]))
    assert states(at.sitting.desk)[at.item] == "waiting"


async def test_the_first_tick_starts_a_card(desk: Desk) -> None:
    at = StandIn(Sitting(desk, Words("en")))
    at.item = item_of(at, 1)
    await marks.tick(at.is_asked(["docomo 12/15"]))
    card = desk.casebook.card(1)
    assert (card.label, card.holder.departure) == ("docomo", "2026-12-15")
    assert states(desk)[at.item] == "done"


async def test_a_card_is_closed_after_its_questions(at: StandIn) -> None:
    await cards.close(at.is_asked(["no"]))
    assert at.card is not None
    assert not at.card.closed
    await cards.close(at.is_asked(["yes", "close"]))
    assert at.card.closed
    await cards.close(at)
    assert at.footer_said == "My docomo is open again."


async def test_a_remark_is_kept_with_its_note_and_left_when_it_is_empty(at: StandIn) -> None:
    book = at.sitting.desk.casebook
    kept = book.keep(1, Draft(original=b"x", text="x", form="typed", subject="A call"))
    at.show_card(kept)
    at.note = kept.notes[0].id
    await notes.annotate(at.is_asked([""]))
    assert at.said == []
    await notes.annotate(at.is_asked(["see page 2"]))
    assert at.footer_said == "The remark is kept."
    assert [each.text for each in book.card(1).notes[0].annotations] == ["see page 2"]


async def test_a_note_moves_to_the_card_that_was_chosen_and_its_page_is_left(at: StandIn) -> None:
    book = at.sitting.desk.casebook
    at.show_card(book.keep(1, Draft(original=b"x", text="x", form="typed", subject="A call")))
    at.note = 1
    await notes.move(at)
    assert at.footer_said == "There is no other card."
    other = add_card(at.sitting.desk, "Router")
    await notes.move(at.is_asked([str(other)]))
    assert at.has_left
    assert [note.id for note in book.card(other).notes] == [1]
