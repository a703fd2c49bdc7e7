"""One mail, or a mail in a mail: its blocks of text in order, and the files that came with it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from tui.casebook.draft import Enclosure
from tui.correspondence.addresses import address_of, decode_addresses
from tui.correspondence.blocks import Block, merged, paired
from tui.correspondence.enclosing import enclosure, name_of
from tui.correspondence.encoded_words import decode_words, labels
from tui.correspondence.header_block import HeaderBlock, begins_field, read_header_block
from tui.correspondence.limits import (
    LETTERS_DEPTH,
    LETTERS_EACH,
    LONG_HEADER,
    MANY_LETTERS,
    Allowance,
)
from tui.correspondence.mime import LETTERS, Part, all_parts, read_part
from tui.correspondence.part_text import Wording, read_text
from tui.correspondence.pictograms import carrier_of
from tui.correspondence.reading import Reading

_SHOWN: Final = ("text/plain", "text/html")
_REPORTS: Final = (
    "message/delivery-status",
    "message/disposition-notification",
    "text/rfc822-headers",
)
# The same text once more, for a watch or a web mail.
_ECHOES: Final = ("text/x-amp-html", "text/watch-html")
_LABELLED: Final = ("subject", "from", "to", "cc")


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as it was read; `reading` decodes further fields of its header."""

    header: HeaderBlock
    reading: Reading
    blocks: tuple[Block, ...]
    enclosures: tuple[Enclosure, ...]

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


def read_letter(
    source: bytes, start: int, end: int, allowance: Allowance, chosen: str | None, depth: int = 0
) -> Letter:
    """Read the mail between two places of `source`; `chosen` is a charset or None."""
    header = read_header_block(source, start, end)
    if header.cut:
        allowance.remark(LONG_HEADER)
    part = read_part(source, header, end, allowance)
    sender = header.first("from") or header.first("sender") or b""
    reading = Reading(
        allowance=allowance,
        chosen=chosen,
        hints=_hints(header, part),
        carrier=carrier_of(address_of(sender)),
    )
    contents = _Contents(reading, part, depth)
    blocks = tuple(contents.blocks(part))
    own = [wording for block in blocks if not block.depth for wording in block[:2] if wording]
    if own:
        longest = max(own, key=lambda wording: wording.weight)
        reading.hints = (longest.charset, *reading.hints)
    return Letter(header, reading, blocks, tuple(contents.enclosures))


def _hints(header: HeaderBlock, part: Part) -> tuple[str, ...]:
    """Return every charset that a mail names, the parts' before the header's."""
    named = [
        inner.parameters["charset"].plain()
        for inner in all_parts(part)
        if "charset" in inner.parameters
    ]
    for name in _LABELLED:
        named.extend(labels(header.first(name) or b""))
    return tuple(dict.fromkeys(named))[:8]


class _Contents:
    """Goes through the parts of one mail and collects what is in them."""

    def __init__(self, reading: Reading, whole: Part, depth: int) -> None:
        self.enclosures: list[Enclosure] = []
        self._reading = reading
        self._depth = depth
        self._letters = 0
        self._has_text = False
        self._chosen_inside = (
            None if any(part.type in _SHOWN for part in all_parts(whole)) else reading.chosen
        )

    def blocks(self, part: Part, *, alternative: bool = False) -> Iterator[Block]:
        """Yield the blocks of text in a part, and keep its files."""
        if part.children:
            if part.type == "multipart/alternative":
                yield from self._alternatives(part.children)
            else:
                blocks = [block for child in part.children for block in self.blocks(child)]
                yield from paired(blocks)
        elif part.type in LETTERS:
            yield from self._letter(part)
        elif part.type in _ECHOES and alternative:
            return
        elif self._is_text(part):
            yield from self._text(part)
        else:
            self._enclose(part)

    def _alternatives(self, parts: Iterable[Part]) -> Iterator[Block]:
        """Yield one block for all that says the same, then what else came with it."""
        blocks = [block for part in parts for block in self.blocks(part, alternative=True)]
        if own := merged(block for block in blocks if not block.depth):
            yield own
        yield from (block for block in blocks if block.depth)

    def _is_text(self, part: Part) -> bool:
        if part.type in _REPORTS:
            return True
        if part.type not in _SHOWN or part.disposition == "attachment":
            return False
        named = "filename" in part.disposition_parameters or "name" in part.parameters
        return not (named and self._has_text)

    def _text(self, part: Part) -> Iterator[Block]:
        text = read_text(part, self._reading)
        for file in text.files:
            name = self._reading.piece(file.name, None).text
            self.enclosures.append(
                Enclosure(name=name, type="application/octet-stream", content=file.content)
            )
        found = text.plain or text.html
        if found is None:
            self._enclose(replace(part, type="application/octet-stream"))
        elif "filename" in part.disposition_parameters:
            self._enclose(part)
        if found and found.text.strip():
            self._has_text = self._has_text or part.type in _SHOWN
            yield Block(text.plain, text.html)

    def _enclose(self, part: Part) -> None:
        if enclosed := enclosure(part, self._reading):
            self.enclosures.append(enclosed)

    def _letter(self, part: Part) -> Iterator[Block]:
        """Yield the text of an enclosed mail; the outermost ones are kept whole."""
        encoded = part.encoding in ("base64", "quoted-printable") and not begins_field(
            part.source, part.start
        )
        content = part.content if encoded else b""
        if encoded:
            source, start, end = content, 0, len(content)
        else:
            source, start, end = part.source, part.start, part.end
        if start >= end:
            return
        self._letters += 1
        letter = None
        if self._depth < LETTERS_DEPTH and self._letters <= LETTERS_EACH:
            letter = read_letter(
                source, start, end, self._reading.allowance, self._chosen_inside, self._depth + 1
            )
        else:
            self._reading.allowance.remark(MANY_LETTERS)
        if not self._depth:
            subject = letter.subject if letter else ""
            name = name_of(part, self._reading) or f"{subject or 'message'}.eml"
            self.enclosures.append(
                Enclosure(name=name, type="message/rfc822", content=content or part.body)
            )
        if letter:
            self.enclosures.extend(letter.enclosures)
            if (head := _head(letter)).text:
                yield Block(head, None, 1)
            for block in letter.blocks:
                yield block._replace(depth=block.depth + 1)


def _head(letter: Letter) -> Wording:
    """Return who wrote an enclosed mail when and about what, as lines of its header."""
    fields = (
        ("From", letter.sender),
        ("To", letter.recipient),
        ("Date", letter.field("date")),
        ("Subject", letter.subject),
    )
    text = "\n".join(f"{name}: {value}" for name, value in fields if value)
    return Wording(text, 0, "utf-8", None, lossy=False)
