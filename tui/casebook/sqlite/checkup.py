"""A casebook looked over from outside and inside, and put in order where that can be done."""

import os
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tui.casebook.access import network
from tui.casebook.access.beside import Whose
from tui.casebook.access.finding import Finding
from tui.casebook.access.mend import find_amiss, find_amiss_below
from tui.casebook.errors import NotACasebook
from tui.casebook.fold import rebuild
from tui.casebook.sqlite import head
from tui.casebook.sqlite.backup import copy
from tui.casebook.sqlite.contents import Contents, contents
from tui.casebook.sqlite.examine import examine
from tui.casebook.sqlite.file import built_aside, look, put_in_place
from tui.casebook.sqlite.opening import OPEN_WAIT, looking
from tui.casebook.sqlite.seen import PutBack, Seen, is_in, last_common, rewritten
from tui.casebook.sqlite.store import SqliteStore
from tui.casebook.sqlite.transaction import SqliteTransaction
from tui.casebook.storage import Head
from tui.text.translation import marked
from tui.text.trouble import Trouble


class Checkup(NamedTuple):
    """What was found, what the casebook holds (None where it cannot be read), and what to know."""

    findings: tuple[Finding, ...]
    contents: Contents | None
    notices: tuple[Trouble, ...] = ()


class Gone(NamedTuple):
    """The entries, from `first` to `last`, that a history has lost."""

    first: int
    last: int


def check_up(
    path: Path,
    *,
    own: Path,
    team: int | None,
    drafts: Path,
    mend: bool,
    seen: Seen | None = None,
    since: Head | None = None,
) -> Checkup:
    """Look over the casebook at `path` and a person's drafts; mend modes where `mend` is true.

    `seen` is where it is written down what they saw of the history, `since` a head that they
    have. That a backup was restored is told once, as something to know. Raises `NotACasebook` for
    what cannot be opened, its modes having been mended all the same.
    """
    findings: list[Finding] = []
    found = look(path)
    if found is None:
        raise NotACasebook(marked("There is no casebook at {path}."), path=path)
    findings += find_amiss(path, own=own, team=team, mend=mend)
    findings += find_amiss_below(drafts, mend=mend)
    on_network = network.concern(path)
    with looking(path) as connection:
        findings += examine(path, connection)
        try:
            held = contents(connection)
            changed = [*_rewritten(path, SqliteTransaction(connection), seen, since)]
        except sqlite3.Error:
            # Told above.
            held, changed = None, []
    notices = [on_network] if on_network else []
    for check, trouble in changed:
        if check == "seen" and isinstance(trouble, PutBack):
            notices.append(trouble)
        elif check != "seen" or all(finding.check != "head" for finding in findings):
            findings.append(Finding(check, trouble))
    return Checkup(tuple(findings), held, tuple(notices))


def _rewritten(
    path: Path, reader: SqliteTransaction, seen: Seen | None, since: Head | None
) -> Iterator[tuple[str, Trouble]]:
    """Yield what the history has no longer, by the name of the check; see that it is seen now."""
    if seen is not None:
        found = seen.concern(reader)
        if found is not None:
            yield "seen", found
        if found is None or isinstance(found, PutBack):
            seen.remember(seen.now(reader))
    if since is not None and not is_in(since, reader):
        sentence = marked(
            "The history of {path} is not the one that this head is of: entry {seq} is missing or "
            "is another."
        )
        restored = rewritten(path, [since], reader)
        yield "since", restored or Trouble(sentence, path=path, seq=since.seq)


def rebuild_projections(
    path: Path, now: datetime, seen: Seen | None = None, *, force: bool = False
) -> tuple[Path, Gone | None]:
    """Make cards, marks, notes and what they are found by anew from the history.

    All of it in one transaction, after a copy whose path is returned, with the entries whose work
    went because the history has lost them. Raises `CasebookError`; `NotACasebook` where the history
    itself is broken and, unless `force` is true, where there are such entries.
    """
    with looking(path) as connection:
        if any(finding.check == "chain" for finding in examine(path, connection)):
            raise NotACasebook(
                marked(
                    "Nothing was rebuilt: the history of {path} is broken itself. Restore a backup."
                ),
                path=path,
            )
        gone = _gone(path, SqliteTransaction(connection), seen)
        if gone is not None and not force:
            raise NotACasebook(
                marked(
                    "Nothing was rebuilt: entries {first} to {last} of the history of {path} are "
                    "missing or are others, and what they said would go. A backup may have them. "
                    "If it may go all the same, add --force."
                ),
                path=path,
                **gone._asdict(),
            )
        kept = path.with_name(f"{path.name}.before-rebuild-{now:%Y%m%d-%H%M%S}")
        cannot = marked("No copy can be made at {path}: {reason}. Nothing was rebuilt.")
        whose = Whose.like(os.lstat(path))
        with built_aside(kept, partial(copy, connection), cannot, whose) as aside:
            put_in_place(aside, kept, cannot)
    store = SqliteStore(path, make=False)
    try:
        with store.writing(OPEN_WAIT) as writer:
            rebuild(writer)
    finally:
        store.close()
    return kept, gone


def _gone(path: Path, reader: SqliteTransaction, seen: Seen | None) -> Gone | None:
    """Return which entries are known to have been there, and are in the history no longer."""
    known = [] if seen is None or isinstance(seen.concern(reader), PutBack) else seen.heads()
    left = head.remembered(path)
    missing = [one for one in (*known, *([left] if left else [])) if not is_in(one, reader)]
    if not missing:
        return None
    last, there = max(one.seq for one in missing), reader.head().seq
    # Where it was cut off at its end, what is left may well be what was there.
    return Gone((last_common(known, reader) or (there if there < last else 0)) + 1, last)
