import pytest

from tests.stories.person import Person, cursor_on, shows_done
from tests.terminal.pty_session import PtySession


def test_the_window_can_take_any_size_and_come_back(
    mika: Person, card: int, titles: list[str]
) -> None:
    with mika.screen() as session:
        session.wait_for(cursor_on(titles[0]))
        session.settle()
        before = session.text()
        for size in ((40, 10), (20, 5), (1, 1), (130, 40)):
            session.resize(*size)
            session.settle(0.1)
            assert session.alive()
        for title in titles:
            session.wait_for(title)
        session.resize(80, 24)
        session.wait_for(lambda s: s.text() == before)
        session.send(" ")
        session.wait_for(shows_done(titles[0]))
    assert mika.states(card)[0] == "done"


@pytest.mark.parametrize("keys", ["n", "?", ":", "a", "t", "w"])
def test_every_page_survives_a_window_of_one_cell(
    mika: Person, card: int, titles: list[str], keys: str
) -> None:
    with mika.screen() as session:
        session.wait_for(cursor_on(titles[0]))
        session.settle()
        main = session.text()
        session.send(keys)
        session.wait_for(lambda s: s.text() != main)
        session.settle()
        before = session.text()
        for size in ((20, 5), (1, 1), (80, 24)):
            session.resize(*size)
            session.settle(0.1)
        session.wait_for(lambda s: s.text() == before)
        assert session.alive()


@pytest.mark.parametrize("size", [(40, 10), (20, 5), (1, 1)])
def test_a_small_window_is_enough_to_tick(mika: Person, card: int, size: tuple[int, int]) -> None:
    with mika.screen(wait=False, size=size) as session:
        session.wait_for(has_drawn)
        session.settle()
        session.send(" ")
        session.wait_for(lambda _: mika.states(card)[0] == "done")
        session.send("q")
        assert session.wait_exit() == 0


def has_drawn(session: PtySession) -> bool:
    return len(session.output) > 200


def test_a_narrow_window_shows_one_pane_at_a_time(
    mika: Person, card: int, titles: list[str]
) -> None:
    with mika.screen(size=(40, 12)) as session:
        session.wait_for(titles[0])
        assert "Letters and notes" not in session.text()
        session.send("\t")
        session.wait_for("Letters and notes")
        assert titles[0] not in session.text()
        session.send("\t")
        session.wait_for("My docomo")
        session.send("\t")
        session.wait_for(titles[0])
