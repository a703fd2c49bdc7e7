"""The end after an error of our own: nothing of anybody's text on the screen or in a log."""

import os
import secrets
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App
from textual.worker import WorkerFailed

from tui.settings import make_private

if TYPE_CHECKING:
    _App = App[None]
else:
    _App = object


def record(directory: Path, error: BaseException) -> tuple[str, Path | None]:
    """Write where `error` happened, without values or messages; return its id and the file.

    Messages are left out too: `KeyError` and its like quote what they were given.
    """
    if isinstance(error, WorkerFailed):
        error = error.error
    number = secrets.token_hex(3)
    frames = "".join(traceback.format_tb(error.__traceback__))
    path = directory / f"crash-{number}.txt"
    try:
        make_private(directory)
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(f"{type(error).__module__}.{type(error).__qualname__}\n{frames}")
    except OSError:
        return number, None
    return number, path


class QuietEnd(_App):
    """Mixin, before `App`: an error that nobody foresaw ends the program with one sentence.

    Textual would print the traceback with all local variables, letters among them, and exit 0.
    """

    farewell = ""
    """What to say on the terminal once it is the shell's again."""

    def crashed(self, error: BaseException) -> str:
        """Keep what can be kept and return the sentence."""
        raise NotImplementedError

    def _fatal_error(self) -> None:
        error = self._exception
        try:
            if error is not None:
                self.farewell = self.crashed(error)
        finally:
            self._close_messages_no_wait()

    def panic(self, *_: object) -> None:
        """End like any other error, without what Rich would print."""
        self._fatal_error()
