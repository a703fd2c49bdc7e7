"""Reading what is kept on a card: a note, or all of it in the order in which it happened."""

from tui.screens.copying import Copying
from tui.screens.keeping import Keeping


class Reading(Keeping, Copying[None]):
    """What the person reads from the main screen."""

    _wants_find = False
    """Whether the note that was read last was left to look for something."""

    async def find(self) -> None:
        """Look for letters, notes and cards."""
        raise NotImplementedError

    async def _read_note(self, note: int) -> None:
        await self._read(note)
        if self._wants_find:
            await self.find()

    async def _read(self, note: int) -> bool:
        """Read a note, and do what it was left for; False when that was nothing."""
        from tui.screens.reader import Reader

        card = self.card
        if card is None:
            return False
        reader = Reader(self.sitting, card, note)
        held = await self.app.push_screen_wait(reader)
        self.show_everything(card.id)
        self._wants_find = reader.wants_find
        if reader.goes_to is not None:
            self._go_to_item(reader.goes_to)
        if held is not None:
            await self.review(held)
        return held is not None or reader.goes_to is not None

    def action_thread(self) -> None:
        """Show the card's marks and letters in their order."""
        if self.card is None:
            self.say(self.words("There is no card here yet."))
        else:
            self.begin(self._read_thread())

    async def _read_thread(self) -> None:
        from tui.screens.thread import Thread

        note = self.notes.note if self.pane == "notes" else None
        while self.card is not None:
            page = Thread(self.sitting, self.card, note)
            chosen = await self.app.push_screen_wait(page)
            if isinstance(chosen, str):
                self._go_to_item(chosen)
                return
            if page.wants_find:
                await self.find()
                return
            if chosen is None or await self._read(chosen):
                return
            if self._wants_find:
                await self.find()
                return
            note = chosen

    def _go_to_item(self, item: str) -> None:
        """Put the cursor on a step or check, unfolded where it has to be."""
        self.go_to_pane("steps")
        step = item.partition("/")[0]
        self.steps.move_to_key(step)
        if item != step:
            self.steps.unfold()
            self.steps.move_to_key(item)

    def text_to_copy(self) -> str:
        """Return the note under the cursor, or else the step."""
        if self.pane == "notes" and self.notes.note is not None:
            number = self.notes.note
            found = self.read(lambda book: book.note(number))
            return found[1] if found else ""
        step = self.steps.step
        if step is None:
            return ""
        return "\n".join([step.title, step.detail, *(check.title for check in step.checks)])
