from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.casebook.examples import GUIDE, casebook, letter
from tests.casebook.memory import MemoryStore
from tui.casebook.sqlite import SqliteStore
from tui.casebook.storage import Store


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made: Store = MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "book.db")
    yield made
    made.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A casebook of one card with one letter."""
    path = tmp_path / "home" / "casebook.db"
    store = SqliteStore(path)
    book = casebook(store)
    book.keep(book.add_card(GUIDE, "Trip").id, letter("hello"))
    store.close()
    return path
