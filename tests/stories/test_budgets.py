"""What one action may cost on the line, in bytes, at 80x24 in true colour."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.stories.person import Person, cursor_on, shows_done
from tests.stories.twelve_steps import TITLES, twelve_steps
from tests.terminal.pty_session import PtySession

CURSOR_DOWN = 300
TICK = 600
NEXT_PANE = 1_500
CHARACTER = 400
START = 16_000

IDLE_SECONDS = 3.0
"""The benchmark watches for ten."""

PLACES = {
    "steps": "",
    "notes": "\t",
    "cards": "\t\t",
    "editor": "n",
    "ask": "w",
    "palette": ":",
    "card form": "a",
    "question": "s",
    "keys": "?",
    "history": "t",
}


@pytest.fixture
def content(mika: Person, tmp_path: Path) -> Path:
    found = twelve_steps(tmp_path / "content")
    mika.run("--content", found, "add", "twelve", "My card")
    return found


@pytest.fixture
def session(mika: Person, content: Path) -> Iterator[PtySession]:
    with mika.screen("--content", content) as opened:
        opened.wait_for(cursor_on(TITLES[0]))
        opened.settle()
        yield opened


def test_a_whole_start(session: PtySession) -> None:
    assert TITLES[5] in session.text()
    assert len(session.output) <= START


def test_the_cursor_down(session: PtySession) -> None:
    for title in TITLES[1:4]:
        assert session.measure("j") <= CURSOR_DOWN
        assert cursor_on(title)(session)


def test_a_tick_with_the_counts_that_follow(session: PtySession) -> None:
    for number, title in enumerate(TITLES[:3], 1):
        assert session.measure(" ") <= TICK
        assert shows_done(title)(session)
        assert f"{number}/12" in session.text()
        assert session.measure("j") <= CURSOR_DOWN


def test_the_next_pane(session: PtySession) -> None:
    for _ in range(3):
        assert session.measure("\t") <= NEXT_PANE


def test_a_character_typed_into_a_note(session: PtySession) -> None:
    session.send("n")
    session.wait_for("Write note")
    for character in "解約 a":
        assert session.measure(character) <= CHARACTER
    assert "解約 a" in session.text()


def test_a_resting_screen_writes_nothing_wherever_the_focus_is(mika: Person, content: Path) -> None:
    with ExitStack() as stack:
        resting = {}
        for place, keys in PLACES.items():
            opened = stack.enter_context(mika.screen("--content", content))
            for key in keys:
                opened.send(key)
                opened.settle(0.1)
            resting[place] = opened
        for opened in resting.values():
            opened.settle()
        first, *others = resting.values()
        written = [first.idle(IDLE_SECONDS), *(other.idle(0.02) for other in others)]
        assert dict(zip(resting, written, strict=True)) == dict.fromkeys(PLACES, 0)
