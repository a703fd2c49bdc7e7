"""A note before it is kept."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is about to become a note: the original bytes, and what was read from them."""

    original: bytes
    text: str
    charset: str = "utf-8"
    lossy: bool = False
    """Whether some bytes had no meaning in that charset."""
    kind: str = "memo"
    direction: str = "in"
    date: str | None = None
    """ISO date, or date-time with offset."""
    date_source: str = "none"
    """`text` where the date was read from the text, else `none`."""
    subject: str = ""
    sender: str = ""
