"""Going from pane to pane: the terminal's cursor and the footer go along.

The cursor is what input methods, screen magnifiers and braille displays look for.
"""

import pytest

from tests.stories.person import Person, cursor_on, page
from tests.terminal.pty_session import PtySession


def test_the_terminals_cursor_goes_along(mika: Person, card: int, titles: list[str]) -> None:
    mika.run("note", "add", "1", "-", input="電話で確認しました".encode())
    with mika.screen() as session:
        session.wait_for(cursor_on(titles[0]))
        left = session.cursor[0]
        session.send("\t")
        session.wait_for(cursor_on("電話で確認しました"))
        session.send("\t")
        session.wait_for(lambda s: s.cursor[0] < left and cursor_on("My docomo")(s))
        session.send("\t")
        session.wait_for(lambda s: s.cursor[0] == left and cursor_on(titles[0])(s))


def test_the_footer_shows_the_keys_of_the_pane_with_the_focus(
    mika: Person, card: int, titles: list[str]
) -> None:
    def footer(session: PtySession) -> str:
        session.settle()
        return session.rows()[-1]

    with mika.screen() as session:
        session.wait_for(cursor_on(titles[0]))
        assert "done" in footer(session)
        session.send("\t")
        assert "done" not in footer(session)
        session.send("\t")
        assert "add" in footer(session)
        session.send("\t")
        assert "done" in footer(session)


def test_what_is_done_in_another_pane_leaves_the_steps_where_they_were(
    mika: Person, card: int, titles: list[str]
) -> None:
    with mika.screen() as session:
        session.send("3")
        session.wait_for(cursor_on(titles[2]))
        session.send("n")
        session.wait_for("Write note")
        session.type("x")
        session.send("\x13")
        session.wait_for("Letters and notes · 1")
        session.wait_for(cursor_on(titles[2]))


@pytest.mark.parametrize("keys", ["?", "t", "n", ":", "w", "a"])
def test_the_terminals_cursor_comes_back_from_a_page(
    mika: Person, card: int, titles: list[str], keys: str
) -> None:
    with mika.screen() as session:
        session.wait_for(cursor_on(titles[0]))
        before = session.cursor
        with page(session, keys):
            assert session.alive()
        session.wait_for(lambda s: s.cursor == before)
