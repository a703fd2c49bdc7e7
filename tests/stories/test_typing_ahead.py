"""On a slow line several keys arrive in one piece. Each means what it means after the one before.

Eight printable characters and more are a paste; these are fewer.
"""

import pytest

from tests.stories.person import Person, cursor_on, shows_done


def test_a_step_can_be_gone_to_and_ticked(mika: Person, card: int, titles: list[str]) -> None:
    with mika.screen() as session:
        session.wait_for(cursor_on(titles[0]))
        session.send("3 ")
        session.wait_for(shows_done(titles[2]))
        session.settle()
    assert mika.states(card)[:3] == ["open", "open", "done"]


def test_two_steps_can_be_ticked(mika: Person, card: int, titles: list[str]) -> None:
    with mika.screen() as session:
        session.wait_for(cursor_on(titles[0]))
        session.send("1 2 3 ")
        for title in titles[:3]:
            session.wait_for(shows_done(title))


def test_a_note_can_be_begun_before_its_page_is_there(mika: Person, card: int) -> None:
    with mika.screen() as session:
        session.settle()
        session.send("nusawe")
        session.wait_for("Write note")
        session.wait_for("usawe")
        session.send("\x13")
        session.wait_for("Letters and notes · 1")
    assert mika.original(1) == b"usawe"


def test_another_pane_can_be_gone_to_and_used(mika: Person, card: int) -> None:
    mika.run("note", "add", "1", "-", input="電話で確認しました\n二行目です".encode())
    with mika.screen() as session:
        session.settle()
        session.send("\t\r")
        session.wait_for("二行目です")


def test_the_first_question_can_be_answered_at_once(mika: Person) -> None:
    with mika.screen() as session:
        session.settle()
        session.send(" au\r")
        session.wait_for("1/7")
    assert [found["carrier"] for found in mika.json("list")["cards"]] == ["au"]


def test_a_question_about_a_step_can_be_answered_at_once(mika: Person, card: int) -> None:
    with mika.screen() as session:
        session.settle()
        session.send("w+7\r")
        session.wait_for(lambda _: mika.states(card)[0] == "waiting")
    assert mika.steps(card)[0]["follow_up"] is not None


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("abc\x1b[DX", "abXc"),
        ("cd\x1b[Ha\x1b[Fe", "acde"),
        ("aq\x7fb", "ab"),
    ],
    ids=["left", "home-end", "backspace"],
)
def test_text_is_what_was_typed_however_it_arrives(
    mika: Person, card: int, keys: str, text: str
) -> None:
    with mika.screen() as session:
        session.send("n")
        session.wait_for("Write note")
        session.settle()
        session.send(keys)
        session.settle()
        session.send("\x13")
        session.wait_for("Letters and notes · 1")
    assert mika.original(1).decode() == text
