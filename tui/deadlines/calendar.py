"""How days and times are written in Chinese, English and Japanese: the one grammar for them.

What a text says is found here; what it leaves open (the year, whether day or month comes first, the
zone) is settled by whoever asks: for the date of a mail, of a copied text, or of a field.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final, NamedTuple

_ERAS: Final = {"r": 2018, "令和": 2018, "h": 1988, "平成": 1988}
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DASHES: Final = str.maketrans("‐‒–—−", "-----")
_AFTER_NOON: Final = ("下午", "午後", "晚上", "中午", "p")
_BEFORE_NOON: Final = ("上午", "午前", "凌晨", "早上", "a")


class Day(NamedTuple):
    """A day as it stands in a text: what it says, and the text without it."""

    year: int | None
    month: int
    day: int
    order_is_open: bool
    """Whether `month` and `day` are bare numbers that no year precedes, in their order there."""
    rest: str


class Clock(NamedTuple):
    """A time of day as it stands in a text: what it says, and the text without it."""

    hour: int
    minute: int
    second: int
    offset: int | None
    """Minutes east of Greenwich; None where no number tells."""
    zone: str
    """The zone's name behind it, in lower case; empty without one."""
    rest: str


def folded(text: str, most: int) -> str:
    """Return the first `most` characters of a text in the form that is read here."""
    return " ".join(
        unicodedata.normalize("NFKC", text[:most]).translate(_DASHES).casefold().split()
    )


def find_day(text: str) -> Day | None:
    """Return the day that a folded text names, wherever it stands; None where it names none.

    ValueError for a month that there is not.
    """
    return next((_day(text, found) for form in _forms() if (found := form.search(text))), None)


def whole_day(text: str) -> Day | None:
    """Return the day that a folded text is, and nothing but; None for any other text.

    Two bare numbers are a day here, and eight digits. ValueError for a month that there is not.
    """
    for form in (*_short_forms(), *_forms()):
        if found := form.fullmatch(text):
            return _day(text, found)
    return None


def find_clock(text: str) -> Clock | None:
    """Return the time that a folded text without its day names; None where it names none."""
    found = _clock().search(text)
    if found is None:
        return None
    hour, half = int(found["hour"]), found["before"] or found["behind"] or found["half"]
    if half in _AFTER_NOON:
        hour = hour % 12 + 12 if hour <= 12 else hour
    elif half in _BEFORE_NOON:
        hour = hour % 12 if hour <= 12 else hour
    offset, end = None, found.end()
    if east := _offset().match(text, end):
        minutes = int(east["hours"]) * 60 + int(east["minutes"] or 0)
        offset, end = -minutes if east["sign"] == "-" else minutes, east.end()
    zone = _zone().match(text, end)
    return Clock(
        hour,
        int(found["minute"]),
        int(found["second"] or 0),
        offset,
        zone["name"] if zone else "",
        f"{text[: found.start()]} {text[zone.end() if zone else end :]}",
    )


def nearest(month: int | None, day: int, today: date, *, past: bool) -> date:
    """Return the first such day from today on, or back; any month if `month` is None.

    ValueError where there is none.
    """
    for candidate in _candidates(month, day, today, -1 if past else 1):
        if candidate == today or (candidate < today) == past:
            return candidate
    raise ValueError(f"no month {month} with a day {day}")


def _candidates(month: int | None, day: int, today: date, step: int) -> Iterator[date]:
    # A 29 February may be eight years away (1896 to 1904, 2096 to 2104).
    start = today.year * 12 + today.month - 1
    for count in range(8 * 12 + 1):
        year, index = divmod(start + step * count, 12)
        if month in (None, index + 1):
            try:
                yield date(year, index + 1, day)
            except ValueError:
                continue


def _day(text: str, found: re.Match[str]) -> Day:
    said = found.groupdict()
    year = int(said["year"]) if said["year"] else None
    if era := said.get("era"):
        year = _ERAS[era] + int(said["era_year"].replace("元", "1"))
    elif year is not None and year < 100:
        year += 1900 if year >= 70 else 2000
    name = said.get("name")
    month = 1 + next(at for at, full in enumerate(_MONTHS) if full.startswith(name)) if name else 0
    rest = text[: found.start()] + " " + text[found.end() :]
    if between := said.get("between"):
        # The time stands between the day and its year.
        rest = f"{text[: found.start()]} {between} {text[found.end() :]}"
    return Day(year, month or int(said["month"]), int(said["day"]), "bare" in said, rest)


def _beginnings(word: str, least: int) -> str:
    """Return the pattern of a word that may be cut short."""
    pattern = ""
    for letter in reversed(word[least:]):
        pattern = f"(?:{letter}{pattern})?"
    return word[:least] + pattern


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    names = "|".join(_beginnings(month, 3) for month in _MONTHS)
    name = rf"(?P<name>{names})(?![a-z])\.?"
    era = r"(?:(?P<year>\d{4})|(?<![a-z])(?P<era>r|h|令和|平成) ?(?P<era_year>\d{1,2}|元))"
    nth = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    year = r"(?:(?:,? (?P<between>(?:.{0,24}? )??)|[./-])(?P<year>\d{4})(?!\d))?"
    return tuple(
        map(
            re.compile,
            (
                rf"(?<!\d){era} ?[-/.年] ?(?P<month>\d{{1,2}}) ?[-/.月] ?(?P<day>\d{{1,2}})(?!\d)"
                r"(?: ?[日号號])?",
                rf"(?<![\d+-])(?P<year>\d{{4}})[ ,/.-]{{1,2}}{name}[ ,/.-]{{1,2}}{nth}(?!\d)",
                rf"(?<![\d:.+])(?:the )?{nth},?"
                rf"(?:[ ./-]?(?:of )?{name}|[ ./-](?P<month>\d{{1,2}}) ?月),?"
                r"(?:[ ./-]{1,2}(?P<year>\d{4}|\d{2})(?!\d| ?[:.時时点]))?",
                r"(?P<bare>)(?<![\d/])(?P<month>\d{1,2})[-/.](?P<day>\d{1,2})[-/.](?P<year>\d{4})"
                r"(?!\d)",
                r"(?<!\d)(?P<month>\d{1,2}) ?月 ?(?P<day>\d{1,2})(?![\d:])(?: ?[日号號])?" + year,
                rf"\b{name}[ ./-]?{nth}(?![\d:]){year}",
            ),
        )
    )


@cache
def _short_forms() -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"),
        re.compile(
            r"(?P<bare>)(?P<year>)(?P<month>\d{1,2}) ?[-/.] ?(?P<day>\d{1,2})(?: ?[日号號])?"
        ),
    )


@cache
def _clock() -> re.Pattern[str]:
    half = "上午|下午|午前|午後"
    return re.compile(
        rf"(?:(?P<before>{half}|凌晨|早上|中午|晚上) ?)?(?<!\d)(?P<hour>\d{{1,2}}) ?[:.時时点]"
        r" ?(?P<minute>\d{1,2})(?: ?[:.分] ?(?P<second>\d{1,2}))?(?:[.,]\d+|分|秒)?"
        rf"(?: ?(?:(?P<half>[ap])\.?m\b\.?|(?P<behind>{half})))?"
    )


@cache
def _offset() -> re.Pattern[str]:
    return re.compile(
        r"[ (]{0,3}(?:gmt|utc)? ?(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?(?!\d)\)?"
    )


@cache
def _zone() -> re.Pattern[str]:
    return re.compile(r"[ (]{0,3}(?P<name>z|ut|[a-z]{3,4}|日本標準時|日本时间)\b\)?")
