"""Dates as people write them in Chinese, English and Japanese."""

import re
from datetime import date, timedelta
from typing import Final

from tui.casebook.tokens import UNKNOWN
from tui.deadlines.calendar import folded, nearest, whole_day
from tui.text.translation import marked
from tui.text.trouble import Trouble
from tui.text.width import cut

_LONGEST: Final = 60
_QUOTED: Final = 24
"""Cells of what is no date that are said back to its writer."""
_NOT_KNOWN: Final = frozenset(
    (
        *(UNKNOWN, "?", "don't know", "dont know"),
        *("不知道", "不清楚", "未定", "不明", "わからない", "分からない"),
    )
)
_YEARS: Final = range(1900, 2200)
_RELATIVE: Final = {
    **dict.fromkeys(("today", "今天", "今日", "本日", "きょう"), 0),
    **dict.fromkeys(("tomorrow", "明天", "明日", "あした", "あす"), 1),
    **dict.fromkeys(("day after tomorrow", "后天", "後天", "明後日", "あさって"), 2),
    **dict.fromkeys(("yesterday", "昨天", "昨日", "きのう"), -1),
    **dict.fromkeys(("day before yesterday", "前天", "一昨日", "おととい"), -2),
}
_WEEKDAYS: Final = {
    **dict.fromkeys(("mon", "monday", "月", "一"), 0),
    **dict.fromkeys(("tue", "tues", "tuesday", "火", "二"), 1),
    **dict.fromkeys(("wed", "wednesday", "水", "三"), 2),
    **dict.fromkeys(("thu", "thur", "thurs", "thursday", "木", "四"), 3),
    **dict.fromkeys(("fri", "friday", "金", "五"), 4),
    **dict.fromkeys(("sat", "saturday", "土", "六"), 5),
    **dict.fromkeys(("sun", "sunday", "日", "天"), 6),
}
_WEEKDAY = re.compile(
    r"(?:\(([月火水木金土日]|[a-z]{3,9}|(?:周|週|星期)[一二三四五六日天])\)"
    r"|([月火水木金土日])曜日?"
    r"|(?:周|週|星期|礼拜|禮拜)([一二三四五六日天])"
    r"|\b(mon|tues?|wed|thu|thurs?|fri|sat|sun|monday|tuesday|wednesday|thursday|friday"
    r"|saturday|sunday)\b\.?),?"
)
_IN_DAYS = re.compile(r"([+-]) ?(\d{1,4}) ?(d|days?|日|天|w|weeks?|週間?|周)?")
_AWAY = re.compile(r"(?:in )?(\d{1,4}) ?(?:days?|日|天) ?(?:后|後|later|(前|ago))?")
_DAY_ALONE = re.compile(r"(\d{1,2})[日号號]|(?:the )?(\d{1,2})(?:st|nd|rd|th)")


class DateError(Trouble):
    """A text that is no date; `text` is what was written."""

    def __init__(self, text: str) -> None:
        super().__init__(
            marked("{text} is no date. Write 12/15, 15 Dec or +7."), text=cut(text, _QUOTED)
        )
        self.text = text


def read_day(text: str, today: date, *, past: bool = False) -> str:
    """Return a date as ISO text, or `unknown` where that is said; raises `DateError`."""
    if is_unknown(text):
        return UNKNOWN
    return read_date(text, today, past=past).isoformat()


def is_unknown(text: str) -> bool:
    """Return whether somebody says that they do not know."""
    return folded(text, _LONGEST) in _NOT_KNOWN


def read_date(text: str, today: date, *, past: bool = False) -> date:
    """Return the date that `text` means on the day `today`.

    Without a year it is the next such day from today on, or, in a field that looks back (`past`),
    the latest one up to today. Two bare numbers are month and day, unless only day and month make
    a date. What is no date, or names the wrong weekday, is a DateError.
    """
    # A long vowel is what a Japanese keyboard gives for a minus.
    written = folded(text.replace("ー", "-"), _LONGEST + 1)
    if not written or len(written) > _LONGEST:
        raise DateError(text)
    try:
        found = _counted(written, today)
        if found is not None:
            return found
        bare, weekday = _split_weekday(written)
        if not bare and weekday is not None:
            return _nearest_weekday(weekday, today, past=past)
        found = _absolute(bare, today, past=past)
    except (ValueError, OverflowError) as error:
        raise DateError(text) from error
    if found is None or found.year not in _YEARS or weekday not in (None, found.weekday()):
        raise DateError(text)
    return found


def _counted(written: str, today: date) -> date | None:
    """Read a distance from today: `tomorrow`, `+14`, `14天后`."""
    if written in _RELATIVE:
        return today + timedelta(days=_RELATIVE[written])
    if match := _IN_DAYS.fullmatch(written):
        days = int(match[1] + match[2]) * (7 if match[3] and match[3][0] in "w週周" else 1)
        return today + timedelta(days=days)
    # "15日" alone is the day of a month: a distance needs a word more.
    if (match := _AWAY.fullmatch(written)) and not _DAY_ALONE.fullmatch(written):
        return today + timedelta(days=-int(match[1]) if match[2] else int(match[1]))
    return None


def _split_weekday(written: str) -> tuple[str, int | None]:
    """Take a weekday off the beginning or the end."""
    for match in _WEEKDAY.finditer(written):
        if match.start() == 0 or match.end() == len(written):
            name = next(filter(None, match.groups()))
            number = _WEEKDAYS.get(name, _WEEKDAYS.get(name[-1]))
            if number is None:
                break
            return (written[: match.start()] + written[match.end() :]).strip(" ,"), number
    return written, None


def _nearest_weekday(weekday: int, today: date, *, past: bool) -> date:
    """Return the next (or last) such weekday that is not today: nobody calls today a Friday."""
    if past:
        return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _absolute(written: str, today: date, *, past: bool) -> date | None:
    """Read a day of the calendar; None for an unknown form, ValueError for no such day."""
    if match := _DAY_ALONE.fullmatch(written):
        return nearest(None, int(match[1] or match[2]), today, past=past)
    found = whole_day(written)
    if found is None or found.rest.strip():
        return None
    month, day = found.month, found.day
    if month > 12 and found.order_is_open:
        month, day = day, month
    return date(found.year, month, day) if found.year else nearest(month, day, today, past=past)
