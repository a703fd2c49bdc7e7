"""Text on the whole terminal without any frame, for the terminal's own selection.

A line that is longer than the terminal is wrapped by the terminal itself, so that what is selected
with the mouse comes out as the line it was. Textual's own frames place every row and would break
it, so while bare text is shown they are held back. It rests on private parts of Textual, which is
pinned; tests/terminal looks at what reaches a real terminal.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from rich.segment import Segment
from textual.app import App
from textual.color import Color

from tui.terminal.frames import FrameDifference
from tui.terminal.line_filter import ControlFilter
from tui.text.width import width

_CONTROL = ControlFilter()
_NOWHERE = Color(0, 0, 0)


class BarePage(NamedTuple):
    """What fits on the terminal at once."""

    first: int
    """The number of the line of the whole text that it begins with."""
    lines: tuple[str, ...]


def pages(lines: Sequence[str], cells: int, rows: int) -> Iterator[BarePage]:
    """Yield clean lines in pages of a terminal of `cells` by `rows`.

    Characters of ambiguous width count two cells: where a terminal draws one, a page has room
    left, which is better than a line that was pushed off its top.
    """
    taken: list[str] = []
    first = used = 0
    for number, line in enumerate(lines):
        for row, part in enumerate(_rows(line, max(cells, 2))):
            if used == max(rows, 1):
                yield BarePage(first, tuple(taken))
                taken, first, used = [], number, 0
            if row and taken:
                taken[-1] += part
            else:
                taken.append(part)
            used += 1
    yield BarePage(first, tuple(taken))


def _rows(line: str, cells: int) -> Iterator[str]:
    """Cut a line where the terminal wraps it."""
    if line.isascii():
        yield from (line[at : at + cells] for at in range(0, max(len(line), 1), cells))
        return
    start = used = 0
    for at, character in enumerate(line):
        taken = _cells(character)
        if used + taken > cells:
            yield line[start:at]
            start, used = at, 0
        used += taken
    yield line[start:]


@lru_cache(maxsize=8192)
def _cells(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) == "A" else width(character)


def hold(app: App[object]) -> bool:
    """Hold frames back from now on; False where nothing is drawn on a terminal."""
    driver = app._driver
    if driver is None or app.is_headless or driver.is_inline:
        return False
    app._begin_batch()
    return True


def draw(app: App[object], lines: Sequence[str], below: str) -> None:
    """Put lines on the empty terminal, and `below` on its last row."""
    driver = app._driver
    if driver is None:
        return
    text = "\r\n".join(map(_harmless, lines))
    last = f"\x1b[{app.size.height};1H\x1b[2m{_harmless(below)}\x1b[m"
    # Wrapping is off while Textual draws.
    driver.write(f"\x1b[m\x1b[2J\x1b[H\x1b[?7h{text}\x1b[?7l{last}")
    driver.flush()


def let_go(app: App[object]) -> None:
    """Let frames through again, the first one whole."""
    app._end_batch()
    if isinstance(app, FrameDifference):
        app.repaint()


def _harmless(line: str) -> str:
    """Stop what `clean` may have let past, as in every widget."""
    return "".join(segment.text for segment in _CONTROL.apply([Segment(line)], _NOWHERE))
