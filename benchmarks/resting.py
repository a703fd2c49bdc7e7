"""What a program costs that nobody touches: memory and processor time."""

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks import bare
from benchmarks.figure import Figure
from tests.stories.person import Person
from tests.terminal.pty_session import PtySession

SECONDS = 10.0


def resting(person: Person) -> Iterator[Figure]:
    """Yield memory and processor time of the full screen, and of a bare Textual program."""
    argv = [sys.executable, str(Path(bare.__file__))]
    with PtySession(argv, home=person.home) as session:
        session.wait_for(bare.LAST_WORDS)
        yield from _figures("bare Textual", session)
    with person.screen() as session:
        yield from _figures("kaiyaku", session)


def _figures(name: str, session: PtySession) -> Iterator[Figure]:
    session.settle(1.0)
    before = _processor_seconds(session.process.pid)
    session.idle(SECONDS)
    used = _processor_seconds(session.process.pid) - before
    yield Figure("resting", f"{name}, memory", _memory(session.process.pid), "MB")
    yield Figure("resting", f"{name}, processor in {SECONDS:g} s", used * 1000, "ms")


def _processor_seconds(process: int) -> float:
    """Return the time on a processor of all threads, to the nanosecond."""
    tasks = Path(f"/proc/{process}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9


def _memory(process: int) -> float:
    """Return the resident memory in megabytes."""
    status = Path(f"/proc/{process}/status").read_text().splitlines()
    line = next(line for line in status if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024
