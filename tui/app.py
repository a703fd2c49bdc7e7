"""The full screen: theme, driver and frame difference around the main screen."""

from typing import ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.filter import LineFilter
from textual.theme import Theme

from tui.keys import bindings
from tui.screens.main import MainScreen
from tui.screens.sitting import Sitting
from tui.terminal.driver import TerminalDriver
from tui.terminal.frames import FrameDifference
from tui.terminal.line_filter import ControlFilter


def _theme(name: str, *, dark: bool, **colours: str) -> Theme:
    own = ("line", "quiet", "problem", "chosen", "chosen-text", "field")
    return Theme(
        name=f"kaiyaku-{name}",
        primary=colours["accent"],
        accent=colours["accent"],
        foreground=colours["foreground"],
        background=colours["background"],
        surface=colours["background"],
        panel=colours["background"],
        dark=dark,
        variables={colour: colours[colour.replace("-", "_")] for colour in own},
    )


THEMES = (
    _theme(
        "dark",
        dark=True,
        background="#16181d",
        foreground="#d8dbe2",
        accent="#7fb4ca",
        line="#3a404c",
        quiet="#8b93a1",
        problem="#f07178",
        chosen="#2b3a4a",
        chosen_text="#ffffff",
        field="#22262e",
    ),
    _theme(
        "light",
        dark=False,
        background="#fbfaf7",
        foreground="#24272e",
        accent="#1f6f8b",
        line="#c9ccd2",
        quiet="#666d79",
        problem="#b3261e",
        chosen="#d5e6ee",
        chosen_text="#000000",
        field="#efeee9",
    ),
    _theme(
        "contrast",
        dark=True,
        background="#000000",
        foreground="#ffffff",
        accent="#ffe14d",
        line="#ffffff",
        quiet="#d0d0d0",
        problem="#ff6b6b",
        chosen="#ffffff",
        chosen_text="#000000",
        field="#202020",
    ),
    _theme(
        "terminal",
        dark=True,
        background="ansi_default",
        foreground="ansi_default",
        accent="ansi_cyan",
        line="ansi_bright_black",
        quiet="ansi_bright_black",
        problem="ansi_bright_red",
        chosen="ansi_blue",
        chosen_text="ansi_bright_white",
        field="ansi_default",
    ),
)


class Kaiyaku(FrameDifference, App[None], inherit_bindings=False):
    """The program on a full screen."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = bindings("quit")

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(driver_class=TerminalDriver)
        self.sitting = sitting
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = f"kaiyaku-{sitting.theme}"
        self.set_keymap(dict(sitting.desk.settings.keys))

    def get_line_filters(self) -> list[LineFilter]:
        """Return the filters between the widgets and the terminal, ours the last."""
        return [*super().get_line_filters(), ControlFilter()]

    def get_default_screen(self) -> MainScreen:
        """Return the main screen."""
        return MainScreen(self.sitting)

    def action_quit_now(self) -> None:
        """Quit at once; nothing can be lost."""
        self.exit()
