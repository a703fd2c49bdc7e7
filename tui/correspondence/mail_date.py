"""The date of a mail, as clients have written it since 1982, right or wrong."""

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

_LONGEST: Final = 200
_OLDEST: Final = 1980
_LATEST: Final = 2199
_JAPAN: Final = timezone(timedelta(hours=9))
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

_MONTH: Final = rf"(?:({'|'.join(_MONTHS)})[a-z]{{0,6}}\.?|(\d{{1,2}}) ?月)"
_DAY_FIRST = re.compile(rf"(?<!\d)(\d{{1,2}})[ -]{_MONTH},?[ -](\d{{4}}|\d{{2}})(?!\d)(?!:)")
_MONTH_FIRST = re.compile(
    rf"\b{_MONTH} (\d{{1,2}})\b(?!:)[^\d]{{0,2}}(?:.{{0,24}}? )??(\d{{4}})(?!\d)"
)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2})(?!\d)")
_TIME = re.compile(
    r"(?:(午前|午後|上午|下午) ?)?(?<!\d)(\d{1,2})[:.時](\d{1,2})(?:[:.分](\d{1,2}))?"
    r"(?:[.,]\d+|分|秒)? ?(?:([ap])\.?m\b\.?)?"
)
_ZONE = re.compile(r"[ (]{0,3}(?:gmt|utc)?([+-])(\d{2}):?(\d{2})(?!\d)|[ (]{0,3}([a-z]{1,5})\b")
_ZONES: Final = {
    **dict.fromkeys(("gmt", "utc", "ut", "z"), 0),
    **dict.fromkeys(("jst", "kst"), 9),
    **dict.fromkeys(("hkt", "sgt"), 8),
    **dict.fromkeys(("cet", "bst"), 1),
    **dict.fromkeys(("cest", "eet"), 2),
    **dict.fromkeys(("edt",), -4),
    **dict.fromkeys(("est", "cdt"), -5),
    **dict.fromkeys(("cst", "mdt"), -6),
    **dict.fromkeys(("mst", "pdt"), -7),
    **dict.fromkeys(("pst",), -8),
}


def read_mail_date(text: str) -> str | None:
    """Return the moment that a `Date` field tells, as ISO 8601 with offset, or None.

    A time without a zone, or with one that nobody knows, is taken as Japanese.
    """
    folded = " ".join(unicodedata.normalize("NFKC", text[:_LONGEST]).casefold().split())
    try:
        return _moment(folded)
    except (ValueError, OverflowError):
        return None


def read_received_date(value: str) -> str | None:
    """Return the moment at the end of a `Received` field, or None."""
    return read_mail_date(value.rpartition(";")[2])


def _moment(text: str) -> str | None:
    day = _day(text)
    time = _TIME.search(text)
    if day is None or time is None:
        return None
    half, hour, minute, second, meridiem = time.groups()
    hours = int(hour)
    if half in ("午後", "下午") or meridiem == "p":
        hours = hours % 12 + 12
    elif half in ("午前", "上午") or meridiem == "a":
        hours %= 12
    moment = datetime(
        *day, hours, int(minute), min(int(second or 0), 59), tzinfo=_zone(text, time.end())
    )
    return moment.isoformat()


def _day(text: str) -> tuple[int, int, int] | None:
    if match := _YEAR_FIRST.search(text):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    elif match := _DAY_FIRST.search(text):
        year, month, day = int(match[4]), _month(match[2], match[3]), int(match[1])
    elif match := _MONTH_FIRST.search(text):
        year, month, day = int(match[4]), _month(match[1], match[2]), int(match[3])
    else:
        return None
    if year < 100:
        year += 1900 if year >= 70 else 2000
    return (year, month, day) if _OLDEST <= year <= _LATEST else None


def _month(name: str | None, number: str | None) -> int:
    return _MONTHS.index(name) + 1 if name else int(number or 0)


def _zone(text: str, at: int) -> timezone:
    match = _ZONE.match(text, at)
    if match is None or (match[4] and match[4] not in _ZONES):
        return _JAPAN
    if match[4]:
        hours = _ZONES[match[4]]
        return timezone(timedelta(hours=hours)) if hours else UTC
    distance = timedelta(hours=int(match[2]), minutes=int(match[3]))
    if distance >= timedelta(hours=24):
        return _JAPAN
    return timezone(-distance if match[1] == "-" else distance)
