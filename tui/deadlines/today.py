"""The day it is in Japan, where every deadline is."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

TOKYO = timezone(timedelta(hours=9), "JST")
"""The zone in which dates are read, counted and said: Japan has had no summer time since 1951."""

Clock = Callable[[], datetime]
"""Returns the present moment as an aware datetime in UTC."""


def today(now: datetime) -> date:
    """Return the date in Tokyo at the aware moment `now`; a naive one is a ValueError."""
    return in_tokyo(now).date()


def in_tokyo(moment: datetime) -> datetime:
    """Return the aware `moment` on a clock in Tokyo; a naive one is a ValueError."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no time zone")
    return moment.astimezone(TOKYO)
