"""Casebooks that earlier programs have made: brought up to date, whole, and closed to the older."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.casebook.examples import GUIDE, MIKA, FrozenClock, casebook
from tests.casebook.raw import raw
from tui.casebook.casebook import Casebook
from tui.casebook.errors import NotACasebook
from tui.casebook.event import Who
from tui.casebook.fold import first_fault
from tui.casebook.sqlite import SqliteStore
from tui.casebook.sqlite.examine import examine
from tui.casebook.sqlite.opening import looking
from tui.casebook.sqlite.schema import MIGRATIONS, PEOPLE_FROM

FORMATS = Path(__file__).parent / "formats"
EARLIER = range(1, len(MIGRATIONS))
DESK = Who("desk", "Ken 健")


def of_format(number: int, path: Path) -> Path:
    """Make the casebook that the program of that time has made: ten events by two people."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((FORMATS / f"format-{number}.sql").read_text())
    return path


@pytest.fixture(params=EARLIER)
def earlier(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return of_format(request.param, tmp_path / "casebook.db")


def amiss(path: Path) -> list[str]:
    with looking(path) as connection:
        return [str(finding.trouble) for finding in examine(path, connection)]


def test_every_earlier_format_has_its_casebook() -> None:
    assert sorted(path.name for path in FORMATS.iterdir()) == [f"format-{n}.sql" for n in EARLIER]


def test_it_is_brought_up_to_date_and_nothing_is_amiss(earlier: Path) -> None:
    book = casebook(SqliteStore(earlier))
    assert [card.label for card in book.cards()] == ["My docomo", "Trip SIM"]
    assert book.card(1).begun
    assert [match.card.id for match in book.find("解約手続き").matches] == [1]
    book.store.close()
    assert amiss(earlier) == []


def test_its_hashes_still_verify_beside_new_ones_and_its_names_are_still_told(
    earlier: Path,
) -> None:
    with looking(earlier) as connection:
        before = connection.execute("SELECT seq, hash FROM event ORDER BY seq").fetchall()
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    book = casebook(SqliteStore(earlier), DESK)
    book.mark(1, "contact-carrier", "done")
    with book.store.reading() as reader:
        assert first_fault(reader) is None
        events = reader.events()
    book.store.close()
    assert [(event.seq, event.hash) for event in events[:-1]] == before
    assert {event.who for event in events[:-1]} == {MIKA, DESK}
    assert events[-1].who == DESK
    assert events[-1].person
    assert {event.person is None for event in events[:-1]} == {version < PEOPLE_FROM}


def test_undo_goes_from_new_changes_to_those_of_the_earlier_program(earlier: Path) -> None:
    store = SqliteStore(earlier)
    book, mika = (Casebook(store, who, FrozenClock()) for who in (DESK, MIKA))
    book.mark(2, "check-dates/two", "done")
    assert [book.undo().id for _ in range(2)] == ["2/check-dates/two", "2/check-dates/one"]
    assert book.redo().id == "2/check-dates/one"
    assert [each.last_worked_on() for each in (book, mika)] == [2, 1]
    assert mika.undo().id == "1/check-dates"
    store.close()
    assert amiss(earlier) == []


def test_as_it_was_it_can_be_looked_over_and_is_found_whole(earlier: Path) -> None:
    with looking(earlier) as connection:
        found = [finding.check for finding in examine(earlier, connection)]
    assert set(found) <= {"schema", "attachments", "texts"}
    assert "older format" in amiss(earlier)[0]


def test_an_older_program_refuses_it_from_then_on(earlier: Path) -> None:
    with looking(earlier) as connection:
        before = connection.execute("PRAGMA user_version").fetchone()[0]
    SqliteStore(earlier).close()
    with pytest.raises(NotACasebook, match="newer kaiyaku"):
        SqliteStore(earlier, migrations=MIGRATIONS[:before])


def test_a_session_of_the_older_program_stops_writing_when_a_newer_brings_it_up_to_date(
    tmp_path: Path,
) -> None:
    path = tmp_path / "casebook.db"
    older = SqliteStore(path, migrations=MIGRATIONS)
    newer = (*MIGRATIONS, ("ALTER TABLE card ADD COLUMN colour TEXT",))
    SqliteStore(path, migrations=newer).close()
    with pytest.raises(NotACasebook, match="newer kaiyaku"):
        casebook(older).add_card(GUIDE, "Trip")
    older.close()


def test_a_migration_that_is_cut_off_leaves_the_earlier_casebook(earlier: Path) -> None:
    with looking(earlier) as connection:
        before = connection.execute("PRAGMA user_version").fetchone()[0]
    with pytest.raises(Exception, match="its tables say another"):
        SqliteStore(earlier, migrations=(*MIGRATIONS, ("INSERT INTO nowhere VALUES (1)",)))
    with raw(earlier) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == before
    SqliteStore(earlier).close()
    assert amiss(earlier) == []


def test_no_name_stands_in_the_header_of_a_new_entry(tmp_path: Path) -> None:
    path = tmp_path / "casebook.db"
    book = casebook(SqliteStore(path), Who("geheim-login", "Geheimer Name"))
    book.add_card(GUIDE, "Trip", holder="Ana")
    events = book.log()
    book.store.close()
    with raw(path) as connection:
        cursor = connection.execute("SELECT * FROM event")
        columns = [column[0] for column in cursor.description]
        for row in cursor.fetchall():
            header = {k: v for k, v in zip(columns, row, strict=True) if k not in ("salt", "body")}
            assert "geheim" not in str(header).casefold()
    assert events[0].who == Who("geheim-login", "Geheimer Name")
    assert all("login" not in event.header for event in events)


def test_two_casebooks_know_the_same_person_by_different_ids(tmp_path: Path) -> None:
    ids = set()
    for name in ("one.db", "two.db"):
        book = casebook(SqliteStore(tmp_path / name))
        book.add_card(GUIDE, "Trip")
        ids |= {event.person for event in book.log()}
        book.store.close()
    assert len(ids) == 2


def test_another_name_behind_an_id_is_noticed(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("UPDATE person SET login = 'ken'")
    assert amiss(path) == ["The name of who made entry 1 is lost or was changed."]


def test_a_name_in_the_row_of_an_entry_is_not_believed_and_is_noticed(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("UPDATE event SET login = 'ken' WHERE seq = 2")
    assert amiss(path) == ["The name of who made entry 2 is lost or was changed."]
    store = SqliteStore(path)
    with store.reading() as reader:
        assert reader.events()[1].who == MIKA
    store.close()
