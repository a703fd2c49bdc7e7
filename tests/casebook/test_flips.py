"""A bit that flips on the disk: whatever it changes, the doctor says so, and never breaks down."""

import random
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.casebook.examples import GUIDE, casebook, letter
from tui.casebook.draft import Enclosure
from tui.casebook.errors import CasebookError
from tui.casebook.sqlite import SqliteStore
from tui.casebook.sqlite.checkup import check_up

PAGE = bytes(random.Random(7).randbytes(2000))


def made(path: Path) -> bytes:
    store = SqliteStore(path)
    book = casebook(store)
    for number in range(3):
        card = book.add_card(GUIDE, f"Card {number}", carrier="docomo").id
        for words in ("解約のお手続き", "x" * 600):
            page = Enclosure(name="page.jpg", type="image/jpeg", content=PAGE + bytes([number]))
            draft = replace(letter(f"{words} {number}"), enclosures=(page,))
            book.annotate(book.keep(card, draft).notes[-1].id, "a remark")
        book.mark(card, ["check-dates", "settle-dues"], "done")
    store.close()
    return path.read_bytes()


def everything(path: Path) -> Any:
    """Return all that is kept, read as plainly as can be; what cannot be read is something else."""
    connection = sqlite3.connect(path.as_uri() + "?mode=ro", uri=True)
    try:
        schema = connection.execute("SELECT * FROM sqlite_master").fetchall()
        tables = [row[1] for row in schema if row[0] == "table"]
        rows = [
            connection.execute(f"SELECT * FROM {table} NOT INDEXED").fetchall() for table in tables
        ]
        pragmas = [
            connection.execute(f"PRAGMA {name}").fetchone()
            for name in ("user_version", "application_id")
        ]
    except Exception as error:  # noqa: BLE001  # bytes that are not what they were can be anything
        return repr(error)
    finally:
        connection.close()
    return schema, rows, pragmas


@pytest.mark.parametrize("seed", range(4))
def test_every_flipped_bit_that_changes_something_is_found(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "casebook.db"
    whole = made(path)
    as_it_was = everything(path)
    chance = random.Random(seed)
    changed = 0
    for _ in range(30):
        bit = chance.randrange(len(whole) * 8)
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        path.write_bytes(flipped)
        try:
            checkup = check_up(path, own=path, team=None, drafts=tmp_path / "drafts", mend=False)
            found = [finding.check for finding in checkup.findings]
        except CasebookError:
            found = ["refused"]
        if everything(path) != as_it_was:
            changed += 1
            assert found, f"bit {bit} went unnoticed"
    assert changed
    path.write_bytes(whole)
    clean = check_up(path, own=path, team=None, drafts=tmp_path / "drafts", mend=False)
    assert clean.findings == ()


def test_a_table_whose_name_is_no_text_any_more_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "casebook.db"
    whole = made(path)
    start = whole.index(b"CREATE TABLE card ")
    for place in range(start, start + 400, 7):
        flipped = bytearray(whole)
        flipped[place] ^= 0x80
        path.write_bytes(flipped)
        said = _said(path)
        assert said
        assert str(path) in said[0] or "card" in said[0] or "SQLite" in said[0]


def _said(path: Path) -> list[str]:
    try:
        checkup = check_up(path, own=path, team=None, drafts=path / "drafts", mend=False)
    except CasebookError as error:
        return [str(error)]
    return [str(finding.trouble) for finding in checkup.findings]
