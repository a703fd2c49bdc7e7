"""What a plan is made in: the moment, and the carrier."""

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tui.guides.facts import Carrier


class Situation(NamedTuple):
    """The moment in which a plan is made, and what is known of the card's carrier."""

    today: date
    """The day in Japan."""
    carrier: "Carrier | None" = None
    now: datetime | None = None
    """The aware moment; without one the whole day is ahead."""
