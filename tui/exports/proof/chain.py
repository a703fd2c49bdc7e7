"""A card's chain of events, looked at before it leaves the casebook."""

from collections.abc import Iterable

from tui.casebook.event import GENESIS, Event
from tui.casebook.fold import is_as_recorded


def first_break(events: Iterable[Event], emptied: frozenset[int] = frozenset()) -> int | None:
    """Return the place, from 1, of the first of a card's events that does not fit; None for none.

    The events of the other cards, which the casebook's own chain also goes through, are not there.
    `emptied` are the numbers of the events that were purged.
    """
    previous = GENESIS
    for number, event in enumerate(events, start=1):
        if event.card_previous != previous or not is_as_recorded(event, emptied):
            return number
        previous = event.hash
    return None
