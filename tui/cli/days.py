"""Dates on the command line: read as people write them, said back so that a slip is seen."""

import re
import unicodedata
from datetime import date, datetime
from typing import Final

from tui.casebook.tokens import UNKNOWN
from tui.cli.arguments import Usage
from tui.deadlines.dates import DateError, read_date
from tui.deadlines.said import days_left, long, moment
from tui.deadlines.today import TOKYO
from tui.text.translation import Words, marked

_NOT_KNOWN: Final = frozenset(
    (
        UNKNOWN,
        "?",
        "don't know",
        "dont know",
        "不知道",
        "不清楚",
        "未定",
        "不明",
        "わからない",
        "分からない",
    )
)
_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*")


def read_day(text: str, today: date, *, past: bool = False) -> str:
    """Return a date as ISO text, or `unknown`; raises `Usage`. `past` looks back for the year."""
    if unicodedata.normalize("NFKC", text).casefold().strip() in _NOT_KNOWN:
        return UNKNOWN
    try:
        return read_date(text, today, past=past).isoformat()
    except DateError as error:
        raise _no_date(text) from error


def read_moment(text: str, today: date) -> str:
    """Return a past date, or with a time of day a moment with offset (Japan's if none is given)."""
    if not _MOMENT.fullmatch(text.strip()):
        day = read_day(text, today, past=True)
        if day == UNKNOWN:
            raise _no_date(text)
        return day
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise _no_date(text) from error
    return (found if found.tzinfo else found.replace(tzinfo=TOKYO)).isoformat()


def say_day(day: str, today: date, words: Words) -> str:
    """Return a stored date for a person: `Tue 15 Dec, 23 days`; `unknown` in their language."""
    if day == UNKNOWN:
        return words("not known yet")
    found = date.fromisoformat(day)
    return words.beside(long(found, today, words), days_left(found, today, words))


def say_when(at: str | None, today: date, words: Words) -> str:
    """Return a stored date or moment, shortly: `Thu 12 Nov`, `12 Nov 10:03`; empty for None."""
    if at is None:
        return ""
    if len(at) <= len("2026-11-12"):
        return long(date.fromisoformat(at), today, words)
    return moment(datetime.fromisoformat(at), today, words)


def _no_date(text: str) -> Usage:
    return Usage(
        marked(
            "{text} is no date: write it like 2026-12-15, 12/15, 12月15日 or +14, "
            "or unknown where nobody knows it yet."
        ),
        text=text,
    )
