"""Twenty sessions that write to one casebook at the same time."""

import multiprocessing
import os
import time
from collections.abc import Iterator
from multiprocessing.synchronize import Barrier
from pathlib import Path
from statistics import median, quantiles

from benchmarks.figure import Figure
from tests.stories.person import Person
from tui.desk import open_desk

SESSIONS = 20
WRITES = 30
_PAUSE = 0.05
"""Seconds between two writes of one session: faster than anybody presses keys."""


def together(person: Person) -> Iterator[Figure]:
    """Yield how long a mark takes while nineteen others write, and what of it is there after."""
    environ = {"HOME": str(person.home)}
    path = person.home / "together.db"
    desk = open_desk(environ, casebook=path, make=True)
    guide = desk.library.guides[0]
    cards = [desk.casebook.add_card(guide, f"Card {n}").id for n in range(SESSIONS)]
    begin = multiprocessing.get_context("fork").Barrier(SESSIONS)
    with multiprocessing.get_context("fork").Pool(
        SESSIONS, initializer=_share, initargs=(begin,)
    ) as pool:
        asked = [(str(person.home), path, card) for card in cards]
        seconds = [took for times in pool.map(_write, asked, chunksize=1) for took in times]
    acknowledged = SESSIONS * WRITES
    there = sum(event.kind == "mark.set" for event in desk.casebook.log())
    desk.casebook.store.close()
    note = f"{SESSIONS} sessions, {acknowledged} marks"
    disk = median(_synced(person.home / "synced") for _ in range(50)) * 1000
    yield Figure("together", "fdatasync of 4 KB, median", disk, "ms")
    yield Figure("together", "mark, median", median(seconds) * 1000, "ms", note=note)
    p99 = quantiles(seconds, n=100)[-1] * 1000
    # The budget is for a disk whose fdatasync costs 2 ms or less.
    yield Figure("together", "mark, p99", p99, "ms", 250 if disk <= 2 else None, note)
    yield Figure("together", "acknowledged and not there", acknowledged - there, "", 0, note)


_begin: Barrier


def _share(begin: Barrier) -> None:
    global _begin  # the only way to hand a barrier to a pool
    _begin = begin


def _write(asked: tuple[str, Path, int]) -> list[float]:
    home, path, card = asked
    # Waits as the full screen does when it has handed the write to another thread.
    desk = open_desk({"HOME": home}, casebook=path, name=f"session {card}", wait=5.0)
    guide = desk.library.guides[0]
    times = []
    _begin.wait()
    for turn in range(WRITES):
        state = "waiting" if turn % 2 else "done"
        begun = time.perf_counter()
        desk.casebook.mark(card, guide.steps[turn % len(guide.steps)].id, state, reason=str(turn))
        times.append(time.perf_counter() - begun)
        time.sleep(_PAUSE)
    desk.casebook.store.close()
    return times


def _synced(path: Path) -> float:
    descriptor = os.open(path, os.O_CREAT | os.O_WRONLY, 0o600)
    try:
        os.pwrite(descriptor, os.urandom(4096), 0)
        begun = time.perf_counter()
        os.fdatasync(descriptor)
        return time.perf_counter() - begun
    finally:
        os.close(descriptor)
