"""RTF as Outlook keeps a letter's text in: unpacked, and back to the HTML that was put in it."""

import re
from typing import Final, NamedTuple

from tui.correspondence.charsets.decoding import canonical, decode, decode_as, without_surrogates

_LARGEST: Final = 1024 * 1024
_DEEPEST: Final = 500
_TELLING: Final = 8
"""Bytes from which on a charset can be told from them."""
_WINDOW: Final = 4096
_BEGINNING: Final = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "
    rb"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,9})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)
_CHARSETS: Final = {
    128: "cp932",
    129: "cp949",
    134: "gb18030",
    136: "big5",
    204: "cp1251",
    161: "cp1253",
    238: "cp1250",
    222: "cp874",
}
_SKIPPED: Final = frozenset(
    (b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"header", b"footer")
)
_BREAKS: Final = {b"par": "\n", b"line": "\n", b"row": "\n", b"tab": "\t", b"cell": "\t"}
_SIGNS: Final = {
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"bullet": "•",
    b"endash": "–",
    b"emdash": "—",
}


class Unpacked(NamedTuple):
    """The text that was in the RTF, and whether it is HTML, and whether it was cut."""

    text: str
    is_html: bool
    cut: bool


class _Group(NamedTuple):
    """What holds between two braces."""

    skip: bool = False
    hidden: bool = False
    fonts: bool = False
    charset: str = ""
    fallback: int = 1


def unpack(compressed: bytes) -> bytes:
    """Return the RTF in a letter's compressed RTF, at most 1 MiB of it; empty if it is none."""
    size = int.from_bytes(compressed[4:8], "little")
    kind = compressed[8:12]
    if kind == b"MELA":
        return compressed[16 : 16 + min(size, _LARGEST)]
    if kind != b"LZFu":
        return b""
    # A reference counts from the start of a window of 4 KiB, which begins with known words.
    out = bytearray(_BEGINNING)
    at, end, largest = 16, len(compressed), min(size, _LARGEST) + len(_BEGINNING)
    while at < end and len(out) < largest:
        control = compressed[at]
        at += 1
        if not control:
            out += compressed[at : at + 8]
            at += 8
            continue
        for bit in range(8):
            if not control >> bit & 1:
                out += compressed[at : at + 1]
                at += 1
                continue
            pair = int.from_bytes(compressed[at : at + 2], "big")
            at += 2
            distance = (len(out) - (pair >> 4)) % _WINDOW
            if not distance:
                return bytes(out[len(_BEGINNING) : largest])
            out += _copied(out, distance, (pair & 15) + 2)
    return bytes(out[len(_BEGINNING) : largest])


def text_of_rtf(rtf: bytes, charset: str | None = None) -> Unpacked:
    """Return the HTML that RTF was made from, else its text; `charset` overrides what it says."""
    reader = _Reader(rtf[:1024], charset)
    for token in _TOKEN.finditer(rtf[:_LARGEST]):
        reader.take(token)
    reader.flush()
    text = without_surrogates("".join(reader.said))
    return Unpacked(text, reader.is_html, cut=len(rtf) >= _LARGEST)


def _copied(out: bytearray, distance: int, length: int) -> bytes:
    """Return what a reference stands for; it may reach into what it writes itself."""
    if distance > len(out):
        return bytes(length)
    known = bytes(out[-distance:][:length])
    return (known * (length // len(known) + 1))[:length]


class _Reader:
    """Goes through RTF, keeps what it says, and leaves out what it says to Outlook only."""

    def __init__(self, head: bytes, charset: str | None) -> None:
        self.is_html = rb"\fromhtml" in head
        self.said: list[str] = []
        named = re.search(rb"\\ansicpg(\d{2,5})", head)
        self._codepage = f"cp{int(named[1])}" if named else "cp1252"
        self._override = charset
        self._group = _Group()
        self._stack: list[_Group] = []
        self._deeper = 0
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._passing = 0
        self._star = False
        self._held = bytearray()
        self._held_in = ""

    def take(self, token: re.Match[bytes]) -> None:
        """Read one token."""
        word, number, code, sign, brace, plain = token.groups()
        star, self._star = self._star, sign == b"*"
        if word is not None:
            self._word(word, int(number) if number else None, star=star)
        elif brace is not None:
            self._brace(opens=brace == b"{")
        elif code is not None:
            self._text(bytes.fromhex(code.decode("ascii")))
        elif plain is not None:
            self._text(plain)
        elif sign is not None and sign != b"*":
            self._sign(sign)

    def flush(self) -> None:
        """Read the bytes that waited for the rest of their characters."""
        raw, self._held = bytes(self._held), bytearray()
        if not raw:
            return
        label = self._held_in if canonical(self._held_in) else None
        if self._override is not None:
            decoded = decode_as(raw, self._override)
        elif label is not None and len(raw) < _TELLING:
            decoded = decode_as(raw, label)
        else:
            decoded = decode(raw, label)
        self.said.append(decoded.text)

    @property
    def _shown(self) -> bool:
        return not self._group.skip and not self._group.hidden

    def _brace(self, *, opens: bool) -> None:
        if opens and len(self._stack) < _DEEPEST:
            self._stack.append(self._group)
        elif opens:
            self._deeper += 1
        elif self._deeper:
            self._deeper -= 1
        elif self._stack:
            self._group = self._stack.pop()

    def _word(self, word: bytes, value: int | None, *, star: bool) -> None:
        if self._group.fonts and word == b"f":
            self._font = value or 0
        elif self._group.fonts and word == b"fcharset":
            self._fonts[self._font] = _CHARSETS.get(value or 0, "")
        elif word == b"u" and value is not None:
            self._say(chr(value % 0x10000))
            self._passing = self._group.fallback
        else:
            self._say(_BREAKS.get(word) or _SIGNS.get(word) or "")
            self._group = self._after(word, value, star=star)

    def _after(self, word: bytes, value: int | None, *, star: bool) -> _Group:
        """Return what holds in the group after a control word."""
        group = self._group
        if word == b"htmltag":
            return group._replace(skip=False, hidden=False)
        if word == b"htmlrtf":
            return group._replace(hidden=value != 0)
        if star or word in _SKIPPED:
            return group._replace(skip=True, fonts=word == b"fonttbl")
        if word == b"f":
            return group._replace(charset=self._fonts.get(value or 0, ""))
        if word == b"uc":
            return group._replace(fallback=min(max(value or 0, 0), 16))
        return group

    def _text(self, raw: bytes) -> None:
        if self._passing:
            # What stands for the character where a program does not know Unicode.
            passed = min(self._passing, len(raw))
            self._passing -= passed
            raw = raw[passed:]
        if not raw or not self._shown:
            return
        charset = self._group.charset or self._codepage
        if charset != self._held_in:
            self.flush()
        self._held_in = charset
        self._held += raw

    def _sign(self, sign: bytes) -> None:
        if sign in b"{}\\":
            self._text(sign)
        elif sign == b"~":
            self._say("&nbsp;" if self.is_html else "\u00a0")
        elif sign == b"_":
            self._say("-")
        elif sign in b"\r\n":
            self._say("\n")

    def _say(self, text: str) -> None:
        if text and self._shown:
            self.flush()
            self.said.append(text)
