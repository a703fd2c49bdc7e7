"""The page to take home, to be read, and the line that fetches it to print."""

from typing import ClassVar

from textual.binding import BindingType

from tui.casebook.records import Card
from tui.casebook.tokens import OPEN
from tui.keys import bindings
from tui.screens.copying import Copying
from tui.screens.sitting import Sitting
from tui.screens.text_page import TextPage, read_only
from tui.screens.ways import broken
from tui.text.clean import clean
from tui.text.width import wrap
from tui.widgets.rows import ACCENT, PLAIN, QUIET, Piece, Row


class TakeHomePage(TextPage[None], Copying[None]):
    """Shows a card's page to take home under the line that brings it to the reader's computer."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("back", "copy", "note.unframed")
    HINTS = ("copy", "note.unframed", "back")

    def __init__(self, sitting: Sitting, card: Card) -> None:
        super().__init__(sitting)
        self._card = card
        desk = sitting.desk
        from tui.exports.address import piping

        command = f"kaiyaku --lang {self.words.language} plan {card.id} --output -"
        file = f"kaiyaku-plan-{card.id}.html"
        self._line = piping(desk.environ, desk.who.login, command, file, desk.settings.host)

    def heading(self) -> tuple[str, str]:
        """Return the title and the card."""
        return self.words("Plan to take home"), self._card.label

    def rows_for(self, cells: int) -> list[Row]:
        """Return the line that fetches the page, then the page."""
        room = max(cells - 2, 20)
        ask = self.words("To print it, type this line on your own computer, not here:")
        return read_only(
            [
                *(Piece(line, QUIET) for line in wrap(ask, room)),
                *(Piece(line, ACCENT) for line in broken(self._line, room)),
                Piece(""),
                *(Piece(line, PLAIN) for line in self._text(room).split("\n")),
            ]
        )

    def _text(self, cells: int) -> str:
        from tui.exports.take_home import as_text
        from tui.plan.take_home import take_home

        desk, card = self.sitting.desk, self._card
        page = take_home(
            card.holder, [card], desk.guide, desk.situation, desk.advice, desk.clock(), self.words
        )
        return clean(as_text(page, self.words, cells, self.sitting.voice.glyphs.checks[OPEN]))

    def text_to_copy(self) -> str:
        """Return the line that fetches the page."""
        return self._line
