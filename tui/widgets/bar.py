"""One or more fixed lines of text: the header, the card's heading, the footer."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.rows import LOOKS, Piece, draw

Line = tuple[tuple[Piece, ...], tuple[Piece, ...]]
"""What stands at the left and what at the right."""


Fit = Callable[[int], Sequence[Line]]
"""Makes lines for a number of cells."""


class Bar(Widget):
    """Shows lines that are no list."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"lines--{look}" for look in LOOKS}

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._fit: Fit = lambda _: ()
        self._fitted: tuple[int, tuple[Line, ...]] = (0, ())
        self._always: tuple[Piece, ...] = ()

    def always_say(self, *pieces: Piece) -> None:
        """Let these stand at the right end of the first line, whatever is shown."""
        self._always, self._fitted = pieces, (0, ())
        self.refresh()

    def show(self, *lines: Line) -> None:
        """Show these lines."""
        self.show_fitted(lambda _: lines)

    def show_fitted(self, fit: Fit) -> None:
        """Show the lines that `fit` makes for a number of cells, now and whenever that changes."""
        cells = self._fitted[0]
        before, after = self._fitted[1], tuple(fit(cells)) if cells else ()
        self._fit, self._fitted = fit, (cells, after)
        if before != after or not cells:
            self.refresh(layout=len(before) != len(after) or not cells)

    def _lines(self, cells: int) -> tuple[Line, ...]:
        if self._fitted[0] != cells:
            self._fitted = (cells, tuple(self._fit(cells)))
        return self._fitted[1]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the number of lines."""
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        lines = self._lines(self.size.width)
        if y >= len(lines):
            return Strip.blank(self.size.width, self.rich_style)
        left, right = lines[y]
        if y == 0:
            right = (*right, *self._always)
        return draw(left, right, self.size.width, self._look)

    def _look(self, name: str) -> Style:
        return self.get_component_rich_style(f"lines--{name}") if name else self.rich_style
