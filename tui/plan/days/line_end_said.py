"""The one sentence of a card, and each end of its line with its price in words."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from tui.casebook.records import Card
from tui.deadlines import said
from tui.deadlines.line_ends import LineEnd, is_cut_off
from tui.plan.days.line_end import (
    CONFIRMED,
    HELD,
    UNKNOWN,
    PlannedEnd,
    keeps_the_number,
    planned_end,
)
from tui.plan.days.situation import Situation
from tui.plan.days.stored import read_day
from tui.text.clean import clean_line
from tui.text.translation import Words

if TYPE_CHECKING:
    from tui.guides.facts import Carrier
    from tui.guides.guide import Guide


def asks_for_an_end(guide: "Guide") -> bool:
    """Return whether a card of this type has an end to ask for; others run out by themselves."""
    return any(rule.day == "apply-by" for step in guide.steps for rule in step.due)


def the_sentence(
    card: Card,
    guide: "Guide",
    situation: Situation,
    words: Words,
    *,
    with_flight: bool = True,
    names_codes: bool = True,
) -> str:
    """Return what a person has to know first: whom to ask by when, when the line ends, the flight.

    Empty for a closed card, and where no date is known. The flight is left out where it stands
    beside the sentence, and what sends codes where that is nobody else's matter.
    """
    if card.closed or not asks_for_an_end(guide):
        return ""
    planned = planned_end(card, situation)
    if planned is None:
        return ""
    today = situation.today
    flight = _flight(card, situation, words) if with_flight else ""
    name = _name(situation.carrier, card, words)
    if planned.state == HELD:
        held = (
            words(
                "Codes still come to this number ({codes}): move them first, and end nothing "
                "before.",
                codes=clean_line(card.codes or ""),
            )
            if names_codes
            else words("Codes still come to this number: move them first, and end nothing before.")
        )
        return words.sentences(held, flight)
    if keeps_the_number(card) and planned.state != CONFIRMED:
        kept = words("The number is kept: move it before you fly, and cancel nothing.")
        return words.sentences(kept, flight)
    end = planned.end
    if planned.state == UNKNOWN or end is None:
        day = said.long(planned.ask_by, today, words)
        unknown = words(
            "How {carrier} ends a line is not known: enquire by {day}, since a month's notice is "
            "possible.",
            carrier=name,
            day=day,
        )
        return words.sentences(unknown, flight)
    if planned.state == CONFIRMED:
        ends = said.long(end.ends, today, words)
        if end.ends < today:
            return words.sentences(words("The line ended on {day}.", day=ends), flight)
        confirmed = words("The line ends on {day}, as was confirmed.", day=ends)
        return words.sentences(confirmed, flight)
    ending = situation.carrier.ending if situation.carrier else None
    early = ending is not None and is_cut_off(end, ending) and end.ask_by > today
    return words.sentences(
        _ask(end, name, today, words),
        words("Better not on the last day.") if early else "",
        _ends(end, today, words),
        flight,
    )


def option_line(end: LineEnd, today: date, words: Words) -> str:
    """Return an end with its price: `by 25 Mar → 31 Mar: saves one month's charge, 10 nights …`."""
    by, ends = said.short(end.ask_by, today, words), _days(end, today, words)
    parts = []
    if end.saves:
        parts.append(
            words.plural("saves one month's charge", "saves {n} months' charges", end.saves)
        )
    if end.nights > 1:
        parts.append(
            words.plural("{n} night without a phone", "{n} nights without a phone", end.nights)
        )
    if end.days_after:
        parts.append(
            words.plural(
                "runs {n} day after the flight", "runs {n} days after the flight", end.days_after
            )
        )
    if end.price is not None:
        parts.append(words("{yen} yen until then", yen=f"{end.price:,}"))
    if not parts:
        return words("by {by} → {ends}", by=by, ends=ends)
    return words("by {by} → {ends}: {price}", by=by, ends=ends, price=words.listed(*parts))


def others_said(card: Card, guide: "Guide", situation: Situation, words: Words) -> tuple[str, ...]:
    """Return the other ends that can be chosen, each with its price, in order of day."""
    planned = planned_end(card, situation)
    if card.closed or planned is None or not asks_for_an_end(guide):
        return ()
    lines = tuple(option_line(end, situation.today, words) for end in planned.others)
    if planned.gone is None:
        return lines
    gone = said.long(planned.gone, situation.today, words)
    return (words("The end on {day} cannot be had any more.", day=gone), *lines)


def gone_said(card: Card, situation: Situation, words: Words) -> str:
    """Return that a card's chosen end cannot be had, with those that can; empty where it can."""
    planned = planned_end(card, situation)
    if planned is None or planned.gone is None:
        return ""
    day = said.long(planned.gone, situation.today, words)
    ends = sorted((*filter(None, [planned.end]), *planned.others), key=lambda end: end.ends)
    lines = (option_line(end, situation.today, words) for end in ends)
    gone = words("The end on {day} cannot be had any more.", day=day)
    return words.sentences(gone, words("Possible: {ends}.", ends="; ".join(lines)))


