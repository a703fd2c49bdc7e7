"""What people write into a field, and how what stands in one is said back to them."""

import re
import unicodedata
from datetime import date
from typing import Final

from tui.casebook.fields import LANGUAGE, Field, Value
from tui.casebook.tokens import UNKNOWN
from tui.deadlines.dates import DateError, is_unknown, read_date, read_day
from tui.deadlines.said import days_left, long
from tui.text.labels import YEN
from tui.text.translation import Words, marked
from tui.text.trouble import Trouble

NOT_KNOWN: Final = marked("not known yet")
_YEN: Final = re.compile(
    r"[¥\\]?\s*(\d{1,3}(?:,\d{3})+|\d{1,9})\s*(?:円|日元|yen|jpy)?", re.IGNORECASE
)


class NoValue(Trouble):
    """A text that the field cannot hold."""


def read_value(field: Field, written: str, today: date) -> Value | None:
    """Return what was written as it is kept, None for nothing; raises `DateError`, `NoValue`."""
    text = written.strip()
    if not text:
        return None
    if field.is_day:
        return read_day(text, today, past=field.kind != "day")
    if field.kind == "sum" and is_unknown(text):
        return UNKNOWN
    if field.kind in ("yen", "sum"):
        found = _YEN.fullmatch(unicodedata.normalize("NFKC", text).casefold())
        if found is None:
            raise NoValue(marked("{text} is no amount of yen. Write 3278."), text=text)
        return int(found[1].replace(",", ""))
    if field.kind == "choice" and text not in field.tokens:
        allowed = ", ".join(field.tokens)
        raise NoValue(
            marked("{field} can be {allowed}, not {text}."),
            field=field.name,
            allowed=allowed,
            text=text,
        )
    if field is LANGUAGE:
        from tui.text.languages import language_code

        return language_code(text) or text
    return text


def value_said(field: Field, value: Value, today: date, words: Words) -> str:
    """Return a value for a person: a day with its weekday and distance, a token by its name."""
    if isinstance(value, int):
        return words(YEN, amount=f"{value:,}")
    if field.kind == "sum":
        return words(NOT_KNOWN)
    if field.kind == "birthday" and value != UNKNOWN:
        return value
    if field.is_day:
        return day_said(value, today, words)
    return words(field.tokens[value]) if value in field.tokens else value


def day_said(iso: str, today: date, words: Words) -> str:
    """Return a stored day for a person: `Tue 15 Dec, 23 days`; `unknown` in their language."""
    if iso == UNKNOWN:
        return words(NOT_KNOWN)
    found = date.fromisoformat(iso)
    return words.beside(long(found, today, words), days_left(found, today, words))


def day_answered(written: str, today: date, words: Words, dot: str) -> tuple[str, bool]:
    """Return what is said of a day while it is typed, and whether it is one."""
    try:
        day = read_date(written, today)
    except DateError as error:
        return error.say(words), False
    return f"{long(day, today, words)}{dot}{days_left(day, today, words)}", True
