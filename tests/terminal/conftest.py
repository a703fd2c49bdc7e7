import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.pty_session import PtySession

ROOT = Path(__file__).parents[2]

StartProbe = Callable[..., PtySession]
Seen = Callable[[], list[tuple[str, str, bool | None]]]


@pytest.fixture
def flushed(tmp_path: Path) -> Path:
    """The file that the probe's flush writes."""
    return tmp_path / "flushed"


@pytest.fixture
def start_probe(tmp_path: Path, flushed: Path) -> Iterator[StartProbe]:
    """Start the probe app and wait for its first screen; arguments as for PtySession.

    `before` is the command that starts it.
    """
    with ExitStack() as stack:

        def start(
            *modes: str,
            env: dict[str, str | None] | None = None,
            before: Sequence[str] = (),
            **rest: Any,
        ) -> PtySession:
            argv = [*before, sys.executable, "-m", "tests.terminal.probe_app", str(flushed), *modes]
            environ = {"PROBE_LOG": str(tmp_path / f"{'-'.join(modes)}.log"), **(env or {})}
            session = stack.enter_context(
                PtySession(argv, home=tmp_path, cwd=ROOT, env=environ, **rest)
            )
            session.wait_for("count 0")
            session.wait_for("f8 same")
            if "PROBE_FOCUS" not in environ and "stock" not in modes:
                session.wait_for(lambda s: s.cursor[0] > 30)
            return session

        yield start


@pytest.fixture
def seen(tmp_path: Path) -> Seen:
    """Return the keys, pastes and widths the probe app has seen: (kind, what, cut)."""

    def read() -> list[tuple[str, str, bool | None]]:
        entries = []
        for path in tmp_path.glob("*.log"):
            lines = path.read_text(encoding="utf-8").splitlines()
            entries += [tuple(json.loads(line)) for line in lines if line.endswith("]")]
        return entries

    return read
