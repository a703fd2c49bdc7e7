"""What goes into a proof, and what stays out of it."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from tui.casebook.fields import FIELDS, Field

LEFT_OUT_UNLESS: Final = ("memos", "names")
"""What is left out unless it is asked for."""
PUT_IN_UNLESS: Final = ("number", "holder")
"""What is put in unless it is left out."""


class Choices(NamedTuple):
    """What the person who exports has chosen; True is in."""

    number: bool = True
    """The numbers by which the carrier knows line, contract, SIM and handset."""
    holder: bool = True
    """Who the card belongs to: all that is said of the person."""
    names: bool = False
    """Who at the desk did what."""
    memos: bool = False

    @classmethod
    def of(cls, asked: Iterable[str], declined: Iterable[str]) -> "Choices":
        """Return the choices of a command line; each name is of the two lists above."""
        chosen = {**dict.fromkeys(asked, True), **dict.fromkeys(declined, False)}
        return cls(**chosen)


def left_out_fields(choices: Choices) -> tuple[Field, ...]:
    """Return the fields that a proof with these choices does not say."""
    return tuple(
        field for field in FIELDS if field.group != "card" and not getattr(choices, field.group)
    )
