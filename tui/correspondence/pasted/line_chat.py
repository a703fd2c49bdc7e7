"""A chat that LINE exported as text: whose it is, who said something, and when last."""

import re
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from tui.correspondence.carriers import carrier_named
from tui.correspondence.dates import read_stamp, read_stamp_line
from tui.correspondence.limits import FIRST_LINE

_TITLE = re.compile(r"\[line\]\s{0,4}(.{1,200})", re.IGNORECASE)
_PARTNER: Final = (
    re.compile(r"(.{1,120}?)(?:との|の)トーク(?:履歴|ルーム)?.{0,20}"),
    re.compile(r"chat history (?:with|in) (.{1,120})", re.IGNORECASE),
    re.compile(r"[与與和跟](.{1,120}?)的(?:聊天|对话|對話)(?:记录|記錄|紀錄|室)?.{0,20}"),
)
_SAID = re.compile(
    r"((?:上午|下午|午前|午後)? ?\d{1,2}:\d{2}(?: ?[AaPp][Mm])?)(?:\t([^\t]{1,80})(?:\t.*)?| (.+))"
)
_SAVED = re.compile(
    r"\ufeff?(?:保存日時|保存日期|保存时间|儲存日期|saved on)\s?[:：].*", re.IGNORECASE
)
_LONGEST: Final = 2000
_DAY: Final = 40
_SILENT: Final = 5
_ENDS: Final = 262_144
_MOST_NAMES: Final = 50


class Chat(NamedTuple):
    """What an export tells; `date` is the last message's, or its day."""

    title: str
    partner: str
    others: tuple[str, ...]
    heard: bool
    """Whether the partner says anything in it."""
    date: str | None


def read_chat(text: str, now: datetime) -> Chat | None:
    """Return what a chat exported by LINE in Japanese, English or Chinese tells, or None."""
    # What stands between a time and PM is not always the same blank.
    text = text.replace("\u202f", " ").replace("\xa0", " ")
    head, _, rest = text.partition("\n")
    head = head.strip()[:_LONGEST].lstrip("\ufeff")
    titled = _TITLE.fullmatch(head)
    if titled is None and not _SAVED.fullmatch(rest[:_LONGEST].partition("\n")[0]):
        return _without_title(text, now)
    title = titled[1].strip() if titled else head
    partner = next(
        (found[1].strip(' "「」') for names in _PARTNER if (found := names.fullmatch(title))), ""
    )
    return _chat(title, partner, rest, now)


def _without_title(text: str, now: datetime) -> Chat | None:
    """Return what an export without its first line tells: a day, and what was said on it."""
    lines = [line[:_LONGEST] for line in text[:_ENDS].split("\n") if line.strip()]
    if lines and _SAVED.fullmatch(lines[0]):
        del lines[0]
    day = read_stamp_line(lines[0].lstrip("\ufeff"), now) if len(lines) > 1 else None
    first = _SAID.match(lines[1]) if day and "T" not in day else None
    said = [found for line in lines[1:] if (found := _SAID.match(line))]
    if first is None or not (first[2] or 1 < len(said) >= len(lines) / _SILENT):
        return None
    # Only a carrier's name tells which of two it is, and where a name ends that no tab follows.
    names = (found[2] or found[3].split(" ")[0] for found in said)
    partner = next((name.strip() for name in names if carrier_named(name)), "")
    chat = _chat("", partner, text.lstrip("\ufeff"), now)
    title = " ".join(lines[1][first.end(1) :].split())[:FIRST_LINE].rstrip()
    return chat._replace(title=title, others=chat.others if partner else ())


def _chat(title: str, partner: str, rest: str, now: datetime) -> Chat:
    """Return what the lines of an export tell of its last message, and of who says something."""
    if len(rest) > 2 * _ENDS:
        # Who speaks is known from its beginning, when last from its end.
        rest = f"{rest[:_ENDS]}\n\n{rest[-_ENDS:]}"
    day: str | None = None
    last = ""
    after_blank = True
    names: dict[str, None] = {}
    heard = False
    for line in rest.split("\n"):
        said = _SAID.match(line[:_LONGEST])
        if said is None:
            if after_blank and len(line) <= _DAY:
                written = read_stamp_line(line, now)
                if written is not None and "T" not in written:
                    day, last = written, ""
            after_blank = not line.strip()
            continue
        after_blank = False
        last = said[1]
        heard = heard or _is(partner, said[2], said[3])
        if said[2] and len(names) < _MOST_NAMES:
            names[said[2].strip()] = None
    others = tuple(name for name in names if name != partner)
    when = _moment(day, last, now) if day else None
    return Chat(title, partner, others, heard, when)


def _moment(day: str, time: str, now: datetime) -> str | None:
    """Return when something was said; LINE counts the hours on past midnight, to 25:30 and so."""
    hour, colon, minute = time.partition(":")
    if colon and hour.isdigit() and 24 <= int(hour) < 48:
        day = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
        time = f"{int(hour) - 24}:{minute}"
    return read_stamp(f"{day} {time}", now)


def _is(partner: str, name: str | None, rest: str | None) -> bool:
    if not partner:
        return True
    return (name or "").strip() == partner or (rest or "").startswith(f"{partner} ")
