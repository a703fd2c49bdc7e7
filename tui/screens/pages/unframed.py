"""A text on the whole terminal, to be selected there with the mouse."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from tui.keys import BY_ID, bindings, shown
from tui.screens.page import Page
from tui.screens.sitting import Sitting
from tui.terminal import bare
from tui.text.clean import clean, clean_line
from tui.text.width import cut
from tui.widgets.bar import Bar
from tui.widgets.rows import Piece


class Unframed(Page[None]):
    """Shows nothing but a text, a page of it at a time, and the keys on the last row."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "list.page-down", "list.page-up", "list.down", "list.up", "list.first", "list.last", "back"
    )
    HINTS = ("back", "list.page-down", "list.page-up")

    def __init__(self, sitting: Sitting, text: str, first: int = 0) -> None:
        """Show `text`, which need not be clean, from the page that has its line `first` on it."""
        super().__init__(sitting)
        self._lines = clean(text).split("\n")
        self._first = first
        self._pages: list[bare.BarePage] = []
        self._at = 0
        self._is_bare = False

    def compose(self) -> ComposeResult:
        """Make what is seen where there is no terminal to write to."""
        yield Bar(id="bare")
        yield Bar(id="footer")

    def on_mount(self) -> None:
        """Hold the frames back; the text is shown once the page is told its size."""
        self._is_bare = bare.hold(self.app)

    def on_unmount(self) -> None:
        """Let the frames through again, whatever closed the page."""
        self._let_go()

    def on_resize(self) -> None:
        """Cut the text into pages anew."""
        self._lay_out()

    def hints(self) -> tuple[str, ...]:
        """Return the keys that matter: those for pages only where there are several."""
        return self.HINTS if len(self._pages) > 1 else ("back",)

    def _lay_out(self) -> None:
        size = self.app.size
        self._pages = list(bare.pages(self._lines, size.width, size.height - 1))
        self._at = max(
            (at for at, page in enumerate(self._pages) if page.first <= self._first), default=0
        )
        self._show()

    def _show(self) -> None:
        page = self._pages[self._at]
        self.query_one("#bare", Bar).show(*(((Piece(line),), ()) for line in page.lines))
        self.show_hints()
        if self._is_bare:
            bare.draw(self.app, page.lines, self._below())

    def _below(self) -> str:
        keys = [
            f"{shown(self.sitting.key_of(id))} {self.words(BY_ID[id].says)}" for id in self.hints()
        ]
        place = f"{self._at + 1}/{len(self._pages)}"
        return cut("   ".join((place, *keys)), self.app.size.width - 1)

    def say(self, text: str, look: str = "") -> None:
        """Say one sentence on the last row, where nothing else is drawn."""
        super().say(text, look)
        if self._is_bare:
            below = cut(clean_line(text), self.app.size.width - 1)
            bare.draw(self.app, self._pages[self._at].lines, below)

    def _turn_to(self, at: int) -> None:
        at = max(min(at, len(self._pages) - 1), 0)
        if at != self._at:
            self._at, self._first = at, self._pages[at].first
            self._show()

    def action_page_down(self) -> None:
        """Show the next page."""
        self._turn_to(self._at + 1)

    def action_page_up(self) -> None:
        """Show the page before."""
        self._turn_to(self._at - 1)

    action_down, action_up = action_page_down, action_page_up

    def action_first(self) -> None:
        """Show the first page."""
        self._turn_to(0)

    def action_last(self) -> None:
        """Show the last page."""
        self._turn_to(len(self._pages))

    def repaint(self) -> None:
        """Write the page again."""
        self._show()

    def _let_go(self) -> None:
        if self._is_bare:
            self._is_bare = False
            bare.let_go(self.app)

    def leave(self) -> None:
        """Go back to where the text was read."""
        self._let_go()
        self.dismiss(None)
