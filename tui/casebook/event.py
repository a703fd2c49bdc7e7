"""One change: who, when, what, from and to; hash-chained."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

GENESIS = "0" * 64
"""What the first event of a casebook, and of a card, names as its predecessor."""

Change = tuple[Any, Any]
"""From and to."""


class Who(NamedTuple):
    """A person: the login name of the real uid, and the name they gave on a shared login."""

    login: str
    name: str | None = None

    def __str__(self) -> str:
        return self.name or self.login


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
    """An entry of the log. `salt` and `body` are None once its content was purged."""

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

    @property
    def who(self) -> Who:
        """Who made the change."""
        return Who(self.login, self.name)

    @property
    def changed(self) -> Body | None:
        """What changed, or None once it was purged."""
        if self.body is None:
            return None
        plain = json.loads(self.body)
        changes = {field: (old, new) for field, (old, new) in plain["changes"].items()}
        return Body(
            table=plain["table"],
            id=plain["id"],
            changes=changes,
            takes_back=plain.get("takes_back"),
        )

    def sealed(self) -> "Event":
        """Return the event with its hash, over the header and the digest of its content."""
        return self._replace(hash=self.expected_hash())

    def expected_hash(self) -> str:
        """Return the hash that this event ought to carry."""
        header = {
            "seq": self.seq,
            "at": self.at,
            "login": self.login,
            "name": self.name,
            "card": self.card,
            "kind": self.kind,
            "action": self.action,
            "idempotency": self.idempotency,
            "previous": self.previous,
            "card_previous": self.card_previous,
            "content": self.content,
        }
        return hashlib.sha256(canonical_json(header)).hexdigest()

    def content_matches(self) -> bool:
        """Say whether salt and body still are what was hashed; purged content passes."""
        if self.salt is None or self.body is None:
            return self.salt is None and self.body is None
        return content_digest(self.salt, self.body) == self.content


def content_digest(salt: bytes, body: bytes) -> str:
    """Return the digest that stands for a body in its event's header."""
    return hashlib.sha256(salt + body).hexdigest()


def canonical_json(plain: object) -> bytes:
    """Return the one JSON text of a value: sorted keys, no blanks, escapes only where needed."""
    return json.dumps(
        plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode("utf-8", "surrogatepass")
