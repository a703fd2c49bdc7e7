"""Where the clock of a history went back: its order is that of its numbers, whatever they say."""

from collections.abc import Iterable

from tui.casebook.event import Event


def gone_back(events: Iterable[Event]) -> frozenset[int]:
    """Return the numbers of the events that say an earlier moment than one before them."""
    latest, found = "", set()
    for event in events:
        if event.at < latest:
            found.add(event.seq)
        latest = max(latest, event.at)
    return frozenset(found)
