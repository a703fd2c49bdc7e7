"""A person's name as letters write it: in any script and width, in either order."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from tui.text.folding import CJK, fold

_UNMISTAKABLE: Final = 4
"""Characters of a CJK name that need nobody's title after them."""
_LONGEST: Final = 4
"""Words of a name that stand side by side."""
_SMALL: Final = {"ャ": "ya", "ュ": "yu", "ョ": "yo", "ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e"}
_SMALL_O: Final = {**_SMALL, "ォ": "o", "ヮ": "wa"}
_ROWS: Final = (
    ("アイウエオ", "a i u e o"),
    ("カキクケコ", "ka ki ku ke ko"),
    ("サシスセソ", "sa shi su se so"),
    ("タチツテト", "ta chi tsu te to"),
    ("ナニヌネノ", "na ni nu ne no"),
    ("ハヒフヘホ", "ha hi fu he ho"),
    ("マミムメモ", "ma mi mu me mo"),
    ("ヤユヨラリルレロ", "ya yu yo ra ri ru re ro"),
    ("ワヰヱヲン", "wa i e o n"),
    ("ガギグゲゴ", "ga gi gu ge go"),
    ("ザジズゼゾ", "za ji zu ze zo"),
    ("ダヂヅデド", "da ji zu de do"),
    ("バビブベボ", "ba bi bu be bo"),
    ("パピプペポヴ", "pa pi pu pe po vu"),
)
_SOUNDS: Final = {
    letter: sound
    for row, sounds in _ROWS
    for letter, sound in zip(row, sounds.split(), strict=True)
}
_OTHER_ROMAJI: Final = (
    (re.compile("sy(?=[auo])"), "sh"),
    (re.compile("ty(?=[auo])"), "ch"),
    (re.compile("(?:zy|jy)(?=[auo])"), "j"),
    (re.compile("(?<![scz])si"), "shi"),
    (re.compile("(?<![sc])ti"), "chi"),
    (re.compile("tu"), "tsu"),
    (re.compile("zi"), "ji"),
    (re.compile("(?<![sc])hu"), "fu"),
    (re.compile("m(?=[bp])"), "n"),
    (re.compile("ou|oo|oh(?![aiueo])"), "o"),
    (re.compile("uu"), "u"),
)
_KANA: Final = re.compile("[\u30a1-\u30fa\u30fc]+")
_LATIN: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_CJK_NAME: Final = re.compile(f"[{CJK}]+")
_TO_KATAKANA: Final = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_LETTER: Final = re.compile(f"[{CJK}]")
_BEFORE: Final = fold("的は給致")
_AFTER: Final = fold("はがのをにへともでやから的是和")
_HONORIFICS: Final = (
    *(
        "様",
        "殿",
        "さま",
        "さん",
        "くん",
        "サマ",
        "サン",
        "先生",
        "女士",
        "小姐",
        "同学",
        "您好",
        "你好",
    ),
)
_ADDRESSED: Final = re.compile("|".join(map(fold, _HONORIFICS)))


class Named(NamedTuple):
    """A name that stands in a text."""

    people: frozenset[int]
    is_whole: bool
    """Whether it is a full name that cannot well be another word."""


