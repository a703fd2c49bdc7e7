"""Outlook's winmail.dat: a letter as attributes in a row, read as the directory of a .msg is.

Our own because the library for it (tnefparse) goes through a count of four thousand million that
a file of 40 bytes claims, and stands as it was released in 2021.
"""

import struct
from collections.abc import Iterator
from typing import Final

from tui.correspondence.outlook.properties import CODEPAGE, Budget

_SIGNATURE: Final = b"\x78\x9f\x3e\x22"
_HEADER: Final = struct.Struct("<BHHI")
_IN_ATTACHMENT: Final = 2
_NEW_ATTACHMENT, _PROPERTIES, _OF_ATTACHMENT, _OEM_CODEPAGE = 0x9002, 0x9003, 0x9005, 0x9007
_OLD: Final = {
    0x8004: "__substg1.0_0037001e",
    0x800C: "__substg1.0_1000001e",
    0x8010: "__substg1.0_3704001e",
    0x800F: "__substg1.0_37010102",
}
"""Attributes from before there were properties: subject, body, a file's name, a file."""
_SIZES: Final = {
    **dict.fromkeys((0x02, 0x0B, 0x03, 0x04, 0x0A), 4),
    **dict.fromkeys((0x05, 0x06, 0x07, 0x14, 0x40), 8),
    0x48: 16,
}
"""The bytes of a property, filled up to four."""
_VARIABLE: Final = (0x1E, 0x1F, 0x0D, 0x0102)
_SEVERAL, _NAMED = 0x1000, 0x8000
_OBJECT: Final = 0x0D
_INTERFACE: Final = 16
_MOST: Final = 20_000
_FILES: Final = 1_000


class NotTnef(Exception):
    """The bytes are no such package."""


class Package:
    """A winmail.dat, or a file in one, with the streams and directories that a .msg would have."""

    def __init__(self, header: int, budget: Budget) -> None:
        self._header = header
        self._budget = budget
        self._fixed: dict[int, bytes] = {}
        self._streams: dict[str, bytes] = {}
        self._files: list[Package] = []

    def take_text(self, raw: bytes, most: int, least: int = 0) -> bytes:
        """Return as much of `raw` as may be read as text; it is charged with `least` bytes."""
        return self._budget.take_text(raw, most, least)

    def stream(self, name: str) -> bytes | None:
        """Return the bytes of a stream; None where there is none."""
        if name == "__properties_version1.0":
            rows = (struct.pack("<HHI8s", 0, prop, 0, value) for prop, value in self._fixed.items())
            return bytes(self._header) + b"".join(rows)
        return self._streams.get(name)

    def storage(self, name: str) -> "Package | None":
        """Return the letter in a file, if it is one."""
        inner = self._streams.get(name)
        try:
            return _read(inner, 24, self._budget) if inner else None
        except NotTnef:
            return None

    def storages(self, beginning: str) -> Iterator["Package"]:
        """Yield the files."""
        if beginning.startswith("__attach"):
            yield from self._files

    def take(self, name: int, value: bytes) -> None:
        """Take one attribute of a letter or a file."""
        if name in (_PROPERTIES, _OF_ATTACHMENT):
            self._take_properties(value)
        elif name == _OEM_CODEPAGE:
            self._fixed.setdefault(CODEPAGE, value[:4])
        elif name in _OLD:
            self._streams.setdefault(_OLD[name], value)

    def new_file(self) -> "Package":
        """Begin a file; one of too many is read and left out."""
        file = Package(8, self._budget)
        if len(self._files) < _FILES:
            self._files.append(file)
        return file

    def _take_properties(self, raw: bytes) -> None:
        at = 4
        for _ in range(min(int.from_bytes(raw[:4], "little"), _MOST)):
            if at + 8 > len(raw):
                return
            kind, prop = struct.unpack_from("<HH", raw, at)
            at = _after_name(raw, at + 4) if prop >= _NAMED else at + 4
            several, kind = kind & _SEVERAL, kind & ~_SEVERAL
            count, size = 1, _SIZES.get(kind)
            if several or kind in _VARIABLE:
                count = min(int.from_bytes(raw[at : at + 4], "little"), _MOST)
                at += 4
            elif size is None:
                return
            for number in range(count):
                begin, end = at, at + (size or 0)
                if size is None:
                    begin = at + 4
                    end = begin + int.from_bytes(raw[at:begin], "little")
                if end > len(raw):
                    return
                if number == 0 and prop < _NAMED:
                    self._keep(kind, prop, raw[begin:end])
                at = end + -end % 4 if size is None else end

    def _keep(self, kind: int, prop: int, value: bytes) -> None:
        if kind == _OBJECT:
            inner = value[_INTERFACE:]
            nested = inner.startswith(_SIGNATURE)
            name = f"__substg1.0_{prop:04x}{'000d' if nested else '0102'}"
            self._streams[name] = inner
        elif kind in _VARIABLE:
            self._streams[f"__substg1.0_{prop:04x}{kind:04x}"] = value
        else:
            self._fixed[prop] = value[:8]


def open_package(raw: bytes) -> Package:
    """Return what a winmail.dat holds; raises `NotTnef`."""
    return _read(raw, 32, Budget(2 * len(raw)))


def _read(raw: bytes, header: int, budget: Budget) -> Package:
    if not raw.startswith(_SIGNATURE):
        raise NotTnef("another beginning")
    whole = package = Package(header, budget)
    at = 6
    while at + _HEADER.size <= len(raw):
        level, name, _, size = _HEADER.unpack_from(raw, at)
        at += _HEADER.size
        value = raw[at : at + size]
        if level == _IN_ATTACHMENT and name == _NEW_ATTACHMENT:
            package = whole.new_file()
        (package if level == _IN_ATTACHMENT else whole).take(name, value)
        # A sum of the bytes follows.
        at += size + 2
    return whole


def _after_name(raw: bytes, at: int) -> int:
    """Return where the value of a property with a name of its own begins."""
    at += 16
    kind, number = raw[at : at + 4], int.from_bytes(raw[at + 4 : at + 8], "little")
    at += 8
    return at if kind == bytes(4) else at + number + -number % 4
