"""Days as the casebook keeps them."""

from datetime import date, datetime, timedelta
from typing import Final

from tui.deadlines.today import today as in_japan

_UTC: Final = "+00:00"
_MIDNIGHT_IN_JAPAN: Final = "15"
_A_DAY: Final = timedelta(days=1)


def read_day(written: str | None) -> date | None:
    """Return the day of an ISO text; None for `unknown`, for none, and for what is no day."""
    if not written or not written[0].isdigit():
        return None
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None


def day_of(moment: str) -> date | None:
    """Return the day in Japan of a stored moment, which is in UTC."""
    if not moment:
        return None
    if moment.endswith(_UTC):
        # Several a card, for thousands of cards: Japan is nine hours ahead all year.
        day = date.fromisoformat(moment[:10])
        return day + _A_DAY if moment[11:13] >= _MIDNIGHT_IN_JAPAN else day
    return in_japan(datetime.fromisoformat(moment))
