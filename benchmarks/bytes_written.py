"""Bytes that one action costs on the line."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from benchmarks.figure import Figure
from tests.stories.person import Person, cursor_on
from tests.stories.test_budgets import (
    CHARACTER,
    CURSOR_DOWN,
    NEXT_PANE,
    PLACES,
    START,
    TICK,
)
from tests.stories.twelve_steps import TITLES
from tests.terminal.pty_session import PtySession

IDLE_SECONDS = 10.0


def bytes_written(person: Person, content: Path) -> Iterator[Figure]:
    """Yield what a start and each action write; the card of `person` is left as it was."""
    with person.screen("--content", content) as session:
        session.wait_for(cursor_on(TITLES[0]))
        session.settle()
        yield Figure("bytes", "whole start", len(session.output), "bytes", START)
        yield from _in_the_steps(session)
        yield from _pages(session)
    yield from _resting(person, content)


def _figure(name: str, value: int, budget: float | None = None) -> Figure:
    return Figure("bytes", name, value, "bytes", budget)


def _in_the_steps(session: PtySession) -> Iterator[Figure]:
    down = [session.measure("j") for _ in range(3)]
    yield _figure("cursor down, the most of 3", max(down), CURSOR_DOWN)
    yield _figure("tick with its counts", session.measure(" "), TICK)
    yield _figure("undo", session.measure("u"))
    yield _figure("page down", session.measure("\x1b[6~"))
    session.measure("\x1b[H")
    yield _figure("opening a step's details", session.measure("\r"))
    yield _figure("folding them", session.measure("\r"))
    panes = [session.measure("\t") for _ in range(3)]
    yield _figure("next pane, the most of 3", max(panes), NEXT_PANE)


def _pages(session: PtySession) -> Iterator[Figure]:
    yield _figure("opening the editor", session.measure("n"))
    typed = [session.measure(character) for character in "解約 a"]
    yield _figure("character typed, the most of 4", max(typed), CHARACTER)
    session.send("\x7f" * len(typed))
    yield _figure("leaving the editor", session.measure("\x1b"))
    yield _figure("opening the palette", session.measure(":"))
    yield _figure("character typed into it", session.measure("l"))
    yield _figure("leaving the palette", session.measure("\x1b"))
    yield _figure("next language", session.measure("L"))
    session.measure("L")
    session.measure("L")
    yield _figure("repainting", session.measure("\x0c"))


def _resting(person: Person, content: Path) -> Iterator[Figure]:
    with ExitStack() as stack:
        resting = []
        for keys in PLACES.values():
            session = stack.enter_context(person.screen("--content", content))
            for key in keys:
                session.send(key)
                session.settle(0.1)
            resting.append(session)
        for session in resting:
            session.settle(1.2)
        first, *others = resting
        written = [first.idle(IDLE_SECONDS), *(other.idle(0.05) for other in others)]
        name = f"resting {IDLE_SECONDS:g} s, the most of {len(PLACES)} places"
        yield _figure(name, max(written), 0)
