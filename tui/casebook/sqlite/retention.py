"""Backups that a timer makes: named by their time, the oldest removed."""

import re
from datetime import datetime
from pathlib import Path

from tui.casebook.errors import CasebookError
from tui.casebook.event import GENESIS
from tui.casebook.sqlite.opening import looking
from tui.casebook.sqlite.transaction import SqliteTransaction


def name_at(casebook: Path, now: datetime) -> str:
    """Return the name of a backup made now, in UTC: `casebook-2026-11-24T0310Z.db`."""
    return f"{casebook.stem}-{now:%Y-%m-%dT%H%MZ}.db"


def thin_out(directory: Path, casebook: Path, keep: int) -> list[Path]:
    """Remove all but the newest `keep` backups of this casebook that were named by `name_at`.

    Another casebook's stay, even under such a name, and so does what cannot be read.
    """
    named = re.compile(rf"{re.escape(casebook.stem)}-\d{{4}}-\d\d-\d\dT\d{{4}}Z\.db")
    newest_first = sorted(filter(lambda path: named.fullmatch(path.name), directory.iterdir()))[
        ::-1
    ]
    ours = _begins_with(casebook)
    removed = [path for path in newest_first if _begins_with(path) == ours][keep:]
    for path in removed:
        path.unlink()
    return removed


def _begins_with(path: Path) -> str | None:
    """Return the hash of a casebook's first event, by which its copies are known."""
    try:
        with looking(path) as connection:
            return SqliteTransaction(connection).hash_at(1) or GENESIS
    except CasebookError:
        return None
