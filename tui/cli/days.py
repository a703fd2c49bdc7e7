"""Dates on the command line: read as people write them, said back shortly."""

import re
from datetime import date, datetime
from typing import Final

from tui.deadlines.dates import DateError, read_date
from tui.deadlines.said import long, moment
from tui.deadlines.today import TOKYO
from tui.text.translation import Words

_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*")


def read_moment(text: str, today: date) -> str:
    """Return a past date, or with a time of day a moment with offset (Japan's if none is given)."""
    if not _MOMENT.fullmatch(text.strip()):
        return read_date(text, today, past=True).isoformat()
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise DateError(text) from error
    return (found if found.tzinfo else found.replace(tzinfo=TOKYO)).isoformat()


def say_when(at: str | None, today: date, words: Words) -> str:
    """Return a stored date or moment, shortly: `Thu 12 Nov`, `12 Nov 10:03`; empty for None."""
    if at is None:
        return ""
    if len(at) <= len("2026-11-12"):
        return long(date.fromisoformat(at), today, words)
    return moment(datetime.fromisoformat(at), today, words)
