"""A card's steps with texts and states; computed on a day, never stored."""

from collections import Counter
from typing import NamedTuple

from tui.casebook.records import Card, Mark
from tui.casebook.tokens import DONE, NOT_APPLICABLE, OPEN, SKIPPED, WAITING
from tui.guides.guide import Guide, Step, in_language


class PlannedCheck(NamedTuple):
    """A check of a step on a card. `item` is what a mark names it by."""

    id: str
    item: str
    title: str
    mark: Mark


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

    @property
    def complete(self) -> bool:
        """Whether nothing is left to do."""
        return self.done + self.skipped == self.total


class Plan(NamedTuple):
    """What to do for one card, or for a card type that has none yet (`card` is None)."""

    card: Card | None
    type: str
    type_name: str
    steps: tuple[PlannedStep, ...]
    introduction: tuple[Topic, ...]
    cautions: tuple[Topic, ...]
    progress: Progress

    @property
    def next_step(self) -> PlannedStep | None:
        """Return the first step that is open, or else the first that waits."""
        for state in (OPEN, WAITING):
            for step in self.steps:
                if step.mark.state == state:
                    return step
        return None

    def step(self, id: str) -> PlannedStep | None:
        """Return the step with this id."""
        return next((step for step in self.steps if step.id == id), None)


def progress(card: Card | None, guide: Guide) -> Progress:
    """Count a card's steps by state."""
    states = Counter((card.mark(step.id).state if card else OPEN) for step in guide.steps)
    return Progress(
        done=states[DONE],
        total=len(guide.steps) - states[NOT_APPLICABLE],
        waiting=states[WAITING],
        skipped=states[SKIPPED],
    )


def plan(card: Card | None, guide: Guide, language: str) -> Plan:
    """Return the plan of a card, or of a guide that no card was started with."""
    cautions = {
        caution.id: Topic(
            id=caution.id,
            title=in_language(caution.title, language),
            text=in_language(caution.detail, language),
        )
        for caution in guide.cautions
    }
    return Plan(
        card=card,
        type=guide.id,
        type_name=in_language(guide.name, language),
        steps=tuple(
            _planned(card, number, step, cautions, language)
            for number, step in enumerate(guide.steps, start=1)
        ),
        introduction=_introduction(guide, language),
        cautions=tuple(cautions.values()),
        progress=progress(card, guide),
    )


def _planned(
    card: Card | None, number: int, step: Step, cautions: dict[str, Topic], language: str
) -> PlannedStep:
    def mark(item: str) -> Mark:
        return card.mark(item) if card else Mark(item=item)

    return PlannedStep(
        number=number,
        id=step.id,
        title=in_language(step.title, language),
        detail=in_language(step.detail, language),
        mark=mark(step.id),
        checks=tuple(
            PlannedCheck(
                id=check.id,
                item=f"{step.id}/{check.id}",
                title=in_language(check.title, language),
                mark=mark(f"{step.id}/{check.id}"),
            )
            for check in step.checks
        ),
        cautions=tuple(cautions[id] for id in step.cautions if id in cautions),
        contact=step.contact,
        lapses_with=step.lapses_with,
    )


def _introduction(guide: Guide, language: str) -> tuple[Topic, ...]:
    texts = guide.introduction
    return tuple(
        Topic(id=name, title=name, text=in_language(getattr(texts, name), language))
        for name in ("what", "for_whom", "good", "bad", "if_nothing", "whom_to_ask")
    )
