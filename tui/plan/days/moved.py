"""What has another day now that a date of a card was changed."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from tui.casebook.records import Card
from tui.deadlines import said
from tui.plan.days.due import DueItem, GuideOf, SituationOf, due_items
from tui.text.translation import Words
from tui.text.width import cut, width


class Moved(NamedTuple):
    """A step or check with its day before and after; None where it had none."""

    item: DueItem
    before: date | None
    after: date | None

    def said(self, today: date, words: Words, cells: int | None = None) -> str:
        """Return `Settle what is owed: was 1 Dec, now 15 Dec`, its title cut where `cells` end."""
        before, after = (
            said.short(day, today, words) if day else words("no day")
            for day in (self.before, self.after)
        )

        def told(title: str) -> str:
            return words(
                "{title}: was {before}, now {after}", title=title, before=before, after=after
            )

        title = self.item.title(words.language)
        return told(title if cells is None else cut(title, max(cells - width(told("")), 1)))


class MovedRow(NamedTuple):
    """What moved first, or what harms most, in a row with what moved beside it."""

    first: Moved
    checks: int = 0
    """How many other checks of its step moved too."""
    steps: int = 0
    """In how many other steps of its card something moved too."""

    def said(self, today: date, words: Words, cells: int | None = None) -> str:
        """Return `Settle what is owed: was 1 Dec, now 15 Dec  +2 checks`, in so many cells."""
        more = ""
        if self.steps:
            more = words.plural("+{n} step", "+{n} steps", self.steps)
        elif self.checks:
            more = words.plural("+{n} check", "+{n} checks", self.checks)
        room = None if cells is None else cells - width(more) - 2
        return "  ".join(filter(None, (self.first.said(today, words, room), more)))


def folded(changes: Sequence[Moved]) -> list[MovedRow]:
    """Return a row for each step that moved, with what moved first.

    Where there are several cards it is a row for each, with what harms most where it is forgotten.
    """
    cards: dict[int, list[Moved]] = {}
    for change in changes:
        cards.setdefault(change.item.card.id, []).append(change)
    if len(cards) == 1:
        return _by_step(changes)
    return [
        MovedRow(min(theirs, key=lambda change: change.item.harm), steps=len(_by_step(theirs)) - 1)
        for theirs in cards.values()
    ]


def _by_step(changes: Sequence[Moved]) -> list[MovedRow]:
    rows: dict[str, MovedRow] = {}
    for change in changes:
        row = rows.get(change.item.step)
        rows[change.item.step] = (
            MovedRow(change) if row is None else row._replace(checks=row.checks + 1)
        )
    return list(rows.values())


def moved(before: Card, after: Card, guide_of: GuideOf, situation_of: SituationOf) -> list[Moved]:
    """Return what is due on another day on `after` than on `before`, in order of the new day."""
    old = {item.item: item for item in due_items([before], guide_of, situation_of)}
    new = {item.item: item for item in due_items([after], guide_of, situation_of)}
    found = [
        Moved(item, old[key].timing.day if key in old else None, item.timing.day)
        for key, item in new.items()
    ]
    found += [Moved(item, item.timing.day, None) for key, item in old.items() if key not in new]
    return [each for each in found if each.before != each.after]
