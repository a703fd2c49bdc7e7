"""The casebook's file: what it is made as, and what is refused and left untouched."""

import os
import sqlite3
import stat
from pathlib import Path

import pytest

from tests.casebook.examples import GUIDE, KEN, casebook, letter
from tests.casebook.raw import raw
from tui.casebook.errors import Busy, CannotWrite, CasebookError, NotACasebook
from tui.casebook.fold import first_fault
from tui.casebook.sqlite import SqliteStore, opening
from tui.casebook.sqlite.file import look
from tui.casebook.sqlite.schema import MIGRATIONS


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "kaiyaku" / "casebook.db"


def made(path: Path) -> Path:
    store = SqliteStore(path)
    book = casebook(store)
    book.keep(book.add_card(GUIDE, "My docomo").id, letter("解約"))
    store.close()
    return path


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_a_new_casebook_is_for_its_owner_alone(path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        made(path)
    finally:
        os.umask(before)
    modes = [stat.S_IMODE(p.stat().st_mode) for p in (path.parent, path, Path(f"{path}.head"))]
    assert modes == [0o700, 0o600, 0o600]


def test_making_leaves_nothing_else_behind(path: Path) -> None:
    made(path)
    assert sorted(p.name for p in path.parent.iterdir()) == ["casebook.db", "casebook.db.head"]


def test_a_casebook_that_must_exist_is_not_made(path: Path) -> None:
    with pytest.raises(NotACasebook, match="no casebook at"):
        SqliteStore(path, make=False)
    assert not path.exists()


def test_what_was_kept_is_there_after_closing(path: Path) -> None:
    store = SqliteStore(made(path))
    card = casebook(store).card(1)
    assert (card.label, card.notes[0].subject) == ("My docomo", "")
    assert casebook(store).note(1)[1] == "解約"
    store.close()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def words(path: Path) -> None:
    path.write_text("this is a diary, not a casebook\n" * 200)


def foreign(path: Path) -> None:
    path.unlink()
    with raw(path) as connection:
        connection.execute("CREATE TABLE song (title TEXT)")


def newer(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("PRAGMA user_version = 999")


def halved(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def one_byte_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 1)


def zeroed_header(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(bytes(100))


def rigged(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("CREATE TRIGGER t AFTER INSERT ON mark BEGIN DELETE FROM event; END")


def link(path: Path) -> None:
    path.rename(path.with_name("elsewhere.db"))
    path.symlink_to(path.with_name("elsewhere.db"))


def directory(path: Path) -> None:
    path.unlink()
    path.mkdir()


def fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (empty, "is empty"),
        (words, "damaged or no casebook"),
        (foreign, "another program"),
        (newer, "newer kaiyaku"),
        (halved, "cut short|damaged"),
        (one_byte_short, "cut short"),
        (zeroed_header, "damaged or no casebook"),
        (rigged, "no casebook has"),
        (link, "symbolic link"),
        (directory, "no casebook in the directory"),
        (fifo, "not a file"),
    ],
)
def test_what_is_no_casebook_is_refused_and_left_untouched(
    path: Path, spoil: object, sentence: str
) -> None:
    made(path)
    Path(f"{path}.head").unlink()
    spoil(path)  # type: ignore[operator]
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(CasebookError, match=sentence) as caught:
        SqliteStore(path)
    assert str(path) in str(caught.value)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_casebook_cannot_be_made_under_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(CasebookError, match="not a directory"):
        SqliteStore(tmp_path / "file" / "casebook.db")


def test_a_write_waits_only_so_long_for_a_colleague(path: Path) -> None:
    book = casebook(SqliteStore(made(path)))
    book.wait = 0.05
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Busy):
        book.mark(1, "check-dates", "done")
    other.execute("ROLLBACK")
    book.mark(1, "check-dates", "done")
    other.close()
    book.store.close()


def test_two_sessions_see_each_others_marks(path: Path) -> None:
    mika, ken = casebook(SqliteStore(made(path))), casebook(SqliteStore(path), KEN)
    seen = ken.version()
    mika.mark(1, "check-dates", "done")
    assert ken.version() != seen
    assert ken.card(1).mark("check-dates").by == "mika"
    mika.store.close()
    ken.store.close()


def test_a_newer_program_stops_the_writing_of_an_open_session(path: Path) -> None:
    book = casebook(SqliteStore(made(path)))
    newer(path)
    with pytest.raises(NotACasebook, match="newer kaiyaku"):
        book.mark(1, "check-dates", "done")
    with pytest.raises(NotACasebook, match="newer kaiyaku"):
        book.card(1)
    with raw(path) as connection:
        assert connection.execute("SELECT count(*) FROM mark").fetchone() == (0,)
    book.store.close()


def test_a_casebook_replaced_while_open_is_not_written_to(path: Path) -> None:
    book = casebook(SqliteStore(made(path)))
    copy = path.with_name("copy")
    copy.write_bytes(path.read_bytes())
    copy.replace(path)
    with pytest.raises(CannotWrite, match="replaced"):
        book.mark(1, "check-dates", "done")
    book.store.close()


def test_events_cut_from_the_end_are_noticed_at_the_next_opening(path: Path) -> None:
    made(path)
    with raw(path) as connection:
        connection.execute("DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)")
    store = SqliteStore(path)
    assert "not as it was left" in str(store.concerns[0])
    store.close()


def test_an_event_edited_by_hand_breaks_the_chain(path: Path) -> None:
    made(path)
    with raw(path) as connection:
        connection.execute("UPDATE event SET kind = 'card.closed' WHERE seq = 2")
    store = SqliteStore(path)
    with store.reading() as reader:
        assert first_fault(reader) == 2
    store.close()


def test_a_body_edited_by_hand_breaks_the_chain(path: Path) -> None:
    store = SqliteStore(made(path))
    with store.reading() as reader:
        events = reader.events()
    assert events[1].body is not None
    altered = events[1]._replace(body=events[1].body.replace(b"docomo", b"dokomo"))
    assert not altered.content_matches()
    store.close()


SECOND = (*MIGRATIONS, ("ALTER TABLE card ADD COLUMN colour TEXT",))
BROKEN = (*MIGRATIONS, ("CREATE TABLE half (x) STRICT",))


def test_an_older_casebook_is_brought_up_to_date_after_a_backup(path: Path) -> None:
    made(path)
    before = path.read_bytes()
    store = SqliteStore(path, migrations=SECOND)
    assert casebook(store).card(1).label == "My docomo"
    store.close()
    backup = Path(f"{path}.before-{len(SECOND)}")
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    old = SqliteStore(backup)
    assert casebook(old).card(1).label == "My docomo"
    old.close()
    assert path.read_bytes() != before
    SqliteStore(path, migrations=SECOND).close()


def test_a_migration_that_fails_changes_nothing(path: Path) -> None:
    made(path)
    with pytest.raises(CasebookError):
        SqliteStore(path, migrations=BROKEN)
    store = SqliteStore(path)
    assert casebook(store).card(1).label == "My docomo"
    store.close()


def test_a_file_that_grows_while_it_is_opened_is_not_cut_short(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = casebook(SqliteStore(path))
    before = path.stat().st_size

    def look_then_others_write(at: Path) -> os.stat_result | None:
        found = look(at)
        for number in range(40):
            writer.add_holder(f"holder {number} " + "x" * 500)
        return found

    monkeypatch.setattr(opening, "look", look_then_others_write)
    with opening.looking(path) as connection:
        assert connection.execute("SELECT count(*) FROM holder").fetchone() == (40,)
    assert path.stat().st_size > before
    writer.store.close()
