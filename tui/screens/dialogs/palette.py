"""All commands in one list, narrowed as one types."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import TextArea

from tui.keys import KEYS, bindings, shown
from tui.screens.page import Dialog
from tui.widgets.bar import Bar
from tui.widgets.field import Field
from tui.widgets.lines import Lines
from tui.widgets.rows import ACCENT, QUIET, Piece, Row


class Palette(Dialog[str | None]):
    """Gives the action of the chosen command, or None."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("form.leave")

    def compose(self) -> ComposeResult:
        """Make the box."""
        with Vertical(classes="box"):
            yield Field(hint=self.words("Type to find a command"))
            yield Lines()
            yield Bar(id="footer")

    def on_mount(self) -> None:
        """Show every command."""
        self.query_one(Lines).can_focus = False
        self.query_one(Field).focus()
        self._narrow()
        words = self.words
        said = f"{words('enter accepts')}   {words('esc cancels')}"
        self.footer.show(((Piece(said, QUIET),), ()))

    @on(TextArea.Changed)
    def _narrow(self) -> None:
        wanted = self.query_one(Field).text.casefold().split()
        rows = [
            Row(
                key.action,
                (Piece(label),),
                (Piece(shown(self.sitting.key_of(key.id)) + " ", ACCENT),),
            )
            for key in KEYS
            if key.palette
            and (label := self.words(key.says))
            and all(word in f"{label} {key.id} {key.says}".casefold() for word in wanted)
        ]
        self.query_one(Lines).show(rows, rows[0].key if rows else None)

    @on(Field.Submitted)
    def _choose(self) -> None:
        self.dismiss(self.query_one(Lines).cursor_key)

    def on_key(self, event: events.Key) -> None:
        """Move in the list while the field keeps the focus."""
        lines = self.query_one(Lines)
        if event.key in ("up", "down"):
            event.stop()
            (lines.action_up if event.key == "up" else lines.action_down)()
        else:
            super().on_key(event)

    def action_leave_text(self) -> None:
        """Leave without a command."""
        self.dismiss(None)
