"""What goes into a proof, and what stays out of it."""

from collections.abc import Iterable
from typing import Final, NamedTuple

LEFT_OUT_UNLESS: Final = ("memos", "names")
"""What is left out unless it is asked for."""
PUT_IN_UNLESS: Final = ("number", "holder")
"""What is put in unless it is left out."""


class Choices(NamedTuple):
    """What the person who exports has chosen; True is in."""

    number: bool = True
    holder: bool = True
    """Who the card belongs to: name, departure, how to reach them."""
    names: bool = False
    """Who at the desk did what."""
    memos: bool = False

    @classmethod
    def of(cls, asked: Iterable[str], declined: Iterable[str]) -> "Choices":
        """Return the choices of a command line; each name is of the two lists above."""
        chosen = {**dict.fromkeys(asked, True), **dict.fromkeys(declined, False)}
        return cls(**chosen)
