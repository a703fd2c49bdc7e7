"""`kaiyaku show`: a card on one page, its steps and its notes."""

from collections.abc import Iterator, Sequence
from typing import Final

from tui.casebook.fields import FIELD_LABELS, FIELDS, LABEL
from tui.casebook.records import Card, Mark, Note
from tui.casebook.tokens import DONE, NOT_APPLICABLE, OPEN, SKIPPED, WAITING
from tui.cli.command import Command
from tui.cli.days import say_when
from tui.cli.named import find_card
from tui.cli.shapes import of_card, of_glance, of_note, of_question, of_step
from tui.cli.verbs.cards import said
from tui.plan.advice.own_days import own_days
from tui.plan.days.line_end import planned_end
from tui.plan.days.line_end_said import asks_for_an_end, end_shape, others_said, the_sentence
from tui.plan.days.order import comes_first
from tui.plan.days.timing import Timing
from tui.plan.days.timing_said import instead_said, timing_said
from tui.plan.expected import proof_said, state_said
from tui.plan.glance import GlanceLine, glance
from tui.plan.plan import Plan, PlannedCheck, PlannedStep
from tui.text.clean import clean_line
from tui.text.labels import DIRECTION_LABELS, KIND_LABELS
from tui.text.width import width, wrap

_SIGNS: Final = {OPEN: " ", WAITING: "…", DONE: "✓", SKIPPED: "-", NOT_APPLICABLE: "/"}
_ASCII_SIGNS: Final = _SIGNS | {WAITING: "~", DONE: "x"}
MEMO: Final = "memo"
"""The kind of note that goes to nobody, so its direction is not said."""


def show(command: Command) -> None:
    """Print a card with its steps and notes, or its thread where that was asked for."""
    card = find_card(command.desk.casebook, command.arguments.required("card"))
    if command.arguments.flag("thread"):
        from tui.cli.verbs.thread import show_thread

        show_thread(command, card)
        return
    plan = command.plan(card)
    sentences = own_days(card, command.desk.carrier(card), command.clock(), command.words)
    guide, situation = command.desk.guide(card), command.desk.situation(card)
    first = the_sentence(card, guide, situation, command.words)
    planned = planned_end(card, situation) if asks_for_an_end(guide) else None
    command.answer(
        {
            "card": of_card(card, plan.progress),
            "end": end_shape(planned),
            "reckoned": [{"topic": topic, "text": text} for topic, text in sentences],
            "glance": [of_glance(line, command.today, command.words) for line in glance(plan)],
            "questions": [of_question(asked) for asked in plan.questions],
            "steps": [of_step(step, command.words.language) for step in plan.steps],
            "notes": [of_note(note) for note in card.notes],
        },
        *_page(
            command,
            card,
            plan,
            first,
            [
                *others_said(card, guide, situation, command.words),
                *(text for _, text in sentences),
            ],
        ),
    )


def _page(
    command: Command, card: Card, plan: Plan, first: str, sentences: Sequence[str]
) -> Iterator[str]:
    words, count = command.words, plan.progress
    state = [words("{done} of {total} done", done=count.done, total=count.total)]
    if count.waiting:
        state.append(words.plural("{n} waiting", "{n} waiting", count.waiting))
    if card.closed_at:
        state.append(words("closed"))
    yield command.dot.join((f"{card.id}  {card.label}", plan.type_name, *state))
    yield from wrap(first, command.width) if first else ()
    rows = [
        (words(FIELD_LABELS[field.on_card]), said(command, field, value))
        for field in FIELDS
        if field is not LABEL and (value := field.value(card)) is not None
    ]
    yield from command.table(rows, indent=2)
    for sentence in sentences:
        yield from (f"  {line}" for line in wrap(sentence, command.width - 2))
    yield ""
    for asked in plan.questions:
        if asked.answer is not None:
            yield from wrap(clean_line(f"  {asked.title}  {asked.answer.title}"), command.width)
    yield from _left(command, card, glance(plan))
    for step in plan.steps:
        yield from _step(command, step)
    yield ""
    yield words("Letters and notes")
    if card.notes:
        yield from command.table([note_row(command, note) for note in card.notes], indent=2)
    else:
        yield "  " + words("Nothing kept yet: `kaiyaku note add` keeps a mail or a file.")


