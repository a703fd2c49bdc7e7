"""What a plan is made in: the day, the carrier, and the days of one card."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from tui.casebook.records import Card
from tui.casebook.tokens import DONE
from tui.deadlines.ending import before_the_flight, end_of_line, planned_end
from tui.deadlines.today import today as in_japan

if TYPE_CHECKING:
    from tui.guides.facts import Carrier

_UTC: Final = "+00:00"
_MIDNIGHT_IN_JAPAN: Final = "15"
_A_DAY: Final = timedelta(days=1)


class Situation(NamedTuple):
    """The day it is in Japan, and what is known of the card's carrier."""

    today: date
    carrier: "Carrier | None" = None


class Days(NamedTuple):
    """The days of a card that others are counted from."""

    known: Mapping[str, date]
    """By the names that a rule counts from: `departure`, `line-end`, `step:ID` and so on."""
    begun: date
    """The day on which the card was begun: what lay before it is never late."""
    until: time | None = None
    """The Tokyo time at which the day `apply-by` closes."""


def days_of(card: Card, situation: Situation) -> Days:
    """Return the days of a card; those that are not known are not there."""
    known: dict[str, date] = {}
    for name, written in (
        ("departure", card.holder.departure),
        ("end-of-stay", card.holder.end_of_stay),
        ("contract-start", card.contract_start),
        ("contract-received", card.contract_received),
        ("line-end", card.line_end),
    ):
        day = read_day(written)
        if day is not None:
            known[name] = day
    begun = _day_of(card.begun) or situation.today
    ending = situation.carrier.ending if situation.carrier else None
    departure, end = known.get("departure"), None
    if "line-end" in known:
        end = end_of_line(known["line-end"], ending)
        if departure is not None:
            end = before_the_flight(end, departure, begun)
    elif departure is not None:
        end = planned_end(departure, ending, begun)
        known["line-end"] = end.day
    if end is not None:
        known["apply-by"] = end.apply_by
    for item, mark in card.marks.items():
        if mark.state == DONE and mark.at is not None and "/" not in item:
            known[f"step:{item}"] = _day_of(mark.at) or situation.today
    return Days(known, begun, end.until if end else None)


def read_day(written: str | None) -> date | None:
    """Return the day of an ISO text; None for `unknown`, for none, and for what is no day."""
    if not written or not written[0].isdigit():
        return None
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None


def _day_of(moment: str) -> date | None:
    """Return the day in Japan of a stored moment, which is in UTC."""
    if not moment:
        return None
    if moment.endswith(_UTC):
        # Several a card, for thousands of cards: Japan is nine hours ahead all year.
        day = date.fromisoformat(moment[:10])
        return day + _A_DAY if moment[11:13] >= _MIDNIGHT_IN_JAPAN else day
    return in_japan(datetime.fromisoformat(moment))
