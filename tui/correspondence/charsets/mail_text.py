"""How the text of one mail is read: its labels, the reader's choice, the phone it came from."""

import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from tui.correspondence.charsets.decoding import (
    BINARY,
    SEVEN_BIT,
    Decoded,
    canonical,
    decode,
    decode_as,
    without_surrogates,
)
from tui.correspondence.charsets.pictograms import with_emoji
from tui.correspondence.limits import Allowance

_JAPANESE: Final = ("cp932", "euc-jp")
_JAPANESE_LABELS: Final = ("iso-2022-jp", *_JAPANESE)
_FOREIGN: Final = ("gb18030", "big5", "cp949", "cp1252")
_GUESSED: Final = (*_JAPANESE, *_FOREIGN)
_MIXED_LINES: Final = 50_000
_ESCAPE = re.compile(rb"\x1b\$[@B]")
_TWO_WIDE = re.compile("[\u2010-\uffef]{2}")
_WIDE = re.compile("[\u2010-\uffef]")
_WIDE_IN_WORD = re.compile("(?<=[A-Za-z])[\u2010-\uffef](?=[a-z])")
_HALF_WIDTH = re.compile("[\uff61-\uff9f]")
_KANA = re.compile(rb"[\xa1-\xdf]+")
_NOT_KANA: Final = bytes(set(range(0x80, 0x100)) - set(range(0xA1, 0xE0)))
_LOW: Final = bytes(code & 0x7F for code in range(256))
_SWITCHES: Final = (b"\x1b", b"\x00", b"\x0e")


@dataclass(slots=True)
class Reading:
    """What helps to read the bytes of one mail as text."""

    allowance: Allowance = field(default_factory=Allowance)
    chosen: str | None = None
    """The charset that the reader chose: for texts, and for what has no label."""
    hints: tuple[str, ...] = ()
    """The other charsets that the mail names, for what has no label or a wrong one."""
    carrier: str | None = None
    """Whose phone sent it, for the pictograms."""

    def text(self, raw: bytes, declared: str | None, further: str | None = None) -> Decoded:
        """Return the text of a body; it is empty, in the charset `BINARY`, if it is none.

        `further` is a second label, which a page may have in itself.
        """
        if self.chosen:
            return self._shown(decode_as(raw, self.chosen))
        return self._shown(self._likeliest(raw, declared, further))

    def piece(self, raw: bytes, label: str | None) -> Decoded:
        """Return a piece of a header, which is text whatever it looks like."""
        if not label and self.chosen:
            return self._shown(decode_as(raw, self.chosen))
        if not _is_ascii(raw) and not self.allowance.take_word():
            return decode_as(raw, "utf-8")
        decoded = self._likeliest(raw, label)
        if decoded.charset == BINARY:
            decoded = decode_as(raw, canonical(label or "") or "utf-8")
        return self._shown(decoded)

    def referred(self, text: str) -> str:
        """Return a text in which private characters were written as references to Unicode."""
        return with_emoji(text, "utf-8", self.carrier)

    def _shown(self, decoded: Decoded) -> Decoded:
        text = with_emoji(without_surrogates(decoded.text), decoded.charset, self.carrier)
        return Decoded(text, decoded.charset, decoded.lossy)

    def _likeliest(self, raw: bytes, declared: str | None, further: str | None = None) -> Decoded:
        label = canonical(declared) if declared else None
        if _is_ascii(raw) and not (label or "").startswith(("utf-16", *SEVEN_BIT)):
            return Decoded(raw.decode("ascii"), label or "utf-8", lossy=False)
        if not raw.isascii() and _ESCAPE.search(raw) and raw.count(b"\n") < _MIXED_LINES:
            return _mixed(raw)
        decoded = decode(raw, label)
        if label in _JAPANESE_LABELS and decoded.charset in _FOREIGN:
            return _japanese(raw) or decoded
        if decoded.charset in _GUESSED and decoded.charset != label:
            western = label == "cp1252" and not _TWO_WIDE.search(decoded.text)
            if western or _is_accented(decoded.text):
                return decode_as(raw, "cp1252")
            return self._hinted(raw, decoded, (further, *self.hints) if further else self.hints)
        if label == "cp932" and len(_HALF_WIDTH.findall(decoded.text)) * 4 > len(decoded.text):
            # EUC-JP read as Shift_JIS is all half-width kana, without a fault.
            guessed = decode(raw)
            return guessed if guessed.charset == "euc-jp" and not guessed.lossy else decoded
        return decoded

    def _hinted(self, raw: bytes, guessed: Decoded, hints: tuple[str, ...]) -> Decoded:
        """Return a guess, or what another charset of the mail makes of the same bytes."""
        for hint in hints:
            if guessed.charset in _JAPANESE and canonical(hint) in _JAPANESE:
                continue
            hinted = decode(raw, hint)
            if hinted.charset == canonical(hint) and not hinted.lossy:
                return hinted
        return guessed


def _japanese(raw: bytes) -> Decoded | None:
    """Read what a label calls Japanese in an encoding of it that does no damage, if any."""
    readings = [decode_as(raw, charset) for charset in _JAPANESE]
    whole = [reading for reading in readings if not reading.lossy]
    return min(whole, key=lambda one: len(_HALF_WIDTH.findall(one.text)), default=None)


def _is_accented(text: str) -> bool:
    """Say whether all that is wide stands alone between Latin letters, as é and ç before one do."""
    return len(_WIDE.findall(text)) == len(_WIDE_IN_WORD.findall(text)) > 0


def _is_ascii(raw: bytes) -> bool:
    """Say whether `raw` is ASCII that means nothing else but in UTF-16 and in `SEVEN_BIT`."""
    return raw.isascii() and not any(switch in raw for switch in _SWITCHES)


def _mixed(raw: bytes) -> Decoded:
    """Read a text in ISO-2022-JP in which some lines are in an 8-bit encoding."""
    lines = [_seven_bit(line) for line in raw.splitlines(keepends=True)]
    others = decode(b"".join(line for line in lines if not line.isascii()))
    texts = []
    for seven_bit, run in groupby(lines, bytes.isascii):
        charset = "iso-2022-jp" if seven_bit else others.charset
        texts.append(decode_as(b"".join(run), charset))
    return Decoded(
        "".join(text.text for text in texts), "iso-2022-jp", any(text.lossy for text in texts)
    )


def _seven_bit(line: bytes) -> bytes:
    """Spell the half-width kana of a line with escape sequences, if its other text has such."""
    if line.isascii() or not _ESCAPE.search(line) or line != line.translate(None, _NOT_KANA):
        return line
    return _KANA.sub(lambda kana: b"\x1b(I" + kana[0].translate(_LOW) + b"\x1b(B", line)
