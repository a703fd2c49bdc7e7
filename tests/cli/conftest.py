import io
import json
import shutil
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.casebook.examples import FrozenClock
from tui.cli import main


class Terminal(io.TextIOWrapper):
    """A stream that calls itself a terminal."""

    def isatty(self) -> bool:
        return True


@dataclass
class Ran:
    """How one run of the command ended, and what it wrote."""

    code: int
    written: bytes
    err: str

    @property
    def out(self) -> str:
        return self.written.decode()

    @property
    def data(self) -> Any:
        return json.loads(self.written)


@dataclass
class Kaiyaku:
    """Runs the command as a person whose home is empty at first."""

    home: Path
    monkeypatch: pytest.MonkeyPatch
    clock: FrozenClock = field(default_factory=FrozenClock)
    environ: dict[str, str] = field(default_factory=dict)

    def __call__(
        self,
        *argv: str | Path,
        stdin: bytes | None = None,
        stdout_is_terminal: bool = False,
        environ: dict[str, str] | None = None,
        is_kiosk: bool = False,
    ) -> Ran:
        """Run `kaiyaku argv`; without `stdin`, standard input is a terminal."""
        out = (Terminal if stdout_is_terminal else io.TextIOWrapper)(io.BytesIO(), "utf-8")
        err = io.TextIOWrapper(io.BytesIO(), "utf-8")
        typed = (Terminal if stdin is None else io.TextIOWrapper)(io.BytesIO(stdin or b""))
        with self.monkeypatch.context() as patched:
            for name, stream in (("stdout", out), ("stderr", err), ("stdin", typed)):
                patched.setattr(f"sys.{name}", stream)
            asked = {"HOME": str(self.home), **self.environ, **(environ or {})}
            code = main([str(word) for word in argv], asked, self.clock, is_kiosk=is_kiosk)
            out.flush()
            err.flush()
        return Ran(code, out.buffer.getvalue(), err.buffer.getvalue().decode())  # type: ignore[attr-defined]

    def ok(self, *argv: str | Path, stdin: bytes | None = None) -> Ran:
        """Run what must go well and has nothing to complain about."""
        ran = self(*argv, stdin=stdin)
        assert (ran.code, ran.err) == (0, "")
        return ran

    def refused(self, code: int, *argv: str | Path, stdin: bytes | None = None) -> str:
        """Run what must fail with `code`, and return its one sentence."""
        ran = self(*argv, stdin=stdin)
        assert (ran.code, ran.written) == (code, b"")
        assert ran.err.startswith("kaiyaku: ")
        assert ran.err.count("\n") == 1
        return ran.err

    def step(self, step: str, card: str = "1") -> Any:
        """Return a step of a card as `show --json` tells it."""
        steps = self.ok("show", card, "--json").data["steps"]
        return next(found for found in steps if found["id"] == step)


@pytest.fixture
def kaiyaku(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kaiyaku:
    home = tmp_path / "home"
    home.mkdir()
    return Kaiyaku(home, monkeypatch)


@pytest.fixture(scope="session")
def home_of_one_card(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, datetime]:
    """A home with one card, for each test to copy, and what its clock says then."""
    home = tmp_path_factory.mktemp("one-card")
    with pytest.MonkeyPatch.context() as patched:
        made = Kaiyaku(home, patched)
        made.ok("add", "postpaid", "My docomo", "--as", "mika")
    return home, made.clock.now


@pytest.fixture
def one_card(kaiyaku: Kaiyaku, home_of_one_card: tuple[Path, datetime]) -> Kaiyaku:
    """A casebook with the card 1, "My docomo", made by mika."""
    home, kaiyaku.clock.now = home_of_one_card
    # What a person has seen is remembered by where the casebook lies.
    shutil.copytree(home, kaiyaku.home, dirs_exist_ok=True, ignore=shutil.ignore_patterns("state"))
    return kaiyaku
