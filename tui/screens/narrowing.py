"""Which cards are wanted: what the board and the list of what is due offer to choose from."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from tui.casebook.records import Card
from tui.deadlines import said
from tui.guides.facts import Carrier
from tui.plan.board import Wanted, carrier_name, monday
from tui.text.translation import Words

Value = TypeVar("Value")


class Offer(NamedTuple):
    """An answer to which cards are wanted; the one that holds already lets the others back."""

    key: str
    label: str
    wanted: Wanted


def offers(
    cards: Sequence[Card],
    now: Wanted,
    today: date,
    words: Words,
    carrier_of: Callable[[Card], Carrier | None],
) -> Iterator[Offer]:
    """Yield the weeks in which the holders of these cards leave, who looks after them, carriers."""
    for week in _each(monday(card.holder.departure) for card in cards):
        label = _week_said(week, today, words)
        yield Offer(f"w{week}", label, now._replace(week=_unless(week, now.week)))
    for who in sorted({card.assignee or "" for card in cards}):
        wanted = now._replace(assignee=_unless(who, now.assignee))
        yield Offer(f"a{who}", _whose(who, words), wanted)
    for carrier in _each(carrier_name(card, carrier_of) for card in cards):
        wanted = now._replace(carrier=_unless(carrier, now.carrier) or "")
        yield Offer(f"c{carrier}", carrier, wanted)


def described(wanted: Wanted, today: date, words: Words) -> list[str]:
    """Return what narrows the cards, each in a few words."""
    return [
        words("closed") if wanted.kept == "closed" else "",
        words("open and closed") if wanted.kept == "all" else "",
        words("late") if wanted.late else "",
        words("waiting for an answer") if wanted.waiting else "",
        words("done, no proof kept") if wanted.unproven else "",
        _whose(wanted.assignee, words) if wanted.assignee is not None else "",
        _week_said(wanted.week, today, words) if wanted.week else "",
        wanted.carrier,
    ]


def _each(values: Iterable[Value | None]) -> list[Value]:
    return sorted({value for value in values if value})  # type: ignore[type-var]


def _whose(assignee: str, words: Words) -> str:
    return assignee or words("looked after by nobody")


def _week_said(week: date, today: date, words: Words) -> str:
    return words("leaving in the week of {day}", day=said.short(week, today, words))


def _unless(value: Value, now: Value | None) -> Value | None:
    return None if value == now else value
