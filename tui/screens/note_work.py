"""What is done to a note as a whole: remarks, moving, withdrawing, undoing."""

from typing import Any

from tui.casebook.casebook import Casebook
from tui.casebook.records import Card
from tui.plan.undone_said import undone_said
from tui.screens.one_note import OneNote
from tui.screens.page import Page
from tui.text.translation import marked
from tui.widgets.lines import Lines


class NoteWork(OneNote):
    """What follows from a key that changes the note."""

    def action_annotate(self) -> None:
        """Ask for a remark."""
        self.begin(self._annotate())

    async def _annotate(self) -> None:
        from tui.screens.ask import Ask

        async def keep(asked: Page[Any], text: str) -> Card | bool | None:
            if not text:
                return False
            return await asked.write(lambda book: book.annotate(self.number, text))

        ask = Ask(self.sitting, self.words("Your remark on this note"))
        card = await self.ask_until_kept(ask, keep)
        if isinstance(card, Card):
            self.take(card)
            lines = self.query_one("#text", Lines)
            lines.scroll_rows_to(len(lines.rows))
            self.say(self.words("The remark is kept."))

    def action_move_note(self) -> None:
        """Ask which card the note belongs to."""
        self.begin(self._move())

    async def _move(self) -> None:
        from tui.screens.choose import Choose

        cards = self.read(lambda book: book.cards()) or []
        others = [(str(card.id), card.label) for card in cards if card.id != self.card.id]
        if not others:
            self.say(self.words("There is no other card."))
            return
        question = self.words("Which card does this note belong to?")
        chosen = await self.app.push_screen_wait(Choose(self.sitting, question, others))
        if chosen is None:
            return
        moved = await self.write(lambda book: book.move(self.number, int(chosen)))
        if moved is not None:
            self.dismiss(None)

    def action_withdraw(self) -> None:
        """Withdraw the note, or bring it back."""
        self.begin(self._withdraw())

    async def _withdraw(self) -> None:
        withdrawn = self.note is not None and self.note.withdrawn

        def verb(book: Casebook) -> Card:
            return book.restore(self.number) if withdrawn else book.withdraw(self.number)

        card = await self.write(verb)
        if card is not None:
            self.take(card)
            said = (
                marked("The note is back.")
                if withdrawn
                else marked("The note is withdrawn; W brings it back.")
            )
            self.say(self.words(said))

    def action_undo(self) -> None:
        """Take back the person's latest action on this card."""
        self.begin(self._take_back(redo=False))

    def action_redo(self) -> None:
        """Do again what was undone last."""
        self.begin(self._take_back(redo=True))

    async def _take_back(self, *, redo: bool) -> None:
        id = self.card.id
        undone = await self.write(lambda book: book.redo(id) if redo else book.undo(id))
        card = self.read(lambda book: book.card(id)) if undone is not None else None
        if undone is None or card is None:
            return
        self.take(card)
        told = undone_said(undone, card, self.sitting.desk.guide, self.words)
        what = self.sitting.voice.glyphs.dot.join(told)
        said = marked("Redone: {what}") if redo else marked("Undone: {what}")
        self.say(self.words(said, what=what))
