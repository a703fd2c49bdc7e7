"""By which day each step and check of a card is to be done, on a given day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from typing import Final, NamedTuple

from tui.casebook.records import Card, Mark
from tui.casebook.tokens import DONE, OPEN, SETTLED, WAITING
from tui.deadlines.counted import Counted, counted_from, earliest
from tui.deadlines.hours import answers_on
from tui.guides.guide import Due, Guide, Step, Text, When
from tui.guides.tokens import OWED
from tui.plan.conditions import holds, is_owed, question_item
from tui.plan.days.known_days import Days, days_of
from tui.plan.days.situation import Situation
from tui.plan.days.stored import read_day

BY, NOW, LATE, TOO_LATE, FROM, ASK = "by", "now", "late", "too-late", "from", "ask"
"""By a day; now; its day has passed; too late for it; not before a day; ask again on a day."""

A_DAY: Final = 3
"""How many things are laid into a day where fewer days are left than the plan wants."""

APPLY_BY: Final = "apply-by"

_DAY: Final = timedelta(days=1)


class Timing(NamedTuple):
    """When an item is to be done."""

    kind: str
    day: date
    until: time | None = None
    """The Tokyo time at which the day's window closes."""
    instead: Text | None = None
    """What to do where it is too late."""
    lapses: bool = False
    """Whether it is gone for good after that day."""
    ends: bool = False
    """Whether the end of the line is asked for by that day: a later one costs more."""

    @property
    def costs(self) -> bool:
        """Whether money or a right is lost with the day."""
        return self.lapses or self.ends

    def closes_on(self, today: date) -> bool:
        """Return whether money or a right is lost with this day, or with an hour of it."""
        return self.day == today and self.kind != FROM and self.costs


class _Item(NamedTuple):
    """A step or check of a guide that can have a day."""

    item: str
    step: str
    conditions: tuple[When, ...]
    rules: tuple[Due, ...]
    harm: int
    outlives: bool = False
    """Whether it is still to come, though its step is done."""


class _Placed(NamedTuple):
    """An item with its timing on a day, whatever is marked."""

    item: _Item
    counted: date
    """The day that its rules lead to, before it was laid among others."""
    timing: Timing


class _Dated(NamedTuple):
    """An item with the day that its rules lead to."""

    item: _Item
    counted: Counted
    to_come: _Placed
    """Where it is as long as the day has not passed."""


class _Group:
    """The items of a guide that count from the same days, and where these led them."""

    def __init__(self, names: tuple[str, ...], items: tuple[_Item, ...]) -> None:
        self._names = names
        self._items = items
        self._closes = APPLY_BY in names
        self._kept: dict[tuple[object, ...], _Split] = {}

    def split(self, days: Days, there: frozenset[str], today: date) -> "_Split":
        """Return those of `there` that have a day, by the days of one card."""
        known = days.known
        found = [known.get(name) for name in self._names]
        # Most of what counts from a step that is not done: asked for thousands of cards.
        if not any(found):
            return _NOTHING
        key = (*found, days.until if self._closes else None, there, today)
        kept = self._kept.get(key)
        if kept is None:
            if len(self._kept) >= _REMEMBERED:
                self._kept.clear()
            dated = [each for each in _count_all(self._items, days) if each.item.item in there]
            coming = {each.item.item: each.to_come for each in dated if each.counted.day >= today}
            passed = tuple(each for each in dated if each.counted.day < today)
            kept = self._kept[key] = _Split(coming, passed)
        return kept


class _Split(NamedTuple):
    """What has a day that is to come, and what has one that has passed."""

    coming: Mapping[str, _Placed]
    passed: tuple[_Dated, ...]


_NOTHING: Final = _Split({}, ())


