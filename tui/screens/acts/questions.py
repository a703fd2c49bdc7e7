"""What has to be known of a card before its steps are."""

from tui.casebook.records import Card
from tui.casebook.tokens import DONE
from tui.plan.plan import PlannedQuestion
from tui.screens.acts import marks
from tui.screens.acts.workplace import Workplace
from tui.widgets.step_rows import QUESTIONS

_LATER = "?"


async def ask(at: Workplace) -> None:
    """Ask what has to be known of the card, one question after the other; each answer is kept."""
    plan = at.plan
    if plan is None or plan.card is None:
        return
    waiting = plan.unanswered
    if not waiting:
        chosen = await _which(at, plan.questions)
        waiting = (chosen,) if chosen else ()
    asked_before: set[str] = set()
    card = plan.card
    while waiting:
        asked = waiting[0]
        asked_before.add(asked.id)
        answer = await _answer(at, asked)
        if answer is None or not await _keep_answer(at, card, asked, answer):
            return
        # An answer can raise a question, or settle one.
        if at.plan is None or at.card is None or at.card.id != card.id:
            return
        card = at.card
        waiting = tuple(each for each in at.plan.unanswered if each.id not in asked_before)


async def _which(at: Workplace, questions: tuple[PlannedQuestion, ...]) -> PlannedQuestion | None:
    """Ask which answer is to be changed."""
    from tui.screens.dialogs.choose import Choose

    answers = [
        (asked.id, f"{asked.title} {asked.answer.title if asked.answer else _LATER}")
        for asked in questions
    ]
    question = at.words("Which answer is to be changed?")
    chosen = await at.ask(Choose(at.sitting, question, answers))
    return next((asked for asked in questions if asked.id == chosen), None)


async def _answer(at: Workplace, asked: PlannedQuestion) -> str | None:
    from tui.screens.dialogs.choose import Choose

    answers = [(answer.id, answer.title) for answer in asked.answers]
    question = f"{asked.title}\n\n{asked.detail}"
    return await at.ask(Choose(at.sitting, question, answers))


async def _keep_answer(at: Workplace, card: Card, asked: PlannedQuestion, answer: str) -> bool:
    if asked.mark.reason == answer and asked.mark.state == DONE:
        return True
    kept = await marks.mark(at, card, [asked.item], DONE, reason=answer)
    if kept and at.plan is not None:
        if at.plan.unanswered:
            at.point_at(QUESTIONS)
        elif at.plan.next_step is not None:
            at.point_at(at.plan.next_step.id)
    return bool(kept)
