"""What a pasted text or a file probably is: kind, date, sender, subject, direction.

Guesses are shown for review, so a field that is not evident stays empty. Only the first lines are
looked at, so that a letter of several megabytes opens at once.
"""

import re
from datetime import datetime
from itertools import chain
from typing import Final

from tui.casebook.draft import Draft
from tui.correspondence.charset import decode, decode_as, without_surrogates
from tui.correspondence.headers import QUOTED_MAIL, Headers, read_headers
from tui.correspondence.stamp import read_stamp, read_stamp_line

_HEAD: Final = 65_536
_LINES: Final = 200
_TOP: Final = 12
_SUBJECT: Final = 80
_SENDER: Final = 200
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
_CHAT_EXPORT = ("[LINE]", "[Line]")
_TO_ME: Final = frozenset(
    ("tome", "to自分", "to:自分", "宛先:自分", "发送至我", "发送给我", "寄給我", "傳送給我")
)
_ADDRESSED: Final = ("様", "さま", "御中", "殿")
_NAME: Final = 30
_ME: Final = frozenset(("me", "myself", "我", "自己", "自分", "本人", "私"))


def from_text(text: str, now: datetime) -> Draft:
    """Return the draft of a pasted or typed `text`; `now` is the aware present moment.

    Line ends become LF and nothing else changes: `original` is the text in UTF-8, with lone
    surrogates written as they are (`surrogatepass`), so that it decodes to every code point that
    was pasted. In `Draft.text` a lone surrogate is U+FFFD, and the draft is lossy.
    """
    pasted = _with_lf(text)
    whole = without_surrogates(pasted)
    original = pasted.encode("utf-8", "surrogatepass")
    return _draft(original, whole, "utf-8", lossy="\ufffd" in whole and whole != pasted, now=now)


def from_bytes(raw: bytes, now: datetime, charset: str | None = None) -> Draft:
    """Return the draft of a file's bytes, kept as they are; `charset` overrides the guess.

    An unknown `charset` is a LookupError. A file that is no text has an empty text.
    """
    decoded = decode(raw) if charset is None else decode_as(raw, charset)
    text = _with_lf(without_surrogates(decoded.text))
    return _draft(raw, text, decoded.charset, lossy=decoded.lossy, now=now)


def _with_lf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _draft(original: bytes, text: str, charset: str, *, lossy: bool, now: datetime) -> Draft:
    lines = text[:_HEAD].split("\n")[:_LINES]
    headers = read_headers(lines)
    kind = _kind(lines, headers, length=len(text))
    date = _date(lines, headers, now)
    sender = _sender(lines, headers)
    return Draft(
        original=original,
        text=text,
        charset=charset,
        kind=kind,
        direction=_direction(sender),
        date=date,
        date_source="text" if date else "none",
        subject=_subject(lines, headers, now),
        sender=sender,
        lossy=lossy,
    )


def _kind(lines: list[str], headers: Headers, length: int) -> str:
    written = [line for line in lines if line.strip()]
    if headers or _from_gmail(lines):
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
    if written and written[0].startswith(_CHAT_EXPORT):
        return True
    said = sum(1 for line in written if _CHAT.match(line) or _CHAT_ABOVE.fullmatch(line))
    return said >= 2 and said * 5 >= len(written)


def _squeezed(line: str) -> str:
    return "".join(line[:_SUBJECT].casefold().replace("：", ":").split())


def _from_gmail(lines: list[str]) -> bool:
    """Say whether this was copied from Gmail's page: "to me" stands there, and no header names."""
    return any(_squeezed(line) in _TO_ME for line in _top(lines))


def _top(lines: list[str]) -> list[str]:
    return [line for line in lines if line.strip()][:_TOP]


def _date(lines: list[str], headers: Headers, now: datetime) -> str | None:
    if headers and "date" in headers.fields:
        return read_stamp(headers.fields["date"], now)
    # On Gmail's page the date stands behind the sender, and this year's without a year.
    year_needed = not _from_gmail(lines)
    told = {
        read_stamp_line(line.rpartition(">")[2], now, year_needed=year_needed)
        for line in _top(lines)
    }
    told.discard(None)
    return told.pop() if len(told) == 1 else None


def _sender(lines: list[str], headers: Headers) -> str:
    if headers:
        return headers.fields.get("from", "")[:_SENDER].rstrip(" ;；")
    if _from_gmail(lines):
        for line in _top(lines):
            name, bracket, rest = line[:_SENDER].partition("<")
            address, closed, _ = rest.partition(">")
            if bracket and closed and "@" in address and " " not in address:
                return f"{name.strip()} <{address}>".strip()
    return ""


def _direction(sender: str) -> str:
    name = sender.partition("<")[0].strip(" \t\u3000\"'").casefold()
    return "out" if name in _ME else "in"


def _subject(lines: list[str], headers: Headers, now: datetime) -> str:
    if headers and "subject" in headers.fields:
        return headers.fields["subject"][:_SUBJECT].rstrip()
    places = (lines[: headers.start], lines[headers.end :]) if headers else (lines,)
    for line in chain.from_iterable(places):
        said = line.strip()[:_SUBJECT].rstrip()
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
