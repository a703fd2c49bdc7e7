"""Frames as differences: only cells that changed are sent to the terminal.

It overrides `App._display`, which is private: Textual is pinned, and tests/terminal compares the
screens that Textual draws with it and without.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.color import ColorSystem
from rich.console import RenderableType
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.events import Event, Resize
from textual.geometry import Offset
from textual.screen import Screen
from textual.strip import Strip

from tui.terminal.cells import (
    BLANK,
    PLAIN,
    Cell,
    Look,
    cells_of,
    change,
    is_disputed,
    shows_on_blank,
)

# A frame this short reaches the terminal in one piece anyway.
_SHORT_FRAME = 256
# Going over unchanged cells of the same look is cheaper than a cursor movement up to here.
_STEP_OVER = 4


class Memory:
    """The cells that are on the terminal; None where that is unknown."""

    def __init__(self, width: int, height: int, cell: Cell | None) -> None:
        self.width = width
        self.height = height
        self.rows: list[list[Cell | None]] = [[cell] * width for _ in range(height)]

    def place(self, x: int, y: int, cells: list[Cell]) -> list[int]:
        """Remember cells at a place; return the columns that must be written, in order."""
        if not 0 <= y < self.height or x >= self.width:
            return []
        row = self.rows[y]
        if len(cells) > self.width - x:
            cells = cells[: self.width - x]
            if cells[-1].width > 1:
                cells[-1] = Cell(" ", cells[-1].look)
        end = x + len(cells)
        old = row[x:end]
        if old == cells:
            return []
        changed = {x + i for i, cell in enumerate(cells) if old[i] != cell}
        disputed = [i for i, cell in enumerate(cells) if is_disputed(cell.text)]
        disputed += [i for i, cell in enumerate(old) if cell and is_disputed(cell.text)]
        if disputed:
            # The terminal may have drawn everything behind such a character elsewhere.
            changed.update(range(x + min(disputed), end))
        row[x:end] = cells
        return sorted({self._start(row, column) for column in changed})

    def _start(self, row: list[Cell | None], column: int) -> int:
        """Return where the character that covers this cell starts."""
        cell = row[column]
        return column - 1 if cell and not cell.width and column else column


class Pen:
    """Writes cells as short sequences; knows where the cursor is and how it writes."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.parts: list[str] = []
        self.look: Look = PLAIN
        self.x: int | None = None
        self.y = -1

    def write(self, row: list[Cell | None], columns: list[int], y: int) -> None:
        """Write the cells of one row that start at these columns."""
        for column in columns:
            cell = row[column]
            if cell is None:
                continue
            self._go(row, column, y)
            look = self._needed(cell)
            if look != self.look:
                self.parts.append(change(self.look, look))
                self.look = look
            if cell.width > 1 and is_disputed(cell.text):
                # Where it is drawn narrow, nothing of what was there may look out behind it.
                self.parts.append(f"{' ' * cell.width}\x1b[{column + 1}G")
            self.parts.append(cell.text)
            end = column + cell.width
            # Behind the last column, and behind a disputed character, nobody knows.
            self.x = None if end >= self.width or is_disputed(cell.text) else end

    def _needed(self, cell: Cell) -> Look:
        """Return the look to write a cell with: a blank needs only its background."""
        look = cell.look
        if cell.text == " " and not look.attributes and not shows_on_blank(self.look):
            return Look(self.look.attributes, self.look.foreground, look.background, look.link)
        return look

    def _go(self, row: list[Cell | None], column: int, y: int) -> None:
        """Bring the cursor to a cell."""
        if y != self.y or self.x is None:
            self.parts.append(f"\x1b[{y + 1};{column + 1}H" if column else f"\x1b[{y + 1}H")
        elif column != self.x:
            between = row[self.x : column]
            if 0 < len(between) <= _STEP_OVER and all(
                cell and cell.text.isascii() and cell.width and self._needed(cell) == self.look
                for cell in between
            ):
                self.parts.extend([cell.text for cell in between if cell])
            elif column > self.x:
                ahead = column - self.x
                self.parts.append(f"\x1b[{ahead}C" if ahead > 1 else "\x1b[C")
            else:
                self.parts.append(f"\x1b[{column + 1}G")
        self.x, self.y = column, y

    def finish(self) -> str:
        """Return everything written, with the terminal's own look restored."""
        if self.look != PLAIN:
            self.parts.append(change(self.look, PLAIN))
        return "".join(self.parts)


