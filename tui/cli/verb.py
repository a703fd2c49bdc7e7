"""What a verb of the command, and what follows it, are."""

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["text", "number", "day", "path"]
"""What a word of the command line is: behind a door a path is nothing but `-`, the pipe."""
TEXT: Final = "text"
NUMBER: Final = "number"
DAY: Final = "day"
PATH: Final = "path"


@dataclass(frozen=True, slots=True)
class Option:
    """An option: its names, what stands for its value (empty for a flag), what it says."""

    names: tuple[str, ...]
    operand: str
    says: str
    among: tuple[str, ...] = ()
    many: bool = False
    """Whether it may be given several times."""
    kind: Kind = TEXT

    @property
    def key(self) -> str:
        """Return the name under which its value is found."""
        return self.names[-1].lstrip("-").replace("-", "_")


@dataclass(frozen=True, slots=True)
class Operand:
    """A word that follows a verb, as it is written: `CARD`, `[STEP]`, `FILE…`."""

    written: str
    kind: Kind = TEXT

    @property
    def key(self) -> str:
        """Return the name under which its value is found."""
        return self.written.strip("[]").split("[")[0].rstrip("…").lower()

    @property
    def many(self) -> bool:
        """Whether it stands for as many words as there are."""
        return self.written.endswith(("…", "…]"))

    @property
    def may_lack(self) -> bool:
        """Whether the verb does something without it."""
        return self.written.startswith("[")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb: what follows it, what it does, and where (`module.function` of this package)."""

    name: str
    operands: tuple[str | Operand, ...]
    """A word alone is one that is text."""
    says: str
    runs: str
    options: tuple[Option, ...] = ()
    makes: bool = False
    """Whether a casebook that was named and is not there is made."""
    kiosk: bool = False
    """Whether it may be asked for behind a door."""

    @property
    def takes(self) -> tuple[Operand, ...]:
        """Return what follows it, each with its kind."""
        return tuple(word if isinstance(word, Operand) else Operand(word) for word in self.operands)

    @property
    def written(self) -> str:
        """Return its name with what follows it."""
        return " ".join((self.name, *(operand.written for operand in self.takes)))

    @property
    def usage(self) -> str:
        """Return how the verb is written."""
        return f"kaiyaku {self.written}"


def option(name: str, operand: str, says: str, *among: str, kind: Kind = TEXT) -> Option:
    """Return an option with one name."""
    return Option((name,), operand, says, among, kind=kind)
