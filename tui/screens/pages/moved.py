"""What has another day now: listed once, when a date was changed."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from tui.keys import bindings
from tui.plan.days.moved import Moved, MovedRow, folded
from tui.screens.pages.text_page import TextPage, read_only
from tui.screens.sitting import Sitting
from tui.text.clean import clean_line
from tui.text.width import cut, width, wrap
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
        """Return a line or more for each step, or for each card where there are several."""
        today, room = self.sitting.voice.today, max(cells - 2, 20)
        rows = folded(self._changes)
        if len({row.first.item.card.id for row in rows}) == 1:
            said = [
                line for row in rows for line in wrap(clean_line(row.said(today, self.words)), room)
            ]
        else:
            said = [self._of_card(row, room) for row in rows]
        return read_only([Piece(line, PLAIN) for line in said])

    def _of_card(self, row: MovedRow, room: int) -> str:
        label = f"{cut(clean_line(row.first.item.card.label), room // 3)}: "
        return label + clean_line(
            row.said(self.sitting.voice.today, self.words, room - width(label))
        )
