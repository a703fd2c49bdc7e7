"""What was done on one card, by whom and when."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from tui.casebook.casebook import Casebook
from tui.casebook.clocks import gone_back
from tui.keys import bindings
from tui.plan.plan import Plan
from tui.screens.page import Page
from tui.screens.sitting import Sitting
from tui.widgets.bar import Bar
from tui.widgets.event_rows import event_row
from tui.widgets.lines import Lines
from tui.widgets.rows import QUIET, STRONG, Piece, Row


class History(Page[None]):
    """Shows the events of a card, newest at the bottom."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("back")
    HINTS = ("back", "keys")

    def __init__(self, sitting: Sitting, plan: Plan) -> None:
        super().__init__(sitting)
        self._plan = plan

    def compose(self) -> ComposeResult:
        """Make the page."""
        yield Bar(id="title")
        yield Lines(id="text")
        yield Bar(id="footer")

    def on_mount(self) -> None:
        """Show the events."""
        card = self._plan.card
        if card is None:
            return
        titles = {step.id: f"{step.number} {step.title}" for step in self._plan.steps} | {
            check.item: check.title for step in self._plan.steps for check in step.checks
        }
        notes = {note.id: note for note in card.notes}
        voice = self.sitting.voice
        self.show_hints()
        only = self.sitting.desk.only is not None

        def rows_of(book: Casebook) -> list[Row]:
            events = book.log(card.id)
            back = gone_back(events)
            return [
                event_row(event, titles, notes, voice, back=event.seq in back, narrowed=only)
                for event in events
            ]

        rows = self.read(rows_of) or []
        counted = self.words.plural("{n} entry", "{n} entries", len(rows))
        self.query_one("#title", Bar).show(
            (
                (Piece(f" {self.words('History')}", STRONG), Piece(f"  {card.label}", QUIET)),
                (Piece(f"{counted} ", QUIET),),
            ),
            ((), ()),
        )
        lines = self.query_one(Lines)
        lines.glyphs = voice.glyphs
        lines.show(rows, rows[-1].key if rows else None)
        lines.focus()
