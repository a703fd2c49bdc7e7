"""The end of one card's line: planned, chosen or confirmed; when to ask for it, what it costs."""

from datetime import date
from typing import Final, NamedTuple

from tui.casebook.records import Card
from tui.deadlines.line_ends import (
    ENQUIRE,
    LineEnd,
    Terms,
    end_on,
    first_ask,
    fixed_end,
    line_ends,
)
from tui.plan.conditions import answer_of
from tui.plan.days.situation import Situation
from tui.plan.days.stored import read_day

PLANNED: Final = "planned"
"""The end that an adviser would take."""
CHOSEN: Final = "chosen"
"""The end that somebody chose among those that there are."""
CONFIRMED: Final = "confirmed"
"""The end that the carrier confirmed."""
HELD: Final = "held"
"""No end yet: codes by SMS still come to the number."""
UNKNOWN: Final = "unknown"
"""How this carrier ends lines is not known: it has to be asked first."""

NUMBER: Final = "number"
"""The question of a guide that says what becomes of the number, and its answer that keeps it."""
KEPT: Final = "keep"

NO_CODES: Final = "none"
"""What a card's `codes` say once all are moved."""


class PlannedEnd(NamedTuple):
    """What is planned for the end of a line."""

    state: str
    ask_by: date
    """The last day to ask for the end, or to enquire where nothing is known of it."""
    end: LineEnd | None
    """None where nothing is to be ended yet, or where the end is not known."""
    others: tuple[LineEnd, ...] = ()
    gone: date | None = None
    """The end that was chosen, once it cannot be asked for any more."""


def planned_end(card: Card, situation: Situation) -> PlannedEnd | None:
    """Return the end of a card's line as it stands now; None without a departure or an end."""
    carrier, today = situation.carrier, situation.today
    ending = carrier.ending if carrier else None
    departure, confirmed = read_day(card.holder.departure), read_day(card.line_end)
    if confirmed is not None:
        end = fixed_end(confirmed, ending, today, departure or confirmed)
        return PlannedEnd(CONFIRMED, end.ask_by, end)
    if departure is None:
        return None
    if carrier is None or ending is None:
        return PlannedEnd(
            UNKNOWN, max(today, date.fromordinal(departure.toordinal() - ENQUIRE)), None
        )
    first = first_ask(situation.now, ending) if situation.now else today
    terms = terms_of(card)
    asked = (ending, carrier.billing, carrier.fees, terms, first, departure)
    found = line_ends(*asked)
    if terms.codes_left:
        return PlannedEnd(HELD, found.recommended.ask_by, None, found.all)
    chosen = read_day(card.chosen_end)
    if chosen is None:
        return PlannedEnd(PLANNED, found.recommended.ask_by, found.recommended, found.others)
    taken = end_on(chosen, *asked)
    if taken is None:
        planned = found.recommended
        return PlannedEnd(PLANNED, planned.ask_by, planned, found.others, gone=chosen)
    others = tuple(end for end in found.all if end.ends != taken.ends)
    return PlannedEnd(CHOSEN, taken.ask_by, taken, others)


def terms_of(card: Card) -> Terms:
    """Return what a card says of its contract that the price of an end depends on."""
    closing = card.closing_day
    return Terms(
        charge=card.monthly_charge,
        closing_day=int(closing) if closing and closing.isdecimal() else None,
        contract_start=read_day(card.contract_start),
        codes_left=card.codes not in (None, "", NO_CODES),
    )


def wanted_end(card: Card, situation: Situation) -> date | None:
    """Return the day on which a line is to end: confirmed, chosen or planned; None where none is.

    Where the carrier's handling is not certain it is the first of the possible days.
    """
    planned = planned_end(card, situation)
    if planned is None or planned.end is None:
        return None
    if planned.state != CONFIRMED and keeps_the_number(card):
        return None
    return planned.end.ends


def may_be_chosen(card: Card, planned: PlannedEnd) -> bool:
    """Return whether an end can be chosen: none is confirmed, held back, or not wanted at all."""
    return planned.state in (PLANNED, CHOSEN) and not card.closed and not keeps_the_number(card)


def keeps_the_number(card: Card) -> bool:
    """Return whether the number is moved to another carrier, which ends the line by itself."""
    return answer_of(card, NUMBER) == KEPT
