"""Twenty sessions write at once: whatever was acknowledged is there, in one unbroken chain."""

import multiprocessing
from pathlib import Path

from tests.casebook.examples import GUIDE, FrozenClock
from tui.casebook.casebook import Casebook
from tui.casebook.event import Who
from tui.casebook.fold import first_fault
from tui.casebook.sqlite import SqliteStore

SESSIONS = 20
WRITES = 6


def write(asked: tuple[Path, int]) -> int:
    path, number = asked
    store = SqliteStore(path)
    book = Casebook(store, Who(f"session {number}"), FrozenClock(), wait=20)
    for turn in range(WRITES):
        step = GUIDE.steps[turn % len(GUIDE.steps)].id
        book.mark(number, step, "done" if turn % 2 else "waiting", reason=f"{turn}")
    store.close()
    return WRITES


def test_twenty_sessions_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    store = SqliteStore(path)
    book = Casebook(store, Who("mika"), FrozenClock(), wait=20)
    for number in range(SESSIONS):
        book.add_card(GUIDE, f"card {number}")
    with multiprocessing.get_context("fork").Pool(SESSIONS) as pool:
        asked = [(path, number) for number in range(1, SESSIONS + 1)]
        acknowledged = sum(pool.map(write, asked, chunksize=1))
    marks = [event for event in book.log() if event.kind == "mark.set"]
    assert len(marks) == acknowledged == SESSIONS * WRITES
    with store.reading() as reader:
        assert first_fault(reader) is None
    store.close()
