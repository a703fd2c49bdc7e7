"""A mail as webmail shows it on its page, copied from there: no header names, only an order."""

import re
from datetime import datetime, timedelta, timezone
from typing import Final, NamedTuple

from tui.correspondence.dates import read_stamp, read_stamp_line
from tui.correspondence.limits import FIRST_LINE
from tui.correspondence.pasted.header_lines import visible

_JAPAN: Final = timezone(timedelta(hours=9))
_TOP: Final = 16
_NEAR: Final = 4
_LONGEST: Final = 300
_NAME: Final = 80

_PERSON = re.compile(r"([^<>:：]{0,120})[<＜]\s*([^<>\s@]{1,64}@[^<>\s@]{1,255}?)\s*[>＞](.*)")
_PERSON_IN_BRACKETS = re.compile(
    r"([^<>()（）:：]{1,80})[(（]\s*([^<>()（）\s@]{1,64}@[^<>()（）\s@]{1,255})\s*[)）]"
)
_BARE_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}", re.ASCII)
_TO = re.compile(
    r"(?:to|宛先|收件人|收件者|发送至|发送给|发给|寄給|傳送給|送信先)(?:\s*[:：]\s*|\s+|(?=[我你您自]))(.{1,160})",
    re.IGNORECASE,
)
_TO_ALONE: Final = frozenset(
    ("to", "to:", "宛先", "宛先:", "宛先：", "收件人", "收件人：", "收件人:")
)
_ME: Final = frozenset(("me", "you", "自分", "我", "你", "您"))
_AGO = re.compile(
    r"(\d{1,2}:\d{2}\s*(?:[ap]\.?m\.?)?)\s*[(（]\s*(\d{1,2})\s*(?:(hour|時間|小时|小時)|(min|分))[^()（）]{0,12}[)）]",
    re.IGNORECASE,
)
_WROTE = re.compile(r"(.{0,200})<([^<>\s@]{1,64}@[^<>\s]{1,255})>(.{0,100})[:：]")
_CLOCK = re.compile(
    r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s{0,2}[ap]\.?m\b\.?)?"
    r"(?:\s{0,2}(?:gmt|utc)?[+-]\d{1,2}(?::?\d{2})?|\s{1,2}(?:jst|gmt|utc)\b)?",
    re.IGNORECASE,
)
_PRINTED = re.compile(
    r"\d{1,3} ?(?:messages?|件のメッセージ|[封个個則则] ?(?:邮件|郵件|訊息|消息|邮件会话))",
    re.IGNORECASE,
)
# What webmail writes on its page beside the subject.
_FOLDERS: Final = frozenset(
    (
        *("inbox", "external", "sent", "unsubscribe", "translate message", "show details"),
        *("受信トレイ", "受信箱", "送信済み", "外部", "重要", "メーリング リストの登録解除"),
        *("收件箱", "收件匣", "已发送", "退订", "隐藏详情", "翻译", "外部邮件"),
    )
)


class Copied(NamedTuple):
    """What a copied page tells; empty for what it does not."""

    sender: str
    recipient: str = ""
    date: str | None = None
    subject: str = ""


def read_page(lines: list[str], now: datetime) -> Copied | None:
    """Return what the top of a copied page tells of the mail, or None if it is no such page."""
    top = _said(lines)[:_TOP]
    return _quoted(top, now) or _quoted(top[1:], now) or _printed(top, now) or _shown(top, now)


def read_quoting(lines: list[str], now: datetime) -> Copied | None:
    """Return what the line "On … wrote:", which may be broken, tells if `lines` begin with it."""
    return _quoted(_said(lines), now)


def _said(lines: list[str]) -> list[str]:
    return [said for line in lines if (said := visible(line[:_LONGEST]).strip())]


