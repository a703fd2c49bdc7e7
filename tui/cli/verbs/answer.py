"""`kaiyaku answer`: what has to be known of a card before its steps are."""

from tui.casebook.errors import NoSuchThing
from tui.casebook.naming import plain
from tui.casebook.tokens import DONE, OPEN
from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.named import find_card
from tui.cli.shapes import of_card, of_question
from tui.plan.plan import Plan, PlannedQuestion
from tui.text.translation import marked

_TAKEN_BACK = "-"


def answer(command: Command) -> None:
    """Answer a question of a card, or list the questions there are and what was answered."""
    desk, given = command.desk, command.arguments
    card = find_card(desk.casebook, given.required("card"))
    plan = command.plan(card)
    named, answered = given.text("question"), given.text("answer")
    if named is None:
        command.answer(
            {"questions": [of_question(asked) for asked in plan.questions]},
            *(_line(command, asked) for asked in plan.questions),
        )
        return
    asked = _find(plan, named)
    if answered is None:
        raise Usage(
            marked("Say the answer to {question}: {answers}."),
            question=asked.id,
            answers=", ".join(each.id for each in asked.answers),
        )
    state, reason = (OPEN, None) if answered == _TAKEN_BACK else (DONE, _answer_of(asked, answered))
    fresh = desk.casebook.mark(card.id, asked.item, state, reason=reason)
    shown = command.plan(fresh)
    # A later answer can do away with the question.
    now = next((each for each in shown.questions if each.id == asked.id), asked)
    command.answer(
        {"card": of_card(fresh, shown.progress), "question": of_question(now)},
        _line(command, now),
    )


def _line(command: Command, asked: PlannedQuestion) -> str:
    if asked.answer is not None:
        return f"{asked.id}{command.dot}{asked.title} {asked.answer.title}"
    choices = command.words.listed(*(f"{each.id} ({each.title})" for each in asked.answers))
    return f"{asked.id}{command.dot}{asked.title} {choices}"


def _find(plan: Plan, named: str) -> PlannedQuestion:
    wanted = plain(named)
    for number, asked in enumerate(plan.questions, start=1):
        if wanted in (asked.id, str(number)):
            return asked
    if not plan.questions:
        raise NoSuchThing(marked("This card has no questions."))
    raise NoSuchThing(
        marked("There is no question {question}. There is: {questions}."),
        question=named,
        questions=", ".join(asked.id for asked in plan.questions),
    )


def _answer_of(asked: PlannedQuestion, answered: str) -> str:
    wanted = plain(answered)
    for number, each in enumerate(asked.answers, start=1):
        if wanted in (each.id, str(number)):
            return each.id
    raise NoSuchThing(
        marked("{answer} is no answer to {question}. Answers are: {answers}."),
        answer=answered,
        question=asked.id,
        answers=", ".join(each.id for each in asked.answers),
    )
