"""A list that draws its own lines and redraws only those that changed."""

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.keys import bindings
from tui.widgets.glyphs import DRAWN
from tui.widgets.rows import LOOKS, PLAIN, Piece, Row, draw

Fit = Callable[[int], Sequence[Row]]
"""Makes rows for a number of cells."""

_GUESSED_CELLS = 56


class Lines(Widget, can_focus=True):
    """Rows with a cursor. It is shown rows and says where the cursor went and what was chosen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "lines--cursor",
        "lines--edge",
        *(f"lines--{look}" for look in LOOKS),
    }
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "list.up", "list.down", "list.page-up", "list.page-down", "list.first", "list.last"
    )

    IS_WIDE: ClassVar[bool] = False
    """Whether it has the screen's whole width: thousands of rows are then made once, not twice."""

    class Moved(Message):
        """The cursor went to another row."""

        def __init__(self, lines: "Lines", key: str) -> None:
            super().__init__()
            self.lines = lines
            self.key = key

        @property
        def control(self) -> "Lines":
            """The list in which it happened."""
            return self.lines

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.rows: tuple[Row, ...] = ()
        self.cursor = 0
        self.top = 0
        """The first row in the window. A stock scroll view lays the screen out twice more."""
        self.glyphs = DRAWN
        self._chosen_top = 0
        self._fit: Fit | None = None
        self._fitted = 0
        """The cells that the rows were made for."""
        self._laid_out = Size(0, 0)
        self._drawn: dict[tuple[int, bool, bool], Strip] = {}
        self._looks: dict[str, Style] = {}

    @property
    def cursor_key(self) -> str | None:
        """The key of the row under the cursor."""
        return self.rows[self.cursor].key if self.rows else None

    def show_fitted(self, fit: Fit, cursor_key: str | None = None) -> None:
        """Show the rows that `fit` makes for a number of cells, now and whenever that changes."""
        self._fit, self._fitted = fit, self._cells
        self._lay_out_rows(fit(self._fitted), cursor_key)

    def show(self, rows: Sequence[Row], cursor_key: str | None = None) -> None:
        """Show these rows, the cursor on the row with `cursor_key` or where it was."""
        self._fit = None
        self._lay_out_rows(rows, cursor_key)

    @property
    def _cells(self) -> int:
        """The cells that a row has; a guess until the screen is laid out."""
        if self.size.width:
            return self.size.width - 1
        return self.app.size.width - 1 if self.IS_WIDE else _GUESSED_CELLS

    def _lay_out_rows(self, rows: Sequence[Row], cursor_key: str | None) -> None:
        wanted = cursor_key or self.cursor_key
        before, cursor_before = self.rows, self.cursor
        self.rows = tuple(rows)
        self.cursor = self._index(wanted, cursor_before)
        changed = [
            y
            for y in range(max(len(before), len(self.rows)))
            if y >= len(before) or y >= len(self.rows) or before[y] != self.rows[y]
        ]
        if cursor_before != self.cursor:
            changed += [cursor_before, self.cursor]
        self._redraw(changed)
        self._keep_in_sight()

    def _index(self, key: str | None, near: int) -> int:
        for y, row in enumerate(self.rows):
            if row.key == key and row.selectable:
                return y
        near = min(near, len(self.rows) - 1)
        after = [y for y in range(max(near, 0), len(self.rows)) if self.rows[y].selectable]
        before = [y for y in range(near, -1, -1) if self.rows[y].selectable]
        return next(iter([*after, *before]), 0)

    def move_to(self, y: int) -> None:
        """Put the cursor on row `y` and say so."""
        if y == self.cursor or not 0 <= y < len(self.rows):
            return
        left, self.cursor = self.cursor, y
        self._redraw([left, y])
        self._keep_in_sight()
        self.post_message(self.Moved(self, self.rows[y].key))

    def move_to_key(self, key: str) -> None:
        """Put the cursor on the row with this key, if there is one."""
        self.move_to(self._index(key, self.cursor))

    def _redraw(self, changed: Iterable[int]) -> None:
        lines = set(changed)
        for spot in [spot for spot in self._drawn if spot[0] in lines]:
            del self._drawn[spot]
        regions = [
            Region(0, y - self.top, self.size.width, 1)
            for y in sorted(lines)
            if 0 <= y - self.top < self.size.height
        ]
        if regions:
            self.refresh(*regions)

    def _keep_in_sight(self) -> None:
        if self.size.height > 0:
            self.scroll_rows_to(self._top_in_sight())

    def _top_in_sight(self) -> int:
        """Return the row to begin at so that the cursor and what belongs to it are seen."""
        height, wanted = self.size.height, self.top
        if self._is_text:
            return wanted
        if self.cursor < wanted:
            above = any(row.selectable for row in self.rows[: self.cursor])
            wanted = self.cursor if above else 0
        elif self.cursor >= wanted + height:
            wanted = self.cursor - height + 1
        # Show as much as can be of what belongs to the row: the lines below it that are no stop.
        last = self.cursor
        while last + 1 < len(self.rows) and not self.rows[last + 1].selectable:
            last += 1
        if last >= wanted + height:
            wanted = min(self.cursor, last - height + 1)
        return wanted

    def scroll_rows_to(self, top: int) -> None:
        """Put row `top` first in the window, as far as there are rows to fill it."""
        top = self._clamped(top)
        self._chosen_top = top
        if top != self.top:
            self.top = top
            self.refresh()

    def _clamped(self, top: int) -> int:
        return max(min(top, len(self.rows) - self.size.height), 0)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the terminal's own cursor belongs: magnifiers and input methods follow it."""
        region = self.content_region
        return Offset(region.x, region.y + max(self.cursor - self.top, 0))

    def on_focus(self) -> None:
        """Draw the cursor's row as the place where keys go."""
        self._redraw([self.cursor])

    def on_blur(self) -> None:
        """Draw the cursor's row as a mere place."""
        self._redraw([self.cursor])

    def _settle(self) -> None:
        """Lay the rows out for the size that they are about to be drawn in.

        Here, and not at a resize event, which comes after the first frame: that frame would be
        drawn for a guessed width, and then all of it again.
        """
        self._laid_out = self.size
        if self._fit is not None and self._fitted != self._cells:
            key, self._fitted = self.cursor_key, self._cells
            self.rows = tuple(self._fit(self._fitted))
            self.cursor = self._index(key, self.cursor)
        self._drawn.clear()
        # From where the reader had it: a window that shrank for a moment comes back as it was.
        self.top = self._chosen_top
        self.top = self._clamped(self._top_in_sight())

    def notify_style_update(self) -> None:
        """Forget the colours of the theme before."""
        super().notify_style_update()
        self._drawn.clear()
        self._looks.clear()

    def _look(self, name: str) -> Style:
        if name not in self._looks:
            self._looks[name] = (
                self.get_component_rich_style(f"lines--{name}") if name else self.rich_style
            )
        return self._looks[name]

    def render_line(self, y: int) -> Strip:
        """Return line `y` of the window."""
        if self.size != self._laid_out:
            self._settle()
        cells = self.size.width
        line = y + self.top
        if line >= len(self.rows):
            return Strip.blank(cells, self.rich_style)
        here = line == self.cursor and self.rows[line].selectable
        spot = (line, here, self.has_focus)
        if spot not in self._drawn:
            self._drawn[spot] = self._draw(self.rows[line], here, cells - 1)
        edge = Segment(self._edge(y), self._look("edge"))
        return Strip([*self._drawn[spot], edge], cells)

    def _edge(self, y: int) -> str:
        """Return what stands at the right edge: where in the rows the window is."""
        height, count = self.size.height, len(self.rows)
        if count <= height:
            return " "
        size = max(height * height // count, 1)
        start = self.top * (height - size) // (count - height)
        return self.glyphs.thumb if start <= y < start + size else " "

    def _draw(self, row: Row, here: bool, cells: int) -> Strip:
        pointer = Piece(self.glyphs.pointer if here else "  ", "quiet" if here else PLAIN)
        if here and self.has_focus:
            cursor = self.get_component_rich_style("lines--cursor")
            return draw((pointer, *row.left), row.right, cells, lambda _: cursor)
        return draw((pointer, *row.left), row.right, cells, self._look)

    @property
    def _is_text(self) -> bool:
        """Whether no row is a stop, so that the keys turn the page instead."""
        return not any(row.selectable for row in self.rows)

    def _scroll_by(self, lines: int) -> None:
        self.scroll_rows_to(self.top + lines)

    def on_mouse_scroll_down(self) -> None:
        """Turn the wheel, where a mouse is."""
        self._scroll_by(3)

    def on_mouse_scroll_up(self) -> None:
        """Turn the wheel, where a mouse is."""
        self._scroll_by(-3)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row that was clicked."""
        y = self.top + event.y
        if y < len(self.rows) and self.rows[y].selectable:
            self.move_to(y)

    def _step(self, by: int) -> None:
        if self._is_text:
            self._scroll_by(by)
            return
        y = self.cursor + by
        while 0 <= y < len(self.rows) and not self.rows[y].selectable:
            y += by
        if not 0 <= y < len(self.rows):
            self._scroll_by(by * len(self.rows))
        elif self._passes_unseen(y, by):
            self._scroll_by(by * max(self.size.height - 2, 1))
        else:
            self.move_to(y)

    def _passes_unseen(self, y: int, by: int) -> bool:
        """Whether there is text between the window's edge and the next stop, still to be read."""
        height = self.size.height
        return y > self.top + height if by > 0 else y < self.top - 1

    def action_up(self) -> None:
        """Go to the row above."""
        self._step(-1)

    def action_down(self) -> None:
        """Go to the row below."""
        self._step(1)

    def _page(self, by: int) -> None:
        height = max(self.size.height - 1, 1)
        if self._is_text:
            self._scroll_by(by * height)
            return
        self.move_to(self._index(None, max(self.cursor + by * height, 0)))

    def action_page_up(self) -> None:
        """Go a window up."""
        self._page(-1)

    def action_page_down(self) -> None:
        """Go a window down."""
        self._page(1)

    def action_first(self) -> None:
        """Go to the first row."""
        self.scroll_rows_to(0)
        self.move_to(self._index(None, 0))

    def action_last(self) -> None:
        """Go to the last row."""
        self.scroll_rows_to(len(self.rows))
        self.move_to(self._index(None, len(self.rows) - 1))