def end_shape(planned: PlannedEnd | None) -> Mapping[str, Any] | None:
    """Return a planned end for programs: ISO days, `until` as an hour, `price` in yen."""
    if planned is None:
        return None
    own = (
        _shape(planned.end)
        if planned.end is not None
        else {**dict.fromkeys(_KEYS), "ask_by": None if planned.state == HELD else planned.ask_by}
    )
    shaped = {key: _plain(value) for key, value in own.items()}
    others = [{key: _plain(value) for key, value in _shape(e).items()} for e in planned.others]
    return {"state": planned.state, **shaped, "others": others}


_KEYS = (
    *("ask_from", "ask_by", "until", "ends", "ends_latest"),
    *("nights_without_phone", "periods_paid", "price"),
)


def _shape(end: LineEnd) -> dict[str, Any]:
    values = (
        *(end.ask_from, end.ask_by, end.until, end.ends, end.latest),
        *(end.nights, end.periods, end.price),
    )
    return dict(zip(_KEYS, values, strict=True))


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, int) else value.isoformat("minutes")


def _ask(end: LineEnd, name: str, today: date, words: Words) -> str:
    by = said.long(end.ask_by, today, words)
    if end.ask_from > today and end.ask_from != end.ask_by:
        since = said.long(end.ask_from, today, words)
        return words("Ask {carrier} from {since} to {by}.", carrier=name, since=since, by=by)
    if end.until is None:
        return words("Ask {carrier} by {by}.", carrier=name, by=by)
    return words(
        "Ask {carrier} by {by}, {until} Japan time.",
        carrier=name,
        by=by,
        until=f"{end.until:%H:%M}",
    )


def _ends(end: LineEnd, today: date, words: Words) -> str:
    return words("The line ends on {days}.", days=_days(end, today, words))


def _days(end: LineEnd, today: date, words: Words) -> str:
    ends = said.short(end.ends, today, words)
    if end.certain:
        return ends
    latest = said.short(end.latest, today, words)
    if (end.latest - end.ends).days == 1:
        return words("{first} or {last}", first=ends, last=latest)
    return words("{first} to {last}", first=ends, last=latest)


def _flight(card: Card, situation: Situation, words: Words) -> str:
    departure = read_day(card.holder.departure)
    if departure is None:
        return ""
    day = said.long(departure, situation.today, words)
    if departure < situation.today:
        return words("You left on {day}.", day=day)
    return words("You fly on {day}.", day=day)


def _name(carrier: "Carrier | None", card: Card, words: Words) -> str:
    if carrier is not None:
        return carrier.name.get(words.language) or carrier.name["en"]
    return clean_line(card.carrier) if card.carrier else words("your carrier")
