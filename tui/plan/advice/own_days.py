"""What the days of one card come to: the last of the eight days, how long a fee can be charged."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from tui.casebook.records import Card
from tui.deadlines import said
from tui.deadlines.ending import counts_as
from tui.deadlines.today import today as in_japan
from tui.deadlines.windows import eight_days, fee_until
from tui.plan.days.stored import read_day
from tui.text.translation import Words

if TYPE_CHECKING:
    from tui.guides.facts import Carrier, Fee


def own_days(
    card: Card, carrier: "Carrier | None", now: datetime, words: Words
) -> list[tuple[str, str]]:
    """Return what the card's days say, each a topic and a sentence.

    Each is about the aware moment `now`; all days and clock times are Japan's.
    """
    today = in_japan(now)
    found = [
        ("eight-days", _eight_days(card, today, words)),
        ("fee", _fee(card, carrier, today, words)),
        ("cut-off", _cut_off(carrier, now, words)),
    ]
    return [(topic, sentence) for topic, sentence in found if sentence]


def _eight_days(card: Card, today: date, words: Words) -> str:
    received, began = read_day(card.contract_received), read_day(card.contract_start)
    if received is None:
        return ""
    act_by, open_until = eight_days(received, began)
    if open_until < today:
        return words("The 8 days ended on {day}.", day=said.long(open_until, today, words))
    if act_by == open_until:
        return words(
            "The 8 days end on {day} ({left}), where this contract has them.",
            day=said.long(act_by, today, words),
            left=said.days_left(act_by, today, words),
        )
    return words(
        "Act on the 8 days by {day}; where they count from the later of receipt and start, they "
        "may be open until {last}.",
        day=said.long(act_by, today, words),
        last=said.long(open_until, today, words),
    )


def _fee(card: Card, carrier: "Carrier | None", today: date, words: Words) -> str:
    start = read_day(card.contract_start)
    if start is None or carrier is None:
        return ""
    fees = [fee for fee in carrier.fees if _applies(fee, start)]
    if not fees:
        return ""
    last = max(fee_until(start, fee.months) for fee in fees)
    if last < today:
        return words(
            "Your contract is past the time in which {carrier} can charge the fee ({day}).",
            carrier=carrier.name.get(words.language) or carrier.name["en"],
            day=said.short(last, today, words),
        )
    return words(
        "With your contract the fee can be charged until {day}.",
        day=said.long(last, today, words),
    )


def _applies(fee: "Fee", start: date) -> bool:
    until = fee.contract_until or "9999-12-31"
    return fee.contract_from <= start.isoformat() <= until


def _cut_off(carrier: "Carrier | None", now: datetime, words: Words) -> str:
    ending = carrier.ending if carrier else None
    if carrier is None or ending is None or ending.until is None:
        return ""
    name = carrier.name.get(words.language) or carrier.name["en"]
    today, day = in_japan(now), counts_as(now, ending)
    if day == today:
        return words("{carrier}: today until {time}, Japan time.", carrier=name, time=ending.until)
    return words(
        "{carrier}: it is past {time} in Japan; what you send now counts as sent on {day}.",
        carrier=name,
        time=ending.until,
        day=said.long(day, today, words),
    )
