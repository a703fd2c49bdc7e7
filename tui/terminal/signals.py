"""A dropped connection and a shutdown: keep what was typed, give the terminal back, be gone.

Textual installs no handler for either signal, and a handler in its event loop would not run while
the terminal has stopped reading. So the signals are blocked, and a thread waits for them.
"""

import os
import signal
import termios
import threading
from collections.abc import Callable
from typing import Any

MASK = frozenset({signal.SIGHUP, signal.SIGTERM})
FLUSH_SECONDS = 1.5

RESTORE = (
    b"\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
    b"\x1b[?1004l\x1b[?2048l\x1b[m\x1b[<u\x1b[?1049l\x1b[?25h"
)
"""What undoes every mode Textual may have set, written when there is no time to ask it."""


def guard(flush: Callable[[], None]) -> None:
    """Let SIGHUP and SIGTERM end the program, with status 128 + signal, only after `flush`.

    Call it in the main thread before any other thread is started: the block is inherited.
    `flush` runs in a thread of its own and must need neither the event loop nor its locks. When
    it raises or does not return within 1.5 seconds, the program ends all the same.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, MASK)
    for number in MASK:
        # Under nohup SIGHUP is ignored; POSIX leaves open whether sigwait sees it then.
        signal.signal(number, signal.SIG_DFL)
    before = _attributes()
    threading.Thread(target=_wait, args=(flush, before), name="signals", daemon=True).start()


def unblock() -> None:
    """Let both signals through again; pass it as `preexec_fn` to every child process."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, MASK)


def _wait(flush: Callable[[], None], before: list[Any] | None) -> None:
    number = signal.sigwait(MASK)
    try:
        problem = _bounded(flush)
        if number == signal.SIGTERM:
            _give_back(before, problem)
    finally:
        os._exit(128 + number)


def _bounded(flush: Callable[[], None]) -> str:
    """Run `flush` for at most FLUSH_SECONDS; return what went wrong, or nothing."""
    outcome = ["it took too long"]

    def run() -> None:
        try:
            flush()
            outcome[0] = ""
        except BaseException as error:  # noqa: BLE001 - said on the terminal; the program must end
            outcome[0] = type(error).__name__

    thread = threading.Thread(target=run, name="flush", daemon=True)
    thread.start()
    thread.join(FLUSH_SECONDS)
    return outcome[0]


def _attributes() -> list[Any] | None:
    try:
        return termios.tcgetattr(0)
    except (termios.error, OSError):
        return None


def _give_back(before: list[Any] | None, problem: str) -> None:
    """Put the terminal back without ever waiting for it: it may have stopped reading."""
    farewell = RESTORE
    if problem:
        farewell += f"kaiyaku: what was typed last could not be kept: {problem}\r\n".encode()
    try:
        # A description of its own: O_NONBLOCK on ours would be seen by the shell as well.
        screen = os.open(os.ttyname(2), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
        os.write(screen, farewell)
    except OSError:
        # The terminal is gone or takes nothing; there is nobody left to tell.
        pass
    if before is not None:
        try:
            termios.tcsetattr(0, termios.TCSANOW, before)
        except (termios.error, OSError):
            return
