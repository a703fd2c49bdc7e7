"""What a verb opens: the casebook's file never by Python, only by SQLite, which keeps its locks."""

import os
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Kaiyaku

_seen: list[str] = []


@cache
def watch() -> None:
    """Remember what this process opens from now on; a hook stays for good, so there is one."""

    def note(event: str, arguments: tuple[Any, ...]) -> None:
        # Closing what was opened with O_PATH drops no lock.
        if event == "open" and not (arguments[2] or 0) & os.O_PATH:
            _seen.append(str(arguments[0]))

    sys.addaudithook(note)


@pytest.fixture
def opened() -> Iterator[Callable[[], list[str]]]:
    watch()
    _seen.clear()
    yield lambda: list(_seen)
    _seen.clear()


def test_no_verb_opens_the_casebook_by_itself(
    one_card: Kaiyaku, tmp_path: Path, opened: Callable[[], list[str]]
) -> None:
    path = one_card.home / ".local/share/kaiyaku/casebook.db"
    for argv in (
        *(["list"], ["show", "1"], ["tick", "1", "1"], ["undo"], ["log"], ["find", "docomo"]),
        *(["edit", "1", "--number", "090-1234-5678"], ["plan", "1"], ["due"], ["calendar"]),
        *(["backup", str(tmp_path / "copy.db")], ["doctor"], ["holder", "list"]),
        *(["init", str(tmp_path / "desk")], ["move", "1", "--to", str(tmp_path / "desk")]),
        ["restore", str(tmp_path / "copy.db")],
    ):
        assert one_card(*argv).code == 0, argv
    assert opened()
    assert [name for name in opened() if Path(name).name == path.name] == []
