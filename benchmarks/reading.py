"""Reading what is long, damaged or meant to hurt: the slowest of each kind."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from benchmarks.figure import Figure
from tests.cli.test_keep import box, mail
from tests.correspondence.test_guess import VERY_LONG
from tests.correspondence.test_html import BOMBS
from tests.correspondence.test_line_chat import very_long_chat
from tests.correspondence.test_mail_mutations import mutated
from tests.correspondence.test_mbox import ten_thousand_letters
from tests.guides.small import directory, small_guide
from tests.guides.test_hostile_files import BYTES
from tests.stories.person import Person
from tests.text.test_folding import MEGABYTES
from tui.correspondence.guess import from_bytes, from_text
from tui.correspondence.mail.mail import read_mail
from tui.correspondence.mail.mbox import summary
from tui.correspondence.web.html import read_html
from tui.guides.load import load
from tui.text.folding import fold

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
MUTATIONS = 1_000
LETTERS = 1_000

Given = TypeVar("Given")


def reading(person: Person) -> Iterator[Figure]:
    """Yield seconds on the processor, and how long a thousand letters take to be kept."""
    yield _slowest("hostile mails", _hostile_mails(), 3)
    yield _timed("mutated mails", {str(n): mutated(n) for n in range(MUTATIONS)}, read_mail, 3)
    yield _timed("hostile pages", BOMBS, read_html, 2)
    yield _timed("very long texts", VERY_LONG, lambda raw: from_bytes(raw, NOW), 3)
    yield _timed("a very long chat", {"": very_long_chat()}, lambda text: from_text(text, NOW), 3)
    yield _timed(
        "an mbox of 10,000", {"": ten_thousand_letters()}, lambda raw: summary(raw, NOW), 3
    )
    yield _timed("folding a megabyte", MEGABYTES, fold, 5)
    guides = {
        name: directory(person.home / f"guides-{number}", bad=content, good=small_guide())
        for number, (name, content, _) in enumerate(BYTES)
    }
    yield _timed("hostile guides", guides, lambda path: load([path], None), 1)
    yield _kept(person)


def _hostile_mails() -> dict[str, float]:
    argv = [sys.executable, "-m", "tests.correspondence.hostile"]
    ran = subprocess.run(argv, capture_output=True, check=True)
    return dict(json.loads(ran.stdout)["seconds"])


def _timed(
    name: str, cases: Mapping[str, Given], read: Callable[[Given], object], budget: float
) -> Figure:
    times = {}
    for case, given in cases.items():
        begun = time.process_time()
        read(given)
        times[case] = time.process_time() - begun
    return _slowest(name, times, budget)


def _slowest(name: str, times: Mapping[str, float], budget: float) -> Figure:
    case = max(times, key=lambda case: times[case])
    note = f"{case}, of {len(times)}" if len(times) > 1 else ""
    return Figure("reading", f"{name}, the slowest", times[case], "s", budget, note)


def _kept(person: Person) -> Figure:
    person.run("add", "postpaid", "My docomo")
    path = Path(person.home) / "letters.mbox"
    path.write_bytes(box(*(mail(number) for number in range(LETTERS))))
    begun = time.perf_counter()
    person.run("note", "add", "1", path, "--from", "all")
    return Figure("reading", f"keeping {LETTERS:,} letters", time.perf_counter() - begun, "s", 20)
