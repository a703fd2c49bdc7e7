"""What is due, as iCalendar: events that a second import moves instead of doubling."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from tui.casebook.records import Card
from tui.casebook.tokens import SETTLED
from tui.deadlines.today import today as in_japan
from tui.plan.due import DueItem, GuideOf
from tui.plan.timing_said import timing_said
from tui.text.clean import clean, clean_line
from tui.text.translation import Words
from tui.text.trouble import Trouble

_PRODUCT = "-//kaiyaku//due//EN"
_SINCE = datetime(2026, 1, 1, tzinfo=UTC)
_AT_NINE_THE_DAY_BEFORE = timedelta(hours=-15)


def calendar(
    due: Sequence[DueItem],
    cards: Iterable[Card],
    guide_of: GuideOf,
    origin: str,
    now: datetime,
    words: Words,
) -> str:
    """Return an iCalendar file of what is due, with what is over on these `cards` cancelled.

    `origin` tells casebooks apart. A step or check has the same UID in every export; SEQUENCE is
    the second of the export, so that the later of two imports wins.
    """
    made = Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", "kaiyaku")
    today = in_japan(now)
    for item in due:
        event = _event(origin, item.card, item.item, item.timing.day, now)
        told = timing_said(item.timing, today, words)
        event.add("summary", clean_line(f"{item.title(words.language)} ({item.card.label})"))
        event.add("description", clean(_described(item, told, words)))
        event.add("status", "CONFIRMED")
        event.add_component(_alarm(clean_line(item.title(words.language))))
        made.add_component(event)
    listed = {(item.card.id, item.item) for item in due}
    for card in cards:
        for over in _dated(card, guide_of):
            if (card.id, over) not in listed and _is_over(card, over):
                event = _event(origin, card, over, today, now)
                event.add("summary", clean_line(words("done: {card}", card=card.label)))
                event.add("status", "CANCELLED")
                made.add_component(event)
    return str(made.to_ical().decode())


def _event(origin: str, card: Card, item: str, day: date, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{origin[:16]}-{card.id}-{item.replace('/', '.')}@kaiyaku")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("sequence", int((now - _SINCE).total_seconds()))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def _described(item: DueItem, told: str, words: Words) -> str:
    parts = [told[:1].upper() + told[1:], item.card.holder.name, item.card.carrier]
    if item.timing.until is not None:
        parts.append(words("until {time} Japan time", time=f"{item.timing.until:%H:%M}"))
    return "\n".join(filter(None, parts))


def _alarm(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", _AT_NINE_THE_DAY_BEFORE)
    return alarm


def _dated(card: Card, guide_of: GuideOf) -> Iterator[str]:
    """Yield the steps and checks that can have a day; none of a card whose guide is damaged."""
    try:
        guide = guide_of(card)
    except Trouble:
        # It is named where the card is opened.
        return
    for step in guide.steps:
        if step.due:
            yield step.id
        yield from (f"{step.id}/{check.id}" for check in step.checks if check.due)


def _is_over(card: Card, item: str) -> bool:
    settled = (card.mark(item).state, card.mark(item.partition("/")[0]).state)
    return card.closed or any(state in SETTLED for state in settled)
