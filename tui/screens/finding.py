"""Looking for something that was kept, from the main screen."""

from tui.screens.reading import Reading


class Finding(Reading):
    """What the person finds again."""

    _looked_for: tuple[str, str | None] = ("", None)
    """The last query, and where the cursor was in what it found."""

    def action_find(self) -> None:
        """Look for letters, notes and cards."""
        self.begin(self.find())

    async def find(self) -> None:
        """Look for them, and go to what is chosen; a letter that is left leads back here."""
        from tui.screens.find import Find

        while True:
            page = Find(self.sitting, *self._looked_for, is_empty=not self._listed)
            chosen = await self.app.push_screen_wait(page)
            self._looked_for = page.query_text, page.key
            if chosen is None:
                return
            self.show_everything(chosen.card.id)
            if chosen.note is None:
                self.go_to_pane("steps")
                return
            self.go_to_pane("notes")
            self.notes.move_to_key(str(chosen.note.id))
            if await self._read(chosen.note.id):
                return
