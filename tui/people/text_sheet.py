"""A list that is text: values parted by commas, semicolons or tabs, in whatever charset."""

import csv
import io
from collections.abc import Callable
from typing import Final

from tui.correspondence.charsets.decoding import BINARY, canonical, decode, decode_as
from tui.people.columns import Columns
from tui.people.sheet import MOST_ROWS, Row, Sheet, Unfit, row_of, too_many_rows
from tui.text.translation import marked

_BOMS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_WRITTEN_BY_OFFICES: Final = ("utf-8", "cp932", "gb18030")
"""What spreadsheets of Japan and China save as; the first that reads the columns' names counts."""
_PARTING: Final = (",", "\t", ";")
_TOP: Final = 20
"""Lines in which the columns' names are looked for."""


def read(raw: bytes, name: str, charset: str | None, columns: Columns) -> Sheet:
    """Return the rows of a text; raises `Unfit` with the line that cannot be read."""
    text = _text(raw, name, charset, columns)
    parting = max(_PARTING, key=lambda mark: _best(text, mark, columns))
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=parting, strict=True)
    line = 1
    try:
        for cells in reader:
            row = row_of(line, cells)
            if any(row.cells):
                rows.append(row)
            if len(rows) > MOST_ROWS + 1:
                raise too_many_rows(name)
            line = reader.line_num + 1
    except csv.Error as error:
        raise Unfit(
            marked(
                "{name} is not a list parted by commas, as spreadsheets save it: the quotes in "
                "line {line} do not end, or something stands behind them."
            ),
            name=name,
            line=line,
        ) from error
    return Sheet(tuple(rows))


def _text(raw: bytes, name: str, charset: str | None, columns: Columns) -> str:
    if charset is not None:
        if canonical(charset) in (None, BINARY):
            raise Unfit(marked("There is no charset {charset}."), charset=charset)
        found = decode_as(raw, charset)
    elif raw.startswith(_BOMS) or (known := _by_columns(raw, columns)) is None:
        found = decode(raw)
    else:
        found = decode_as(raw, known)
    if found.charset == BINARY:
        raise Unfit(
            marked("{name} is no list: save it as CSV, or as an Excel workbook (.xlsx)."), name=name
        )
    if found.lossy:
        line = found.text[: max(found.text.find("\ufffd"), 0)].count("\n") + 1
        raise Unfit(
            marked(
                "{name} cannot be read as {charset} in line {line}: name its charset with "
                "--charset, for instance cp932 or gb18030, or save it as UTF-8."
            ),
            name=name,
            charset=found.charset,
            line=line,
        )
    return found.text


def _by_columns(raw: bytes, columns: Columns) -> str | None:
    """Return the charset in which the columns have names, where ASCII alone does not tell."""
    best, most = None, 0
    for charset in _WRITTEN_BY_OFFICES:
        found = decode_as(raw, charset)
        if found.lossy:
            continue
        count = max(_best(found.text, mark, columns, _not_ascii) for mark in _PARTING)
        if count > most:
            best, most = charset, count
    return best


def _not_ascii(cells: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(cell for cell in cells if not cell.isascii())


def _best(
    text: str,
    parting: str,
    columns: Columns,
    narrowed: Callable[[tuple[str, ...]], tuple[str, ...]] = tuple,
) -> int:
    """Return how many columns' names the best line of the top has, parted so."""
    most = 0
    reader = csv.reader(io.StringIO(text[:65_536], newline=""), delimiter=parting)
    try:
        for _, cells in zip(range(_TOP), reader, strict=False):
            most = max(most, columns.count(narrowed(row_of(1, cells).cells)))
    except csv.Error:
        # The whole of it is read strictly, and told of, afterwards.
        return most
    return most