class _Calendar:
    """What the rules of one guide lead to; kept, since at a desk many cards share their days."""

    def __init__(self, guide: Guide) -> None:
        self.guide = guide
        self._items = tuple(_items_of(guide))
        groups: dict[tuple[str, ...], list[_Item]] = {}
        for item in self._items:
            if item.rules:
                names = tuple(sorted({*map(counted_from, item.rules)}))
                groups.setdefault(names, []).append(item)
        self._groups = [_Group(names, tuple(items)) for names, items in groups.items()]
        self._questions = tuple(question_item(asked.id) for asked in guide.questions)
        self._contacts = tuple(step.id for step in guide.steps if step.contact)
        self._waits = tuple((before, step.id) for step in guide.steps for before in step.after)
        ending = next((step.id for step in reversed(guide.steps) if _ends_the_line(step)), None)
        ids = [step.id for step in guide.steps]
        self._before_the_end = tuple(ids[: ids.index(ending)]) if ending else ()
        self._ending = ending
        self._there: dict[tuple[object, ...], frozenset[str]] = {}

    def placed(self, card: Card, situation: Situation, days: Days) -> Iterable[_Placed]:
        """Return every item that a card has and that has a day.

        Nothing here looks at what is marked: no day moves because something else was ticked.
        """
        placed = self._unordered(card, situation, days)
        self._order(placed, situation.today)
        self._reach(placed, situation)
        return placed.values()

    def next_day(self, card: Card, situation: Situation, days: Days) -> date | None:
        """Return the first day of what is open on a card; today for what is late."""
        today, marks = situation.today, card.marks
        placed = self._unordered(card, situation, days)
        for each in placed.values():
            # What the order of the steps moves only comes earlier: nothing can change today.
            if each.timing.day <= today and _is_open(each, marks, days):
                return today
        self._order(placed, today)
        self._reach(placed, situation)
        return min(
            (each.timing.day for each in placed.values() if _is_open(each, marks, days)),
            default=None,
        )

    def _unordered(self, card: Card, situation: Situation, days: Days) -> dict[str, _Placed]:
        """Return every item with its own day, whatever waits for it."""
        there, today = self._there_for(card, situation), situation.today
        placed: dict[str, _Placed] = {}
        squeezed: list[_Dated] = []
        for group in self._groups:
            coming, passed = group.split(days, there, today)
            placed.update(coming)
            for dated in passed:
                item, (day, rule), _ = dated
                if rule.lapses:
                    continue
                if day < days.begun and not rule.opens and rule.too_late is None:
                    squeezed.append(dated)
                else:
                    placed[item.item] = _Placed(item, day, _passed(dated))
        if squeezed:
            placed.update(_laid(squeezed, days, today))
        return placed

    def _there_for(self, card: Card, situation: Situation) -> frozenset[str]:
        """Return the items that there are for a card, by its answers and what is known of it."""
        marks, carrier = card.marks, situation.carrier
        answers = [marks.get(item) for item in self._questions]
        key = (
            *(card.payment, card.handset, carrier.id if carrier else card.carrier),
            *[is_owed(card, what) for what in OWED],
            *[(mark.state, mark.reason) if mark else None for mark in answers],
        )
        found = self._there.get(key)
        if found is None:
            if len(self._there) >= _REMEMBERED:
                self._there.clear()
            found = self._there[key] = frozenset(
                item.item
                for item in self._items
                if all(holds(each, card, carrier) for each in item.conditions)
            )
        return found

    def _order(self, placed: dict[str, _Placed], today: date) -> None:
        """Let no step have a later day than one that waits for it."""
        end = placed.get(self._ending) if self._ending else None
        for step in reversed(self._before_the_end) if end else ():
            _not_after(placed, step, end, today)
        for before, step in reversed(self._waits):
            _not_after(placed, before, placed.get(step), today)

    def _reach(self, placed: dict[str, _Placed], situation: Situation) -> None:
        """Let no contact lie on a day on which nobody answers, as far as that is known."""
        lines = situation.carrier.lines if situation.carrier else ()
        for step in self._contacts if lines else ():
            each = placed.get(step)
            if each is None or each.timing.kind != BY:
                continue
            day = each.timing.day
            while day > situation.today and not any(answers_on(line, day) for line in lines):
                day -= _DAY
            placed[step] = each._replace(timing=each.timing._replace(day=day))


