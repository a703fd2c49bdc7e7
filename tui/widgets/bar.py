"""One or more fixed lines of text: the header, the card's heading, the footer."""

from typing import ClassVar

from rich.style import Style
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.rows import LOOKS, Piece, draw

Line = tuple[tuple[Piece, ...], tuple[Piece, ...]]
"""What stands at the left and what at the right."""


class Bar(Widget):
    """Shows lines that are no list."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"lines--{look}" for look in LOOKS}

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: tuple[Line, ...] = ()
        self._width = 0

    class Resized(Message):
        """The bar has another width; what was laid out for the old one no longer fits."""

        def __init__(self, bar: "Bar") -> None:
            super().__init__()
            self.bar = bar

        @property
        def control(self) -> "Bar":
            """The bar."""
            return self.bar

    def on_resize(self) -> None:
        """Say so when the width changed."""
        if self.size.width != self._width:
            self._width = self.size.width
            self.post_message(self.Resized(self))

    def show(self, *lines: Line) -> None:
        """Show these lines."""
        if lines != self._lines:
            grown = len(lines) != len(self._lines)
            self._lines = lines
            self.refresh(layout=grown)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the number of lines."""
        return len(self._lines)

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        if y >= len(self._lines):
            return Strip.blank(self.size.width, self.rich_style)
        left, right = self._lines[y]
        return draw(left, right, self.size.width, self._look)

    def _look(self, name: str) -> Style:
        return self.get_component_rich_style(f"lines--{name}") if name else self.rich_style
