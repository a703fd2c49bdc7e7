"""A page that is only read: a title, rows of text, and the keys."""

from textual.app import ComposeResult

from tui.screens.page import Answer, Page
from tui.widgets.bar import Bar, Line
from tui.widgets.lines import Lines
from tui.widgets.rows import QUIET, STRONG, Piece, Row


class TextPage(Page[Answer]):
    """Shows a title over rows that are laid out anew for every width."""

    def heading(self) -> tuple[str, str]:
        """Return what the page is called, and what it is about; empty for nothing."""
        raise NotImplementedError

    def rows_for(self, cells: int) -> list[Row]:
        """Return the rows for a number of cells."""
        raise NotImplementedError

    def first_key(self) -> str | None:
        """Return the row that the cursor begins at; None for the first that is a stop."""
        return None

    @property
    def lines(self) -> Lines:
        """The rows on the screen."""
        return self.query_one("#text", Lines)

    def compose(self) -> ComposeResult:
        """Make the page."""
        yield Bar(id="title")
        yield Lines(id="text")
        yield Bar(id="footer")

    def on_mount(self) -> None:
        """Show the title and the rows."""
        called, about = self.heading()
        title: Line = ((Piece(f" {called}", STRONG), Piece(f"  {about}", QUIET)), ())
        self.query_one("#title", Bar).show(title if about else (title[0][:1], ()), ((), ()))
        self.lines.glyphs = self.sitting.voice.glyphs
        self.lines.show_fitted(self.rows_for, self.first_key())
        self.lines.focus()
        self.show_hints()


def read_only(pieces: list[Piece]) -> list[Row]:
    """Return a row for each piece, none of them to be chosen."""
    return [Row(str(y), (piece,), selectable=False) for y, piece in enumerate(pieces)]
