"""Plain tables to frozen values, without pydantic: for what was found good before."""

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from typing import Any, Final, TypeVar, get_args, get_origin

from tui.guides.guide import Text

Table = Mapping[str, Any]
T = TypeVar("T")
_Build = Callable[[Any], Any]

_FIELDS: Final[dict[type, tuple[tuple[str, _Build, bool], ...]]] = {}


def build(model: type[T], table: Table) -> T:
    """Return the value of a frozen dataclass that a table holds; unknown keys are passed over.

    Raises KeyError or TypeError where the table does not have the model's shape.
    """
    if not isinstance(table, Mapping):
        raise TypeError(f"a table expected, {type(table).__name__} found")
    given = {
        name: make(table[name])
        for name, make, required in _fields(model)
        if required or name in table
    }
    return model(**given)


def _fields(model: type) -> tuple[tuple[str, _Build, bool], ...]:
    known = _FIELDS.get(model)
    if known is None:
        known = _FIELDS[model] = tuple(
            (
                field.name,
                _builder(field.type),
                field.default is MISSING and field.default_factory is MISSING,
            )
            for field in fields(model)
        )
    return known


def _builder(kind: Any) -> _Build:
    """Return what makes a value of a field's type of what stands in a table."""
    if kind == Text:
        return build_text
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        each = _builder(inner[0])
        return lambda value: tuple([each(item) for item in plain(list, value)])
    if origin is Mapping:
        of_key = _builder(inner[1])
        return lambda value: {key: of_key(item) for key, item in plain(dict, value).items()}
    if origin is types.UnionType:
        some = _builder(inner[0])
        return lambda value: None if value is None else some(value)
    if hasattr(kind, "__dataclass_fields__"):
        return lambda value: build(kind, value)
    return lambda value: plain(kind, value)


def build_text(value: object) -> Text:
    """Return one text in several languages; raises TypeError for anything else."""
    return {language: plain(str, text).strip() for language, text in plain(dict, value).items()}


def plain(kind: type[T], value: object) -> T:
    """Return `value`, which is of exactly this kind; raises TypeError for anything else."""
    # Not isinstance(): True would pass for a number.
    if type(value) is not kind:
        raise TypeError(f"{kind.__name__} expected, {type(value).__name__} found")
    return value
