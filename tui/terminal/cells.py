"""Rendered strips as terminal cells, and the shortest sequences between two styles."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rich.cells import get_character_cell_size, split_graphemes
from rich.color import ColorSystem
from rich.style import Style
from textual.strip import SGR_STYLES, Strip


class Look(NamedTuple):
    """What a cell looks like, as the parameters of SGR sequences."""

    attributes: tuple[str, ...] = ()
    foreground: str = ""
    background: str = ""
    link: str = ""

    def sgr(self) -> str:
        """Return the sequence that sets this look on a terminal that has none."""
        parts = [*self.attributes, self.foreground, self.background]
        joined = ";".join(filter(None, parts))
        return f"\x1b[{joined}m" if joined else ""


class Cell(NamedTuple):
    """One cell: the text that starts in it and the cells it takes.

    The second cell of a wide character has no text and takes none.
    """

    text: str
    look: Look
    width: int = 1


PLAIN = Look()
BLANK = Cell(" ", PLAIN)

# Underline, reverse, strike, double underline, frame, encircle, overline: what a blank shows.
_SEEN_ON_BLANK = frozenset({"4", "7", "9", "21", "51", "52", "53"})

# What takes an attribute away again; bold and dim share theirs, and both underlines.
_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "21": "24", "5": "25", "7": "27"}
_OFF |= {"8": "28", "9": "29"}


@lru_cache(maxsize=4096)
def look_of(style: Style, color_system: ColorSystem) -> Look:
    """Return how a Rich style looks on a terminal with these colours."""
    bits = style._attributes & style._set_attributes
    attributes = tuple(code for bit, code in enumerate(SGR_STYLES) if bits & (1 << bit))
    foreground = background = ""
    if style.color is not None and not style.color.is_default:
        foreground = ";".join(style.color.downgrade(color_system).get_ansi_codes())
    if style.bgcolor is not None and not style.bgcolor.is_default:
        codes = style.bgcolor.downgrade(color_system).get_ansi_codes(foreground=False)
        background = ";".join(codes)
    # A link is text from outside as well, and a control character in it would end it.
    link = f"id={style.link_id};{style.link}" if style.link and style.link.isprintable() else ""
    return Look(attributes, foreground, background, link)


@lru_cache(maxsize=16384)
def change(old: Look, new: Look) -> str:
    """Return the shortest sequences that turn one look into the other."""
    link = f"\x1b]8;{new.link or ';'}\x1b\\" if old.link != new.link else ""
    if old[:3] == new[:3]:
        return link
    anew = new.sgr().replace("\x1b[", "\x1b[0;") or "\x1b[m"
    parts = _attributes(old.attributes, new.attributes)
    if parts is None:
        return link + anew
    if old.foreground != new.foreground:
        parts.append(new.foreground or "39")
    if old.background != new.background:
        parts.append(new.background or "49")
    return link + min(f"\x1b[{';'.join(parts)}m", anew, key=len)


def _attributes(old: tuple[str, ...], new: tuple[str, ...]) -> list[str] | None:
    """Return the parameters for the change, or None when only a reset does it everywhere."""
    gone = [code for code in old if code not in new]
    if not gone:
        return [code for code in new if code not in old]
    if not all(code in _OFF for code in gone):
        return None
    off = list(dict.fromkeys(_OFF[code] for code in gone))
    kept = [code for code in new if code in old and _OFF.get(code) not in off]
    return off + [code for code in new if code not in kept]


def shows_on_blank(look: Look) -> bool:
    """Return whether a blank with this look shows more than its background."""
    return bool(look.attributes) and not _SEEN_ON_BLANK.isdisjoint(look.attributes)


def cells_of(strip: Strip, color_system: ColorSystem) -> list[Cell]:
    """Return a strip as cells, one a column; no control character is among them."""
    cells: list[Cell] = []
    for text, style, control in strip:
        if control:
            continue
        look = PLAIN if style is None else look_of(style, color_system)
        mark, segment = _segment(text, look)
        if mark and cells:
            _combine(cells, mark)
        cells.extend(segment)
    return cells


@lru_cache(maxsize=4096)
def _segment(text: str, look: Look) -> tuple[str, tuple[Cell, ...]]:
    """Return the cells of a text, and before them the combining marks that it begins with."""
    # On a blank the foreground does not show; cells that look the same must be equal.
    blank = look if shows_on_blank(look) else Look((), "", look.background, look.link)
    if text.isascii() and text.isprintable():
        return "", tuple(Cell(c, blank if c == " " else look) for c in text)
    cells: list[Cell] = []
    mark = ""
    for cluster, width in _clusters(text):
        if width:
            cells.append(Cell(cluster, blank if cluster == " " else look, width))
            cells.extend([Cell("", look, 0)] * (width - 1))
        elif cells:
            _combine(cells, cluster)
        else:
            mark += cluster
    return mark, tuple(cells)


def _combine(cells: list[Cell], mark: str) -> None:
    """Put a combining mark that begins a segment on the character before it."""
    index = len(cells) - 1
    while index and not cells[index].width:
        index -= 1
    cells[index] = cells[index]._replace(text=cells[index].text + mark)


def _clusters(text: str) -> Iterator[tuple[str, int]]:
    """Split text into what is drawn together and how many cells it takes."""
    clean = "".join(c for c in text if c.isprintable() or not _steers(c))
    for start, end, width in split_graphemes(clean)[0]:
        yield clean[start:end], width


@lru_cache(maxsize=4096)
def _steers(character: str) -> bool:
    code = ord(character)
    return (code < 0x20 or 0x7F <= code < 0xA0) and not get_character_cell_size(character)


def is_disputed(text: str) -> bool:
    """Return whether terminals disagree about the width of this cell's text."""
    return len(text) > 1 or "\U0001f000" <= text < "\U00020000"
