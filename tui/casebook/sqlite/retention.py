"""Backups that a timer makes: named by their time, kept by how far their history goes."""

import os
import re
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple

from tui import held
from tui.casebook.errors import CasebookError
from tui.casebook.event import GENESIS
from tui.casebook.sqlite.opening import looking
from tui.casebook.sqlite.transaction import SqliteTransaction
from tui.casebook.storage import Reader
from tui.text.translation import marked
from tui.text.trouble import Trouble


class ThinnedOut(NamedTuple):
    """The copies that were removed, and why others could not be."""

    removed: tuple[Path, ...]
    troubles: tuple[Trouble, ...]


def name_at(directory: Path, casebook: Path, now: datetime) -> Path:
    """Return a free name of a backup made now, in UTC: `casebook-2026-11-24T0310Z.db`."""
    moment = f"{casebook.stem}-{now:%Y-%m-%dT%H%MZ}"
    named = (directory / f"{moment}{'' if n == 1 else f'-{n}'}.db" for n in count(1))
    return next(path for path in named if not os.path.lexists(path))


def thin_out(made: Path, casebook: Path, keep: int) -> ThinnedOut:
    """Remove all but `keep` of the copies that lie beside `made` and were named by `name_at`.

    `made` itself stays, and of the others those whose history goes furthest along its own; no
    clock is asked. Another casebook's stay, even under such a name, and so does what cannot be
    read.
    """
    named = re.compile(rf"{re.escape(casebook.stem)}-\d{{4}}-\d\d-\d\dT\d{{4}}Z(?:-\d+)?\.db")
    removed, troubles = [], []
    with held.opened(made.parent) as directory, looking(made) as connection:
        ours = SqliteTransaction(connection)
        reach = {
            name: along
            for name in filter(named.fullmatch, held.names(directory))
            if name != made.name and (along := _along(ours, made.with_name(name))) is not None
        }
        furthest_first = sorted(reach, key=lambda name: (reach[name], name), reverse=True)
        for name in furthest_first[keep - 1 :]:
            try:
                held.within(directory, name).unlink()
            except OSError as error:
                cannot = marked("The new copy was made, but {path} cannot be removed: {reason}.")
                path = made.with_name(name)
                troubles.append(Trouble(cannot, path=path, reason=error.strerror))
            else:
                removed.append(made.with_name(name))
    return ThinnedOut(tuple(removed), tuple(troubles))


def _along(ours: Reader, path: Path) -> tuple[int, int] | None:
    """Return how many events a copy shares with our history, and how many it has.

    None for a copy of another casebook, and for what cannot be read.
    """
    try:
        with looking(path) as connection:
            theirs = SqliteTransaction(connection)
            if _hash(theirs, 1) != _hash(ours, 1):
                return None
            length = theirs.head().seq
            # A hash stands for all that was before it: the last that both have is searched for.
            shared, different = 0, min(length, ours.head().seq) + 1
            while different - shared > 1:
                middle = (shared + different) // 2
                if _hash(theirs, middle) == _hash(ours, middle):
                    shared = middle
                else:
                    different = middle
            return shared, length
    except CasebookError:
        return None


def _hash(reader: Reader, seq: int) -> str:
    return reader.hash_at(seq) or GENESIS
