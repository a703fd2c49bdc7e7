"""The heads of a casebook that somebody's sessions have seen, kept where nobody else writes.

A member of a team could write the whole past anew, with every hash, and the head beside the file.
What each of the others has seen of it is in a place of their own, and tells.
"""

import hashlib
import json
import os
import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

from tui import held
from tui.casebook.access.beside import REPLACED, Whose, read_beside, write_beside
from tui.casebook.errors import CasebookError
from tui.casebook.event import GENESIS, RESTORED, Event
from tui.casebook.storage import Head, Reader
from tui.settings import make_private
from tui.text.translation import marked
from tui.text.trouble import Trouble

_DIRECTORY: Final = "heads"
_NAME: Final = 32
_LONGEST: Final = 64


class Rewritten(Trouble):
    """The history is not the one that was seen; `after` is the last entry that still is."""

    def __init__(self, sentence: str, after: int, **values: Any) -> None:
        super().__init__(sentence, after=after, **values)
        self.after = after


class PutBack(Rewritten):
    """A backup was restored, as an entry says; what was seen lies in the casebook put aside."""


class Seen(NamedTuple):
    """Where it is written down which heads of the casebook at `path` were seen."""

    path: Path
    file: Path

    @classmethod
    def of(cls, state: Path, path: Path) -> "Seen":
        """Return where that is in a person's directory of states."""
        place = os.path.realpath(path)
        name = hashlib.sha256(os.fsencode(place)).hexdigest()[:_NAME]
        return cls(path, state / _DIRECTORY / f"{name}.json")

    def concern(self, reader: Reader) -> Rewritten | None:
        """Say what was seen and is in the history no more; None where all of it is."""
        heads = self.heads()
        if not heads or is_in(heads[0], reader):
            return None
        found = rewritten(self.path, heads, reader) or self._unexplained(heads, reader)
        if not isinstance(found, PutBack):
            found.then = Trouble(marked("If all is well, delete {file}."), file=self.file)
        return found

    def _unexplained(self, heads: Sequence[Head], reader: Reader) -> Rewritten:
        return Rewritten(
            marked(
                "The history of {path} was rewritten after entry {after}: entry {seq} is not the "
                "one that you saw, and no restored backup explains it. Ask who has changed it, and "
                "compare with a backup."
            ),
            last_common(heads, reader),
            path=self.path,
            seq=heads[0].seq,
        )

    def now(self, reader: Reader) -> list[Head]:
        """Return what there is to be seen, the newest first, and entries ever further back."""
        head = reader.head()
        if not head.seq:
            return []
        heads, back = [head], 1
        while head.seq > back:
            heads.append(Head(head.seq - back, reader.hash_at(head.seq - back) or GENESIS))
            back *= 2
        return [*heads, Head(1, reader.hash_at(1) or GENESIS)]

    def remember(self, heads: Sequence[Head]) -> Trouble | None:
        """Write down what was seen; return why that failed, which costs only the check."""
        if not heads or list(heads) == self.heads():
            return None
        content = {"casebook": os.fspath(self.path), "heads": heads}
        try:
            make_private(self.file.parent)
            with held.opened(self.file.parents[1]) as state:
                held.clear(state)
            mine = Whose(0o600, os.geteuid(), os.getegid())
            write_beside(self.file, json.dumps(content).encode(), mine, follow=False)
        except OSError as error:
            return Trouble(
                marked(
                    "What was seen of the history cannot be written down in {place}: {reason}. "
                    "Should it be rewritten, you will not be told."
                ),
                place=self.file.parent,
                reason=error.strerror or str(error),
            )
        return None

    def heads(self) -> list[Head]:
        """Return what was seen, the newest first; nothing where nothing readable is."""
        try:
            listed = json.loads(read_beside(self.file, follow=False))["heads"][:_LONGEST]
            return [Head(int(seq), str(hash)) for seq, hash in listed]
        except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
            return []


def last_common(heads: Sequence[Head], reader: Reader) -> int:
    """Return the number of the last of these entries that the history has; 0 for none."""
    return max((head.seq for head in heads if is_in(head, reader)), default=0)


def is_in(head: Head, reader: Reader) -> bool:
    """Say whether the history has this entry; of the hash, as much counts as is written."""
    return (reader.hash_at(head.seq) or "").startswith(head.hash)


def rewritten(path: Path, heads: Sequence[Head], reader: Reader) -> Rewritten | None:
    """Say which entry explains that some of these are gone, by a restored backup; None for none.

    An entry can be forged, so it is taken for true only where the casebook that the backup took
    the place of still lies beside it, with what was seen.
    """
    after, newest = last_common(heads, reader), max(heads, key=lambda head: head.seq)
    for event in reversed(reader.of_kind(RESTORED)):
        if event.seq > after and _replaced(event) >= newest.seq:
            values = {"path": path, "who": str(event.who), "day": event.at[:10]}
            if _is_put_aside(path, newest):
                return PutBack(
                    marked(
                        "A backup was restored to {path} by {who} on {day}: of what was done until "
                        "then, only the first entries are in it, to entry {after} at least."
                    ),
                    after,
                    **values,
                )
            return Rewritten(
                marked(
                    "An entry of {path} says that {who} restored a backup on {day}, and nothing "
                    "here confirms it: of what was done until then, only the first entries are in "
                    "it, to entry {after} at least. Ask {who}."
                ),
                after,
                **values,
            )
    return None


def _is_put_aside(path: Path, newest: Head) -> bool:
    """Say whether a casebook that a restore put aside has this entry."""
    from tui.casebook.sqlite.opening import looking
    from tui.casebook.sqlite.transaction import SqliteTransaction

    moments = re.compile(rf"{re.escape(path.name + REPLACED)}[0-9-]+")
    for aside in sorted(path.parent.glob(f"*{REPLACED}*")):
        with suppress(CasebookError):
            if moments.fullmatch(aside.name):
                with looking(aside) as connection:
                    if is_in(newest, SqliteTransaction(connection)):
                        return True
    return False


def _replaced(event: Event) -> float:
    """Return how many entries the casebook had that a backup took the place of."""
    body = event.changed
    before = None if body is None else body.changes.get("head", ("", ""))[0]
    # One that could not be read may have had any.
    seq = "inf" if before is None else str(before).partition("-")[0]
    return float(seq) if seq == "inf" or seq.isdecimal() else 0
