"""The page to take home, to be read, and the line that fetches it to print."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from tui.casebook.records import Card
from tui.casebook.tokens import OPEN
from tui.keys import bindings
from tui.screens.page import Copied
from tui.screens.pages.text_page import TextPage, read_only
from tui.screens.sitting import Sitting
from tui.screens.ways import broken
from tui.text.clean import clean
from tui.text.translation import LANGUAGES, Words
from tui.text.width import wrap
from tui.widgets.rows import ACCENT, PLAIN, QUIET, Piece, Row

_SHOWN_AT_MOST = 20
"""Cards whose pages are shown here; the line fetches all of them."""


class TakeHomePage(TextPage[None]):
    """Shows the pages of some cards under the line that brings them to the reader's computer."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("back", "copy", "note.unframed")
    HINTS = ("copy", "note.unframed", "back")

    def __init__(self, sitting: Sitting, cards: Sequence[Card]) -> None:
        super().__init__(sitting)
        self._cards = cards
        desk = sitting.desk
        from tui.exports.address import piping

        numbers = [str(card.id) for card in cards]
        languages = {self._language(card).language for card in cards}
        language = f" --lang {languages.pop()}" if len(languages) == 1 else ""
        command = f"kaiyaku{language} plan {' '.join(numbers)} --output -"
        file = f"kaiyaku-plan-{numbers[0]}{'' if len(numbers) == 1 else '-and-more'}.html"
        self._line = piping(desk.environ, desk.who.login, command, file, desk.settings.host)

    def _language(self, card: Card) -> Words:
        """Return the holder's language: it is their page, whoever shows it to them."""
        language = card.holder.language
        return Words(language) if language in LANGUAGES else self.words

    def heading(self) -> tuple[str, str]:
        """Return the title and the card, or how many there are."""
        cards = self._cards
        if len(cards) == 1:
            return self.words("Plan to take home"), cards[0].label
        counted = self.words.plural("{n} card", "{n} cards", len(cards))
        return self.words("Plan to take home"), counted

    def rows_for(self, cells: int) -> list[Row]:
        """Return the line that fetches the pages, then the pages."""
        room = max(cells - 2, 20)
        ask = self.words("To print it, type this line on your own computer, not here:")
        pieces = [
            *(Piece(line, QUIET) for line in wrap(ask, room)),
            *(Piece(line, ACCENT) for line in broken(self._line, room)),
        ]
        for card in self._cards[:_SHOWN_AT_MOST]:
            pieces.append(Piece(""))
            pieces += [Piece(line, PLAIN) for line in self._text(card, room).split("\n")]
        return read_only(pieces)

    def _text(self, card: Card, cells: int) -> str:
        from tui.exports.take_home import as_text
        from tui.plan.take_home import take_home

        desk, words = self.sitting.desk, self._language(card)
        page = take_home(
            card.holder, [card], desk.guide, desk.situation, desk.advice, desk.clock(), words
        )
        return clean(as_text(page, words, cells, self.sitting.voice.glyphs.checks[OPEN]))

    def copied(self) -> Copied:
        """Return the line that fetches the pages."""
        return Copied(self._line)
