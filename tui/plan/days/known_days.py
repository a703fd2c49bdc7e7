"""The days of one card, from which the rules of a guide count."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Final, NamedTuple

from tui.casebook.records import Card
from tui.casebook.tokens import DONE
from tui.deadlines.windows import eight_days, fee_until
from tui.plan.days.line_end import HELD, UNKNOWN, PlannedEnd, planned_end
from tui.plan.days.situation import Situation
from tui.plan.days.stored import day_of, read_day

NOTICE: Final = timedelta(days=30)
"""How long before a flight to ask a carrier of whom nothing is known: a month's notice."""


class Days(NamedTuple):
    """The days of a card that others are counted from."""

    known: Mapping[str, date]
    """By the names that a rule counts from: `departure`, `line-end`, `step:ID` and so on."""
    begun: date
    """The day on which the card was begun: what lay before it is never late."""
    until: time | None = None
    """The Tokyo time at which the day `apply-by` closes."""
    end: PlannedEnd | None = None


def days_of(card: Card, situation: Situation) -> Days:
    """Return the days of a card; those that are not known are not there."""
    known: dict[str, date] = {}
    for name, written in (
        ("departure", card.holder.departure),
        ("end-of-stay", card.holder.end_of_stay),
        ("contract-start", card.contract_start),
        ("contract-received", card.contract_received),
    ):
        day = read_day(written)
        if day is not None:
            known[name] = day
    if "contract-received" in known:
        known["eight-days"], _ = eight_days(known["contract-received"], known.get("contract-start"))
    free = fee_free(card, situation)
    if free is not None:
        known["fee-free"] = free
    until, planned = None, planned_end(card, situation)
    if planned is not None:
        end = planned.end or (planned.others[-1] if planned.state == HELD else None)
        if end is not None:
            known["line-end"], known["line-end-latest"] = end.ends, end.latest
            known["apply-by"], until = end.ask_by, end.until
        elif planned.state == UNKNOWN:
            flight = known["departure"]
            known["line-end"] = known["line-end-latest"] = flight
            known["enquire-by"] = planned.ask_by
            known["apply-by"] = max(situation.today, flight - NOTICE)
    for item, mark in card.marks.items():
        if mark.state == DONE and mark.at is not None and "/" not in item:
            known[f"step:{item}"] = day_of(mark.at) or situation.today
    return Days(known, day_of(card.begun) or situation.today, until, planned)


def fee_free(card: Card, situation: Situation) -> date | None:
    """Return the first day on which a young contract costs no fee, if the card can still see it."""
    start, departure = read_day(card.contract_start), read_day(card.holder.departure)
    if start is None or departure is None or situation.carrier is None:
        return None
    began = start.isoformat()
    lasts = [
        fee_until(start, fee.months)
        for fee in situation.carrier.fees
        if fee.contract_from <= began <= (fee.contract_until or "9999")
    ]
    free = max(lasts) + timedelta(days=1) if lasts else None
    return free if free is not None and situation.today < free <= departure else None
