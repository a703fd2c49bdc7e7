"""What a guide is, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, Final, TypeVar, dataclass_transform

Text = Mapping[str, str]
"""One text in several languages: language code -> text; `en` is always there."""

# Read by pydantic, which only `validate` imports: a key that no field has is an error.
_CLOSED: Final = {"extra": "forbid", "strict": True}


T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def value(model: type[T]) -> type[T]:
    """Make a class a value of named fields.

    Frozen for the type checker alone: at run time that doubles what defining one costs, and a
    start defines a dozen.
    """
    return dataclass(slots=True, kw_only=True)(model)


def in_language(text: Text, language: str) -> str:
    """Return `text` in `language`, in English where it has none."""
    return text.get(language) or text["en"]


LEAST_HARM: Final = 9
"""How much it harms to leave out what nothing is said of; 1 harms most."""

UNKNOWN: Final = "unknown"
"""Stands in a condition for what has not been said of a card."""


@value
class When:
    """For which cards a step or check is there: all that is named has to be so.

    `unknown` among the values is a card of which it has not been said.
    """

    __pydantic_config__: ClassVar = _CLOSED

    carrier: tuple[str, ...] = ()
    payment: tuple[str, ...] = ()
    handset: tuple[str, ...] = ()
    owed: tuple[str, ...] = ()
    """`deposit` or `refund`: what is to come back to the holder; one of those named suffices."""
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Question id -> the answers for which it is there."""


@value
class Due:
    """A day by which something is to be done, counted from another day, in Asia/Tokyo."""

    __pydantic_config__: ClassVar = _CLOSED

    day: str
    """`departure`, `line-end`, `end-of-stay`, `contract-start`, `contract-received`, `apply-by`
    (the carrier's last day to ask for the end), `enquire-by` (the last day to ask a carrier of
    whom nothing is known), `eight-days` (the last day to take a young contract back), `fee-free`
    (the first day without the fee of a young contract), or `step:ID`: the day a step was done."""
    days: int = 0
    """Before it where below 0."""
    working_days: int = 0
    """Days that are neither Saturday, Sunday, holiday, nor from 29 December to 3 January."""
    months: int = 0
    on: str | None = None
    """`month-end`, or a day of the month such as `25`: the last such day up to what was counted."""
    opens: bool = False
    """Whether it is the first day on which it can be done, and not the last."""
    lapses: bool = False
    """Whether it cannot be done any more once the day has passed, and then is no longer said."""
    too_late: Text | None = None
    """What to do where the day has passed."""


@value
class Answer:
    """One of the answers to a question."""

    __pydantic_config__: ClassVar = _CLOSED

    id: str
    title: Text


@value
class Question:
    """What has to be known of a card before its steps are. Its id never changes."""

    __pydantic_config__: ClassVar = _CLOSED

    id: str
    title: Text
    detail: Text
    answers: tuple[Answer, ...]
    when: When | None = None

    def answer(self, answer_id: str) -> Answer | None:
        """Return the answer with this id."""
        return next((answer for answer in self.answers if answer.id == answer_id), None)


@value
class Check:
    """A sub-item of a step: a document to bring or a thing to verify."""

    __pydantic_config__: ClassVar = _CLOSED

    id: str
    title: Text
    when: When | None = None
    due: tuple[Due, ...] = ()
    """Of several rules the earliest day counts that is known."""
    harm: int = LEAST_HARM
    bring: bool = False
    """Whether it is something to take along to the shop."""
    expects: str | None = None
    """Of `tokens.EXPECTED`: what is still to come that is seen or not; None for what one does."""


@value
class Step:
    """One checkable item of a guide. Its id never changes."""

    __pydantic_config__: ClassVar = _CLOSED

    id: str
    title: Text
    detail: Text
    checks: tuple[Check, ...] = ()
    cautions: tuple[str, ...] = ()
    """Ids of the cautions that matter at this step."""
    contact: bool = False
    """Whether the step is a contact with the carrier that is worth a line in the notes."""
    lapses_with: tuple[str, ...] = ()
    """Ids of the steps that this one is set not applicable together with."""
    when: When | None = None
    after: tuple[str, ...] = ()
    """Ids of the steps that come first; until they are done this one cannot start."""
    due: tuple[Due, ...] = ()
    """Of several rules the earliest day counts that is known."""
    harm: int = LEAST_HARM
    """How much it harms to leave it out: 1 most. Few days are given to what harms most."""
    topics: tuple[str, ...] = ()
    """The topics of the facts that matter at this step."""
    phrases: tuple[str, ...] = ()
    """Ids of the phrases for the counter."""
    proof: str | None = None
    """Of `tokens.PROOFS`: what shows that it is done; None where nothing has to."""


@value
class Caution:
    """Advice for every card."""

    __pydantic_config__: ClassVar = _CLOSED

    id: str
    title: Text
    detail: Text


@value
class Cautions:
    """What the file of cautions holds: the advice that goes into every guide."""

    __pydantic_config__: ClassVar = _CLOSED

    cautions: tuple[Caution, ...]


@value
class Introduction:
    """What a card type is, for whom, and what happens to those who do nothing."""

    __pydantic_config__: ClassVar = _CLOSED

    what: Text
    for_whom: Text
    good: Text
    bad: Text
    if_nothing: Text
    whom_to_ask: Text


@value
class Guide:
    """What to do for a card type: its steps, in order, with cautions."""

    __pydantic_config__: ClassVar = _CLOSED

    id: str
    version: int
    name: Text
    choose: Text
    """One short clause by which a reader knows that this is their type."""
    introduction: Introduction
    steps: tuple[Step, ...]
    cautions: tuple[Caution, ...] = ()
    """The cautions for every card, then the guide's own."""
    questions: tuple[Question, ...] = ()
    """What to ask of a card, in order, before its steps."""

    def question(self, question_id: str) -> Question | None:
        """Return the question with this id."""
        return next((asked for asked in self.questions if asked.id == question_id), None)

    def step(self, step_id: str) -> Step | None:
        """Return the step with this id."""
        return next((step for step in self.steps if step.id == step_id), None)

    def caution(self, caution_id: str) -> Caution | None:
        """Return the caution with this id."""
        return next((caution for caution in self.cautions if caution.id == caution_id), None)


def to_plain(value: Any) -> Any:
    """Return a guide, or a part of one, as plain lists and dictionaries for canonical JSON."""
    if hasattr(value, "__dataclass_fields__"):
        return {name: to_plain(getattr(value, name)) for name in field_names(value)}
    if isinstance(value, Mapping):
        return {key: to_plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    return value


def field_names(model: Any) -> tuple[str, ...]:
    """Return the names of a model's fields, in order: the keys that its TOML table may have."""
    return tuple(field.name for field in fields(model))
