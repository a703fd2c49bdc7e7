"""Finding letters again: how long each query takes, and how that grows with their number."""

import os
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from statistics import median

from benchmarks.correspondence import RARE, letters
from benchmarks.figure import Figure, latencies
from benchmarks.stopwatch import environment, seconds_to_run, seconds_until_shown
from tests.stories.person import COMMAND, Person
from tui.casebook import notes
from tui.casebook.action import Action
from tui.casebook.draft import Draft
from tui.desk import Desk, open_desk

NOTES = 20_000
SIZES = (1_000, 10_000)
"""The numbers of notes at which it is measured, besides the last."""

MIX = (
    "解約",
    "請求",
    "料",
    "違約金",
    "解約手数料",
    "合约",
    "contract",
    RARE,
    "解約 MNP",
    "docomo 違約金",
    "5678",
    "090-1234",
    "1,100円",
    "の",
    "q",
    "neverwritten",
)
"""Long and short, frequent and rare, in three languages; the last is in no letter."""

BUDGET = 50.0
_TIMES, _STARTS, _COMMITS = 9, 5, 100
_A_CARD, _AT_ONCE = 100, 2_000
_SLICE = 0.1


def search(person: Person, count: int = NOTES) -> Iterator[Figure]:
    """Yield times for casebooks of 1,000 notes and more, before and after they are indexed."""
    environ = environment(str(person.home))
    desk = open_desk(environ)
    cards = _add_cards(desk, -(-count // _A_CARD))
    yield from _opening(environ, "no notes")
    yield from _writes(desk, "no notes")
    texts = letters(count)
    kept = 0
    for size in (*(size for size in SIZES if size < count), count):
        _keep(desk, texts, cards, kept, size)
        kept = size
        name = f"{size:,} notes"
        last = size == count
        yield from _queries(desk, f"{name}, looked through", each=last)
        made = list(_index(desk, name))
        if made:
            yield from made
            yield from _queries(desk, f"{name}, indexed", each=last)
    yield from _writes(desk, name)
    yield from _opening(environ, name)
    desk.casebook.store.close()


def _add_cards(desk: Desk, count: int) -> list[int]:
    book, guide = desk.casebook, desk.library.guides[0]
    lines = [f"080-{1000 + number % 9000}-{number % 10_000:04}" for number in range(count)]
    return [
        book.add_card(guide, f"Line {number} docomo", holder=f"P{number // 3}", number=line).id
        for number, line in enumerate(lines)
    ]


def _keep(desk: Desk, texts: Iterator[str], cards: list[int], kept: int, size: int) -> None:
    """Keep letters until there are `size`, a hundred with each card, in large transactions."""
    book = desk.casebook
    while kept < size:
        many = list(islice(texts, min(_AT_ONCE, size - kept)))
        with book.store.writing(60) as writer:
            action = Action(writer, book.who, desk.clock())
            for place, text in enumerate(many, kept):
                notes.keep(action, cards[place // _A_CARD], _draft(text), None, again=True)
        kept += len(many)


def _draft(text: str) -> Draft:
    sender = "docomo <info@docomo.example>"
    return Draft(original=text.encode(), text=text, kind="mail", subject=text[:20], sender=sender)


def _queries(desk: Desk, name: str, *, each: bool) -> Iterator[Figure]:
    path = Path(desk.casebook.store.name)
    warm: dict[str, float] = {}
    cold: dict[str, float] = {}
    found: dict[str, str] = {}
    for query in MIX:
        with desk.patient() as book:
            times = [_seconds(book.find, query) for _ in range(_TIMES)]
            answer = book.find(query)
        warm[query] = median(times)
        found[query] = f"{len(answer.matches)}{'+' if answer.more else ''} found"
        _forget(path)
        with desk.patient() as book:
            cold[query] = _seconds(book.find, query)
    slowest = max(warm, key=lambda query: warm[query])
    mix = f"median of {len(MIX)} queries"
    yield _figure(f"{name}, the mix", median(warm.values()), mix, BUDGET)
    yield _figure(f"{name}, the slowest of it", warm[slowest], slowest)
    yield _figure(f"{name}, the mix, cold", median(cold.values()), mix, BUDGET)
    yield _figure(
        f"{name}, the slowest, cold", max(cold.values()), max(cold, key=lambda q: cold[q])
    )
    if each:
        for query, seconds in warm.items():
            yield _figure(f"{name}, {query}", seconds, found[query])


def _seconds(find: Callable[[str], object], query: str) -> float:
    begun = time.perf_counter()
    find(query)
    return time.perf_counter() - begun


def _forget(path: Path) -> None:
    """Ask the system to drop what it remembers of the file."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(descriptor)


def _index(desk: Desk, name: str) -> Iterator[Figure]:
    """Make the index, if there is so much text that one is wanted."""
    path = Path(desk.casebook.store.name)
    before, slices = path.stat().st_size, [0.0]
    while True:
        begun = time.perf_counter()
        if not desk.casebook.index(_SLICE):
            break
        slices.append(time.perf_counter() - begun)
    if len(slices) == 1:
        return
    yield Figure("search", f"{name}, making the index", sum(slices), "s")
    yield _figure(f"{name}, the longest slice of it", max(slices), f"asked for {_SLICE:g} s")
    megabytes = (path.stat().st_size - before) / 1e6
    whole = f"of {path.stat().st_size / 1e6:,.0f} MB"
    yield Figure("search", f"{name}, size of the index", megabytes, "MB", note=whole)


def _writes(desk: Desk, name: str) -> Iterator[Figure]:
    """Measure keeping a letter, and a mark."""
    book, guide = desk.casebook, desk.library.guides[0]
    card, step = book.add_card(guide, "Writes").id, guide.steps[0].id
    keeping, marking = [], []
    for number, text in enumerate(letters(_COMMITS, seed=2)):
        text = text.replace(RARE, "")
        begun = time.perf_counter()
        book.keep(card, _draft(text), again=True)
        kept = time.perf_counter()
        book.mark(card, step, "done" if number % 2 else "waiting")
        keeping.append(kept - begun)
        marking.append(time.perf_counter() - kept)
        # A card with many notes is slower to read, which is not what is measured here.
        if number % 10 == 9:
            card = book.add_card(guide, "Writes").id
    yield from latencies("search", f"{name}, keep a letter of 500 characters", keeping)
    yield from latencies("search", f"{name}, mark", marking)


def _opening(environ: dict[str, str], name: str) -> Iterator[Figure]:
    """Measure a list of the cards and the first screen."""
    note = f"median of {_STARTS}"
    lists = [seconds_to_run([str(COMMAND), "list"], environ) for _ in range(_STARTS)]
    yield _figure(f"{name}, kaiyaku list", median(lists), note)
    argv = [str(COMMAND), "--lang", "en"]
    screens = [seconds_until_shown(argv, environ, ["keys"]) for _ in range(_STARTS)]
    yield _figure(f"{name}, first screen", median(screens), note)


def _figure(name: str, seconds: float, note: str = "", budget: float | None = None) -> Figure:
    return Figure("search", name, seconds * 1000, "ms", budget, note)
