"""A card's history as it leaves the casebook: one line of JSON an event.

Each line holds all that its hash was made from: of who did it, an id. With names it also says
whose id that is, and the salt by which this can be shown. The hashes of older entries were made
from the names themselves. Without names neither the other parts of their header that nobody could
guess are said: whoever had those could try names until the hash comes out.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from tui.casebook.event import Body, Event
from tui.casebook.fields import FIELDS
from tui.exports.proof.choices import Choices, left_out_fields
from tui.exports.proof.material import Material

_ALWAYS: Final = ("seq", "at", "card", "kind", "card_previous", "content", "hash")
_NAMES: Final = frozenset(
    {"by", "closed_by", "withdrawn_by", *(each.name for each in FIELDS if each.group == "names")}
)
_PARTS: Final = ("annotation", "attachment")


class History:
    """Tells the events of one card, each as far as it may be known."""

    def __init__(self, material: Material, choices: Choices) -> None:
        self._mask = material.mask
        self._choices = choices
        self._people = material.people
        self._notes = {note.id for note in material.card.notes}
        self._note_of, self._gone = _parts(material)
        # The first event of an action stands for it.
        self._actions = {event.action: event.seq for event in reversed(material.events)}
        self._events = [
            (event, body, self._why_not(event, body))
            for event in material.events
            for body in (event.changed,)
        ]

    def lines(self) -> Iterator[dict[str, Any]]:
        """Yield the events, oldest first.

        `salt` and `body` are there where the whole change may be known; else `withheld` says why
        not, and `changes` tells what is left of it, if anything is.
        """
        for event, body, why in self._events:
            line = {name: getattr(event, name) for name in _ALWAYS}
            named = self._choices.names and not self._is_the_holders(event)
            if named or event.person is not None:
                line |= {name: getattr(event, name) for name in event.header}
            if named and event.person in self._people:
                person = self._people[event.person]
                line["by"] = {"salt": person.salt.hex(), **person.who._asdict()}
            if not why and event.salt is not None and event.body is not None:
                text = event.body.decode("utf-8", "surrogatepass")
                yield line | {"salt": event.salt.hex(), "body": text}
                continue
            line["withheld"] = why
            if body is not None and "note" not in why:
                line |= self._told(body)
            yield line

    @property
    def in_part(self) -> int:
        """How many events are not told of whole."""
        return sum(bool(why) for _, _, why in self._events)

    @property
    def is_whole(self) -> bool:
        """Whether every event's hash can be made again from what is told."""
        return all(
            event.person is not None or (self._choices.names and not self._is_the_holders(event))
            for event, _, _ in self._events
        )

    def recorded(self) -> dict[tuple[str, int | str], int]:
        """Return the events that kept a note or an attachment and are told of whole."""
        return {
            (body.table, body.id): event.seq
            for event, body, why in self._events
            if body is not None and "sha256" in body.changes and not why
        }

    def _is_the_holders(self, event: Event) -> bool:
        """Whether it is the holder who did it, and not to be named."""
        return self._mask.holds([event.login, event.name])

    def _why_not(self, event: Event, body: Body | None) -> list[str]:
        """Return why a change cannot be shown as it was hashed; nothing where it can.

        `purged`: it is gone. `note`: its note is withdrawn, a memo that stays, or with another
        card. `holder` and `number`: it says them. `names`: it says who did something.
        """
        choices = self._choices
        if body is None:
            return ["purged"]
        found = [] if self._goes_out(body) else ["note"]
        if not choices.holder and body.table == "holder":
            found.append("holder")
        told_of = {
            field.group
            for field in left_out_fields(choices)
            if field.of == body.table and field.name in body.changes
        }
        found += [what for what in ("holder", "number") if what in told_of - {*found}]
        named = choices.names and self._is_the_holders(event)
        if named or self._mask.holds([body.id, body.changes]):
            left_out = [what for what in ("holder", "number") if not getattr(choices, what)]
            found += [what for what in left_out if what not in found]
        if not choices.names and (body.takes_back or _NAMES.intersection(body.changes)):
            found.append("names")
        return found

    def _goes_out(self, body: Body) -> bool:
        if body.table == "note":
            return body.id in self._notes
        if body.table not in _PARTS:
            return True
        part = (body.table, body.id)
        return part not in self._gone and self._note_of.get(part) in self._notes

    def _told(self, body: Body) -> Mapping[str, Any]:
        """Return a change in other words: without what was left out."""
        told: dict[str, Any] = {"table": body.table, "id": body.id}
        if body.takes_back is not None:
            told["takes_back"] = self._actions.get(body.takes_back)
        if self._choices.holder or body.table != "holder":
            unsaid = {field.name for field in left_out_fields(self._choices)}
            told["changes"] = {
                field: self._mask.within([old, new])
                for field, (old, new) in body.changes.items()
                if (self._choices.names or field not in _NAMES)
                and not (body.table == "card" and field in unsaid)
            }
        return told


def _parts(
    material: Material,
) -> tuple[dict[tuple[str, int | str], int], set[tuple[str, int | str]]]:
    """Return which note each remark and attachment belongs to, and which of them were undone."""
    note_of: dict[tuple[str, int | str], int] = {
        ("attachment", file.id): note.id
        for note in material.card.notes
        for file in note.attachments
    }
    gone: set[tuple[str, int | str]] = set()
    for event in material.events:
        body = event.changed
        if body is None or body.table not in _PARTS:
            continue
        part = (body.table, body.id)
        if "note" in body.changes:
            note_of[part] = body.changes["note"][1]
        if "present" in body.changes:
            (gone.discard if body.changes["present"][1] else gone.add)(part)
    return note_of, gone
