"""A program in a real pseudo-terminal, with a screen behind it.

`PtySession` starts a command the way a terminal does, keeps a pyte screen of what it draws, counts
the bytes, answers the questions a terminal answers, and always takes the process down with it.
Output is read only inside its methods: between them the terminal is one that has stopped reading.

    with PtySession([sys.executable, "-m", "tui"], home=tmp_path) as session:
        session.wait_for("Cards")                  # text, or a predicate of the session
        spent = session.measure("j")               # bytes written until the screen is quiet
        session.type("a long line, key by key")    # one read never sees it as a paste
        session.paste("a letter\r")                # with paste brackets
        assert session.idle(1.0) == 0
        session.send("q")
        assert session.wait_exit() == 0
"""

import array
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyte

from tests.patience import PATIENCE

_UNFINISHED = re.compile(rb"\x1b(?:\[[\x20-\x3f]*|\][^\x07\x1b]*\x1b?)?\Z")
# What pyte would draw or trip over: DECRQM, kitty keys, OSC, private modes it does not know.
_NOT_FOR_PYTE = re.compile(
    rb"\x1b\[[<>=][0-9;]*[a-z]|\x1b\[\?[0-9;]*\$p|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
)


class _Screen(pyte.Screen):
    """A pyte screen that answers cursor reports."""

    answer: Callable[[str], None] = staticmethod(lambda data: None)

    def write_process_input(self, data: str) -> None:
        self.answer(data)


