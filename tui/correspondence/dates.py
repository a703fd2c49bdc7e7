"""The date of a letter, in the header of a mail or in a line of a text."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

from tui.deadlines.calendar import Clock, Day, find_clock, find_day, folded, nearest

_JAPAN: Final = timezone(timedelta(hours=9))
_HEADER: Final = 200
_LINE: Final = 160
_YEARS: Final = range(1980, 2200)
_OLDEST: Final = 1990
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_UTC: Final = ("gmt", "utc", "ut", "z")
_JAPANESE: Final = ("jst", "日本標準時", "日本时间")
_ZONES: Final = {
    **dict.fromkeys(_UTC, 0),
    **dict.fromkeys((*_JAPANESE, "kst"), 9),
    **dict.fromkeys(("hkt", "sgt"), 8),
    **dict.fromkeys(("cet", "bst"), 1),
    **dict.fromkeys(("cest", "eet"), 2),
    **dict.fromkeys(("edt",), -4),
    **dict.fromkeys(("est", "cdt"), -5),
    **dict.fromkeys(("cst", "mdt"), -6),
    **dict.fromkeys(("mst", "pdt"), -7),
    **dict.fromkeys(("pst",), -8),
}
"""Hours east of Greenwich, as the standard for mails has the names; elsewhere CST is China's."""
_IN_PASSING = re.compile(
    r"\([^()]{0,40}\)|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
    r"|[月火水木金土日]曜日?|(?:^|(?<= ))[月火水木金土](?= |$)"
    r"|(?:周|週|星期)[一二三四五六日天]|\bat\b|[ ,.日]"
)


def read_mail_date(text: str) -> str | None:
    """Return the moment that a `Date` field tells, as ISO 8601 with offset, or None.

    A time without a zone, or with one that nobody knows, is taken as Japanese.
    """
    try:
        day = find_day(folded(text, _HEADER))
        clock = find_clock(day.rest) if day else None
        if day is None or clock is None or day.year is None or day.order_is_open:
            return None
        if day.year not in _YEARS:
            return None
        at = date(day.year, day.month, day.day)
        return _moment(at, clock, _zone(clock, _ZONES) or _JAPAN).isoformat()
    except (ValueError, OverflowError):
        return None


def read_received_date(value: str) -> str | None:
    """Return the moment at the end of a `Received` field, or None."""
    return read_mail_date(value.rpartition(";")[2])


def read_stamp(text: str, now: datetime) -> str | None:
    """Return the moment that a mail's date line tells, as ISO 8601, or None.

    A time without a zone is Japanese; a zone nobody can be sure of leaves only the day. A date
    without a year is the latest up to `now`; what lies in the future is None.
    """
    found = _stamp(folded(text, _LINE), now, year_needed=False)
    return found[0] if found else None


def read_stamp_line(text: str, now: datetime, *, year_needed: bool = True) -> str | None:
    """Return the moment told by a line that says nothing else, or None."""
    if len(text) > _LINE:
        return None
    found = _stamp(folded(text, _LINE), now, year_needed=year_needed)
    return found[0] if found and not _IN_PASSING.sub("", found[1]) else None


def _stamp(text: str, now: datetime, *, year_needed: bool) -> tuple[str, str] | None:
    """Return the moment, and what the text says besides."""
    today = now.astimezone(_JAPAN).date()
    try:
        day = find_day(text)
        if day is None or (year_needed and day.year is None):
            return None
        at = _settled(day, today)
        clock = find_clock(day.rest)
        zone = _zone(clock, dict.fromkeys(_UTC, 0) | dict.fromkeys(_JAPANESE, 9)) if clock else None
        told = _moment(at, clock, zone).isoformat() if clock and zone else at.isoformat()
    except (ValueError, OverflowError):
        return None
    if at.year < _OLDEST or at > today + timedelta(days=1):
        return None
    return told, clock.rest if clock else day.rest


def _settled(day: Day, today: date) -> date:
    """Read `11/12/2026` if only one reading is a day, or the weekday beside it says which."""
    if day.year is None:
        return nearest(day.month, day.day, today, past=True)
    if not day.order_is_open:
        return date(day.year, day.month, day.day)
    orders = {(day.month, day.day), (day.day, day.month)}
    readings = {date(day.year, month, number) for month, number in orders if month <= 12}
    if len(readings) > 1:
        readings = {one for one in readings if _WEEKDAYS[one.weekday()] in day.rest}
    if len(readings) != 1:
        raise ValueError(f"day and month cannot be told apart: {day}")
    return readings.pop()


def _moment(at: date, clock: Clock, zone: timezone) -> datetime:
    second = min(clock.second, 59)
    return datetime(at.year, at.month, at.day, clock.hour, clock.minute, second, tzinfo=zone)


def _zone(clock: Clock, known: dict[str, int]) -> timezone | None:
    """Return the zone of a time: Japan's where nothing is said, None where it is not known."""
    if clock.offset is not None and abs(clock.offset) < 24 * 60:
        return timezone(timedelta(minutes=clock.offset)) if clock.offset else UTC
    if not clock.zone or clock.offset is not None:
        return _JAPAN
    hours = known.get(clock.zone)
    if hours is None:
        return None
    return timezone(timedelta(hours=hours)) if hours else UTC
