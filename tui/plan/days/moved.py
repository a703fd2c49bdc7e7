"""What has another day now that a date of a card was changed."""

from datetime import date
from typing import NamedTuple

from tui.casebook.records import Card
from tui.deadlines import said
from tui.plan.days.due import DueItem, GuideOf, SituationOf, due_items
from tui.text.translation import Words


class Moved(NamedTuple):
    """A step or check with its day before and after; None where it had none."""

    item: DueItem
    before: date | None
    after: date | None

    def said(self, today: date, words: Words) -> str:
        """Return `Settle what is owed: was 1 Dec, now 15 Dec`."""
        before, after = (
            said.short(day, today, words) if day else words("no day")
            for day in (self.before, self.after)
        )
        title = self.item.title(words.language)
        return words("{title}: was {before}, now {after}", title=title, before=before, after=after)


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
