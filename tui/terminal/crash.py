"""The end after an error of our own: nothing of anybody's text on the screen or in a log."""

import os
from contextlib import redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING

from textual.app import App
from textual.worker import WorkerFailed

if TYPE_CHECKING:
    _App = App[None]
else:
    _App = object


class Unforeseen(Exception):
    """Something ended the program, and Textual no longer hands over what it was."""


class QuietEnd(_App):
    """Mixin, before `App`: an error that nobody foresaw ends the program with one sentence.

    Textual would print the traceback with all local variables, letters among them, and exit 0.
    """

    farewell = ""
    """What to say on the terminal once it is the shell's again."""

    def crashed(self, error: BaseException) -> str:
        """Keep what can be kept and return the sentence."""
        raise NotImplementedError

    def run_quietly(self, *, mouse: bool) -> int:
        """Run, and return the exit code; whatever is printed meanwhile is printed nowhere.

        The driver writes to the terminal by itself. Where private parts of Textual that this class
        rests on are gone, a traceback comes out of `print` all the same, and so never out of here.
        """
        with (
            open(os.devnull, "w", encoding="utf-8") as nowhere,
            redirect_stdout(nowhere),
            redirect_stderr(nowhere),
        ):
            self.run(mouse=mouse)
        code = self.return_code or 0
        if code and not self.farewell:
            self.farewell = self.crashed(Unforeseen())
        return code

    def _fatal_error(self) -> None:
        # What was typed is put on disk before anything else, whatever Textual calls the error.
        error = getattr(self, "_exception", None) or Unforeseen()
        try:
            inner = error.error if isinstance(error, WorkerFailed) else error
            self.farewell = self.crashed(inner)
        finally:
            self._close_messages_no_wait()

    def panic(self, *_: object) -> None:
        """End like any other error, without what Rich would print."""
        self._fatal_error()
