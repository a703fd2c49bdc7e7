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
    introduction = plain(dict, table["introduction"])
    return Guide(
        id=plain(str, table["id"]),
        version=plain(int, table["version"]),
        name=build_text(table["name"]),
        choose=build_text(table["choose"]),
        introduction=Introduction(
            **{name: build_text(introduction[name]) for name in _INTRODUCTION}
        ),
        steps=build_each(_step, table["steps"]),
        cautions=build_each(_caution, table.get("cautions", [])),
    )


def build_cautions(table: Table) -> Cautions:
    """Return the cautions that a table holds; errors as in `build_guide`."""
    return Cautions(cautions=build_each(_caution, table["cautions"]))


def _step(table: Table) -> Step:
    return Step(
        id=plain(str, table["id"]),
        title=build_text(table["title"]),
        detail=build_text(table["detail"]),
        checks=build_each(_check, table.get("checks", [])),
        cautions=build_each(_id, table.get("cautions", [])),
        contact=plain(bool, table.get("contact", False)),
        lapses_with=build_each(_id, table.get("lapses_with", [])),
    )


def _check(table: Table) -> Check:
    return Check(id=plain(str, table["id"]), title=build_text(table["title"]))


def _caution(table: Table) -> Caution:
    return Caution(
        id=plain(str, table["id"]),
        title=build_text(table["title"]),
        detail=build_text(table["detail"]),
    )


def _id(value: object) -> str:
    return plain(str, value)


def build_text(value: object) -> Text:
    """Return one text in several languages; raises TypeError for anything else."""
    return {language: plain(str, text).strip() for language, text in plain(dict, value).items()}


def build_each(build: Callable[[Any], T], items: object) -> tuple[T, ...]:
    """Return what `build` makes of each item of a list; raises TypeError for anything else."""
    return tuple([build(item) for item in plain(list, items)])


def plain(kind: type[T], value: object) -> T:
    """Return `value`, which is of exactly this kind; raises TypeError for anything else."""
    # Not isinstance(): True would pass for a number.
    if type(value) is not kind:
        raise TypeError(f"{kind.__name__} expected, {type(value).__name__} found")
    return value
