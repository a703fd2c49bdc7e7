"""Letters to the carrier: chosen, written from the card, and kept once they are sent."""

from typing import Any

from tui.casebook.records import Card
from tui.screens.keeping import Keeping
from tui.screens.page import Page


class Sending(Keeping):
    """What the person does with letters of their own."""

    def action_write_letter(self) -> None:
        """Write a letter to the carrier from this card."""
        if self.card is None:
            self.say(self.words("A letter is written from a card. a adds one."))
        else:
            self.begin(self._write_letter(self.card))

    async def _write_letter(self, card: Card) -> None:
        from tui.guides.guide import in_language
        from tui.guides.letters import load_letters
        from tui.plan.letter import written
        from tui.screens.choose import Choose
        from tui.screens.letter import LetterPage
        from tui.screens.note_form import Kept

        sitting, words, desk = self.sitting, self.words, self.sitting.desk
        letters, faults = load_letters(desk.library.directories, desk.places.cache / "content.json")
        question = words("Which letter do you want to send?")
        kinds = [(kind.id, in_language(kind.title, words.language)) for kind in letters.letters]
        asked = Choose(sitting, "\n".join([*map(str, faults), question]), kinds)
        chosen = await self.app.push_screen_wait(asked)
        letter = letters.letter(chosen) if chosen else None
        if letter is None:
            return
        made = written(
            letter,
            card,
            words.language,
            sitting.voice.today,
            names=letters.placeholders,
            login=desk.who.login,
        )
        page = LetterPage(sitting, card, self.plan, letter, made)

        async def keep(asked: Page[Any], kept: Kept) -> bool | None:
            return True if await self.keep(asked, kept) != "refused" else None

        if await self.ask_until_kept(page, keep) is None and page.is_edited:
            self.say(words("Kept as a draft: n goes on with it."))
