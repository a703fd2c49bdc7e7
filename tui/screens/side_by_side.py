"""A Japanese text and its translation: beside each other where there is room, else below."""

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from tui.text.translation import NAMES
from tui.text.width import pad, wrap
from tui.widgets.rows import ACCENT, PLAIN, Piece, Row

_BESIDE = 99
"""Cells from which on there is room for two: those of a list on a terminal of 100 columns."""
_COLUMN_AT_MOST = 64
_BETWEEN = "   "

_Line = tuple[Piece, ...]


def side_by_side(japanese: str, translation: str, language: str, cells: int) -> list[Row]:
    """Return the rows of two clean texts for a list of `cells`; the gaps in them stand out.

    Without a translation the Japanese stands alone.
    """
    if not translation:
        lines = _alone(japanese, cells)
    elif cells < _BESIDE:
        lines = _below(japanese, translation, language, cells)
    else:
        lines = _beside(japanese, translation, language, cells)
    return [Row(str(y), (Piece(" "), *line), selectable=False) for y, line in enumerate(lines)]


def _alone(text: str, cells: int) -> Iterator[_Line]:
    return _pieces(wrap(text, max(cells - 4, 20)))


def _below(japanese: str, translation: str, language: str, cells: int) -> Iterator[_Line]:
    """Put the translation below the Japanese."""
    for name, text in ((NAMES["ja"], japanese), (NAMES[language], translation)):
        yield (Piece(name, ACCENT),)
        yield from _alone(text, cells)
        yield ()


def _beside(japanese: str, translation: str, language: str, cells: int) -> Iterator[_Line]:
    """Put the translation beside the Japanese, part by part while they correspond."""
    half = min((cells - 4 - len(_BETWEEN)) // 2, _COLUMN_AT_MOST)
    yield (Piece(pad(NAMES["ja"], half) + _BETWEEN, ACCENT), Piece(NAMES[language], ACCENT))
    for ours, theirs in _matched(japanese, translation, "\n\n"):
        for left, right in _matched(ours, theirs, "\n"):
            lines = list(zip_longest(wrap(left, half), wrap(right, half), fillvalue=""))
            columns = (
                _pieces(pad(line, half) + _BETWEEN for line, _ in lines),
                _pieces(line for _, line in lines),
            )
            yield from ((*first, *second) for first, second in zip(*columns, strict=True))
        yield ()


def _matched(left: str, right: str, between: str) -> Iterator[tuple[str, str]]:
    """Return the parts of two texts that stand for each other; two wholes once they differ."""
    ours, theirs = left.split(between), right.split(between)
    return zip(ours, theirs, strict=True) if len(ours) == len(theirs) else iter([(left, right)])


def _pieces(lines: Iterable[str]) -> Iterator[_Line]:
    """Return the pieces of wrapped lines; a gap stands out, also where it was broken."""
    inside = False
    for line in lines:
        pieces = []
        for part in re.split("([［］])", line):
            inside = inside or part == "［"
            pieces.append(Piece(part, ACCENT if inside else PLAIN))
            inside = inside and part != "］"
        yield tuple(pieces)
