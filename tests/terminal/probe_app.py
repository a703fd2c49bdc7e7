"""A small program on the terminal layer, run by the tests in a pseudo-terminal.

Arguments: the file that flush writes to, and `stock` to run it without the frame difference.
Every key and paste the app sees is written to the log file named by PROBE_LOG.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import ClassVar

from tui.terminal import environment, signals

environment.prepare(os.environ)
environment.force_utf8()

from collections.abc import Sequence  # noqa: E402 - Textual reads the environment at import

from textual import events  # noqa: E402
from textual.app import App, ComposeResult  # noqa: E402
from textual.binding import Binding, BindingType  # noqa: E402
from textual.containers import Horizontal, Vertical  # noqa: E402
from textual.filter import LineFilter  # noqa: E402
from textual.screen import ModalScreen  # noqa: E402
from textual.widgets import Footer, Label, OptionList, Static, TextArea  # noqa: E402

from tui.terminal.driver import AmbiguousWidth, TerminalDriver  # noqa: E402
from tui.terminal.frames import FrameDifference  # noqa: E402
from tui.terminal.line_filter import ControlFilter  # noqa: E402

_ROWS = ["最初の行 first", "解約の手続き", "plain row", "か\u3099 decomposed", "end"]


class Question(ModalScreen[None]):
    CSS = """
    Question { align: center middle; }
    Question Label { width: 31; height: 5; border: round $accent; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss", "close")]

    def compose(self) -> ComposeResult:
        yield Label("本当に？ Is it so?", markup=False)


class Notes(TextArea):
    def on_key(self, event: events.Key) -> None:
        self.app.post_message(Seen("key", event.key))

    def on_paste(self, event: events.Paste) -> None:
        self.app.post_message(Seen("paste", event.text, getattr(event, "cut", None)))


class Seen(events.Event):
    def __init__(self, kind: str, what: str, cut: bool | None = None) -> None:
        super().__init__()
        self.kind, self.what, self.cut = kind, what, cut


class Probe(App[None]):
    CSS = """
    OptionList { width: 30; height: 1fr; border: round $primary; }
    TextArea { height: 1fr; }
    #counter { height: 3; background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "count", "count"),
        Binding("f3", "ask", "ask"),
        Binding("f4", "toast", "toast"),
        Binding("f5", "repaint", "repaint"),
        Binding("f6", "other_theme", "theme"),
        Binding("f7", "hide", "hide"),
        Binding("f8", "same", "same"),
    ]
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = ""  # as kaiyaku's pages: the first frame has the focus already
    count = 0

    def __init__(self) -> None:
        super().__init__(driver_class=TerminalDriver)
        self.animation_level = "none"

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), ControlFilter()]

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield OptionList(*_ROWS, os.environ.get("PROBE_ROW", "last"), markup=False)
            with Vertical():
                yield Static("count 0 回", id="counter", markup=False)
                notes = Notes(id="notes")
                notes.cursor_blink = False
                yield notes
        yield Footer()

    def on_mount(self) -> None:
        self.query_one(Notes if os.environ.get("PROBE_FOCUS") != "list" else OptionList).focus()

    def action_count(self) -> None:
        self.count += 1
        self.query_one("#counter", Static).update(f"count {self.count} 回")

    def action_same(self) -> None:
        self.screen.refresh()

    def action_ask(self) -> None:
        self.push_screen(Question())

    def action_toast(self) -> None:
        self.notify("保存しました", markup=False, timeout=60)

    def action_repaint(self) -> None:
        repaint = getattr(self, "repaint", self.screen.refresh)
        repaint()

    def action_other_theme(self) -> None:
        self.theme = "textual-light" if self.theme != "textual-light" else "textual-dark"

    def action_hide(self) -> None:
        choices = self.query_one(OptionList)
        choices.display = not choices.display

    def on_seen(self, event: Seen) -> None:
        log([event.kind, event.what, event.cut])

    def on_key(self, event: events.Key) -> None:
        if not isinstance(self.focused, Notes):
            log(["key", event.key, None])

    def on_paste(self, event: events.Paste) -> None:
        if not isinstance(self.focused, Notes):
            log(["paste", event.text, getattr(event, "cut", None)])

    def on_ambiguous_width(self, event: AmbiguousWidth) -> None:
        log(["width", str(event.cells), None])


class Different(FrameDifference, Probe):
    """The probe with frames as differences."""


def log(entry: list[object]) -> None:
    with Path(os.environ["PROBE_LOG"]).open("a", encoding="utf-8") as file:
        file.write(json.dumps(entry) + "\n")


def flush() -> None:
    mode = os.environ.get("PROBE_FLUSH", "")
    Path(sys.argv[1]).write_text("flushed", encoding="utf-8")
    if mode == "raises":
        raise ValueError("secret")
    if mode == "hangs":
        time.sleep(600)


if __name__ == "__main__":
    if "unguarded" not in sys.argv:
        signals.guard(flush)
    app = Probe() if "stock" in sys.argv else Different()
    app.run(mouse=False)
    sys.exit(app.return_code or 0)
