"""What a guide is, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Final

Text = Mapping[str, str]
"""One text in several languages: language code -> text; `en` is always there."""

# Read by pydantic, which only `validate` imports: a key that no field has is an error.
_CLOSED: Final = {"extra": "forbid", "strict": True}


def in_language(text: Text, language: str) -> str:
    """Return `text` in `language`, in English where it has none."""
    return text.get(language) or text["en"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A sub-item of a step: a document to bring or a thing to verify."""

    __pydantic_config__: ClassVar = _CLOSED

    id: str
    title: Text


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """Advice for every card."""

    __pydantic_config__: ClassVar = _CLOSED

    id: str
    title: Text
    detail: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Cautions:
    """What the file of cautions holds: the advice that goes into every guide."""

    __pydantic_config__: ClassVar = _CLOSED

    cautions: tuple[Caution, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """What a card type is, for whom, and what happens to those who do nothing."""

    __pydantic_config__: ClassVar = _CLOSED

    what: Text
    for_whom: Text
    good: Text
    bad: Text
    if_nothing: Text
    whom_to_ask: Text


@dataclass(frozen=True, slots=True, kw_only=True)
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
