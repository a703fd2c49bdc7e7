"""A terminal screen as an SVG in which every cell is in its place, whatever the reader's fonts."""

import unicodedata
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from rich.color import Color as RichColor
from rich.style import Style
from textual.strip import Strip

from tui.text.width import width

CELL, LINE = 8, 19
_BASELINE = 14
_MARGIN = 8
_FONTS = {
    "zh": "Noto Sans Mono CJK SC",
    "en": "Noto Sans Mono CJK JP",
    "ja": "Noto Sans Mono CJK JP",
}
# Lines are drawn, not written: a font leaves gaps between them.
_STROKES = {
    "│": ((0.5, 0, 0.5, 1),),
    "─": ((0, 0.5, 1, 0.5),),
    "━": ((0, 0.5, 1, 0.5),),
    "┌": ((0.5, 0.5, 1, 0.5), (0.5, 0.5, 0.5, 1)),
    "┐": ((0, 0.5, 0.5, 0.5), (0.5, 0.5, 0.5, 1)),
    "└": ((0.5, 0, 0.5, 0.5), (0.5, 0.5, 1, 0.5)),
    "┘": ((0.5, 0, 0.5, 0.5), (0, 0.5, 0.5, 0.5)),
    "▐": ((0.75, 0, 0.75, 1),),
}
_THICK = {"━": 3, "▐": 4}


def svg(strips: Sequence[Strip], language: str, foreground: str, background: str) -> str:
    """Return the picture of a screen of strips."""
    columns = max(strip.cell_length for strip in strips)
    wide, high = columns * CELL + 2 * _MARGIN, len(strips) * LINE + 2 * _MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" '
        f'width="{wide}" height="{high}">',
        f'<style>text{{font:16px "{_FONTS[language]}","Noto Sans Mono",monospace;white-space:pre}}'
        ".b{font-weight:bold}.n{font-family:monospace;font-size:13px}</style>",
        f'<rect width="{wide}" height="{high}" rx="6" fill="{background}"/>',
        f'<g transform="translate({_MARGIN} {_MARGIN})">',
    ]
    for y, strip in enumerate(strips):
        x = 0
        for text, style, control in strip:
            if not control:
                parts.extend(_run(text, style or Style(), x, y, foreground, background))
                x += width(text)
    return "\n".join([*parts, "</g>", "</svg>", ""])


def _run(
    text: str, style: Style, x: int, y: int, foreground: str, background: str
) -> Iterator[str]:
    front, back = _hex(style.color, foreground), _hex(style.bgcolor, background)
    if style.reverse:
        front, back = back, front
    if back != background:
        yield (
            f'<rect x="{x * CELL}" y="{y * LINE}" width="{width(text) * CELL}" '
            f'height="{LINE}" fill="{back}"/>'
        )
    for piece in _uniform(text):
        cells = width(piece)
        # Fonts of the region draw these two cells wide; a terminal does not.
        narrow = unicodedata.east_asian_width(piece[0]) == "A"
        looks = " ".join(["b"] * bool(style.bold) + ["n"] * narrow)
        named = f' class="{looks}"' if looks else ""
        if piece[0] in _STROKES:
            yield from _strokes(piece, x, y, front)
        elif piece.strip():
            yield (
                f'<text{named} x="{x * CELL}" y="{y * LINE + _BASELINE}" fill="{front}" '
                f'textLength="{cells * CELL}">{escape(piece)}</text>'
            )
        x += cells


def _uniform(text: str) -> Iterator[str]:
    """Cut a text where narrow and wide characters, blanks and line drawing meet."""
    piece, kind = "", ""
    for character in text:
        found = "line" if character in _STROKES else str(width(character))
        if found == "1" and unicodedata.east_asian_width(character) == "A":
            found = "ambiguous"
        if character == " ":
            found = kind if kind == "1" else "blank"
        if piece and found != kind and found != "0":
            yield piece
            piece = ""
        if found != "0":
            kind = found
        piece += character
    if piece:
        yield piece


def _strokes(piece: str, x: int, y: int, colour: str) -> Iterator[str]:
    for number, character in enumerate(piece):
        thick = _THICK.get(character, 1)
        for x1, y1, x2, y2 in _STROKES[character]:
            left, top = (x + number + x1) * CELL, (y + y1) * LINE
            right, bottom = (x + number + x2) * CELL, (y + y2) * LINE
            yield (
                f'<path d="M{left:g} {top:g}L{right:g} {bottom:g}" stroke="{colour}" '
                f'stroke-width="{thick}"/>'
            )


def _hex(colour: RichColor | None, default: str) -> str:
    return default if colour is None or colour.is_default else str(colour.get_truecolor().hex)
