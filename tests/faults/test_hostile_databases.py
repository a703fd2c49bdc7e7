"""A casebook's file that somebody rigged: opened, looked over and restored without its rules."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.casebook.raw import raw
from tests.faults.program import CASEBOOK, Ran, done, run, start
from tests.faults.verbs import backed_up

MEMORY = 300_000_000
"""Bytes of address space: what a casebook of two cards does with, and a rigged one must."""

Rig = Callable[[sqlite3.Connection], object]


def _reworded(table: str, old: str, new: str) -> Rig:
    """Change the words by which a table was made."""

    def rig(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = ?", (old, new, table)
        )

    return rig


def _sql(*statements: str) -> Rig:
    return lambda connection: [connection.execute(statement) for statement in statements]


RIGGED: dict[str, Rig] = {
    "a trigger": _sql("CREATE TRIGGER t AFTER INSERT ON mark BEGIN DELETE FROM event; END"),
    "a view": _sql("DROP TABLE annotation", "CREATE VIEW annotation AS SELECT * FROM note"),
    "a view without an end": _sql(
        "DROP TABLE annotation",
        "CREATE VIEW annotation AS WITH RECURSIVE n(id) AS "
        "(SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id FROM n",
    ),
    "a check": _reworded(
        "mark", "state TEXT NOT NULL", "state TEXT NOT NULL CHECK (state <> 'done')"
    ),
    "a huge check": _reworded(
        "card", "label TEXT NOT NULL", "label TEXT NOT NULL CHECK (length(hex(zeroblob(99999999))))"
    ),
    "a huge default": _sql("ALTER TABLE card ADD COLUMN x TEXT DEFAULT 'x'"),
    "a generated column": _sql(
        "ALTER TABLE card ADD COLUMN x TEXT AS (hex(zeroblob(100000000))) VIRTUAL"
    ),
    "an index on an expression": _sql("CREATE INDEX i ON card (length(hex(zeroblob(9999999))))"),
    "a unique index": _sql("CREATE UNIQUE INDEX i ON mark (state) WHERE state = 'done'"),
    "a virtual table": _sql(
        "DROP TABLE annotation", "CREATE VIRTUAL TABLE annotation USING fts5 (id)"
    ),
    "a table too many": _sql("CREATE TABLE more AS SELECT zeroblob(5000000)"),
    "a table too few": _sql("DROP TABLE annotation"),
    "a huge row": _sql("UPDATE card SET label = hex(zeroblob(100000000)) WHERE id = 1"),
    "a huge entry": _sql("UPDATE event SET body = zeroblob(200000000) WHERE seq = 3"),
    "a text that is none": _sql("UPDATE card SET label = CAST(x'ff' AS TEXT)"),
    "an emptied history": _sql("DELETE FROM event"),
    "a history cut short": _sql("DELETE FROM event WHERE seq > 3"),
    "an older version": _sql("PRAGMA user_version = 1"),
    "no version": _sql("PRAGMA user_version = 0"),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("rigged") / "root"
    root.mkdir()
    backed_up(root)
    return root


@pytest.fixture(params=RIGGED)
def rigged(request: pytest.FixtureRequest, home: Path, tmp_path: Path) -> Path:
    """A home whose backup was rigged."""
    root = tmp_path / "root"
    shutil.copytree(home, root)
    with raw(root / "out/copy.db") as connection:
        RIGGED[request.param](connection)
    return root


def bounded(root: Path, *argv: str) -> Ran:
    """Run a verb that has little memory; it ends with a sentence, whatever it meets."""
    ran = start(root, argv, before=("prlimit", f"--as={MEMORY}"))
    assert 0 <= ran.code <= 5, ran.err
    assert [line for line in ran.err.splitlines() if not line.startswith("kaiyaku: ")] == []
    return ran


def test_a_rigged_casebook_is_refused_or_found_out(rigged: Path) -> None:
    shutil.copy(rigged / "out/copy.db", rigged / CASEBOOK)
    for argv in (("list",), ("show", "1"), ("tick", "1", "4")):
        bounded(rigged, *argv)
    assert bounded(rigged, "doctor").code != 0


def test_a_rigged_backup_is_refused_or_leaves_its_rules_behind(rigged: Path) -> None:
    before = (rigged / CASEBOOK).read_bytes()
    if bounded(rigged, "restore", "{root}/out/copy.db").code:
        assert (rigged / CASEBOOK).read_bytes() == before
        return
    done(rigged, "doctor")
    bounded(rigged, "list")
    assert run(rigged, "show", "1", "--json").data["card"]["label"] == "My docomo"
    done(rigged, "tick", "1", "5")
    done(rigged, "doctor")
