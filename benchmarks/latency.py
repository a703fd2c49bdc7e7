"""How long a key takes to be answered, and a verb to be on the disk."""

import select
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.figure import Figure, latencies
from tests.stories.person import Person, cursor_on
from tests.stories.twelve_steps import TITLES
from tests.terminal.pty_session import PtySession
from tui.casebook.draft import Draft
from tui.desk import Desk, open_desk

ROUNDS = 40
COMMITS = 200
_QUIET = 0.08


def key_latency(person: Person, content: Path) -> Iterator[Figure]:
    """Yield the time from key to first byte for a tick and for a move of the cursor."""
    ticks: list[float] = []
    moves: list[float] = []
    with person.screen("--content", content) as session:
        session.wait_for(cursor_on(TITLES[0]))
        for _ in range(ROUNDS):
            ticks.append(_answered(session, " "))
            session.measure("u", _QUIET)
            moves.append(_answered(session, "j"))
            session.measure("k", _QUIET)
    yield from latencies("latency", "tick, key to first byte", ticks)
    yield from latencies("latency", "cursor down, key to first byte", moves)


def _answered(session: PtySession, key: str) -> float:
    session.settle(_QUIET)
    begun = time.perf_counter()
    session.send(key)
    select.select([session.master], [], [])
    return time.perf_counter() - begun


def verb_latency(person: Person) -> Iterator[Figure]:
    """Yield the time each verb takes until it is committed, without the start of a process."""
    desk = open_desk({"HOME": str(person.home)}, casebook=person.home / "verbs.db", make=True)
    book, guide = desk.casebook, desk.library.guides[0]
    card = book.add_card(guide, "My card").id
    step = guide.steps[0].id
    letter = "ご解約のお手続きについて、次のとおりご案内します。\n" * 40
    draft = Draft(
        original=letter.encode(), text=letter, kind="mail", direction="in", subject="解約"
    )
    verbs: dict[str, Callable[[], object]] = {
        "mark": lambda: book.mark(card, [step], "waiting"),
        "undo": lambda: book.undo(card),
        "keep a letter of 3 KB": lambda: book.keep(card, draft, again=True),
        "add a card": lambda: book.add_card(guide, "Another card"),
        "read a card": lambda: book.card(card),
    }
    times: dict[str, list[float]] = {name: [] for name in verbs}
    for _ in range(COMMITS):
        for name, verb in verbs.items():
            begun = time.perf_counter()
            verb()
            times[name].append(time.perf_counter() - begun)
    _close(desk)
    for name, seconds in times.items():
        yield from latencies("verbs", name, seconds)


def _close(desk: Desk) -> None:
    desk.casebook.store.close()