class PtySession:
    """A command in a pseudo-terminal; use it as a context manager."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        home: Path,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str | None] | None = None,
        cwd: Path | None = None,
        answers: bool = True,
        synchronized: bool = False,
        controlling: bool = True,
        preexec: Callable[[], None] | None = None,
    ) -> None:
        """Start `argv` in a terminal of `size` (columns, lines).

        home: HOME, and the parent of every XDG directory. env: added to a small clean
        environment; None takes a variable away. answers: cursor reports are answered.
        synchronized: so is the question whether synchronized updates are known. controlling: the
        terminal signals SIGHUP when it goes away; else the command only finds it gone. preexec:
        runs in the child before the command.
        """
        self.columns, self.lines = size
        self.screen = _Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self.output = bytearray()
        """Every byte the program has written."""
        self._partial = b""
        self._answers = answers
        self._synchronized = synchronized
        if answers:
            self.screen.answer = self.send
        self.master, self.slave = pty.openpty()
        self._set_size()
        self.attributes_before = termios.tcgetattr(self.slave)
        self.process = subprocess.Popen(
            list(argv),
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            env=_environment(home, env or {}),
            cwd=cwd,
            start_new_session=True,
            preexec_fn=lambda: _adopt_terminal(controlling, preexec),
            restore_signals=True,
        )
        self._hung_up = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def send(self, data: bytes | str) -> None:
        """Send input in one write; the program may see it in one read."""
        data = data.encode() if isinstance(data, str) else data
        while data:
            data = data[os.write(self.master, data) :]

    def type(self, text: str, timeout: float = PATIENCE) -> None:
        """Send text key by key, each after the program has read the one before."""
        for key in text:
            self.send(key)
            self._pump(0.002)
            self.wait_for(lambda _: not self.unread(), timeout)

    def paste(self, text: bytes | str) -> None:
        """Send text between paste brackets, as a terminal does (line breaks are CR)."""
        data = text.encode() if isinstance(text, str) else text
        self.send(b"\x1b[200~" + data.replace(b"\n", b"\r") + b"\x1b[201~")

    def unread(self) -> int:
        """Return how many bytes of input the program has not read yet.

        What was sent a moment ago may not be counted yet.
        """
        count = array.array("i", [0])
        fcntl.ioctl(self.slave, termios.FIONREAD, count)
        return count[0]

    def wait_for(
        self, condition: "str | Callable[[PtySession], bool]", timeout: float = PATIENCE
    ) -> None:
        """Read until the screen shows a text, or a predicate of the session is true."""
        deadline = time.monotonic() + timeout
        while not (condition in self.text() if isinstance(condition, str) else condition(self)):
            if time.monotonic() > deadline:
                raise AssertionError(
                    f"waited {timeout} s for {condition!r}; the screen:\n{self.text()}"
                )
            self._pump(0.01)

    def idle(self, seconds: float) -> int:
        """Read for so long; return how many bytes the program wrote."""
        before = len(self.output)
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            self._pump(left)
        return len(self.output) - before

    def settle(self, quiet: float = 0.25, timeout: float = 10.0) -> int:
        """Read until nothing was written for `quiet` seconds; return the bytes written."""
        before = len(self.output)
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline and self.idle(quiet):
            pass
        return len(self.output) - before

    def measure(self, data: bytes | str, quiet: float = 0.25) -> int:
        """Send input to a settled program; return the bytes it answers with."""
        self.settle(quiet)
        before = len(self.output)
        self.send(data)
        self.wait_for(lambda session: len(session.output) > before or not session.alive())
        self.settle(quiet)
        return len(self.output) - before

    def rows(self) -> list[str]:
        """Return the lines of the screen, a wide character as one character."""
        return [
            "".join(self.screen.buffer[y][x].data for x in range(self.columns)).rstrip()
            for y in range(self.lines)
        ]

    def text(self) -> str:
        """Return the screen as one text."""
        return "\n".join(self.rows())

    def cells(self) -> list[list[pyte.screens.Char]]:
        """Return every cell with its colours and attributes."""
        return [[self.screen.buffer[y][x] for x in range(self.columns)] for y in range(self.lines)]

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and line of the terminal's cursor, from zero."""
        return self.screen.cursor.x, self.screen.cursor.y

    @property
    def attributes(self) -> list[Any]:
        """The terminal's settings now; `attributes_before` holds those of the start."""
        return termios.tcgetattr(self.slave)

    def draw_over(self, data: bytes) -> None:
        """Let somebody else write to the terminal, as `wall` does."""
        self._feed(data)

    def resize(self, columns: int, lines: int) -> None:
        """Change the size of the window."""
        self.columns, self.lines = columns, lines
        self.screen.resize(lines, columns)
        self._set_size()

    def alive(self) -> bool:
        """Return whether the process still runs."""
        return self.process.poll() is None

    def kill(self, number: signal.Signals) -> None:
        """Send a signal to the process."""
        if self.alive():
            self.process.send_signal(number)

    def hang_up(self) -> None:
        """Close the terminal, as a dropped connection does."""
        if not self._hung_up:
            self._hung_up = True
            os.close(self.slave)
            os.close(self.master)

    def wait_exit(self, timeout: float = PATIENCE) -> int:
        """Read until the process is gone; return its exit status, negative for a signal."""
        deadline = time.monotonic() + timeout
        while self.alive():
            if time.monotonic() > deadline:
                raise AssertionError(f"still running after {timeout} s; the screen:\n{self.text()}")
            if self._hung_up:
                time.sleep(0.005)
            else:
                self._pump(0.01)
        if not self._hung_up:
            while self._pump(0):
                pass
        return self.process.returncode

    def wait_exit_unread(self, timeout: float = PATIENCE) -> int:
        """Wait for the end of the process while its terminal reads nothing."""
        return self.process.wait(timeout)

    def cpu_seconds(self) -> float:
        """Return the processor time the process has used."""
        stat = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        """End the process, by force if need be, and the terminal; harmless when repeated."""
        if self.alive():
            self.process.kill()
        self.process.wait()
        self.hang_up()

    def _pump(self, timeout: float) -> int:
        """Read once what the program has written; return how many bytes."""
        if not select.select([self.master], [], [], max(0.0, timeout))[0]:
            return 0
        data = os.read(self.master, 65536)
        self.output += data
        self._feed(data)
        return len(data)

    def _feed(self, data: bytes) -> None:
        if self._synchronized and b"\x1b[?2026$p" in self._partial + data:
            self.send("\x1b[?2026;2$y")
        data = self._partial + data
        self._partial = b""
        if unfinished := _UNFINISHED.search(data):
            self._partial = unfinished[0]
            data = data[: unfinished.start()]
        self._stream.feed(_NOT_FOR_PYTE.sub(b"", data))

    def _set_size(self) -> None:
        size = struct.pack("HHHH", self.lines, self.columns, 0, 0)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, size)


def _adopt_terminal(controlling: bool, preexec: Callable[[], None] | None) -> None:
    if controlling:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    # Whoever runs the tests may have told them to ignore it; a login shell does not.
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    if preexec is not None:
        preexec()


def _environment(home: Path, extra: Mapping[str, str | None]) -> dict[str, str]:
    """Return a small environment that owes nothing to the person who runs the tests."""
    environ: dict[str, str | None] = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "TZ": "Asia/Tokyo",
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_RUNTIME_DIR": str(home / "run"),
        **extra,
    }
    return {name: value for name, value in environ.items() if value is not None}
