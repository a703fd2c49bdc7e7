"""The same casebook gives the same bytes, whoever writes them, wherever, however often."""

import os
import stat
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

from tests.casebook.memory import MemoryStore
from tests.exports.examples import filled, no_chance, write
from tests.patience import PATIENCE
from tui.casebook.sqlite import SqliteStore
from tui.exports.proof.choices import Choices
from tui.text.translation import LANGUAGES

ROOT = Path(__file__).parents[2]


def test_no_time_but_that_of_the_newest_event_is_inside() -> None:
    book = filled(MemoryStore())
    before = write(book)
    book.exported([1])
    assert write(book) == before
    assert b"exported_at" not in before[0]
    book.mark(1, "fill-form", "done")
    assert write(book)[0] != before[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_casebook_gives_the_same_bytes(language: str, tmp_path: Path) -> None:
    archives = []
    for store in (MemoryStore(), SqliteStore(tmp_path / "a.db"), SqliteStore(tmp_path / "b.db")):
        with no_chance():
            book = filled(store)
        archives += [write(book, (1, 2), language=language)[0] for _ in range(2)]
        archives.append(write(book, (2, 1, 2), language=language)[0])
        store.close()
    assert len({*archives}) == 1


_IN_ANOTHER_PROCESS = """
import sys
from pathlib import Path
from tests.exports.examples import write
from tui.casebook.casebook import Casebook
from tui.casebook.event import Who
from tui.casebook.sqlite import SqliteStore
from tui.exports.proof.choices import Choices
store = SqliteStore(Path(sys.argv[1]))
book = Casebook(store, Who("somebody"), lambda: None)
sys.stdout.buffer.write(write(book, (1, 2), Choices(memos=True, names=True), "zh")[0])
store.close()
"""


def test_another_process_in_another_place_gives_the_same_bytes(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    store = SqliteStore(path)
    archive, _ = write(filled(store), (1, 2), Choices(memos=True, names=True), "zh")
    store.close()
    for elsewhere in (
        {"PYTHONHASHSEED": "1", "TZ": "America/New_York", "LANG": "C", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "77", "TZ": "Asia/Kathmandu", "LANG": "ja_JP.UTF-8", "PYTHONUTF8": "1"},
    ):
        ran = subprocess.run(
            [sys.executable, "-c", _IN_ANOTHER_PROCESS, path],
            env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), **elsewhere},
            cwd=ROOT,
            capture_output=True,
            check=True,
            timeout=PATIENCE,
        )
        assert ran.stdout == archive


def test_the_bytes_do_not_depend_on_a_compressor_a_clock_or_rights() -> None:
    archive, _ = write(filled(MemoryStore()))
    with ZipFile(BytesIO(archive)) as opened:
        for found in opened.infolist():
            assert found.compress_type == ZIP_STORED
            assert found.date_time == (1980, 1, 1, 0, 0, 0)
            assert found.external_attr >> 16 == stat.S_IFREG | 0o600
            assert (found.flag_bits, found.extra, found.comment) == (0, b"", b"")
