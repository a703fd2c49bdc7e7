"""A list of people as it was read: its lines, and what of it was not understood."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from tui.guides.load import Library
from tui.people import text_sheet, workbook
from tui.people.columns import Columns, Found
from tui.people.match import Line
from tui.people.sheet import Sheet, Unfit
from tui.people.values import Reading
from tui.text.translation import marked
from tui.text.trouble import Trouble


class Listed(NamedTuple):
    """The lines below the columns' names, and the columns that are not read."""

    lines: tuple[Line, ...]
    ignored: tuple[str, ...]


class Ways(NamedTuple):
    """How a list is to be read, where it does not tell itself."""

    charset: str | None = None
    sheet: str | None = None
    mapped: tuple[str, ...] = ()
    """`COLUMN=FIELD`, for columns whose names say nothing."""


def read_list(raw: bytes, name: str, library: Library, today: date, ways: Ways) -> Listed:
    """Return what a list says; `name` is what it is called. Raises `Unfit`."""
    columns = Columns(ways.mapped)
    if raw.startswith(workbook.OLDER):
        raise workbook.older(name)
    if raw.startswith(workbook.MAGIC):
        sheet = workbook.read(raw, name, ways.sheet, columns)
    elif ways.sheet is not None:
        raise Unfit(marked("{name} is no workbook: it has no sheets."), name=name)
    else:
        sheet = text_sheet.read(raw, name, ways.charset, columns)
    found = columns.found(sheet, name)
    lines = tuple(_lines(sheet, found, Reading(sheet, found, library, today)))
    if not lines:
        raise Unfit(marked("There is nobody in {name} below the names of its columns."), name=name)
    return Listed(lines, found.ignored)


def _lines(sheet: Sheet, found: Found, reading: Reading) -> Iterator[Line]:
    for row in sheet.rows:
        if row.line <= found.line:
            continue
        try:
            yield Line(row.line, reading.fields(row), reading.type(row))
        except Trouble as trouble:
            yield Line(row.line, {}, refusal=trouble)
