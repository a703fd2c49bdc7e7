"""One line to be answered or skipped."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import TextArea

from tui.keys import bindings
from tui.screens.page import Dialog
from tui.screens.sitting import Sitting
from tui.text.clean import clean
from tui.text.width import wrap
from tui.widgets.bar import Bar
from tui.widgets.field import Field
from tui.widgets.rows import PROBLEM, QUIET, STRONG, Piece

_WIDTH = 64

Reply = tuple[str, bool]
"""What to say under the line while it is typed, and whether it can be accepted."""


class Ask(Dialog[str | None]):
    """Asks for one line; gives the text, empty when it was skipped, or None when left."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("form.leave")

    def __init__(
        self,
        sitting: Sitting,
        question: str,
        *,
        text: str = "",
        hint: str = "",
        reply: Callable[[str], Reply] | None = None,
        skip: str = "",
    ) -> None:
        """Ask `question`; `skip` says what enter does on an empty line."""
        super().__init__(sitting)
        self._skip = skip
        self._question = question
        self._text = text
        self._hint = hint
        self._reply = reply

    def compose(self) -> ComposeResult:
        """Make the box."""
        with Vertical(classes="box"):
            yield Bar(id="question")
            yield Field(self._text, hint=self._hint)
            yield Bar(id="reply")
            yield Bar(id="footer")

    def on_mount(self) -> None:
        """Show the question."""
        cells = min(_WIDTH, self.app.size.width - 6)
        lines = wrap(clean(self._question), cells)
        self.query_one("#question", Bar).show(*(((Piece(line, STRONG),), ()) for line in lines))
        self.query_one(Field).focus()
        self._answer()

    def show_hints(self) -> None:
        """Say what enter and esc do."""
        words = self.words
        typed = self.query_one(Field).text
        accept = (
            words("enter accepts")
            if typed.strip()
            else self._skip or words("enter leaves it empty")
        )
        self.footer.show(((Piece(f"{accept}   {words('esc cancels')}", QUIET),), ()))

    @on(TextArea.Changed)
    def _answer(self) -> None:
        text = self.query_one(Field).text
        said, good = self._reply(text) if self._reply and text.strip() else ("", True)
        self.query_one("#reply", Bar).show(((Piece(said, QUIET if good else PROBLEM),), ()))
        self.show_hints()

    @on(Field.Submitted)
    def _submit(self) -> None:
        text = self.query_one(Field).text.strip()
        if not text or self._reply is None or self._reply(text)[1]:
            self.give(text)

    def action_leave_text(self) -> None:
        """Leave; nothing happens then."""
        self.dismiss(None)
