"""`kaiyaku answer`: what has to be known of a card, line by line, and saying it."""

from collections.abc import Iterator, Sequence

from tui.casebook.errors import NoSuchThing
from tui.casebook.fields import Field
from tui.casebook.naming import plain
from tui.casebook.records import Card
from tui.casebook.tokens import DONE, OPEN
from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.named import find_card
from tui.cli.shapes import of_card, of_glance, of_moved, of_question
from tui.cli.verbs import cards
from tui.plan.days.moved import moved
from tui.plan.field_values import read_value, value_said
from tui.plan.glance import Asked, GlanceLine, glance
from tui.plan.plan import PlannedQuestion
from tui.text.translation import marked


def answer(command: Command) -> None:
    """Answer what is asked of a card, or list what is asked and what was answered."""
    desk, given = command.desk, command.arguments
    card = find_card(desk.casebook, given.required("card"))
    plan = command.plan(card)
    lines, (named, answered) = glance(plan), (given.text("question"), given.text("answer"))
    if named is None:
        command.answer(
            {
                "glance": [of_glance(line, command.today, command.words) for line in lines],
                "questions": [of_question(asked) for asked in plan.questions],
            },
            *_listed(command, lines),
        )
        return
    asked = _find([thing for line in lines for thing in line.things], named)
    if answered is None:
        raise Usage(
            marked("Say the answer to {question}: {answers}."),
            question=asked.id,
            answers=_choices(asked),
        )
    if isinstance(asked.thing, Field):
        _put(command, card, asked.thing, answered)
    else:
        _mark(command, card, asked.thing, answered)


def _choices(asked: Asked) -> str:
    """Return what can be answered."""
    if isinstance(asked.thing, Field):
        return ", ".join(asked.thing.tokens) or asked.thing.operand
    return ", ".join(each.id for each in asked.thing.answers)


def _put(command: Command, card: Card, field: Field, answered: str) -> None:
    """Put an answer into the field that it stands in."""
    desk = command.desk
    value = None if answered == cards.CLEARED else read_value(field, answered, command.today)
    wanted = {field.name: (field.value(card), value)}
    of_card, of_holder = (wanted, {}) if field.of == "card" else ({}, wanted)
    fresh = desk.casebook.edit_card(card.id, of_card, of_holder)
    told = [cards.field_said(command, field, field.value(fresh))]
    cards.answer(command, fresh, told, moved(card, fresh, desk.guide, desk.situation))


def _mark(command: Command, card: Card, asked: PlannedQuestion, answered: str) -> None:
    """Keep an answer to a question of the guide."""
    state, reason = (
        (OPEN, None) if answered == cards.CLEARED else (DONE, _answer_of(asked, answered))
    )
    fresh = command.desk.casebook.mark(card.id, asked.item, state, reason=reason)
    shown = command.plan(fresh)
    # A later answer can do away with the question.
    now = next((each for each in shown.questions if each.id == asked.id), asked)
    changes = moved(card, fresh, command.desk.guide, command.desk.situation)
    command.answer(
        {
            "card": of_card(fresh, shown.progress),
            "question": of_question(now),
            "moved": [of_moved(each) for each in changes],
        },
        _question_said(command, now),
        *cards.moved_said(command, changes),
    )


def _listed(command: Command, lines: Sequence[GlanceLine]) -> Iterator[str]:
    """Yield what each line asks, and how it is answered; what is left comes with its choices."""
    for asked in (thing for line in lines for thing in line.things):
        if not isinstance(asked.thing, Field):
            yield _question_said(command, asked.thing)
            continue
        said = _choices(asked)
        if asked.value is not None:
            said = value_said(asked.thing, asked.value, command.today, command.words)
        field = asked.title(command.words)
        yield command.dot.join(
            (asked.id, command.words("{field}: {value}", field=field, value=said))
        )


def _question_said(command: Command, asked: PlannedQuestion) -> str:
    if asked.answer is not None:
        return f"{asked.id}{command.dot}{asked.title} {asked.answer.title}"
    choices = command.words.listed(*(f"{each.id} ({each.title})" for each in asked.answers))
    return f"{asked.id}{command.dot}{asked.title} {choices}"


def _find(things: Sequence[Asked], named: str) -> Asked:
    wanted = plain(named)
    for number, asked in enumerate(things, start=1):
        if wanted in (asked.id, str(number)):
            return asked
    if not things:
        raise NoSuchThing(marked("This card has no questions."))
    raise NoSuchThing(
        marked("There is no question {question}. There is: {questions}."),
        question=named,
        questions=", ".join(asked.id for asked in things),
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
