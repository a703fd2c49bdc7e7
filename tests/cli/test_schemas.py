"""What a verb prints as JSON is what its schema says."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Kaiyaku
from tui.cli.schemas import SCHEMAS

TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
}
CALLS: Mapping[str, list[tuple[str, ...]]] = {
    "add": [("add", "prepaid", "x", "--carrier", "docmo", "--number", "1")],
    "edit": [("edit", "1", "--departure", "2027-01-15", "--monthly-charge", "3278")],
    "close": [("close", "1")],
    "reopen": [("reopen", "1")],
    "list": [("list", "--all")],
    "assign": [("assign", "1", "ken")],
    "holder add": [("holder", "add", "Li", "--language", "klingonisch")],
    "holder edit": [("holder", "edit", "1", "--departure", "unknown")],
    "holder list": [("holder", "list")],
    "note list": [("note", "list", "1")],
    "log": [("log",)],
    "import": [("import", "people.csv", "--dry-run"), ("import", "all.json", "--dry-run")],
    "count": [("count",)],
}


def wrong(value: Any, schema: Mapping[str, Any], place: str = "$") -> Iterator[str]:
    """Say where a value is not what the schema says, or says what it does not know."""
    if "anyOf" in schema:
        if all([*wrong(value, each, place)] for each in schema["anyOf"]):
            yield f"{place}: none of what it may be"
        return
    if "enum" in schema:
        if value not in schema["enum"]:
            yield f"{place}: {value!r}"
        return
    named = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    allowed = tuple(each for name in named for each in TYPES[name])
    if not isinstance(value, allowed) or (isinstance(value, bool) and bool not in allowed):
        yield f"{place}: {value!r} is not {named}"
        return
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from wrong(item, schema["items"], f"{place}[{number}]")
    elif isinstance(value, dict):
        known = schema.get("properties", {})
        for lacking in {*schema.get("required", ())} - {*value}:
            yield f"{place}: {lacking} is not there"
        for key, item in value.items():
            of_item = known.get(key) or schema.get("additionalProperties")
            if of_item is None:
                yield f"{place}: {key} is not in the schema"
            else:
                yield from wrong(item, of_item, f"{place}.{key}")


@pytest.mark.parametrize("verb", SCHEMAS)
def test_the_json_of_a_verb_is_what_its_schema_says(
    one_card: Kaiyaku, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    monkeypatch.chdir(tmp_path)
    one_card.ok("note", "add", "1", stdin=b"hello")
    one_card.ok("note", "annotate", "1", "a remark")
    (tmp_path / "people.csv").write_text("name,departure\nLi,+7\nWu,never\nmika,2020-01-01\n")
    assert one_card("dump", "--output", "all.json").code == 0
    for call in CALLS[verb]:
        ran = one_card(*call, "--json")
        assert ran.code in (0, 1)
        schema = one_card.ok("schema", *verb.split()).data
        assert [*wrong(ran.data, schema)] == []


def test_the_schemas_that_there_are_are_named(one_card: Kaiyaku) -> None:
    assert one_card.ok("schema").out.splitlines() == [*SCHEMAS]
    assert "There is: add, edit" in one_card.refused(2, "schema", "kiosk")
