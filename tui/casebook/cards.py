"""What is done to cards and to the people whose they are."""

import hashlib
from collections.abc import Mapping
from typing import Any

from tui.casebook import queries
from tui.casebook.action import Action
from tui.casebook.errors import Changed, NoSuchThing
from tui.casebook.records import sound
from tui.casebook.undo import latest_change
from tui.guides.canonical import canonical
from tui.guides.guide import Guide
from tui.text.translation import marked

Seen = tuple[Any, Any]
"""The value that the caller saw, and the one that they want."""


def add(
    action: Action,
    guide: Guide,
    label: str,
    holder: int | str,
    of_holder: Mapping[str, Any],
    fields: Mapping[str, Any],
) -> int:
    """Start a card with its guide; return its number. A new name makes a new person."""
    id = action.next_id("card")
    whose = _holder(action, id, holder)
    action.set("holder.edited", "holder", whose, id, **_given(of_holder))
    kept = keep_guide(action, guide)
    begin(action, id, guide, kept, whose, {**_given(fields), "label": label})
    return id


def begin(
    action: Action, id: int, guide: Guide, kept: str, whose: int, fields: Mapping[str, Any]
) -> None:
    """Begin a card of this number with its guide, which is kept under the SHA-256 `kept`."""
    action.set(
        "card.added",
        "card",
        id,
        id,
        holder=whose,
        type=guide.id,
        guide_version=guide.version,
        guide_sha256=kept,
        begun=action.at,
        present=True,
        **fields,
    )


def take_guide(action: Action, card: int, guide: Guide) -> None:
    """Let a card go on with this version of its guide; every mark stays as it is."""
    kept = keep_guide(action, guide)
    action.set("card.guide", "card", card, card, guide_version=guide.version, guide_sha256=kept)


def add_holder(action: Action, card: int | None, name: str, fields: Mapping[str, Any]) -> int:
    """Add a person, for a card or for none yet; return their number."""
    id = action.next_id("holder")
    action.set("holder.added", "holder", id, card, name=name, present=True, **_given(fields))
    return id


def edit(action: Action, table: str, id: int, card: int | None, fields: Mapping[str, Seen]) -> None:
    """Change fields of a card or person, unless another value stands there than was seen."""
    record = action.writer.record(table, id)
    if record is None or not record["present"]:
        raise NoSuchThing(marked("There is no {table} {id}."), table=table, id=id)
    sound(record)
    for field, (seen, wanted) in fields.items():
        if record[field] not in (seen, wanted):
            by, at = latest_change(action.writer, None if table == "holder" else card, table, id)
            raise Changed(f"{table} {id}: {field}", by, at)
    wanted_fields = {field: wanted for field, (_, wanted) in fields.items()}
    action.set(f"{table}.edited", table, id, card, **wanted_fields)


def _holder(action: Action, card: int, holder: int | str) -> int:
    if isinstance(holder, int):
        return queries.holder(action.writer, holder).id
    for known in queries.holders(action.writer):
        if known.name == holder:
            return known.id
    return add_holder(action, card, holder, {})


def keep_guide(action: Action, guide: Guide) -> str:
    """Keep a guide as a card begins with it; return its SHA-256."""
    kept = canonical(guide)
    sha256 = hashlib.sha256(kept).hexdigest()
    action.writer.keep_blob(sha256, kept)
    return sha256


def _given(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
