"""The notes of one card, newest last."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from tui.casebook.records import Note
from tui.keys import bindings
from tui.text.labels import DIRECTION_LABELS, KIND_LABELS
from tui.text.width import pad, width, wrap
from tui.widgets.lines import Fit, Lines
from tui.widgets.rows import ACCENT, QUIET, STRONG, Piece, Row
from tui.widgets.voice import Voice

_ROOMY = 52
"""Cells from which on direction and date stand in columns."""


class NoteList(Lines):
    """Shows a card's notes and says which one the reader opened."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("note.open")

    class Opened(Message):
        """A note is to be read."""

        act = "letters.read"

        def __init__(self, note: int) -> None:
            super().__init__()
            self.note = note

    arrived = 0
    """How many files wait in the inbox."""

    when_empty: Fit | None = None
    """Makes the rows that say how a first letter comes in."""

    def show_notes(self, notes: Sequence[Note], voice: Voice) -> None:
        """Show these notes under the pane's title."""
        self.glyphs = voice.glyphs
        self.show_fitted(lambda cells: self._rows(notes, voice, cells))

    def _rows(self, notes: Sequence[Note], voice: Voice, cells: int) -> list[Row]:
        title, *rows = _rows(notes, voice, cells)
        if self.arrived:
            waiting = voice.words("{n} in the inbox (i)", n=self.arrived)
            title = title._replace(right=(Piece(waiting + " ", ACCENT),))
        below = self.when_empty(cells - 3) if self.when_empty is not None and not notes else ()
        return [title, *rows, *below]

    @property
    def note(self) -> int | None:
        """The number of the note under the cursor."""
        key = self.cursor_key or ""
        return int(key) if key.isdigit() else None

    def action_details(self) -> None:
        """Say that the note under the cursor was opened."""
        if self.note is not None:
            self.post_message(self.Opened(self.note))


def _rows(notes: Sequence[Note], voice: Voice, cells: int) -> list[Row]:
    words = voice.words
    kept = sum(not note.withdrawn for note in notes)
    counted = f"{voice.glyphs.dot}{kept}" if kept else ""
    title = Row("#title", (Piece(words("Letters and notes") + counted, STRONG),), (), False)
    if not notes:
        empty = words("Nothing kept yet. Paste a mail, or i for a file.")
        lines = wrap(empty, max(cells - 3, 20))
        return [
            title,
            *(Row(f"#{y}", (Piece(line, QUIET),), (), False) for y, line in enumerate(lines)),
        ]
    # Columns are worth their room only where there is some.
    labels = DIRECTION_LABELS.values() if cells >= _ROOMY else ()
    directions = max((width(words(label)) for label in labels), default=0)
    return [title, *(_note_row(note, voice, directions, cells) for note in notes)]


def _note_row(note: Note, voice: Voice, directions: int, cells: int) -> Row:
    words = voice.words
    look = QUIET if note.withdrawn else ""
    direction = "" if note.kind == "memo" else words(DIRECTION_LABELS[note.direction])
    date = voice.day(note.date or note.at)
    if directions:
        direction, date = pad(direction, directions), pad(date, max(width(date), 8))
    left = (
        Piece(direction + "  " * bool(direction), QUIET),
        Piece(date + "  ", look),
        Piece(words(KIND_LABELS[note.kind]) + "  ", look),
        Piece(note.subject or words("(no subject)"), look),
    )
    if note.withdrawn:
        return Row(str(note.id), left, (Piece(words("withdrawn") + " ", QUIET),))
    files, remarks = len(note.attachments), len(note.annotations)
    counted = words.plural("{n} file", "{n} files", files) if files else ""
    remarked = words.plural("{n} remark", "{n} remarks", remarks) if remarks else ""
    beside = "  ".join(filter(None, (counted, remarked)))
    if not beside or sum(width(piece.text) for piece in left) + width(beside) + 5 >= cells:
        return Row(str(note.id), left)
    return Row(str(note.id), left, (Piece(beside + " ", ACCENT),))
