"""A note before it is kept."""

from dataclasses import dataclass

from tui.text.trouble import Trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that came with a letter; its name is what the sender called it, never a path."""

    name: str
    type: str
    """The media type that was declared, in lower case, or guessed where none was."""
    content: bytes
    caption: str = ""
    """What it shows, in the words of whoever kept it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is about to become a note: the original bytes, and what was read from them."""

    original: bytes
    text: str
    charset: str = "utf-8"
    declared: str | None = None
    """The charset that the letter itself names, as it stands there."""
    lossy: bool = False
    """Whether some bytes had no meaning in that charset."""
    form: str = "text"
    """What the original is: `typed`, `text`, `mail`, `html`, `msg` or `file`."""
    kind: str = "memo"
    direction: str = "in"
    date: str | None = None
    """ISO date, or date-time with offset."""
    date_source: str = "none"
    """Where the date was read: `header`, `received`, `text`, or `none`."""
    subject: str = ""
    sender: str = ""
    recipient: str = ""
    carrier: str | None = None
    """The id of the carrier that it seems to be to or from."""
    message_id: str | None = None
    body_hash: str | None = None
    """A digest of what the letter says, the same however it travelled."""
    enclosures: tuple[Enclosure, ...] = ()
    remarks: tuple[Trouble, ...] = ()
    """What a reader should know of how it was read, a sentence each."""
