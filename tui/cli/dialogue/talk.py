"""Saying and asking, a line at a time; nothing is drawn and nothing moves."""

import sys
from collections.abc import Iterator, Sequence

from tui.cli.command import Command

_END = "."


class Ended(Exception):
    """Whoever answers has gone, or wants to."""


class Talk:
    """One conversation over standard input and output."""

    def __init__(self, command: Command) -> None:
        self.command = command
        self.words = command.words

    def say(self, *lines: str) -> None:
        """Say lines, cleaned and wrapped as the command does."""
        self.command.say(*lines)

    def ask(self, question: str) -> str:
        """Return what was answered, without outer blanks; raises `Ended` at the end of input."""
        self.say(question)
        return self._line().strip()

    def choose(self, question: str, offers: Sequence[tuple[str, str]]) -> str:
        """Say what can be answered, and return one of the keys."""
        for key, says in offers:
            self.say(f"{key}  {says}")
        while True:
            answer = self.ask(question).casefold()
            if answer in dict(offers):
                return answer
            keys = ", ".join(key for key, _ in offers)
            self.say(self.words("Please answer one of these: {keys}", keys=keys))

    def lines(self) -> Iterator[str]:
        """Yield lines as they come, until one that is a single dot."""
        self.say(self.words("Write; a line with a single dot ends it."))
        while (line := self._line()) != _END:
            yield line

    def _line(self) -> str:
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            raise Ended
        return line.rstrip("\r\n")
