"""What the header of a mail tells: from whom, to whom, when and about what."""

import re
from dataclasses import dataclass
from typing import Final

from tui.correspondence.charsets.mail_text import Reading
from tui.correspondence.dates import read_mail_date, read_received_date
from tui.correspondence.header.addresses import decode_addresses
from tui.correspondence.header.block import HeaderBlock
from tui.correspondence.header.encoded_words import decode_words

_RECEIVED: Final = 1_000
_MESSAGE_ID = re.compile(r"<([^<>]{1,998})>")


@dataclass(frozen=True, slots=True)
class Envelope:
    """The fields of a header; `reading` decodes them."""

    header: HeaderBlock
    reading: Reading

    def field(self, name: str) -> str:
        """Return the text of the first field called `name`; empty if there is none."""
        return decode_words(self.header.first(name) or b"", self.reading)

    def addresses(self, *names: str) -> str:
        """Return the addresses in the first of the fields `names` that has any."""
        for name in names:
            value = b", ".join(self.header.all(name))
            if value and (shown := decode_addresses(value, self.reading)):
                return shown
        return ""

    @property
    def subject(self) -> str:
        """The subject on one line."""
        return re.sub(r"[\r\n\t\x00]", " ", self.field("subject")).strip()

    @property
    def sender(self) -> str:
        """Who wrote."""
        return self.addresses("from", "sender", "return-path")

    @property
    def recipient(self) -> str:
        """To whom."""
        return self.addresses("to", "cc", "delivered-to", "x-original-to")

    @property
    def date(self) -> tuple[str | None, str]:
        """ISO date-time with offset, and where it was read: `header`, `received` or `none`."""
        if date := read_mail_date(self.field("date")):
            return date, "header"
        received = (self.header.first("received") or b"")[-_RECEIVED:].decode("ascii", "replace")
        if date := read_received_date(received):
            return date, "received"
        return None, "none"

    @property
    def message_id(self) -> str | None:
        """Without its angle brackets."""
        written = (self.header.first("message-id") or b"").decode("ascii", "replace")
        value = "".join(written.split())
        found = _MESSAGE_ID.search(value)
        return found[1] if found else value.strip("<>")[:998] or None
