"""JSON in which nothing hides: whatever a reader would not see stands there as its escape."""

import json
import re
import unicodedata
from typing import Final

from tui.text.clean import COMBINING_AT_MOST

# The great blocks that hold no control or format character; others are looked at one by one.
_DOUBTFUL: Final = re.compile(r"[^\n -~ぁ-ゖァ-ヿ一-鿿가-힣！-～、。「」]")
_HIDDEN: Final = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def escaped(text: str) -> str:
    """Return JSON text that means the same, with control and format characters escaped.

    So are marks beyond the fourth that combine with one character: piled up, they hide a line.
    """
    return _DOUBTFUL.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    category = unicodedata.category(character)
    if category not in _HIDDEN and not (category[0] == "M" and _is_piled(match)):
        return character
    return json.dumps(character)[1:-1] if character != "\x7f" else "\\u007f"


def _is_piled(match: re.Match[str]) -> bool:
    before = match.string[max(match.start() - COMBINING_AT_MOST, 0) : match.start()]
    marks = [one for one in before if unicodedata.category(one)[0] == "M"]
    return len(marks) == COMBINING_AT_MOST
