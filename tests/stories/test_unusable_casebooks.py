"""Casebooks that are broken, locked, or not to be written: said, and never made worse."""

import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.stories.person import COMMAND, Person, cursor_on, shows_done, stands
from tests.terminal.pty_session import PtySession


def make_empty(path: Path) -> None:
    path.touch()


def make_text(path: Path) -> None:
    path.write_text("a shopping list\n" * 300)


def make_newer(path: Path) -> None:
    Person(path.parent / "maker").run("--casebook", path, "add", "prepaid", "Trip SIM")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 999")


def make_cut_short(path: Path) -> None:
    Person(path.parent / "maker").run("--casebook", path, "add", "prepaid", "Trip SIM")
    os.truncate(path, path.stat().st_size // 2)


def make_foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (id)")
        connection.commit()


def make_directory(path: Path) -> None:
    path.mkdir()


def make_nothing(path: Path) -> None:
    """Leave the place empty."""


def contents(path: Path) -> object:
    """Return what is at a path, to be compared later."""
    if path.is_dir():
        return sorted(path.iterdir())
    return (path.read_bytes(), path.stat().st_mode) if path.exists() else None


@pytest.mark.parametrize(
    "make",
    [make_empty, make_text, make_newer, make_cut_short, make_foreign, make_directory, make_nothing],
)
def test_what_is_no_casebook_is_refused_in_a_sentence_and_left_alone(
    mika: Person, tmp_path: Path, make: object
) -> None:
    assert callable(make)
    path = tmp_path / "the-casebook.db"
    make(path)
    before, around = contents(path), sorted(p.name for p in tmp_path.iterdir())
    with mika.screen("--casebook", path, wait=False) as session:
        assert session.wait_exit() == 4
        said = bytes(session.output)
        assert session.attributes == session.attributes_before
    assert said.startswith(b"kaiyaku: ")
    assert said.count(b"\n") == 1
    assert b"the-casebook.db" in said
    assert b"\x1b" not in said
    assert contents(path) == before
    assert sorted(p.name for p in tmp_path.iterdir()) == around


@pytest.mark.parametrize(
    ("directory_mode", "file_mode"),
    [(0o500, 0o400), (0o500, 0o600), (0o700, 0o400)],
    ids=["both", "directory", "file"],
)
def test_a_casebook_that_may_only_be_read_is_shown_and_nothing_is_lost(
    mika: Person,
    tmp_path: Path,
    without_powers: list[str],
    directory_mode: int,
    file_mode: int,
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    path = shared / "casebook.db"
    mika.run("--casebook", path, "add", "postpaid", "My docomo")
    before = path.read_bytes()
    path.chmod(file_mode)
    shared.chmod(directory_mode)
    argv = [*without_powers, str(COMMAND), "--lang", "en", "--casebook", str(path)]
    with PtySession(argv, home=mika.home) as session:
        session.wait_for(stands)
        session.wait_for("0/7")
        session.settle()
        hints = session.rows()[-1]
        session.send(" ")
        session.wait_for(lambda s: s.rows()[-1] != hints)
        assert says_it_cannot_write(session)
        assert "cannot be opened" not in session.text()
        session.wait_for("0/7")
        session.send("n")
        session.wait_for("Write note")
        session.type("Ref. A-1234")
        session.wait_for("Ref. A-1234")
        session.send("\x13")
        session.wait_for(says_it_cannot_write)
        session.send("\x11")
        assert session.wait_exit() == 0
    shared.chmod(0o755)
    assert path.read_bytes() == before
    assert mika.drafts() == ["Ref. A-1234"]


def test_what_could_not_be_saved_is_on_the_disk_and_stays_there(
    mika: Person, card: int, without_powers: list[str]
) -> None:
    mika.casebook.chmod(0o444)
    with PtySession([*without_powers, str(COMMAND), "--lang", "en"], home=mika.home) as session:
        session.wait_for("Go on")
        session.send("1")
        session.wait_for(stands)
        session.send("n")
        session.wait_for("Write note")
        session.type("Ref. A-1234")
        session.wait_for("Ref. A-1234")
        session.send("\x13")
        # What is not kept stays where it was typed, with the reason below it.
        session.wait_for("nothing was saved")
        assert "Ref. A-1234" in session.text()
        session.wait_for(lambda _: mika.drafts() == ["Ref. A-1234"])
        session.send("\x1b")
        session.wait_for("Letters and notes")
        # The next note is another draft.
        session.send("n")
        session.wait_for("Unfinished text")
        session.send("2")
        session.wait_for("Write note")
        session.type("later")
        session.wait_for(lambda _: sorted(mika.drafts()) == ["Ref. A-1234", "later"])
        session.kill(signal.SIGKILL)
        session.wait_exit()
    assert sorted(mika.drafts()) == ["Ref. A-1234", "later"]


def says_it_cannot_write(session: PtySession) -> bool:
    return any(word in session.rows()[-1].lower() for word in ("written", "read-only", "readonly"))


def test_a_tick_waits_for_a_colleague_and_lands_once(
    mika: Person, card: int, titles: list[str]
) -> None:
    with mika.screen() as session:
        session.wait_for(cursor_on(titles[0]))
        session.settle()
        with closing(sqlite3.connect(mika.casebook, isolation_level=None)) as colleague:
            colleague.execute("BEGIN IMMEDIATE")
            session.send(" ")
            session.wait_for("Waiting for the casebook")
            session.idle(1.0)
            assert "✓" not in session.text()
            colleague.execute("ROLLBACK")
        session.wait_for(shows_done(titles[0]))
        session.wait_for(lambda s: "Waiting for the casebook" not in s.text())
    kinds = [event["kind"] for event in mika.json("log")["events"]]
    assert sum("mark" in kind for kind in kinds) == 1
    assert mika.states(card)[:2] == ["done", "open"]


def test_the_screen_goes_on_while_the_casebook_is_waited_for(
    mika: Person, card: int, titles: list[str]
) -> None:
    with mika.screen() as session:
        session.wait_for(cursor_on(titles[0]))
        session.settle()
        with closing(sqlite3.connect(mika.casebook, isolation_level=None)) as colleague:
            colleague.execute("BEGIN IMMEDIATE")
            session.send(" ")
            session.wait_for("Waiting for the casebook")
            session.send("j")
            session.wait_for(lambda s: titles[0] not in s.rows()[s.cursor[1]])
            session.send("?")
            session.wait_for("page down")
            colleague.execute("ROLLBACK")
        session.send("q")
        session.wait_for(shows_done(titles[0]))


def test_a_casebook_that_stays_locked_is_said_and_the_tick_is_not_pretended(
    mika: Person, card: int, titles: list[str]
) -> None:
    with mika.screen() as session:
        session.wait_for(cursor_on(titles[0]))
        with closing(sqlite3.connect(mika.casebook, isolation_level=None)) as colleague:
            colleague.execute("BEGIN IMMEDIATE")
            session.send(" ")
            session.wait_for("Waiting for the casebook")
            session.wait_for("Somebody else is writing")
            assert "✓" not in session.text()
            colleague.execute("ROLLBACK")
        session.send(" ")
        session.wait_for(shows_done(titles[0]))
    assert mika.states(card)[0] == "done"


def test_a_casebook_that_goes_away_leaves_the_screen_alive_and_the_text_safe(
    mika: Person, card: int
) -> None:
    with mika.screen() as session:
        session.settle()
        session.send("n")
        session.wait_for("Write note")
        session.type("Ref. A-1234")
        session.wait_for("Ref. A-1234")
        mika.casebook.rename(mika.casebook.with_name("elsewhere.db"))
        session.send("\x13")
        session.settle()
        assert session.alive()
        session.send("\x11")
        session.wait_exit()
    assert mika.drafts() == ["Ref. A-1234"]
