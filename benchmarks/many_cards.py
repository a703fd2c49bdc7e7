"""Opening a casebook of a desk that has helped thousands."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from statistics import median
from time import perf_counter

from benchmarks.figure import Figure
from benchmarks.stopwatch import environment, seconds_to_run, seconds_until_shown
from tests.stories.person import COMMAND, Person
from tests.terminal.pty_session import PtySession
from tui.deadlines.today import today as today_in_japan
from tui.desk import Desk, open_desk
from tui.plan.board import board_rows
from tui.plan.days.due import due_items

SIZES = (1, 1_000, 5_000)
_TIMES = 5
_CARRIERS = ("docomo", "au", "softbank", "rakuten", "sakura", "mineo")


def many_cards(person: Person) -> Iterator[Figure]:
    """Yield the time until the first complete screen, and of a list, by number of cards."""
    environ = environment(str(person.home))
    desk = open_desk(environ)
    guide = desk.library.guide("postpaid")
    assert guide is not None
    today = today_in_japan(desk.clock())
    made = 0
    for size in SIZES:
        while made < size:
            made += 1
            desk.casebook.add_card(
                guide,
                f"Card {made}",
                holder=f"Holder {made // 3}",
                departure=(today + timedelta(days=5 + made % 90)).isoformat(),
                carrier=_CARRIERS[made % len(_CARRIERS)],
            )
        argv = [str(COMMAND), "--lang", "en"]
        shown = [guide.steps[0].title["en"], "keys"]
        screens = [seconds_until_shown(argv, environ, shown) for _ in range(_TIMES)]
        lists = [seconds_to_run([str(COMMAND), "list"], environ) for _ in range(_TIMES)]
        note = f"median of {_TIMES}"
        yield Figure("cards", f"{size:,} cards, screen", median(screens) * 1000, "ms", note=note)
        yield Figure("cards", f"{size:,} cards, list", median(lists) * 1000, "ms", note=note)
        yield from _looked_over(desk, size)
        yield from _opened(person, size)
    desk.casebook.store.close()


def _opened(person: Person, size: int) -> Iterator[Figure]:
    """Yield the time from the key to the whole page, in a terminal."""
    times: dict[str, list[float]] = {"board": [], "due": []}
    with person.screen("--lang", "en") as session:
        session.wait_for("keys")
        session.settle()
        for _ in range(_TIMES):
            for name, key, shown in (("board", "b", "Board"), ("due", "d", "Due")):
                begin = perf_counter()
                session.send(key)
                session.wait_for(partial(_is_whole, title=shown))
                times[name].append(perf_counter() - begin)
                session.settle()
                session.send("q")
                session.wait_for("keys")
                session.settle()
    for name, seconds in times.items():
        note = f"median of {_TIMES}, from the key to the page"
        yield Figure(
            "cards", f"{size:,} cards, {name} on screen", median(seconds) * 1000, "ms", 500, note
        )


def _is_whole(session: PtySession, title: str) -> bool:
    rows = [row.strip() for row in session.rows()]
    return rows[0].startswith(title) and "back" in rows[-1] and any(rows[3:-1])


def _looked_over(desk: Desk, size: int) -> Iterator[Figure]:
    """Yield what `d` and `b` wait for: the cards read, and what is due, or a row for each."""
    until = today_in_japan(desk.clock()) + timedelta(days=14)
    for name, look in (
        ("due within 14 days", lambda cards: due_items(cards, desk.guide, desk.situation, until)),
        ("board", lambda cards: board_rows(cards, desk.guide, desk.carrier, until)),
    ):
        times = []
        for _ in range(_TIMES):
            begin = perf_counter()
            look(desk.casebook.cards())
            times.append(perf_counter() - begin)
        note = f"median of {_TIMES}, without drawing"
        yield Figure(
            "cards", f"{size:,} cards, {name}", median(times) * 1000, "ms", budget=500, note=note
        )
