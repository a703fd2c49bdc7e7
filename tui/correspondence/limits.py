"""How much of one mail is looked at; what is beyond stays in the original, and a sentence says so.

Only what is shown is limited, never what is kept. Without limits a mail of two megabytes can ask
for minutes and gigabytes.
"""

from dataclasses import dataclass, field
from typing import Final

from tui.text.clean import clean_line
from tui.text.translation import marked
from tui.text.trouble import Trouble

HEADER_BYTES: Final = 262_144
HEADER_LINES: Final = 2_000
PART_HEADER_BYTES: Final = 65_536
PART_HEADER_LINES: Final = 200
SUBJECT: Final = 1_000
"""Characters of a subject that a letter has."""
FIRST_LINE: Final = 80
"""Characters of a first line, or of a file's name, that serves as the subject."""
FIELD: Final = 10_000
"""Characters of one header field."""
PARAMETERS: Final = 4_096
"""Bytes of a header field that are searched for parameters."""
NAME: Final = 255
"""Characters of a file's name."""
DEPTH: Final = 30
"""How deep parts lie in parts."""
LETTERS_DEPTH: Final = 8
LETTERS_EACH: Final = 20
"""How deep mails are enclosed in mails, and how many in each."""
TEXT: Final = 1_500_000
"""Bytes of one text part, and characters of all that is shown."""

_PARTS: Final = 1_000
_ALL_TEXT: Final = 1_500_000
_WORDS: Final = 2_000

LONG_TEXT: Final = marked("The text of this mail is too long to show; the rest is in the original.")
LONG_HEADER: Final = marked(
    "The header of this mail is too long to show; the rest is in the original."
)
MANY_PARTS: Final = marked(
    "This mail has more than {limit} parts; the others are only in the original."
)
DEEP_PARTS: Final = marked(
    "The parts of this mail lie more than {limit} deep; the innermost are shown as they stand."
)
MANY_LETTERS: Final = marked(
    "Too many mails are enclosed in this one; those beyond the limit were not opened."
)


def bounded(text: str, most: int) -> str:
    """Return as much of a text as is shown, with a mark where it was cut."""
    return text if len(text) <= most else f"{text[:most]}…"


@dataclass(slots=True)
class Allowance:
    """What may still be spent on one mail and all that it encloses, and what has to be said."""

    parts: int = _PARTS
    text: int = _ALL_TEXT
    words: int = _WORDS
    """Pieces of headers whose charset may still be found out."""
    remarks: dict[str, Trouble] = field(default_factory=dict)

    def remark(self, message: str, **values: object) -> None:
        """Keep a sentence for the reader; each is said once for the same values.

        What the mail itself says in it is made harmless to a terminal, and not long.
        """
        said = {
            name: clean_line(value[:NAME]) if isinstance(value, str) else value
            for name, value in values.items()
        }
        trouble = Trouble(message, **said)
        self.remarks.setdefault(str(trouble), trouble)

    def take_part(self) -> bool:
        """Count one part; False if there were too many."""
        self.parts -= 1
        if self.parts < 0:
            self.remark(MANY_PARTS, limit=_PARTS)
        return self.parts >= 0

    def take_word(self) -> bool:
        """Count one piece of a header; False if there were too many."""
        self.words -= 1
        if self.words < 0:
            self.remark(LONG_HEADER)
        return self.words >= 0

    def take_text(self, raw: bytes) -> bytes:
        """Return as much of the bytes of a text as may be read, whole lines where it is cut."""
        most = min(TEXT, self.text)
        if len(raw) > most:
            self.remark(LONG_TEXT)
            raw = raw[: raw.rfind(b"\n", 0, most) + 1 or most]
        self.text -= len(raw)
        return raw
