"""Microsoft's compound file, a small file system in one file, read within limits.

`olefile` follows what the file says of itself; what a hostile file could make endless of that is
checked before it is asked.
"""

import struct
from collections.abc import Iterator
from typing import Any, Final

import olefile

from tui.correspondence.outlook.properties import Budget

_ENTRIES: Final = 20_000
_HEADER: Final = 512
_SECTORS: Final = {9: 512, 12: 4096}
_SMALL_SECTORS: Final = 6
# What following the numbers of a damaged file comes to.
_DAMAGE: Final = (
    *(OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError),
    struct.error,
)


class NotCompound(Exception):
    """The bytes are no compound file that can be read."""


class _File(olefile.OleFileIO):  # type: ignore[misc]
    """A compound file that gives up where a directory has more entries than any letter."""

    loaded = 0

    def _load_direntry(self, sid: int) -> Any:
        self.loaded += 1
        if self.loaded > _ENTRIES:
            raise NotCompound("too many entries")
        return super()._load_direntry(sid)

    def _check_duplicate_stream(self, first_sect: int, minifat: bool = False) -> None:
        """Let it be: looking through a list for every entry takes quadratic time."""

    def content(self, entry: Any) -> bytes:
        """Return a stream's bytes."""
        return bytes(self._open(entry.isectStart, entry.size).read())


class Storage:
    """A directory of the file."""

    def __init__(self, file: _File, entry: Any, budget: Budget) -> None:
        self._file = file
        self._entry = entry
        self._budget = budget

    def take_text(self, raw: bytes, most: int, least: int = 0) -> bytes:
        """Return as much of `raw` as may be read as text; it is charged with `least` bytes."""
        return self._budget.take_text(raw, most, least)

    def stream(self, name: str) -> bytes | None:
        """Return the bytes of a stream; None where there is none, or where it cannot be read."""
        entry = self._entry.kids_dict.get(name.lower())
        if entry is None or entry.entry_type != olefile.STGTY_STREAM:
            return None
        if entry.size > self._budget.left:
            return None
        self._budget.left -= entry.size
        try:
            return self._file.content(entry)
        except _DAMAGE:
            return None

    def storage(self, name: str) -> "Storage | None":
        """Return the directory called `name` in this one."""
        entry = self._entry.kids_dict.get(name.lower())
        if entry is None or entry.entry_type != olefile.STGTY_STORAGE:
            return None
        return Storage(self._file, entry, self._budget)

    def storages(self, beginning: str) -> Iterator["Storage"]:
        """Return the directories in this one whose names begin so, in the order of their names."""
        for entry in self._entry.kids:
            named = entry.name.lower().startswith(beginning)
            if named and entry.entry_type == olefile.STGTY_STORAGE:
                yield Storage(self._file, entry, self._budget)


def open_compound(raw: bytes) -> Storage:
    """Return the root directory; raises `NotCompound`."""
    _check(raw)
    try:
        file = _File(raw)
    except _DAMAGE as error:
        raise NotCompound(str(error)) from error
    except RecursionError as error:
        raise NotCompound("too deep") from error
    if file.root is None or file.root.size > len(raw):
        raise NotCompound("a stream that is larger than the file")
    # Twice: a stream may be asked for again where a nested letter is looked at.
    return Storage(file, file.root, Budget(2 * len(raw)))


def _check(raw: bytes) -> None:
    """Refuse a header whose counts do not fit into the file."""
    if len(raw) < 3 * _HEADER:
        raise NotCompound("too short")
    shift = int.from_bytes(raw[30:32], "little")
    size = _SECTORS.get(shift)
    if size is None or int.from_bytes(raw[32:34], "little") != _SMALL_SECTORS:
        raise NotCompound("an unknown size of sectors")
    sectors = len(raw) // size + 1
    allocation = int.from_bytes(raw[44:48], "little")
    small = int.from_bytes(raw[64:68], "little")
    if allocation > sectors // (size // 4) + 8 or small > sectors:
        raise NotCompound("more tables than the file has room for")
