"""How many cards there are of what: by carrier, week of departure, state, and who has them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from tui.casebook.tokens import UNKNOWN
from tui.guides.advice import Advice
from tui.plan.board import BoardRow, monday
from tui.text.translation import marked

STATES: Final[Mapping[str, str]] = {
    "late": marked("late"),
    "waiting": marked("an answer is awaited"),
    "begun": marked("under way"),
    "not-begun": marked("not begun"),
    "to-come": marked("still to come"),
    "unproven": marked("no proof"),
    "done": marked("every step done"),
    "closed": marked("closed"),
}
"""What a card is counted under, the first that is so, and how it is called."""


def state_of(row: BoardRow) -> str:
    """Return the state under which a card is counted, one of `STATES`."""
    count = row.progress
    if row.card.closed:
        return "closed"
    if row.late:
        return "late"
    if count.total and count.complete:
        if count.to_come:
            return "to-come"
        return "unproven" if count.unproven else "done"
    if count.waiting:
        return "waiting"
    return "begun" if count.done else "not-begun"


def counts(rows: Iterable[BoardRow], advice: Advice) -> Mapping[str, Mapping[str, int]]:
    """Return how many cards each carrier, week, state and colleague has; "" for none.

    A week is the Monday that it begins with, or `unknown`.
    """
    carriers: Counter[str] = Counter()
    weeks: Counter[str] = Counter()
    states: Counter[str] = Counter()
    assignees: Counter[str] = Counter()
    for row in rows:
        card = row.card
        known = advice.carrier(card.carrier)
        carriers[known.id if known else card.carrier or ""] += 1
        week, departure = monday(card.holder.departure), card.holder.departure
        weeks[week.isoformat() if week else UNKNOWN if departure else ""] += 1
        states[state_of(row)] += 1
        assignees[card.assignee or ""] += 1
    return {
        "carrier": dict(sorted(carriers.items(), key=_most_first)),
        "week": dict(sorted(weeks.items(), key=lambda pair: pair[0] or "~")),
        "state": {state: states[state] for state in STATES if states[state]},
        "assignee": dict(sorted(assignees.items(), key=_most_first)),
    }


def _most_first(pair: tuple[str, int]) -> tuple[bool, int, str]:
    return not pair[0], -pair[1], pair[0]
