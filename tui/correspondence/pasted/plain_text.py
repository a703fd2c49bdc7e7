"""What a plain text tells of itself: kind, date, sender, recipient, subject, direction.

Guesses are shown for review, so a field that is not evident stays empty. Only the first lines are
looked at, so that a letter of several megabytes opens at once.
"""

import re
from datetime import datetime
from itertools import chain
from typing import Final, NamedTuple

from tui.correspondence.carriers import carrier_named, carrier_of_person
from tui.correspondence.dates import read_stamp, read_stamp_line
from tui.correspondence.direction import direction_of
from tui.correspondence.limits import FIRST_LINE, SUBJECT, bounded
from tui.correspondence.pasted.answer import read_answer
from tui.correspondence.pasted.header_lines import QUOTED_MAIL, Headers, read_headers
from tui.correspondence.pasted.line_chat import Chat, read_chat
from tui.correspondence.pasted.webmail import Copied, read_page

_HEAD: Final = 65_536
_LINES: Final = 200
_TOP: Final = 12
SENDER: Final = 200
"""The characters of a sender or recipient at most."""
_SHORT: Final = 160
_SMS: Final = 700

_CODE = re.compile(
    r"認証(?:コード|番号)|確認コード|ワンタイムパスワード|验证码|驗證碼|校验码"
    r"|verification code|one-time (?:password|code)|passcode",
    re.IGNORECASE,
)
_OPENING = re.compile(r"\s*(?:拝啓|謹啓|拝復|前略|敬启者)(?:[\s、。，]|$)")
_CLOSING = re.compile(r"\s*(?:敬具|謹白|敬白|草々|早々|以上、敬具)[\s。]*")
_POSTCODE = re.compile(r"\s*〒\s*\d{3}")
_CHAT = re.compile(
    r"\[?(?:\d{2,4}[/.-]\d{1,2}[/.-]\d{1,4},? )?(?:上午|下午|午前|午後)? ?\d{1,2}:\d{2}(?::\d{2})?"
    r"(?: ?[AaPp][Mm])?\]?[ \t]+(?:- )?[^\s\d]"
)
_CHAT_ABOVE = re.compile(
    r"[^\s:：][^:：]{0,39}[ \t]+(?:\d{4}[/.-]\d{1,2}[/.-]\d{1,2} )?\d{1,2}:\d{2}(?::\d{2})?\s*"
)
_BLANKS = re.compile(r"[ \t\xa0]{2,}")
_ADDRESSED: Final = ("様", "さま", "御中", "殿")
_NAME: Final = 30


class Told(NamedTuple):
    """What a text tells; a date as ISO text, empty texts for what it does not tell."""

    kind: str
    date: str | None = None
    subject: str = ""
    sender: str = ""
    recipient: str = ""
    direction: str = "in"
    carrier: str | None = None


def told_by(text: str, now: datetime) -> Told:
    """Return what a text tells that was pasted, typed or read from a file."""
    chat = read_chat(text, now)
    if chat is not None:
        return _of_chat(chat)
    lines = text[:_HEAD].replace("\u202f", " ").split("\n")[:_LINES]
    answer = read_answer(lines, now)
    if answer is not None:
        return _of_answer(lines[: answer.end], _person(answer.quoted), now)
    headers = read_headers(lines)
    page = None if headers else read_page(lines, now)
    if headers:
        fields = headers.fields
        sender, recipient = _person(fields.get("from", "")), _person(fields.get("to", ""))
    else:
        sender, recipient = (page.sender, page.recipient) if page else ("", "")
    subject = _subject(lines, headers, page, now)
    named = "" if sender else " ".join(_top(lines))
    return Told(
        kind=_kind(lines, headers, page, length=len(text)),
        date=_date(lines, headers, page, now),
        subject=subject,
        sender=sender,
        recipient=recipient,
        direction=direction_of(sender, recipient),
        carrier=carrier_of(sender, recipient, subject) or carrier_named(named),
    )


