"""What the forms share: labelled fields, going from one to the next, buttons."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from tui.keys import bindings
from tui.screens.page import Answer, Page
from tui.widgets.bar import Bar
from tui.widgets.choice import Choice
from tui.widgets.field import Field
from tui.widgets.rows import QUIET, Piece


class Labelled(Horizontal):
    """A field with its name before it."""

    def __init__(self, label: str, field: Widget) -> None:
        super().__init__(classes="labelled")
        # What stands alone begins with a capital letter, where a language has them.
        self._label = label[:1].upper() + label[1:]
        self._field = field

    def compose(self) -> ComposeResult:
        """Make the label and the field."""
        label = Bar(classes="label")
        label.show(((Piece(" " + self._label, QUIET),), ()))
        yield label
        yield self._field


class Form(Page[Answer]):
    """A page of fields; enter goes to the next, ctrl+s keeps."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("text.keep", "text.next", "text.previous")

    def value(self, id: str) -> str:
        """Return what stands in a field, or the token of a choice."""
        widget = self.query_one(f"#{id}")
        if isinstance(widget, Choice):
            return widget.value
        return widget.text.strip() if isinstance(widget, Field) else ""

    def on_field_submitted(self) -> None:
        """Go on to the next field."""
        self.focus_next()

    def action_next_field(self) -> None:
        """Go to the next field."""
        self.focus_next()

    def action_previous_field(self) -> None:
        """Go to the field before."""
        self.focus_previous()
