"""A page on one kept note, and what it shows after each verb."""

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
