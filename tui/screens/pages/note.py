"""Reading one note."""

import asyncio
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Size

from tui.casebook.records import Card, Note
from tui.correspondence.silence import silence
from tui.keys import bindings
from tui.plan.plan import Plan
from tui.screens.page import Copied, flush_drafts, hold_paste
from tui.screens.pages.mail_parts import TEXT, OtherViews
from tui.screens.sitting import Sitting
from tui.text.translation import Words
from tui.widgets.bar import Bar, Line
from tui.widgets.lines import Lines
from tui.widgets.note_rows import (
    about,
    body,
    files_below,
    heading,
    key_of_line,
    line_of,
    remarks,
)
from tui.widgets.rows import Row

_AT_MOST = 100
_AT_ONCE = 50_000
"""Characters that are wrapped before the next key is looked at."""
_ROOMY = 20
"""Lines of the terminal from which on a long subject is shown whole."""


class NotePage(OtherViews):
    """Shows a note's text, and what was remarked on it; gives a letter that was pasted over it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "back",
        "note.next",
        "note.previous",
        "note.annotate",
        "note.move",
        "note.withdraw",
        "note.charset",
        "note.other",
        "note.headers",
        "note.save-file",
        "note.files",
        "note.unframed",
        "step.go",
        "card.thread",
        "copy",
        "find",
        "undo",
        "redo",
    )
    HINTS = ("note.next", "card.thread", "copy", "note.annotate", "back", "keys")

    hands_find_on = True
    plan: Plan | None = None
    item: str | None = None
    type: str | None = None

    def __init__(self, sitting: Sitting, card: Card, note: int) -> None:
        super().__init__(sitting, card, note)
        self._laid_out = 0
        self._laid_out_for = Size(0, 0)

    def compose(self) -> ComposeResult:
        """Make the heading and the text."""
        yield Bar(id="title")
        yield Lines(id="text")
        yield Bar(id="footer")

    @property
    def lines(self) -> Lines:
        """Where the text is shown."""
        return self.query_one("#text", Lines)

    def on_mount(self) -> None:
        """Show the note."""
        self.lines.glyphs = self.sitting.voice.glyphs
        self.lines.focus()
        self.open_note(self.note)

    def hints(self) -> tuple[str, ...]:
        """Return the keys that matter for this letter; where there is no room the last go."""
        first, *others, last = self.HINTS
        with_files = ["note.save-file"] if self.shown and self.shown.attachments else []
        doubtful = self.shown is not None and (
            self.shown.lossy or bool(badge(self.shown, self.read_text(), self.words))
        )
        misread = ["note.charset"] if doubtful else []
        others.remove("back")
        return (first, "back", *with_files, *misread, *others, last)

    def on_resize(self) -> None:
        """Wrap the text anew, at the line that was being read."""
        if self.app.size == self._laid_out_for:
            return
        line = self.first_line()
        self.show_note()
        keys = [row.key for row in self.lines.rows]
        if line and key_of_line(line) in keys:
            self.lines.scroll_rows_to(keys.index(key_of_line(line)))

    def open_note(self, number: int) -> None:
        """Read a note and show it from its beginning."""
        found = self.read(lambda book: book.note(number))
        if found is None:
            return
        self.note = number
        self.shown, self.text = found
        self.view = TEXT
        self.show_note()
        self.show_hints()

    def show_note(self) -> None:
        """Show the heading and the text of the view that was chosen."""
        note = self.shown
        if note is None:
            return
        self.query_one("#title", Bar).show_fitted(lambda cells: self._heading(note, cells))
        self._laid_out += 1
        self._laid_out_for = self.app.size
        text = self.read_text()
        nothing = silence(text, len(note.attachments))
        self._put_together(
            note,
            body(self.words(nothing) if nothing else text[:_AT_ONCE], self._cells),
            self._cells,
        )
        if len(text) > _AT_ONCE:
            self.run_worker(self._show_the_rest(note, text, self._laid_out))

    def _heading(self, note: Note, cells: int) -> list[Line]:
        notes = [kept.id for kept in self.card.notes]
        place = f"{notes.index(note.id) + 1}/{len(notes)}" if note.id in notes else ""
        roomy = self.app.size.height >= _ROOMY
        return heading(note, place, self.sitting.voice, cells, roomy=roomy)

    @property
    def _cells(self) -> int:
        return min(max(self.app.size.width - 6, 20), _AT_MOST)

    async def _show_the_rest(self, note: Note, text: str, laid_out: int) -> None:
        """Wrap a very long text away from the keys, unless it was laid out anew meanwhile."""
        cells = self._cells
        rows = await asyncio.to_thread(body, text, cells)
        if laid_out == self._laid_out:
            self._put_together(note, rows, cells)

    def _put_together(self, note: Note, text: list[Row], cells: int) -> None:
        voice = self.sitting.voice
        if self.view != TEXT:
            self.lines.show([*self.view_rows(cells), *text])
            return
        earlier = self.card.note(note.differs_from) if note.differs_from else None
        self.lines.show(
            [
                *about(
                    note, earlier, badge(self.shown, self.read_text(), self.words), voice, cells
                ),
                *text,
                *files_below(note, voice, cells),
                *remarks(note, voice, cells),
            ]
        )

    def lines_to_top(self) -> None:
        """Begin at the top."""
        self.lines.scroll_rows_to(0)

    def copied(self) -> Copied:
        """Return the text of the view on the page."""
        return Copied(self.read_text(), self.first_line())

    def first_line(self) -> int:
        """Return the number of the text's line at the top of the window."""
        lines = self.lines
        for row in lines.rows[lines.top :]:
            if (number := line_of(row.key)) is not None:
                return number
        return 0

    def _go(self, by: int) -> None:
        notes = [kept.id for kept in self.card.notes]
        if self.note in notes:
            self.lines.scroll_rows_to(0)
            self.open_note(notes[(notes.index(self.note) + by) % len(notes)])

    def action_next_note(self) -> None:
        """Show the card's next note."""
        self._go(1)

    def action_previous_note(self) -> None:
        """Show the card's note before."""
        self._go(-1)

    def leave(self) -> None:
        """Go back to the text, and from there to the card."""
        if self.view != TEXT:
            self.show_view(TEXT)
        else:
            self.dismiss(None)

    def on_paste(self, event: events.Paste) -> None:
        """Leave with the pasted letter, kept as a draft: the card's screen shows it for review."""
        event.stop()
        event.prevent_default()
        held = hold_paste(self.sitting, event.text, self.card.id)
        flush_drafts(self)
        self.dismiss(held)

    def point_at(self, key: str) -> None:
        """Show the remarks; what is beside the note is not on this page."""
        if key == "remarks":
            self.lines.scroll_rows_to(len(self.lines.rows))

    def go_to(self, pane: str, key: str | None = None) -> None:  # noqa: ARG002  # a step is elsewhere
        """Leave for a step or check of the card."""
        self.goes_to = key
        self.dismiss(None)

    def show_everything(self, card: int | None = None, type: str | None = None) -> None:  # noqa: ARG002
        """Show the note as it is in the casebook now."""
        now = self.read(lambda book: book.card(self.card.id))
        if now is not None:
            self.show_card(now)

    def action_go(self, number: str) -> None:
        """Save the file with this number."""
        files = self.shown.attachments if self.shown else ()
        if int(number) <= len(files):
            from tui.screens.acts.files import save

            self.begin(save(self, str(files[int(number) - 1].id)))


def badge(note: Note | None, text: str, words: Words) -> str:
    """Return how the letter was read, where it names another charset; else nothing."""
    if note is None or not note.declared or text.isascii():
        return ""
    from tui.correspondence.charsets.decoding import canonical

    if canonical(note.declared) == note.charset:
        return ""
    return words(
        "named {declared}, read as {charset}", declared=note.declared, charset=note.charset
    )
