from contextlib import ExitStack

import pytest

from tests.stories.person import Person, cursor_on, cursor_row, row_of, shows_done

TALL = (80, 40)
"""Lines and columns that show every step, with the checks of the first."""


def test_a_second_session_sees_the_mark_without_a_key(
    mika: Person, card: int, titles: list[str]
) -> None:
    with ExitStack() as stack:
        mine = stack.enter_context(mika.screen(size=TALL))
        theirs = stack.enter_context(mika.screen("--as", "ken", size=TALL))
        theirs.send("3")
        theirs.wait_for(cursor_on(titles[2]))
        theirs.settle()
        mine.send(" ")
        mine.wait_for(shows_done(titles[0]))
        theirs.wait_for(shows_done(titles[0]))
        assert titles[2] in cursor_row(theirs)
        theirs.send(" ")
        theirs.wait_for(shows_done(titles[2]))
        mine.wait_for(lambda s: "ken" in row_of(s, titles[2]) or shows_done(titles[2])(s))
        assert titles[0] in cursor_row(mine)
    assert mika.states(card)[:3] == ["done", "open", "done"]


def test_a_second_session_sees_a_new_card_and_a_new_note(mika: Person, card: int) -> None:
    with mika.screen() as session:
        mika.run("note", "add", "1", "-", input="電話で確認しました".encode())
        session.wait_for("電話で確認しました")
        mika.run("add", "prepaid", "Trip SIM")
        session.wait_for("Trip SIM")
        # The card that was being looked at is still the one that is shown.
        assert "電話で確認しました" in session.text()


@pytest.mark.parametrize(("answer", "state"), [("1", "done"), ("2", "waiting")])
def test_who_marks_a_step_that_a_colleague_has_just_marked_is_shown_both(
    mika: Person, card: int, titles: list[str], answer: str, state: str
) -> None:
    with mika.screen() as session:
        session.wait_for(cursor_on(titles[0]))
        session.send("w")
        session.wait_for("ask again")
        mika.run("tick", "1", "1", "--as", "ken")
        session.type("+7\r")
        session.wait_for(lambda s: "Theirs: Done" in s.text() and "Mine: Waiting" in s.text())
        assert "ken" in session.text()
        session.send(answer)
        session.wait_for(lambda s: "Theirs" not in s.text())
        session.wait_for(lambda _: mika.states(card)[0] == state)
        session.settle()
        assert ("✓" in row_of(session, titles[0])) == (state == "done")


def test_different_steps_are_no_conflict(mika: Person, card: int, titles: list[str]) -> None:
    with mika.screen(size=TALL) as session:
        session.send("w")
        session.wait_for("ask again")
        mika.run("tick", "1", "2", "--as", "ken")
        session.type("+7\r")
        session.wait_for(lambda _: mika.states(card)[:2] == ["waiting", "done"])
        session.wait_for(shows_done(titles[1]))
