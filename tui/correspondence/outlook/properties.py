"""The properties of a letter, a person or a file as Outlook keeps them, in a .msg or elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol

from tui.correspondence.charsets.decoding import (
    Decoded,
    canonical,
    decode,
    decode_as,
    without_surrogates,
)

TEXT: Final = 2_000_000
"""The bytes of a text that are read at most."""
INTERNET_CODEPAGE: Final = 0x3FDE

CODEPAGE: Final = 0x3FFD
_LOCALE: Final = 0x3FF1
_EPOCH: Final = datetime(1601, 1, 1, tzinfo=UTC)
_OLDEST: Final = 1990
_TABLE: Final = 65_536
_NAME: Final = 2000
_PAGE: Final = 4000
_CODEPAGES: Final = {
    **dict.fromkeys((50220, 50221, 50222), "iso-2022-jp"),
    **dict.fromkeys((51932, 20932), "euc-jp"),
    **dict.fromkeys((936, 20936, 51936, 52936, 54936), "gb18030"),
    **dict.fromkeys((949, 51949, 50225), "cp949"),
    950: "big5",
    65001: "utf-8",
    28591: "cp1252",
    20127: "cp1252",
    20866: "koi8-r",
}
_LOCALES: Final = {0x11: "cp932", 0x12: "cp949"}
_CHINESE: Final = {0x0804: "gb18030", 0x1004: "gb18030", 0x0404: "big5", 0x0C04: "big5"}


def label_of(codepage: int) -> str:
    """Return the label of a charset that Windows has a number for."""
    return _CODEPAGES.get(codepage, f"cp{codepage}")


@dataclass
class Budget:
    """What may still be spent on a file."""

    left: int
    """The bytes that may be read; an entry that claims more is left out."""
    text: int = 4_000_000
    """The characters or bytes of text that may be read out of them."""

    def take_text(self, raw: bytes, most: int, least: int) -> bytes:
        """Return as much of `raw` as may be read as text; it is charged with `least` bytes."""
        taken = raw[: max(min(most, self.text), 0)]
        self.text -= max(len(taken), least)
        return taken


class Storage(Protocol):
    """A directory of streams, as a .msg has them."""

    def take_text(self, raw: bytes, most: int, least: int = 0) -> bytes:
        """Return as much of `raw` as may be read as text; it is charged with `least` bytes."""

    def stream(self, name: str) -> bytes | None:
        """Return the bytes of a stream; None where there is none, or where it cannot be read."""

    def storage(self, name: str) -> "Storage | None":
        """Return the directory called `name` in this one."""

    def storages(self, beginning: str) -> "Iterator[Storage]":
        """Yield the directories in this one whose names begin so."""


class Properties:
    """Small properties are in a table, texts and other bytes in streams of their own.

    `header` is what stands before the table, in bytes. The `outer` letter's charset holds for the
    people and files in it.
    """

    def __init__(
        self, storage: Storage, charset: str | None, header: int, outer: "Properties | None" = None
    ) -> None:
        self.storage = storage
        self.chosen = charset
        self.hint: str | None = outer.hint if outer else None
        """The charset that the letter's text turned out to be in."""
        table = storage.stream("__properties_version1.0") or b""
        self._fixed = {
            int.from_bytes(table[at + 2 : at + 4], "little"): table[at + 8 : at + 16]
            for at in range(header, min(len(table), _TABLE) - 15, 16)
        }
        self.declared: str | None = outer.declared if outer else self._codepage()

    def _codepage(self) -> str | None:
        for prop in (CODEPAGE, INTERNET_CODEPAGE):
            number = self.number(prop)
            # UTF-16 is what the other kind of text is in.
            if number and number not in (1200, 1201):
                return label_of(number)
        locale = self.number(_LOCALE)
        return _CHINESE.get(locale) or _LOCALES.get(locale & 0x3FF)

    def number(self, prop: int) -> int:
        """Return a small number; 0 where there is none."""
        return int.from_bytes(self._fixed.get(prop, b"")[:4], "little")

    def moment(self, prop: int) -> str | None:
        """Return a moment as ISO text in UTC, to the second."""
        ticks = int.from_bytes(self._fixed.get(prop, b""), "little")
        try:
            at = _EPOCH + timedelta(microseconds=ticks // 10)
        except OverflowError:
            return None
        return at.replace(microsecond=0).isoformat() if at.year >= _OLDEST else None

    def content(self, prop: int) -> bytes | None:
        """Return a property that is bytes."""
        return self.storage.stream(f"__substg1.0_{prop:04x}0102")

    def decoded(self, prop: int, most: int = TEXT) -> Decoded | None:
        """Return `most` bytes of a text with the charset it is in; None where there is none."""
        raw = self.storage.stream(f"__substg1.0_{prop:04x}001f")
        if raw is not None:
            text = self.storage.take_text(raw, 2 * most).decode("utf-16-le", "replace")
            return Decoded(text, "utf-16-le", "\ufffd" in text)
        raw = self.storage.stream(f"__substg1.0_{prop:04x}001e")
        if raw is None:
            return None
        # To find out a charset costs the same for a few words as for a page.
        least = 0 if raw.isascii() and b"\x1b" not in raw else _PAGE
        return self.read(self.storage.take_text(raw, most, least))

    def read(self, raw: bytes) -> Decoded:
        """Return 8-bit bytes as text; the letter's codepage is often wrong about them."""
        if self.chosen is not None:
            return decode_as(raw, self.chosen)
        label = self.declared if self.declared and canonical(self.declared) else None
        decoded = decode(raw, label)
        if self.hint and decoded.charset not in (label, "utf-8") and not raw.isascii():
            # A few letters are not enough to tell a charset by; the whole text was.
            hinted = decode_as(raw, self.hint)
            return decoded if hinted.lossy else hinted
        return decoded

    def text(self, prop: int) -> str:
        """Return a short text, such as a name; empty where there is none."""
        found = self.decoded(prop, _NAME)
        return without_surrogates(found.text).replace("\0", "") if found else ""
