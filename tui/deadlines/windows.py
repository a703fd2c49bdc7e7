"""How long rights, numbers and fees last, counted as their sources count."""

from datetime import date, timedelta
from typing import Final

from tui.deadlines.counted import months_from

EIGHT_DAYS: Final = 8
_SEVEN: Final = timedelta(days=EIGHT_DAYS - 1)
RESERVED: Final = 15
"""Days that a number reserved for moving to another carrier is good for, the first among them."""


def eight_days(received: date, service_began: date | None = None) -> tuple[date, date]:
    """Return the day to take a contract back by, and the one until which it may still be open.

    They count from the later of the receipt of the document and the start of the service, the
    first day among them; some contracts count from one of them alone, so that whoever acts by the
    earlier day is right with all.
    """
    other = service_began or received
    first, later = min(received, other), max(received, other)
    return first + _SEVEN, later + _SEVEN


def last_of_reserved_number(issued: date) -> date:
    """Return the last day of a number reserved for portability; it counts its day of issue."""
    return issued + timedelta(days=RESERVED - 1)


def fee_until(contract_start: date, months: int) -> date:
    """Return the last day on which a first-year fee may be charged.

    It is the same date `months` later: carriers may count the year a day longer, and one day more
    costs nothing. With 0 months it is the end of the month in which the contract began.
    """
    if months == 0:
        return months_from(contract_start.replace(day=1), 1) - timedelta(days=1)
    return months_from(contract_start, months)
