"""A page on one kept note: what it shows after each verb, and one question at a time."""

from collections.abc import Coroutine
from typing import Any

from tui.casebook.drafts import Unfinished
from tui.casebook.records import Card, Note
from tui.screens.copying import Copying
from tui.screens.sitting import Sitting


class OneNote(Copying[Unfinished | None]):
    """Holds the note on the page, and the card it belongs to."""

    goes_to: str | None = None
    """The step or check of the card that the page was left for."""

    def __init__(self, sitting: Sitting, card: Card, note: int) -> None:
        super().__init__(sitting)
        self.card = card
        self.number = note
        self.note: Note | None = None

    def open_note(self, number: int) -> None:
        """Read a note and show it from its beginning."""
        raise NotImplementedError

    def take(self, card: Card) -> None:
        """Show the note again, as a verb on its card has just left it."""
        self.card = card
        self.open_note(self.number)

    def begin(self, flow: Coroutine[Any, Any, None]) -> None:
        """Begin something that asks; keys wait until its question stands or it has ended."""
        if not self.is_ready:
            flow.close()
            return
        self.is_ready = False
        self.run_worker(self._to_its_end(flow))

    async def _to_its_end(self, flow: Coroutine[Any, Any, None]) -> None:
        try:
            await flow
        finally:
            # Another page may be on top already, and the app tells the one on top.
            self.is_ready = True
            self.post_message(self.Ready())
