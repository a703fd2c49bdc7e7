"""What has another day now: listed once, when a date was changed."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from tui.keys import bindings
from tui.plan.moved import Moved
from tui.screens.page import Page
from tui.screens.sitting import Sitting
from tui.text.clean import clean_line
from tui.text.width import wrap
from tui.widgets.bar import Bar
from tui.widgets.lines import Lines
from tui.widgets.rows import PLAIN, QUIET, STRONG, Piece, Row


class MovedPage(Page[None]):
    """Lists what moved, in order of the new day."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("back")
    HINTS = ("back",)

    def __init__(self, sitting: Sitting, label: str, changes: Sequence[Moved]) -> None:
        super().__init__(sitting)
        self._label = label
        self._changes = changes

    def compose(self) -> ComposeResult:
        """Make the page."""
        yield Bar(id="title")
        yield Lines(id="text")
        yield Bar(id="footer")

    def on_mount(self) -> None:
        """Show the list."""
        title = Piece(f" {self.words('What moved')}", STRONG)
        self.query_one("#title", Bar).show(
            ((title, Piece(f"  {clean_line(self._label)}", QUIET)), ()), ((), ())
        )
        lines = self.query_one("#text", Lines)
        lines.glyphs = self.sitting.voice.glyphs
        lines.show_fitted(self._rows)
        lines.focus()
        self.show_hints()

    def _rows(self, room: int) -> list[Row]:
        voice = self.sitting.voice
        return [
            Row(f"{each.item.item}#{number}", (Piece(line, PLAIN),), selectable=False)
            for each in self._changes
            for number, line in enumerate(
                wrap(clean_line(each.said(voice.today, self.words)), max(room - 2, 20))
            )
        ]

    def action_back(self) -> None:
        """Go back to the card."""
        self.dismiss(None)
