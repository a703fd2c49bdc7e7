"""Copying through the terminal, with tmux in between and without."""

import base64
from typing import Any

import pytest

from tui.terminal.clipboard import may_keep_it, send


class FakeDriver:
    def __init__(self) -> None:
        self.written: list[str] = []

    def write(self, data: str) -> None:
        self.written.append(data)


class FakeApp:
    """What `send` needs of an app."""

    def __init__(self) -> None:
        self._driver = FakeDriver()
        self.copied: list[str] = []

    def copy_to_clipboard(self, text: str) -> None:
        self.copied.append(text)


def sent(environ: dict[str, str], text: str = "解約") -> FakeApp:
    app: Any = FakeApp()
    send(app, text, environ)
    return app  # type: ignore[no-any-return]


def test_a_plain_terminal_gets_the_text_once() -> None:
    app = sent({"TERM": "xterm-256color"})
    assert app.copied == ["解約"]
    assert app._driver.written == []


@pytest.mark.parametrize("environ", [{"TMUX": "/tmp/s,1,0"}, {"TERM": "tmux-256color"}])
def test_through_tmux_it_is_also_sent_past_tmux(environ: dict[str, str]) -> None:
    app = sent(environ)
    assert app.copied == ["解約"]
    encoded = base64.b64encode("解約".encode()).decode()
    # Every escape of what is passed through is doubled, as tmux wants it.
    assert app._driver.written == [f"\x1bPtmux;\x1b\x1b]52;c;{encoded}\x07\x1b\\"]


@pytest.mark.parametrize("environ", [{"STY": "1.x"}, {"TERM": "screen-256color"}])
def test_what_screen_would_draw_is_not_sent_to_it(environ: dict[str, str]) -> None:
    assert sent(environ)._driver.written == []


@pytest.mark.parametrize(
    ("environ", "between"),
    [
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm-256color", "TMUX": "x"}, True),
        ({"TERM": "tmux-256color"}, True),
        ({"TERM": "screen.xterm"}, True),
        ({"STY": "x"}, True),
        ({}, False),
    ],
)
def test_it_is_known_whether_something_stands_in_between(
    environ: dict[str, str], between: bool
) -> None:
    assert may_keep_it(environ) is between
