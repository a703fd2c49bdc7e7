"""What the JSON of the verbs holds, as JSON Schema: for whoever reads it with a program."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from tui.casebook.fields import CARD_FIELDS, HOLDER_FIELDS, Field
from tui.casebook.tokens import DIRECTIONS, KINDS

Schema = Mapping[str, Any]

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"

_TEXT: Final[Schema] = {"type": "string"}
_NUMBER: Final[Schema] = {"type": "integer"}
_TRUTH: Final[Schema] = {"type": "boolean"}
_TEXT_OR_NOT: Final[Schema] = {"type": ["string", "null"]}
_NUMBER_OR_NOT: Final[Schema] = {"type": ["integer", "null"]}
_MOMENT: Final[Schema] = {"type": ["string", "null"], "format": "date-time"}
_DAY: Final[Schema] = {"type": ["string", "null"], "format": "date"}
_DAY_OR_UNKNOWN: Final[Schema] = {
    "type": ["string", "null"],
    "description": "an ISO day, or unknown",
}


def _object(required: Mapping[str, Schema], **may_lack: Schema) -> Schema:
    properties = {**required, **may_lack}
    return {"type": "object", "properties": properties, "required": [*required]}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _field(field: Field) -> Schema:
    if field.kind == "sum":
        return {"type": ["integer", "string", "null"], "description": "in yen, or unknown"}
    if field.kind == "yen":
        return _NUMBER_OR_NOT
    if field.is_day:
        return _DAY_OR_UNKNOWN
    if field.tokens:
        return {"enum": [*field.tokens, None]}
    return _TEXT if field.on_card in ("label", "holder") else _TEXT_OR_NOT


_CARD: Final = _object(
    {
        "id": _NUMBER,
        "type": _TEXT,
        **{field.on_card: _field(field) for field in (*CARD_FIELDS, *HOLDER_FIELDS)},
        "holder_id": _NUMBER,
        "closed": _TRUTH,
        "closed_at": _MOMENT,
        "closed_by": _TEXT_OR_NOT,
        "exported_at": _MOMENT,
        "guide_version": _NUMBER,
        "revision": _NUMBER,
        "progress": _object({"done": _NUMBER, "total": _NUMBER}),
        "unproven": _list(_TEXT),
        "to_come": _list(_TEXT),
    }
)
_ROW: Final = _object(
    {**_CARD["properties"], "late": _TRUTH, "waiting": _NUMBER, "next": _DAY},
)
_HOLDER: Final = _object(
    {
        "id": _NUMBER,
        **{field.name: _field(field) for field in HOLDER_FIELDS},
        "revision": _NUMBER,
    }
)
_REMARK: Final = _object({"about": _TEXT, "said": _TEXT})
_REMARKS: Final = _list(_REMARK)
_NOTE: Final = _object(
    {
        "id": _NUMBER,
        "card": _NUMBER,
        "kind": {"enum": [*KINDS]},
        "direction": {"enum": [*DIRECTIONS]},
        "date": _TEXT_OR_NOT,
        "subject": _TEXT,
        "sender": _TEXT_OR_NOT,
        "recipient": _TEXT_OR_NOT,
        "carrier": _TEXT_OR_NOT,
        "step": _TEXT_OR_NOT,
        "form": _TEXT,
        "by": _TEXT,
        "at": _MOMENT,
        "sha256": _TEXT,
        "size": _NUMBER,
        "charset": _TEXT,
        "declared": _TEXT_OR_NOT,
        "lossy": _TRUTH,
        "message_id": _TEXT_OR_NOT,
        "differs_from": _NUMBER_OR_NOT,
        "withdrawn": _TRUTH,
        "withdrawn_by": _TEXT_OR_NOT,
        "withdrawn_at": _MOMENT,
        "annotations": _list(_object({"text": _TEXT, "by": _TEXT, "at": _MOMENT})),
        "attachments": _list(
            _object(
                {
                    "id": _NUMBER,
                    "name": _TEXT,
                    "type": _TEXT,
                    "caption": _TEXT,
                    "size": _NUMBER,
                    "sha256": _TEXT,
                }
            )
        ),
        "revision": _NUMBER,
    }
)
_COUNTS: Final[Schema] = {"type": "object", "additionalProperties": _NUMBER}
_VALUE: Final[Schema] = {"type": ["string", "integer", "null"]}
_LINE: Final = _object(
    {
        "line": _NUMBER,
        "outcome": {"enum": ["made", "changed", "same", "refused"]},
        "name": _TEXT,
        "label": _TEXT,
        "card": _NUMBER_OR_NOT,
        "refusal": _TEXT_OR_NOT,
        "changes": _list(_object({"field": _TEXT, "before": _VALUE, "after": _VALUE})),
        "remarks": _REMARKS,
    }
)
_EVENT: Final = _object(
    {
        "seq": _NUMBER,
        "at": _MOMENT,
        "by": _TEXT,
        "card": _NUMBER_OR_NOT,
        "kind": _TEXT,
        "hash": _TEXT,
    }
)


_MOVED: Final = _list(_object({"card": _NUMBER, "item": _TEXT, "before": _DAY, "after": _DAY}))


def _of_card() -> Schema:
    carrier = _object({"known": _TRUTH, "said": _TEXT})
    return _object({"card": _CARD, "moved": _MOVED, "remarks": _REMARKS}, carrier=carrier)


def _of_holder() -> Schema:
    return _object({"holder": _HOLDER, "moved": _MOVED, "remarks": _REMARKS})


def _of_import() -> Schema:
    of_list = _object(
        {
            "dry_run": _TRUTH,
            **dict.fromkeys(("made", "changed", "same", "refused"), _NUMBER),
            "ignored": _list(_TEXT),
            "lines": _list(_LINE),
        }
    )
    of_dump = _object({"dry_run": _TRUTH, "events": _NUMBER, "lost": _list(_TEXT)})
    return _object({"import": {"anyOf": [of_list, of_dump]}})


def _of_count() -> Schema:
    by = dict.fromkeys(("carrier", "week", "state", "assignee"), _COUNTS)
    return _object({"count": _object({"cards": _NUMBER, "people": _NUMBER, **by})})


SCHEMAS: Final[Mapping[str, Callable[[], Schema]]] = {
    "add": _of_card,
    "edit": _of_card,
    "close": _of_card,
    "reopen": _of_card,
    "list": lambda: _object({"cards": _list(_ROW)}),
    "assign": lambda: _object({"cards": _list(_NUMBER), "changed": _NUMBER, "remarks": _REMARKS}),
    "holder add": _of_holder,
    "holder edit": _of_holder,
    "holder list": lambda: _object({"holders": _list(_HOLDER)}),
    "note list": lambda: _object({"notes": _list(_NOTE)}),
    "log": lambda: _object({"events": _list(_EVENT)}),
    "import": _of_import,
    "count": _of_count,
}
"""By verb; what a verb says beyond it may change without notice."""


def schema(verb: str) -> Schema:
    """Return the schema of a verb's JSON; raises KeyError for one that has none."""
    return {"$schema": DRAFT, "title": f"kaiyaku {verb} --json", **SCHEMAS[verb]()}
