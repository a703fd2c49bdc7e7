"""Clock times in Japan: until when a request counts today, and whether a line is open now."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from tui.deadlines.today import TOKYO, in_tokyo
from tui.deadlines.working import at_new_year, is_working_day

if TYPE_CHECKING:
    from tui.guides.facts import PhoneLine

_LOOKED_AHEAD = 21
"""Days in which a line that is closed over the longest holidays opens again."""


class Open(NamedTuple):
    """Whether a line answers at a moment, as far as it is known."""

    now: bool | None
    """None where the line's days or hours are not known."""
    next: datetime | None
    """When it opens next, on a clock in Tokyo; None while it is open, or not known."""


def clock_time(written: str) -> time:
    """Return a clock time as content writes it, `21:10`."""
    hour, minute = written.split(":")
    return time(int(hour), int(minute))


def line_open(line: "PhoneLine", now: datetime) -> Open:
    """Say whether a line is open at the aware moment `now`, and otherwise when next.

    A line whose days are not known is known to be closed outside its hours, and no more.
    """
    there = in_tokyo(now)
    if line.opens is None or line.closes is None:
        rests = line.closed_at_new_year and at_new_year(there.date())
        return Open(False if rests else None, None)
    opens, closes = clock_time(line.opens), clock_time(line.closes)
    within = opens <= there.time() < closes
    if line.on is None:
        return Open(None if within else False, None)
    if within and answers_on(line, there.date()):
        return Open(True, None)
    first = 0 if there.time() < opens else 1
    for days in range(first, _LOOKED_AHEAD):
        day = there.date() + timedelta(days=days)
        if answers_on(line, day):
            return Open(False, datetime.combine(day, opens, TOKYO))
    return Open(False, None)


def answers_on(line: "PhoneLine", day: date) -> bool:
    """Return whether a line is answered on a day; one whose days are not known may be."""
    if line.on is None:
        return not (line.closed_at_new_year and at_new_year(day))
    if line.closed_at_new_year and at_new_year(day):
        return False
    if line.on == "weekdays":
        return is_working_day(day)
    return line.on == "daily" or day.weekday() != 6
