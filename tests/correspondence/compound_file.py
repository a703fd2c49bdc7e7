"""Builds what Outlook saves: a compound file with the properties of a letter in it."""

import struct
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

_END, _FREE, _FAT, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_SECTOR, _MINI, _CUTOFF = 512, 64, 4096

Tree = dict[str, Any]
"""Name -> bytes of a stream, or the tree of a directory."""


@dataclass
class _Entry:
    name: str
    kind: int
    content: bytes = b""
    child: int = _NONE
    right: int = _NONE
    start: int = _END
    size: int = 0


@dataclass
class _Sectors:
    """Sectors and the table that chains them."""

    size: int
    content: bytearray = field(default_factory=bytearray)
    table: list[int] = field(default_factory=list)

    def put(self, raw: bytes) -> int:
        """Append a stream and return its first sector."""
        if not raw:
            return _END
        first = len(self.table)
        count = -(-len(raw) // self.size)
        self.table.extend(range(first + 1, first + count))
        self.table.append(_END)
        self.content += raw.ljust(count * self.size, b"\0")
        return first


def compound_file(tree: Tree) -> bytes:
    """Return a compound file with 512-byte sectors."""
    entries = [_Entry("Root Entry", 5)]
    _add(entries, 0, tree)
    sectors, mini = _Sectors(_SECTOR), _Sectors(_MINI)
    for entry in entries[1:]:
        if entry.kind == 2:
            entry.size = len(entry.content)
            small = entry.size < _CUTOFF
            entry.start = (mini if small else sectors).put(entry.content)
    entries[0].start = sectors.put(bytes(mini.content))
    entries[0].size = len(mini.content)
    small_table = b"".join(struct.pack("<I", sector) for sector in mini.table)
    small_start = sectors.put(small_table.ljust(-(-len(small_table) // _SECTOR) * _SECTOR, b"\xff"))
    directory = sectors.put(b"".join(map(_packed, entries)))
    tables = 1
    while tables * (_SECTOR // 4) < len(sectors.table) + tables:
        tables += 1
    first = len(sectors.table)
    sectors.table.extend([_FAT] * tables)
    table = b"".join(struct.pack("<I", sector) for sector in sectors.table)
    table = table.ljust(tables * _SECTOR, b"\xff")
    header = struct.pack(
        "<8s16sHHHHHHIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        bytes(16),
        *(0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0),
        *(tables, directory, 0, _CUTOFF),
        *(small_start, -(-len(small_table) // _SECTOR), _END, 0),
    )
    where = [first + number for number in range(tables)] + [_FREE] * (109 - tables)
    return header + struct.pack("<109I", *where) + bytes(sectors.content) + table


def _add(entries: list[_Entry], parent: int, tree: Tree) -> None:
    """Put a directory's entries in one after the other, each to the right of the one before."""
    before = None
    for name, content in sorted(tree.items(), key=lambda item: (len(item[0]), item[0].upper())):
        number = len(entries)
        if before is None:
            entries[parent].child = number
        else:
            entries[before].right = number
        before = number
        if isinstance(content, dict):
            entries.append(_Entry(name, 1))
            _add(entries, number, content)
        else:
            entries.append(_Entry(name, 2, content))


def _packed(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        name,
        len(name) + 2,
        entry.kind,
        1,
        _NONE,
        entry.right,
        entry.child,
        bytes(16),
        0,
        0,
        0,
        entry.start if entry.kind != 1 else 0,
        entry.size,
    )


def properties(header: int, values: dict[int, int | datetime | str | bytes]) -> Tree:
    """Return the streams of properties: numbers and moments in a table, texts as UTF-16.

    Texts that are 8-bit are given as a `Tree` of their own, under the name `eight_bit` gives them.
    """
    tree: Tree = {}
    table = bytearray(header)
    for number, value in values.items():
        if isinstance(value, datetime):
            ticks = int((value - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
            table += struct.pack("<HHIQ", 0x40, number, 6, ticks)
        elif isinstance(value, int):
            table += struct.pack("<HHIQ", 3, number, 6, value)
        elif isinstance(value, str):
            tree[f"__substg1.0_{number:04X}001F"] = value.encode("utf-16-le", "surrogatepass")
        else:
            tree[f"__substg1.0_{number:04X}0102"] = value
    tree["__properties_version1.0"] = bytes(table)
    return tree


def eight_bit(values: dict[int, bytes]) -> Tree:
    """Return texts in a codepage."""
    return {f"__substg1.0_{number:04X}001E": value for number, value in values.items()}


def compressed_rtf(rtf: bytes) -> bytes:
    """Return RTF as Outlook compresses it, without finding any repetition."""
    packed = bytearray()
    for at in range(0, len(rtf), 8):
        packed += b"\0" + rtf[at : at + 8]
    body = struct.pack("<I4sI", len(rtf), b"LZFu", 0) + bytes(packed)
    return struct.pack("<I", len(body)) + body
