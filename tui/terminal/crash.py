"""The end after an error of our own: nothing of anybody's text on the screen or in a log."""

from typing import TYPE_CHECKING

from textual.app import App
from textual.worker import WorkerFailed

if TYPE_CHECKING:
    _App = App[None]
else:
    _App = object


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
                inner = error.error if isinstance(error, WorkerFailed) else error
                self.farewell = self.crashed(inner)
        finally:
            self._close_messages_no_wait()

    def panic(self, *_: object) -> None:
        """End like any other error, without what Rich would print."""
        self._fatal_error()
