"""One action: one transaction, one or more events, one thing to undo."""

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any

from tui.casebook.event import Body, Change, Event, Person, Who, content_digest
from tui.casebook.fold import blank, project
from tui.casebook.records import sound
from tui.casebook.storage import Writer

Clock = Callable[[], datetime]
"""Returns the present moment, aware, in UTC."""


class Action:
    """Appends the events of one action and keeps the projections with them."""

    def __init__(
        self,
        writer: Writer,
        who: Who,
        at: datetime,
        idempotency: str | None = None,
        id: str | None = None,
    ) -> None:
        """Begin one; with the `id` of an earlier transaction it goes on with that."""
        self.writer = writer
        self.who = who
        self.at = at.isoformat(timespec="microseconds")
        self.id = id or new_action()
        self._idempotency = idempotency

    def set(self, kind: str, table: str, id: int | str, card: int | None, /, **fields: Any) -> bool:
        """Change the named fields of a record; what is as wanted already makes no event."""
        record = sound(self.writer.record(table, id) or {}) or blank(table, id)
        wanted = {name: _storable(value) for name, value in fields.items()}
        changes: dict[str, Change] = {
            name: (record[name], value) for name, value in wanted.items() if record[name] != value
        }
        if changes:
            self.append(kind, card, Body(table=table, id=id, changes=changes))
        return bool(changes)

    def append(self, kind: str, card: int | None, body: Body) -> None:
        """Append one event and project it."""
        salt, encoded = secrets.token_bytes(16), body.encoded()
        head = self.writer.head()
        event = Event(
            seq=head.seq + 1,
            at=self.at,
            login=self.who.login,
            name=self.who.name,
            person=self._person(),
            card=card,
            kind=kind,
            action=self.id,
            idempotency=self._idempotency,
            previous=head.hash,
            card_previous=None if card is None else self.writer.card_head(card),
            content=content_digest(salt, encoded),
            salt=salt,
            body=encoded,
        ).sealed()
        self.writer.append(event)
        project(self.writer, event)

    def _person(self) -> str:
        """Return the id of who acts; the first event of a person makes one."""
        known = self.writer.person_of(self.who)
        if known is not None:
            return known
        person = Person.of(self.who, secrets.token_bytes(16))
        self.writer.keep_person(person)
        return person.id

    def next_id(self, table: str) -> int:
        """Return the next number of a table; numbers are never used twice."""
        return self.writer.last_id(table) + 1


def _storable(value: Any) -> Any:
    """Return a field's value without lone surrogates; an original keeps them, as bytes."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def new_action() -> str:
    """Return the id of an action that has not been done."""
    return secrets.token_hex(8)
