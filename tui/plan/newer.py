"""Whether a card could go on with a newer version of its guide, and what that would change."""

from typing import Final

from tui.casebook.records import Card
from tui.casebook.tokens import OPEN
from tui.guides.guide import Guide
from tui.guides.load import Library

GUIDE: Final = "guide:"
"""What the item of a mark begins with that says that a version was left aside."""


def left_item(guide: Guide) -> str:
    """Return the item whose mark says that this version was left aside for a card."""
    return f"{GUIDE}{guide.version}"


def newer_guide(card: Card, library: Library) -> Guide | None:
    """Return the newer version of an open card's guide; None where there is none, or it was left.

    A guide is newer by its version: other wording alone is shown as it is.
    """
    found = library.guide(card.type)
    if found is None or card.closed or found.version <= card.guide_version:
        return None
    return found if card.mark(left_item(found)).state == OPEN else None
