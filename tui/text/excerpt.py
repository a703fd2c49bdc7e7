"""The part of a text in which words were found, fitted to where it is shown."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui.text.clean import clean_line
from tui.text.folding import fold, folded
from tui.text.width import cut, width

_BEFORE, _AFTER = 40, 160
_WINDOW, _OVERLAP = 4000, 2000
_BLANKS = re.compile(r"\s+")


class Excerpt(NamedTuple):
    """A stretch of text in pieces: what was found, and what stands around it.

    As it was kept: clean it, by `fitted` or otherwise, before it reaches a terminal.
    """

    pieces: tuple[tuple[str, bool], ...]
    """Each text, and whether it is what was looked for."""
    begins: bool = True
    """Whether it begins where the text does."""
    ends: bool = True
    """Whether it ends where the text does."""

    @property
    def text(self) -> str:
        """The stretch as one line, with an ellipsis where it was cut."""
        whole = "".join(text for text, _ in self.pieces)
        return f"{'' if self.begins else '…'}{whole}{'' if self.ends else '…'}"


def excerpt(text: str, words: Sequence[str]) -> Excerpt:
    """Return what stands around the first of the folded words in `text`; its beginning, if none.

    All that is found in the stretch is marked, also other words.
    """
    begun, window = _window(text, words)
    found = [(start + begun, end + begun) for start, end in _places(window, words)]
    first = found[0] if found else (0, 0)
    start = max(first[0] - _BEFORE, 0)
    end = min(first[1] + _AFTER, len(text))
    pieces: list[tuple[str, bool]] = []
    place = start
    for a, b in found:
        if a >= end:
            break
        pieces += [(text[place:a], False), (text[a : min(b, end)], True)]
        place = min(b, end)
    pieces.append((text[place:end], False))
    lines = [(_BLANKS.sub(" ", piece), is_found) for piece, is_found in pieces if piece]
    return Excerpt(tuple(lines), begins=start == 0, ends=end == len(text))


def fitted(found: Excerpt, cells: int, ellipsis: str = "…") -> tuple[tuple[str, bool], ...]:
    """Return the pieces clean and on one line of `cells` cells, what was found first in sight."""
    pieces = [(clean_line(text), is_found) for text, is_found in found.pieces]
    before = "" if found.begins else ellipsis
    if pieces and not pieces[0][1]:
        lead = f"{before}{pieces[0][0].lstrip()}"
        rest = sum(width(text) for text, _ in pieces[1:])
        # A third of the line tells what it is about, more where the rest leaves room.
        pieces[0] = (_cut_before(lead, max(cells // 3, cells - rest), ellipsis), False)
    elif before:
        pieces.insert(0, (before, False))
    if not found.ends:
        pieces.append((ellipsis, False))
    return tuple(_cut_after(pieces, cells, ellipsis))


def _window(text: str, words: Sequence[str]) -> tuple[int, str]:
    """Return a stretch of a long text that has one of the words, and where it begins."""
    if len(text) <= _WINDOW + _OVERLAP:
        return 0, text
    for begun in range(0, len(text), _WINDOW):
        window = text[begun : begun + _WINDOW + _OVERLAP]
        seen = fold(window)
        if any(word in seen for word in words):
            return begun, window
    return 0, text


def _places(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Return where the words stand, in order; places that touch or overlap are one."""
    mapped = folded(text)
    found = sorted(
        mapped.unfolded(start, start + len(word))
        for word in words
        for start in _starts(mapped.text, word)
    )
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _starts(text: str, word: str) -> Iterator[int]:
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + len(word))


def _cut_before(text: str, cells: int, ellipsis: str) -> str:
    """Return the end of `text` that fits, with the ellipsis where it was cut."""
    if width(text) <= cells:
        return text
    room = cells - width(ellipsis)
    start = len(text)
    while start > 0 and width(text[start - 1 :]) <= room:
        start -= 1
    # A mark must not stand alone, without the letter that it belongs to.
    while start < len(text) and width(text[start]) == 0:
        start += 1
    return ellipsis + text[start:]


def _cut_after(
    pieces: Sequence[tuple[str, bool]], cells: int, ellipsis: str
) -> Iterator[tuple[str, bool]]:
    """Yield what fits of the pieces, with the ellipsis where they were cut."""
    whole = "".join(text for text, _ in pieces)
    shown = cut(whole, cells, ellipsis)
    kept = len(shown) if shown == whole else len(shown) - len(ellipsis)
    place = 0
    for text, is_found in pieces:
        if part := whole[place : min(place + len(text), max(kept, 0))]:
            yield part, is_found
        place += len(text)
    if shown != whole:
        yield ellipsis, False
