"""A casebook made from a file of unknown hands: only what was recorded comes along."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.casebook.examples import GUIDE, KEN, MIKA, FrozenClock, casebook, letter
from tests.casebook.forger import Forger
from tests.casebook.raw import raw
from tests.casebook.test_formats import EARLIER, amiss, of_format
from tui.casebook.errors import CasebookError, Damaged, NotACasebook
from tui.casebook.event import RESTORED
from tui.casebook.sqlite import SqliteStore
from tui.casebook.sqlite.remade import remade, say_restored
from tui.casebook.storage import Head


def everything(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with raw(path) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'note_index%'"
        ).fetchall()
        return {
            name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
            for (name,) in tables
        }


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "home" / "made.db"


def worked_on(path: Path) -> Path:
    store = SqliteStore(path)
    book, ken = casebook(store), casebook(store, KEN)
    ken.annotate(1, "asked again")
    ken.mark(1, "check-dates", "done")
    ken.undo()
    book.keep(1, letter("解約", subject="二通目"))
    book.withdraw(2)
    store.close()
    return path


def test_a_whole_casebook_comes_along_whole(path: Path, target: Path) -> None:
    made = remade(worked_on(path), target)
    assert everything(target) == everything(path)
    assert (made.events, made.lost) == (len(everything(path)["event"]), ())
    assert amiss(target) == []


@pytest.mark.parametrize("number", EARLIER)
def test_one_of_an_earlier_format_comes_along_in_todays(
    tmp_path: Path, target: Path, number: int, path: Path
) -> None:
    assert path.parent == target.parent
    source = of_format(number, tmp_path / "earlier.db")
    assert remade(source, target).events == 10
    assert amiss(target) == []
    store = SqliteStore(target)
    assert [card.label for card in casebook(store).cards()] == ["My docomo", "Trip SIM"]
    assert casebook(store).note(1)[1] == "解約手続きのご案内"
    store.close()


def emptied(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("UPDATE event SET salt = NULL, body = NULL")


def with_its_version_set_back(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("PRAGMA user_version = 2")


def with_a_column_that_computes(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("ALTER TABLE event ADD COLUMN at2 TEXT AS (hex(zeroblob(100000000)))")


def with_a_constraint(path: Path) -> None:
    with raw(path) as connection:
        connection.executescript(
            """CREATE TABLE other AS SELECT * FROM blob; DROP TABLE blob;
            CREATE TABLE blob (sha256 TEXT PRIMARY KEY, content BLOB NOT NULL,
                CHECK (length(hex(zeroblob(100000000))) > 0)) STRICT;
            INSERT INTO blob SELECT * FROM other; DROP TABLE other"""
        )


def with_a_missing_entry(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("DELETE FROM event WHERE seq = 2")


def with_an_entry_that_injects(path: Path) -> None:
    def inject(body: dict[str, object]) -> dict[str, object]:
        body["changes"] = {"label) SELECT hex(zeroblob(9)) --": [None, "x"]}
        return body

    Forger(path).rewrite(2, inject)


def with_an_entry_of_another_kind_of_value(path: Path) -> None:
    def reword(body: dict[str, object]) -> dict[str, object]:
        body["changes"] = {"label": ["", ["a", "list"]]}
        return body

    Forger(path).rewrite(2, reword)


def with_an_entry_that_is_no_change(path: Path) -> None:
    Forger(path).rewrite(2, lambda _: {"table": 7})


@pytest.mark.parametrize(
    "spoil",
    [
        emptied,
        with_its_version_set_back,
        with_a_column_that_computes,
        with_a_constraint,
        with_a_missing_entry,
        with_an_entry_that_injects,
        with_an_entry_of_another_kind_of_value,
        with_an_entry_that_is_no_change,
    ],
)
def test_what_was_rigged_is_refused_in_a_sentence(
    path: Path, target: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(path)
    with pytest.raises(NotACasebook, match=r"cannot be restored: (entry|its table)"):
        remade(path, target)


def test_what_is_beside_the_history_stays_behind(path: Path, target: Path) -> None:
    with raw(path) as connection:
        connection.executescript(
            """CREATE TABLE rigged (z, x TEXT AS (hex(zeroblob(100000000))));
            ALTER TABLE card ADD COLUMN y TEXT AS (hex(zeroblob(100000000)));
            UPDATE card SET label = 'forged'; DROP INDEX event_of_card;
            INSERT INTO blob VALUES ('0000', X'00')"""
        )
    remade(path, target)
    assert amiss(target) == []
    store = SqliteStore(target)
    assert casebook(store).card(1).label == "Trip"
    store.close()


def test_originals_that_are_lost_or_altered_are_named(path: Path, target: Path) -> None:
    with raw(path) as connection:
        ((lost,),) = connection.execute("SELECT sha256 FROM note").fetchall()
        connection.execute("UPDATE blob SET content = X'00' WHERE sha256 = ?", (lost,))
    assert remade(path, target).lost == (lost,)
    assert "has lost its original" in amiss(target)[0]


def test_a_damaged_text_stays_behind(path: Path, target: Path) -> None:
    with raw(path) as connection:
        connection.execute("UPDATE note_text SET text = X'FF00FF'")
    remade(path, target)
    assert "text of note 1" in amiss(target)[0]


def test_what_was_purged_comes_along_purged(path: Path, target: Path) -> None:
    Forger(path).purge([3])
    remade(path, target)
    assert everything(target)["event"] == everything(path)["event"]


def test_that_it_was_restored_is_an_entry_that_names_the_head_it_replaced(path: Path) -> None:
    replaced = Head(9, "ab" * 32)
    head = say_restored(path, MIKA, FrozenClock()(), replaced)
    book = casebook(SqliteStore(path))
    event = book.log()[-1]
    assert (event.kind, event.hash, event.card) == (RESTORED, head.hash, None)
    assert event.changed is not None
    assert event.changed.changes["head"][0] == f"9-{'ab' * 32}"
    book.store.close()
    assert amiss(path) == []


def test_no_file_that_cannot_be_read_is_made_from(path: Path, target: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(CasebookError):
        remade(path, target)


def test_history_that_was_emptied_is_told_from_one_that_was_purged(path: Path) -> None:
    Forger(path).purge([3])
    Forger(path).project()
    assert [sentence for sentence in amiss(path) if "Entry" in sentence] == []
    with raw(path) as connection:
        connection.execute("UPDATE event SET salt = NULL, body = NULL WHERE seq = 2")
    assert amiss(path)[0] == "Entry 2 of the history is missing or was changed."


def test_a_purge_that_was_purged_itself_is_damage(path: Path) -> None:
    Forger(path).purge([3])
    Forger(path).purge([4])
    assert amiss(path)[0] == "Entry 3 of the history is missing or was changed."


def test_no_purge_excuses_what_comes_after_it(path: Path) -> None:
    Forger(path).purge([5])
    book = casebook(SqliteStore(path))
    book.add_card(GUIDE, "Later")
    book.store.close()
    with raw(path) as connection:
        connection.execute("UPDATE event SET salt = NULL, body = NULL WHERE seq = 5")
    assert amiss(path)[0] == "Entry 5 of the history is missing or was changed."


def test_a_damaged_text_is_named_and_the_rest_can_be_read(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("UPDATE note_text SET text = X'FF00FF'")
    book = casebook(SqliteStore(path))
    with pytest.raises(Damaged, match="note 1 is damaged and cannot be read"):
        book.note(1)
    assert book.card(1).notes[0].id == 1
    assert book.original(1) == b"hello"
    book.store.close()


def test_a_damaged_entry_is_named(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("UPDATE event SET body = X'FF' WHERE seq = 2")
    book = casebook(SqliteStore(path))
    with pytest.raises(Damaged, match="event 2 is damaged and cannot be read"):
        [event.changed for event in book.log()]
    book.store.close()
