"""The one form of our archives: a ZIP that is nothing but its members.

Members are stored as they are. Letters are small and pictures are compressed already, and what a
compressor writes differs from one build of zlib to the next; so the bytes follow from the members
alone, whoever writes them, and a reader can say of every byte what it has to be.
"""

import struct
import zlib
from typing import Final, NamedTuple, Protocol

TAIL: Final = b"kaiyaku proof 1: unzip, then read README.txt"
"""The archive's comment, by which it is known as ours."""
LARGEST: Final = 2**32 - 1
"""Bytes of an archive; what is larger needs other headers, which not everybody can read."""
MOST_MEMBERS: Final = 2**16 - 2

# 1 January 1980, the first moment that a ZIP can say.
_TIME, _DATE = 0, 1 << 5 | 1
_NEEDS: Final = 10
_MADE_ON_UNIX: Final = 3 << 8 | _NEEDS
_PRIVATE_FILE: Final = 0o100600 << 16

_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
END_SIZE: Final = _END.size + len(TAIL)


class Sink(Protocol):
    """What bytes can be written to, one after the other."""

    def write(self, content: bytes, /) -> object:
        """Take the next bytes."""


class Entry(NamedTuple):
    """A member as the archive's own tables say it: its bytes begin `offset` after the start."""

    name: str
    size: int
    crc: int
    offset: int

    @property
    def after(self) -> int:
        """Where the next member begins."""
        return self.offset + len(local_header(self)) + self.size


def local_header(entry: Entry) -> bytes:
    """Return what stands before a member's content."""
    name = entry.name.encode("ascii")
    head = (b"PK\3\4", _NEEDS, 0, 0, _TIME, _DATE)
    return _LOCAL.pack(*head, entry.crc, entry.size, entry.size, len(name), 0) + name


def central_header(entry: Entry) -> bytes:
    """Return a member's line in the table of contents."""
    name = entry.name.encode("ascii")
    head = (b"PK\1\2", _MADE_ON_UNIX, _NEEDS, 0, 0, _TIME, _DATE)
    sizes = (entry.crc, entry.size, entry.size, len(name), 0, 0, 0, 0)
    return _CENTRAL.pack(*head, *sizes, _PRIVATE_FILE, entry.offset) + name


def end(count: int, size: int, offset: int) -> bytes:
    """Return the end of an archive: how many members, and where the table of contents is."""
    head = _END.pack(b"PK\5\6", 0, 0, count, count, size, offset, len(TAIL))
    return head + TAIL


def place(name: str) -> tuple[str, str]:
    """Return what members are sorted by, so that each may tell of those before it."""
    return name.lower(), name


class Archive:
    """Writes members one after the other, to something that need not be a file."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._entries: list[Entry] = []

    def add(self, name: str, content: bytes) -> None:
        """Write one member; the caller gives them in the order of their names."""
        offset = self._entries[-1].after if self._entries else 0
        entry = Entry(name, len(content), zlib.crc32(content), offset)
        self._sink.write(local_header(entry))
        self._sink.write(content)
        self._entries.append(entry)

    def close(self) -> None:
        """Write the table of contents."""
        offset = self._entries[-1].after if self._entries else 0
        size = 0
        for entry in self._entries:
            header = central_header(entry)
            size += len(header)
            self._sink.write(header)
        self._sink.write(end(len(self._entries), size, offset))
