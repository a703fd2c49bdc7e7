"""One mail, or a mail in a mail: its blocks of text in order, and the files that came with it."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from tui.casebook.draft import Enclosure
from tui.correspondence.charsets.mail_text import Reading
from tui.correspondence.charsets.pictograms import carrier_of
from tui.correspondence.header.addresses import address_of
from tui.correspondence.header.block import HeaderBlock, begins_field, read_header_block
from tui.correspondence.header.encoded_words import labels
from tui.correspondence.header.envelope import Envelope
from tui.correspondence.limits import (
    LETTERS_DEPTH,
    LETTERS_EACH,
    LONG_HEADER,
    MANY_LETTERS,
    Allowance,
)
from tui.correspondence.mail.appointment import text_of_appointments
from tui.correspondence.mail.blocks import Block, merged, paired
from tui.correspondence.mail.enclosures import (
    OUTLOOK_ONLY,
    SEALED,
    enclosure,
    is_package,
    is_sealed,
    name_of,
)
from tui.correspondence.mail.part_text import Wording, read_text
from tui.correspondence.mail.parts import LETTERS, Part, all_parts, read_part
from tui.correspondence.mail.signed import signed_content
from tui.text.translation import marked

UNCHECKED: Final = marked("This mail is signed (S/MIME); its signature was not checked.")
SIGNED: Final = "[S/MIME: signature not checked]"
"""Stands above the text of a mail that was taken out of a signed package."""

_SHOWN: Final = ("text/plain", "text/html")
_CALENDAR: Final = "text/calendar"
_PACKAGES: Final = 8
"""How many packages of one mail are opened, those in packages counted."""
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
    """A mail as it was read."""

    envelope: Envelope
    blocks: tuple[Block, ...]
    enclosures: tuple[Enclosure, ...]


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
    blocks = tuple(contents.blocks(part)) or tuple(contents.texts_of_files())
    own = [wording for block in blocks if not block.depth for wording in block[:2] if wording]
    if own:
        longest = max(own, key=lambda wording: wording.weight)
        reading.hints = (longest.charset, *reading.hints)
    return Letter(Envelope(header, reading), blocks, tuple(contents.enclosures))


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
        self._packages = 0
        self._files_with_text: list[Part] = []
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
        elif is_sealed(part, self._reading):
            yield from self._sealed(part)
        elif is_package(part, self._reading):
            yield from self._package(part)
        else:
            self._enclose(part)

    def texts_of_files(self) -> Iterator[Block]:
        """Yield the text of the files, which of a mail without one is what it says."""
        for part in self._files_with_text:
            text = read_text(part, self._reading)
            found = text.plain or text.html
            if part.type == _CALENDAR and text.plain:
                said = text_of_appointments(text.plain.text)
                yield Block(replace(text.plain, text=said, weight=len(said)), None)
            elif found and found.text.strip():
                yield Block(text.plain, text.html)

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

    def _enclose(self, part: Part) -> str:
        """Keep a part as a file, and return what it is called."""
        enclosed = enclosure(part, self._reading)
        if enclosed is None:
            return ""
        self.enclosures.append(enclosed)
        if part.type in (*_SHOWN, _CALENDAR):
            self._files_with_text.append(part)
        return enclosed.name

    def _sealed(self, part: Part) -> Iterator[Block]:
        """Yield the text of a package that is only signed; the package stays a file."""
        name = self._enclose(part)
        self._packages += 1
        source = signed_content(part.content) if self._packages <= _PACKAGES else None
        if source is None:
            self._reading.allowance.remark(SEALED, name=name)
            return
        allowance = self._reading.allowance
        allowance.remark(UNCHECKED)
        header = read_header_block(source, 0, len(source))
        inner = read_part(source, header, len(source), allowance)
        blocks = list(self.blocks(inner))
        if blocks:
            yield Block(Wording(SIGNED, 0, "utf-8", None, lossy=False), None)
        yield from blocks

    def _package(self, part: Part) -> Iterator[Block]:
        """Yield the text of what Outlook has packed, unless the mail says it besides."""
        from tui.correspondence.outlook.message import read_outlook
        from tui.correspondence.outlook.tnef import NotTnef, open_package

        name = self._enclose(part)
        self._packages += 1
        letter = None
        if self._packages <= _PACKAGES:
            with suppress(NotTnef):
                letter = read_outlook(open_package(part.content), self._reading.chosen)
        if letter is None or not (letter.text.strip() or letter.enclosures):
            self._reading.allowance.remark(OUTLOOK_ONLY, name=name)
            return
        self.enclosures.extend(letter.enclosures)
        for remark in letter.remarks:
            self._reading.allowance.remark(remark.message, **remark.values)
        text = letter.text.strip("\n")
        if text and not self._has_text:
            weight = sum(map(len, text.split()))
            yield Block(Wording(text, weight, letter.charset, letter.declared, letter.lossy), None)

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
            subject = letter.envelope.subject if letter else ""
            name = name_of(part, self._reading) or f"{subject or 'message'}.eml"
            self.enclosures.append(
                Enclosure(name=name, type="message/rfc822", content=content or part.body)
            )
        if letter:
            self.enclosures.extend(letter.enclosures)
            if (head := _head(letter.envelope)).text:
                yield Block(head, None, 1)
            for block in letter.blocks:
                yield block._replace(depth=block.depth + 1)


def _head(envelope: Envelope) -> Wording:
    """Return who wrote an enclosed mail when and about what, as lines of its header."""
    fields = (
        ("From", envelope.sender),
        ("To", envelope.recipient),
        ("Date", envelope.field("date")),
        ("Subject", envelope.subject),
    )
    text = "\n".join(f"{name}: {value}" for name, value in fields if value)
    return Wording(text, 0, "utf-8", None, lossy=False)