def _ends_the_line(step: Step) -> bool:
    return any(rule.day == APPLY_BY for rule in step.due)


def _not_after(placed: dict[str, _Placed], item: str, bound: _Placed | None, today: date) -> None:
    each = placed.get(item)
    if each is None or bound is None or each.timing.day <= bound.timing.day:
        return
    if each.timing.kind in (BY, NOW):
        day = bound.timing.day
        timing = Timing(NOW, today) if day < today else Timing(BY, day)
        placed[item] = each._replace(timing=timing)


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

    What lay before the day the card was begun is laid into the days from then on, what harms
    most first, and is never late. Days after `until` are left out.
    """
    days = days or days_of(card, situation)
    found: dict[str, Timing] = {}
    marks = card.marks
    for placed in _calendar(guide).placed(card, situation, days):
        if until is not None and placed.timing.day > until:
            continue
        if _is_open(placed, marks, days):
            found[placed.item.item] = placed.timing
    found.update(_awaited(marks, situation.today, until))
    return found


def next_day(card: Card, guide: Guide, situation: Situation) -> date | None:
    """Return the next day on which something is to be done on a card; what is late is today's."""
    return _calendar(guide).next_day(card, situation, days_of(card, situation))


def _awaited(
    marks: Mapping[str, Mark], today: date, until: date | None
) -> Iterator[tuple[str, Timing]]:
    """Yield on which days to ask again."""
    for item, mark in marks.items():
        day = read_day(mark.follow_up) if mark.state == WAITING else None
        if day is not None and (until is None or day <= until):
            yield item, Timing(LATE if day < today else ASK, day)


def _is_open(placed: _Placed, marks: Mapping[str, Mark], days: Days) -> bool:
    """Return whether an item is to be done; of a step that is done, what has a day after that."""
    item = placed.item
    if item.item not in marks and item.step not in marks:
        return True
    mark, step = marks.get(item.item), marks.get(item.step)
    if mark is not None and mark.state != OPEN:
        return False
    if step is None or step.state not in SETTLED or (item.outlives and step.state == DONE):
        return True
    done = days.known.get(f"step:{item.step}") if step.state == DONE else None
    return done is not None and item.item != item.step and placed.counted > done


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
            outlives = check.expects is not None
            yield _Item(item, step.id, (*condition, *more), check.due, check.harm, outlives)


def _count_all(items: Iterable[_Item], days: Days) -> Iterator[_Dated]:
    for item in items:
        counted = earliest(item.rules, days.known)
        if counted is not None:
            day, rule = counted
            ends = _is_apply_by(rule)
            until = days.until if ends else None
            kind = FROM if rule.opens else BY
            timing = Timing(kind, day, until, lapses=rule.lapses, ends=ends)
            yield _Dated(item, counted, _Placed(item, day, timing))


def _passed(dated: _Dated) -> Timing:
    """Return the timing of what has its own day, once that has passed."""
    day, rule = dated.counted
    if rule.opens:
        return Timing(NOW, day)
    if rule.too_late is not None:
        return Timing(TOO_LATE, day, instead=rule.too_late)
    return Timing(LATE, day)


def _is_apply_by(rule: Due) -> bool:
    return rule.day == APPLY_BY and not (rule.days or rule.months or rule.working_days)


def _laid(squeezed: Sequence[_Dated], days: Days, today: date) -> Iterator[tuple[str, _Placed]]:
    """Yield what is to be done from the card's first day on: three a day, more if they must."""
    known, first = days.known, days.begun
    last = known["departure"] - _DAY if "departure" in known else first
    left = max((last - first).days + 1, 1)
    a_day = max(A_DAY, -(-len(squeezed) // left))
    ordered = sorted(squeezed, key=lambda dated: (dated.item.harm, dated.counted.day))
    for position, dated in enumerate(ordered):
        day = first + position // a_day * _DAY
        timing = Timing(BY, day) if day > today else Timing(NOW, today)
        yield dated.item.item, _Placed(dated.item, dated.counted.day, timing)
