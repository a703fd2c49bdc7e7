"""The pictograms of Japanese phones, which stand in private places, become emoji.

Which emoji they are says Unicode's EmojiSources.txt, by each carrier's Shift_JIS code. Read as
CP932, those of docomo and au stand where these carriers put them in Unicode too; SoftBank put its
own elsewhere, on places that overlap the others'. So it matters who wrote.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

UNKNOWN: Final = "〓"
"""What phones show for a pictogram of another carrier."""

_SOURCES: Final = Path(__file__).with_name("EmojiSources.txt")
_CARRIERS: Final = {
    "docomo": re.compile(r"(?:^|\.)docomo\.ne\.jp$"),
    "au": re.compile(r"(?:^|\.)ezweb\.ne\.jp$|^au\.com$"),
    "softbank": re.compile(
        r"(?:^|\.)(?:(?:softbank|vodafone|disney|jp-[a-z])\.ne\.jp|(?:i\.)?softbank\.jp)$"
    ),
}
# Two of the kanji on the places of au's pictograms are common: in names, beside other kanji.
_IN_A_NAME: Final = "﨑德"
_NAME = re.compile(f"(?<=[一-龠])[{_IN_A_NAME}]|[{_IN_A_NAME}](?=[一-龠])")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_KEYCAP: Final = "\u20e3"
# The first of each block of au's, in Shift_JIS, in the code points that au publishes.
_AU_LATER: Final = 0xEA80
_SOFTBANK_PAGES: Final = {
    (0xF9, False): 0xE001,
    (0xF7, False): 0xE101,
    (0xF7, True): 0xE201,
    (0xF9, True): 0xE301,
    (0xFB, False): 0xE401,
    (0xFB, True): 0xE501,
}


def carrier_of(address: str) -> str | None:
    """Return whose phone sends from a mail address: `docomo`, `au`, `softbank`, or None."""
    domain = address.rpartition("@")[2].strip(" >\r\n").lower()
    return next((name for name, form in _CARRIERS.items() if form.search(domain)), None)


def with_emoji(text: str, charset: str, carrier: str | None) -> str:
    """Return `text` with pictograms as emoji and every other private character as `UNKNOWN`.

    `charset` is what it was read in, `carrier` whose phone it came from, as `carrier_of` says.
    """
    if carrier == "au" and charset == "iso-2022-jp" and not text.isascii():
        names = _NAME.findall(text)
        spared = _NAME.split(text)
        text = "".join(
            f"{between.translate(_au_jis())}{name}"
            for between, name in zip(spared, [*names, ""], strict=True)
        )
    if not _PRIVATE.search(text):
        return text
    table = _table(carrier, charset == "cp932")
    return _PRIVATE.sub(lambda private: table.get(ord(private[0]), UNKNOWN), text)


@cache
def _table(carrier: str | None, shift_jis: bool) -> dict[int, str]:
    """Return the emoji at each private code point, for one sender and encoding."""
    table = {}
    for column, code, emoji in _sources():
        place = _cp932(code)
        lead = code >> 8
        if column == "docomo" or (column == "au" and lead >= 0xF6):
            table[place] = emoji
        if column == "au":
            if lead < 0xF6:
                table[_AU_LATER + _offset(code, 0xF3)] = emoji
            if lead < 0xF6 and (shift_jis or carrier == "au"):
                table[place] = emoji
            if carrier == "au":
                table[code - 0x700] = emoji
    if carrier == "softbank":
        for column, code, emoji in _sources():
            # Its FB block is where Windows has kanji of names: read as such, they are not private.
            if column == "softbank":
                table[_cp932(code) if shift_jis else _softbank(code)] = emoji
    return table


@cache
def _au_jis() -> dict[int, str]:
    """Return the emoji for the kanji that stand where au's later pictograms go in JIS."""
    table = {}
    for column, code, emoji in _sources():
        lead = code >> 8
        if column == "au" and lead < 0xF6:
            kanji = bytes((lead - 6, code & 0xFF)).decode("cp932", "ignore")
            if len(kanji) == 1:
                table[ord(kanji)] = emoji
    return table


@cache
def _sources() -> tuple[tuple[str, int, str], ...]:
    return tuple(_rows(_SOURCES.read_text("utf-8")))


def _rows(sources: str) -> Iterator[tuple[str, int, str]]:
    """Yield carrier, Shift_JIS code and emoji from each line of EmojiSources.txt."""
    for line in sources.splitlines():
        points, *codes = line.partition("#")[0].strip().split(";")
        if not codes:
            continue
        emoji = "".join(chr(int(point, 16)) for point in points.split())
        emoji = emoji.replace(_KEYCAP, "\ufe0f" + _KEYCAP)
        for column, code in zip(("docomo", "au", "softbank"), codes, strict=True):
            if code:
                yield column, int(code, 16), emoji


def _offset(code: int, first_lead: int) -> int:
    """Return how many two-byte codes of Shift_JIS stand before `code`, from a lead byte on."""
    lead, trail = divmod(code, 0x100)
    return (lead - first_lead) * 188 + trail - 0x40 - (trail > 0x7F)


def _cp932(code: int) -> int:
    return 0xE000 + _offset(code, 0xF0)


def _softbank(code: int) -> int:
    lead, trail = divmod(code, 0x100)
    if trail >= 0xA1:
        return _SOFTBANK_PAGES[lead, True] + trail - 0xA1
    return _SOFTBANK_PAGES[lead, False] + trail - 0x41 - (trail > 0x7F)
