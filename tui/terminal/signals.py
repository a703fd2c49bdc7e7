"""A dropped connection, a shutdown: keep what was typed, give the terminal back, be gone.

Textual installs no handler for these signals, and a handler in its event loop would not run while
the terminal has stopped reading. So the signals are blocked, and a thread waits for them.
"""

import os
import signal
import termios
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

MASK = frozenset({signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGQUIT})
FLUSH_SECONDS = 1.5
GIVE_BACK_SECONDS = 0.3

RESTORE = (
    b"\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
    b"\x1b[?1004l\x1b[?2048l\x1b[m\x1b[<u\x1b[?1049l\x1b[?25h"
)
"""What undoes every mode Textual may have set, written when there is no time to ask it."""


def guard(flush: Callable[[], None]) -> None:
    """Let the signals of `MASK` end the program, with status 128 + signal, only after `flush`.

    Call it in the main thread before any other thread is started: the block is inherited.
    `flush` runs in a thread of its own and must need neither the event loop nor its locks. When
    it raises or does not return within 1.5 seconds, the program ends all the same, and so it does
    when the terminal takes nothing any more.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, MASK)
    for number in MASK:
        # Under nohup SIGHUP is ignored; POSIX leaves open whether sigwait sees it then.
        signal.signal(number, signal.SIG_DFL)
    before = _attributes()
    threading.Thread(target=_wait, args=(flush, before), name="signals", daemon=True).start()


def unblock() -> None:
    """Let the signals through again; pass it as `preexec_fn` to every child process."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, MASK)


def _wait(flush: Callable[[], None], before: list[Any] | None) -> None:
    number = signal.sigwait(MASK)
    try:
        problem = _bounded(flush, FLUSH_SECONDS)
        # A terminal that stopped reading holds up whoever writes to it, and so a thread.
        _bounded(partial(_give_back, before, problem), GIVE_BACK_SECONDS)
    finally:
        os._exit(128 + number)


def _bounded(act: Callable[[], None], seconds: float) -> str:
    """Run `act` for at most so long; return what went wrong, or nothing."""
    outcome = ["it took too long"]

    def run() -> None:
        try:
            act()
            outcome[0] = ""
        except BaseException as error:  # noqa: BLE001 - said on the terminal; the program must end
            outcome[0] = type(error).__name__

    thread = threading.Thread(target=run, name="last", daemon=True)
    thread.start()
    thread.join(seconds)
    return outcome[0]


def _attributes() -> list[Any] | None:
    try:
        return termios.tcgetattr(0)
    except (termios.error, OSError):
        return None


def _give_back(before: list[Any] | None, problem: str) -> None:
    """Put the terminal back, by the descriptors that are open: its name may be another account's.

    May wait for a terminal that has stopped reading; one that is gone raises OSError.
    """
    if _is_with_others():
        return
    # Should it become another's at this very moment, the kernel would stop us for touching it.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})
    if before is not None:
        termios.tcsetattr(0, termios.TCSANOW, before)
    farewell = RESTORE
    if problem:
        farewell += f"kaiyaku: what was typed last could not be kept: {problem}\r\n".encode()
    os.write(2, farewell)


def _is_with_others() -> bool:
    """Say whether the terminal is another job's just now, as when this one was stopped."""
    try:
        return os.tcgetpgrp(0) != os.getpgrp()
    except OSError:
        return False
