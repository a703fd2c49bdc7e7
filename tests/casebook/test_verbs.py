"""What the verbs promise, on every storage adapter."""

import pytest

from tests.casebook.examples import GUIDE, KEN, MIKA, casebook, letter
from tui.casebook.errors import Changed, NoSuchThing, Refused
from tui.casebook.fold import first_fault
from tui.casebook.records import Record
from tui.casebook.storage import Reader, Store


def test_a_new_card_belongs_to_whoever_made_it(store: Store) -> None:
    card = casebook(store).add_card(GUIDE, "My docomo", carrier="docomo")
    assert (card.id, card.label, card.carrier, card.holder.name) == (
        1,
        "My docomo",
        "docomo",
        "mika",
    )


def test_two_cards_of_one_person_share_the_departure(store: Store) -> None:
    book = casebook(store)
    first = book.add_card(GUIDE, "one", holder="Li Na", departure="2026-12-15")
    second = book.add_card(GUIDE, "two", holder="Li Na")
    assert second.holder.departure == "2026-12-15"
    book.edit_card(second.id, {}, {"departure": ("2026-12-15", "2027-01-05")})
    assert book.card(first.id).holder.departure == "2027-01-05"


def test_a_mark_says_who_and_when(store: Store) -> None:
    book = casebook(store)
    card = book.mark(book.add_card(GUIDE, "x").id, "check-dates", "done")
    mark = card.mark("check-dates")
    assert (mark.state, mark.by, mark.at) == ("done", "mika", "2026-11-22T01:00:02.000000+00:00")


