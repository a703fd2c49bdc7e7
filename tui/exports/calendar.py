"""What is due, as iCalendar: events that a second import moves instead of doubling."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from tui.casebook.records import Card
from tui.casebook.tokens import SETTLED
from tui.deadlines.today import today as in_japan
from tui.plan.days.due import DueItem, GuideOf
from tui.plan.days.timing_said import instead_said, timing_said
from tui.text.clean import clean, clean_line
from tui.text.translation import Words
from tui.text.trouble import Trouble

_PRODUCT = "-//kaiyaku//due//EN"
_OURS = b"@kaiyaku"
_EVENT = b"BEGIN:VEVENT"
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

    A step is one event, with its checks in the text, and so is each thing that is still to come;
    an alarm has only what costs money or the number. `origin` tells casebooks apart. A step has the
    same UID in every export; SEQUENCE is the second of the export, so that the later of two imports
    wins.
    """
    made = Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", "kaiyaku")
    today = in_japan(now)
    steps: dict[tuple[int, str], list[DueItem]] = {}
    for item in due:
        steps.setdefault((item.card.id, item.row), []).append(item)
    for (_, step), items in steps.items():
        first = next((item for item in items if item.item == step), items[0])
        event = _event(origin, first.card, step, first.timing.day, now)
        said = first.title if first.expects else first.step_title
        title = clean_line(said(words.language))
        event.add("summary", clean_line(f"{title} ({first.card.label})"))
        event.add("description", clean(_described(first, items, today, words)))
        event.add("status", "CONFIRMED")
        if any(item.costs for item in items):
            event.add_component(_alarm(title))
        made.add_component(event)
    for card in cards:
        for over in _dated(card, guide_of):
            if (card.id, over) not in steps and _is_over(card, over):
                event = _event(origin, card, over, today, now)
                event.add("summary", clean_line(words("done: {card}", card=card.label)))
                event.add("status", "CANCELLED")
                made.add_component(event)
    return str(made.to_ical().decode())


def is_calendar(content: bytes) -> bool:
    """Return whether a file is a calendar that kaiyaku wrote, and holds nothing of anybody else."""
    lines = content.replace(b"\r\n ", b"").splitlines()
    head = lines[: lines.index(_EVENT)] if _EVENT in lines else lines
    if head[:1] != [b"BEGIN:VCALENDAR"] or f"PRODID:{_PRODUCT}".encode() not in head:
        return False
    return all(line.endswith(_OURS) for line in lines if line.startswith(b"UID"))


def _event(origin: str, card: Card, step: str, day: date, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{origin[:16]}-{card.id}-{step.replace('/', '.')}@kaiyaku")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("sequence", int((now - _SINCE).total_seconds()))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def _described(first: DueItem, items: Sequence[DueItem], today: date, words: Words) -> str:
    told = timing_said(first.timing, today, words)
    parts = [told[:1].upper() + told[1:], first.card.holder.name, first.card.carrier]
    if first.timing.until is not None:
        parts.append(words("until {time} Japan time", time=f"{first.timing.until:%H:%M}"))
    parts.append(instead_said(first.timing, words.language))
    for item in items:
        if item.item not in (item.step, first.row):
            by = timing_said(item.timing, today, words)
            parts.append(f"- {item.title(words.language)}: {by}")
            parts.append(instead_said(item.timing, words.language))
    return "\n".join(filter(None, parts))


def _alarm(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", _AT_NINE_THE_DAY_BEFORE)
    return alarm


def _dated(card: Card, guide_of: GuideOf) -> Iterator[str]:
    """Yield the rows that can have a day; none of a card whose guide is damaged."""
    try:
        guide = guide_of(card)
    except Trouble:
        # It is named where the card is opened.
        return
    for step in guide.steps:
        if step.due or any(check.due for check in step.checks):
            yield step.id
        yield from (f"{step.id}/{check.id}" for check in step.checks if check.expects and check.due)


def _is_over(card: Card, step: str) -> bool:
    return card.closed or card.mark(step).state in SETTLED
