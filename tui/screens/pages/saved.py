"""What was written to this machine, and the line that brings it to the reader's own computer."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType

from tui.exports.address import fetching
from tui.keys import bindings
from tui.screens.page import Copied
from tui.screens.pages.text_page import TextPage
from tui.screens.sitting import Sitting
from tui.text.clean import clean_line
from tui.text.width import wrap
from tui.widgets.rows import QUIET, Piece, Row


class Saved(TextPage[None]):
    """Names the files, and gives the lines to copy."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("copy", "note.unframed", "back")
    HINTS = ("copy", "note.unframed", "back")

    def __init__(self, sitting: Sitting, written: Sequence[Path]) -> None:
        super().__init__(sitting)
        self._written = written

    def heading(self) -> tuple[str, str]:
        """Return the title."""
        return self.words("Saved; only you can read it"), ""

    def rows_for(self, cells: int) -> list[Row]:
        """Return what was written and how to fetch it."""
        words = self.words
        fetch = words("On your own computer, this brings it there:")
        said = [
            *((str(path), "") for path in self._written),
            ("", ""),
            (fetch, QUIET),
            *((line, "") for line in self._lines()),
        ]
        return [
            Row(f"{number}.{at}", (Piece(" "), Piece(part, look)), selectable=False)
            for number, (line, look) in enumerate(said)
            for at, part in enumerate(wrap(clean_line(line), max(cells - 5, 20)))
        ]

    def _lines(self) -> list[str]:
        desk = self.sitting.desk
        login, host = desk.who.login, desk.settings.host
        return [fetching(desk.environ, login, str(path), host) for path in self._written]

    def copied(self) -> Copied:
        """Return the lines that fetch the files."""
        return Copied("\n".join(self._lines()))
