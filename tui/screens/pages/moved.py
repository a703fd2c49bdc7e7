"""What has another day now: said once, when a date or an answer was changed."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import BindingType

from tui.keys import bindings
from tui.plan.days.moved import FEW, Moved, summed
from tui.screens.pages.text_page import TextPage, read_only
from tui.screens.sitting import Sitting
from tui.text.clean import clean_line
from tui.text.width import wrap
from tui.widgets.rows import QUIET, Piece, Row


class MovedPage(TextPage[None]):
    """Says what moved: in a few lines, then in order of the new day."""

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
        """Return the few lines that sum it up and, where these leave some out, all of it."""
        today, words = self.sitting.voice.today, self.words
        room = max(cells - 2, 20)
        first = _wrapped(summed(self._changes, today, words), room)
        if len(self._changes) <= FEW:
            return read_only([Piece(line) for line in first])
        several = len({each.item.card.id for each in self._changes}) > 1
        every = [
            f"{each.item.card.label}: " * several + each.said(today, words)
            for each in self._changes
        ]
        rest = [Piece(line, QUIET) for line in _wrapped(every, room)]
        return read_only([*map(Piece, first), Piece(""), *rest])


def _wrapped(sentences: Iterable[str], room: int) -> list[str]:
    return [line for sentence in sentences for line in wrap(clean_line(sentence), room)]
