"""What is due on every card, in order of date; what to bring on a trip to the shop."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from tui.casebook.records import Card
from tui.casebook.tokens import OPEN, SETTLED
from tui.guides.guide import LEAST_HARM, Guide, in_language
from tui.plan.conditions import checks_of, steps_of
from tui.plan.days.situation import Situation
from tui.plan.days.timing import A_DAY, LATE, NOW, TOO_LATE, Timing, timings
from tui.plan.expected import called
from tui.text.translation import Words, marked
from tui.text.trouble import Trouble

_WEEK: Final = timedelta(days=7)
_RANKS: Final = {LATE: 1, TOO_LATE: 1, NOW: 2}
_CLOSES: Final = 0
"""What is lost with this day, or with an hour of it, comes before all that is late already."""

GuideOf = Callable[[Card], Guide]
SituationOf = Callable[[Card], Situation]

_CHINESE: Final = "zh"
_DONE: Final = "已"


class DueItem(NamedTuple):
    """A step or check of a card with its day."""

    card: Card
    guide: Guide
    item: str
    """The step's id, or `step/check`."""
    timing: Timing
    harm: int

    @property
    def step(self) -> str:
        """The id of the step."""
        return self.item.partition("/")[0]

    @property
    def overdue(self) -> bool:
        """Whether its day has passed."""
        return self.timing.kind in (LATE, TOO_LATE)

    @property
    def costs(self) -> bool:
        """Whether money or the number is lost where this is forgotten."""
        return self.harm == 1 or self.timing.costs

    def title(self, language: str) -> str:
        """Return what it is called, as something that is still to be done."""
        step_id, _, check_id = self.item.partition("/")
        step = self.guide.step(step_id)
        if step is None:
            return self.item
        found = next((check for check in step.checks if check.id == check_id), None)
        title = called(found, self.card, language) if found else in_language(step.title, language)
        # A check says in Chinese that it was done, 已…: in a list of what to do it is told to do.
        return title.removeprefix(_DONE) if language == _CHINESE else title

    @property
    def expects(self) -> str | None:
        """What kind of thing is still to come; None for something to be done."""
        step_id, _, check_id = self.item.partition("/")
        step = self.guide.step(step_id)
        checks = step.checks if step else ()
        return next((check.expects for check in checks if check.id == check_id), None)

    @property
    def row(self) -> str:
        """What it stands in one row with: its step, or nothing else where it is to come."""
        return self.item if self.expects else self.step

    def step_title(self, language: str) -> str:
        """Return what its step is called."""
        step = self.guide.step(self.step)
        return in_language(step.title, language) if step else self.step


class DueRow(NamedTuple):
    """What is due first, in a row with all that stands behind it."""

    first: DueItem
    """What has the row's day: a step itself, or the check of it that comes first."""
    checks: int = 0
    """How many checks of its step are folded into the row, beside the first."""
    steps: int = 0
    """How many other steps of its card are folded into the row."""

    def more(self, words: Words) -> str:
        """Return how much stands behind it; empty where nothing does."""
        if self.steps:
            return words.plural("+{n} step", "+{n} steps", self.steps)
        return words.plural("+{n} check", "+{n} checks", self.checks) if self.checks else ""


def by_step(items: Iterable[DueItem]) -> list[DueRow]:
    """Return one row for each step of a card, in the order of the items.

    A day with which money or a right is lost stands behind no other: it has a row of its own,
    and so has what can no longer be done.
    """
    rows: list[DueRow] = []
    places: dict[tuple[int, str], int] = {}
    for item in items:
        place = places.get((item.card.id, item.row))
        if place is None or _stands_alone(item, rows[place].first):
            places[item.card.id, item.row] = len(rows)
            rows.append(DueRow(item))
        else:
            rows[place] = rows[place]._replace(checks=rows[place].checks + 1)
    return rows


def _stands_alone(item: DueItem, first: DueItem) -> bool:
    """Return whether an item is in no row behind the first: what costs, or is too late."""
    if item.timing.instead is not None:
        return True
    is_alike = first.timing.costs and first.timing.day == item.timing.day
    return item.timing.costs and not is_alike


def by_card(items: Iterable[DueItem]) -> list[DueRow]:
    """Return one row for each card, with what is due on it first, in the order of the items."""
    firsts: dict[int, DueItem] = {}
    steps: dict[int, set[str]] = {}
    for item in items:
        firsts.setdefault(item.card.id, item)
        steps.setdefault(item.card.id, set()).add(item.step)
    return [DueRow(item, steps=len(steps[card]) - 1) for card, item in firsts.items()]


class Trip(NamedTuple):
    """What to bring for one card, should the way be to the shop."""

    card: Card
    titles: tuple[str, ...]


def due_items(
    cards: Iterable[Card],
    guide_of: GuideOf,
    situation_of: SituationOf,
    until: date | None = None,
) -> list[DueItem]:
    """Return what is due on the open cards: what is lost today, what is late, then by day and harm.

    `until` is the last day that is of interest. A card whose guide is damaged has nothing due;
    it is named where it is opened.
    """
    found: list[tuple[int, date, int, int, int, DueItem]] = []
    for card in cards:
        if card.closed:
            continue
        try:
            guide = guide_of(card)
        except Trouble:
            continue
        harms = _harms(guide)
        situation = situation_of(card)
        for item, timing in timings(card, guide, situation, until=until).items():
            rank, harm, number = (
                _rank(timing, situation.today),
                harms.get(item, LEAST_HARM),
                len(found),
            )
            due = DueItem(card, guide, item, timing, harm)
            found.append((rank, timing.day if rank != 2 else date.min, harm, card.id, number, due))
    found.sort()
    return [entry[-1] for entry in found]


