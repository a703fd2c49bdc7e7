"""Textual's terminal driver, made to survive real terminals.

It rests on private parts of `LinuxDriver`: Textual is pinned, and tests/terminal drives it in a
real pseudo-terminal.
"""

import os
import selectors
import signal
import sys
import termios
import time
import tty

from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.message import Message

from tui.terminal import probe
from tui.terminal.intake import Intake, Keys, Paste

_READ = 64 * 1024
# While the parser may hold an unfinished sequence it is asked this often whether time is up.
_TICK = 0.02
_DRAIN_QUIET = 0.05
_DRAIN_BUSY_QUIET = 0.15
_DRAIN_AT_MOST = 1.0


class Pasted(events.Paste):
    """Text that was pasted, with or without paste brackets; handled by `on_paste`."""

    def __init__(self, text: str, *, cut: bool = False) -> None:
        super().__init__(text)
        self.cut = cut
        """More than 4 MB were pasted, or the end of the paste never came."""


# Textual names a handler after the class; this is the event that everything handles as Paste.
Pasted.handler_name = events.Paste.handler_name


class AmbiguousWidth(events.Event):
    """How many cells the terminal draws for a box line and an ellipsis, told once after start."""

    def __init__(self, cells: int) -> None:
        super().__init__()
        self.cells = cells


class TerminalDriver(LinuxDriver):
    """Reads any bytes, keeps pastes whole, ends with its terminal, drains input on quitting."""

    starts = 0
    """How often application mode was entered, each time with an empty screen."""

    _suspended = False

    def start_application_mode(self) -> None:
        """Enter application mode on an empty screen, and ask for the width of line drawing."""
        self._wake_read, self._wake_write = os.pipe()
        super().start_application_mode()  # type: ignore[no-untyped-call]  # untyped upstream
        if self._writer_thread is not None:
            self.starts += 1
            self.write(probe.ASK if self.starts == 1 else probe.CLEAR)

    def stop_application_mode(self) -> None:
        """Leave application mode, with whatever is still arriving thrown away."""
        self.disable_input()
        self._drain()
        self.write("\x1b[m")
        super().stop_application_mode()

    def suspend_application_mode(self) -> None:
        """Leave application mode for a while."""
        self._suspended = True
        super().suspend_application_mode()

    def resume_application_mode(self) -> None:
        """Enter application mode again."""
        self._suspended = False
        super().resume_application_mode()

    def disable_input(self) -> None:
        """Stop reading."""
        if self._key_thread is not None and self._key_thread.is_alive():
            self.exit_event.set()
            os.write(self._wake_write, b"\0")
            self._key_thread.join()
            self.exit_event.clear()
            os.close(self._wake_read)
            os.close(self._wake_write)
        super().disable_input()

    def process_message(self, message: Message) -> None:
        """Pass a message on; the only cursor report that is expected is the probe's answer."""
        if isinstance(message, events.CursorPosition):
            if (cells := probe.answer(message.x, message.y)) is not None:
                super().process_message(AmbiguousWidth(cells))
        else:
            super().process_message(message)

    def run_input_thread(self) -> None:
        """Read until the program ends or the terminal is gone."""
        intake = Intake()
        parser = XTermParser(self._debug)
        escape_until = 0.0
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._wake_read, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                now = time.monotonic()
                wait = intake.wait(now)
                if now < escape_until:
                    wait = _TICK if wait is None else min(wait, _TICK)
                ready = {key.fd for key, _ in selector.select(wait)}
                now = time.monotonic()
                arrived = intake.settle(now)
                if self.fileno in ready:
                    data = self._read()
                    if not data:
                        os.kill(os.getpid(), signal.SIGHUP)
                        return
                    arrived += intake.feed(data, now)
                for item in arrived:
                    parser = self._deliver(item, parser)
                    escape_until = now + 2 * constants.ESCAPE_DELAY
                for message in parser.tick():
                    self.process_message(message)

    def _deliver(self, item: Keys | Paste, parser: XTermParser) -> XTermParser:
        """Send keys through the parser, and a paste past it; return the parser to go on with."""
        if isinstance(item, Paste):
            self.process_message(Pasted(item.text, cut=item.cut))
        elif item.anew:
            parser = XTermParser(self._debug)
        else:
            for message in parser.feed(item.text):
                self.process_message(message)
        return parser

    def _read(self) -> bytes:
        """Return what has arrived; nothing when the terminal is gone."""
        try:
            return os.read(self.fileno, _READ)
        except OSError:
            return b""

    def _drain(self) -> None:
        """Throw typed-ahead input away until it pauses: it was not meant for the shell."""
        deadline = time.monotonic() + _DRAIN_AT_MOST
        quiet = _DRAIN_QUIET
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while time.monotonic() < deadline and selector.select(quiet):
                if not self._read():
                    return
                quiet = _DRAIN_BUSY_QUIET
        try:
            termios.tcflush(self.fileno, termios.TCIFLUSH)
        except termios.error:
            return

    def _sigcont_application(self, *_: object) -> None:
        # Upstream starts a second input and output thread at a SIGCONT that no suspension preceded.
        if self._suspended:
            super()._sigcont_application()
        else:
            self._loop.call_soon_threadsafe(self._take_back)

    def _take_back(self) -> None:
        """Have the terminal again after a SIGSTOP: the shell has used it meanwhile."""
        if self._suspended or self._key_thread is None or not self._key_thread.is_alive():
            return
        try:
            attributes = termios.tcgetattr(self.fileno)
            attributes[tty.LFLAG] = self._patch_lflag(attributes[tty.LFLAG])
            attributes[tty.IFLAG] = self._patch_iflag(attributes[tty.IFLAG])
            termios.tcsetattr(self.fileno, termios.TCSANOW, attributes)
        except termios.error:
            return
        self.starts += 1
        self.write(f"\x1b[?1049h\x1b[?25l\x1b[?2004h\x1b[?7l{probe.CLEAR}")
        size = Size(*self._get_terminal_size())
        self.send_message(events.Resize(size, size))

    def _get_terminal_size(self) -> tuple[int, int]:
        for fd in (sys.__stderr__.fileno() if sys.__stderr__ else 2, self.fileno):
            try:
                columns, lines = os.get_terminal_size(fd)
            except OSError:
                continue
            if columns and lines:
                return columns, lines
        return 80, 24
