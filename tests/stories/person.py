"""A person with a home of their own, who types the installed command."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.patience import PATIENCE
from tests.terminal.pty_session import PtySession

COMMAND = Path(sys.executable).parent / "kaiyaku"
Environ = Mapping[str, str | None]


class Person:
    """Runs kaiyaku's verbs, and opens its full screen in a terminal."""

    def __init__(self, home: Path) -> None:
        home.mkdir(exist_ok=True)
        self.home = home
        self.state = home / "state" / "kaiyaku"
        self.casebook = home / "data" / "kaiyaku" / "casebook.db"

    def command(
        self, *argv: object, before: Sequence[str] = (), **rest: Any
    ) -> "subprocess.CompletedProcess[bytes]":
        """Run a verb in the same surroundings as the full screen; see `subprocess.run`.

        `before` is the command that starts it, if not kaiyaku's own name does.
        """
        environ = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "TZ": "Asia/Tokyo",
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "XDG_DATA_HOME": str(self.home / "data"),
            "XDG_STATE_HOME": str(self.home / "state"),
            "XDG_CACHE_HOME": str(self.home / "cache"),
        }
        rest.setdefault("stdin", None if "input" in rest else subprocess.DEVNULL)
        return subprocess.run(
            [*before, str(COMMAND), *map(str, argv)],
            env=environ,
            capture_output="stderr" not in rest,
            check=False,
            timeout=PATIENCE,
            **rest,
        )

    def run(self, *argv: str | Path, **rest: Any) -> bytes:
        """Run a verb that must go well; return what it wrote."""
        ran = self.command(*argv, **rest)
        assert ran.returncode == 0, ran.stderr.decode()
        out: bytes = ran.stdout
        return out

    def json(self, *argv: str | Path) -> Any:
        """Run a verb with --json."""
        return json.loads(self.run("--lang", "en", *argv, "--json"))

    def add(self, label: str, type: str = "postpaid", *options: str) -> int:
        """Add a card; return its number."""
        return int(self.json("add", type, label, *options)["card"]["id"])

    def steps(self, card: int = 1) -> list[Any]:
        """Return a card's steps, in order."""
        found: list[Any] = self.json("show", str(card))["steps"]
        return found

    def states(self, card: int = 1) -> list[str]:
        """Return the states of a card's steps, in order."""
        return [step["state"] for step in self.steps(card)]

    def notes(self, card: int = 1) -> list[Any]:
        """Return a card's notes, oldest first."""
        found: list[Any] = self.json("show", str(card))["notes"]
        return found

    def original(self, note: int) -> bytes:
        """Return the kept bytes of a note."""
        return self.run("note", "show", str(note), "--original")

    def drafts(self) -> list[str]:
        """Return the unfinished texts that are on the disk."""
        found = []
        for path in (self.state / "drafts").glob("*/*.json"):
            try:
                found.append(str(json.loads(path.read_bytes())["text"]))
            except FileNotFoundError:
                continue
        return found

    @contextmanager
    def screen(
        self, *options: str | Path, language: str | None = "en", wait: bool = True, **rest: Any
    ) -> Iterator[PtySession]:
        """Open the full screen, wait until it stands; `rest` as for `PtySession`."""
        spoken = ["--lang", language] if language else []
        argv = [str(COMMAND), *spoken, *map(str, options)]
        with PtySession(argv, home=self.home, **rest) as session:
            if wait:
                session.wait_for(stands)
            yield session


def stands(session: PtySession) -> bool:
    """Return whether the whole first screen is drawn and the cursor is in a list."""
    rows = session.rows()
    return "kaiyaku" in rows[0] and bool(rows[-1].strip()) and session.cursor != (0, 0)


@contextmanager
def page(session: PtySession, keys: str) -> Iterator[None]:
    """Open the page that a key opens, and leave it again with esc."""

    def seen() -> list[str]:
        # What was said last may stand in several lines at the bottom, and push the rest up.
        return [row.removesuffix("▐").rstrip() for row in session.rows()[:12]]

    session.settle(0.1)
    before = seen()
    session.send(keys)
    session.wait_for(lambda _: seen() != before)
    session.settle(0.1)
    yield
    session.send("\x1b")
    session.wait_for(lambda _: seen() == before)


def row_of(session: PtySession, text: str) -> str:
    """Return the row that shows a text; empty when none does."""
    return next((row for row in session.rows() if text in row), "")


def cursor_row(session: PtySession) -> str:
    """Return the row that the terminal's cursor is on."""
    return session.rows()[session.cursor[1]]


def shows_done(title: str) -> "Callable[[PtySession], bool]":
    """Return the condition that a step is shown as ticked."""
    return lambda session: "✓" in row_of(session, title)


def cursor_on(text: str) -> "Callable[[PtySession], bool]":
    """Return the condition that the cursor is on the row with a text."""
    return lambda session: text in cursor_row(session)
