"""A card's steps with texts and states; computed on a day, never stored."""

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from tui.casebook.records import Card, Mark
from tui.casebook.tokens import DONE, NOT_APPLICABLE, OPEN, SETTLED, SKIPPED, WAITING
from tui.guides.guide import Check, Guide, Question, Step, in_language
from tui.plan.conditions import answer_of, checks_of, question_item, questions_of, steps_of
from tui.plan.days.situation import Situation
from tui.plan.days.timing import Timing, timings
from tui.plan.expected import (
    amount_of,
    called,
    is_awaited,
    is_unproven,
    proven_by,
    still_to_come,
)

if TYPE_CHECKING:
    from tui.guides.facts import Carrier


class PlannedCheck(NamedTuple):
    """A check of a step on a card. `item` is what a mark names it by."""

    id: str
    item: str
    title: str
    mark: Mark
    timing: Timing | None = None
    bring: bool = False
    """Whether it is something to take along to the shop."""
    expects: str | None = None
    """What kind of thing is still to come; None for something to be done."""
    amount: int | None = None
    """The yen that are to come, where they are known; the title says them."""


class PlannedAnswer(NamedTuple):
    """One of the answers to a question."""

    id: str
    title: str


class PlannedQuestion(NamedTuple):
    """What is to be known of a card. `item` is what a mark names its answer by."""

    id: str
    item: str
    title: str
    detail: str
    answers: tuple[PlannedAnswer, ...]
    mark: Mark
    answer: PlannedAnswer | None
    """What was answered; None where nothing was, or what the guide no longer has."""


class Topic(NamedTuple):
    """Something to read that is not ticked: a caution, or a part of the introduction."""

    id: str
    title: str
    text: str


class PlannedStep(NamedTuple):
    """A step on a card, in one language."""

    number: int
    id: str
    title: str
    detail: str
    mark: Mark
    checks: tuple[PlannedCheck, ...]
    cautions: tuple[Topic, ...]
    contact: bool
    lapses_with: tuple[str, ...]
    timing: Timing | None = None
    blocked_by: tuple[int, ...] = ()
    """The numbers of the steps that come first and are not settled."""
    topics: tuple[str, ...] = ()
    """What the facts are about that matter at this step."""
    phrases: tuple[str, ...] = ()
    """Ids of the phrases for the counter."""
    proof: str | None = None
    """What shows that it is done; None where nothing has to."""
    proven_by: int | None = None
    """The note that shows it."""

    @property
    def unproven(self) -> bool:
        """Whether it is done, and nothing that was kept shows it."""
        return self.mark.state == DONE and self.proof is not None and self.proven_by is None

    @property
    def left(self) -> "tuple[PlannedStep | PlannedCheck, ...]":
        """What of it is not settled: the step itself, or the checks that outlive it."""
        if self.mark.state not in SETTLED:
            return (self,)
        return tuple(
            check
            for check in self.checks
            if check.mark.state == WAITING
            or (check.mark.state == OPEN and check.timing is not None)
            or is_awaited(check.expects, check.mark, self.mark)
        )

    @property
    def checks_open(self) -> int:
        """How many checks still want doing."""
        return sum(check.mark.state in (OPEN, WAITING) for check in self.checks)


class Progress(NamedTuple):
    """How far a card is, in steps; what is not applicable does not count."""

    done: int
    total: int
    waiting: int
    skipped: int
    unproven: tuple[str, ...] = ()
    """The steps that are done, and of which no proof was kept."""
    to_come: tuple[str, ...] = ()
    """What is still to come, as `step/check`."""

    @property
    def complete(self) -> bool:
        """Whether no step is left to do; something may still be to come."""
        return self.done + self.skipped == self.total

    @property
    def over(self) -> bool:
        """Whether no step is left to do, and nothing is to come."""
        return self.complete and not self.to_come


class Plan(NamedTuple):
    """What to do for one card, or for a card type that has none yet (`card` is None)."""

    card: Card | None
    type: str
    type_name: str
    steps: tuple[PlannedStep, ...]
    introduction: tuple[Topic, ...]
    cautions: tuple[Topic, ...]
    progress: Progress
    questions: tuple[PlannedQuestion, ...] = ()
    newer: int | None = None
    """The version of a newer guide that the card could go on with."""

    @property
    def unanswered(self) -> tuple[PlannedQuestion, ...]:
        """The questions that wait for an answer."""
        return tuple(asked for asked in self.questions if asked.answer is None)

    @property
    def next_step(self) -> PlannedStep | None:
        """Return the first step that is open, or else the first that waits."""
        for state in (OPEN, WAITING):
            for step in self.steps:
                if step.mark.state == state:
                    return step
        return None

    @property
    def left(self) -> tuple[PlannedStep | PlannedCheck, ...]:
        """What is not settled, in the order of the steps."""
        return tuple(thing for step in self.steps for thing in step.left)

    def step(self, id: str) -> PlannedStep | None:
        """Return the step with this id."""
        return next((step for step in self.steps if step.id == id), None)


