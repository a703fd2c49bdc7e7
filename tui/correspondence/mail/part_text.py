"""The text of one part: out of its transfer encoding, its charset, its flow, or its web page."""

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from tui.correspondence import transfer
from tui.correspondence.charsets.decoding import BINARY, canonical
from tui.correspondence.charsets.mail_text import Reading
from tui.correspondence.limits import LONG_TEXT, TEXT
from tui.correspondence.mail.flowed import unflow
from tui.correspondence.mail.parts import Part
from tui.correspondence.web.html import declared_charset, read_html, unescaped
from tui.text.translation import marked

WRONG_LABEL: Final = marked(
    "This mail says that it is written in {declared}; it was read as {read}."
)
BROKEN_PAGE: Final = marked(
    "The web page in this mail is broken; only its tags were taken out of it."
)

_PAGE = re.compile(
    r"\s{0,100}(?:<\?xml[^>]{0,200}>\s{0,100})?<(?:!doctype html|html[\s>])", re.IGNORECASE
)
# Base64 and quoted-printable, of the longest text that is shown.
_RAW: Final = TEXT * 3
_LABEL: Final = 100


@dataclass(frozen=True, slots=True)
class Wording:
    """A text with LF line ends, and the charset that it was read in."""

    text: str
    weight: int
    """Characters of what it says: without blanks, and without the targets of links."""
    charset: str
    declared: str | None
    """The charset that the part names, as it stands there."""
    lossy: bool


class PartText(NamedTuple):
    """A text part as it was read: one of `plain` and `html`, or neither if it is no text."""

    plain: Wording | None
    html: Wording | None
    files: list[transfer.UuFile]


def read_text(part: Part, reading: Reading) -> PartText:
    """Return the text of a part; files that stand in it as uuencode come separately."""
    raw, footer, files = _raw_text(part, reading)
    declared = part.parameters["charset"].plain()[:_LABEL] if "charset" in part.parameters else None
    is_page = part.type == "text/html" and b"<" in raw
    in_page = declared_charset(raw) if is_page else None
    if in_page and not (declared and canonical(declared)):
        declared = in_page
    decoded = reading.text(raw, declared, in_page)
    if decoded.charset == BINARY:
        return PartText(None, None, files)
    label = canonical(declared) if declared else None
    if label not in (None, decoded.charset) and not reading.chosen:
        reading.allowance.remark(WRONG_LABEL, declared=declared, read=decoded.charset)
    text = decoded.text
    if footer:
        text = f"{text}\n{reading.text(footer, declared).text}"
    # Servers that add a CR to each line end leave two.
    text = text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")
    if is_page or _PAGE.match(text):
        html = Wording(*_page_text(text, reading), decoded.charset, declared, decoded.lossy)
        return PartText(None, html, files)
    if part.type == "text/html":
        text = reading.referred(unescaped(text))
    if _says(part, "format", "flowed"):
        text = unflow(text, delete_space=_says(part, "delsp", "yes"))
    text = text.strip("\n")
    plain = Wording(text, _weight(text), decoded.charset, declared, decoded.lossy)
    return PartText(plain, None, files)


def _says(part: Part, name: str, value: str) -> bool:
    return name in part.parameters and part.parameters[name].plain().lower() == value


def _weight(text: str) -> int:
    return sum(map(len, text.split()))


def _raw_text(part: Part, reading: Reading) -> tuple[bytes, bytes, list[transfer.UuFile]]:
    """Return the bytes of a text as far as they may be read, a footer, and the files in it."""
    body = part.source[part.start : min(part.end, part.start + _RAW)]
    if part.end - part.start > _RAW:
        reading.allowance.remark(LONG_TEXT)
    if part.encoding == "base64":
        raw, footer = transfer.decode_base64_text(body)
        return reading.allowance.take_text(raw), reading.allowance.take_text(footer), []
    if part.encoding == "quoted-printable":
        raw = transfer.decode_quoted_printable(body)
    else:
        raw = part.body if b"\nbegin" in body or body.startswith(b"begin") else body
    raw, files = transfer.without_uu_files(raw)
    return reading.allowance.take_text(raw), b"", files


def _page_text(text: str, reading: Reading) -> tuple[str, int]:
    """Return a page's text, and the weight of what it says without its links."""
    page = read_html(text)
    if page.cut:
        reading.allowance.remark(LONG_TEXT)
    if page.fell_back:
        reading.allowance.remark(BROKEN_PAGE)
    # Pages write pictograms as character references too.
    return reading.referred(page.text), _weight(page.text[: page.length])