def _quoted(top: list[str], now: datetime) -> Copied | None:
    """Read the line "On … wrote:" that stands above the mail that is quoted."""
    # Some programs break that line.
    for end in (1, 2):
        found = _WROTE.fullmatch(" ".join(top[:end]).lstrip("> "))
        if found is None:
            continue
        clocks = list(_CLOCK.finditer(found[1]))
        cut = clocks[-1].end() if clocks else 0
        date = read_stamp(f"{found[1][:cut]} {found[3]}", now)
        if date is not None:
            said = next((line for line in top[end:] if line.strip("> ")), "")
            return Copied(
                _person(found[1][cut:], found[2]),
                date=date,
                subject=said.lstrip("> ")[:FIRST_LINE].rstrip(),
            )
    return None


def _printed(top: list[str], now: datetime) -> Copied | None:
    """Read Gmail's page for the printer: whose mailbox, the subject, how many mails, the first."""
    counted = next((at for at, said in enumerate(top) if at and _PRINTED.fullmatch(said)), None)
    shown = _shown(top[counted + 1 :], now) if counted else None
    return shown._replace(subject=top[counted - 1]) if counted and shown else None


def _shown(top: list[str], now: datetime) -> Copied | None:
    """Read the sender, the date and "to me" as they stand on a page, near to each other."""
    place, sender, rest = _sender(top)
    if not sender:
        return None
    near = [(at, top[at]) for at in range(max(0, place - _NEAR), min(len(top), place + _NEAR + 1))]
    dates = {date for at, said in near if (date := _date(rest if at == place else said, now))}
    recipient, told = _recipient(near, place)
    if len(dates) != 1 and not told:
        return None
    says = [not _is_furniture(said) and not _date(said, now) for said in top]
    subject = next((said for at, said in enumerate(top[:place]) if says[at]), "")
    if not subject:
        below = (said for at, said in enumerate(top) if at > place and says[at])
        first = next((said for said in below if not recipient or recipient not in said), "")
        subject = first[:FIRST_LINE].rstrip()
    return Copied(sender, recipient, dates.pop() if len(dates) == 1 else None, subject)


def _sender(top: list[str]) -> tuple[int, str, str]:
    """Return where the sender stands, who it is, and what stands behind on the line."""
    for at, said in enumerate(top):
        if said.lower() in _TO_ALONE or _TO.fullmatch(said):
            continue
        if at and top[at - 1].lower() in _TO_ALONE:
            continue
        if found := _PERSON.fullmatch(said):
            return at, _person(found[1], found[2]), found[3].strip()
        if found := _PERSON_IN_BRACKETS.fullmatch(said):
            return at, _person(found[1], found[2]), ""
        if at and _BARE_ADDRESS.fullmatch(said) and len(top[at - 1]) <= _NAME:
            return at, _person(top[at - 1], said), ""
    return 0, "", ""


def _recipient(near: list[tuple[int, str]], place: int) -> tuple[str, bool]:
    """Return to whom it went, and whether the page says so at all."""
    for number, (at, said) in enumerate(near):
        if at == place:
            continue
        following = near[number + 1][1] if number + 1 < len(near) else ""
        if said.lower() in _TO_ALONE and following:
            return _shortened(following), True
        found = _TO.fullmatch(said)
        if found is None:
            continue
        who = found[1].strip(" :：")
        if who.casefold() in _ME or "@" in who or at in (place - 1, place + 1, place + 2):
            return "" if who.casefold() in _ME else _shortened(who), True
    return "", False


def _shortened(who: str) -> str:
    return who.rstrip(" ;；,，")[:200]


def _date(said: str, now: datetime) -> str | None:
    found = _AGO.fullmatch(said)
    if found is None:
        return read_stamp_line(said, now, year_needed=False)
    span = timedelta(hours=int(found[2])) if found[3] else timedelta(minutes=int(found[2]))
    day = (now - span).astimezone(_JAPAN).date().isoformat()
    return read_stamp(f"{day} {found[1]}", now)


def _is_furniture(said: str) -> bool:
    small = said.casefold()
    return (
        len(said) == 1
        or small in _FOLDERS
        or small.startswith(("search for all messages with", "remove label", "add label"))
        or bool(_TO.fullmatch(said))
    )


def _person(name: str, address: str) -> str:
    name = name.strip(" \t\u3000\"'“”,，、")
    return f"{name} <{address}>" if name else address
