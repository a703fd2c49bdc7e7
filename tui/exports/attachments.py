"""Kept files put into a folder under names that are safe there; nothing is overwritten."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tui.exports.placed import CannotPlace, Taken, placed
from tui.text.translation import marked

_TRIES: Final = 1000


def save(folder: Path, files: Sequence[tuple[str, bytes]]) -> list[Path]:
    """Write files, each with the name that its sender gave it, into `folder`; return their paths.

    They are for their owner alone. A name that is taken gets a number. Raises `CannotPlace`; what
    was written before is there.
    """
    taken: set[str] = set()
    return [_saved(folder, declared, content, taken) for declared, content in files]


def _saved(folder: Path, declared: str, content: bytes, taken: set[str]) -> Path:
    from tui.correspondence.files.safe_name import safe_name

    for _ in range(_TRIES):
        name = safe_name(declared, taken)
        taken.add(name)
        try:
            with placed(folder / name) as file:
                file.write(content)
        except Taken:
            continue
        return folder / name
    raise CannotPlace(marked("{path} has too many files of that name."), path=folder)
