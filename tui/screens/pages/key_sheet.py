"""All keys on one page, made from their declaration."""

from itertools import groupby
from typing import ClassVar

from textual.binding import BindingType

from tui.keys import KEYS, bindings, shown
from tui.screens.pages.text_page import TextPage
from tui.text.width import pad
from tui.widgets.rows import ACCENT, STRONG, Piece, Row


class KeySheet(TextPage[None]):
    """Shows every key under its heading."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("back")
    HINTS = ("back",)

    def heading(self) -> tuple[str, str]:
        """Return the title."""
        return self.words("Keys"), ""

    def rows_for(self, cells: int) -> list[Row]:  # noqa: ARG002
        """Return every key with what it does."""
        words = self.words
        rows: list[Row] = []
        for group, keys in groupby(KEYS, key=lambda key: key.group):
            rows.append(Row(group, (Piece(f" {words(group)}", STRONG),), selectable=False))
            for key in keys:
                names = self.sitting.desk.settings.keys.get(key.id, ",".join(key.keys)).split(",")
                written = "1 … 9" if key.id == "step.go" else "  ".join(map(shown, names))
                left = (Piece("   "), Piece(pad(written, 18), ACCENT), Piece(words(key.says)))
                rows.append(Row(key.id, left, selectable=False))
            rows.append(Row(f"{group}#", (Piece(""),), selectable=False))
        return rows

    def action_act(self, name: str) -> None:
        """Close the sheet by its own key."""
        if name == "look.keys":
            self.leave()
        else:
            super().action_act(name)
