"""Offering a newer guide: what it would change on the card, taken or left."""

from collections.abc import Sequence

from textual import on

from tui.casebook.tokens import NOT_APPLICABLE
from tui.guides.difference import KINDS, Difference, difference
from tui.guides.guide import Guide
from tui.plan.newer import left_item, newer_guide
from tui.screens.looking_ahead import LookingAhead
from tui.text.labels import DIFFERENCE_LABELS
from tui.widgets.step_list import StepList

_NAMED_AT_MOST = 6


class Renewing(LookingAhead):
    """What the person does with a newer guide."""

    @on(StepList.Renewed)
    def _renewed(self) -> None:
        self.begin(self._renew())

    async def _renew(self) -> None:
        from tui.screens.choose import Choose

        card, desk, words = self.card, self.sitting.desk, self.words
        newer = newer_guide(card, desk.library) if card else None
        if card is None or newer is None:
            return
        changes = difference(desk.guide(card), newer, words.language)
        answers = [
            ("take", words("Take the newer guide; what was marked stays marked")),
            ("leave", words("Stay with the guide that the card began with")),
        ]
        said = "\n".join(self._changes_said(changes))
        question = f"{words('The guide has changed since this card began.')}\n\n{said}"
        chosen = await self.app.push_screen_wait(Choose(self.sitting, question, answers))
        if chosen == "take":
            await self._take(card.id, newer)
        elif chosen == "leave":
            item = left_item(newer)
            left = await self.write(lambda book: book.mark(card.id, item, NOT_APPLICABLE))
            self.show_everything(left.id if left else None)

    async def _take(self, card: int, newer: Guide) -> None:
        taken = await self.write(lambda book: book.take_guide(card, newer))
        if taken is None:
            return
        self.show_everything(taken.id)
        words = self.words
        self.say(words("{card} goes on with the newer guide.", card=taken.label))

    def _changes_said(self, changes: Sequence[Difference]) -> list[str]:
        words, lines = self.words, []
        for kind in KINDS:
            titles = [each.title for each in changes if each.kind == kind]
            if titles:
                lines.append(f"{words(DIFFERENCE_LABELS[kind])} ({len(titles)})")
                lines += [f"  {title}" for title in titles[:_NAMED_AT_MOST]]
                if len(titles) > _NAMED_AT_MOST:
                    more = words("and {n} more", n=len(titles) - _NAMED_AT_MOST)
                    lines.append(f"  {more}")
        return lines
