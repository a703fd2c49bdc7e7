"""By which day each step and check of a card is to be done, on a given day."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time, timedelta
from typing import Final, NamedTuple

from tui.casebook.records import Card
from tui.casebook.tokens import OPEN, WAITING
from tui.deadlines.counted import Counted, earliest
from tui.guides.guide import Due, Guide, Step, Text
from tui.plan.conditions import checks_of, steps_of
from tui.plan.situation import Days, Situation, days_of, read_day

BY, NOW, LATE, TOO_LATE, FROM, ASK = "by", "now", "late", "too-late", "from", "ask"
"""By a day; now; its day has passed; too late for it; not before a day; ask again on a day."""

A_DAY: Final = 3
"""How many things are laid into a day where fewer days are left than the plan wants."""

_DAY: Final = timedelta(days=1)


class Timing(NamedTuple):
    """When an item is to be done."""

    kind: str
    day: date
    until: time | None = None
    """The Tokyo time at which the day's window closes."""
    instead: Text | None = None
    """What to do where it is too late."""


class _Wanted(NamedTuple):
    item: str
    counted: Counted
    harm: int


def timings(
    card: Card, guide: Guide, situation: Situation, days: Days | None = None
) -> dict[str, Timing]:
    """Return the timing of each open or waiting item of a card that has one, by its item.

    What lay before the day the card was begun is laid into the days that are left, what harms
    most first, and is never late.
    """
    days = days or days_of(card, situation)
    found: dict[str, Timing] = {}
    squeezed: list[_Wanted] = []
    for wanted in _wanted(card, guide, situation, days.known, found):
        timing = _timing(wanted.counted, days, situation.today)
        if timing is None:
            squeezed.append(wanted)
        else:
            found[wanted.item] = timing
    if squeezed:
        found.update(_laid(squeezed, days.known, situation.today))
    return found


def _wanted(
    card: Card,
    guide: Guide,
    situation: Situation,
    known: Mapping[str, date],
    asking: dict[str, Timing],
) -> Iterable[_Wanted]:
    """Yield what is open and has a day; what waits for an answer goes to `asking`."""
    for step in steps_of(guide, card, situation.carrier):
        mark = card.marks.get(step.id)
        if mark is not None and mark.state == WAITING:
            _ask(step.id, mark.follow_up, asking, situation.today)
        elif mark is not None and mark.state != OPEN:
            continue
        elif step.due and (counted := earliest(step.due, known)):
            yield _Wanted(step.id, counted, step.harm)
        yield from _wanted_checks(card, step, situation, known, asking)


def _wanted_checks(
    card: Card,
    step: Step,
    situation: Situation,
    known: Mapping[str, date],
    asking: dict[str, Timing],
) -> Iterable[_Wanted]:
    for check in checks_of(step, card, situation.carrier):
        item = f"{step.id}/{check.id}"
        mark = card.marks.get(item)
        if mark is not None and mark.state == WAITING:
            _ask(item, mark.follow_up, asking, situation.today)
        elif mark is not None and mark.state != OPEN:
            continue
        elif check.due and (counted := earliest(check.due, known)):
            yield _Wanted(item, counted, check.harm)


def _ask(item: str, follow_up: str | None, asking: dict[str, Timing], today: date) -> None:
    day = read_day(follow_up)
    if day is not None:
        asking[item] = Timing(LATE if day < today else ASK, day)


def _timing(counted: Counted, days: Days, today: date) -> Timing | None:
    """Return when an item is to be done; None where it is to be laid into the days left."""
    day, rule = counted
    until = days.until if _is_apply_by(rule) else None
    if rule.opens:
        return Timing(FROM if today < day else NOW, day)
    if day >= today:
        return Timing(BY, day, until)
    if rule.too_late is not None:
        return Timing(TOO_LATE, day, instead=rule.too_late)
    return Timing(LATE, day) if day >= days.begun else None


def _is_apply_by(rule: Due) -> bool:
    return rule.day == "apply-by" and not (rule.days or rule.months or rule.working_days)


def _laid(
    squeezed: Sequence[_Wanted], known: Mapping[str, date], today: date
) -> Iterable[tuple[str, Timing]]:
    """Yield what is to be done from today on: three a day, more where they would not fit."""
    last = known["departure"] - _DAY if "departure" in known else today
    left = max((last - today).days + 1, 1)
    a_day = max(A_DAY, -(-len(squeezed) // left))
    ordered = sorted(squeezed, key=lambda wanted: (wanted.harm, wanted.counted.day))
    for position, wanted in enumerate(ordered):
        day = today + position // a_day * _DAY
        yield wanted.item, Timing(NOW if day == today else BY, day)