def test_a_mark_is_made_without_looking_at_letters(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = casebook(store)
    card = book.add_card(GUIDE, "x").id
    book.keep(card, letter("hello"))
    read: list[str] = []
    with store.reading() as reader:
        kind = type(reader)
    records = kind.records

    def watched(self: Reader, table: str, **narrowed: int) -> list[Record]:
        read.append(table)
        return records(self, table, **narrowed)

    monkeypatch.setattr(kind, "records", watched)
    book.mark(card, ["check-dates", "settle-dues"], "done")
    # Once, for the card that is given back.
    assert read.count("note") == 1
    read.clear()
    book.change_cards([card], {"assignee": "ken"})
    book.close_cards([card])
    assert "note" not in read


def test_ticking_a_step_leaves_its_checks_as_they_are(store: Store) -> None:
    book = casebook(store)
    card = book.mark(book.add_card(GUIDE, "x").id, "check-dates", "done")
    assert card.mark("check-dates/one").state == "open"


def test_a_skipped_step_must_say_why(store: Store) -> None:
    book = casebook(store)
    card = book.add_card(GUIDE, "x")
    with pytest.raises(Refused, match="reason"):
        book.mark(card.id, "check-dates", "skipped")
    assert (
        book.mark(card.id, "check-dates", "skipped", reason="no term").mark("check-dates").reason
        == "no term"
    )


def test_marking_twice_the_same_makes_one_event(store: Store) -> None:
    book = casebook(store)
    card = book.add_card(GUIDE, "x")
    book.mark(card.id, "check-dates", "done")
    events = len(book.log())
    book.mark(card.id, "check-dates", "done")
    assert len(book.log()) == events


def test_a_stale_write_is_refused_and_shows_theirs(store: Store) -> None:
    mika, ken = casebook(store, MIKA), casebook(store, KEN)
    card = mika.add_card(GUIDE, "x")
    ken.mark(card.id, "check-dates", "waiting", follow_up="2026-11-28")
    with pytest.raises(Changed) as caught:
        mika.mark(card.id, "check-dates", "done", if_revision=0)
    assert caught.value.by == "ken"
    assert caught.value.theirs is not None
    assert caught.value.theirs.state == "waiting"


def test_a_stale_edit_is_refused_and_names_the_other(store: Store) -> None:
    mika, ken = casebook(store, MIKA), casebook(store, KEN)
    card = mika.add_card(GUIDE, "x")
    ken.edit_card(card.id, {"label": ("x", "ken's")})
    with pytest.raises(Changed) as caught:
        mika.edit_card(card.id, {"label": ("x", "mika's")})
    assert caught.value.by == "ken"
    assert mika.card(card.id).label == "ken's"


def test_a_repeated_action_is_done_once(store: Store) -> None:
    book = casebook(store)
    card = book.add_card(GUIDE, "x", idempotency="a")
    assert book.add_card(GUIDE, "x", idempotency="a").id == card.id
    book.keep(card.id, letter("hello"), idempotency="b")
    assert len(book.keep(card.id, letter("hello"), idempotency="b").notes) == 1
    assert len(book.cards()) == 1


@pytest.mark.parametrize(
    "body", ["[docomo]お知らせ [/]", "a\x00b\x1b[31m", "\u202eabc", "\ud800 lone", "か\u3099", ""]
)
def test_a_letter_is_kept_exactly(store: Store, body: str) -> None:
    book = casebook(store)
    card = book.keep(book.add_card(GUIDE, "x").id, letter(body, subject=body.replace("\ud800", "")))
    note, text = book.note(card.notes[0].id)
    assert text == body
    assert book.original(note.id) == body.encode("utf-8", "surrogatepass")


def test_a_note_is_annotated_moved_withdrawn_and_brought_back(store: Store) -> None:
    book = casebook(store)
    one, two = book.add_card(GUIDE, "one").id, book.add_card(GUIDE, "two").id
    note = book.keep(one, letter("hello")).notes[0].id
    assert book.annotate(note, "see page 2").notes[0].annotations[0].text == "see page 2"
    moved = book.move(note, two)
    assert (moved.id, moved.notes[0].annotations[0].by) == (two, "mika")
    assert book.card(one).notes == ()
    assert book.withdraw(note).notes[0].withdrawn
    assert not book.restore(note).notes[0].withdrawn
    assert book.note(note)[1] == "hello"


def test_undo_takes_back_whole_actions_latest_first(store: Store) -> None:
    book = casebook(store)
    card = book.add_card(GUIDE, "x").id
    book.mark(card, ["check-dates", "settle-dues"], "not-applicable")
    book.mark(card, "contact-carrier", "done")
    assert book.undo(card).id == f"{card}/contact-carrier"
    book.undo(card)
    assert {mark.state for mark in book.card(card).marks.values()} == {"open"}
    book.redo(card)
    assert book.card(card).mark("settle-dues").state == "not-applicable"
    book.redo(card)
    assert book.card(card).mark("contact-carrier").state == "done"
    with pytest.raises(Refused):
        book.redo(card)


def test_undo_brings_back_who_had_marked_before(store: Store) -> None:
    mika, ken = casebook(store, MIKA), casebook(store, KEN)
    card = mika.add_card(GUIDE, "x").id
    mika.mark(card, "check-dates", "done")
    before = mika.card(card).mark("check-dates")
    ken.mark(card, "check-dates", "open")
    ken.undo(card)
    after = mika.card(card).mark("check-dates")
    assert (after.state, after.by, after.at) == (before.state, before.by, before.at)


def test_undo_is_refused_with_names_when_someone_changed_it_since(store: Store) -> None:
    mika, ken = casebook(store, MIKA), casebook(store, KEN)
    card = mika.add_card(GUIDE, "x").id
    mika.mark(card, "check-dates", "done")
    ken.mark(card, "check-dates", "waiting")
    with pytest.raises(Changed) as caught:
        mika.undo(card)
    assert (caught.value.item, caught.value.by) == ("check-dates", "ken")
    assert mika.card(card).mark("check-dates").state == "waiting"


def test_undo_of_a_new_card_is_refused_once_a_colleague_worked_on_it(store: Store) -> None:
    mika, ken = casebook(store, MIKA), casebook(store, KEN)
    card = mika.add_card(GUIDE, "x").id
    ken.mark(card, "check-dates", "done")
    with pytest.raises(Changed, match="ken"):
        mika.undo(card)


def test_undo_takes_back_only_ones_own(store: Store) -> None:
    mika, ken = casebook(store, MIKA), casebook(store, KEN)
    card = mika.add_card(GUIDE, "x").id
    with pytest.raises(Refused):
        ken.undo(card)


def test_undo_of_a_kept_note_is_a_withdrawal(store: Store) -> None:
    book = casebook(store)
    card = book.add_card(GUIDE, "x").id
    book.keep(card, letter("hello"))
    book.undo(card)
    assert book.card(card).notes[0].withdrawn
    book.redo(card)
    assert not book.card(card).notes[0].withdrawn


def test_a_new_action_forgets_what_could_be_redone(store: Store) -> None:
    book = casebook(store)
    card = book.add_card(GUIDE, "x").id
    book.mark(card, "check-dates", "done")
    book.undo(card)
    book.mark(card, "settle-dues", "done")
    with pytest.raises(Refused):
        book.redo(card)


def test_a_shared_login_undoes_by_name(store: Store) -> None:
    from tui.casebook.event import Who

    ann, bob = casebook(store, Who("desk", "Ann")), casebook(store, Who("desk", "Bob"))
    card = ann.add_card(GUIDE, "x").id
    ann.mark(card, "check-dates", "done")
    with pytest.raises(Refused):
        bob.undo(card)
    assert ann.card(card).mark("check-dates").by == "Ann"


def test_a_closed_card_takes_no_marks_until_reopened(store: Store) -> None:
    book = casebook(store)
    card = book.add_card(GUIDE, "x").id
    assert book.close_card(card).closed
    with pytest.raises(Refused, match="closed"):
        book.mark(card, "check-dates", "done")
    book.reopen_card(card)
    book.mark(card, "check-dates", "done")


def test_what_is_not_there_is_said(store: Store) -> None:
    book = casebook(store)
    with pytest.raises(NoSuchThing):
        book.card(7)
    with pytest.raises(NoSuchThing):
        book.annotate(7, "x")
    with pytest.raises(NoSuchThing):
        book.edit_holder(7, {"name": ("", "x")})


def test_numbers_are_never_used_twice(store: Store) -> None:
    book = casebook(store)
    book.add_card(GUIDE, "x")
    book.undo()
    assert book.cards() == []
    assert book.add_card(GUIDE, "y").id == 2


def test_the_card_remembers_the_guide_it_was_started_with(store: Store) -> None:
    book = casebook(store)
    assert book.guide(book.add_card(GUIDE, "x").guide_sha256) == GUIDE


def test_the_chain_verifies_and_names_an_altered_event(store: Store) -> None:
    book = casebook(store)
    card = book.add_card(GUIDE, "x").id
    book.mark(card, "check-dates", "done")
    book.keep(card, letter("hello"))
    with store.reading() as reader:
        assert first_fault(reader) is None


def test_a_failed_verb_leaves_nothing_behind(store: Store) -> None:
    book = casebook(store)
    card = book.add_card(GUIDE, "x").id
    events = len(book.log())
    with pytest.raises(Changed):
        book.edit_card(card, {"label": ("x", "new"), "carrier": ("wrong", "au")})
    assert book.card(card).label == "x"
    assert len(book.log()) == events


def test_undo_of_a_new_card_is_refused_while_it_holds_letters(store: Store) -> None:
    mika, ken = casebook(store, MIKA), casebook(store, KEN)
    theirs = ken.add_card(GUIDE, "ken's").id
    mine = mika.add_card(GUIDE, "mika's").id
    ken.move(ken.keep(theirs, letter("a letter")).notes[0].id, mine)
    with pytest.raises((Changed, Refused)):
        mika.undo(mine)
    assert len(mika.card(mine).notes) == 1


def test_undo_of_a_kept_note_leaves_a_colleagues_withdrawal_alone(store: Store) -> None:
    mika, ken = casebook(store, MIKA), casebook(store, KEN)
    card = mika.add_card(GUIDE, "x").id
    ken.withdraw(mika.keep(card, letter("a letter")).notes[0].id)
    with pytest.raises(Changed, match="ken"):
        mika.undo(card)
    assert mika.card(card).notes[0].withdrawn_by == "ken"


def test_a_moved_note_is_told_of_on_both_cards(store: Store) -> None:
    book = casebook(store)
    one, two = book.add_card(GUIDE, "one").id, book.add_card(GUIDE, "two").id
    book.move(book.keep(one, letter("x")).notes[0].id, two)
    assert book.log(one)[-1].kind == "note.moved"
    assert book.log(two)[-1].kind == "note.came"


def test_undo_of_a_card_that_brought_its_holder_names_the_card(store: Store) -> None:
    book = casebook(store)
    card = book.add_card(GUIDE, "x", holder="somebody new").id
    assert book.undo(card).kind == "card.added"
    assert book.redo(card).kind == "card.added"
    assert book.card(card).holder.name == "somebody new"
