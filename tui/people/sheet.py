"""A list as it was read: its columns, and rows that know their line."""

from datetime import date
from typing import Final, NamedTuple

from tui.text.translation import marked
from tui.text.trouble import Trouble

MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 200
FIRST_DAY: Final = date(1899, 12, 30)
"""The day from which spreadsheets count days; the 29 February 1900 that they know is before all."""


class Unfit(Trouble):
    """A file that is no list of people, or not one that can be read whole."""


class Row(NamedTuple):
    """The cells of one row, each without outer blanks and line breaks."""

    line: int
    """As a spreadsheet numbers it; of a text, the line in which it begins."""
    cells: tuple[str, ...]


class Merged(NamedTuple):
    """Cells of which only the first holds the value of all."""

    where: str
    last_line: int


class Sheet(NamedTuple):
    """The rows of a list that hold anything, in their order."""

    rows: tuple[Row, ...]
    first_day: date = FIRST_DAY
    """The day 0 of those days that are written as numbers."""
    merged: tuple[Merged, ...] = ()


def row_of(line: int, cells: list[str]) -> Row:
    """Return a row; a line break within a cell is a blank."""
    return Row(line, tuple(" ".join(cell.split()) for cell in cells))


def too_many_rows(name: str) -> Unfit:
    """Return the refusal of a list that is longer than any desk's."""
    return Unfit(
        marked("{name} has more than {most} rows: import the people who are leaving, in parts."),
        name=name,
        most=f"{MOST_ROWS:,}",
    )
