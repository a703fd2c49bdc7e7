"""How a folder is laid out for somebody who looks for a letter in it."""

from collections.abc import Container, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from tui.screens.folder import Entry, Listing, begins
from tui.text.size import size
from tui.text.width import width
from tui.widgets.rows import ACCENT, QUIET, Piece, Row
from tui.widgets.voice import Voice

ABOVE: Final = ".."
"""The key of the row that leads to the folder above."""
ALL: Final = "*"
"""The key of the row that takes all that has arrived."""
FOLDER, FILE = "d", "f"
"""How the keys of folders and files begin; the name follows."""
_HOUR: Final = 3600
_DATE: Final = 11


def folder_rows(listing: Listing, part: str, marked: Container[str], voice: Voice) -> list[Row]:
    """Return the rows of a folder: the way up, folders, files; only what begins with `part`."""
    above, folders, files = _parts(listing, part, marked, voice)
    rows = [*above, *folders, *files]
    if not files and listing.left_out and not part:
        says = voice.words.plural(
            "{n} other file: . shows it", "{n} other files: . shows them", listing.left_out
        )
        rows.append(Row("#", (Piece(says, QUIET),), selectable=False))
    return rows


def inbox_rows(
    listing: Listing, part: str, marked: Container[str], voice: Voice, arrived: Sequence[str]
) -> list[Row]:
    """Return the rows of the inbox: what has arrived stands above everything else."""
    above, folders, files = _parts(listing, part, marked, voice)
    together: list[Row] = []
    if len(arrived) > 1 and not part:
        says = voice.words("All {n}, one after the other", n=len(arrived))
        together.append(Row(ALL, (Piece(says, ACCENT),)))
    return [*together, *files, *above, *folders]


def first_stop(rows: Sequence[Row]) -> str | None:
    """Return where one begins: at all that arrived, at the newest file, not at the way up."""
    for kind in (ALL, FILE, FOLDER):
        for row in rows:
            if row.key.startswith(kind):
                return row.key
    return None


def _parts(
    listing: Listing, part: str, marked: Container[str], voice: Voice
) -> tuple[list[Row], list[Row], list[Row]]:
    above = [] if part else [Row(ABOVE, (Piece("../", QUIET),))]
    folders = [
        Row(FOLDER + entry.name, (Piece(f"{entry.name}/", ACCENT),))
        for entry in listing.folders
        if begins(entry.name, part)
    ]
    files = [
        _file_row(entry, entry.name in marked, voice)
        for entry in listing.files
        if begins(entry.name, part)
    ]
    return above, folders, files


def _file_row(entry: Entry, is_marked: bool, voice: Voice) -> Row:
    mark = voice.glyphs.states["done"] + " " if is_marked else ""
    day = voice.day(_moment(int(entry.modified) // _HOUR)) if entry.modified else ""
    column = f"{size(entry.size):>8}  {' ' * max(_DATE - width(day), 0)}{day} "
    return Row(FILE + entry.name, (Piece(mark, ACCENT), Piece(entry.name)), (Piece(column, QUIET),))


@lru_cache(maxsize=4096)
def _moment(hour: int) -> str:
    """Return the hour counted from 1970 as ISO text: files of one folder share many."""
    return datetime.fromtimestamp(hour * _HOUR, UTC).isoformat()
