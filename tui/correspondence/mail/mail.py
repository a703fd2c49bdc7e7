"""A mail as a reader sees it: who, when, what, the files with it, and what was odd about it."""

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from tui.casebook.draft import Enclosure
from tui.correspondence.charsets.decoding import canonical
from tui.correspondence.header.encoded_words import decode_words
from tui.correspondence.limits import FIELD, LONG_TEXT, SUBJECT, TEXT, Allowance, bounded
from tui.correspondence.mail.blocks import Block
from tui.correspondence.mail.contents import read_letter
from tui.correspondence.mail.enclosures import is_sealed_file
from tui.correspondence.mail.part_text import Wording
from tui.text.trouble import Trouble

_INDENT: Final = "    "
# "Your program cannot show this mail": shorter than a tenth only of long ones.
_EXCUSE = re.compile(r"HTML", re.IGNORECASE)
_EXCUSE_WEIGHT: Final = 160
_UTF16: Final = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail that was read; the original stays what it was."""

    subject: str
    sender: str
    """`名前 <address>`, or what there is of it."""
    recipient: str
    """The same; several stand with a comma between each."""
    date: str | None
    """ISO date-time with offset."""
    date_source: str
    """Where the date was read: `header`, `received` or `none`."""
    message_id: str | None
    """Without its angle brackets."""
    text: str
    """What a reader should see, LF line ends; an enclosed mail's text is indented."""
    text_from: str
    """What `text` was read from: `plain`, `html` or `none`."""
    other: str
    """The same in the other form that the mail has it in; empty without one."""
    charset: str
    """What the shown text was read in."""
    declared: str | None
    """The charset that the mail names for it, as it stands there."""
    lossy: bool
    """Whether some bytes of it had no meaning in that charset."""
    enclosures: tuple[Enclosure, ...]
    """Files and enclosed mails, byte for byte."""
    remarks: tuple[Trouble, ...]
    headers: tuple[tuple[str, str], ...]
    """The header's fields in order, decoded, on a line each."""


def read_mail(raw: bytes, *, charset: str | None = None) -> Mail:
    """Read any bytes as a mail; `charset` is what the reader chose for text and unlabelled fields.

    An unknown `charset` is a LookupError.
    """
    if charset is not None and canonical(charset) is None:
        raise LookupError(f"unknown charset: {charset}")
    source = _as_sent(raw)
    allowance = Allowance()
    letter = read_letter(source, 0, len(source), allowance, charset)
    texts = [_Text(*_in_order(block), block) for block in letter.blocks]
    main = max(texts, key=lambda text: (-text.block.depth, text.shown.weight), default=None)
    envelope = letter.envelope
    date, date_source = envelope.date
    return Mail(
        subject=bounded(envelope.subject, SUBJECT),
        sender=envelope.sender,
        recipient=envelope.recipient,
        date=date,
        date_source=date_source,
        message_id=envelope.message_id,
        text=_composed([(text.shown, text.block.depth) for text in texts], allowance),
        text_from=main.form if main else "none",
        other=_other(texts, allowance),
        charset=main.shown.charset if main else "utf-8",
        declared=main.shown.declared if main else None,
        lossy=any(text.shown.lossy for text in texts),
        enclosures=letter.enclosures,
        headers=tuple(
            (field.name, bounded(decode_words(field.value, envelope.reading), FIELD))
            for field in envelope.header.fields
        ),
        remarks=tuple(allowance.remarks.values()),
    )


def read_sealed(file: Enclosure, charset: str | None) -> Mail | None:
    """Return the mail in a file that is a signed S/MIME package; None for any other file."""
    if not is_sealed_file(file.name, file.type):
        return None
    packed = b"Content-Type: application/pkcs7-mime\r\nContent-Transfer-Encoding: binary\r\n\r\n"
    mail = read_mail(packed + file.content, charset=charset)
    # The package itself is among the files already.
    return replace(mail, enclosures=mail.enclosures[1:]) if mail.text else None


class _Text(NamedTuple):
    """A block of text in the form that is shown, and in the other one if it has two."""

    shown: Wording
    other: Wording | None
    block: Block

    @property
    def form(self) -> str:
        return "html" if self.shown is self.block.html else "plain"


def _as_sent(raw: bytes) -> bytes:
    """Return the bytes that were sent, where a program has recoded or rewritten the file."""
    for mark, codec in _UTF16:
        if raw.startswith(mark):
            raw = raw.decode(codec, "replace").encode("utf-8", "replace")
    raw = raw.removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n")
    return raw if b"\n" in raw else raw.replace(b"\r", b"\n")


def _in_order(block: Block) -> tuple[Wording, Wording | None]:
    """Return the form of a block to show and the other: plain, unless it says next to nothing."""
    plain, html = block.plain, block.html
    if plain is None or html is None:
        only = plain or html
        if only is None:
            raise ValueError("a block of text without text")
        return only, None
    excuse = plain.weight < _EXCUSE_WEIGHT < html.weight and _EXCUSE.search(plain.text)
    if plain.weight * 10 < html.weight or excuse:
        return html, plain
    return plain, html


def _composed(wordings: Sequence[tuple[Wording, int]], allowance: Allowance) -> str:
    """Return several texts as one, those of enclosed mails indented."""
    paragraphs: list[str] = []
    left = TEXT
    for wording, depth in wordings:
        text = wording.text
        if depth:
            indent = _INDENT * depth
            text = "\n".join(indent + line if line else line for line in text[:left].split("\n"))
        if len(text) > left:
            allowance.remark(LONG_TEXT)
        paragraphs.append(text[:left])
        left -= len(paragraphs[-1])
        if left <= 0:
            break
    return "\n\n".join(paragraphs)


def _other(texts: Sequence[_Text], allowance: Allowance) -> str:
    if not any(text.other and text.other.text for text in texts):
        return ""
    return _composed([(text.other or text.shown, text.block.depth) for text in texts], allowance)
