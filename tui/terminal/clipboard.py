"""The clipboard of the terminal that the reader sits at, set with OSC 52; no terminal answers."""

import base64
from collections.abc import Mapping
from typing import Final

from textual.app import App

ROOM: Final = 74_000
"""Bytes of text that terminals are known to take whole: 100 KB once they are base64."""

_TMUX: Final = "tmux"
_SCREEN: Final = "screen"


def send(app: App[object], text: str, environ: Mapping[str, str]) -> None:
    """Send `text` to the clipboard; through tmux also past it, to the terminal behind it."""
    app.copy_to_clipboard(text)
    driver = app._driver
    if driver is not None and _behind(environ) == _TMUX:
        # As the default, tmux ignores what a program copies; where it lets sequences through,
        # this one reaches the terminal whatever tmux thinks of clipboards.
        encoded = base64.b64encode(text.encode()).decode()
        driver.write(f"\x1bPtmux;\x1b\x1b]52;c;{encoded}\x07\x1b\\")


def may_keep_it(environ: Mapping[str, str]) -> bool:
    """Say whether there is a tmux or screen in between, which pass it on only when told to."""
    return bool(_behind(environ))


def _behind(environ: Mapping[str, str]) -> str:
    """Return what stands between this program and the terminal, here or at the other end of ssh."""
    term = environ.get("TERM", "")
    if "TMUX" in environ or term.startswith(_TMUX):
        return _TMUX
    return _SCREEN if "STY" in environ or term.startswith(_SCREEN) else ""
