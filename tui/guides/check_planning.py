"""What conditions, days, order and questions of a guide must hold: what they name is there."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from tui.guides.check import check_id, check_line, check_text, check_unique
from tui.guides.fault import ContentError
from tui.guides.guide import LEAST_HARM, UNKNOWN, Due, Guide, Step, When
from tui.guides.tokens import EXPECTED, OWED, PROOFS, TOPICS

if TYPE_CHECKING:
    from tui.guides.facts import Phrases

DAYS: Final = (
    *("departure", "line-end", "end-of-stay", "contract-start", "contract-received"),
    *("apply-by", "enquire-by", "eight-days", "fee-free"),
)
"""What a day can be counted from, beside the day on which a step was done."""

PAYMENTS: Final = ("account", "card", "slip", UNKNOWN)
HANDSETS: Final = ("none", "instalments", "return-programme", UNKNOWN)

_STEP: Final = "step:"
_MONTH_END: Final = "month-end"
_DAY_OF_MONTH = re.compile(r"[1-9]|1\d|2[0-8]")
_FARTHEST: Final = 400


def check_planning(guide: Guide) -> Iterator[ContentError]:
    """Yield what is wrong in a guide's questions, conditions, days, order and topics."""
    yield from check_unique("", "question", (asked.id for asked in guide.questions))
    answers = {asked.id: [answer.id for answer in asked.answers] for asked in guide.questions}
    for number, asked in enumerate(guide.questions, 1):
        place = f"question {number} ({asked.id})"
        yield from check_id(place, asked.id)
        yield from check_line(f"{place}, title", asked.title)
        yield from check_text(f"{place}, detail", asked.detail)
        yield from check_unique(place, "answer", answers[asked.id])
        if len(asked.answers) < 2:
            yield ContentError(f"{place}, answers", "a question needs two answers or more")
        for answer in asked.answers:
            yield from check_id(f"{place}, answers", answer.id)
            yield from check_line(f"{place}, answer {answer.id}, title", answer.title)
        earlier = {other.id: answers[other.id] for other in guide.questions[: number - 1]}
        yield from check_when(place, asked.when, earlier)
    steps = [step.id for step in guide.steps]
    for number, step in enumerate(guide.steps, 1):
        place = f"step {number} ({step.id})"
        yield from check_when(place, step.when, answers)
        yield from _check_dues(place, step.due, steps)
        yield from _check_harm(place, step.harm)
        yield from _check_after(place, step, steps)
        if step.proof is not None and step.proof not in PROOFS:
            yield ContentError(f"{place}, proof", _none_of(step.proof, PROOFS), "unknown-word")
        for topic in step.topics:
            if topic not in TOPICS:
                yield ContentError(f"{place}, topics", _none_of(topic, TOPICS), "unknown-word")
        for position, check in enumerate(step.checks, 1):
            inner = f"{place}, check {position} ({check.id})"
            yield from check_when(inner, check.when, answers)
            yield from _check_dues(inner, check.due, steps)
            yield from _check_harm(inner, check.harm)
            if check.expects is not None and check.expects not in EXPECTED:
                problem = _none_of(check.expects, EXPECTED)
                yield ContentError(f"{inner}, expects", problem, "unknown-word")
    yield from _check_circles(guide)


def check_phrase_references(guide: Guide, known: Collection[str]) -> Iterator[ContentError]:
    """Yield the phrases that a guide's steps name and that there are none of."""
    for number, step in enumerate(guide.steps, 1):
        for named in step.phrases:
            if named not in known:
                problem = f"no phrase has the id {named!r}; phrases.toml has the ids"
                yield ContentError(f"step {number} ({step.id}), phrases", problem, "dangling")


def check_phrase_conditions(
    found: "Phrases", answers: Mapping[str, Collection[str]]
) -> Iterator[ContentError]:
    """Yield what phrases' conditions name and no guide asks; `answers` are those of all guides."""
    for number, phrase in enumerate(found.phrases, 1):
        yield from check_when(f"phrase {number} ({phrase.id})", phrase.when, answers)


