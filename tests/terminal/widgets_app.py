"""Every widget that shows text, each holding the hostile text of the environment."""

import os
from collections.abc import Sequence
from typing import Any, ClassVar

from tui.terminal import environment

environment.prepare(os.environ)
environment.force_utf8()

from textual.app import App, ComposeResult  # noqa: E402 - Textual reads the environment at import
from textual.binding import BindingType  # noqa: E402
from textual.containers import VerticalScroll  # noqa: E402
from textual.content import Content  # noqa: E402
from textual.filter import LineFilter  # noqa: E402
from textual.widgets import (  # noqa: E402
    Button,
    Checkbox,
    Collapsible,
    DataTable,
    Footer,
    Header,
    Input,
    Label,
    ListItem,
    ListView,
    Log,
    Markdown,
    OptionList,
    Placeholder,
    RadioButton,
    RichLog,
    SelectionList,
    Static,
    Tabs,
    TextArea,
    Tree,
)

from tui.terminal.driver import TerminalDriver  # noqa: E402
from tui.terminal.frames import FrameDifference  # noqa: E402
from tui.terminal.line_filter import ControlFilter  # noqa: E402

HOSTILE = "A\x1b]2;owned\x07B\x1b[31mC\x9b32mD\x9d2;x\x9cE\x0eF\x7fG\x08H\x85I\u202eJ\u2066K\udc80L"


class Widgets(App[None]):
    CSS = """
    * { height: auto; min-height: 1; max-height: 4 }
    Screen, VerticalScroll { max-height: 999 }
    """
    BINDINGS: ClassVar[list[BindingType]] = [("f2", "quit", HOSTILE)]
    ENABLE_COMMAND_PALETTE = False

    def __init__(self) -> None:
        super().__init__(driver_class=TerminalDriver)
        self.title = HOSTILE
        self.sub_title = HOSTILE

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), ControlFilter()]

    def compose(self) -> ComposeResult:
        text = Content(HOSTILE)
        yield Header()
        with VerticalScroll():
            yield Static(text)
            yield Label(HOSTILE, markup=False)
            yield OptionList(text)
            yield SelectionList((text, 1))
            yield ListView(ListItem(Label(text)))
            yield Button(text)
            yield Checkbox(text)
            yield RadioButton(text)
            yield Collapsible(title="closed")
            yield Placeholder(Content(HOSTILE).plain.replace("[", "("))
            yield Tabs(text)
            yield Input(HOSTILE)
            yield Input(placeholder=HOSTILE)
            yield TextArea(HOSTILE)
            yield TextArea(HOSTILE, read_only=True)
            yield TextArea(placeholder=text)
            yield Markdown(f"# {HOSTILE}\n\n{HOSTILE}\n\n`{HOSTILE}`")
            yield Log()
            yield RichLog()
            yield DataTable()
            yield Tree(text.plain.replace("[", "("))
        yield Footer()

    def on_mount(self) -> None:
        table: DataTable[Any] = self.query_one(DataTable)
        table.add_column(HOSTILE.replace("[", "("))
        table.add_row(HOSTILE.replace("[", "("))
        self.query_one(Log).write_line(HOSTILE)
        self.query_one(RichLog).write(HOSTILE)
        static = self.query_one(Static)
        static.border_title = Content(HOSTILE)
        self.notify(HOSTILE, title=HOSTILE, markup=False)
        self.set_timer(0.2, self.mark)

    def mark(self) -> None:
        self.query_one(Header).display = False
        self.query_one(VerticalScroll).mount(Static("all drawn"), before=0)


class Different(FrameDifference, Widgets):
    """The same with frames as differences."""


if __name__ == "__main__":
    (Widgets() if os.environ.get("PROBE_STOCK") else Different()).run(mouse=False)
