from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.casebook.memory import MemoryStore
from tui.casebook.sqlite import SqliteStore
from tui.casebook.storage import Store


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made: Store = MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "book.db")
    yield made
    made.close()
