"""Starting, side by side with programs that do nothing."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from benchmarks import bare
from benchmarks.figure import Figure
from benchmarks.stopwatch import environment, seconds_to_run, seconds_until_shown
from tests.stories.person import COMMAND, Person

PAIRS = 21
RATIO = 1.5


def start_up(person: Person) -> Iterator[Figure]:
    """Yield how long the first complete screen takes, and a list of cards."""
    steps = json.loads(person.run("--lang", "en", "guide", "postpaid", "--json"))["steps"]
    environ = environment(str(person.home))

    def screen() -> float:
        argv = [str(COMMAND), "--lang", "en"]
        return seconds_until_shown(argv, environ, [steps[-1]["title"], "keys"])

    def bare_screen() -> float:
        argv = [sys.executable, str(Path(bare.__file__))]
        return seconds_until_shown(argv, environ, [bare.LAST_WORDS])

    yield from _in_turns("the first complete screen", screen, "bare Textual", bare_screen, RATIO)
    yield from _in_turns(
        "kaiyaku list",
        lambda: seconds_to_run([str(COMMAND), "list"], environ),
        "bare Python",
        lambda: seconds_to_run([sys.executable, "-c", "pass"], environ),
    )


def _in_turns(
    name: str,
    ours: Callable[[], float],
    other: str,
    theirs: Callable[[], float],
    budget: float | None = None,
) -> Iterator[Figure]:
    """Run the two alternately, the first by turns too, after one that nobody times."""
    ours()
    theirs()
    times: dict[Callable[[], float], list[float]] = {ours: [], theirs: []}
    for pair in range(PAIRS):
        for run in (ours, theirs) if pair % 2 else (theirs, ours):
            times[run].append(run())
    mine, bare_ones = median(times[ours]), median(times[theirs])
    note = f"medians of {PAIRS} in turns"
    yield Figure("start", name, mine * 1000, "ms", note=note)
    yield Figure("start", other, bare_ones * 1000, "ms", note=note)
    yield Figure("start", f"{name} : {other}", mine / bare_ones, "times", budget)
