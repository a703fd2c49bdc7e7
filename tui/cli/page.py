"""The manual page, in the language of `man`: written from the verbs' declarations."""

from collections.abc import Iterable, Iterator

from tui.cli.examples import EXAMPLES
from tui.cli.manual import EXIT_CODES, HOW, OPERANDS, WHAT
from tui.cli.table import GLOBAL_OPTIONS, VERBS
from tui.cli.verb import Option
from tui.text.translation import Words

_OPTIONS_HEADING = "OPTIONS"


def page(words: Words) -> str:
    """Return the manual page `kaiyaku(1)`."""
    return "\n".join(_lines(words)) + "\n"


def _lines(words: Words) -> Iterator[str]:
    yield ".TH KAIYAKU 1"
    yield ".SH NAME"
    yield _plain("kaiyaku - " + words("cancel a Japanese phone card, and keep the proof"))
    yield ".SH SYNOPSIS"
    yield r".B kaiyaku"
    yield r"[\fIOPTION\fR]... [\fIVERB\fR] [\fIARGUMENT\fR]..."
    yield ".SH DESCRIPTION"
    for text in (WHAT, HOW):
        yield _plain(words(text))
        yield ".PP"
    yield ".SH VERBS"
    for verb in VERBS.values():
        yield f".SS {_plain(verb.usage)}"
        yield _plain(words(verb.says))
        yield from _options(verb.options, words)
        if verb.name in EXAMPLES:
            yield ".PP"
            yield _plain(words("For instance:"))
            yield from (".PP", ".RS 4", ".nf", _plain(EXAMPLES[verb.name]), ".fi", ".RE")
    yield f".SH {_OPTIONS_HEADING}"
    yield from _options(GLOBAL_OPTIONS, words)
    yield ".SH ARGUMENTS"
    for name, says in OPERANDS.items():
        yield from (".TP", f".I {_plain(name)}", _plain(words(says)))
    yield ".SH EXIT STATUS"
    yield _plain(words(EXIT_CODES))


def _options(options: Iterable[Option], words: Words) -> Iterator[str]:
    for option in options:
        names = ", ".join(rf"\fB{_plain(name)}\fR" for name in option.names)
        operand = rf" \fI{_plain(option.operand)}\fR" if option.operand else ""
        yield from (".TP", f"{names}{operand}", _plain(words(option.says)))


def _plain(text: str) -> str:
    """Return a text in which nothing is taken for a request of roff."""
    text = text.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{text}" if text.startswith((".", "'")) else text
