"""Japanese telephone numbers: which are the same, and which cannot be any."""

import re
import unicodedata
from typing import Final

_SIGNS: Final = re.compile(r"[\s().\-‐‑‒–—―−ー・/]+")
_ELEVEN: Final = ("050", "060", "070", "080", "090", "0800")
"""How numbers of eleven digits begin: mobile and IP telephones, and some that are free."""
_DATA: Final = "020"
_FREE: Final = "0120"
_ABROAD: Final = range(7, 16)
"""Digits of a number of another country, with its code."""


def digits_of(written: str) -> str:
    """Return a number as it is compared: `09012345678`, or `+8613912345678` of another country.

    A number that a spreadsheet took for an amount has its leading 0 back. What is no number comes
    out without blanks and signs.
    """
    text = _SIGNS.sub("", unicodedata.normalize("NFKC", written))
    if text.startswith("+81"):
        text = text[3:]
        return text if text.startswith("0") else f"0{text}"
    if text.startswith("0081"):
        return f"0{text[4:].removeprefix('0')}"
    if len(text) == 10 and text.isdecimal() and text[:2] in ("50", "60", "70", "80", "90"):
        return f"0{text}"
    return text


def can_be(written: str) -> bool:
    """Say whether a number can be one: of Japan by its digits, of another country by how many."""
    text = digits_of(written)
    if text.startswith("+"):
        return text[1:].isdecimal() and len(text) - 1 in _ABROAD
    if not (text.isdecimal() and text.startswith("0")):
        return False
    if text.startswith("00"):
        return len(text) - 2 in range(7, 20)
    if text.startswith(_DATA):
        return len(text) in (11, 14)
    if text.startswith(_FREE):
        return len(text) == 10
    return len(text) == (11 if text.startswith(_ELEVEN) else 10)
