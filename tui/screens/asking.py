"""Asking what has to be known of a card before its steps are."""

from textual import on

from tui.casebook.records import Card
from tui.casebook.tokens import DONE
from tui.plan.plan import PlannedQuestion
from tui.screens.marking import Marking
from tui.widgets.step_list import StepList

_LATER = "?"


class Asking(Marking):
    """The questions of a guide, one after the other; each answer is kept at once."""

    @on(StepList.Asked)
    def _asked(self) -> None:
        self.begin(self._ask())

    async def _ask(self) -> None:
        plan = self.plan
        if plan is None or plan.card is None:
            return
        waiting = plan.unanswered
        if not waiting:
            chosen = await self._which(plan.questions)
            waiting = (chosen,) if chosen else ()
        asked_before: set[str] = set()
        card = plan.card
        while waiting:
            asked = waiting[0]
            asked_before.add(asked.id)
            answer = await self._answer(asked)
            if answer is None or not await self._keep_answer(card, asked, answer):
                return
            # An answer can raise a question, or settle one.
            if self.plan is None or self.card is None or self.card.id != card.id:
                return
            card = self.card
            waiting = tuple(each for each in self.plan.unanswered if each.id not in asked_before)

    async def _which(self, questions: tuple[PlannedQuestion, ...]) -> PlannedQuestion | None:
        """Ask which answer is to be changed."""
        from tui.screens.choose import Choose

        answers = [
            (asked.id, f"{asked.title} {asked.answer.title if asked.answer else _LATER}")
            for asked in questions
        ]
        question = self.words("Which answer is to be changed?")
        chosen = await self.app.push_screen_wait(Choose(self.sitting, question, answers))
        return next((asked for asked in questions if asked.id == chosen), None)

    async def _answer(self, asked: PlannedQuestion) -> str | None:
        from tui.screens.choose import Choose

        answers = [(answer.id, answer.title) for answer in asked.answers]
        question = f"{asked.title}\n\n{asked.detail}"
        return await self.app.push_screen_wait(Choose(self.sitting, question, answers))

    async def _keep_answer(self, card: Card, asked: PlannedQuestion, answer: str) -> bool:
        if asked.mark.reason == answer and asked.mark.state == DONE:
            return True
        kept = await self._mark(card, [asked.item], DONE, reason=answer)
        if kept and self.plan is not None:
            if self.plan.unanswered:
                self.steps.move_to_questions()
            elif self.plan.next_step is not None:
                self.steps.move_to_key(self.plan.next_step.id)
        return bool(kept)