def check_when(
    place: str, when: When | None, answers: Mapping[str, Collection[str]]
) -> Iterator[ContentError]:
    """Yield what is wrong in a condition; `answers` are those of the questions it may name."""
    if when is None:
        return
    for key, found, tokens in (
        ("payment", when.payment, PAYMENTS),
        ("handset", when.handset, HANDSETS),
        ("owed", when.owed, OWED),
    ):
        for token in found:
            if token not in tokens:
                yield ContentError(f"{place}, when.{key}", _none_of(token, tokens), "unknown-word")
    if not (when.carrier or when.payment or when.handset or when.owed or when.answers):
        yield ContentError(f"{place}, when", "an empty condition always holds; leave it out")
    for question, wanted in when.answers.items():
        if question not in answers:
            problem = f"no question before it has the id {question!r}; "
            problem += f"there are {', '.join(answers) or 'none'}"
            yield ContentError(f"{place}, when.answers", problem, "dangling")
            continue
        for answer in wanted:
            if answer not in (*answers[question], UNKNOWN):
                problem = _none_of(answer, (*answers[question], UNKNOWN))
                yield ContentError(f"{place}, when.answers.{question}", problem, "dangling")


def _check_dues(place: str, dues: Iterable[Due], steps: Collection[str]) -> Iterator[ContentError]:
    for number, due in enumerate(dues, 1):
        inner = f"{place}, due {number}"
        if due.day.startswith(_STEP):
            named = due.day.removeprefix(_STEP)
            if named not in steps:
                yield ContentError(
                    f"{inner}, day", f"no step has the id {named!r}; name one", "dangling"
                )
        elif due.day not in DAYS:
            yield ContentError(
                f"{inner}, day", _none_of(due.day, (*DAYS, "step:ID")), "unknown-word"
            )
        if due.on is not None and due.on != _MONTH_END and not _DAY_OF_MONTH.fullmatch(due.on):
            problem = f'"{_MONTH_END}" or a day that every month has, "1" to "28", was expected'
            yield ContentError(f"{inner}, on", problem)
        for key, count in (("days", due.days), ("working_days", due.working_days)):
            if abs(count) > _FARTHEST:
                yield ContentError(f"{inner}, {key}", f"at most {_FARTHEST} days were expected")
        if due.too_late is not None:
            yield from check_text(f"{inner}, too_late", due.too_late)


def _check_harm(place: str, harm: int) -> Iterator[ContentError]:
    if not 1 <= harm <= LEAST_HARM:
        yield ContentError(f"{place}, harm", f"1 (harms most) to {LEAST_HARM} was expected")


def _check_after(place: str, step: Step, steps: Collection[str]) -> Iterator[ContentError]:
    for named in step.after:
        if named not in steps or named == step.id:
            others = ", ".join(other for other in steps if other != step.id) or "none"
            problem = f"no other step has the id {named!r}; the others are {others}"
            yield ContentError(f"{place}, after", problem, "dangling")


def _check_circles(guide: Guide) -> Iterator[ContentError]:
    """Yield each step that, by `after` or by counting from a step's day, waits for itself."""
    waits = {
        step.id: {
            *step.after,
            *(due.day.removeprefix(_STEP) for due in step.due if due.day.startswith(_STEP)),
        }
        for step in guide.steps
    }
    for number, (step_id, first) in enumerate(waits.items(), 1):
        reached: set[str] = set()
        ahead = list(first)
        while ahead:
            named = ahead.pop()
            if named not in reached:
                reached.add(named)
                ahead.extend(waits.get(named, ()))
        if step_id in reached:
            problem = f"the step {step_id!r} waits for itself; take it out of the circle"
            key = "after" if guide.steps[number - 1].after else "due"
            yield ContentError(f"step {number} ({step_id}), {key}", problem, "circular")


def _none_of(found: str, known: Iterable[str]) -> str:
    return f"{found[:40]!r} is none of {', '.join(known)}"
