"""The shape of a content file, held against the models by pydantic.

Imported only when a file has changed since it was last found good: pydantic takes longer to
import than everything else that a start needs.
"""

import difflib
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import Any, Final, get_args

from pydantic import TypeAdapter, ValidationError

from tui.guides.fault import ContentError
from tui.guides.guide import Text, field_names

_NAMED_AT_MOST = 20
_ONE_OF: Final = {
    "steps": "step",
    "checks": "check",
    "cautions": "caution",
    "letters": "letter",
    "paragraphs": "paragraph",
    "questions": "question",
    "answers": "answer",
    "facts": "fact",
    "sources": "source",
    "conflicts": "conflict",
    "lines": "line",
    "fees": "fee",
    "phrases": "phrase",
    "terms": "term",
}
_HEADINGS: Final = {"paragraphs": "letters.paragraphs"}
_EXPECTED: Final = {
    "string_type": "a text in quotation marks",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "one text for each language, as in title.en",
    "mapping_type": "one text for each language, as in title.en",
    "dataclass_type": "a table",
}


def validate(model: type, table: Mapping[str, Any]) -> list[ContentError]:
    """Return what keeps `table` from being a `model`, at most 20 problems; none when it is one."""
    try:
        # As JSON, since only there a strict check takes lists for tuples and tables for values.
        _adapter(model).validate_json(json.dumps(table, default=_no_json))
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        problems = [_explain(model, table, each) for each in found[:_NAMED_AT_MOST]]
        if len(found) > _NAMED_AT_MOST:
            more = f"{len(found) - _NAMED_AT_MOST} more problems; mend the first ones first"
            problems.append(ContentError("", more))
        return problems
    return []


@cache
def _adapter(model: type) -> TypeAdapter[Any]:
    """Return what holds tables against a model; made once, which takes longer than to use it."""
    return TypeAdapter(model)


def _no_json(value: object) -> list[str]:
    """Stand for a date or a time, which no field takes, by something else that no field takes."""
    return [type(value).__name__]


def _explain(model: type, table: Mapping[str, Any], error: Mapping[str, Any]) -> ContentError:
    path: Sequence[str | int] = error["loc"]
    key = str(path[-1]) if path else ""
    if error["type"] == "missing":
        code = "no-source" if key == "sources" else "missing"
        return ContentError(
            place_of(table, path[:-1]), _missing(key, _model_at(model, path[:-1])), code
        )
    if error["type"] == "unexpected_keyword_argument":
        return ContentError(
            place_of(table, path[:-1]), _unknown(key, _model_at(model, path[:-1])), "unknown-key"
        )
    expected = _EXPECTED.get(error["type"])
    if expected is None:
        return ContentError(place_of(table, path), str(error["msg"]), "wrong-type")
    found = _describe(_value_at(table, path))
    return ContentError(
        place_of(table, path), f"{expected} was expected, {found} stands there", "wrong-type"
    )


def _missing(key: str, model: type) -> str:
    if _type_of(model, key) == Text:
        return f"{key} is missing; add {key}.en, {key}.zh and {key}.ja"
    if key in _ONE_OF:
        return f"{key} are missing; add at least one [[{_HEADINGS.get(key, key)}]]"
    return f"{key} is missing; add it"


def _unknown(key: str, model: type) -> str:
    names = field_names(model)
    close = difflib.get_close_matches(key[:40], names, 1)
    advice = f"perhaps {close[0]} was meant" if close else f"known are {', '.join(names)}"
    return f"the key {_short(key)} is not known here; {advice}"


def _short(key: str) -> str:
    return repr(key if len(key) <= 40 else key[:40] + "…")


def _model_at(model: type, path: Sequence[str | int]) -> type:
    """Return the model whose table lies at `path`, or the last one on the way there."""
    for key in path:
        if isinstance(key, str):
            inner = _models_in(_type_of(model, key))
            model = inner or model
    return model


def _type_of(model: type, key: str) -> Any:
    return next((each.type for each in fields(model) if each.name == key), None)


def _models_in(kind: Any) -> type | None:
    """Return the model that a field's type is, holds a list of, or allows beside None."""
    if hasattr(kind, "__dataclass_fields__"):
        return kind  # type: ignore[no-any-return]
    return next((found for inner in get_args(kind) if (found := _models_in(inner))), None)


def _value_at(table: Any, path: Sequence[str | int]) -> object:
    for key in path:
        table = table[key]
    return table


def _describe(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return "a number"
        case str():
            return "a text"
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return "a date or time"


def place_of(table: Any, path: Sequence[str | int]) -> str:
    """Write a key path as people count: `step 3 (contact-carrier), title.ja`."""
    parts: list[str] = []
    for index, key in enumerate(path):
        table = table[key]
        if isinstance(key, int):
            named = isinstance(table, dict) and isinstance(table.get("id"), str)
            one = _ONE_OF.get(str(path[index - 1]), "item")
            parts[-1] = f"{one} {key + 1}" + (f" ({table['id']})" if named else "")
        elif index and isinstance(path[index - 1], str):
            parts[-1] += f".{key}"
        else:
            parts.append(key)
    return ", ".join(parts)