class Names:
    """The names of many people, found in one go through a text."""

    def __init__(self) -> None:
        self._latin: dict[tuple[str, ...], set[int]] = defaultdict(set)
        self._cjk: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))

    def add(self, person: int, *written: str) -> None:
        """Take in what a person is called, in each of the scripts that is known."""
        for name in filter(None, written):
            parts = _parts(name)
            joined = "".join(parts)
            if not joined:
                continue
            if _CJK_NAME.fullmatch(joined):
                for form in {joined, "".join(reversed(parts))} if len(parts) == 2 else {joined}:
                    if len(form) >= 2:
                        self._cjk[form[:2]][form].add(person)
                if _KANA.fullmatch(joined):
                    self._add_latin(person, [romaji(part) for part in parts])
            else:
                self._add_latin(person, [plain_latin(part) for part in parts])

    def _add_latin(self, person: int, parts: list[str]) -> None:
        if 2 <= len(parts) <= _LONGEST:
            self._latin[tuple(sorted(parts))].add(person)

    def found_in(self, text: str) -> list[Named]:
        """Return the names that stand in `text`, each place once, by its longest name."""
        cjk = (named for line in text.split("\n") for named in self._found_cjk(line))
        return [*cjk, *self._found_latin(text)]

    def _found_cjk(self, line: str) -> Iterator[Named]:
        words = [_folded(word) for word in unicodedata.normalize("NFKC", line).split()]
        borders = set(accumulate(map(len, words), initial=0))
        whole = "".join(words)
        text = whole.translate(_TO_KATAKANA)
        place = 0
        while place < len(text) - 1:
            forms = self._cjk.get(text[place : place + 2], {})
            form = max((f for f in forms if text.startswith(f, place)), key=len, default="")
            end = place + len(form)
            if form and _is_apart(whole, borders, place) and _ends(whole, borders, end):
                addressed = _ADDRESSED.match(whole, end) is not None
                yield Named(frozenset(forms[form]), addressed or len(form) >= _UNMISTAKABLE)
                place = end
            else:
                place += 1

    def _found_latin(self, text: str) -> Iterator[Named]:
        plain = unicodedata.normalize("NFKC", text)
        line_words = [
            (plain_latin(word[0]), word.start(), word.end())
            for word in _LATIN.finditer(plain)
            if not _LETTER.match(word[0])
        ]
        place = 0
        while place < len(line_words):
            for many in range(_LONGEST, 1, -1):
                window = line_words[place : place + many]
                if len(window) < many:
                    continue
                people = self._latin.get(tuple(sorted(word for word, _, _ in window)))
                if people and _side_by_side(plain, window):
                    yield Named(frozenset(people), True)
                    place += many - 1
                    break
            place += 1


@lru_cache(maxsize=8192)
def plain_latin(word: str) -> str:
    """Return a word without marks, case, and what ways of writing Japanese differ in."""
    small = unicodedata.normalize("NFKD", word.casefold().replace("ß", "ss"))
    small = "".join(letter for letter in small if not unicodedata.combining(letter))
    small = small.replace("'", "").replace("’", "")
    for other, usual in _OTHER_ROMAJI:
        small = other.sub(usual, small)
    return small


def romaji(kana: str) -> str:
    """Return how katakana is written in Latin letters."""
    made: list[str] = []
    doubled = False
    for letter in kana.replace("ー", ""):
        if letter == "ッ":
            doubled = True
            continue
        if letter in _SMALL_O and made:
            vowel = _SMALL_O[letter]
            last = made[-1]
            stem = last[:-1]
            made[-1] = stem + (vowel[1:] if stem in ("sh", "ch", "j") else vowel)
            continue
        sound = _SOUNDS.get(letter, "")
        if doubled and sound:
            sound, doubled = ("t" if sound[:2] == "ch" else sound[0]) + sound, False
        made.append(sound)
    return plain_latin("".join(made))


def _parts(name: str) -> list[str]:
    """Return the words of a name; of a CJK name its surname and given name, where parted."""
    text = unicodedata.normalize("NFKC", name).strip()
    words = [word for word in re.split(r"[\s,、・･.]+", text) if word]
    if all(_CJK_NAME.fullmatch(fold(word)) for word in words):
        return [fold(word).translate(_TO_KATAKANA) for word in words]
    return [found for word in words for found in _LATIN.findall(word)]


def _side_by_side(text: str, window: list[tuple[str, int, int]]) -> bool:
    between = (text[a[2] : b[1]] for a, b in pairwise(window))
    return all(len(gap) <= 2 and not gap.strip(" ,\t-\u00a0・.") for gap in between)


@lru_cache(maxsize=8192)
def _folded(word: str) -> str:
    return fold(word)


def _is_apart(text: str, borders: set[int], place: int) -> bool:
    before = text[place - 1 : place]
    return place in borders or not _LETTER.match(before) or before in _BEFORE


def _ends(text: str, borders: set[int], end: int) -> bool:
    if end in borders or _ADDRESSED.match(text, end):
        return True
    return not _LETTER.match(text[end : end + 1]) or text[end] in _AFTER
