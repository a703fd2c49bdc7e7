"""The date line of a mail, as mail programs write it in Chinese, English and Japanese."""

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

_JAPAN: Final = timezone(timedelta(hours=9))
_LONGEST: Final = 160
_OLDEST: Final = 1990
_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_MONTH = rf"({'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_YEAR_FIRST = re.compile(
    r"(?<!\d)(?:(\d{4})|令和 ?(\d{1,2}|元)) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2})(?!\d)日?"
)
_YEAR_LAST = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_DAY_FIRST = re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?[ -]{_MONTH},?[ -](\d{{4}})(?!\d)")
_MONTH_FIRST = re.compile(rf"\b{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?(?:,? (\d{{4}}))?(?![\d:])")
_JAPANESE_MONTH_FIRST = re.compile(r"(?<!\d)(\d{1,2}) ?月 (\d{1,2}), (\d{4})(?!\d)")
_NO_YEAR = re.compile(r"(?<!\d)(\d{1,2}) ?月 ?(\d{1,2}) ?日")
_TIME = re.compile(
    r"(?:(上午|下午|午前|午後|凌晨|早上|中午|晚上) ?)?(?<!\d)(\d{1,2}) ?[:時时点] ?(\d{2})"
    r"(?: ?[:分] ?(\d{2}))?(?:分|秒)?(?: ?(?:([ap])\.?m\b\.?|(上午|下午|午前|午後)))?"
)
_OFFSET = re.compile(r" ?\(?(?:gmt|utc)? ?([+-])(\d{1,2}):?(\d{2})?(?!\d)\)?")
_ZONE = re.compile(r" ?(jst|日本標準時|日本时间|gmt|utc|z|[a-z]{3,4})\b")
_IN_PASSING = re.compile(
    r"\([^()]{0,40}\)|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
    r"|[月火水木金土日]曜日?|(?:^|(?<= ))[月火水木金土](?= |$)"
    r"|(?:周|週|星期)[一二三四五六日天]|\bat\b|[ ,.日]"
)


def read_stamp(text: str, now: datetime) -> str | None:
    """Return the moment that a mail's date line tells, as ISO 8601, or None.

    A time without a zone is Japanese; a zone nobody can be sure of leaves only the day. A date
    without a year is the latest up to `now`; what lies in the future is None.
    """
    found = _stamp(_folded(text), now, year_needed=False)
    return found[0] if found else None


def read_stamp_line(text: str, now: datetime, *, year_needed: bool = True) -> str | None:
    """Return the moment told by a line that says nothing else, or None."""
    if len(text) > _LONGEST:
        return None
    found = _stamp(_folded(text), now, year_needed=year_needed)
    return found[0] if found and not _IN_PASSING.sub("", found[1]) else None


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text[:_LONGEST]).casefold().split())


def _stamp(text: str, now: datetime, *, year_needed: bool) -> tuple[str, str] | None:
    """Return the moment, and what the text says besides."""
    try:
        found = _day(text, now.astimezone(_JAPAN).date(), year_needed=year_needed)
        if found is None:
            return None
        day, rest = found
        moment, rest = _moment(day, rest)
    except (ValueError, OverflowError):
        return None
    latest = now.astimezone(_JAPAN) + timedelta(days=1)
    if day.year < _OLDEST or day > latest.date():
        return None
    return (moment.isoformat() if moment else day.isoformat()), rest


def _day(text: str, today: date, *, year_needed: bool) -> tuple[date, str] | None:
    """Find the day and what is left of the text without it; ValueError for no such day."""
    if match := _YEAR_FIRST.search(text):
        year = int(match[1]) if match[1] else 2018 + int(match[2].replace("元", "1"))
        day = date(year, int(match[3]), int(match[4]))
    elif match := _DAY_FIRST.search(text):
        day = date(int(match[3]), _MONTHS.index(match[2]) + 1, int(match[1]))
    elif match := _YEAR_LAST.search(text):
        day = _settled(int(match[1]), int(match[2]), int(match[3]), text)
    elif match := _JAPANESE_MONTH_FIRST.search(text):
        day = date(int(match[3]), int(match[1]), int(match[2]))
    elif (match := _MONTH_FIRST.search(text)) and (match[3] or not year_needed):
        month, number = _MONTHS.index(match[1]) + 1, int(match[2])
        day = date(int(match[3]), month, number) if match[3] else _latest(month, number, today)
    elif not year_needed and (match := _NO_YEAR.search(text)):
        day = _latest(int(match[1]), int(match[2]), today)
    else:
        return None
    return day, f"{text[: match.start()]} {text[match.end() :]}"


def _settled(first: int, second: int, year: int, text: str) -> date:
    """Read `11/12/2026` if only one reading is a day, or the weekday beside it says which."""
    readings = set()
    for month, number in ((first, second), (second, first)):
        if month <= 12:
            readings.add(date(year, month, number))
    if len(readings) > 1:
        readings = {day for day in readings if _WEEKDAYS[day.weekday()] in text}
    if len(readings) != 1:
        raise ValueError(f"day and month cannot be told apart: {first}/{second}/{year}")
    return readings.pop()


def _latest(month: int, number: int, today: date) -> date:
    for year in range(today.year, today.year - 9, -1):
        try:
            day = date(year, month, number)
        except ValueError:
            continue
        if day <= today:
            return day
    raise ValueError(f"no day {number} in month {month}")


def _moment(day: date, text: str) -> tuple[datetime | None, str]:
    """Find the time and its zone in what stands beside the day."""
    match = _TIME.search(text)
    if match is None:
        return None, text
    before, hour, minute, second, meridiem, behind = match.groups()
    half, hours = before or behind, int(hour)
    if half in ("下午", "午後", "晚上", "中午") or meridiem == "p":
        hours = hours % 12 + 12 if hours <= 12 else hours
    elif half in ("上午", "午前", "凌晨", "早上") or meridiem == "a":
        hours = hours % 12 if hours <= 12 else hours
    zone: timezone | None = _JAPAN
    end = match.end()
    if offset := _OFFSET.match(text, end):
        distance = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        zone = timezone(-distance if offset[1] == "-" else distance)
        end = offset.end()
    if named := _ZONE.match(text, end):
        if named[1] in ("gmt", "utc", "z"):
            zone = UTC
        elif offset is None and named[1] not in ("jst", "日本標準時", "日本时间"):
            zone = None
        end = named.end()
    rest = f"{text[: match.start()]} {text[end:]}"
    if zone is None:
        return None, rest
    return datetime(
        day.year, day.month, day.day, hours, int(minute), int(second or 0), tzinfo=zone
    ), rest
