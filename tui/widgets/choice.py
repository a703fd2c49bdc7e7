"""One of a few values, changed with the arrow keys."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.keys import bindings
from tui.widgets.rows import Piece, draw


class Choice(Widget, can_focus=True):
    """Shows the chosen value between arrows."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"lines--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("choice.next", "choice.previous")

    class Changed(Message):
        """Another value was chosen."""

    def __init__(
        self, values: Sequence[tuple[str, str]], value: str, *, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._values = list(values)
        tokens = [token for token, _ in self._values]
        self._at = tokens.index(value) if value in tokens else 0

    @property
    def value(self) -> str:
        """The token of the chosen value."""
        return self._values[self._at][0]

    def _turn(self, by: int) -> None:
        self._at = (self._at + by) % len(self._values)
        self.refresh()
        self.post_message(self.Changed())

    def action_next_value(self) -> None:
        """Choose the next value."""
        self._turn(1)

    def action_previous_value(self) -> None:
        """Choose the value before."""
        self._turn(-1)

    def render_line(self, y: int) -> Strip:  # noqa: ARG002  # there is one line
        """Return the one line."""
        label = self._values[self._at][1]
        text = f"{label}  < >" if self.has_focus else label
        style = (
            self.get_component_rich_style("lines--cursor") if self.has_focus else self.rich_style
        )
        return draw((Piece(text),), (), self.size.width, lambda _: style)
