"""Reading one note."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from tui.casebook.casebook import Casebook
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


class Reader(Page[str | None]):
    """Shows a note's text, and what was remarked on it; gives pasted text to be kept."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "back",
        "note.next",
        "note.previous",
        "note.annotate",
        "note.move",
        "note.withdraw",
        "copy",
        "undo",
    )
    HINTS = ("note.next", "note.annotate", "note.move", "note.withdraw", "copy", "back")

    def __init__(self, sitting: Sitting, card: Card, note: int) -> None:
        super().__init__(sitting)
        self._card = card
        self._note = note
        self._text = ""

    def compose(self) -> ComposeResult:
        """Make the heading and the text."""
        yield Bar(id="title")
        yield Lines(id="text")
        yield Bar(id="footer")

    def on_mount(self) -> None:
        """Show the note."""
        self.query_one("#text", Lines).focus()
        self._show()
        self.show_hints()

    def on_resize(self) -> None:
        """Wrap the text anew."""
        self._show()

    def _show(self) -> None:
        note, self._text = self.sitting.desk.casebook.note(self._note)
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
        self.query_one("#text", Lines).show(self._rows(note))

    def _rows(self, note: Note) -> list[Row]:
        words, voice = self.words, self.sitting.voice
        cells = min(max(self.app.size.width - 6, 20), _AT_MOST)
        lines: list[Piece] = [Piece("")]
        if note.withdrawn and note.withdrawn_at:
            by, at = note.withdrawn_by, voice.moment(note.withdrawn_at)
            lines.append(Piece(words("Withdrawn {at} by {who}", at=at, who=by), PROBLEM))
        if note.lossy:
            lines.append(Piece(words("Some characters could not be read."), PROBLEM))
        lines += [Piece(line) for line in wrap(clean(self._text), cells)]
        for remark in note.annotations:
            signed = words("Remark, {at}, {who}", at=voice.moment(remark.at), who=remark.by)
            lines += [Piece(""), Piece(signed, ACCENT)]
            lines += [Piece(line) for line in wrap(clean(remark.text), cells)]
        return [
            Row(f"{note.id}.{y}", (Piece(" "), piece), selectable=False)
            for y, piece in enumerate(lines)
        ]

    def _go(self, by: int) -> None:
        notes = [kept.id for kept in self._card.notes]
        if self._note in notes:
            self._note = notes[(notes.index(self._note) + by) % len(notes)]
            self.query_one("#text", Lines).scroll_rows_to(0)
            self._show()

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
        if text and (card := await self.write(lambda book: book.annotate(self._note, text))):
            self._card = card
            self._show()
            self.say(self.words("The remark is kept."))

    def action_move_note(self) -> None:
        """Ask which card the note belongs to."""
        self.run_worker(self._move())

    async def _move(self) -> None:
        from tui.screens.choose import Choose

        cards = self.sitting.desk.casebook.cards()
        others = [(str(card.id), card.label) for card in cards if card.id != self._card.id]
        if not others:
            self.say(self.words("There is no other card."))
            return
        question = self.words("Which card does this note belong to?")
        chosen = await self.app.push_screen_wait(Choose(self.sitting, question, others))
        if chosen is None:
            return
        moved = await self.write(lambda book: book.move(self._note, int(chosen)))
        if moved is not None:
            self.dismiss(None)

    def action_withdraw(self) -> None:
        """Withdraw the note, or bring it back."""
        self.run_worker(self._withdraw())

    async def _withdraw(self) -> None:
        note = self._card.note(self._note)
        withdrawn = note is not None and note.withdrawn

        def verb(book: Casebook) -> Card:
            return book.restore(self._note) if withdrawn else book.withdraw(self._note)

        card = await self.write(verb)
        if card is not None:
            self._card = card
            self._show()
            said = (
                marked("The note is back.")
                if withdrawn
                else marked("The note is withdrawn; W brings it back.")
            )
            self.say(self.words(said))

    def action_undo(self) -> None:
        """Take back the latest action on this card."""
        self.run_worker(self._undo())

    async def _undo(self) -> None:
        if await self.write(lambda book: book.undo(self._card.id)):
            self._card = self.sitting.desk.casebook.card(self._card.id)
            self._show()
            self.say(self.words("Undone."))

    def on_paste(self, event: events.Paste) -> None:
        """Leave with the pasted text: the card's screen shows it for review."""
        event.stop()
        self.dismiss(event.text)
