"""The lines that bring a letter here from another computer, each to be copied."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType

from tui.keys import bindings
from tui.screens.page import Copied, Page
from tui.screens.sitting import Sitting
from tui.screens.ways import ANY, Here, broken, ways
from tui.text.clean import clean_line
from tui.text.width import wrap
from tui.widgets.bar import Bar
from tui.widgets.lines import Lines
from tui.widgets.rows import ACCENT, QUIET, STRONG, Piece, Row

_ROOMY: Final = 30
"""Lines of the terminal from which on a blank line stands between two ways."""


class WaysIn(Page[None]):
    """Shows the lines, each whole and on its own; one key copies the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("back", "copy", "note.unframed")
    HINTS = ("copy", "note.unframed", "list.down", "back")

    def __init__(
        self, sitting: Sitting, here: Here, card: int | None, label: str, file: str = ANY
    ) -> None:
        """Show the ways in to `card`, which is called `label`; `file` was meant to be kept."""
        super().__init__(sitting)
        self._label = label
        self._file = file
        self._ways = ways(self.words, here, card, file)

    def compose(self) -> ComposeResult:
        """Make the page."""
        yield Bar(id="title")
        yield Lines(id="text")
        yield Bar(id="footer")

    def on_mount(self) -> None:
        """Show the lines."""
        title = Piece(f" {self.words('The letter is elsewhere')}", STRONG)
        self.query_one("#title", Bar).show(
            ((title,), (Piece(self._label + " ", QUIET),)),
            ((), ()),
        )
        self._lines.glyphs = self.sitting.voice.glyphs
        self._lines.focus()
        self.show_hints()

    def on_resize(self) -> None:
        """Lay the lines out anew: they are closer together where there are few."""
        self._lines.show_fitted(self._rows)

    @property
    def _lines(self) -> Lines:
        return self.query_one("#text", Lines)

    def _rows(self, room: int) -> list[Row]:
        words, cells = self.words, max(room - 2, 20)
        between = [Piece("")] if self.app.size.height >= _ROOMY else []
        made: list[Row] = []

        def say(*pieces: Piece) -> None:
            made.extend(Row(f"#{len(made)}.{y}", (p,), (), False) for y, p in enumerate(pieces))

        def wrapped(*sentences: str) -> list[Piece]:
            text = clean_line(words.sentences(*sentences))
            return [Piece(line, QUIET) for line in wrap(text, cells)]

        if self._file != ANY:
            say(Piece(words("{path} is not on this machine.", path=self._file)))
        say(
            *wrapped(
                words("Type one of these lines into a terminal on your own computer, not here."),
                words("y copies the one under the cursor."),
            )
        )
        if not between:
            say(Piece(""))
        for number, way in enumerate(self._ways):
            say(*between)
            made.append(Row(str(number), (Piece(way.says, ACCENT),)))
            say(*(Piece(line) for line in broken(way.line, cells)))
            if way.line.startswith("cmd "):
                say(*wrapped(words("Keep the cmd /c: PowerShell's own pipe destroys Japanese.")))
        say(
            Piece(""),
            *wrapped(
                words("What scp sends is offered here as soon as it has arrived whole."),
                words("Copied text can also be pasted straight into this window."),
                words("Paper: photograph it, and send the picture like a file."),
            ),
        )
        return made

    def copied(self) -> Copied:
        """Return the line under the cursor, whole; all of them are shown alone."""
        key = self._lines.cursor_key or ""
        line = self._ways[int(key)].line if key.isdigit() else ""
        return Copied(line, alone="\n\n".join(way.line for way in self._ways))
