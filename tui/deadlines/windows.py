"""How long rights, numbers and fees last, counted as their sources count."""

from datetime import date, timedelta
from typing import Final

from tui.deadlines.counted import months_from

EIGHT_DAYS: Final = 8
RESERVED: Final = 15
"""Days that a number reserved for moving to another carrier is good for, the first among them."""


def last_of_eight_days(received: date, service_began: date | None = None) -> date:
    """Return the last day on which a contract can be taken back within 8 days.

    The day on which the contract document was received is the first of them. Where the carrier
    has the measure that asks for reasons, they count from the later of it and `service_began`.
    """
    first = max(received, service_began or received)
    return first + timedelta(days=EIGHT_DAYS - 1)


def last_of_reserved_number(issued: date) -> date:
    """Return the last day of a number reserved for portability; it counts its day of issue."""
    return issued + timedelta(days=RESERVED - 1)


def fee_until(contract_start: date, months: int) -> date:
    """Return the last day on which a first-year fee can be charged.

    It ends on the day before the same date `months` later; with 0 months, with the month in which
    the contract began.
    """
    if months == 0:
        return months_from(contract_start.replace(day=1), 1) - timedelta(days=1)
    return months_from(contract_start, months) - timedelta(days=1)
