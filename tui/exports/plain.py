"""JSON as it leaves the casebook: one spelling for one value, nothing in it that hides."""

import json
import re
import unicodedata
from typing import Any, Final

# The great blocks that hold no control or format character; others are looked at one by one.
_DOUBTFUL: Final = re.compile(r"[^ -~ぁ-ゖァ-ヿ一-鿿가-힣！-～、。「」\n]")
_HIDDEN: Final = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def one_line(value: Any) -> str:
    """Return `value` on one line, keys sorted, without blanks, what is invisible escaped."""
    return _seen(json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def page(value: Any) -> str:
    """Return `value` indented, keys sorted, what is invisible escaped, with a line end."""
    return _seen(json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1)) + "\n"


def _seen(text: str) -> str:
    return _DOUBTFUL.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    if unicodedata.category(character) not in _HIDDEN:
        return character
    return "\\u007f" if character == "\x7f" else json.dumps(character)[1:-1]
