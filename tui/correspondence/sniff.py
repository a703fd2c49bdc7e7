"""What some bytes are, whatever their name says: a mail, an mbox, Outlook's .msg, HTML, text."""

import re
from pathlib import PurePosixPath
from typing import Final

from tui.correspondence.charset import BINARY, decode
from tui.correspondence.media import OLE, media_type

_HEAD: Final = 65_536
_LINES: Final = 400
_OUTLOOK: Final = "__substg1.0_".encode("utf-16-le")
_MAIL_NAMES: Final = frozenset(("eml", "emlx", "mht", "mhtml", "mim", "mime", "nws"))
_HTML_NAMES: Final = frozenset(("html", "htm", "xhtml"))

_PEOPLE: Final = frozenset((b"from", b"to", b"cc", b"subject", b"date", b"sender", b"reply-to"))
# What no page shows to a person: only the source of a mail has these.
_MACHINES = re.compile(
    rb"received|return-path|message-id|mime-version|content-(?:type|transfer-encoding|disposition"
    rb"|class|language|location)|delivered-to|envelope-to|x-[a-z0-9-]+|dkim-signature|received-spf"
    rb"|domainkey-signature|authentication-results|arc-[a-z-]+|list-[a-z-]+|in-reply-to|references"
    rb"|errors-to|auto-submitted|feedback-id|thread-(?:topic|index)|user-agent|snapshot-[a-z-]+"
)
_HEADER = re.compile(rb"([!-9;-~]{1,76})[ \t]*:")
_ENCODED_WORD = re.compile(rb"=\?[A-Za-z0-9_.:$*-]{2,40}\?[BbQq]\?[^?\s]{0,2000}\?=")
_POSTMARK = re.compile(rb">?From \S[^\r\n]{0,300}\r?\n")
_POSTED = re.compile(rb"@|\d\d:\d\d|\b(?:19|20)\d\d\b|^>?From - ")
_MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*|<!--[^>]{0,400}-->\s*){0,4}<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE,
)
_ANY_TAG = re.compile(rb"<[a-zA-Z!/]")
_SOURCE_BELOW = re.compile(
    r"\n[ \t]*\n(?=(?:delivered-to|return-path|x-received|received):)", re.IGNORECASE
)
_TABLE: Final = 8192
_COUNT = re.compile(rb"\s{0,20}\d{1,10}[ \t]*\r?\n(?=[!-9;-~]{1,76}[ \t]*:)")


def form_of(raw: bytes, name: str = "") -> str:
    """Return `mail`, `mbox`, `msg`, `html`, `text` or `file`; `name` only breaks ties.

    An mbox may hold one mail only. `file` is what has no text to show: a PDF, a picture.
    """
    if raw.startswith(OLE):
        return "msg" if _OUTLOOK in raw else "file"
    if media_type(raw) is not None:
        return "file"
    head = lines_of(raw[:_HEAD])
    suffix = suffix_of(name)
    if is_mbox(head):
        return "mbox"
    if is_mail(head, named=suffix in _MAIL_NAMES) or _COUNT.match(head):
        return "mail"
    if _MARKUP.match(head[:4096]) or (suffix in _HTML_NAMES and _ANY_TAG.search(head)):
        return "html"
    return "file" if decode(raw[:_HEAD]).charset == BINARY else "text"


def source_in(text: str) -> str | None:
    """Return the source of a mail that was pasted, from its first header on; None for other text.

    Gmail shows a table above it, Thunderbird a line of an mbox.
    """
    head = text[:_HEAD].encode().removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if is_mbox(head):
        return text[text.index("From ") :].partition("\n")[2]
    if is_mail(head):
        return text.lstrip("\ufeff\r\n")
    for begin in _SOURCE_BELOW.finditer(text, 0, _TABLE):
        if is_mail(text[begin.end() : _HEAD].encode()):
            return text[begin.end() :]
    return None


def suffix_of(name: str) -> str:
    """Return the part of a file's name that says what it claims to be, in lower case."""
    return PurePosixPath(name.replace("\\", "/")).suffix[1:].lower()


def lines_of(raw: bytes) -> bytes:
    """Return `raw` with lines that can be looked at as ASCII: UTF-16 becomes UTF-8."""
    if 0 not in raw and raw[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return raw.removeprefix(b"\xef\xbb\xbf")
    decoded = decode(raw)
    if decoded.charset.startswith(("utf-16", "utf-32")):
        return decoded.text.encode("utf-8", "replace")
    return raw


def is_mbox(head: bytes) -> bool:
    """Say whether this begins with the line that stands before each mail in an mbox."""
    postmark = _POSTMARK.match(head)
    if postmark is None or not is_postmark(postmark[0]):
        return False
    return is_header_name(head[postmark.end() : postmark.end() + 100])


def is_postmark(line: bytes) -> bool:
    """Say whether a line that begins with "From " tells of a sender or a time, as in an mbox."""
    return _POSTED.search(line[:400]) is not None


def is_header_name(line: bytes) -> bool:
    """Say whether a line begins with the name of a header that mails have."""
    found = _HEADER.match(line)
    return found is not None and _known(found[1].lower())


def is_mail(head: bytes, *, named: bool = False) -> bool:
    """Say whether this is the source of a mail: two of a mail's headers before a blank line.

    What a person copied from a page has `From:` and `Subject:` too. The source is told by what
    only machines read, or by an encoded subject; where its file is `named` a mail, by nothing more.
    """
    names = []
    machine = False
    for number, line in enumerate(head.lstrip(b"\r\n").split(b"\n", _LINES)[:_LINES]):
        if not line.strip():
            break
        found = _HEADER.match(line)
        if found is None and number == 0:
            return False
        name = found[1].lower() if found else b""
        if _known(name):
            names.append(name)
            machine = machine or name not in _PEOPLE
        machine = machine or _ENCODED_WORD.search(line[:4096]) is not None
    return len(names) >= 2 and (machine or named)


def _known(name: bytes) -> bool:
    return name in _PEOPLE or _MACHINES.fullmatch(name) is not None
