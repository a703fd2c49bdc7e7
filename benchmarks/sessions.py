"""How long a full screen takes to end, to put typing on the disk, to show what others do."""

import signal
import time
from collections.abc import Callable, Iterator
from statistics import median

from benchmarks.figure import Figure
from tests.stories.person import COMMAND, Person, cursor_on, shows_done
from tests.terminal.pty_session import PtySession

ROUNDS = 7
STEPS = 3
"""The first steps, whose tick asks nothing."""


def sessions(person: Person) -> Iterator[Figure]:
    """Yield the seconds; the card of `person` is left with marks and a draft."""
    titles = [step["title"] for step in person.steps()]
    yield from _ends(person)
    yield _figure("typed, to the disk", [_typed(person, f"Ref. {n}") for n in range(ROUNDS)], 1.0)
    yield _figure("a colleague's tick, to the screen", list(_seen(person, titles)), 1.0)


def _ends(person: Person) -> Iterator[Figure]:
    ends: dict[str, tuple[Callable[[PtySession], None], float]] = {
        "q": (lambda session: session.send("q"), 1.5),
        "a dropped line": (PtySession.hang_up, 2.0),
        "a shutdown": (lambda session: session.kill(signal.SIGTERM), 2.0),
    }
    for name, (end, budget) in ends.items():
        times = []
        for _ in range(ROUNDS):
            with person.screen() as session:
                session.settle()
                begun = time.perf_counter()
                end(session)
                session.wait_exit()
                times.append(time.perf_counter() - begun)
        yield _figure(f"{name}, to the end", times, budget)
    yield _figure("no keyboard, to the end", [_unusable(person) for _ in range(ROUNDS)], 1.0)


def _unusable(person: Person) -> float:
    begun = time.perf_counter()
    with PtySession(["/bin/sh", "-c", f"{COMMAND} < /dev/null"], home=person.home) as session:
        session.wait_exit()
    return time.perf_counter() - begun


def _typed(person: Person, text: str) -> float:
    with person.screen() as session:
        session.send("n")
        session.wait_for("Write note")
        session.type(text)
        begun = time.perf_counter()
        session.wait_for(lambda _: text in person.drafts())
        took = time.perf_counter() - begun
        for key, shown in (("\x1b", "Letters and notes"), ("q", None)):
            session.send(key)
            if shown:
                session.wait_for(shown)
        session.wait_exit()
    for path in (person.state / "drafts").glob("*/*.json"):
        path.unlink()
    return took


def _seen(person: Person, titles: list[str]) -> Iterator[float]:
    with person.screen(size=(100, 50)) as mine, person.screen(size=(100, 50)) as theirs:
        for number, title in enumerate(titles[:STEPS], start=1):
            mine.send(str(number))
            mine.wait_for(cursor_on(title))
            theirs.settle(0.1)
            begun = time.perf_counter()
            mine.send(" ")
            theirs.wait_for(shows_done(title))
            yield time.perf_counter() - begun


def _figure(name: str, times: list[float], budget: float) -> Figure:
    note = f"the median of {len(times)} is {median(times):.2f}"
    return Figure("sessions", f"{name}, the most", max(times), "s", budget, note)
