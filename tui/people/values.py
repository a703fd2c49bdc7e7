"""What stands in a cell, as its field keeps it."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Final

from tui.casebook.fields import NAME, Field, Value
from tui.guides.guide import Guide
from tui.guides.load import Library
from tui.people.columns import Found
from tui.people.sheet import Row, Sheet
from tui.plan.field_values import NoValue, read_value
from tui.text.folding import fold
from tui.text.telephone import digits_of
from tui.text.translation import LANGUAGES, Words, marked

_EMPTY: Final = frozenset(("", "-", "ー", "―", "—", "–", "/", "n/a", "なし", "无"))
"""What is written into a cell that says nothing."""
_GUARD: Final = "'"
_GUARDED: Final = tuple(f"{_GUARD}{sign}" for sign in "=+-@＝＋－＠")
_DAYS: Final = re.compile(r"[1-9]\d{4}")
_MIDNIGHT: Final = re.compile(r"[ T]0{1,2}:00(?::00)?(?:\.0+)?(?:Z|[+-]\d\d:?\d\d)?$")
_AS_AMOUNT: Final = re.compile(r"^(\d+)\.0+$")


class Reading:
    """How the cells of one list are read."""

    def __init__(self, sheet: Sheet, found: Found, library: Library, today: date) -> None:
        self._sheet, self._found, self._today = sheet, found, today
        self._types = {fold(name): guide for guide in library.guides for name in _names(guide)}

    def fields(self, row: Row) -> Mapping[Field, Value]:
        """Return what a row says; raises `DateError`, `NoValue`. An empty cell says nothing."""
        said = {}
        for place, field in self._found.fields.items():
            written = _cell(row, place)
            value = self._value(field, written) if written else None
            if value is not None:
                said[field] = value
        if not said.get(NAME):
            raise NoValue(marked("There is no name."))
        return said

    def type(self, row: Row) -> Guide | None:
        """Return the guide of the card type that a row names; None where it names none."""
        written = "" if self._found.type is None else _cell(row, self._found.type)
        if not written:
            return None
        guide = self._types.get(fold(written))
        if guide is None:
            raise NoValue(
                marked("There is no card type {type}. There is: {types}."),
                type=written,
                types=", ".join(sorted({each.id for each in self._types.values()})),
            )
        return guide

    def _value(self, field: Field, written: str) -> Value | None:
        if field.is_day:
            written = _MIDNIGHT.sub("", unicodedata.normalize("NFKC", written))
            if _DAYS.fullmatch(written):
                return (self._sheet.first_day + timedelta(days=int(written))).isoformat()
        elif field.kind == "choice":
            written = _tokens(field).get(fold(written), written)
        elif field.kind in ("yen", "sum"):
            written = _AS_AMOUNT.sub(r"\1", written)
        elif field.name == "number" and digits_of(written) == f"0{written}":
            # A spreadsheet has taken it for an amount.
            written = f"0{written}"
        return read_value(field, written, self._today)


def _cell(row: Row, place: int) -> str:
    written = row.cells[place] if place < len(row.cells) else ""
    if written.startswith(_GUARDED):
        # Our own lists keep a spreadsheet from taking it for a formula.
        written = written.removeprefix(_GUARD)
    return "" if written.casefold() in _EMPTY else written


def _names(guide: Guide) -> Iterator[str]:
    yield guide.id
    for name in guide.name.values():
        yield name
        # 后付费卡（月结）: what stands in brackets explains it.
        yield unicodedata.normalize("NFKC", name).partition("(")[0]


@cache
def _tokens(field: Field) -> Mapping[str, str]:
    """Return the tokens of a choice by what they are called in any language."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        words = Words(language)
        found |= {fold(words(label)): token for token, label in field.tokens.items()}
    return found | {fold(token): token for token in field.tokens}
