"""A row for each card, in columns that fit the room."""

from collections.abc import Callable, Sequence
from typing import ClassVar, Final, NamedTuple

from textual.binding import BindingType
from textual.message import Message

from tui.casebook.fields import FIELD_LABELS, Column, Field
from tui.casebook.tokens import UNKNOWN
from tui.keys import bindings
from tui.plan.board import LISTED, BoardRow
from tui.plan.field_values import value_said
from tui.text.clean import clean_line
from tui.text.translation import marked
from tui.text.width import pad, width
from tui.widgets.lines import Lines
from tui.widgets.rows import ACCENT, PROBLEM, QUIET, STRONG, Piece, Row
from tui.widgets.voice import Voice

_BETWEEN = 1
_MARK = 2
_SHOWN = 4
_LOUD = 5
"""Up to this place stands what one looks a card up by; the rest is quiet."""


class _Column(NamedTuple):
    heading: str
    widest: int
    narrowest: int
    says: Callable[[BoardRow, Voice], str]
    look: str = ""


def _next_day(row: BoardRow, voice: Voice) -> str:
    return voice.day(row.next_day) if row.next_day else ""


def _says(field: Field) -> Callable[[BoardRow, Voice], str]:
    """Return what says a field in a column."""

    def said(row: BoardRow, voice: Voice) -> str:
        value = field.value(row.card)
        if not value or value == UNKNOWN:
            return ""
        if field.is_day:
            return voice.day(str(value))
        text = value_said(field, value, voice.today, voice.words)
        return masked(text) if field.masked else text

    return said


def masked(text: str) -> str:
    """Return a number, or another text, with all but its last characters hidden."""
    hidden = max(sum(map(str.isalnum, text)) - _SHOWN, 0)
    shown = []
    for character in text:
        if character.isalnum() and hidden > 0:
            hidden -= 1
            character = "*"
        shown.append(character)
    return "".join(shown)


def _of_field(field: Field, column: Column) -> _Column:
    look = "" if column.place <= _LOUD else QUIET
    return _Column(FIELD_LABELS[field.on_card], column.widest, column.narrowest, _says(field), look)


_PLACED: Final = {
    0: _Column(marked("card no"), 8, 3, lambda row, _: str(row.card.id), QUIET),
    3: _Column(
        marked("done"), 5, 5, lambda row, _: f"{row.progress.done}/{row.progress.total}", QUIET
    ),
    4: _Column(marked("next"), 9, 8, _next_day, ACCENT),
    **{column.place: _of_field(field, column) for field, column in LISTED},
}
_COLUMNS: Final = (
    *(column for _, column in sorted(_PLACED.items())),
    _Column(marked("no proof"), 9, 5, lambda row, _: str(len(row.progress.unproven) or ""), QUIET),
    _Column(marked("last change"), 9, 8, lambda row, voice: voice.day(row.card.touched), QUIET),
)
"""In the order in which they stand; what there is no room for is left out from the end."""


class BoardList(Lines):
    """Shows the rows of a board; `picked` are the keys of those that were marked."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("card.open")
    IS_WIDE = True

    class Opened(Message):
        """A card is to be opened."""

        def __init__(self, card: int) -> None:
            super().__init__()
            self.card = card

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._made: dict[int, tuple[BoardRow, bool, Row]] = {}
        self._made_for: tuple[int, Voice] | None = None

    def show_board(self, rows: Sequence[BoardRow], picked: set[int], voice: Voice) -> None:
        """Show these rows."""
        self.glyphs = voice.glyphs
        self.show_fitted(lambda cells: self._rows_for(rows, picked, voice, cells - _MARK))

    @property
    def card(self) -> int | None:
        """The number of the card under the cursor."""
        key = self.cursor_key
        return int(key) if key and key.isdecimal() else None

    def action_details(self) -> None:
        """Open the card under the cursor."""
        if self.card is not None:
            self.post_message(self.Opened(self.card))

    def _rows_for(
        self, rows: Sequence[BoardRow], picked: set[int], voice: Voice, cells: int
    ) -> list[Row]:
        """Make the rows; with five thousand, a key must not wait for those made already."""
        if self._made_for != (cells, voice):
            self._made.clear()
            self._made_for = cells, voice
        columns = _fitting(cells, voice)
        heading = " ".join(pad(voice.words(column.heading), size) for column, size in columns)
        made = [Row("heading", (Piece("  " + heading, STRONG),), selectable=False)]
        for row in rows:
            is_picked = row.card.id in picked
            known = self._made.get(row.card.id)
            if known is None or known[0] is not row or known[1] != is_picked:
                known = row, is_picked, _row(row, columns, is_picked, voice)
                self._made[row.card.id] = known
            made.append(known[2])
        return made


def _fitting(cells: int, voice: Voice) -> list[tuple[_Column, int]]:
    """Return the columns there is room for, with their widths; the room left widens them."""
    shown: list[tuple[_Column, int]] = []
    left = cells - _MARK
    for column in _COLUMNS:
        least = max(column.narrowest, min(width(voice.words(column.heading)), column.widest))
        if least + _BETWEEN > left:
            break
        shown.append((column, least))
        left -= least + _BETWEEN
    widened = []
    for column, least in shown:
        more = min(column.widest - least, left)
        widened.append((column, least + more))
        left -= more
    return widened


def _row(
    row: BoardRow, columns: Sequence[tuple[_Column, int]], is_picked: bool, voice: Voice
) -> Row:
    sign = voice.glyphs.caution if row.late else " "
    pieces = [Piece("*" if is_picked else " ", ACCENT), Piece(sign, PROBLEM)]
    for column, size in columns:
        text = clean_line(column.says(row, voice))
        look = QUIET if row.card.closed else column.look
        pieces.append(Piece(pad(text, size) + " ", look))
    return Row(str(row.card.id), tuple(pieces))
