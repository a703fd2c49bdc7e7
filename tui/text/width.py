"""How many terminal cells a text takes, and cutting and wrapping by cells."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# Kinsoku: what may not begin a line, and what may not end one.
_NOT_FIRST = frozenset(
    "、。，．・：；？！‼⁇⁈⁉…‥ー〜～゠–）」』】〕〉》］｝＞｠〗〙〟”’»々〻ゝゞヽヾ゛゜"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ｡､｣･ｰﾞﾟｧｨｩｪｫｯｬｭｮ"
    "％‰℃℉°′″)]},.:;?!%"
)
_NOT_LAST = frozenset("（「『【〔〈《［｛＜｟〖〘〝“‘«￥＄￡〒№([{¥$£")
_HALFWIDTH_KANA = frozenset(map(chr, range(0xFF61, 0xFFA0)))
_FULLWIDTH_DIGITS = "０１２３４５６７８９"
_DIGITS = frozenset("0123456789" + _FULLWIDTH_DIGITS)
_WORD = frozenset(_FULLWIDTH_DIGITS) | {chr(c + 0xFEE0) for c in range(33, 127) if chr(c).isalpha()}
"""Full-width letters and digits, which stay together as their ASCII twins do."""
_UNITS = frozenset("年月日時时分秒円元")
_BLANKS = " \u3000"
_JOINER = "\u200d"


@lru_cache(maxsize=8192)
def _cells(character: str) -> int:
    # The vowels and finals of decomposed Hangul stand in their syllable's cells.
    if "\u1160" <= character <= "\u11ff" or "\ud7b0" <= character <= "\ud7ff":
        return 0
    # Before the width: the combining voiced mark of decomposed kana calls itself wide.
    if unicodedata.category(character) in ("Cf", "Mn", "Me", "Mc"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def width(text: str) -> int:
    """Return the cells that one line of clean text takes; ambiguous characters take one."""
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


def cut(text: str, cells: int, ellipsis: str = "…") -> str:
    """Return `text` shortened to at most `cells` cells, with `ellipsis` where it was cut."""
    if len(text) <= cells and text.isascii():
        return text
    room = cells - width(ellipsis)
    used = end = 0
    for index, character in enumerate(text):
        used += _cells(character)
        if used > cells:
            return text[:end] + ellipsis if room >= 0 else ellipsis[: max(cells, 0)]
        if used <= room:
            end = index + 1
    return text


def pad(text: str, cells: int) -> str:
    """Return `text` cut or filled with blanks to exactly `cells` cells."""
    text = cut(text, cells)
    return text + " " * (cells - width(text))


def wrap(text: str, cells: int) -> list[str]:
    """Return the lines of `text`, none wider than `cells`, broken as the languages want it.

    Latin words stay whole where they fit, and so do numbers with what they count (`12月`). Between
    CJK characters any place is good but before closing punctuation, small kana and the like, and
    after an opening bracket: what may not begin a line takes the character before it along.
    Blanks at a break are dropped.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrap_paragraph(paragraph, max(cells, 2)))
    return lines


def _wrap_paragraph(paragraph: str, cells: int) -> Iterator[str]:
    if len(paragraph) <= cells and width(paragraph) <= cells:
        yield paragraph.rstrip(" ")
        return
    line = ""
    used = 0
    for piece in _unbreakable(paragraph):
        if used + width(piece.rstrip(_BLANKS)) > cells:
            if line.strip():
                yield line.rstrip(_BLANKS)
                piece = piece.lstrip(_BLANKS)
            *full, piece = _chopped(piece, cells)
            yield from full
            line = ""
            used = 0
        line += piece
        used += width(piece)
    yield line.rstrip(_BLANKS)


def _chopped(piece: str, cells: int) -> Iterator[str]:
    """Cut what is wider than a line into lines; blanks at its end stay with the last."""
    start = used = 0
    for index, character in enumerate(piece.rstrip(_BLANKS)):
        used += _cells(character)
        if used > cells:
            yield piece[start:index]
            start, used = index, _cells(character)
    yield piece[start:]


def _unbreakable(paragraph: str) -> Iterator[str]:
    """Cut a paragraph into the pieces that a line break may stand between."""
    piece = ""
    for character in paragraph:
        if piece and _breaks(piece[-1], character):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _breaks(before: str, after: str) -> bool:
    if after in _BLANKS or after in _NOT_FIRST or before in _NOT_LAST or _cells(after) == 0:
        return False
    if before in _BLANKS:
        return True
    if (before in _DIGITS and after in _UNITS) or (before in _WORD and after in _WORD):
        return False
    return _is_cjk(before) or (_is_cjk(after) and before != _JOINER)


def _is_cjk(character: str) -> bool:
    return _cells(character) == 2 or character in _HALFWIDTH_KANA
