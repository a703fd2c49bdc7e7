from pathlib import Path

import pytest

from tests.screens.running import desk_at
from tui.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_at(tmp_path)
