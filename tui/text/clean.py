"""The one door between any text and a terminal or an export."""

import re
import unicodedata
from functools import lru_cache

_TAB = "    "
COMBINING_AT_MOST = 4
"""Marks in a row that may combine with one character."""

# What str.isprintable() lets pass and a terminal may still trip over: combining marks, fillers,
# variation selectors, and everything outside the basic plane, emoji among it.
_DISPUTED = re.compile(
    "[\u0300-\u036f\u0483-\u1dff\u20d0-\u20ff\u302a-\u302f\u3099\u309a\u3164\ua66f-\uabff"
    "\ufb1e\ufe00-\ufe2f\uffa0\U00010000-\U0010ffff]"
)
_ZERO_WIDTH_JOINER = "\u200d"
_EMOJI_PRESENTATION = "\ufe0f"
_EMOJI = "\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff"
# A joiner that joins no emoji, and follows no Indic letter, is a way to hide text.
_IDLE_JOINER = re.compile(f"(?<![\u0900-\u0dff])(?:(?<![{_EMOJI}])\u200d|\u200d(?![{_EMOJI}]))")
# Hangul fillers are letters to Unicode, and blank or without width on a screen.
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")


def clean(text: str) -> str:
    """Return `text` harmless to a terminal, with what was dangerous made visible.

    Line ends become LF and tabs become blanks. Control characters become control pictures (␛),
    C1, bidirectional overrides and zero-width characters their code point in angle brackets.
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _is_plain(text):
        return text
    capped, _ = cap_combining("".join(map(_visible, _settle_emoji(text))))
    return _IDLE_JOINER.sub("⟨U+200D⟩", capped)


def _is_plain(text: str) -> bool:
    return text.replace("\n", "").replace("\u3000", "").isprintable() and not _DISPUTED.search(text)


def clean_line(text: str) -> str:
    """Return `text` clean and on one line: line breaks become blanks."""
    return clean(text).replace("\n", " ")


@lru_cache(maxsize=4096)
def _visible(character: str) -> str:
    """Return what stands on the screen for one character."""
    code = ord(character)
    if character == "\n":
        return character
    if character == "\t":
        return _TAB
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if character in ("\u2028", "\u2029", "\x85"):
        return "\n"
    if character in (_ZERO_WIDTH_JOINER, _EMOJI_PRESENTATION):
        return character
    category = unicodedata.category(character)
    if category == "Cs" or (code & 0xFFFE) == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return "\ufffd"
    if category in ("Cc", "Cf") or character in _FILLERS:
        return f"⟨U+{code:04X}⟩"
    return character


def _settle_emoji(text: str) -> str:
    """Make emoji as wide here as in every terminal.

    Terminals disagree about a character followed by U+FE0F (one cell or two) and about skin
    tones: the first becomes the character and a blank, and joins nothing; the second is dropped.
    """
    if _EMOJI_PRESENTATION in text:
        text = re.sub(
            "(.)\ufe0f[\u200d\u20e3]?",
            lambda m: m[1] if unicodedata.east_asian_width(m[1]) in "WF" else f"{m[1]} ",
            text,
        ).replace(_EMOJI_PRESENTATION, "")
    return re.sub("[\U0001f3fb-\U0001f3ff]", "", text)


def cap_combining(text: str, run: int = 0) -> tuple[str, int]:
    """Drop the fifth and further marks in a row that combine with the same character.

    `run` marks came right before; how many there are at the end is returned with the text.
    """
    kept: list[str] = []
    for character in text:
        run = run + 1 if unicodedata.category(character).startswith("M") else 0
        if run <= COMBINING_AT_MOST:
            kept.append(character)
    return "".join(kept), run
