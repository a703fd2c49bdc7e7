"""JSON as it leaves the casebook: one spelling for one value, nothing in it that hides."""

import json
from typing import Any

from tui.text.hidden import escaped


def one_line(value: Any) -> str:
    """Return `value` on one line, keys sorted, without blanks, what is invisible escaped."""
    return escaped(json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def page(value: Any) -> str:
    """Return `value` indented, keys sorted, what is invisible escaped, with a line end."""
    return escaped(json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1)) + "\n"
