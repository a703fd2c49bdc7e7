"""The buttons of a form, on one line."""

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.keys import bindings
from tui.widgets.rows import Piece, draw


class Actions(Widget, can_focus=True):
    """Shows what can be done with a form; enter does it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"lines--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "choice.next", "choice.previous", "answer.take"
    )

    class Chosen(Message):
        """One of the buttons was pressed."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, actions: Sequence[tuple[str, str]], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._actions = list(actions)
        self._at = 0

    def _turn(self, by: int) -> None:
        self._at = (self._at + by) % len(self._actions)
        self.refresh()

    def action_next_value(self) -> None:
        """Go to the next button."""
        self._turn(1)

    def action_previous_value(self) -> None:
        """Go to the button before."""
        self._turn(-1)

    def action_take(self) -> None:
        """Press the button."""
        self.post_message(self.Chosen(self._actions[self._at][0]))

    def render_line(self, y: int) -> Strip:  # noqa: ARG002  # there is one line
        """Return the one line."""
        pieces: list[Piece] = [Piece(" ")]
        for number, (_, label) in enumerate(self._actions):
            here = self.has_focus and number == self._at
            pieces += [Piece(f"[ {label} ]", "cursor" if here else ""), Piece("  ")]
        return draw(tuple(pieces), (), self.size.width, self._look)

    def _look(self, name: str) -> Style:
        return self.get_component_rich_style("lines--cursor") if name else self.rich_style