def carrier_of(sender: str, recipient: str, subject: str = "") -> str | None:
    """Return the carrier that a letter is from or to, or that its subject names."""
    return carrier_of_person(sender) or carrier_of_person(recipient) or carrier_named(subject)


def _of_chat(chat: Chat) -> Told:
    them, us = chat.partner[:SENDER], ", ".join(chat.others)[:SENDER]
    return Told(
        kind="chat",
        date=chat.date,
        subject=chat.title,
        sender=them if chat.heard else us,
        recipient=us if chat.heard else them,
        direction="in" if chat.heard else "out",
        carrier=carrier_of_person(chat.partner),
    )


def _of_answer(lines: list[str], quoted: str, now: datetime) -> Told:
    """Return what an answer tells above the mail that it quotes, which has another date."""
    none = Headers()
    carrier = carrier_of_person(quoted)
    return Told(
        kind="mail",
        date=_date(lines, none, None, now),
        subject=_subject(lines, none, None, now),
        # Who answers somebody else may be the carrier.
        recipient=quoted if carrier else "",
        direction="out" if carrier else "in",
        carrier=carrier or carrier_named(" ".join(_top(lines))),
    )


def _kind(lines: list[str], headers: Headers, page: Copied | None, length: int) -> str:
    written = [line for line in lines if line.strip()]
    if headers or page:
        return "mail"
    if _is_chat(written):
        return "chat"
    if any(map(_OPENING.match, written)) or any(map(_CLOSING.fullmatch, written)):
        return "letter"
    if any(map(_POSTCODE.match, written[:_TOP])):
        return "letter"
    if not written:
        return "mail"
    if length <= _SMS and any(map(_CODE.search, written)):
        return "sms"
    return "sms" if length <= _SHORT and len(written) <= 4 else "mail"


def _is_chat(written: list[str]) -> bool:
    said = sum(1 for line in written if _CHAT.match(line) or _CHAT_ABOVE.fullmatch(line))
    return said >= 2 and said * 5 >= len(written)


def _top(lines: list[str]) -> list[str]:
    return [line for line in lines if line.strip()][:_TOP]


def _date(lines: list[str], headers: Headers, page: Copied | None, now: datetime) -> str | None:
    if headers and "date" in headers.fields:
        return read_stamp(headers.fields["date"], now)
    if page is not None:
        return page.date
    told = {read_stamp_line(line.rpartition(">")[2], now) for line in _top(lines)}
    told.discard(None)
    return told.pop() if len(told) == 1 else None


def _person(written: str) -> str:
    """Return whom a header names, without what a page writes behind the address."""
    # QQ writes some hundred blanks around a name.
    written = _BLANKS.sub(" ", written)
    name, closed, _ = written.partition(">")
    only = closed and "," not in written and ";" not in written.rstrip(" ;；")
    said = (name + closed if only else written)[:SENDER].rstrip(" ;；,，")
    return said.replace('"', "").strip() if only else said.strip()


def _subject(lines: list[str], headers: Headers, page: Copied | None, now: datetime) -> str:
    if headers and "subject" in headers.fields:
        return bounded(headers.fields["subject"], SUBJECT)
    if page is not None and page.subject:
        return page.subject
    places = (lines[: headers.start], lines[headers.end :]) if headers else (lines,)
    for line in chain.from_iterable(places):
        said = line.strip()[:FIRST_LINE].rstrip()
        if said and not _opens(said, now):
            return said
    return ""


def _opens(line: str, now: datetime) -> bool:
    """Say whether a line only opens a letter or a mail: date, address, salutation."""
    return bool(
        _POSTCODE.match(line)
        or _OPENING.match(line)
        or QUOTED_MAIL.match(line)
        or (line.endswith(_ADDRESSED) and len(line) <= _NAME)
        or read_stamp_line(line, now)
    )
