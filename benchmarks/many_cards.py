"""Opening a casebook of a desk that has helped thousands."""

from collections.abc import Iterator
from statistics import median

from benchmarks.figure import Figure
from benchmarks.stopwatch import environment, seconds_to_run, seconds_until_shown
from tests.stories.person import COMMAND, Person
from tui.desk import open_desk

SIZES = (1, 1_000, 5_000)
_TIMES = 5


def many_cards(person: Person) -> Iterator[Figure]:
    """Yield the time until the first complete screen, and of a list, by number of cards."""
    environ = environment(str(person.home))
    desk = open_desk(environ)
    guide = desk.library.guides[0]
    made = 0
    for size in SIZES:
        while made < size:
            made += 1
            desk.casebook.add_card(guide, f"Card {made}", holder=f"Holder {made // 3}")
        argv = [str(COMMAND), "--lang", "en"]
        shown = [guide.steps[0].title["en"], "keys"]
        screens = [seconds_until_shown(argv, environ, shown) for _ in range(_TIMES)]
        lists = [seconds_to_run([str(COMMAND), "list"], environ) for _ in range(_TIMES)]
        note = f"median of {_TIMES}"
        yield Figure("cards", f"{size:,} cards, screen", median(screens) * 1000, "ms", note=note)
        yield Figure("cards", f"{size:,} cards, list", median(lists) * 1000, "ms", note=note)
    desk.casebook.store.close()
