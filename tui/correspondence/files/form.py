"""What some bytes are, whatever their name says: a mail, an mbox, Outlook's .msg, HTML, text."""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final

from tui.correspondence.charsets.decoding import BINARY, decode
from tui.correspondence.files.media import OLE, media_type

_HEAD: Final = 65_536
_LINES: Final = 400
_OUTLOOK: Final = "__substg1.0_".encode("utf-16-le")

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
# As RFC 5322 writes it; a page shows a date as its reader's language does.
_SENT = re.compile(
    rb"date[ \t]*:\s{0,9}(?:[a-z]{3},[ \t]*)?\d{1,2} [a-z]{3} \d{4} \d\d:\d\d(?::\d\d)? ?"
    rb"(?:[+-]\d{4}|[a-z]{1,5}\b)",
    re.IGNORECASE,
)
_SENDERS: Final = frozenset((b"from", b"sender", b"return-path", b"received", b"delivered-to"))
_POSTMARK = re.compile(rb">?From [^\r\n]{0,300}\r?\n")
_POSTED = re.compile(rb"@|\d\d:\d\d|\b(?:19|20)\d\d\b|^>?From[ ]+-?\s*$|^>?From - ")
_DATED = re.compile(
    rb"\b(?:mon|tue|wed|thu|fri|sat|sun),? +(?:[a-z]{3} +\d{1,2}|\d{1,2} +[a-z]{3})\b",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*|<!--[^>]{0,400}-->\s*){0,4}"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|style|div|p|table|center|font|span|h[1-6])\b",
    re.IGNORECASE,
)
_SOURCE_BELOW = re.compile(
    rb"\n[ \t]*\r?\n(?=(?:delivered-to|return-path|x-received|received):)", re.IGNORECASE
)
_TABLE: Final = 8192
_COUNT = re.compile(rb"\s{0,20}\d{1,10}[ \t]*\r?\n(?=[!-9;-~]{1,76}[ \t]*:)")


def form_of(raw: bytes) -> str:
    """Return `mail`, `mbox`, `msg`, `html`, `text` or `file`.

    An mbox may hold one mail only. `file` is what has no text to show: a PDF, a picture.
    """
    if raw.startswith(OLE):
        return "msg" if _OUTLOOK in raw else "file"
    if media_type(raw) is not None:
        return "file"
    head = lines_of(raw[:_HEAD])
    if is_mbox(head):
        return "mbox"
    if mail_begins(head) is not None or _COUNT.match(head):
        return "mail"
    if _MARKUP.match(head[:4096]):
        return "html"
    return "file" if decode(raw[:_HEAD]).charset == BINARY else "text"


def mail_begins(head: bytes) -> int | None:
    """Return where the source of a mail begins; None in what is none.

    Gmail shows a table above it.
    """
    if is_mail(head):
        return 0
    below = _SOURCE_BELOW.finditer(head, 0, _TABLE)
    return next((found.end() for found in below if is_mail(head[found.end() :])), None)


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
    return postmark is not None and parts_mails(
        postmark[0], head[postmark.end() :].split(b"\n", _LINES)
    )


def may_part_mails(line: bytes) -> bool:
    """Say whether a line that begins with "From " could part two mails; what follows decides."""
    return line.startswith(b"From ") and is_postmark(line) and not _HEADER.match(line)


def is_postmark(line: bytes) -> bool:
    """Say whether a "From " line tells of a sender or a time, as in an mbox, or of nothing."""
    return _POSTED.search(line[:400]) is not None


def parts_mails(postmark: bytes, following: Iterable[bytes]) -> bool:
    """Say whether a line that begins with "From " stands before a mail.

    Behind a day one header line is enough; else a header has to say from whom the mail is.
    """
    if not is_postmark(postmark):
        return False
    names = list(_names(following))
    if _DATED.search(postmark[:400]):
        return bool(names)
    return len(names) > 1 and not _SENDERS.isdisjoint(names)


def goes_on(line: bytes) -> bool:
    """Say whether a header may go on behind a line."""
    return line[:1] in (b" ", b"\t") or _HEADER.match(line) is not None or _is_quoted(line)


def is_mail(head: bytes) -> bool:
    """Say whether this is the source of a mail: two of a mail's headers before a blank line.

    What a person copied from a page has `From:` and `Subject:` too. The source is told by what
    only machines read, by an encoded subject, or by a date that no page shows.
    """
    names = []
    machine = sent = written = False
    for number, line in enumerate(head.lstrip(b"\r\n").split(b"\n", _LINES)[:_LINES]):
        # A line of blanks is a folded one.
        if not line.rstrip(b"\r"):
            break
        found = _HEADER.match(line)
        if found is None and number == 0:
            return False
        name = found[1].lower() if found else b""
        if _known(name):
            names.append(name)
            machine = machine or name not in _PEOPLE
            sent = sent or _SENT.match(line) is not None
            written = written or (name == b"from" and b"@" in line)
        machine = machine or _ENCODED_WORD.search(line[:4096]) is not None
    return len(names) >= 2 and (machine or (sent and written))


def _names(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the names that mails have in the header that `lines` begin with."""
    for number, line in enumerate(lines):
        found = _HEADER.match(line)
        if found is None and line[:1] not in (b" ", b"\t") and (number or not _is_quoted(line)):
            return
        if found and _known(name := found[1].lower()):
            yield name


def _is_quoted(line: bytes) -> bool:
    return line.startswith(b">From ")


def _known(name: bytes) -> bool:
    return name in _PEOPLE or _MACHINES.fullmatch(name) is not None