def progress(card: Card | None, guide: Guide, carrier: "Carrier | None" = None) -> Progress:
    """Count a card's steps by state; `carrier` is the card's, where it is known."""
    steps = steps_of(guide, card, carrier)
    states = Counter((card.state(step.id) if card else OPEN) for step in steps)
    return Progress(
        done=states[DONE],
        total=len(steps) - states[NOT_APPLICABLE],
        waiting=states[WAITING],
        skipped=states[SKIPPED],
        unproven=tuple(step.id for step in steps if is_unproven(step, card)),
        to_come=tuple(
            still_to_come(
                (
                    (step, checks_of(step, card, carrier))
                    for step in steps
                    if any(check.expects for check in step.checks)
                ),
                card,
            )
        ),
    )


def plan(
    card: Card | None, guide: Guide, language: str, situation: Situation | None = None
) -> Plan:
    """Return the plan of a card, or of a guide that no card was started with.

    Without a `situation` nothing has a day.
    """
    cautions = {
        caution.id: Topic(
            id=caution.id,
            title=in_language(caution.title, language),
            text=in_language(caution.detail, language),
        )
        for caution in guide.cautions
    }
    carrier = situation.carrier if situation else None
    steps = steps_of(guide, card, carrier)
    planning = _Planning(
        card,
        carrier,
        language,
        cautions,
        {step.id: number for number, step in enumerate(steps, start=1)},
        timings(card, guide, situation) if card and situation and not card.closed else {},
    )
    return Plan(
        card=card,
        type=guide.id,
        type_name=in_language(guide.name, language),
        steps=tuple(planning.step(step) for step in steps),
        introduction=_introduction(guide, language),
        cautions=tuple(cautions.values()),
        progress=progress(card, guide, carrier),
        questions=tuple(planning.question(asked) for asked in questions_of(guide, card, carrier)),
    )


class _Planning(NamedTuple):
    """What every part of one plan is made with."""

    card: Card | None
    carrier: "Carrier | None"
    language: str
    cautions: dict[str, Topic]
    numbers: dict[str, int]
    timings: dict[str, Timing]

    def mark(self, item: str) -> Mark:
        return self.card.mark(item) if self.card else Mark(item=item)

    def step(self, step: Step) -> PlannedStep:
        language = self.language
        return PlannedStep(
            number=self.numbers[step.id],
            id=step.id,
            title=in_language(step.title, language),
            detail=in_language(step.detail, language),
            mark=self.mark(step.id),
            checks=tuple(
                PlannedCheck(
                    id=check.id,
                    item=f"{step.id}/{check.id}",
                    title=called(check, self.card, language),
                    mark=self.mark(f"{step.id}/{check.id}"),
                    timing=self.timings.get(f"{step.id}/{check.id}"),
                    bring=check.bring,
                    expects=check.expects,
                    amount=amount_of(check.expects, self.card),
                )
                for check in checks_of(step, self.card, self.carrier)
                if not self._is_over(step, check)
            ),
            cautions=tuple(self.cautions[id] for id in step.cautions if id in self.cautions),
            contact=step.contact,
            lapses_with=step.lapses_with,
            timing=self.timings.get(step.id),
            blocked_by=self._blocked_by(step),
            topics=step.topics,
            phrases=step.phrases,
            proof=step.proof,
            proven_by=proven_by(step, self.card),
        )

    def _is_over(self, step: Step, check: Check) -> bool:
        """Return whether a check is about a day that this card does not have, or no more."""
        item = f"{step.id}/{check.id}"
        lapses = bool(check.due) and all(rule.lapses for rule in check.due)
        return lapses and item not in self.timings and self.mark(item).state == OPEN

    def _blocked_by(self, step: Step) -> tuple[int, ...]:
        if self.card is None or self.mark(step.id).state in SETTLED:
            return ()
        return tuple(
            self.numbers[before]
            for before in step.after
            if before in self.numbers and self.mark(before).state not in SETTLED
        )

    def question(self, asked: Question) -> PlannedQuestion:
        language = self.language
        answers = tuple(
            PlannedAnswer(answer.id, in_language(answer.title, language))
            for answer in asked.answers
        )
        given = answer_of(self.card, asked.id)
        return PlannedQuestion(
            id=asked.id,
            item=question_item(asked.id),
            title=in_language(asked.title, language),
            detail=in_language(asked.detail, language),
            answers=answers,
            mark=self.mark(question_item(asked.id)),
            answer=next((answer for answer in answers if answer.id == given), None),
        )


def _introduction(guide: Guide, language: str) -> tuple[Topic, ...]:
    texts = guide.introduction
    return tuple(
        Topic(id=name, title=name, text=in_language(getattr(texts, name), language))
        for name in ("what", "for_whom", "good", "bad", "if_nothing", "whom_to_ask")
    )
