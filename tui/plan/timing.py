"""By which day each step and check of a card is to be done, on a given day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from tui.casebook.records import Card, Mark
from tui.casebook.tokens import DONE, OPEN, SETTLED, WAITING
from tui.deadlines.counted import Counted, earliest
from tui.guides.guide import Due, Guide, Text, When
from tui.plan.conditions import holds
from tui.plan.situation import Days, Situation, days_of, read_day

if TYPE_CHECKING:
    from tui.guides.facts import Carrier

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


class _Item(NamedTuple):
    """A step or check of a guide that can have a day."""

    item: str
    step: str
    conditions: tuple[When, ...]
    rules: tuple[Due, ...]
    harm: int


class _Dated(NamedTuple):
    """An item with the day that its rules lead to."""

    item: _Item
    counted: Counted
    by: Timing
    """Its timing as long as the day has not passed."""


class _Calendar:
    """What the rules of one guide lead to; kept, since at a desk many cards share their days."""

    def __init__(self, guide: Guide) -> None:
        self.guide = guide
        self.items = tuple(_items_of(guide))
        self._groups: dict[tuple[str, ...], list[_Item]] = {}
        for item in self.items:
            if item.rules:
                names = tuple(sorted({rule.day for rule in item.rules}))
                self._groups.setdefault(names, []).append(item)
        self._dated: dict[tuple[object, ...], tuple[_Dated, ...]] = {}

    def dated(self, days: Days, until: date | None) -> Iterator[_Dated]:
        """Yield every item whose day is known and up to `until`, whatever was marked."""
        for group in self.groups(days):
            for each in group:
                if until is not None and each.counted.day > until:
                    break
                yield each

    def groups(self, days: Days) -> Iterator[tuple[_Dated, ...]]:
        """Yield the items that count from the same days, each group in order of day."""
        known = days.known
        for names, items in self._groups.items():
            values = tuple([known.get(name) for name in names])
            key = (names, values, days.until)
            found = self._dated.get(key)
            if found is None:
                if len(self._dated) >= _REMEMBERED:
                    self._dated.clear()
                counted = sorted(_count_all(items, days), key=lambda each: each.counted.day)
                found = self._dated[key] = tuple(counted)
            yield found


_REMEMBERED: Final = 5_000
_CALENDARS: Final[dict[int, _Calendar]] = {}
"""By the identity of their guides."""


def timings(
    card: Card,
    guide: Guide,
    situation: Situation,
    days: Days | None = None,
    until: date | None = None,
) -> dict[str, Timing]:
    """Return the timing of each open or waiting item of a card that has one, by its item.

    What lay before the day the card was begun is laid into the days that are left, what harms
    most first, and is never late. Days after `until` are left out.
    """
    days = days or days_of(card, situation)
    found: dict[str, Timing] = {}
    squeezed: list[_Dated] = []
    marks, today, calendar = card.marks, situation.today, _calendar(guide)
    for dated in calendar.dated(days, until):
        item, (day, rule), by = dated
        if not _is_there(dated, card, days, situation.carrier):
            continue
        if day >= today:
            found[item.item] = by
        elif rule.opens:
            found[item.item] = Timing(NOW, day)
        elif rule.too_late is not None:
            found[item.item] = Timing(TOO_LATE, day, instead=rule.too_late)
        elif day >= days.begun:
            found[item.item] = Timing(LATE, day)
        else:
            squeezed.append(dated)
    if squeezed:
        found.update(_laid(squeezed, days.known, today))
    found.update(_awaited(marks, today, until))
    return found


def next_day(card: Card, guide: Guide, situation: Situation) -> date | None:
    """Return the next day on which something is to be done on a card; what is late is today's."""
    days = days_of(card, situation)
    first: date | None = None
    for group in _calendar(guide).groups(days):
        for dated in group:
            if first is not None and dated.counted.day >= first:
                break
            if _is_there(dated, card, days, situation.carrier):
                first = dated.counted.day
                break
    return None if first is None else max(first, situation.today)


def _is_there(dated: _Dated, card: Card, days: Days, carrier: "Carrier | None") -> bool:
    """Return whether an item is open, and one that this card has."""
    marks, item = card.marks, dated.item
    if marks and (item.item in marks or item.step in marks) and not _is_open(dated, marks, days):
        return False
    return not item.conditions or all(holds(each, card, carrier) for each in item.conditions)


def _awaited(
    marks: Mapping[str, Mark], today: date, until: date | None
) -> Iterator[tuple[str, Timing]]:
    """Yield on which days to ask again."""
    for item, mark in marks.items():
        day = read_day(mark.follow_up) if mark.state == WAITING else None
        if day is not None and (until is None or day <= until):
            yield item, Timing(LATE if day < today else ASK, day)


def _is_open(dated: _Dated, marks: Mapping[str, Mark], days: Days) -> bool:
    """Return whether an item is to be done; of a step that is done, what has a day after that."""
    item = dated.item
    mark, step = marks.get(item.item), marks.get(item.step)
    if mark is not None and mark.state != OPEN:
        return False
    if step is None or step.state not in SETTLED:
        return True
    done = days.known.get(f"step:{item.step}") if step.state == DONE else None
    return done is not None and item.item != item.step and dated.counted.day > done


def _calendar(guide: Guide) -> _Calendar:
    kept = _CALENDARS.get(id(guide))
    if kept is None or kept.guide is not guide:
        kept = _CALENDARS[id(guide)] = _Calendar(guide)
    return kept


def _items_of(guide: Guide) -> Iterable[_Item]:
    for step in guide.steps:
        condition = (step.when,) if step.when else ()
        yield _Item(step.id, step.id, condition, step.due, step.harm)
        for check in step.checks:
            more = (check.when,) if check.when else ()
            item = f"{step.id}/{check.id}"
            yield _Item(item, step.id, (*condition, *more), check.due, check.harm)


def _count_all(items: Iterable[_Item], days: Days) -> Iterable[_Dated]:
    for item in items:
        counted = earliest(item.rules, days.known)
        if counted is not None:
            kind = FROM if counted.rule.opens else BY
            until = days.until if _is_apply_by(counted.rule) else None
            yield _Dated(item, counted, Timing(kind, counted.day, until))


def _is_apply_by(rule: Due) -> bool:
    return rule.day == "apply-by" and not (rule.days or rule.months or rule.working_days)


def _laid(
    squeezed: Sequence[_Dated], known: Mapping[str, date], today: date
) -> Iterable[tuple[str, Timing]]:
    """Yield what is to be done from today on: three a day, more where they would not fit."""
    last = known["departure"] - _DAY if "departure" in known else today
    left = max((last - today).days + 1, 1)
    a_day = max(A_DAY, -(-len(squeezed) // left))
    ordered = sorted(squeezed, key=lambda dated: (dated.item.harm, dated.counted.day))
    for position, dated in enumerate(ordered):
        day = today + position // a_day * _DAY
        yield dated.item.item, Timing(NOW if day == today else BY, day)
