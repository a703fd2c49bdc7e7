"""Measures, and prints one table."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks import __doc__ as about
from benchmarks.bytes_written import bytes_written
from benchmarks.figure import Figure, as_json, table
from benchmarks.latency import key_latency, verb_latency
from benchmarks.many_cards import many_cards
from benchmarks.reading import reading
from benchmarks.resting import resting
from benchmarks.search import NOTES, search
from benchmarks.sessions import sessions
from benchmarks.start_up import start_up
from benchmarks.together import together
from tests.stories.person import Person
from tests.stories.twelve_steps import twelve_steps


def main() -> int:
    """Measure what was asked for; return 1 when something is over its budget."""
    parser = argparse.ArgumentParser("python -m benchmarks", description=about)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--only", metavar="SUBJECTS", help="subjects, with commas between them")
    parser.add_argument(
        "--notes", metavar="N", type=int, default=NOTES, help="notes to search through"
    )
    asked = parser.parse_args()
    only = asked.only.split(",") if asked.only else None
    with tempfile.TemporaryDirectory(prefix="kaiyaku-benchmarks-") as directory:
        figures = list(measured(Path(directory), only, asked.notes))
    print(as_json(figures) if asked.json else table(figures))
    return 1 if any(figure.exceeded for figure in figures) else 0


def measured(directory: Path, only: list[str] | None, notes: int) -> Iterable[Figure]:
    """Yield the figures of some subjects, or of all; each has a home of its own."""
    content = twelve_steps(directory / "content")

    def home(name: str, *card: str) -> Person:
        person = Person(directory / name)
        if card:
            person.run("--content", content, "add", *card)
        else:
            person.run("list")
        return person

    subjects: dict[str, Callable[[], Iterable[Figure]]] = {
        "bytes": lambda: bytes_written(home("bytes", "twelve", "My card"), content),
        "start": lambda: start_up(home("start")),
        "resting": lambda: resting(home("resting", "postpaid", "My docomo")),
        "latency": lambda: key_latency(home("latency", "twelve", "My card"), content),
        "verbs": lambda: verb_latency(home("verbs")),
        "cards": lambda: many_cards(home("cards")),
        "search": lambda: search(home("search"), notes),
        "reading": lambda: reading(home("reading")),
        "sessions": lambda: sessions(home("sessions", "postpaid", "My docomo")),
        "together": lambda: together(home("together")),
    }
    for name, measure in subjects.items():
        if only is None or name in only:
            print(f"measuring {name}", file=sys.stderr)
            yield from measure()


if __name__ == "__main__":
    sys.exit(main())
