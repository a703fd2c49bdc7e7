"""Dates as they are said to the reader, each language in its own grammar."""

from datetime import date, datetime, time
from typing import Final, Protocol

from tui.deadlines.today import in_tokyo

_MONTHS: Final = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
_WEEKDAYS: Final = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "zh": tuple(f"周{day}" for day in "一二三四五六日"),
    "ja": tuple("月火水木金土日"),
}
_HALF_A_YEAR: Final = 183


class InLanguage(Protocol):
    """What speaks one of the interface languages, as `Words` does."""

    @property
    def language(self) -> str:
        """`zh`, `en` or `ja`."""


def short(day: date, today: date, words: InLanguage) -> str:
    """Return `15 Dec`, `12月15日`; with the year when another such day is nearer to `today`."""
    year = "" if abs((day - today).days) <= _HALF_A_YEAR else str(day.year)
    if words.language == "en":
        return f"{day.day} {_MONTHS[day.month - 1]} {year}".rstrip()
    return f"{year}{'年' if year else ''}{day.month}月{day.day}日"


def weekday(day: date, words: InLanguage) -> str:
    """Return `Tue`, `周二` or `火`."""
    return _WEEKDAYS[words.language][day.weekday()]


def long(day: date, today: date, words: InLanguage) -> str:
    """Return the date with its weekday: `Tue 15 Dec`, `12月15日 周二`, `12月15日（火）`."""
    said, name = short(day, today, words), weekday(day, words)
    if words.language == "en":
        return f"{name} {said}"
    return f"{said} {name}" if words.language == "zh" else f"{said}（{name}）"


def days_left(day: date, today: date, words: InLanguage) -> str:
    """Return how far `day` is from `today`: `23 days`, `今天`, `2日前`."""
    days = (day - today).days
    if days == 0:
        return {"en": "today", "zh": "今天", "ja": "今日"}[words.language]
    if words.language == "en":
        return _days(abs(days)) + (" ago" if days < 0 else "")
    if words.language == "zh":
        return f"还有{days}天" if days > 0 else f"{-days}天前"
    return f"あと{days}日" if days > 0 else f"{-days}日前"


def departure_line(day: date, today: date, words: InLanguage) -> str:
    """Return `leaves 15 Dec · 23 days`, or once it is past `left 15 Dec`."""
    said = short(day, today, words)
    if day < today:
        return {"en": f"left {said}", "zh": f"{said}已离境", "ja": f"{said}出国済み"}[
            words.language
        ]
    left = days_left(day, today, words)
    return {
        "en": f"leaves {said} · {left}",
        "zh": f"{said}离境 · {left}",
        "ja": f"{said}出国・{left}",
    }[words.language]


def due_line(day: date, today: date, words: InLanguage, until: time | None = None) -> str:
    """Return `by 1 Dec`, `today until 21:10, Japan time`, `do now · 2 days late`.

    `until` is the Tokyo time at which the day's window closes; it is said on the day itself.
    """
    late = (today - day).days
    if late > 0:
        return {
            "en": f"do now · {_days(late)} late",
            "zh": f"现在就办 · 逾期{late}天",
            "ja": f"今すぐ・{late}日過ぎています",
        }[words.language]
    if late == 0 and until is not None:
        return {
            "en": f"today until {until:%H:%M}, Japan time",
            "zh": f"今天{until:%H:%M}截止（日本时间）",
            "ja": f"今日{until:%H:%M}まで（日本時間）",
        }[words.language]
    said = short(day, today, words) if late else days_left(day, today, words)
    return {"en": f"by {said}", "zh": f"{said}截止", "ja": f"{said}まで"}[words.language]


def follow_up_line(day: date, today: date, words: InLanguage) -> str:
    """Return when to ask again: `ask again 28 Nov`, `11月28日再询问`."""
    said = short(day, today, words)
    return {"en": f"ask again {said}", "zh": f"{said}再询问", "ja": f"{said}に再確認"}[
        words.language
    ]


def moment(at: datetime, today: date, words: InLanguage) -> str:
    """Return an aware moment in Tokyo time: `12 Nov 10:03`, `11月12日 10:03`."""
    there = in_tokyo(at)
    return f"{short(there.date(), today, words)} {there:%H:%M}"


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"
