"""A list that draws its own lines and redraws only those that changed."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.keys import bindings
from tui.widgets.rows import LOOKS, PLAIN, Piece, Row, draw


class Lines(ScrollView, can_focus=True):
    """Rows with a cursor. It is shown rows and says where the cursor went and what was chosen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "lines--cursor",
        *(f"lines--{look}" for look in LOOKS),
    }
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "list.up", "list.down", "list.page-up", "list.page-down", "list.first", "list.last"
    )

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
        self.pointer = "> "
        self._drawn: dict[tuple[int, bool, bool], Strip] = {}
        self._looks: dict[str, Style] = {}

    @property
    def cursor_key(self) -> str | None:
        """The key of the row under the cursor."""
        return self.rows[self.cursor].key if self.rows else None

    def show(self, rows: Sequence[Row], cursor_key: str | None = None) -> None:
        """Show these rows, the cursor on the row with `cursor_key` or where it was."""
        wanted = cursor_key or self.cursor_key
        before, cursor_before = self.rows, self.cursor
        self.rows = tuple(rows)
        self.cursor = self._index(wanted, cursor_before)
        if len(before) != len(self.rows):
            self.virtual_size = Size(self.size.width, len(self.rows))
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
        top = self.scroll_offset.y
        regions = [
            Region(0, y - top, self.size.width, 1)
            for y in sorted(lines)
            if 0 <= y - top < self.size.height
        ]
        if regions:
            self.refresh(*regions)

    def redraw_all(self) -> None:
        """Draw every line anew."""
        self._drawn.clear()
        self._looks.clear()
        self.refresh()

    def _keep_in_sight(self) -> None:
        height = self.scrollable_content_region.height
        if height <= 0:
            return
        top = round(self.scroll_target_y)
        if self.cursor < top:
            wanted = (
                0 if not any(row.selectable for row in self.rows[: self.cursor]) else self.cursor
            )
        elif self.cursor >= top + height:
            wanted = self.cursor - height + 1
        else:
            wanted = top
        # Show as much as can be of what belongs to the row: the lines below it that are no stop.
        last = self.cursor
        while last + 1 < len(self.rows) and not self.rows[last + 1].selectable:
            last += 1
        if last >= wanted + height:
            wanted = min(self.cursor, last - height + 1)
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, immediate=True)
        self._place_terminal_cursor()

    def _place_terminal_cursor(self) -> None:
        # Screen magnifiers and input methods look for the terminal's own cursor.
        if self.has_focus:
            y = self.region.y + self.cursor - round(self.scroll_target_y)
            self.app.cursor_position = Offset(self.region.x, y)

    def on_focus(self) -> None:
        """Draw the cursor's row as the place where keys go."""
        self._redraw([self.cursor])
        self._place_terminal_cursor()

    def on_blur(self) -> None:
        """Draw the cursor's row as a mere place."""
        self._redraw([self.cursor])

    def on_resize(self, event: events.Resize) -> None:
        """Lay the rows out in the new width."""
        self.virtual_size = Size(event.size.width, len(self.rows))
        self.redraw_all()
        self._keep_in_sight()

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
        cells = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        if line >= len(self.rows):
            return Strip.blank(cells, self.rich_style)
        here = line == self.cursor and self.rows[line].selectable
        spot = (line, here, self.has_focus)
        if spot not in self._drawn:
            self._drawn[spot] = self._draw(self.rows[line], here, cells)
        return self._drawn[spot]

    def _draw(self, row: Row, here: bool, cells: int) -> Strip:
        pointer = Piece(self.pointer if here else "  ", "accent" if here else PLAIN)
        if here and self.has_focus:
            cursor = self.get_component_rich_style("lines--cursor")
            return draw((pointer, *row.left), row.right, cells, lambda _: cursor)
        return draw((pointer, *row.left), row.right, cells, self._look)

    @property
    def _is_text(self) -> bool:
        """Whether no row is a stop, so that the keys turn the page instead."""
        return not any(row.selectable for row in self.rows)

    def _scroll_by(self, lines: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, immediate=True)

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
            self._scroll_by(by * max(self.scrollable_content_region.height - 2, 1))
        else:
            self.move_to(y)

    def _passes_unseen(self, y: int, by: int) -> bool:
        """Whether there is text between the window's edge and the next stop, still to be read."""
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        return y > top + height if by > 0 else y < top - 1

    def action_up(self) -> None:
        """Go to the row above."""
        self._step(-1)

    def action_down(self) -> None:
        """Go to the row below."""
        self._step(1)

    def _page(self, by: int) -> None:
        height = max(self.scrollable_content_region.height - 1, 1)
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
        self.scroll_home(animate=False, immediate=True)
        self.move_to(self._index(None, 0))

    def action_last(self) -> None:
        """Go to the last row."""
        self.scroll_end(animate=False, immediate=True)
        self.move_to(self._index(None, len(self.rows) - 1))