if TYPE_CHECKING:
    _App = App[None]
else:
    _App = object


class FrameDifference(_App):
    """Mixin, before `App`: sends the cells that changed since the last frame, nothing else."""

    _memory: Memory | None = None
    _starts = 0
    _cursor_sent: tuple[int, int] | None = None
    _cursor = Offset()

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's cursor belongs: an input method writes there."""
        return self._cursor

    @cursor_position.setter
    def cursor_position(self, position: Offset) -> None:
        if position != self._cursor and self._running:
            # Upstream sends it with the next frame, and there may be none for a long time.
            self.call_after_refresh(self._send_cursor)
        self._cursor = position

    def forget(self) -> None:
        """Forget what is on the terminal: the next frame writes all of its cells."""
        self._memory = None
        self._cursor_sent = None

    def repaint(self) -> None:
        """Draw the whole screen again, whatever someone else wrote over it."""
        self.forget()
        if self._running and self.screen_stack:
            self.screen.refresh()

    async def on_event(self, event: Event) -> None:
        """Dispatch an event; a resize also forgets, for the terminal has moved its cells."""
        if isinstance(event, Resize) and self._memory is not None:
            self.repaint()
        await super().on_event(event)

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        driver = self._driver
        if driver is None or self.is_headless or driver.is_inline:
            super()._display(screen, renderable)
            return
        if not isinstance(renderable, LayoutUpdate | ChopsUpdate):
            if renderable is not None:
                self.forget()
            super()._display(screen, renderable)
            return
        try:
            if not self._batch_count and self._running and not self._closed:
                self._send(self._difference(renderable))
        finally:
            self.post_display_hook()

    def _difference(self, update: LayoutUpdate | ChopsUpdate) -> str:
        """Return the sequences that bring the terminal to this update; empty when it is there."""
        memory = self._remember()
        colors = self.console._color_system or ColorSystem.TRUECOLOR
        pen = Pen(memory.width)
        for x, y, strip in _strips(update):
            if columns := memory.place(x, y, cells_of(strip, colors)):
                pen.write(memory.rows[y], columns, y)
        frame = pen.finish()
        return frame + self._cursor_move(moved=bool(frame))

    def _cursor_move(self, *, moved: bool) -> str:
        """Return the movement to the cursor's place; empty when it is there."""
        # A text field knows better than what it told at its last focus, before it was laid out.
        place = getattr(self.screen.focused, "cursor_screen_offset", self.cursor_position)
        cursor = self.screen.outer_size.clamp_offset(place)
        self._previous_cursor_position = cursor
        if not moved and cursor == self._cursor_sent:
            return ""
        self._cursor_sent = (cursor.x, cursor.y)
        return f"\x1b[{cursor.y + 1};{cursor.x + 1}H"

    def _send_cursor(self) -> None:
        if self._memory is not None and not self._closed and not self._batch_count:
            self._send(self._cursor_move(moved=False))

    def _remember(self) -> Memory:
        """Return what is on the terminal, as far as that is known."""
        width, height = self.size
        # The driver starts again after a suspension, on an empty screen.
        starts = getattr(self._driver, "starts", 0)
        memory = self._memory
        if starts != self._starts:
            self._starts = starts
            memory = Memory(width, height, BLANK)
        elif memory is None or (memory.width, memory.height) != (width, height):
            memory = Memory(width, height, None)
        self._memory = memory
        return memory

    def _send(self, frame: str) -> None:
        if not frame or self._driver is None:
            return
        if self._sync_available and len(frame) > _SHORT_FRAME:
            frame = f"{SYNC_START}{frame}{SYNC_END}"
        self._driver.write(frame)
        self._driver.flush()


def _strips(update: LayoutUpdate | ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
    """Yield what Textual would write, with the place it would write it to."""
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            yield update.region.x, y, Strip.join(line)
        return
    for y, x1, x2 in update.spans:
        for end, (x, chop) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if chop is None or x > x2 or end <= x1:
                continue
            whole = x2 > x >= x1 and end <= x2
            yield x, y, chop if whole else chop.crop(0, min(end, x2) - x)
