"""An mbox: many mails in one file, each after a line that begins with "From "."""

import io
import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_tz
from itertools import islice
from typing import IO, Final

from tui.correspondence.carriers import carrier_of_address
from tui.correspondence.files.form import form_of, goes_on, may_part_mails, parts_mails

ALL: Final = "all"
CARRIERS: Final = "carriers"

_LARGEST: Final = 25 * 1024 * 1024
_LINE: Final = 65_536
_HEAD: Final = 65_536
_HEADER_LINES: Final = 400
_OLDEST: Final = 1990
_HEADER = re.compile(
    rb"^(from|to|cc|date):((?:[^\n]{0,2000})(?:\n[ \t][^\n]{0,2000}){0,20})",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESS = re.compile(rb"[\w.+!#$%&'*/=?^{|}~-]{1,64}@[A-Za-z0-9.-]{3,255}")
_IN_BRACKETS = re.compile(rb"<([^<>\s@]{1,64}@[A-Za-z0-9.-]{3,255})>")
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")


@dataclass(frozen=True, slots=True)
class Summary:
    """What an mbox holds. Dates are ISO days, as their senders wrote them."""

    count: int
    first: str | None
    last: str | None
    senders: Mapping[str, int]
    """Address -> letters from it; carriers' first, then those with the most letters."""
    carriers: Mapping[str, str]
    """Address -> carrier, for the senders that are one."""
    with_carriers: int
    """Letters that are from a carrier or to one."""


@dataclass(frozen=True, slots=True)
class _Head:
    sender: str
    people: tuple[str, ...]
    date: bytes


def is_mailbox(source: bytes | IO[bytes]) -> bool:
    """Say whether this is an mbox with more than one mail; a file is at its beginning again."""
    file = io.BytesIO(source) if isinstance(source, bytes) else source
    is_mbox = form_of(file.read(_HEAD)) == "mbox"
    file.seek(0)
    several = is_mbox and len(list(islice(messages(file), 2))) > 1
    file.seek(0)
    return several


def messages(source: bytes | IO[bytes]) -> Iterator[bytes]:
    """Return the mails of an mbox one after the other, each as it was inside.

    Only the lines that part them are left out, with the blank line before each. Of one that is
    larger than a mail may be (25 MiB), only the first 25 MiB and a byte are given.
    """
    lines = _Lines(io.BytesIO(source) if isinstance(source, bytes) else source)
    letter: list[bytes] = []
    size = 0
    at_start = True
    while line := lines.take():
        if at_start and may_part_mails(line) and parts_mails(line, lines.header()):
            if letter:
                yield _whole(letter)
            letter, size = [], 0
        elif size <= _LARGEST:
            letter.append(line)
            size += len(line)
        at_start = line.endswith(b"\n")
    if letter:
        yield _whole(letter)


class _Lines:
    """The lines of a file, with a look ahead at the header that may follow."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._ahead: deque[bytes] = deque()

    def take(self) -> bytes:
        """Return the next line, or the next 64 KiB of a longer one; empty at the end."""
        return self._ahead.popleft() if self._ahead else self._file.readline(_LINE)

    def header(self) -> Iterator[bytes]:
        """Yield the lines of the header that follows, which are taken later."""
        for number in range(_HEADER_LINES):
            if number == len(self._ahead):
                self._ahead.append(self._file.readline(_LINE))
            line = self._ahead[number]
            yield line
            if not goes_on(line):
                return


def summary(source: bytes | IO[bytes], now: datetime) -> Summary:
    """Return what an mbox holds, from the headers alone; no date lies after `now`."""
    senders: Counter[str] = Counter()
    first: datetime | None = None
    last: datetime | None = None
    count = with_carriers = 0
    latest = now + timedelta(days=1)
    carriers: dict[str, str | None] = {}
    for letter in messages(source):
        head = _head(letter)
        count += 1
        senders[head.sender] += 1
        for person in head.people:
            if person not in carriers:
                carriers[person] = carrier_of_address(person)
        with_carriers += any(carriers[person] for person in head.people)
        at = _moment(head.date)
        if at is not None and at.year >= _OLDEST and at <= latest:
            first = at if first is None else min(first, at)
            last = at if last is None else max(last, at)
    senders.pop("", None)
    ours = {address: found for address in senders if (found := carriers.get(address))}
    ordered = sorted(senders.items(), key=lambda item: (item[0] not in ours, -item[1], item[0]))
    return Summary(
        count=count,
        first=first.date().isoformat() if first else None,
        last=last.date().isoformat() if last else None,
        senders=dict(ordered),
        carriers=ours,
        with_carriers=with_carriers,
    )


def is_wanted(letter: bytes, whose: str) -> bool:
    """Say whether a mail is among those asked for: `all`, `carriers`, an address or its domain.

    A letter counts by its sender and by those it was sent to: what the person wrote is proof too.
    """
    if whose == ALL:
        return True
    people = _head(letter).people
    if whose == CARRIERS:
        return any(carrier_of_address(person) for person in people)
    asked = whose.lower().lstrip("@")
    return any(
        person == asked or person.rpartition("@")[2] == asked or person.endswith("." + asked)
        for person in people
    )


def _whole(letter: list[bytes]) -> bytes:
    """Join a mail's lines, without the blank line that parts it from the next."""
    joined = b"".join(letter)[: _LARGEST + 1]
    if joined.endswith(b"\r\n\r\n"):
        return joined[:-2]
    return joined[:-1] if joined.endswith(b"\n\n") else joined


def _head(letter: bytes) -> _Head:
    head = letter[:_HEAD]
    end = _BLANK_LINE.search(head)
    found: dict[bytes, bytes] = {}
    for name, value in _HEADER.findall(head[: end.start() + 1] if end else head):
        found.setdefault(name.lower(), value)
    senders = _addresses(found.get(b"from", b""))
    people = (*senders, *_addresses(found.get(b"to", b"")), *_addresses(found.get(b"cc", b"")))
    return _Head(senders[0] if senders else "", people, found.get(b"date", b""))


def _addresses(value: bytes) -> tuple[str, ...]:
    found = _IN_BRACKETS.findall(value) or _ADDRESS.findall(value)
    return tuple(address.decode("ascii", "replace").lower() for address in found)


def _moment(value: bytes) -> datetime | None:
    try:
        read = parsedate_tz(value[:100].decode("ascii", "replace"))
        if read is None:
            return None
        zone = timezone(timedelta(seconds=read[9] or 0))
        return datetime(*read[:6], tzinfo=zone)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
