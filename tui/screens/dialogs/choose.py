"""A question with a few answers."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from tui.keys import bindings
from tui.screens.page import Dialog
from tui.screens.sitting import Sitting
from tui.text.clean import clean, clean_line
from tui.text.width import wrap
from tui.widgets.bar import Bar
from tui.widgets.lines import Lines
from tui.widgets.rows import QUIET, STRONG, Piece, Row

_WIDTH = 60
_AROUND = 6


class Choices(Lines):
    """The answers; enter takes the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("answer.take")

    def action_take(self) -> None:
        """Take the answer under the cursor."""
        if isinstance(self.screen, Choose) and self.cursor_key is not None:
            self.screen.dismiss(self.cursor_key)


class Choose(Dialog[str | None]):
    """Asks one question; gives the key of the answer, or None when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("back", "step.go")
    HINTS = ("answer.take", "back")

    def __init__(
        self,
        sitting: Sitting,
        question: str,
        answers: Sequence[tuple[str, str]],
        begin_at: str | None = None,
    ) -> None:
        """Ask `question`; the cursor begins at the answer whose key is `begin_at`."""
        super().__init__(sitting)
        self._begin_at = begin_at
        self._question = question
        self._answers = answers

    def compose(self) -> ComposeResult:
        """Make the box."""
        with Vertical(classes="box"):
            yield Bar(id="question")
            yield Choices()
            yield Bar(id="footer")

    def on_mount(self) -> None:
        """Show the question."""
        cells = min(_WIDTH, self.app.size.width - 6)
        lines = wrap(clean(self._question), cells)
        self.query_one("#question", Bar).show(
            *(((Piece(line, STRONG),), ()) for line in lines), ((), ())
        )
        choices = self.query_one(Choices)
        choices.glyphs = self.sitting.voice.glyphs
        room = max(self.app.size.height - len(lines) - _AROUND, 3)
        rows = list(self._rows(cells - 3))
        choices.styles.height = min(len(rows) + 1, room)
        choices.show(rows, self._begin_at)
        choices.focus()
        self.show_hints()

    def _rows(self, cells: int) -> Iterator[Row]:
        """Yield each answer with its number; a long one goes on below."""
        for number, (key, label) in enumerate(self._answers, start=1):
            sign = f"{number} "
            first, *more = wrap(clean_line(label), cells - len(sign)) or [""]
            yield Row(key, (Piece(sign, QUIET), Piece(first)))
            for below, line in enumerate(more):
                yield Row(f"{key}#{below}", (Piece(" " * len(sign) + line),), selectable=False)

    def action_go(self, number: str) -> None:
        """Take the answer with this number."""
        if int(number) <= len(self._answers):
            self.dismiss(self._answers[int(number) - 1][0])
