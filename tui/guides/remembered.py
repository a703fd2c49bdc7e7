"""Which content files were found good, so that a start need not validate them again."""

import contextlib
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from tui import held
from tui.guides.fault import ContentError
from tui.guides.guide import (
    Answer,
    Caution,
    Cautions,
    Check,
    Due,
    Guide,
    Introduction,
    Question,
    Step,
    When,
    field_names,
)
from tui.guides.read import read_bytes

FORMAT: Final = 3
"""Raise it when models or checks tighten without a change of the fields."""

_AT_MOST = 500
_LARGEST = 256 * 1024
_MODELS = (Guide, Introduction, Step, Check, Caution, Cautions, When, Due, Question, Answer)


class Remembered:
    """The fingerprints of the files that were found good, kept in a small JSON file.

    Without a path, or with one that cannot be read or written, nothing is remembered.
    """

    def __init__(self, path: Path | None, models: Iterable[type] = _MODELS) -> None:
        """Read what is remembered at `path` about files that are built of `models`."""
        self._path = path
        self._models = repr([FORMAT, [(model.__name__, field_names(model)) for model in models]])
        self._kept = _read(path) if path else []
        self._met: dict[str, None] = {}

    def fingerprint(self, model: type, content: bytes) -> str:
        """Return what stands for these bytes as a file of this model."""
        return hashlib.sha256(f"{self._models}{model.__name__}\n".encode() + content).hexdigest()

    def knows(self, fingerprint: str) -> bool:
        """Return whether a file was found good before, by this program or an equal one."""
        return fingerprint in self._kept

    def add(self, fingerprint: str) -> None:
        """Remember a file that is good."""
        self._met[fingerprint] = None

    def write(self) -> None:
        """Put what is new on the disk, the files of this start first, at most 500 in all."""
        if self._path is None or self._met.keys() <= set(self._kept):
            return
        good = list(dict.fromkeys([*self._met, *self._kept]))[:_AT_MOST]
        # What cannot be remembered is validated again: slower by a moment, and right.
        with contextlib.suppress(OSError):
            _replace(self._path, json.dumps({"format": FORMAT, "good": good}).encode())
        # Or every file that is read after this one would have all of it written once more.
        self._kept = good


def _read(path: Path) -> list[str]:
    # A file that anyone could have written: whatever is not the expected list is nothing.
    try:
        stored = json.loads(read_bytes(path, _LARGEST))
    except (OSError, ContentError, ValueError, RecursionError):
        return []
    if not isinstance(stored, dict) or stored.get("format") != FORMAT:
        return []
    return _texts(stored.get("good"))


def _texts(value: object) -> list[str]:
    if not isinstance(value, Iterable) or isinstance(value, str | dict):
        return []
    return [item for item in value if isinstance(item, str)][:_AT_MOST]


def _replace(path: Path, content: bytes) -> None:
    """Write a file that others see either as it was or complete, readable by its owner only."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with held.opened(path.parent) as directory:
        held.put(directory, path.name, content)
