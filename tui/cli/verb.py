"""What a verb of the command and an option of it are."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """An option: its names, what stands for its value (empty for a flag), what it says."""

    names: tuple[str, ...]
    operand: str
    says: str
    among: tuple[str, ...] = ()
    many: bool = False
    """Whether it may be given several times."""

    @property
    def key(self) -> str:
        """Return the name under which its value is found."""
        return self.names[-1].lstrip("-").replace("-", "_")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb: what follows it, what it does, and where (`module.function` of this package)."""

    name: str
    operands: tuple[str, ...]
    says: str
    runs: str
    options: tuple[Option, ...] = ()
    makes: bool = False
    """Whether a casebook that was named and is not there is made."""

    @property
    def usage(self) -> str:
        """Return how the verb is written."""
        return " ".join(("kaiyaku", self.name, *self.operands))


def option(name: str, operand: str, says: str, *among: str) -> Option:
    """Return an option with one name."""
    return Option((name,), operand, says, among)
