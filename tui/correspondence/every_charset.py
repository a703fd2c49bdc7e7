"""How one letter reads in each charset it could be in, for an eye to choose."""

import unicodedata
from datetime import datetime
from typing import Final, NamedTuple

from tui.casebook.draft import Draft
from tui.correspondence.charsets.decoding import decode
from tui.correspondence.guess import from_bytes

_CHARSETS: Final = (
    "utf-8",
    "iso-2022-jp",
    "cp932",
    "euc-jp",
    "gb18030",
    "big5",
    "cp949",
    "cp1252",
)
_WITH_NULS: Final = ("utf-16-le", "utf-16-be")
_LOOKED_AT: Final = 4_000
_LINE: Final = 200
_ENOUGH: Final = 8
_DAMAGE: Final = 30
_UNUSUAL: Final = 4


class Reading(NamedTuple):
    """A letter read in one charset."""

    draft: Draft
    line: str
    """The first line that charsets can differ in; it is not clean."""


def readings(original: bytes, now: datetime, form: str | None = None) -> list[Reading]:
    """Return the ways in which `original` can be read, each once, the likeliest first.

    `form` is what it was found to be when it was kept. Only one is left where nothing
    in the letter depends on a charset.
    """
    drafts: dict[str, Draft] = {}
    # Without a NUL, which every line end has there, UTF-16 only makes hanzi of letters.
    for charset in _CHARSETS + (_WITH_NULS if b"\0" in original else ()):
        draft = from_bytes(original, now, charset=charset, form=form)
        drafts.setdefault(draft.text, draft)
    best = _likeliest(list(drafts.values()))
    ordered = sorted(
        drafts.values(),
        key=lambda draft: (draft.charset != best, draft.lossy, _oddness(draft.text)),
    )
    found = [Reading(draft, _telling(draft.text)) for draft in ordered]
    legible = [reading for reading in found if not _is_hopeless(reading.draft.text)]
    return legible if len(legible) > 1 else found


def _likeliest(drafts: list[Draft]) -> str | None:
    """Return the charset that the letter's own bytes speak for.

    A mail's text stands in it under other wrappings: what it was is got back from a reading in
    which nothing was lost.
    """
    for draft in drafts:
        if not draft.lossy and not draft.text.isascii():
            codec = "cp932" if draft.charset == "iso-2022-jp" else draft.charset
            try:
                raw = draft.text.encode(codec)
            except (UnicodeEncodeError, LookupError):
                continue
            return draft.charset if draft.charset == "iso-2022-jp" else decode(raw).charset
    return None


def _telling(text: str) -> str:
    """Return the first line that says enough for an eye; a short one where none does."""
    lines = [line.strip() for line in text[: _LOOKED_AT * 4].split("\n") if not line.isascii()]
    for line in lines:
        if sum(not character.isascii() for character in line) >= _ENOUGH:
            return line[:_LINE]
    return (lines or [text.strip().split("\n")[0]])[0][:_LINE]


def _is_hopeless(text: str) -> bool:
    """Whether so much was lost that nobody would choose it."""
    foreign = [character for character in text[:_LOOKED_AT] if not character.isascii()]
    return foreign.count("\ufffd") * 4 > len(foreign)


def _oddness(text: str) -> int:
    """Return how unlike a letter a text looks: the sum over its first characters."""
    return sum(_odd(character) for character in text[:_LOOKED_AT] if not character.isascii())


def _odd(character: str) -> int:
    """Return how odd a character is in a letter that came to somebody in Japan."""
    if "\u3041" <= character <= "\u30ff" or character in "、。「」（）　・…〒０１２３４５６７８９":
        return 0
    if character == "\ufffd" or unicodedata.category(character) in ("Cc", "Co", "Cn", "Cs"):
        return _DAMAGE
    return 1 if "\u4e00" <= character <= "\u9fff" else _UNUSUAL
