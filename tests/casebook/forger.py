"""Somebody with SQL who knows how hashes are made: what a member of a team could do."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tests.casebook.examples import MIKA, FrozenClock
from tests.casebook.raw import raw
from tui.casebook.access.beside import Whose
from tui.casebook.action import Action
from tui.casebook.event import GENESIS, PURGED, canonical_json, content_digest, purge
from tui.casebook.fold import rebuild
from tui.casebook.sqlite import SqliteStore, head
from tui.casebook.sqlite.transaction import SqliteTransaction

Reword = Callable[[dict[str, Any]], dict[str, Any]]


class Forger:
    """Changes a casebook's past, and everything in and beside the file that could tell of it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def rewrite(self, seq: int, reword: Reword) -> None:
        """Let event `seq` say something else, and make every hash after it anew."""
        with raw(self.path) as connection:
            events = SqliteTransaction(connection).events()
            previous, of_card = GENESIS, dict[int, str]()
            for event in events:
                body = event.body
                if event.seq == seq and body is not None:
                    body = canonical_json(reword(json.loads(body)))
                content = event.content
                if body is not None and event.salt is not None:
                    content = content_digest(event.salt, body)
                before = None if event.card is None else of_card.get(event.card, GENESIS)
                forged = event._replace(
                    body=body, content=content, previous=previous, card_previous=before
                ).sealed()
                connection.execute(
                    "UPDATE event SET body = ?, content = ?, previous = ?, card_previous = ?, "
                    "hash = ? WHERE seq = ?",
                    (body, content, previous, before, forged.hash, event.seq),
                )
                previous = forged.hash
                if event.card is not None:
                    of_card[event.card] = forged.hash
            newest = SqliteTransaction(connection).head()
        head.remember(self.path, newest, Whose.like(self.path.stat()))

    def project(self) -> None:
        """Make what is shown fit what the history says by now."""
        store = SqliteStore(self.path)
        with store.writing(5) as writer:
            rebuild(writer)
        store.close()

    def purge(self, sequences: Iterable[int]) -> None:
        """Empty events and write down that they were, as a purge does."""
        sequences = list(sequences)
        store = SqliteStore(self.path)
        with store.writing(5) as writer:
            Action(writer, MIKA, FrozenClock()()).append(PURGED, None, purge(sequences))
        store.close()
        with raw(self.path) as connection:
            connection.executemany(
                "UPDATE event SET salt = NULL, body = NULL WHERE seq = ?",
                [(seq,) for seq in sequences],
            )
