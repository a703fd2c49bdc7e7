"""Rows as CSV that a spreadsheet opens as they are, and runs nothing of."""

import codecs
import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from tui.text.clean import clean_line

RUN: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""With what a cell begins that spreadsheets take for a formula."""
GUARD: Final = "'"
"""What stands before such a cell, so that it is text."""


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as UTF-8 with a byte order mark, without which Excel reads another charset."""
    written = io.StringIO(newline="")
    csv.writer(written).writerows([_harmless(cell) for cell in row] for row in rows)
    return codecs.BOM_UTF8 + written.getvalue().encode()


def _harmless(cell: str) -> str:
    text = clean_line(cell)
    return f"{GUARD}{text}" if text.startswith(RUN) else text