def _rank(timing: Timing, today: date) -> int:
    return _CLOSES if timing.closes_on(today) else _RANKS.get(timing.kind, 3)


_HARMS: Final[dict[int, tuple[Guide, dict[str, int]]]] = {}


def _harms(guide: Guide) -> dict[str, int]:
    kept = _HARMS.get(id(guide))
    if kept is None or kept[0] is not guide:
        harms = {step.id: step.harm for step in guide.steps}
        for step in guide.steps:
            harms.update({f"{step.id}/{check.id}": check.harm for check in step.checks})
        kept = _HARMS[id(guide)] = guide, harms
    return kept[1]


def trips(
    cards: Iterable[Card], guide_of: GuideOf, situation_of: SituationOf, language: str
) -> list[Trip]:
    """Return what is still to be brought, card by card, in order of holder and carrier."""
    found: list[Trip] = []
    for card in cards:
        if card.closed:
            continue
        try:
            guide = guide_of(card)
        except Trouble:
            continue
        carrier = situation_of(card).carrier
        titles = tuple(
            in_language(check.title, language)
            for step in steps_of(guide, card, carrier)
            if card.mark(step.id).state not in SETTLED
            for check in checks_of(step, card, carrier)
            if check.bring and card.mark(f"{step.id}/{check.id}").state == OPEN
        )
        if titles:
            found.append(Trip(card, titles))
    return sorted(found, key=lambda trip: (trip.card.holder.name, trip.card.carrier or ""))


ONE_SCREEN: Final = 22
"""Lines that one person's list has at most, a heading and a blank to each of its groups."""
_FEW_PEOPLE: Final = 5
FIRST: Final = "first"
LATER: Final = "later"


class Group(NamedTuple):
    """Things that are due at about the same time."""

    key: str
    heading: str
    """With the place `{day}` for today."""
    rows: Sequence[DueRow]
    more: int = 0
    """How many rows follow that one screen does not hold."""

    def named(self, day: str, words: Words) -> str:
        """Return its heading in the reader's language; `day` is today as the reader is told it."""
        return words(self.heading, day=day)


def grouped(items: Sequence[DueItem], today: date) -> list[Group]:
    """Return what is late, for today, for the week and for later, without empty groups.

    A step is one row in a group, with how many of its checks stand behind it. What is lost today
    comes first; where one person has more to do today than a day holds, what harms most is apart.
    One person's list is as long as one screen; a desk's has all of it.
    """
    filled = _groups(items, today, by_step, is_of_one=of_one(items))
    return _on_one_screen(filled) if of_one(items) else filled


def grouped_by_card(items: Sequence[DueItem], today: date) -> list[Group]:
    """Return the same with one row for each card, where its first thing stands."""
    rows = {row.first.card.id: row for row in by_card(items)}

    def fold(firsts: Iterable[DueItem]) -> list[DueRow]:
        return [rows[item.card.id] for item in firsts]

    return _groups([row.first for row in rows.values()], today, fold, is_of_one=False)


def _groups(
    items: Sequence[DueItem],
    today: date,
    fold: Callable[[Iterable[DueItem]], list[DueRow]],
    *,
    is_of_one: bool,
) -> list[Group]:
    late = [item for item in items if item.overdue]
    rest = [item for item in items if not item.overdue]
    now = [item for item in rest if item.timing.day <= today]
    now.sort(key=lambda item: not item.timing.closes_on(today))
    first = [item for item in now if item.timing.closes_on(today)]
    if len(now) > A_DAY and is_of_one:
        now.sort(key=lambda item: (not item.timing.closes_on(today), item.harm))
        first = now[: max(A_DAY, len(first))]
    now = now[len(first) :]
    week = today + _WEEK
    groups = (
        Group(FIRST, marked("Today, {day}: these first"), fold(first)),
        Group("late", marked("Late"), fold(late)),
        Group("today", marked("Also today") if first else marked("Today, {day}"), fold(now)),
        Group(
            "week",
            marked("Within a week"),
            fold(item for item in rest if today < item.timing.day <= week),
        ),
        Group(LATER, marked("Later"), fold(item for item in rest if item.timing.day > week)),
    )
    return [group for group in groups if group.rows]


def of_one(items: Iterable[DueItem]) -> bool:
    """Return whether all of it is one person's."""
    return _holders(items) == 1


def of_many(items: Iterable[DueItem]) -> bool:
    """Return whether it is of so many people that a row for each card says more than all rows."""
    return _holders(items) > _FEW_PEOPLE


def _holders(items: Iterable[DueItem]) -> int:
    return len({item.card.holder.id for item in items})


def _on_one_screen(groups: list[Group]) -> list[Group]:
    """Return the groups with as many rows as fit one screen; the rest of each is counted."""
    left = ONE_SCREEN - 2 * len(groups)
    fitted = []
    for position, group in enumerate(groups):
        # One line at least for each group that follows.
        room = max(left - (len(groups) - position - 1), 1)
        rows = group.rows if len(group.rows) <= room else group.rows[: room - 1]
        more = len(group.rows) - len(rows)
        fitted.append(group._replace(rows=rows, more=more))
        left -= len(rows) + (more > 0)
    return fitted


def todays(items: Sequence[DueItem], today: date) -> list[DueItem]:
    """Return what is for today: late, laid into today, or due today."""
    return [item for item in items if item.overdue or item.timing.day <= today]
