"""Text as it is searched: without width, case, and what else writers of one word differ in."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from tui.text.variants import variants

# Forms that names and letters keep, and no table of variants has; NFKC leaves them alone.
_FORMS: Final = dict(zip("髙﨑濵邉嶋嶌淸𠮷桒桺栁", "高崎浜辺島島清吉桑柳柳", strict=True))
_DASHES: Final = "‐‑‒–—―−⁃─"
_TILDES: Final = "〜∼∽"
_APOSTROPHES: Final = "‘’‛′"
_QUOTES: Final = "“”„‟″"
_TABLE: Final = str.maketrans(
    {
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_TILDES, "~"),
        **dict.fromkeys(_APOSTROPHES, "'"),
        **dict.fromkeys(_QUOTES, '"'),
        "∥": "‖",
        "ヶ": "ケ",
        "ヵ": "カ",
        # Nothing that has no shape of its own: NUL, soft hyphens, joiners, selectors, overrides.
        **dict.fromkeys(map(chr, (*range(9), *range(0x0E, 0x20), 0x7F, 0xAD, 0x180E, 0xFEFF))),
        **dict.fromkeys(map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F)))),
        **dict.fromkeys(map(chr, (*range(0x2060, 0x2070), *range(0xFE00, 0xFE10)))),
        **dict.fromkeys(map(chr, range(0xE0100, 0xE01F0))),
    }
)

CJK: Final = (
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
"""The letters that are written without blanks between words, for a class of a pattern."""

# Between CJK letters a blank or a line's end stands for nothing: 田中 太郎, 解<end of line>約.
# Between digits neither do the signs that numbers are grouped with: 090-1234 5678, 1,100.
_NOTHING: Final = re.compile(
    rf"(?<=[{CJK}])(?=[ \t\r\n])[ \t\r]*+(?:\n[ \t\r]*+)?+(?=[{CJK}])"
    r"|(?<=[0-9])(?:[-ー()]{1,2}+ ?+|[ ]\(?|,(?=[0-9]{3}(?![0-9])))(?=[0-9])"
)
_AT_THE_EDGE: Final = re.compile(r"^[(+]+(?=[0-9])|(?<=[0-9])[-ー(),]+$")
_TELEPHONE: Final = re.compile(r"[(+]*0[-ー() 0-9]*")
_DIGITS_OF_A_TELEPHONE: Final = 9

# Marks are sorted by insertion, which takes minutes for a million in a row. What may be a mark:
_PILED_UP: Final = re.compile(
    "[\u0300-\u036f\u0483-\u1dff\u20d0-\u20ff\u2cef-\u2dff\u302a-\u302f\u3099\u309a\ua66f-\uabff"
    "\ufb1e\ufe20-\ufe2f\uff9e\uff9f\U000101fd-\U0001e94a]{17,}+"
)
_MARKS_AT_MOST: Final = 16
# What folds to exactly one character, whatever stands beside it, unless it belongs to it.
_PLAIN: Final = re.compile("[\t\n -~、-〕ぁ-ゖァ-ヺー一-鿿！-～]{2,}")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_WORDS_AT_MOST: Final = 20
_QUERY_AT_MOST: Final = 1000


class Folded(NamedTuple):
    """A folded text that knows where each of its characters came from."""

    text: str
    starts: tuple[int, ...]
    """For each folded character, where in the unfolded text its origin begins."""
    ends: tuple[int, ...]
    """For each folded character, where in the unfolded text its origin ends."""

    def unfolded(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the unfolded text of a place in the folded one, not empty."""
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> str:
    """Return `text` as it is searched.

    Width, case, dashes, quotation marks, and the simplified, traditional and Japanese forms of a
    character become one; what has no shape is dropped; blanks between CJK letters, and what groups
    digits, are dropped too.
    """
    return _NOTHING.sub("", _one_by_one(text))


def folded(text: str) -> Folded:
    """Return `text` folded as `fold` does, with where each character came from."""
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, is_plain in _units(text):
        found = _one_by_one(text[start:end])
        characters.append(found)
        starts += range(start, end) if is_plain else [start] * len(found)
        ends += range(start + 1, end + 1) if is_plain else [end] * len(found)
    joined = "".join(characters)
    kept = list(_between(_NOTHING.finditer(joined), len(joined)))
    return Folded(
        "".join(joined[a:b] for a, b in kept),
        tuple(place for a, b in kept for place in starts[a:b]),
        tuple(place for a, b in kept for place in ends[a:b]),
    )


def words_of(query: str) -> tuple[str, ...]:
    """Return the folded words of a query, each once, twenty at most.

    A telephone number is one word, however it is grouped.
    """
    query = query[:_QUERY_AT_MOST]
    whole = _one_by_one(query).strip()
    if _TELEPHONE.fullmatch(whole) and sum(map(str.isdigit, whole)) >= _DIGITS_OF_A_TELEPHONE:
        return ("".join(filter(str.isdigit, whole)),)
    found = (_AT_THE_EDGE.sub("", fold(word)) for word in query.split())
    return tuple(dict.fromkeys(word for word in found if word))[:_WORDS_AT_MOST]


def _one_by_one(text: str) -> str:
    """Fold what folds without a look at the neighbours, but for marks and their letter."""
    text = _PILED_UP.sub(_without_piles, text)
    text = unicodedata.normalize("NFKC", text).casefold()
    if text.isascii():
        return text.translate(_TABLE)
    return _SURROGATES.sub("\ufffd", text.translate(_with_variants()))


@cache
def _with_variants() -> dict[int, str | None]:
    found = variants()
    forms = {ord(form): found.get(ord(usual), usual) for form, usual in _FORMS.items()}
    return {**found, **forms, **_TABLE}


def _units(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the stretches that fold by themselves, and whether each character does so, to one.

    Else it is one character and what belongs to it.
    """
    place = 0
    for run in _PLAIN.finditer(text):
        # To its last character something may belong that comes after.
        end = run.end() if run.end() == len(text) else run.end() - 1
        yield from _melted(text, place, run.start())
        yield run.start(), end, True
        place = end
    yield from _melted(text, place, len(text))


def _melted(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    begun = start
    for index in range(start + 1, end):
        if not _belongs(text[index]):
            yield begun, index, False
            begun = index
    if begun < end:
        yield begun, end, False


@lru_cache(maxsize=4096)
def _belongs(character: str) -> bool:
    """Whether a character may melt into the one before: marks, ﾞ and ﾟ, the parts of Hangul."""
    first = unicodedata.normalize("NFKD", character)[0]
    return unicodedata.category(first)[0] == "M" or "\u1160" <= first <= "\u11ff"


def _without_piles(run: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for character in run[0]:
        is_mark = unicodedata.combining(unicodedata.normalize("NFKD", character)[0]) != 0
        marks = marks + 1 if is_mark else 0
        if marks <= _MARKS_AT_MOST:
            kept.append(character)
    return "".join(kept)


def _between(gaps: Iterator[re.Match[str]], end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches between the gaps."""
    begun = 0
    for gap in gaps:
        yield begun, gap.start()
        begun = gap.end()
    yield begun, end
