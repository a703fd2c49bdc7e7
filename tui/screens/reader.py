"""Reading one note."""

import asyncio
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from tui.casebook.casebook import Casebook
from tui.casebook.drafts import Unfinished
from tui.casebook.records import Card, Note
from tui.keys import bindings
from tui.screens.page import Page
from tui.screens.sitting import Sitting
from tui.text.clean import clean
from tui.text.labels import DIRECTION_LABELS, KIND_LABELS
from tui.text.translation import marked
from tui.text.width import wrap
from tui.widgets.bar import Bar
from tui.widgets.lines import Lines
from tui.widgets.rows import ACCENT, PROBLEM, QUIET, STRONG, Piece, Row

_AT_MOST = 100
_AT_ONCE = 50_000
"""Characters that are wrapped before the next key is looked at."""


class Reader(Page[Unfinished | None]):
    """Shows a note's text, and what was remarked on it; gives a letter that was pasted over it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "back",
        "note.next",
        "note.previous",
        "note.annotate",
        "note.move",
        "note.withdraw",
        "copy",
    )
    HINTS = ("note.next", "note.annotate", "note.move", "note.withdraw", "copy", "back")

    def __init__(self, sitting: Sitting, card: Card, note: int) -> None:
        super().__init__(sitting)
        self._card = card
        self._number = note
        self._note: Note | None = None
        self._text = ""
        self._laid_out = 0

    def compose(self) -> ComposeResult:
        """Make the heading and the text."""
        yield Bar(id="title")
        yield Lines(id="text")
        yield Bar(id="footer")

    def on_mount(self) -> None:
        """Show the note."""
        text = self.query_one("#text", Lines)
        text.glyphs = self.sitting.voice.glyphs
        text.focus()
        self.show_hints()
        self._open(self._number)

    def on_resize(self) -> None:
        """Wrap the text anew."""
        self._show()

    def _open(self, number: int) -> None:
        """Read a note and show it from its beginning."""
        found = self.read(lambda book: book.note(number))
        if found is None:
            return
        self._number = number
        self._note, self._text = found
        self._show()

    def _show(self) -> None:
        note = self._note
        if note is None:
            return
        words, voice = self.words, self.sitting.voice
        direction = "" if note.kind == "memo" else words(DIRECTION_LABELS[note.direction]) + "  "
        at = voice.moment(note.date or note.at)
        notes = [kept.id for kept in self._card.notes]
        place = f"{notes.index(note.id) + 1}/{len(notes)} " if note.id in notes else ""
        second = [Piece(f" {direction}{words(KIND_LABELS[note.kind])}  {at}", QUIET)]
        if note.sender:
            second.append(Piece(f"  {note.sender}", QUIET))
        kept = words("kept {at} by {who}", at=voice.moment(note.at), who=note.by)
        signed = f"{kept}  {note.charset} "
        self.query_one("#title", Bar).show(
            ((Piece(f" {note.subject or words('(no subject)')}", STRONG),), (Piece(place, QUIET),)),
            (tuple(second), (Piece(signed, QUIET),)),
        )
        self._laid_out += 1
        cells = min(max(self.app.size.width - 6, 20), _AT_MOST)
        self._show_rows(note, wrap(clean(self._text[:_AT_ONCE]), cells))
        if len(self._text) > _AT_ONCE:
            self.run_worker(self._show_the_rest(note, cells, self._laid_out))

    async def _show_the_rest(self, note: Note, cells: int, laid_out: int) -> None:
        """Wrap a very long text away from the keys, unless it was laid out anew meanwhile."""
        text = self._text
        lines = await asyncio.to_thread(lambda: wrap(clean(text), cells))
        if laid_out == self._laid_out:
            self._show_rows(note, lines)

    def _show_rows(self, note: Note, text: list[str]) -> None:
        words, voice = self.words, self.sitting.voice
        lines: list[Piece] = [Piece("")]
        if note.withdrawn and note.withdrawn_at:
            by, at = note.withdrawn_by, voice.moment(note.withdrawn_at)
            lines.append(Piece(words("Withdrawn {at} by {who}", at=at, who=by), PROBLEM))
        if note.lossy:
            lines.append(Piece(words("Some characters could not be read."), PROBLEM))
        lines += [Piece(line) for line in text]
        for remark in note.annotations:
            signed = words("Remark, {at}, {who}", at=voice.moment(remark.at), who=remark.by)
            lines += [Piece(""), Piece(signed, ACCENT)]
            cells = min(max(self.app.size.width - 6, 20), _AT_MOST)
            lines += [Piece(line) for line in wrap(clean(remark.text), cells)]
        self.query_one("#text", Lines).show(
            [
                Row(f"{note.id}.{y}", (Piece(" "), piece), selectable=False)
                for y, piece in enumerate(lines)
            ]
        )

    def _go(self, by: int) -> None:
        notes = [kept.id for kept in self._card.notes]
        if self._number in notes:
            self.query_one("#text", Lines).scroll_rows_to(0)
            self._open(notes[(notes.index(self._number) + by) % len(notes)])

    def action_next_note(self) -> None:
        """Show the card's next note."""
        self._go(1)

    def action_previous_note(self) -> None:
        """Show the card's note before."""
        self._go(-1)

    def action_back(self) -> None:
        """Go back to the card."""
        self.dismiss(None)

    def action_copy(self) -> None:
        """Send the text to the reader's own clipboard."""
        self.app.copy_to_clipboard(self._text)
        self.say(self.words("Sent to your terminal's clipboard."))

    def action_annotate(self) -> None:
        """Ask for a remark."""
        from tui.screens.ask import Ask

        self.run_worker(self._annotate(Ask(self.sitting, self.words("Your remark on this note"))))

    async def _annotate(self, ask: Page[str | None]) -> None:
        text = await self.app.push_screen_wait(ask)
        if not text:
            return
        card = await self.write(lambda book: book.annotate(self._number, text))
        if card is not None:
            self._take(card)
            lines = self.query_one("#text", Lines)
            lines.scroll_rows_to(len(lines.rows))
            self.say(self.words("The remark is kept."))

    def _take(self, card: Card) -> None:
        self._card = card
        self._open(self._number)

    def action_move_note(self) -> None:
        """Ask which card the note belongs to."""
        self.run_worker(self._move())

    async def _move(self) -> None:
        from tui.screens.choose import Choose

        cards = self.read(lambda book: book.cards()) or []
        others = [(str(card.id), card.label) for card in cards if card.id != self._card.id]
        if not others:
            self.say(self.words("There is no other card."))
            return
        question = self.words("Which card does this note belong to?")
        chosen = await self.app.push_screen_wait(Choose(self.sitting, question, others))
        if chosen is None:
            return
        moved = await self.write(lambda book: book.move(self._number, int(chosen)))
        if moved is not None:
            self.dismiss(None)

    def action_withdraw(self) -> None:
        """Withdraw the note, or bring it back."""
        self.run_worker(self._withdraw())

    async def _withdraw(self) -> None:
        withdrawn = self._note is not None and self._note.withdrawn

        def verb(book: Casebook) -> Card:
            return book.restore(self._number) if withdrawn else book.withdraw(self._number)

        card = await self.write(verb)
        if card is not None:
            self._take(card)
            said = (
                marked("The note is back.")
                if withdrawn
                else marked("The note is withdrawn; W brings it back.")
            )
            self.say(self.words(said))

    def on_paste(self, event: events.Paste) -> None:
        """Leave with the pasted letter, kept as a draft: the card's screen shows it for review."""
        event.stop()
        event.prevent_default()
        held = self.sitting.desk.drafts.hold(
            Unfinished(text=event.text, pasted=True, card=self._card.id)
        )
        self.flush_drafts()
        self.dismiss(held)
