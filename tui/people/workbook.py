"""A list in an Excel workbook, as it was last calculated; nothing in it is computed here."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any, Final

from tui.people.columns import Columns
from tui.people.sheet import (
    FIRST_DAY,
    MOST_COLUMNS,
    MOST_ROWS,
    Merged,
    Row,
    Sheet,
    Unfit,
    row_of,
    too_many_rows,
)
from tui.text.translation import marked

MAGIC: Final = b"PK\x03\x04"
OLDER: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a workbook of the older kind begins, and one with a password."""

_UNPACKED_AT_MOST: Final = 256 * 1024 * 1024
_PARTS_AT_MOST: Final = 2000
_LAST_ROW: Final = 1_048_576
_TOP: Final = 20
_FIRST_DAY_OF_MACS: Final = date(1904, 1, 1)
_ERRORS: Final = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!")
_BROKEN: Final = (
    *(ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError),
    *(RuntimeError, SyntaxError, TypeError, ValueError, zipfile.BadZipFile, zlib.error),
)
"""What the reading of a damaged or made-up workbook ends with."""


def read(raw: bytes, name: str, wanted: str | None, columns: Columns) -> Sheet:
    """Return the rows of the sheet that is called `wanted`, or of the only one with people.

    Raises `Unfit`: for what is no workbook, for a cell whose value is not there, for merged cells.
    """
    _refuse_a_bomb(raw, name)
    with _told(name), warnings.catch_warnings():
        # What a workbook has beside its cells is no concern of a list.
        warnings.simplefilter("ignore")
        import openpyxl

        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        try:
            sheet = _sheet(book, name, wanted, columns)
            rows = tuple(_rows(sheet, name))
            merged = tuple(_merged(book, sheet))
            is_of_macs = book.epoch.year == _FIRST_DAY_OF_MACS.year
        finally:
            book.close()
    return Sheet(rows, _FIRST_DAY_OF_MACS if is_of_macs else FIRST_DAY, merged)


@contextmanager
def _told(name: str) -> Iterator[None]:
    try:
        yield
    except Unfit:
        raise
    except _BROKEN as error:
        raise _no_workbook(name) from error


def _no_workbook(name: str) -> Unfit:
    return Unfit(
        marked("{name} is not an Excel workbook that can be read: save it again as .xlsx or CSV."),
        name=name,
    )


def older(name: str) -> Unfit:
    """Return the refusal of a workbook of the older kind, or with a password."""
    return Unfit(
        marked(
            "{name} is an older Excel workbook, or has a password: save it as .xlsx without one, "
            "or as CSV."
        ),
        name=name,
    )


def _refuse_a_bomb(raw: bytes, name: str) -> None:
    with _told(name), zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = archive.infolist()
        # A part gives no more than it declares.
        if len(parts) > _PARTS_AT_MOST or sum(p.file_size for p in parts) > _UNPACKED_AT_MOST:
            raise Unfit(
                marked("{name} is larger than any list of people once it is unpacked."), name=name
            )
        if any(p.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for p in parts):
            raise _no_workbook(name)


def _sheet(book: Any, name: str, wanted: str | None, columns: Columns) -> Any:
    sheets = [sheet for sheet in book.worksheets if hasattr(sheet, "iter_rows")]
    titles = ", ".join(sheet.title for sheet in sheets)
    if wanted is not None:
        for sheet in sheets:
            if sheet.title.strip().casefold() == wanted.strip().casefold():
                return sheet
        raise Unfit(
            marked("{name} has no sheet {sheet}. There is: {sheets}."),
            name=name,
            sheet=wanted,
            sheets=titles,
        )
    found = [sheet for sheet in sheets if _has_people(sheet, columns)]
    if len(found) > 1:
        raise Unfit(
            marked("{name} has people on several sheets. Say which with --sheet: {sheets}."),
            name=name,
            sheets=", ".join(sheet.title for sheet in found),
        )
    if found or len(sheets) == 1:
        return (found or sheets)[0]
    raise Unfit(
        marked("No sheet of {name} has a column of names. There is: {sheets}."),
        name=name,
        sheets=titles,
    )


def _has_people(sheet: Any, columns: Columns) -> bool:
    sheet.reset_dimensions()
    top = sheet.iter_rows(max_row=_TOP, max_col=MOST_COLUMNS, values_only=True)
    return any(columns.are_in(row_of(1, [_written(value) for value in row])) for row in top)


def _rows(sheet: Any, name: str) -> Iterator[Row]:
    from openpyxl.utils import get_column_letter

    # What a workbook says of its own size may be wrong.
    sheet.reset_dimensions()
    count = 0
    rows = sheet.iter_rows(max_row=_LAST_ROW, max_col=MOST_COLUMNS, values_only=True)
    for line, values in enumerate(rows, start=1):
        # A million rows may lie between two that hold something.
        if not any(values):
            continue
        row = row_of(line, [_written(value) for value in values])
        for place, cell in enumerate(row.cells, start=1):
            if cell in _ERRORS:
                raise Unfit(
                    marked("The cell {cell} says {value}: correct it, and save the workbook."),
                    cell=f"{get_column_letter(place)}{line}",
                    value=cell,
                )
        if any(row.cells):
            count += 1
            yield row
        if count > MOST_ROWS + 1:
            raise too_many_rows(name)


def _written(value: object) -> str:
    """Return what stands in a cell as a person would write it."""
    match value:
        case None:
            return ""
        case datetime() | date():
            return value.strftime("%Y-%m-%d")
        case time():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return str(value)


def _merged(book: Any, sheet: Any) -> Iterator[Merged]:
    """Return the cells that stand for several; a formula that was never calculated is refused."""
    from defusedxml.ElementTree import iterparse
    from openpyxl.utils.cell import range_boundaries

    archive = book._archive
    with archive.open(sheet._worksheet_path) as part:
        for _, element in iterparse(part):
            tag = str(element.tag).rpartition("}")[2]
            if tag == "c":
                held = {str(child.tag).rpartition("}")[2]: child.text for child in element}
                # A formula may well have come to an empty text.
                is_there = held.get("v") or element.get("t") == "str"
                if "f" in held and not is_there:
                    raise Unfit(
                        marked(
                            "The cell {cell} is a formula whose result is not in the workbook: "
                            "open and save it in Excel or LibreOffice, or put the value there."
                        ),
                        cell=element.get("r", "?"),
                    )
            elif tag == "mergeCell":
                where = str(element.get("ref"))
                yield Merged(where, int(range_boundaries(where)[3] or _LAST_ROW))
            elif tag == "row":
                element.clear()
