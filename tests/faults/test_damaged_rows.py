"""A row in which something cannot be read, or cannot be so, is named, and the rest is told."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pytest

from tests.faults.flips import home, put_back
from tests.faults.program import CASEBOOK, Ran, run
from tests.screens.running import desk_at, running

_TABLES: Final = ("holder", "card", "mark", "note", "annotation", "attachment", "event", "person")
_READING: Final = (
    ("list", "--all"),
    ("show", "1"),
    ("show", "2"),
    ("note", "list", "1"),
    ("note", "show", "2"),
    ("find", "解約"),
    ("find", "docomo"),
    ("log",),
    ("letter", "1"),
    ("due",),
    ("plan", "1"),
    ("holder", "list"),
    ("list", "--all", "--json"),
)
_NO_TEXT: Final = "CAST(x'61ff62' AS TEXT)"
_WRONG: Final = {
    ("card", "type"): "'nobody'",
    ("card", "closed_at"): "'yesterday'",
    ("card", "touched"): "'2026-13-45'",
    ("card", "begun"): "'x'",
    ("card", "line_end"): "'2026-02-31'",
    ("card", "holder"): "99",
    ("card", "guide_sha256"): "'x'",
    ("holder", "departure"): "'soon'",
    ("mark", "state"): "'dond'",
    ("mark", "at"): "'then'",
    ("mark", "follow_up"): "'2027-00-00'",
    ("note", "kind"): "'maim'",
    ("note", "direction"): "'up'",
    ("note", "date"): "'no day'",
    ("note", "at"): "'x'",
    ("note", "withdrawn_at"): "'x'",
    ("note", "charset"): "'x'",
    ("annotation", "at"): "'x'",
    ("attachment", "at"): "'x'",
    ("event", "at"): "'x'",
    ("event", "kind"): "'x'",
    ("event", "body"): "x'7b7d'",
    ("event", "salt"): "x'00'",
    ("blob", "content"): "x'7b7d'",
    ("note_text", "text"): "x'ff'",
}


def _columns() -> list[tuple[str, str]]:
    with closing(sqlite3.connect(home() / "whole.db")) as connection:
        return [
            (table, row[1])
            for table in _TABLES
            for row in connection.execute(f"PRAGMA table_info({table})")
            if row[2] == "TEXT"
        ]


_DAMAGE: Final = [
    *((table, column, _NO_TEXT) for table, column in _columns()),
    *((table, column, value) for (table, column), value in _WRONG.items()),
]


def _damaged(table: str, column: str, value: str) -> Path:
    """Damage a field of the oldest row of a table, in a copy."""
    path = home() / CASEBOOK
    shutil.copy(home() / "whole.db", path)
    with closing(sqlite3.connect(path)) as connection:
        oldest = f"SELECT min(rowid) FROM {table}"  # our own names
        connection.execute(f"UPDATE {table} SET {column} = {value} WHERE rowid = ({oldest})")
        connection.commit()
    return path


def _wrong(argv: tuple[str, ...], ran: Ran, before: Ran) -> list[str]:
    said = f"{' '.join(argv)}: exit {ran.code}: {ran.err}"
    if ran.code not in (0, 1, 3, 4) or "Traceback" in ran.err:
        return [said]
    if any(not line.startswith("kaiyaku: ") for line in ran.err.splitlines()):
        return [said]
    if ran.code and not ran.err:
        return [f"{said} without a word"]
    gone = len(ran.out.splitlines()) < len(before.out.splitlines())
    return [f"{said} less than there is, and not a word"] if gone and not ran.err else []


@pytest.fixture(scope="module")
def whole() -> dict[tuple[str, ...], Ran]:
    put_back()
    return {argv: run(home(), *argv) for argv in _READING}


@pytest.mark.parametrize(("table", "column", "value"), _DAMAGE)
def test_what_is_damaged_is_named_and_every_verb_tells_the_rest(
    table: str, column: str, value: str, whole: dict[tuple[str, ...], Ran]
) -> None:
    _damaged(table, column, value)
    wrong = [w for argv in _READING for w in _wrong(argv, run(home(), *argv), whole[argv])]
    out = home() / "out" / "proof.zip"
    out.unlink(missing_ok=True)
    exported = run(home(), "export", "1", "--output", str(out))
    wrong += [exported.err] if exported.code not in (0, 4) or "Traceback" in exported.err else []
    assert wrong == []


@pytest.mark.parametrize(
    ("table", "column", "named"),
    [
        ("card", "label", "card 1"),
        ("mark", "reason", "mark 1/"),
        ("note", "subject", "note 1"),
        ("annotation", "text", "annotation 1"),
        ("attachment", "name", "attachment 1"),
    ],
)
def test_the_damaged_one_is_named_and_no_proof_leaves_it_out(
    table: str, column: str, named: str
) -> None:
    _damaged(table, column, _NO_TEXT)
    out = home() / "out" / "proof.zip"
    out.unlink(missing_ok=True)
    ran = run(home(), "export", "1", "2", "--output", str(out))
    assert (ran.code, out.exists()) == (4, False)
    assert f"{named}" in ran.err
    assert "`kaiyaku doctor`" in ran.err
    assert run(home(), "show", "2").code == 0
    listed = run(home(), "list")
    assert "Spare" in listed.out
    assert (listed.code == 4) == (table in ("card", "mark"))


@pytest.mark.parametrize(("table", "column", "value"), _DAMAGE)
async def test_no_page_is_closed_by_what_is_damaged(
    table: str, column: str, value: str, tmp_path: Path
) -> None:
    made = desk_at(tmp_path / "home")
    path: Any = Path(made.casebook.store.name)
    made.casebook.store.close()
    shutil.copy(_damaged(table, column, value), path)
    desk = desk_at(tmp_path / "home")
    async with running(desk, size=(110, 30)) as screen:
        await screen.press("j", "k")
        for key in ("t", "v", "b", "d", "slash"):
            await screen.press(key)
            assert screen.app.is_running
            if screen.app.screen is not screen.main:
                await screen.press("escape" if key == "slash" else "q")
            assert screen.app.screen is screen.main, key
    assert screen.app._exception is None
