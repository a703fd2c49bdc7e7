"""A row of a list: pieces of text with looks, and how they become a strip of cells."""

from collections.abc import Callable
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.text.clean import clean_line
from tui.text.width import cut, width

PLAIN = ""
STRONG = "strong"
QUIET = "quiet"
ACCENT = "accent"
PROBLEM = "problem"
LOOKS = (STRONG, QUIET, ACCENT, PROBLEM)


class Piece(NamedTuple):
    """A run of text in one look."""

    text: str
    look: str = PLAIN


class Row(NamedTuple):
    """One line of a list: what stands at the left, and what at the right edge."""

    key: str
    left: tuple[Piece, ...]
    right: tuple[Piece, ...] = ()
    selectable: bool = True


def draw(
    left: tuple[Piece, ...],
    right: tuple[Piece, ...],
    cells: int,
    look: Callable[[str], Style],
) -> Strip:
    """Return a strip of exactly `cells` cells; the left gives way before the right."""
    right_pieces = [(clean_line(piece.text), piece.look) for piece in right]
    room = cells - sum(width(text) for text, _ in right_pieces)
    if room < cells // 3:
        right_pieces, room = [], cells
    segments: list[Segment] = []
    taken = 0
    limit = room - 1 if right_pieces else room
    for piece in left:
        text = cut(clean_line(piece.text), max(limit - taken, 0))
        if text:
            segments.append(Segment(text, look(piece.look)))
            taken += width(text)
    segments.append(Segment(" " * (room - taken), look(PLAIN)))
    segments.extend(Segment(text, look(name)) for text, name in right_pieces)
    return Strip(Segment.simplify(segments), cells).adjust_cell_length(cells, look(PLAIN))
