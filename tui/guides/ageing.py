"""How facts grow old: when one is to be looked at again, and how sure it is by then.

The one place: the lint, what is shown at a step and the list of facts count alike.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tui.guides.facts import Fact, PhoneLine, Source

AT_STAKE: Final = frozenset(
    (
        *("keep-number", "eight-days", "fee", "cut-off", "final-month", "last-bill", "return"),
        *("mail", "handset", "payment", "unpaid", "bank", "prepaid", "pause"),
    )
)
"""The topics on which money or a deadline hangs."""

_SOON: Final = timedelta(days=90)
_LATER: Final = timedelta(days=180)
_SURE_FOR_MONTHS: Final = 24
_SURE: Final = "high"
_LESS_SURE: Final = "medium"


def review_day(known: "Fact | PhoneLine") -> date:
    """Return the last day on which what is known of it need not be looked at again.

    It is 90 days after the newest reading where money or a deadline hangs on it, else 180;
    earlier where the file says so.
    """
    checked = max((date.fromisoformat(source.read) for source in known.sources), default=date.min)
    by_age = checked + (_SOON if getattr(known, "topic", "") in AT_STAKE else _LATER)
    return min(by_age, date.fromisoformat(known.review_by)) if known.review_by else by_age


def is_due(known: "Fact | PhoneLine", today: date) -> bool:
    """Return whether it is to be looked at again."""
    return review_day(known) < today


def grade(fact: "Fact", today: date) -> str:
    """Return how sure a fact is on a day, of `tokens.CONFIDENCES`; old pages make nothing sure."""
    if fact.confidence == _SURE and is_all_old(fact.sources, today):
        return _LESS_SURE
    return fact.confidence


def is_all_old(sources: "Sequence[Source]", today: date) -> bool:
    """Return whether every page is older than 24 months by then."""
    months = today.year * 12 + today.month - 1 - _SURE_FOR_MONTHS
    oldest = date(months // 12, months % 12 + 1, min(today.day, 28))
    return all(page_day(source) < oldest for source in sources)


def page_day(source: "Source") -> date:
    """Return the day that a page is of: the first that its date can mean, else when it was read."""
    year, month, day = (*(source.dated or source.read).split("-"), "1", "1")[:3]
    return date(int(year), int(month), int(day))
