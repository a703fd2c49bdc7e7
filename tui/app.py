"""The full screen: theme, driver and frame difference around the main screen."""

import gc
from typing import ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.filter import LineFilter

from tui.keys import bindings
from tui.screens.page import Page
from tui.screens.pages.main import MainScreen
from tui.screens.sitting import Sitting
from tui.terminal import crash
from tui.terminal.ascii_filter import AsciiFilter
from tui.terminal.driver import AmbiguousWidth, TerminalDriver
from tui.terminal.frames import FrameDifference
from tui.terminal.in_order import KeysInOrder
from tui.terminal.line_filter import ControlFilter
from tui.widgets.rows import PROBLEM
from tui.widgets.themes import THEMES

_ROUND = 10_000
"""Objects after which garbage is looked for: a board of thousands makes many, and drops none."""


def _collect() -> None:
    """Look for garbage from now on, but not among what the start has made."""
    if gc.isenabled():
        return  # It was never put off: another program runs this one.
    gc.freeze()
    gc.set_threshold(_ROUND)
    gc.enable()


class Kaiyaku(KeysInOrder, FrameDifference, crash.QuietEnd, App[None], inherit_bindings=False):
    """The program on a full screen."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = bindings("quit")

    _has_warned = False

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(driver_class=TerminalDriver)
        self.sitting = sitting
        # One of each for good: strips remember what a filter made of them.
        self._ascii, self._control = AsciiFilter(), ControlFilter()
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = f"kaiyaku-{sitting.theme}"
        self.set_keymap(dict(sitting.desk.settings.keys))
        self.set_class(sitting.ascii, "-ascii")

    def get_line_filters(self) -> list[LineFilter]:
        """Return the filters between the widgets and the terminal, ours the last."""
        ours = (self._ascii, self._control) if self.sitting.ascii else (self._control,)
        return [*super().get_line_filters(), *ours]

    def get_default_screen(self) -> MainScreen:
        """Return the main screen."""
        return MainScreen(self.sitting)

    def on_mount(self) -> None:
        """Collect garbage again, once the first screen stands: at start it costs a tenth."""
        self.call_after_refresh(_collect)

    def on_ambiguous_width(self, event: AmbiguousWidth) -> None:
        """Draw in plain ASCII where the terminal makes lines and marks two cells wide."""
        if event.cells > 1 and not self.sitting.ascii:
            self.sitting.ascii = True
            self.add_class("-ascii")
            for screen in self.screen_stack:
                if isinstance(screen, MainScreen):
                    screen.show_in_other_words()
            self.repaint()

    def is_opening(self) -> bool:
        """Whether a page is about to open that the next keys are meant for."""
        top = self.screen
        return isinstance(top, Page) and (top.is_at_work or not top.is_ready)

    async def on_page_ready(self) -> None:
        """A page stands: the keys that were typed for it may go there."""
        if isinstance(self.screen, Page):
            self.screen.is_ready = True
        await self.go_on()

    def crashed(self, error: BaseException) -> str:
        """Put what was typed on disk and say where the trace is."""
        from tui.terminal.crash_note import own_up

        desk, words = self.sitting.desk, self.sitting.words
        lost = unsaved(self.sitting)
        return words.sentences(own_up(desk.places.state, error, words), lost)

    def action_quit_now(self) -> None:
        """Quit at once, unless something that was typed would be lost; the same again leaves it."""
        lost = unsaved(self.sitting)
        if lost and not self._has_warned and isinstance(self.screen, Page):
            self._has_warned = True
            words = self.sitting.words
            self.screen.say(words.sentences(lost, words("ctrl+q again leaves it behind.")), PROBLEM)
        else:
            self.exit()


def unsaved(sitting: Sitting) -> str:
    """Put what was typed on disk; return what to say when the disk refuses, else nothing."""
    try:
        sitting.desk.drafts.flush()
    except OSError as error:
        return sitting.words(
            "What was typed last is not on disk: {reason}.", reason=error.strerror or str(error)
        )
    return ""
