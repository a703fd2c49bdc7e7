"""One action over several cards: done at once, undone at once."""

import time
from collections.abc import Mapping, Sequence
from typing import Any, Final

from tui.casebook import notes, queries
from tui.casebook.action import Action
from tui.casebook.draft import Draft
from tui.casebook.records import Note

_BRIEF: Final = 0.06
"""Seconds after which no further letter is begun, so that it is written within a tenth."""


def change(
    action: Action, cards: Sequence[int], fields: Mapping[str, Any], departure: str | None
) -> int:
    """Set the same fields on several cards, and the departure of their holders.

    Returns how many cards were not so already.
    """
    changed, moved = set(), set()
    for id in cards:
        card = queries.bare_card(action.writer, id)
        if fields and action.set("card.edited", "card", id, id, **fields):
            changed.add(id)
        if departure is not None and card.holder.departure != departure:
            changed.add(id)
            if card.holder.id not in moved:
                moved.add(card.holder.id)
                action.set("holder.edited", "holder", card.holder.id, id, departure=departure)
    return len(changed)


def close(action: Action, cards: Sequence[int], by: str) -> int:
    """End the work on several cards; returns how many were open."""
    closed = 0
    for id in cards:
        if not queries.bare_card(action.writer, id).closed:
            action.set("card.closed", "card", id, id, closed_at=action.at, closed_by=by)
            closed += 1
    return closed


def keep(
    action: Action, placed: Sequence[tuple[int, Draft]], step: str | None, *, is_brief: bool
) -> list[tuple[Note, bool]]:
    """Keep drafts, each with its card; as many as are done in a moment, where it is to be brief."""
    until = time.monotonic() + _BRIEF
    kept: list[tuple[Note, bool]] = []
    for card, draft in placed:
        queries.bare_card(action.writer, card)
        kept.append(notes.keep_or_find(action, card, draft, step))
        if is_brief and time.monotonic() > until:
            break
    return kept
