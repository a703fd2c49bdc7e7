"""When a line ends that is cancelled, and until when to ask for it, carrier by carrier."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from tui.deadlines.counted import month_end, month_end_up_to
from tui.deadlines.hours import clock_time
from tui.deadlines.today import in_tokyo
from tui.deadlines.working import working_days_from

if TYPE_CHECKING:
    from tui.guides.facts import Ending

BEFORE_THE_FLIGHT: Final = 3
"""Days between the end of a line and the flight: shops take hours, and cut-offs are early."""

BEFORE_MONTH_END: Final = 3
"""Days before a month's end on which to ask: a late request can cost one month more."""


_A_DAY: Final = timedelta(days=1)


class EndOfLine(NamedTuple):
    """The day on which a line ends, or is to end, and the last day to ask for that."""

    day: date
    apply_by: date
    until: time | None
    """The Tokyo time on that last day after which it is the next day's; None where unknown."""


def planned_end(departure: date, ending: "Ending | None", begun: date) -> EndOfLine:
    """Return when a line had best end before a flight, and until when to ask for that.

    A carrier that ends lines with the month ends it with the last month before the flight, or,
    where it was too late for that on the day the card was `begun`, with the month after. Others
    end it some days before the flight and not in the last days of a month; where it was too late
    for that, as soon as one asks.
    """
    if ending is not None and ending.ends == "month-end":
        planned = end_of_line(month_end_up_to(departure), ending)
        while planned.apply_by < begun and planned.day < departure:
            planned = end_of_line(month_end(planned.day + _A_DAY), ending)
        return before_the_flight(planned, departure, begun)
    day = departure - timedelta(days=BEFORE_THE_FLIGHT)
    planned = end_of_line(min(day, month_end(day) - timedelta(days=BEFORE_MONTH_END)), ending)
    return planned if planned.apply_by >= begun else _asked_on(begun, ending)


def before_the_flight(end: EndOfLine, departure: date, begun: date) -> EndOfLine:
    """Return an end with a last day to ask that is not after the flight, whatever the carrier's.

    Somebody who had left when the card was `begun` has to ask from abroad: nothing changes.
    """
    last = max(departure - timedelta(days=BEFORE_THE_FLIGHT), begun)
    if begun > departure or end.apply_by <= last:
        return end
    return EndOfLine(end.day, last, None)


def end_of_line(day: date, ending: "Ending | None") -> EndOfLine:
    """Return until when to ask for an end on this day."""
    until = clock_time(ending.until) if ending and ending.until else None
    if ending is None:
        return EndOfLine(day, day, None)
    if ending.ends == "month-end":
        if ending.day is not None:
            return EndOfLine(day, day.replace(day=min(ending.day, day.day)), until)
        return EndOfLine(day, day - timedelta(days=BEFORE_MONTH_END), until)
    if ending.ends == "next-day":
        return EndOfLine(day, day - timedelta(days=1), until)
    return EndOfLine(day, day, until)


def _asked_on(day: date, ending: "Ending | None") -> EndOfLine:
    is_next_day = ending is not None and ending.ends == "next-day"
    return end_of_line(day + _A_DAY if is_next_day else day, ending)


def counts_as(now: datetime, ending: "Ending | None") -> date:
    """Return the day that a request made at the aware moment `now` counts as."""
    there = in_tokyo(now)
    if ending is None or ending.until is None or there.time() < clock_time(ending.until):
        return there.date()
    if ending.then == "next-working-day":
        return working_days_from(there.date(), 1)
    return there.date() + _A_DAY
