"""How much a casebook holds, in numbers that say nothing about anybody."""

import sqlite3
from typing import NamedTuple

from tui.casebook.sqlite.examine import blobs


class Contents(NamedTuple):
    """How many of each there are; `bytes` is the size of all originals."""

    holders: int
    cards: int
    notes: int
    attachments: int
    events: int
    originals: int
    bytes: int
    orphans: int
    """Originals that nothing refers to any more: room that is taken, and no fault."""


def contents(connection: sqlite3.Connection) -> Contents:
    """Count what a casebook holds; raises `sqlite3.Error`."""

    def number(query: str) -> int:
        return int(connection.execute(query).fetchone()[0] or 0)

    kept = "SELECT count(*) FROM"
    return Contents(
        holders=number(f"{kept} holder WHERE present"),
        cards=number(f"{kept} card WHERE present"),
        notes=number(f"{kept} note WHERE present"),
        attachments=number(f"{kept} attachment WHERE present"),
        events=number(f"{kept} event"),
        originals=number(f"{kept} blob"),
        bytes=number("SELECT sum(length(content)) FROM blob"),
        orphans=len(blobs(connection) - _referred(connection)),
    )


def _referred(connection: sqlite3.Connection) -> set[str]:
    query = (
        "SELECT sha256 FROM note UNION SELECT sha256 FROM attachment "
        "UNION SELECT guide_sha256 FROM card"
    )
    return {row[0] for row in connection.execute(query).fetchall()}
