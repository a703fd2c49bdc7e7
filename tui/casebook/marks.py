"""What is done to the steps and checks of a card."""

from collections.abc import Sequence

from tui.casebook import queries
from tui.casebook.action import Action
from tui.casebook.errors import Changed, Refused
from tui.casebook.records import Mark
from tui.casebook.tokens import DONE, NOT_APPLICABLE, OPEN, SKIPPED, WAITING
from tui.casebook.undo import latest_change
from tui.text.translation import marked


def set_marks(
    action: Action,
    card: int,
    items: Sequence[str],
    state: str,
    reason: str | None,
    follow_up: str | None,
    if_revision: int | None,
) -> None:
    """Set the state of steps and checks; `if_revision` is what the caller saw of the first."""
    if queries.bare_card(action.writer, card).closed:
        raise Refused(marked("This card is closed. Reopen it first."))
    seen = [queries.mark(action.writer, card, item) for item in items]
    if if_revision is not None and seen[0].revision != if_revision:
        by, at = latest_change(action.writer, card, "mark", f"{card}/{items[0]}")
        raise Changed(items[0], by, at, seen[0])
    for mark in seen:
        _set(action, card, mark, state, reason, follow_up)


def _set(
    action: Action, card: int, seen: Mark, state: str, reason: str | None, follow_up: str | None
) -> None:
    reason = reason if state in (SKIPPED, WAITING, NOT_APPLICABLE, DONE) else None
    follow_up = follow_up if state == WAITING else None
    if (seen.state, seen.reason, seen.follow_up) == (state, reason, follow_up):
        return
    settled = state != OPEN
    action.set(
        "mark.set",
        "mark",
        f"{card}/{seen.item}",
        card,
        state=state,
        reason=reason,
        follow_up=follow_up,
        by=str(action.who) if settled else None,
        at=action.at if settled else None,
    )
