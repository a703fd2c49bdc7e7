"""One holder's part of a casebook: nobody else's is seen, and nobody else's is touched."""

from typing import Any

import pytest
from hypothesis import given, settings

from tests.casebook.examples import GUIDE, KEN, MIKA, FrozenClock, letter
from tests.casebook.memory import MemoryStore
from tests.casebook.test_any_sequence import do_all, verbs
from tui.casebook.casebook import Casebook
from tui.casebook.errors import CasebookError, NoSuchThing, Refused
from tui.casebook.fold import first_break, rebuild
from tui.casebook.storage import TABLES, Store

SECRET = "Wang Fang"


def desk_of_two(store: Store) -> tuple[Casebook, Casebook]:
    """Return the whole casebook, with a card of each of two people, and Lin's part of it."""
    whole = Casebook(store, KEN, FrozenClock(), wait=5)
    whole.add_card(GUIDE, f"{SECRET} docomo", holder=SECRET)
    whole.keep(1, letter(f"Dear {SECRET}"))
    whole.mark(1, "check-dates", "done")
    whole.add_card(GUIDE, "Lin au", holder="Lin")
    return whole, Casebook(store, MIKA, FrozenClock(), wait=5, only=2)


def test_nobody_elses_card_note_or_name_is_there(store: Store) -> None:
    whole, lins = desk_of_two(store)
    assert [card.label for card in lins.cards()] == ["Lin au"]
    assert [holder.name for holder in lins.holders()] == ["Lin"]
    assert {event.card for event in lins.log()} == {2}
    assert lins.log(1) == []
    assert lins.last_worked_on() == 2
    for question in (
        lambda: lins.card(1),
        lambda: lins.note(1),
        lambda: lins.original(1),
        lambda: lins.mark(1, "check-dates", "open"),
        lambda: lins.annotate(1, "hello"),
        lambda: lins.move(1, 2),
        lambda: lins.exported([1]),
        lambda: lins.keep(1, letter("x")),
    ):
        with pytest.raises(NoSuchThing) as trouble:
            question()
        assert SECRET not in str(trouble.value)
    assert len(whole.cards()) == 2


def test_a_card_added_in_ones_own_part_is_ones_own(store: Store) -> None:
    _, lins = desk_of_two(store)
    assert lins.add_card(GUIDE, "Lin docomo").holder.name == "Lin"


def test_what_would_reach_beyond_is_refused_and_leaves_nothing(store: Store) -> None:
    whole, lins = desk_of_two(store)
    before = len(whole.log())
    lins.keep(2, letter("mine"))
    for verb in (
        lambda: lins.add_holder("another"),
        lambda: lins.add_card(GUIDE, "x", holder=SECRET),
        lambda: lins.edit_card(2, {"holder": (2, 1)}),
        lambda: lins.move(2, 1),
    ):
        with pytest.raises(CasebookError):
            verb()
    assert len(whole.log()) == before + 1


def test_an_undo_that_reaches_others_cards_is_refused(store: Store) -> None:
    whole, _ = desk_of_two(store)
    whole.keep(1, letter("moved over"))
    whole.move(2, 2)
    lins = Casebook(store, KEN, FrozenClock(), wait=5, only=2)
    with pytest.raises(Refused):
        lins.undo(2)


def test_a_part_is_never_made_the_whole(store: Store) -> None:
    whole, lins = desk_of_two(store)
    with pytest.raises(Refused), lins.store.writing(1) as writer:
        rebuild(writer)
    assert len(whole.cards()) == 2


@settings(max_examples=100, deadline=None)
@given(verbs)
def test_whatever_is_done_in_ones_own_part_leaves_the_others_as_they_were(
    sequence: list[tuple[Any, ...]],
) -> None:
    store = MemoryStore()
    whole, lins = desk_of_two(store)

    def others() -> list[Any]:
        with store.reading() as reader:
            return [
                [row for row in reader.records(table) if (row.get("card") or row["id"]) == 1]
                for table in TABLES
                if table != "annotation"
            ]

    before = others()
    do_all(lins, 2, sequence)
    assert others() == before
    assert SECRET not in repr([*lins.cards(), *lins.holders(), *lins.log()])
    assert first_break(whole.log()) is None
