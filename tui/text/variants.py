"""Characters that are one when they are searched for: 账 賬, 约 約, 会 會."""

from functools import cache
from pathlib import Path
from typing import Final

SOURCE: Final = Path(__file__).with_name("variants.txt")


@cache
def variants() -> dict[int, str]:
    """Return, for each character that has others of its class, the one that stands for them."""
    lines = SOURCE.read_text("utf-8").splitlines()
    return {
        ord(character): line[0]
        for line in lines
        if not line.startswith("#")
        for character in line[1:]
    }
