"""An archive from anywhere, read without trust: nothing of it is believed, or put on the disk.

Ours have one form, so every byte between the members can be foretold, and is compared. What does
not have it is either no archive of ours, or one that was altered.
"""

import hashlib
import os
import stat
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from tui.exports.proof.archive import (
    END_SIZE,
    LARGEST,
    TAIL,
    Entry,
    central_header,
    end,
    local_header,
    place,
)
from tui.exports.proof.evidence import Member
from tui.text.translation import marked
from tui.text.trouble import Trouble

_CHUNK: Final = 1024 * 1024
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_LARGEST_CONTENTS: Final = 16 * 1024 * 1024
_LONGEST_NAME: Final = 200
_ENCRYPTED: Final = 1
_NAME_CHARACTERS: Final = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./"
)


class NotOurs(Trouble):
    """This is no proof that kaiyaku wrote, or none that can be read."""


class Altered(Trouble):
    """Something in the proof is not as it was written."""


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file to be checked; raises `NotOurs` for what is no file, or cannot be read."""
    try:
        # A pipe without a writer must not hold the check up.
        flags = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
        descriptor = os.open(path, flags)
    except OSError as error:
        raise _unreadable(path, error) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise NotOurs(marked("{path} is no file."), path=path)
    with os.fdopen(descriptor, "rb") as file:
        try:
            yield file
        except OSError as error:
            raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> NotOurs:
    return NotOurs(
        marked("{path} cannot be read: {reason}."), path=path, reason=error.strerror or str(error)
    )


class Unpacked:
    """The members of an archive, in their order, each read when it is asked for."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        """Look at the archive's own tables; raises `NotOurs` or `Altered`. `name` is to say."""
        self._file = file
        self._name = name
        self.size = file.seek(0, os.SEEK_END)
        self._entries = self._table()

    @property
    def names(self) -> list[str]:
        """The names of the members."""
        return list(self._entries)

    def size_of(self, name: str) -> int:
        """Return how many bytes a member has."""
        return self._entries[name].size

    def members(self) -> Iterator[Member]:
        """Read every member and yield it with its sum; raises `Altered` at the first other one."""
        for entry in self._entries.values():
            crc, sha256 = 0, hashlib.sha256()
            for chunk in self.chunks(entry.name):
                crc = zlib.crc32(chunk, crc)
                sha256.update(chunk)
            if crc != entry.crc:
                raise Altered(marked("{member} was altered."), member=entry.name)
            yield Member(entry.name, entry.size, sha256.hexdigest())

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a member's content, 1 MiB at a time."""
        entry = self._entries[name]
        begins, left = entry.offset + len(local_header(entry)), entry.size
        while left:
            self._file.seek(begins)
            chunk = self._file.read(min(left, _CHUNK))
            if not chunk:
                raise Altered(marked("The archive ends in the middle of {member}."), member=name)
            yield chunk
            begins, left = begins + len(chunk), left - len(chunk)

    def content(self, name: str, at_most: int) -> bytes:
        """Return a member that has at most so many bytes; raises `NotOurs` for a larger one."""
        if self._entries[name].size > at_most:
            raise NotOurs(marked("{member} is larger than kaiyaku writes it."), member=name)
        return b"".join(self.chunks(name))

    def _at(self, offset: int, size: int) -> bytes:
        self._file.seek(max(offset, 0))
        return self._file.read(size)

    def _table(self) -> dict[str, Entry]:
        """Return the entries by name, once every byte outside the members is as it must be."""
        if self.size > LARGEST or self.size < END_SIZE:
            raise self._not_ours()
        tail = self._at(self.size - END_SIZE, END_SIZE)
        is_ours = tail.endswith(TAIL)
        fields = _END.unpack(tail[: _END.size])
        count, size, offset = fields[4], fields[5], fields[6]
        if tail != end(count, size, offset) or offset + size + END_SIZE != self.size:
            raise self._bad_end(is_ours=is_ours)
        if size > _LARGEST_CONTENTS:
            raise NotOurs(marked("The archive's list of files is larger than kaiyaku writes it."))
        entries = _entries(self._at(offset, size), count)
        self._compare_headers(entries, offset)
        return entries

    def _compare_headers(self, entries: dict[str, Entry], contents: int) -> None:
        expected = 0
        for entry in entries.values():
            if entry.offset != expected or entry.after > contents:
                raise Altered(
                    marked("{member} does not lie in the archive where it should."),
                    member=entry.name,
                )
            header = local_header(entry)
            if self._at(expected, len(header)) != header:
                raise Altered(
                    marked("What the archive says of {member} was altered."), member=entry.name
                )
            expected = entry.after
        if expected != contents:
            raise Altered(marked("Something was put between the files and their list."))

    def _bad_end(self, *, is_ours: bool) -> Trouble:
        begins_like_ours = self._at(0, 14) == local_header(Entry("", 0, 0, 0))[:14]
        if is_ours or begins_like_ours:
            return Altered(
                marked("The end of {path} was altered, or is missing: it may not be all there."),
                path=self._name,
            )
        return self._not_ours()

    def _not_ours(self) -> NotOurs:
        return NotOurs(marked("{path} is no proof that kaiyaku exported."), path=self._name)


def _entries(table: bytes, count: int) -> dict[str, Entry]:
    """Read the archive's list of files; raises `Altered` at the first that is not as ours are."""
    entries: dict[str, Entry] = {}
    position, before = 0, ("", "")
    for number in range(1, count + 1):
        header = table[position : position + _CENTRAL.size]
        if len(header) < _CENTRAL.size or not header.startswith(b"PK\1\2"):
            raise _broken(number)
        fields = _CENTRAL.unpack(header)
        crc, size, length, offset = fields[7], fields[9], fields[10], fields[16]
        raw = table[position + _CENTRAL.size : position + _CENTRAL.size + length]
        name = _name(raw, number)
        _refuse_what_hides(fields, name)
        entry = Entry(name, size, crc, offset)
        expected = central_header(entry)
        if table[position : position + len(expected)] != expected:
            raise Altered(marked("What the archive says of {member} was altered."), member=name)
        if name in entries:
            raise Altered(marked("{member} is in the archive twice."), member=name)
        if place(name) <= before:
            raise Altered(
                marked("{member} does not lie in the archive where it should."), member=name
            )
        entries[name] = entry
        position, before = position + len(expected), place(name)
    if position != len(table):
        raise _broken(count + 1)
    return entries


def _name(raw: bytes, number: int) -> str:
    if not raw or len(raw) > _LONGEST_NAME:
        raise _broken(number)
    name = raw.decode("latin-1")
    parts = name.split("/")
    if not _NAME_CHARACTERS.issuperset(name) or any(part in ("", ".", "..") for part in parts):
        raise Altered(
            marked("{member} is a name that kaiyaku gives to no file: do not unpack this archive."),
            member=ascii(name),
        )
    return name


def _refuse_what_hides(fields: tuple[int, ...], name: str) -> None:
    if fields[3] & _ENCRYPTED:
        raise Altered(marked("{member} is encrypted, which kaiyaku does to no file."), member=name)
    if fields[4]:
        raise Altered(
            marked("{member} was compressed by another program: check the archive as exported."),
            member=name,
        )
    if stat.S_ISLNK(fields[15] >> 16):
        raise Altered(
            marked("{member} is a link to somewhere else: do not unpack this archive."),
            member=name,
        )


def _broken(number: int) -> Altered:
    return Altered(marked("The archive's list of files was altered at entry {n}."), n=number)
