"""Somebody else's writing on the screen, and mistakes in the program itself."""

import stat
import sys
from pathlib import Path

import pytest

from tests.stories.person import Person, cursor_on, shows_done, stands
from tests.terminal.pty_session import PtySession

ROOT = Path(__file__).parents[2]
SECRET = "PIN 0987 for Sato"


def test_ctrl_l_repairs_what_another_program_wrote_over(
    mika: Person, card: int, titles: list[str]
) -> None:
    with mika.screen() as session:
        session.wait_for(cursor_on(titles[0]))
        session.settle()
        before, colours = session.text(), looks(session)
        session.draw_over(
            b"\x1b7\x1b[3;1H\r\nBroadcast message from root\r\nThe system is going down!\r\n"
            b"\x1b[8;30H\x1b[41mmore of it\x1b[m\x1b8"
        )
        assert session.text() != before
        session.send("\x0c")
        session.wait_for(lambda s: s.text() == before)
        session.settle()
        assert looks(session) == colours
        # And what changes next is drawn in the right places.
        session.send(" ")
        session.wait_for(shows_done(titles[0]))


def looks(session: PtySession) -> list[list[tuple[object, ...]]]:
    """Return what can be seen of every cell: of a blank only its background."""
    return [
        [(cell.bg, cell.reverse) if cell.data == " " else tuple(cell) for cell in row]
        for row in session.cells()
    ]


def test_a_mistake_of_the_program_shows_nobodys_text_and_keeps_it(mika: Person, card: int) -> None:
    argv = [sys.executable, "-m", "tests.stories.with_a_mistake", "--lang", "en"]
    with PtySession(argv, home=mika.home, cwd=ROOT) as session:
        session.wait_for(stands)
        session.send("n")
        session.wait_for("Write note")
        session.type(SECRET)
        session.wait_for(SECRET)
        before = len(session.output)
        session.send("\t")
        assert session.wait_exit() != 0
        assert session.process.returncode > 0
        said = bytes(session.output[before:])
        assert session.attributes == session.attributes_before
    assert SECRET.encode() not in said
    assert b"Traceback" not in said
    assert b"kaiyaku: " in said
    assert mika.drafts() == [SECRET]
    [crash] = mika.state.glob("crash-*")
    assert stat.S_IMODE(crash.stat().st_mode) == 0o600
    written = crash.read_text()
    assert "with_a_mistake" in written
    assert SECRET not in written
    with mika.screen(wait=False) as session:
        session.wait_for(SECRET)


@pytest.mark.parametrize("gone", ["_fatal_error", "_exception", "_close_messages_no_wait"])
def test_a_textual_with_other_private_parts_shows_nobodys_text_either(
    mika: Person, card: int, gone: str
) -> None:
    argv = [sys.executable, "-m", "tests.stories.with_another_textual", gone]
    with PtySession(argv, home=mika.home, cwd=ROOT) as session:
        session.wait_for(stands)
        session.send("n")
        session.wait_for("Write note")
        session.type(SECRET)
        session.wait_for(SECRET)
        before = len(session.output)
        session.send("\t")
        assert session.wait_exit() > 0
        said = bytes(session.output[before:])
    assert SECRET.encode() not in said
    assert b"Traceback" not in said
    assert b"kaiyaku: " in said
    assert mika.drafts() == [SECRET]


@pytest.mark.parametrize("verb", [(), ("kiosk",)], ids=["screen", "kiosk"])
def test_a_mistake_before_the_screen_stands_is_told_in_the_same_way(
    mika: Person, verb: tuple[str, ...]
) -> None:
    program = f"""
import sys, tui.desk
from tui.__main__ import main

def open_desk(*arguments, **options):
    raise RuntimeError({SECRET!r})

tui.desk.open_desk = open_desk
sys.exit(main())
"""
    with PtySession([sys.executable, "-c", program, *verb], home=mika.home, cwd=ROOT) as session:
        assert session.wait_exit() == 70
        said = bytes(session.output)
    [note] = mika.home.rglob("crash-*.txt")
    assert said.startswith(b"kaiyaku: ")
    assert said.count(b"\n") == 1
    assert str(note).encode() in said
    assert "in open_desk" in note.read_text()
    assert SECRET not in note.read_text() + said.decode()
