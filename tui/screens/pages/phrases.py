"""The phrases for the counter: one at a time, large enough to turn the screen to the staff."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from tui.casebook.records import Card
from tui.keys import bindings
from tui.plan.advice.phrases import ShownPhrase, phrases_for, terms_for
from tui.screens.page import Page
from tui.screens.sitting import Sitting
from tui.text.clean import clean
from tui.text.width import wrap
from tui.widgets.bar import Bar
from tui.widgets.lines import Lines
from tui.widgets.rows import ACCENT, PLAIN, QUIET, STRONG, Piece, Row

_SIDE = 4


class PhraseList(Lines):
    """Phrases to choose from; enter shows the one under the cursor alone."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("phrase.show")

    def action_details(self) -> None:
        """Show the phrase under the cursor alone, or go back to the list."""
        if isinstance(self.screen, Phrases):
            self.screen.turn(self.cursor_key)


class Phrases(Page[None]):
    """Shows the phrases of a step, then all; the glossary behind them."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "phrase.next", "phrase.previous", "phrase.words", "back"
    )
    HINTS = ("phrase.show", "phrase.next", "phrase.words", "back")

    def __init__(self, sitting: Sitting, title: str, ids: Sequence[str], card: Card | None) -> None:
        """Show the phrases with these ids under `title`, and all the others after them.

        Those that `card` is not to say are left out.
        """
        super().__init__(sitting)
        self._title = title
        desk, language = sitting.desk, sitting.words.language
        carrier = desk.carrier(card) if card else None
        today = sitting.voice.today
        every = phrases_for((), desk.advice, language, card, carrier, today)
        own = phrases_for(ids, desk.advice, language, card, carrier, today) if ids else ()
        self._own = len(own)
        self._phrases = (*own, *(phrase for phrase in every if phrase.id not in ids))
        self._alone: int | None = None
        self._is_glossary = False

    def compose(self) -> ComposeResult:
        """Make the page."""
        yield Bar(id="title")
        yield PhraseList(id="text")
        yield Bar(id="footer")

    @property
    def rows(self) -> PhraseList:
        """The list."""
        return self.query_one("#text", PhraseList)

    def on_mount(self) -> None:
        """Show the list."""
        self.rows.glyphs = self.sitting.voice.glyphs
        self._show()
        self.rows.focus()
        self.show_hints()

    def _show(self, cursor: str | None = None) -> None:
        words = self.words
        title = words("Words you meet") if self._is_glossary else words("Show at the counter")
        right = "" if self._is_glossary else self._title
        self.query_one("#title", Bar).show(
            ((Piece(f" {title}", STRONG),), (Piece(f"{right} ", QUIET),)), ((), ())
        )
        if self._alone is not None:
            phrase = self._phrases[self._alone]
            self.rows.show_fitted(lambda cells: _large(phrase, cells))
        elif self._is_glossary:
            terms = terms_for(self.sitting.desk.advice, words.language)
            self.rows.show_fitted(lambda cells: _glossary(terms, cells))
        else:
            self.rows.show_fitted(self._list, cursor)

    def _list(self, cells: int) -> list[Row]:
        if not self._phrases:
            nothing = self.words("There are no phrases in this content.")
            return [Row("#nothing", (Piece(f" {nothing}", QUIET),), selectable=False)]
        made: list[Row] = []
        for number, phrase in enumerate(self._phrases):
            if number == self._own and self._own:
                heading = self.words("For other steps")
                made.append(Row("#others", (Piece(f" {heading}", STRONG),), selectable=False))
            made.append(Row(str(number), (Piece(f" {phrase.meaning}"),)))
            made += [
                Row(f"#{number}-{line}", (Piece(f"   {text}", QUIET),), selectable=False)
                for line, text in enumerate(wrap(clean(phrase.japanese), cells - _SIDE))
            ]
        return made

    def turn(self, key: str | None) -> None:
        """Show one phrase alone, or the list again."""
        if self._alone is not None:
            self._back_to_list()
        elif key is not None and key.isdecimal():
            self._alone = int(key)
            self._show()

    def _back_to_list(self) -> None:
        cursor, self._alone = str(self._alone), None
        self._show(cursor)

    def action_next_phrase(self) -> None:
        """Show the next phrase alone."""
        self._step(1)

    def action_previous_phrase(self) -> None:
        """Show the phrase before alone."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if self._is_glossary or not self._phrases:
            return
        key = self.rows.cursor_key
        begin = int(key) if self._alone is None and key and key.isdecimal() else None
        at = begin if begin is not None else (self._alone or 0) + by
        self._alone = at % len(self._phrases)
        self._show()

    def action_glossary(self) -> None:
        """Show the words that one meets, or the phrases again."""
        self._is_glossary = not self._is_glossary
        self._alone = None
        self._show()

    def leave(self) -> None:
        """Go back to the list, and from there to the card."""
        if self._alone is not None:
            self._back_to_list()
        elif self._is_glossary:
            self.action_glossary()
        else:
            self.dismiss(None)


def _large(phrase: ShownPhrase, cells: int) -> list[Row]:
    """Return one phrase with room around it: a terminal's letters have one size only."""
    made = [Row("#top", (Piece(""),), selectable=False)]
    # A blank between the characters and an empty line between the rows: read across a counter.
    spaced = "　".join(clean(phrase.japanese)) if cells >= 40 else clean(phrase.japanese)
    for number, line in enumerate(wrap(spaced, cells - 2 * _SIDE)):
        large = Piece(" " * _SIDE + line.strip("　"), STRONG)
        made.append(Row(f"#j{number}", (large,), selectable=False))
        made.append(Row(f"#b{number}", (Piece(""),), selectable=False))
    for kind, text, look in (("r", phrase.reading, ACCENT), ("m", phrase.meaning, PLAIN)):
        made.append(Row(f"#{kind}", (Piece(""),), selectable=False))
        made += [
            Row(f"#{kind}{number}", (Piece(" " * _SIDE + line, look),), selectable=False)
            for number, line in enumerate(wrap(clean(text), cells - 2 * _SIDE))
        ]
    return made


def _glossary(terms: Sequence[ShownPhrase], cells: int) -> list[Row]:
    made: list[Row] = []
    for number, term in enumerate(terms):
        head = (Piece(f" {term.japanese}", STRONG), Piece(f"  {term.reading}", QUIET))
        made.append(Row(f"t{number}", head))
        made += [
            Row(f"#t{number}-{line}", (Piece(f"   {text}"),), selectable=False)
            for line, text in enumerate(wrap(clean(term.meaning), cells - _SIDE))
        ]
    return made
