"""Something about a casebook that is not as it should be."""

from typing import NamedTuple

from tui.text.trouble import Trouble


class Finding(NamedTuple):
    """Something that is not as it should be; `check` is the token of what was looked at."""

    check: str
    trouble: Trouble
    command: str = ""
    """What mends it, to be pasted into a shell."""
    mended: bool = False
