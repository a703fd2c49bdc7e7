"""One change: who, when, what, from and to; hash-chained."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple, TypeVar

from tui.casebook.errors import Damaged

GENESIS = "0" * 64
"""What the first event of a casebook, and of a card, names as its predecessor."""

Change = tuple[Any, Any]
"""From and to."""

PURGED: Final = "purged"
"""The kind of event that says which others were emptied."""

RESTORED: Final = "restored"
"""The kind of event that says that the casebook was replaced by a backup of it."""

_EVERY_HEADER: Final = (
    "seq",
    "at",
    "card",
    "kind",
    "action",
    "idempotency",
    "previous",
    "card_previous",
    "content",
)
HEADER: Final = ("person", *_EVERY_HEADER)
"""What an event's hash is made from."""
HEADER_OF_NAMES: Final = ("login", "name", *_EVERY_HEADER)
"""What the hash of an event was made from that has no person."""
Listed = TypeVar("Listed", int, str)
_SEQUENCES, _PEOPLE, _LAST = "sequences", "people", "last"
_ID_SHOWN: Final = 8


class Who(NamedTuple):
    """A person: the login name of the real uid, and the name they gave on a shared login."""

    login: str
    name: str | None = None

    def __str__(self) -> str:
        return self.name or self.login


class Person(NamedTuple):
    """Whose name stands behind an id: the id is a digest that nobody makes without the salt."""

    id: str
    salt: bytes
    who: Who

    @classmethod
    def of(cls, who: Who, salt: bytes) -> "Person":
        """Return a person under the id that follows from who they are and the salt."""
        return cls(content_digest(salt, canonical_json(who._asdict())), salt, who)

    def matches(self) -> bool:
        """Say whether the id was made from this salt and these names."""
        return self == Person.of(self.who, self.salt)


class Body(NamedTuple):
    """What changed: the record, and each field's old and new value."""

    table: str
    id: int | str
    changes: Mapping[str, Change]
    takes_back: str | None = None
    """The action that an undo or redo takes back."""

    def encoded(self) -> bytes:
        """Return the canonical JSON."""
        plain = {"table": self.table, "id": self.id, "changes": self.changes}
        if self.takes_back:
            plain["takes_back"] = self.takes_back
        return canonical_json(plain)


class Event(NamedTuple):
    """An entry of the log. `salt` and `body` are None once its content was purged.

    The header of an older entry has the names themselves, and `person` is None; of a newer one
    they are what is known of `person`, and empty once that was purged.
    """

    seq: int
    at: str
    """UTC, ISO 8601 with microseconds and offset."""
    login: str
    name: str | None
    card: int | None
    kind: str
    action: str
    idempotency: str | None
    previous: str
    """The hash of the event before this one."""
    card_previous: str | None
    """The hash of the same card's event before this one."""
    content: str
    """SHA-256 over salt and body; it outlives them."""
    salt: bytes | None
    body: bytes | None
    hash: str = ""
    person: str | None = None

    @property
    def who(self) -> Who:
        """Who made the change; of one whose name was purged, the beginning of the id."""
        return Who(self.login or (self.person or "")[:_ID_SHOWN], self.name)

    @property
    def changed(self) -> Body | None:
        """What changed, or None once it was purged; raises `Damaged` for what says nothing."""
        if self.body is None:
            return None
        if not self.content_matches():
            raise Damaged("event", self.seq)
        try:
            plain = json.loads(self.body)
            return Body(
                table=plain["table"],
                id=plain["id"],
                changes={field: (old, new) for field, (old, new) in plain["changes"].items()},
                takes_back=plain.get("takes_back"),
            )
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise Damaged("event", self.seq) from error

    def sealed(self) -> "Event":
        """Return the event with its hash, over the header and the digest of its content."""
        return self._replace(hash=self.expected_hash())

    @property
    def header(self) -> tuple[str, ...]:
        """The fields that its hash is made from."""
        return HEADER_OF_NAMES if self.person is None else HEADER

    def expected_hash(self) -> str:
        """Return the hash that this event ought to carry."""
        header = {name: getattr(self, name) for name in self.header}
        return hashlib.sha256(canonical_json(header)).hexdigest()

    @property
    def emptied(self) -> frozenset[int]:
        """The events whose content this one says to have purged, all of them before it."""
        return frozenset(seq for seq in self._purged(_SEQUENCES, int) if seq < self.seq)

    @property
    def unnamed(self) -> frozenset[str]:
        """The persons whose names this event says to have purged."""
        return frozenset(self._purged(_PEOPLE, str))

    def last(self, table: str) -> int:
        """Return the highest number of a table that was given when this one purged; else 0."""
        body = self.changed if self.kind == PURGED else None
        found = {} if body is None else body.changes.get(_LAST, (None, {}))[1]
        number = found.get(table, 0) if isinstance(found, dict) else 0
        return number if type(number) is int else 0

    def _purged(self, which: str, kind: type[Listed]) -> list[Listed]:
        body = self.changed if self.kind == PURGED else None
        _, listed = (None, []) if body is None else body.changes.get(which, (None, None))
        if not isinstance(listed, list) or not all(type(each) is kind for each in listed):
            raise Damaged("event", self.seq)
        return listed

    def content_matches(self) -> bool:
        """Say whether salt and body still are what was hashed; purged content passes."""
        if self.salt is None or self.body is None:
            return self.salt is None and self.body is None
        return content_digest(self.salt, self.body) == self.content


def purge(
    sequences: Iterable[int], people: Iterable[str] = (), last: Mapping[str, int] | None = None
) -> Body:
    """Return what a `purged` event says: the events that were emptied, the persons unnamed.

    `last` are the highest numbers that were given until then: none is given again.
    """
    changes: dict[str, Change] = {
        _SEQUENCES: (None, sorted(sequences)),
        _PEOPLE: (None, sorted(people)),
    }
    if last:
        changes[_LAST] = (None, dict(last))
    return Body(table="event", id=0, changes=changes)


def content_digest(salt: bytes, body: bytes) -> str:
    """Return the digest that stands for a body in its event's header."""
    return hashlib.sha256(salt + body).hexdigest()


def canonical_json(plain: object) -> bytes:
    """Return the one JSON text of a value: sorted keys, no blanks, escapes only where needed."""
    return json.dumps(
        plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode("utf-8", "surrogatepass")
