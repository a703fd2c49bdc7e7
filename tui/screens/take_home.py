"""The page to take home, to be read, and the line that fetches it to print."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from tui.casebook.records import Card
from tui.casebook.tokens import OPEN
from tui.keys import bindings
from tui.screens.copying import Copying
from tui.screens.sitting import Sitting
from tui.screens.ways import broken
from tui.text.clean import clean
from tui.text.width import wrap
from tui.widgets.bar import Bar
from tui.widgets.lines import Lines
from tui.widgets.rows import ACCENT, PLAIN, QUIET, STRONG, Piece, Row


class TakeHomePage(Copying[None]):
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

    def compose(self) -> ComposeResult:
        """Make the page."""
        yield Bar(id="title")
        yield Lines(id="text")
        yield Bar(id="footer")

    def on_mount(self) -> None:
        """Show it."""
        title = Piece(f" {self.words('Plan to take home')}", STRONG)
        self.query_one("#title", Bar).show(
            ((title, Piece(f"  {self._card.label}", QUIET)), ()), ((), ())
        )
        lines = self.query_one("#text", Lines)
        lines.glyphs = self.sitting.voice.glyphs
        lines.show_fitted(self._rows)
        lines.focus()
        self.show_hints()

    def _rows(self, room: int) -> list[Row]:
        words, cells = self.words, max(room - 2, 20)
        ask = words("To print it, type this line on your own computer, not here:")
        made = [Piece(line, QUIET) for line in wrap(ask, cells)]
        made += [Piece(line, ACCENT) for line in broken(self._line, cells)]
        made.append(Piece(""))
        made += [Piece(line, PLAIN) for line in self._text(cells).split("\n")]
        return [Row(str(y), (piece,), selectable=False) for y, piece in enumerate(made)]

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

    def action_back(self) -> None:
        """Go back to the card."""
        self.dismiss(None)