def _left(command: Command, card: Card, lines: Sequence[GlanceLine]) -> Iterator[str]:
    """Yield what nobody has answered yet of a card, and how it is answered."""
    left = [line for line in lines if line.left]
    for line in left:
        asks = command.words(line.asks) if line.asks else ""
        title = command.words(line.title) if line.asks else line.title
        yield from wrap(clean_line(f"  ? {title}  {asks}".rstrip()), command.width)
    if left:
        says = command.words("`kaiyaku answer {card}` lists what can be answered.", card=card.id)
        yield from (f"    {line}" for line in wrap(says, command.width - 4))


def _step(command: Command, step: PlannedStep) -> Iterator[str]:
    due = comes_first(step, command.words) or _due(command, step.timing)
    state = step_said(command, step) or due
    yield from _item(command, "", str(step.number), step.title, step.mark.state, state)
    yield from instead_lines(command, step.timing, "     ")
    for place, check in enumerate(step.checks, start=1):
        number = f"{step.number}/{place}"
        state = mark_said(command, check.mark, check.expects) or due_said(command, check)
        yield from _item(command, "    ", number, check.title, check.mark.state, state)
        yield from instead_lines(command, check.timing, "           ")


def instead_lines(command: Command, timing: Timing | None, indent: str = "") -> Iterator[str]:
    """Yield what is left to do where it is too late."""
    told = instead_said(timing, command.words.language)
    for line in wrap(clean_line(told), command.width - len(indent)) if told else ():
        yield indent + line


def _due(command: Command, timing: Timing | None) -> str:
    return timing_said(timing, command.today, command.words) if timing is not None else ""


def due_said(command: Command, check: PlannedCheck) -> str:
    """Return by when an open check is to be done, or that it is still to come."""
    stands = state_said(check.expects, check.mark, command.words) if check.expects else ""
    return command.dot.join(filter(None, (_due(command, check.timing), stands)))


def step_said(command: Command, step: PlannedStep) -> str:
    """Return the mark of a step, and what proves that it is done."""
    proof = step.proven_by if step.mark.state == DONE else None
    proven = proof_said(proof, command.words, lacks=step.unproven)
    bare = step.mark._replace(proof=None)
    return command.dot.join(filter(None, (mark_said(command, bare), proven)))


def _item(
    command: Command,
    indent: str,
    number: str,
    title: str,
    mark: str,
    state: str,
) -> Iterator[str]:
    """Yield a step or check: sign, number, title, then what was done, or when it is due."""
    first = f"{indent}{sign_of(command, mark)} {number}  "
    under = " " * width(first)
    *lines, last = wrap(clean_line(title), command.width - width(first))
    if state and width(under) + width(last) + 2 + width(state) <= command.width:
        last, state = f"{last}  {state}", ""
    for line in (*lines, last, *(wrap(state, command.width - width(first)) if state else ())):
        yield first + line
        first = under


def sign_of(command: Command, state: str) -> str:
    """Return the sign of a state."""
    return (_ASCII_SIGNS if command.ascii else _SIGNS)[state]


def mark_said(command: Command, mark: Mark, expects: str | None = None) -> str:
    """Return a mark in words: its state, who and when, why, when to ask again, and its proof."""
    if mark.state == OPEN:
        return ""
    parts = [state_said(expects, mark, command.words)]
    parts += [mark.by] if mark.by else []
    parts += [say_when(mark.at, command.today, command.words)] if mark.at else []
    if mark.follow_up:
        parts.append(follow_up_said(command, mark.follow_up))
    parts += [mark.reason] if mark.reason else []
    parts += [proof_said(mark.proof, command.words)] if mark.proof is not None else []
    return clean_line(command.dot.join(parts))


def follow_up_said(command: Command, day: str) -> str:
    """Return when to ask again, with weekday and distance."""
    return command.words("ask again {day}", day=command.say_day(day))


def note_row(command: Command, note: Note) -> tuple[str, ...]:
    """Return a note as the cells of a line."""
    words = command.words
    return (
        str(note.id),
        say_when(note.date, command.today, words),
        "" if note.kind == MEMO else words(DIRECTION_LABELS[note.direction]),
        words(KIND_LABELS[note.kind]),
        words("withdrawn") if note.withdrawn else "",
        note.subject or note.sender or "",
    )
