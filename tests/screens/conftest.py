from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.screens.running import OPENED, desk_at
from tui.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_at(tmp_path)


@pytest.fixture(autouse=True)
def _left_open() -> Iterator[None]:
    """Close the desks that a test has opened: a colleague's is run by no program."""
    yield
    while OPENED:
        desk = OPENED.pop()
        desk.drafts.close()
        desk.casebook.store.close()
