"""All keys on one page, made from their declaration."""

from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from tui.keys import KEYS, bindings, shown
from tui.screens.page import Page
from tui.text.width import pad
from tui.widgets.bar import Bar
from tui.widgets.lines import Lines
from tui.widgets.rows import ACCENT, STRONG, Piece, Row


class KeySheet(Page[None]):
    """Shows every key under its heading."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("back")
    HINTS = ("back",)

    def compose(self) -> ComposeResult:
        """Make the page."""
        yield Bar(id="title")
        yield Lines(id="text")
        yield Bar(id="footer")

    def on_mount(self) -> None:
        """Show the keys."""
        words = self.words
        self.query_one("#title", Bar).show(((Piece(f" {words('Keys')}", STRONG),), ()), ((), ()))
        rows: list[Row] = []
        for group, keys in groupby(KEYS, key=lambda key: key.group):
            rows.append(Row(group, (Piece(f" {words(group)}", STRONG),), selectable=False))
            for key in keys:
                names = self.sitting.desk.settings.keys.get(key.id, ",".join(key.keys)).split(",")
                written = "1 … 9" if key.id == "step.go" else "  ".join(map(shown, names))
                left = (Piece("   "), Piece(pad(written, 18), ACCENT), Piece(words(key.says)))
                rows.append(Row(key.id, left, selectable=False))
            rows.append(Row(f"{group}#", (Piece(""),), selectable=False))
        text = self.query_one("#text", Lines)
        text.show(rows)
        text.focus()
        self.show_hints()

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)

    def action_keys(self) -> None:
        """The sheet is open already: its own key closes it."""
        self.dismiss(None)
