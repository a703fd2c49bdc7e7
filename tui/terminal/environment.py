"""What the environment must look like before Textual is imported, for it reads it at import."""

import io
import os
import sys
from collections.abc import Mapping, MutableMapping

from tui.text.translation import marked
from tui.text.trouble import Trouble

# Whoever sets another TEXTUAL variable could import code, write a log of what is typed, or press
# keys; these change looks and speed only.
_HARMLESS = frozenset(
    {
        "TEXTUAL_ANIMATIONS",
        "TEXTUAL_COLOR_SYSTEM",
        "TEXTUAL_DIM_FACTOR",
        "TEXTUAL_DISABLE_KITTY_KEY",
        "TEXTUAL_FILTERS",
        "TEXTUAL_FPS",
        "TEXTUAL_SMOOTH_SCROLL",
        "TEXTUAL_THEME",
    }
)
_COLOR_SYSTEMS = frozenset({"auto", "standard", "256", "truecolor"})

# Terminals of today whose names tell Rich nothing; without COLORTERM (ssh does not pass it on)
# they would get sixteen colours.
_MODERN = frozenset(
    {
        "alacritty",
        "contour",
        "foot",
        "ghostty",
        "gnome",
        "iterm",
        "iterm2",
        "konsole",
        "mintty",
        "rio",
        "st",
        "tmux",
        "vte",
        "wezterm",
        "xterm-ghostty",
        "xterm-kitty",
    }
)
# What Python sets LC_CTYPE to by itself where the machine does not have the locale of LANG.
_COERCED = frozenset({"C.UTF-8", "C.utf8", "UTF-8"})
_NO_TERMINAL = frozenset({"", "dumb", "unknown"})


def prepare(environ: MutableMapping[str, str]) -> None:
    """Settle the variables that Textual reads at import; call it before the first such import.

    What a person set to choose looks or speed stays.
    """
    for name in [name for name in environ if name.partition("_")[0] == "TEXTUAL"]:
        if name not in _HARMLESS:
            del environ[name]
    # With these in the environment, Python never notices that the window was resized.
    environ.pop("COLUMNS", None)
    environ.pop("LINES", None)

    environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    environ.setdefault("TEXTUAL_SMOOTH_SCROLL", "0")
    if "SSH_CONNECTION" in environ:
        environ.setdefault("ESCDELAY", "250")
    if environ.get("TEXTUAL_COLOR_SYSTEM", "auto") not in _COLOR_SYSTEMS:
        del environ["TEXTUAL_COLOR_SYSTEM"]
    if not environ.get("COLORTERM") and _is_modern(environ.get("TERM", "")):
        environ.setdefault("TEXTUAL_COLOR_SYSTEM", "256")


def force_utf8() -> None:
    """Make standard input, output and error UTF-8, whatever the locale says.

    What cannot be encoded is written as an escape, never an error. Streams that are closed or
    have been replaced by something else stay as they are.
    """
    for stream, errors in (
        (sys.__stdin__, "surrogateescape"),
        (sys.__stdout__, "backslashreplace"),
        (sys.__stderr__, "backslashreplace"),
    ):
        if isinstance(stream, io.TextIOWrapper) and not stream.closed:
            stream.reconfigure(encoding="utf-8", errors=errors)


def concern_of_locale(environ: Mapping[str, str]) -> Trouble | None:
    """Return what to say where the locale names another encoding than the one that is written.

    A name without an encoding says nothing: that is what a bare account has, and most terminals
    are UTF-8.
    """
    names = ["LC_ALL", "LC_CTYPE", "LANG"]
    if environ.get("LC_CTYPE") in _COERCED:
        names.remove("LC_CTYPE")
    variable = next((name for name in names if environ.get(name)), "LANG")
    place, _, rest = environ.get(variable, "").partition(".")
    encoding, at, modifier = rest.partition("@")
    if not encoding or encoding.casefold().replace("-", "") == "utf8":
        return None
    return Trouble(
        marked(
            "{variable} asks for {encoding}, and kaiyaku reads and writes UTF-8 all the same. If "
            "text looks broken, let the terminal use UTF-8, and run: export {variable}={better}"
        ),
        variable=variable,
        encoding=encoding,
        better=f"{place}.UTF-8{at}{modifier}",
    )


def reason_not_to_draw(environ: Mapping[str, str]) -> str | None:
    """Return why the full screen cannot be drawn here, or None when it can.

    `no-keyboard`: standard input is no terminal; `no-screen`: standard error, where Textual
    draws, is none; `no-terminal`: TERM is empty, `dumb` or `unknown`.
    """
    if not os.isatty(0):
        return "no-keyboard"
    if not os.isatty(2):
        return "no-screen"
    if environ.get("TERM", "") in _NO_TERMINAL:
        return "no-terminal"
    return None


def _is_modern(term: str) -> bool:
    return term in _MODERN or term.removesuffix("-direct").removesuffix("-extra") in _MODERN
