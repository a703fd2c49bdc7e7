"""How many terminal cells a text takes, and cutting and wrapping by cells."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# Kinsoku: what may not begin a line, and what may not end one.
_NOT_FIRST = frozenset(
    "、。，．・：；？！ー）」』】〕〉》”’々ゝゞぁぃぅぇぉっゃゅょァィゥェォッャュョ)]},.:;?!%…"
)
_NOT_LAST = frozenset("（「『【〔〈《“‘([{")


@lru_cache(maxsize=8192)
def _cells(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    return 1


def width(text: str) -> int:
    """Return the cells that one line of clean text takes; ambiguous characters take one."""
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


def cut(text: str, cells: int, ellipsis: str = "…") -> str:
    """Return `text` shortened to at most `cells` cells, with `ellipsis` where it was cut."""
    if width(text) <= cells:
        return text
    room = cells - width(ellipsis)
    if room < 0:
        return ellipsis[:cells]
    kept: list[str] = []
    for character in text:
        room -= _cells(character)
        if room < 0:
            break
        kept.append(character)
    return "".join(kept) + ellipsis


def pad(text: str, cells: int) -> str:
    """Return `text` cut or filled with blanks to exactly `cells` cells."""
    text = cut(text, cells)
    return text + " " * (cells - width(text))


def wrap(text: str, cells: int) -> list[str]:
    """Return the lines of `text`, none wider than `cells`, broken as the languages want it.

    Latin words stay whole where they fit; between CJK characters any place is good but before
    closing punctuation and after an opening bracket.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrap_paragraph(paragraph, max(cells, 2)))
    return lines


def _wrap_paragraph(paragraph: str, cells: int) -> Iterator[str]:
    line = ""
    for piece in _unbreakable(paragraph):
        if width(line) + width(piece.rstrip(" ")) <= cells:
            line += piece
            continue
        if line.strip():
            yield line.rstrip(" ")
            piece = piece.lstrip(" ")
        line = piece
        while width(line.rstrip(" ")) > cells:
            head = cut(line, cells, "")
            yield head
            line = line[len(head) :]
    yield line.rstrip(" ")


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
    if after == " " or after in _NOT_FIRST or before in _NOT_LAST or _cells(after) == 0:
        return False
    return before == " " or _cells(before) == 2 or _cells(after) == 2
