"""A bit of a casebook that flips on the disk, and what each verb makes of it."""

import os
import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from tests.faults.program import CASEBOOK, Ran, done, lasting, run
from tests.faults.verbs import cards

READING: Final = (("list",), ("show", "1"), ("find", "解約"), ("log",))
DOCTOR: Final = ("doctor",)
_PAGE: Final = 4096
_ROWS: Final = b"\x02\x05\x0a\x0d"
"""The first byte of a page that is no mere continuation of a long value."""


def home() -> Path:
    """Return a home with a casebook in it, this process's own; only its bytes change."""
    return _of_process(os.getpid())


@cache
def _of_process(number: int) -> Path:
    """Copy what was made before this process began, or make it."""
    made = _made()
    if number == made.maker:
        return made.root
    root = lasting()
    shutil.copytree(made.root, root, dirs_exist_ok=True)
    return root


class _Made(NamedTuple):
    root: Path
    maker: int
    """The process that made it."""


@cache
def _made() -> _Made:
    root = lasting()
    cards(root)
    done(root, "note", "add", "1", "{root}/letter.eml")
    done(root, "note", "annotate", "2", "a remark")
    done(root, "tick", "1", "1")
    done(root, "undo")
    done(root, "tick", "1", "3", "--as", "mika")
    shutil.copy(root / CASEBOOK, root / "whole.db")
    shutil.copy(f"{root / CASEBOOK}.head", root / "whole.db.head")
    return _Made(root, os.getpid())


def put_back() -> None:
    """Put the whole casebook back, and let nobody remember what was made of its copies."""
    root = home()
    for beside in ("", ".head"):
        shutil.copy(root / f"whole.db{beside}", f"{root / CASEBOOK}{beside}")
    shutil.rmtree(root / "home/.local/state/kaiyaku/heads", ignore_errors=True)


@cache
def said() -> dict[tuple[str, ...], Ran]:
    """Return what each verb says of the casebook while it is whole."""
    put_back()
    return {argv: run(home(), *argv) for argv in (*READING, DOCTOR)}


def bits(many: int, seed: int) -> list[int]:
    """Return some bits of the casebook, the same each time: by turns anywhere, and among rows.

    Most of the file are the middles of originals, where one bit is much like another.
    """
    chance = random.Random(seed)
    whole = (home() / "whole.db").read_bytes()
    rows = [0, *(at for at in range(_PAGE, len(whole), _PAGE) if whole[at] in _ROWS)]
    anywhere = range(0, len(whole), _PAGE)
    return [
        (chance.choice(rows if number % 2 else anywhere) + chance.randrange(_PAGE)) * 8
        + chance.randrange(8)
        for number in range(many)
    ]


def wrong_of(bit: int) -> Iterator[str]:
    """Flip a bit, look at the casebook with every verb, and yield what should not have been."""
    root = home()
    said()
    path = root / CASEBOOK
    as_it_was = everything(root / "whole.db")
    whole = bytearray((root / "whole.db").read_bytes())
    whole[bit // 8] ^= 1 << bit % 8
    path.write_bytes(whole)
    is_seen = everything(path) != as_it_was
    for argv, before in said().items():
        ran = run(root, *argv)
        is_seen |= argv != DOCTOR and ran != before
        if ran.code == 70 or ran.code > 5:
            yield f"{' '.join(argv)}: exit {ran.code}: {_note(root)}"
        if "Traceback" in ran.err or any(
            not line.startswith("kaiyaku: ") for line in ran.err.splitlines()
        ):
            yield f"{' '.join(argv)}: no sentence of ours: {ran.err}"
        if ran.code and not (ran.err or argv == DOCTOR):
            yield f"{' '.join(argv)}: exit {ran.code} without a word"
        if argv == DOCTOR and is_seen and not ran.code:
            yield "changed, and not found by the doctor"


def _note(root: Path) -> str:
    """Return what was noted about the last crash, and drop the note."""
    said = ""
    for note in (root / "home/.local/state/kaiyaku").glob("crash-*.txt"):
        lines = note.read_text().splitlines()
        said = " | ".join([lines[0], *(line.strip() for line in lines[-3:])])
        note.unlink()
    return said


def everything(path: Path) -> Any:
    """Return all that is kept, read as plainly as can be; what cannot be read is something else."""
    with closing(sqlite3.connect(path.as_uri() + "?mode=ro", uri=True)) as connection:
        try:
            schema = connection.execute("SELECT * FROM sqlite_master").fetchall()
            tables = [row[1] for row in schema if row[0] == "table"]
            rows = [
                connection.execute(f"SELECT * FROM {table} NOT INDEXED").fetchall()
                for table in tables
            ]
            pragmas = [
                connection.execute(f"PRAGMA {name}").fetchone()
                for name in ("user_version", "application_id")
            ]
        except Exception as error:  # noqa: BLE001  # bytes that are not what they were can be anything
            return repr(error)
    return schema, rows, pragmas
