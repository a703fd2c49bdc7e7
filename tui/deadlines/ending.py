"""Which day a request to a carrier counts as."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from tui.deadlines.hours import clock_time
from tui.deadlines.today import in_tokyo
from tui.deadlines.working import working_days_from

if TYPE_CHECKING:
    from tui.guides.facts import Ending


def counts_as(now: datetime, ending: "Ending | None") -> date:
    """Return the day that a request made at the aware moment `now` counts as."""
    there = in_tokyo(now)
    if ending is None or ending.until is None or there.time() < clock_time(ending.until):
        return there.date()
    if ending.then == "next-working-day":
        return working_days_from(there.date(), 1)
    return there.date() + timedelta(days=1)
