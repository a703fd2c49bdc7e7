"""What happened on one card, marks and letters in the order in which they happened."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from tui.casebook.records import Card
from tui.keys import bindings
from tui.plan.plan import plan
from tui.plan.thread import Entry, Marked, Remarked, Written, thread
from tui.plan.thread_said import names
from tui.screens.page import Page
from tui.screens.sitting import Sitting
from tui.widgets.bar import Bar
from tui.widgets.lines import Lines
from tui.widgets.rows import QUIET, STRONG, Piece
from tui.widgets.thread_rows import thread_rows

Chosen = int | str | None
"""The number of a note to be read, or the step or check that a mark is on."""


class Entries(Lines):
    """The entries; enter goes to the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("thread.open")

    def action_details(self) -> None:
        """Leave the thread for the entry under the cursor."""
        if isinstance(self.screen, Thread) and self.cursor_key is not None:
            self.screen.leave_for(int(self.cursor_key))


class Thread(Page[Chosen]):
    """Shows the thread of a card; gives what is to be gone to."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("back", "find")
    HINTS = ("thread.open", "back", "keys")
    hands_find_on = True

    def __init__(self, sitting: Sitting, card: Card, note: int | None = None) -> None:
        """Show the thread of `card`, the cursor on `note` or else on the newest entry."""
        super().__init__(sitting)
        self._card = card
        self._note = note
        self._entries: Sequence[Entry] = ()

    def compose(self) -> ComposeResult:
        """Make the page."""
        yield Bar(id="title")
        yield Entries(id="text")
        yield Bar(id="footer")

    def on_mount(self) -> None:
        """Show the entries."""
        card, words, voice = self._card, self.words, self.sitting.voice
        self.show_hints()
        self._entries = self.read(lambda book: thread(card, book.log(card.id))) or ()
        guide = self.read(lambda _: self.sitting.desk.guide(card))
        called = names(plan(card, guide, words.language)) if guide else {}
        counted = words.plural("{n} entry", "{n} entries", len(self._entries))
        self.query_one("#title", Bar).show(
            (
                (Piece(f" {words('Thread')}", STRONG), Piece(f"  {card.label}", QUIET)),
                (Piece(f"{counted} ", QUIET),),
            ),
            ((), ()),
        )
        lines = self.query_one(Entries)
        lines.glyphs = voice.glyphs
        lines.show_fitted(
            lambda cells: thread_rows(self._entries, called, voice, cells), str(self._begin())
        )
        lines.focus()

    def _begin(self) -> int:
        for number, entry in enumerate(self._entries):
            if isinstance(entry, Written) and entry.note.id == self._note:
                return number
        return len(self._entries) - 1

    def leave_for(self, number: int) -> None:
        """Leave for the letter or the step of an entry."""
        entry = self._entries[number]
        if isinstance(entry, Written | Remarked):
            self.dismiss(entry.note.id)
        elif isinstance(entry, Marked):
            self.dismiss(entry.item)
