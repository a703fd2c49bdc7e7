"""What has another day now that a date, an answer, the guide or the clock moved."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from tui.casebook.records import Card
from tui.deadlines import said
from tui.plan.days.due import DueItem, GuideOf, SituationOf, due_items
from tui.plan.days.timing import NOW
from tui.text.translation import Words

FEW: Final = 6
"""Things that moved of which each is named; of more, what costs most, and the rest together."""
_NAMED: Final = 4
_SHIFTS: Final = 3


class Moved(NamedTuple):
    """A step or check with its day before and after; None where it had none."""

    item: DueItem
    before: date | None
    after: date | None

    def said(self, today: date, words: Words) -> str:
        """Return `Settle what is owed: was 1 Dec, now 15 Dec`."""
        return _said(self.item.title(words.language), [self], today, words)


def moved(
    before: Card,
    after: Card,
    guide_of: GuideOf,
    situation_of: SituationOf,
    situation_before: SituationOf | None = None,
) -> list[Moved]:
    """Return what is due on another day on `after` than on `before`, in order of the new day.

    Where time has passed since `situation_before`, what was not done and is now to be done at
    once has not moved.
    """
    situation_then = situation_before or situation_of
    old = {item.item: item for item in due_items([before], guide_of, situation_then)}
    new = {item.item: item for item in due_items([after], guide_of, situation_of)}
    if situation_before is not None:
        new = {key: item for key, item in new.items() if item.timing.kind != NOW or key not in old}
        old = {key: item for key, item in old.items() if key in new}
    found = [
        Moved(item, old[key].timing.day if key in old else None, item.timing.day)
        for key, item in new.items()
    ]
    found += [Moved(item, item.timing.day, None) for key, item in old.items() if key not in new]
    return [each for each in found if each.before != each.after]


def summed(changes: Sequence[Moved], today: date, words: Words) -> list[str]:
    """Return what moved in a few lines, however many cards and things it is."""
    several = len({each.item.card.id for each in changes}) > 1
    if len(changes) <= FEW:
        return [f"{each.item.card.label}: " * several + each.said(today, words) for each in changes]
    lines, named = [], set()
    for key, group in _weightiest(changes):
        named.add(key)
        title = group[0].item.title(words.language)
        if len(group) > 1:
            title = words.beside(title, words.plural("{n} card", "{n} cards", len(group)))
        lines.append(_said(title, group, today, words))
    rest = [each for each in changes if _key(each) not in named]
    return [*lines, *_shifted(rest, words)]


def _key(change: Moved) -> tuple[str, str]:
    return change.item.guide.id, change.item.item


def _weightiest(changes: Iterable[Moved]) -> list[tuple[tuple[str, str], list[Moved]]]:
    """Return the few things that harm most where they are late, each with all cards' changes."""
    groups: dict[tuple[str, str], list[Moved]] = {}
    for each in changes:
        groups.setdefault(_key(each), []).append(each)
    return sorted(groups.items(), key=lambda found: min(map(_weight, found[1])))[:_NAMED]


def _weight(change: Moved) -> tuple[bool, int]:
    """Return what sorts first what is lost with its day or hour, as the end that is asked for."""
    return not change.item.timing.costs, change.item.harm


def _shifted(rest: Sequence[Moved], words: Words) -> Iterator[str]:
    """Yield how many of the rest moved by how many days, and how many have a day at all now."""
    by = Counter((each.after - each.before).days for each in rest if each.before and each.after)
    for days, n in by.most_common(_SHIFTS):
        far = words.plural("{n} day", "{n} days", abs(days))
        if days > 0:
            yield words.plural("{n} more: {days} later", "{n} more: {days} later", n, days=far)
        else:
            yield words.plural("{n} more: {days} earlier", "{n} more: {days} earlier", n, days=far)
    left = sum(by.values()) - sum(n for _, n in by.most_common(_SHIFTS))
    if left:
        yield words.plural("{n} more on another day", "{n} more on other days", left)
    gained = sum(each.before is None for each in rest)
    if gained:
        yield words.plural("{n} more has a day now", "{n} more have a day now", gained)
    lost = sum(each.after is None for each in rest)
    if lost:
        yield words.plural("{n} more has no day now", "{n} more have no day now", lost)


def _said(title: str, group: Sequence[Moved], today: date, words: Words) -> str:
    before = _days([each.before for each in group], today, words)
    after = _days([each.after for each in group], today, words)
    return words("{title}: was {before}, now {after}", title=title, before=before, after=after)


def _days(days: Sequence[date | None], today: date, words: Words) -> str:
    """Return a day, or the first and the last of several."""
    known = sorted(day for day in days if day)
    if not known:
        return words("no day")
    first, last = (said.short(day, today, words) for day in (known[0], known[-1]))
    return first if first == last else words("{first} to {last}", first=first, last=last)
