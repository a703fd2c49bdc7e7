"""Chinese and Japanese as people type them: committed in pieces, with the cursor where it says."""

import pytest

from tests.stories.person import Person, cursor_on
from tests.terminal.pty_session import PtySession
from tui.text.width import width

COMMITTED = "解約のお手続き"


def caret_cells(session: PtySession) -> list[int]:
    """Return the columns of the cursor's row that look like no other: the drawn caret."""
    x, y = session.cursor
    row = session.cells()[y]
    colours = [(cell.bg, cell.reverse) for cell in row]
    return [column for column, colour in enumerate(colours) if colour == colours[x]]


def assert_cursor_is_the_caret(session: PtySession, typed: str) -> None:
    """The terminal's cursor is on the drawn caret, right behind the text."""
    session.wait_for(lambda s: on_caret(s) and before_cursor(s).endswith(typed[-3:]))


def before_cursor(session: PtySession) -> str:
    x, y = session.cursor
    return "".join(cell.data for cell in session.cells()[y][:x])


def on_caret(session: PtySession) -> bool:
    """Return whether the cursor is on a caret of one character, narrow or wide."""
    x, y = session.cursor
    if x >= session.columns:
        return False
    wide = x + 1 < session.columns and session.cells()[y][x + 1].data == ""
    return caret_cells(session) == ([x, x + 1] if wide else [x])


def test_the_cursor_is_the_caret_in_the_note_editor(mika: Person, card: int) -> None:
    with mika.screen() as session:
        session.send("n")
        session.wait_for("Write note")
        session.settle()
        x, y = session.cursor
        session.send(COMMITTED)
        session.wait_for(lambda s: s.cursor == (x + width(COMMITTED), y))
        assert_cursor_is_the_caret(session, COMMITTED)
        session.send("\x1b[D\x1b[D")
        session.wait_for(lambda s: s.cursor == (x + width(COMMITTED) - 4, y))
        session.send("\x1b[F")
        session.wait_for(lambda s: s.cursor == (x + width(COMMITTED), y))
        # Two screens of lines and one line of three: the view has scrolled both ways.
        session.paste("\n行" * 40 + "\n" + COMMITTED * 15)
        session.wait_for(lambda s: s.cursor[1] > y + 5)
        session.settle()
        assert_cursor_is_the_caret(session, COMMITTED)


def field_holds(session: PtySession, x: int, y: int) -> None:
    """Commit text until a field of one line scrolls; its cursor is the caret all the while."""
    session.send(COMMITTED)
    session.wait_for(lambda s: s.cursor == (x + width(COMMITTED), y))
    assert_cursor_is_the_caret(session, COMMITTED)
    for _ in range(6):
        session.send(COMMITTED)
        session.settle(0.05)
    assert_cursor_is_the_caret(session, COMMITTED)
    assert session.cursor[1] == y
    session.send("\x1b[D" * 3)
    session.settle(0.1)
    assert_cursor_is_the_caret(session, "解約のお")
    session.send("\x1b[H")
    session.wait_for(lambda s: s.cursor == (x, y))


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("w", "ask again"),
        ("a", "Kind of card"),
        (":", "Type to find"),
        ("n\t\t\t\t\t", "Write note"),
    ],
    ids=["ask", "card-form", "palette", "note-date"],
)
def test_the_cursor_is_the_caret_in_a_line(
    mika: Person, card: int, titles: list[str], keys: str, shown: str
) -> None:
    with mika.screen() as session:
        session.wait_for(cursor_on(titles[0]))
        session.send(keys[0])
        session.wait_for(shown)
        for key in keys[1:]:
            session.settle(0.1)
            session.send(key)
        session.settle()
        field_holds(session, *session.cursor)


def test_a_long_commit_is_text_like_a_short_one(mika: Person, card: int) -> None:
    # Eight characters and more arrive like a paste.
    with mika.screen() as session:
        session.send("n")
        session.wait_for("Write note")
        session.send("ありがとうございます")
        session.wait_for("ありがとうございます")
        session.send("解約")
        session.wait_for("ありがとうございます解約")
        session.send("\x13")
        session.wait_for("Letters and notes · 1")
    assert mika.original(1).decode() == "ありがとうございます解約"


def test_full_width_keys_do_what_their_keys_do(mika: Person, card: int, titles: list[str]) -> None:
    with mika.screen() as session:
        session.wait_for(cursor_on(titles[0]))
        session.send("？")
        session.wait_for("page down")
        session.send("ｑ")
        session.wait_for(cursor_on(titles[0]))
        session.send("\u3000")
        session.wait_for("1/7")
        session.send("ｊ")
        session.wait_for(lambda s: titles[0] not in s.rows()[s.cursor[1]])
        session.send("ｎ")
        session.wait_for("Write note")
        session.send("ｎ")
        session.wait_for("ｎ")
        session.send("\x1b")
        session.wait_for("Letters and notes")
    assert mika.states(card)[0] == "done"


@pytest.mark.parametrize("committed", ["解", "かいやく", "한국"])
def test_committed_text_on_a_list_does_nothing_but_say_why(
    mika: Person, card: int, titles: list[str], committed: str
) -> None:
    with mika.screen() as session:
        session.wait_for(cursor_on(titles[0]))
        before = mika.json("log")
        session.send(committed)
        session.wait_for("Input method")
        session.settle()
        assert mika.json("log") == before
        # The next key is heard again.
        session.send(" ")
        session.wait_for("1/7")
        assert "Input method" not in session.text()
