"""Plain tables to frozen values, without pydantic: for what was found good before."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from tui.guides.guide import (
    Caution,
    Cautions,
    Check,
    Guide,
    Introduction,
    Step,
    Text,
    field_names,
)

Table = Mapping[str, Any]
T = TypeVar("T")

_INTRODUCTION = field_names(Introduction)


def build_guide(table: Table) -> Guide:
    """Return the guide that a table holds; unknown keys are passed over.

    Raises KeyError or TypeError where the table does not have a guide's shape.
    """
    introduction = _as(dict, table["introduction"])
    return Guide(
        id=_as(str, table["id"]),
        version=_as(int, table["version"]),
        name=_text(table["name"]),
        choose=_text(table["choose"]),
        introduction=Introduction(**{name: _text(introduction[name]) for name in _INTRODUCTION}),
        steps=_each(_step, table["steps"]),
        cautions=_each(_caution, table.get("cautions", [])),
    )


def build_cautions(table: Table) -> Cautions:
    """Return the cautions that a table holds; errors as in `build_guide`."""
    return Cautions(cautions=_each(_caution, table["cautions"]))


def _step(table: Table) -> Step:
    return Step(
        id=_as(str, table["id"]),
        title=_text(table["title"]),
        detail=_text(table["detail"]),
        checks=_each(_check, table.get("checks", [])),
        cautions=_each(_id, table.get("cautions", [])),
        contact=_as(bool, table.get("contact", False)),
        lapses_with=_each(_id, table.get("lapses_with", [])),
    )


def _check(table: Table) -> Check:
    return Check(id=_as(str, table["id"]), title=_text(table["title"]))


def _caution(table: Table) -> Caution:
    return Caution(
        id=_as(str, table["id"]), title=_text(table["title"]), detail=_text(table["detail"])
    )


def _id(value: object) -> str:
    return _as(str, value)


def _text(value: object) -> Text:
    return {language: _as(str, text).strip() for language, text in _as(dict, value).items()}


def _each(build: Callable[[Any], T], items: object) -> tuple[T, ...]:
    return tuple([build(item) for item in _as(list, items)])


def _as(kind: type[T], value: object) -> T:
    # Not isinstance(): True would pass for a number.
    if type(value) is not kind:
        raise TypeError(f"{kind.__name__} expected, {type(value).__name__} found")
    return value
