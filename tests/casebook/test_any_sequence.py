"""Whatever is done in whatever order: undoing all of it gives the start, replaying gives now."""

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.casebook.examples import GUIDE, casebook, letter
from tests.casebook.memory import MemoryStore
from tui.casebook.casebook import Casebook
from tui.casebook.draft import Draft, Enclosure
from tui.casebook.errors import CasebookError, Refused
from tui.casebook.fold import blank, first_break, folded, rebuild
from tui.casebook.storage import TABLES, Reader

ITEMS = [
    *(step.id for step in GUIDE.steps),
    *(f"{step.id}/{check.id}" for step in GUIDE.steps for check in step.checks),
]
STATES = ["open", "waiting", "done", "skipped", "not-applicable"]
PAGE = Enclosure(name="page.jpg", type="image/jpeg", content=b"\xff\xd8")
DATES = st.sampled_from(["2026-12-01", "2027-01-15", "unknown", None])

mark = st.tuples(
    st.just("mark"),
    st.lists(st.sampled_from(ITEMS), min_size=1, max_size=3),
    st.sampled_from(STATES),
    DATES,
)
keep = st.tuples(st.just("keep"), st.text(max_size=20), st.integers(0, 2))
attach = st.tuples(st.just("attach"), st.integers(1, 4))
redecode = st.tuples(st.just("redecode"), st.integers(1, 4), st.sampled_from(["cp932", "euc-jp"]))
annotate = st.tuples(st.just("annotate"), st.integers(1, 4), st.text(min_size=1, max_size=9))
withdraw = st.tuples(st.sampled_from(["withdraw", "restore"]), st.integers(1, 4))
edit = st.tuples(st.just("edit"), st.text(max_size=9), DATES)
move = st.tuples(st.just("move"), st.integers(1, 4), st.integers(1, 3))
plain = st.tuples(st.sampled_from(["add", "close", "reopen", "export", "undo", "redo"]))
verbs = st.lists(
    st.one_of(mark, keep, attach, redecode, annotate, withdraw, edit, move, plain), max_size=25
)


def do(book: Casebook, card: int, verb: tuple[Any, ...]) -> None:  # noqa: C901  # a table
    match verb:
        case ("mark", items, state, day):
            book.mark(card, items, state, reason="why", follow_up=day)
        case ("keep", body, files):
            book.keep(card, replace(letter(body), enclosures=(PAGE,) * files))
        case ("attach", note):
            book.attach(note, [PAGE])
        case ("redecode", note, charset):
            original = book.original(note)
            book.redecode(
                note, Draft(original=original, text=f"read as {charset}", charset=charset)
            )
        case ("export",):
            book.exported([card])
        case ("annotate", note, text):
            book.annotate(note, text)
        case ("withdraw", note):
            book.withdraw(note)
        case ("restore", note):
            book.restore(note)
        case ("move", note, to):
            book.move(note, to)
        case ("edit", label, day):
            seen = book.card(card)
            book.edit_card(
                card, {"label": (seen.label, label)}, {"departure": (seen.holder.departure, day)}
            )
        case ("add",):
            book.add_card(GUIDE, "another", holder="someone")
        case ("close",):
            book.close_card(card)
        case ("reopen",):
            book.reopen_card(card)
        case ("undo",):
            book.undo()
        case ("redo",):
            book.redo()


def visible(book: Casebook) -> object:
    """Everything a person would see, without the revisions and times of the seeing."""
    return [
        (
            card.id,
            card.label,
            card.closed,
            card.holder.departure,
            sorted(
                (m.item, m.state, m.reason, m.follow_up, m.by, m.at)
                for m in card.marks.values()
                if m.state != "open"
            ),
            [
                (
                    note.id,
                    note.subject,
                    book.note(note.id)[1],
                    [remark.text for remark in note.annotations],
                    [file.name for file in note.attachments],
                )
                for note in book.card(card.id).notes
                if not note.withdrawn
            ],
        )
        for card in book.cards()
    ]


def rows(reader: Reader) -> dict[str, Any]:
    return {table: reader.records(table) for table in TABLES}


def started() -> tuple[Casebook, MemoryStore, int]:
    store = MemoryStore()
    book = casebook(store)
    book.add_card(GUIDE, "first")
    return book, store, 1


def do_all(book: Casebook, card: int, sequence: list[tuple[Any, ...]]) -> None:
    for verb in sequence:
        try:
            do(book, card, verb)
        except CasebookError:
            continue


@settings(max_examples=150, deadline=None)
@given(verbs)
def test_undoing_everything_gives_the_visible_start(sequence: list[tuple[Any, ...]]) -> None:
    book, _, card = started()
    empty: object = []
    do_all(book, card, sequence)
    while True:
        try:
            book.undo()
        except Refused:
            break
    assert visible(book) == empty


@settings(max_examples=150, deadline=None)
@given(verbs)
def test_redoing_everything_gives_what_was_there(sequence: list[tuple[Any, ...]]) -> None:
    book, _, card = started()
    do_all(book, card, [verb for verb in sequence if verb[0] not in ("undo", "redo")])
    before, undone = visible(book), 0
    while True:
        try:
            book.undo()
        except Refused:
            break
        undone += 1
    for _ in range(undone):
        book.redo()
    assert visible(book) == before


@settings(max_examples=150, deadline=None)
@given(verbs)
def test_replaying_the_events_gives_the_projection(sequence: list[tuple[Any, ...]]) -> None:
    book, store, card = started()
    do_all(book, card, sequence)
    events = book.log()
    replayed: dict[str, dict[Any, Any]] = {table: {} for table in TABLES}
    for event in events:
        body = event.changed
        assert body is not None
        known = replayed[body.table]
        known[body.id] = folded(known.get(body.id) or blank(body.table, body.id), body, event.seq)
    with store.reading() as reader:
        before = rows(reader)
    for table in TABLES:
        assert [{**row, "touched": None} for row in before[table]] == [
            {**replayed[table][id], "touched": None} for id in sorted(replayed[table])
        ]
    with store.writing(1) as writer:
        rebuild(writer)
    with store.reading() as reader:
        assert rows(reader) == before
    assert first_break(events) is None
