"""A casebook looked over from outside and inside, and put in order where that can be done."""

import os
import sqlite3
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tui.casebook.access import network
from tui.casebook.access.beside import Whose
from tui.casebook.access.mend import find_amiss, find_amiss_below
from tui.casebook.errors import NotACasebook
from tui.casebook.finding import Finding
from tui.casebook.fold import rebuild
from tui.casebook.sqlite.backup import copy
from tui.casebook.sqlite.contents import Contents, contents
from tui.casebook.sqlite.examine import examine
from tui.casebook.sqlite.file import built_aside, look, put_in_place
from tui.casebook.sqlite.opening import OPEN_WAIT, looking
from tui.casebook.sqlite.store import SqliteStore
from tui.text.translation import marked
from tui.text.trouble import Trouble


class Checkup(NamedTuple):
    """What was found, what the casebook holds (None where it cannot be read), and what to know."""

    findings: tuple[Finding, ...]
    contents: Contents | None
    notices: tuple[Trouble, ...] = ()


def check_up(path: Path, *, own: Path, team: int | None, drafts: Path, mend: bool) -> Checkup:
    """Look over the casebook at `path` and a person's drafts; mend modes where `mend` is true.

    Raises `NotACasebook` for what cannot be opened, its modes having been mended all the same.
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
        except sqlite3.Error:
            held = None
    return Checkup(tuple(findings), held, (on_network,) if on_network else ())


def rebuild_projections(path: Path, now: datetime) -> Path:
    """Make cards, marks, notes and what they are found by anew from the history.

    All of it in one transaction, after a copy whose path is returned. Raises `CasebookError`;
    `NotACasebook` where the history itself is broken.
    """
    with looking(path) as connection:
        if any(finding.check == "chain" for finding in examine(path, connection)):
            raise NotACasebook(
                marked(
                    "Nothing was rebuilt: the history of {path} is broken itself. Restore a backup."
                ),
                path=path,
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
    return kept
