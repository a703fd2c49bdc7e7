"""Reading a letter in another charset, when the eye says that the first reading is wrong."""

import asyncio

from tui.screens.one_note import OneNote
from tui.text.clean import clean_line
from tui.text.trouble import Trouble
from tui.text.width import pad, width

_TYPED = "typed"


class Rereading(OneNote):
    """What the charset key does."""

    def badge(self) -> str:
        """Return how the letter was read, where it names another charset; else nothing."""
        note = self.note
        if note is None or not note.declared or self.text_to_copy().isascii():
            return ""
        from tui.correspondence.charsets.decoding import canonical

        if canonical(note.declared) == note.charset:
            return ""
        return self.words(
            "named {declared}, read as {charset}", declared=note.declared, charset=note.charset
        )

    def action_charset(self) -> None:
        """Show how the letter reads in each charset, and take the one that is chosen."""
        if self.note is None or self.note.form == _TYPED:
            self.say(self.words("This was written here: there is nothing to read in another way."))
        else:
            self.begin(self._reread())

    async def _reread(self) -> None:
        from tui.correspondence.every_charset import readings
        from tui.screens.choose import Choose

        original = self.read(lambda book: book.original(self.number))
        if original is None or self.note is None:
            return
        now = self.sitting.desk.clock()
        try:
            found = await asyncio.to_thread(readings, original, now, self.note.form)
        except Trouble as trouble:
            self.say_trouble(trouble)
            return
        if len(found) < 2:
            self.say(self.words("It reads the same in every charset."))
            return
        names = [reading.draft.charset for reading in found]
        shown = [
            self.words("{charset} (now)", charset=name) if name == self.note.charset else name
            for name in names
        ]
        column = max(map(width, shown)) + 2
        answers = [
            (name, pad(label, column) + clean_line(reading.line))
            for name, label, reading in zip(names, shown, found, strict=True)
        ]
        question = self.words("In which of these can it be read?")
        chosen = await self.app.push_screen_wait(Choose(self.sitting, question, answers))
        if chosen is None:
            return
        draft = found[names.index(chosen)].draft
        card = await self.write(lambda book: book.redecode(self.number, draft))
        if card is not None:
            self.take(card)
            self.say(
                self.words(
                    "Read as {charset} now; the original is as it was. {key} takes it back.",
                    charset=draft.charset,
                    key=self.key_of("undo"),
                )
            )
