"""What proves that a step is done: a letter named with its mark, and what becomes of it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.casebook.examples import GUIDE, KEN, MIKA, casebook, letter
from tui.casebook.casebook import Casebook
from tui.casebook.draft import Draft
from tui.casebook.errors import Refused
from tui.casebook.fold import first_fault
from tui.casebook.moving import move_card
from tui.casebook.sqlite import SqliteStore
from tui.casebook.storage import Store

STEP = "contact-carrier"


@pytest.fixture
def book(store: Store) -> Casebook:
    """A card with a letter, and a memo."""
    made = casebook(store)
    made.add_card(GUIDE, "My docomo")
    made.keep(1, letter("受付番号 A-1234", subject="解約受付", kind="mail"))
    made.keep(1, letter("call again", kind="memo"))
    return made


def proof(book: Casebook, card: int = 1) -> int | None:
    return book.card(card).mark(STEP).proof


def test_a_tick_names_its_letter_and_undo_takes_back_both(book: Casebook) -> None:
    card = book.mark(1, STEP, "done", proof=1)
    assert (card.mark(STEP).state, card.mark(STEP).proof) == ("done", 1)
    book.undo()
    assert (book.card(1).mark(STEP).state, proof(book)) == ("open", None)
    book.redo()
    assert proof(book) == 1


def test_a_letter_named_later_leaves_who_did_it_and_when(store: Store, book: Casebook) -> None:
    done = book.mark(1, STEP, "done").mark(STEP)
    ken = Casebook(store, KEN, lambda: datetime(2027, 1, 1, tzinfo=UTC))
    for named in (ken.prove(1, STEP, 1), ken.mark(1, STEP, "done", proof=1)):
        now = named.mark(STEP)
        assert (now.by, now.at, now.proof) == (done.by, done.at, 1)
    assert ken.undo().kind == "mark.proved"
    assert proof(book) is None
    assert book.card(1).mark(STEP).state == "done"


def test_a_second_tick_without_a_letter_keeps_the_one_that_was_named(book: Casebook) -> None:
    book.mark(1, STEP, "done", proof=1)
    book.mark(1, STEP, "done")
    assert proof(book) == 1
    book.mark(1, STEP, "open")
    assert proof(book) is None


def test_what_is_not_done_has_no_proof(book: Casebook) -> None:
    with pytest.raises(Refused, match="tick it first"):
        book.prove(1, STEP, 1)
    book.mark(1, STEP, "waiting", proof=1)
    assert proof(book) is None


def test_no_memo_no_withdrawn_letter_and_none_of_another_card_proves_anything(
    book: Casebook,
) -> None:
    book.add_card(GUIDE, "Other")
    book.keep(2, letter("elsewhere"))
    book.withdraw(1)
    for note, said in ((1, "withdrawn"), (2, "memo"), (3, "not of this card")):
        with pytest.raises(Refused, match=said):
            book.mark(1, STEP, "done", proof=note)
    assert book.card(1).mark(STEP).state == "open"


def test_a_letter_that_is_withdrawn_proves_nothing_any_more_until_that_is_undone(
    book: Casebook,
) -> None:
    book.mark(1, STEP, "done", proof=1)
    book.withdraw(1)
    assert proof(book) is None
    undone = book.undo()
    assert (undone.table, undone.id) == ("note", 1)
    assert proof(book) == 1


def test_a_letter_that_is_moved_proves_nothing_any_more_until_that_is_undone(
    book: Casebook,
) -> None:
    book.add_card(GUIDE, "Other")
    book.mark(1, STEP, "done", proof=1)
    book.move(1, 2)
    assert (proof(book), proof(book, 2)) == (None, None)
    book.undo()
    assert proof(book) == 1


def test_keeping_a_letter_is_not_undone_while_it_proves_something(
    store: Store, book: Casebook
) -> None:
    ken = casebook(store, KEN)
    ken.keep(1, letter("確認", kind="mail"))
    book.mark(1, STEP, "done", proof=3)
    with pytest.raises(Refused, match="proof of a step"):
        ken.undo()
    book.prove(1, STEP, None)
    ken.undo()
    assert book.note(3)[0].withdrawn


def test_what_an_undo_brings_back_names_no_letter_that_was_withdrawn_since(
    store: Store, book: Casebook
) -> None:
    book.mark(1, STEP, "done", proof=1)
    book.undo()
    casebook(store, KEN).withdraw(1)
    with pytest.raises(Refused, match="withdrawn or moved since"):
        book.redo()
    assert proof(book) is None


def test_a_card_that_moves_takes_its_proof_along_under_its_new_number(
    book: Casebook, tmp_path: Path
) -> None:
    book.mark(1, STEP, "done", proof=1)
    target = casebook(SqliteStore(tmp_path / "other.db"), MIKA)
    target.add_card(GUIDE, "Mine")
    target.keep(1, letter("another", kind="mail"))
    arrived = move_card(
        book, target, 1, lambda _: Draft(original=b"history", text="history", kind="memo")
    )
    named = arrived.mark(STEP).proof
    assert named is not None
    assert target.note(named)[1] == "受付番号 A-1234"
    with target.store.reading() as reader:
        assert first_fault(reader) is None
    target.store.close()


def test_what_is_amiss_goes_with_waiting_alone(book: Casebook) -> None:
    card = book.mark(1, STEP, "waiting", outcome="missing", follow_up="2027-01-01")
    assert card.mark(STEP).outcome == "missing"
    assert book.mark(1, STEP, "done", outcome="missing").mark(STEP).outcome is None
