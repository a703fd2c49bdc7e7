"""What was asked on the command line, and which of the two faces is to answer."""

import os
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tui.text.translation import LANGUAGES, marked
from tui.text.trouble import Trouble

if TYPE_CHECKING:
    from tui.cli.verb import Verb

WITH_VALUE: Final = ("--casebook", "--content", "--lang", "--as", "--only")
"""The options of both faces that a value follows."""


class Usage(Trouble):
    """The command was not called in a way that means something."""


class Globals(NamedTuple):
    """The options of both faces; the environment's where the command line has none."""

    casebook: Path | None
    content: Path | None
    language: str | None
    name: str | None
    only: str | None
    ascii: bool
    plain: bool = False
    is_kiosk: bool = False
    """Whether a key's forced command runs this, for whom no file of the machine is there."""

    @property
    def person(self) -> str:
        """Return whose settings these are, among those who share a login; empty for its own."""
        shown = self.only if self.is_kiosk else None
        return "\0".join(filter(None, (self.name, shown)))

    def argv(self) -> list[str]:
        """Return the options that another run needs, to be like this one."""
        given = {
            "--casebook": self.casebook,
            "--content": self.content,
            "--lang": self.language,
            "--as": self.name,
            "--only": self.only,
        }
        words = [str(word) for pair in given.items() if pair[1] is not None for word in pair]
        return [*words, *(["--ascii"] if self.ascii else [])]


class Arguments(NamedTuple):
    """What was asked. `topic` is the verb, or as much of one as was written."""

    topic: str
    verb: "Verb | None"
    help: bool
    version: bool
    globals: Globals
    values: Mapping[str, Any]

    def flag(self, name: str) -> bool:
        """Return whether an option without a value was given."""
        return bool(self.values.get(name))

    def text(self, name: str) -> str | None:
        """Return an operand or option as it was written; None when it was not given."""
        found: str | None = self.values.get(name)
        return found

    def number(self, name: str) -> int | None:
        """Return an option that is a number; None when it was not given."""
        found: int | None = self.values.get(name)
        return found

    def required(self, name: str) -> str:
        """Return an operand that the verb cannot do without."""
        return str(self.values[name])

    def many(self, name: str) -> list[str]:
        """Return the operands that may be several."""
        return list(self.values.get(name) or ())


def for_screen(argv: Sequence[str], environ: Mapping[str, str]) -> Globals | None:
    """Return the options for the full screen, or None where `argv` is for the command.

    A verb, `--help`, `--version` and every mistake are for the command. Cheap: imports nothing
    that the screen does not need.
    """
    given: dict[str, str | bool] = {}
    words = iter(argv)
    for word in words:
        name, equals, value = word.partition("=")
        if name in WITH_VALUE:
            following = value if equals else next(words, None)
            if following is None:
                return None
            given[name[2:]] = following
        elif word == "--ascii":
            given["ascii"] = True
        else:
            return None
    if given.get("lang", LANGUAGES[0]) not in LANGUAGES:
        return None
    try:
        return globals_from(given, environ)
    except Usage:
        return None


def whatever_is_wrong(
    argv: Sequence[str], environ: Mapping[str, str], *, is_kiosk: bool = False
) -> Globals:
    """Return who asks, and in which language, whatever else is wrong in the options."""
    given: dict[str, str] = {}
    for word, following in zip_longest(argv, argv[1:]):
        name, equals, value = word.partition("=")
        if name in ("--lang", "--as", "--only"):
            said = value if equals else following
            if said is not None:
                given[name[2:]] = said.encode("utf-8", "replace").decode()
    return globals_from(given, environ)._replace(is_kiosk=is_kiosk)


def globals_from(given: Mapping[str, Any], environ: Mapping[str, str]) -> Globals:
    """Return the options of both faces; raises `Usage` for a name that is no text."""

    def path(name: str) -> Path | None:
        if given.get(name) is not None:
            return Path(given[name])
        named = environ.get(f"KAIYAKU_{name.upper()}")
        return Path(named) if named else None

    language = given.get("lang") or environ.get("KAIYAKU_LANG")
    name, only = given.get("as"), given.get("only")
    return Globals(
        casebook=path("casebook"),
        content=path("content"),
        language=language if language in LANGUAGES else None,
        name=as_text(name).strip() or None if name is not None else None,
        only=as_text(only).strip() or None if only is not None else None,
        ascii=bool(given.get("ascii")),
        plain=bool(given.get("plain")),
    )


def as_text(written: str) -> str:
    """Return a word of the command line as text; raises `Usage` where it is not UTF-8."""
    try:
        # A locale that is not UTF-8 has read the bytes as something else.
        return os.fsencode(written).decode("utf-8")
    except UnicodeError as error:
        raise Usage(marked("{text} is not UTF-8 text."), text=written) from error
