"""The one door between any text and a terminal or an export."""

import re
import unicodedata
from functools import lru_cache

_TAB = "    "
_COMBINING_AT_MOST = 4

# Everything that is not plainly printable takes the slow path, one character at a time.
_SUSPICIOUS = re.compile(
    "[^\n -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u1e00-\u1fff\u2010-\u2027\u2030-\u205e"
    "\u2070-\u209f\u20a0-\u20cf\u2100-\u27bf\u3000-\u3029\u3030-\u3098\u309b-\u4dbf\u4e00-\ua4cf"
    "\uac00-\ud7a3\uf900-\ufaff\uff01-\uff9f\uffe0-\uffee]"
)
_ZERO_WIDTH_JOINER = "\u200d"
_EMOJI_PRESENTATION = "\ufe0f"


def clean(text: str) -> str:
    """Return `text` harmless to a terminal, with what was dangerous made visible.

    Line ends become LF and tabs become blanks. Control characters become control pictures (␛),
    C1, bidirectional overrides and zero-width characters their code point in angle brackets.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not _SUSPICIOUS.search(text):
        return text
    return _cap_combining("".join(map(_visible, _settle_emoji(text))))


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
    if category == "Cs" or (code & 0xFFFE) == 0xFFFE:
        return "\ufffd"
    if category in ("Cc", "Cf"):
        return f"⟨U+{code:04X}⟩"
    return character


def _settle_emoji(text: str) -> str:
    """Make emoji as wide here as in every terminal.

    Terminals disagree about a character followed by U+FE0F (one cell or two) and about skin
    tones: the first becomes the character and a blank, the second is dropped.
    """
    if _EMOJI_PRESENTATION in text:
        text = re.sub(
            "(.)\ufe0f",
            lambda m: m[1] if unicodedata.east_asian_width(m[1]) in "WF" else f"{m[1]} ",
            text,
        ).replace(_EMOJI_PRESENTATION, "")
    text = re.sub("[\U0001f3fb-\U0001f3ff]", "", text)
    # A joiner that joins no emoji is a way to hide text.
    return re.sub("(?<![\U0001f000-\U0001faff\u2600-\u27bf\u0900-\u0dff])\u200d", "⟨U+200D⟩", text)


def _cap_combining(text: str) -> str:
    """Drop the fifth and further combining marks in a row."""
    kept: list[str] = []
    run = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run <= _COMBINING_AT_MOST:
            kept.append(character)
    return "".join(kept)
