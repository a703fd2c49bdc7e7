"""What has another day now: listed once, when a date was changed."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from tui.keys import bindings
from tui.plan.days.moved import Moved
from tui.screens.pages.text_page import TextPage, read_only
from tui.screens.sitting import Sitting
from tui.text.clean import clean_line
from tui.text.width import wrap
from tui.widgets.rows import PLAIN, Piece, Row


class MovedPage(TextPage[None]):
    """Lists what moved, in order of the new day."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("back")
    HINTS = ("back",)

    def __init__(self, sitting: Sitting, label: str, changes: Sequence[Moved]) -> None:
        super().__init__(sitting)
        self._label = label
        self._changes = changes

    def heading(self) -> tuple[str, str]:
        """Return the title and the card, or how many."""
        return self.words("What moved"), clean_line(self._label)

    def rows_for(self, cells: int) -> list[Row]:
        """Return a line or more for each change."""
        today, room = self.sitting.voice.today, max(cells - 2, 20)
        several = len({each.item.card.id for each in self._changes}) > 1
        said = [
            clean_line((f"{each.item.card.label}: " * several) + each.said(today, self.words))
            for each in self._changes
        ]
        return read_only([Piece(line, PLAIN) for sentence in said for line in wrap(sentence, room)])
