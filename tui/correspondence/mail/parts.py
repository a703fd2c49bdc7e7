"""The parts of a mail as places in its bytes: nothing is copied, and nothing is recoded.

The standard library's parser needs seconds and gigabytes for some small mails, and gives an
enclosed mail back with other line ends than it came with.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from tui.correspondence import transfer
from tui.correspondence.header.block import HeaderBlock, read_header_block
from tui.correspondence.header.parameters import Parameter, read_parameters
from tui.correspondence.limits import (
    DEEP_PARTS,
    DEPTH,
    PART_HEADER_BYTES,
    PART_HEADER_LINES,
    Allowance,
)
from tui.text.translation import marked

NO_BOUNDARY: Final = marked(
    "The parts of this mail cannot be told apart; they are shown as they stand."
)
CUT_OFF: Final = marked("The end of this mail is missing; what came of it is shown.")
LETTERS: Final = ("message/rfc822", "message/global", "message/news")
"""The types of a mail in a mail."""

_TYPE = re.compile(r"[a-z0-9][a-z0-9.+_-]{0,80}/[a-z0-9][a-z0-9.+_-]{0,120}")
_GUESS_IN: Final = 65_536
_GUESS = re.compile(
    rb"^--(\S(?:[^\r\n]{0,198}\S)?)[ \t]{0,80}\r?\ncontent-[a-z-]{1,80}:",
    re.IGNORECASE | re.MULTILINE,
)
_TAIL = re.compile(rb"(--)?[ \t]*+(?:\r?\n|\Z)")
_FALSE_DELIMITERS: Final = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part: what its header says of it, and where its body stands in `source`."""

    type: str
    parameters: dict[str, Parameter]
    disposition: str
    disposition_parameters: dict[str, Parameter]
    encoding: str
    source: bytes = field(repr=False)
    start: int
    end: int
    children: tuple["Part", ...] = ()

    @property
    def body(self) -> bytes:
        """The body as it stands in the mail, still in its transfer encoding."""
        return self.source[self.start : self.end]

    @property
    def content(self) -> bytes:
        """The body without its transfer encoding."""
        return transfer.decode(self.body, self.encoding)


def read_part(
    source: bytes, header: HeaderBlock, end: int, allowance: Allowance, *, depth: int = 0
) -> Part:
    """Return the part whose `header` was read and whose body ends at `end`, with those in it."""
    return _read(source, header, end, allowance, depth, "text/plain")


def all_parts(part: Part) -> Iterator[Part]:
    """Yield a part and all parts in it, in their order."""
    yield part
    for child in part.children:
        yield from all_parts(child)


def _read(
    source: bytes, header: HeaderBlock, end: int, allowance: Allowance, depth: int, default: str
) -> Part:
    kind, parameters = read_parameters(header.first("content-type") or b"")
    disposition, further = read_parameters(header.first("content-disposition") or b"")
    encoding = header.first("content-transfer-encoding") or b""
    words = re.split(r"[\s;,]", encoding[:100].decode("ascii", "replace").strip(" \"'").lower())
    part = Part(
        type=_type(kind, default),
        parameters=parameters,
        disposition=disposition,
        disposition_parameters=further,
        encoding=words[0],
        source=source,
        start=header.body,
        end=end,
    )
    if not part.type.startswith("multipart/"):
        guessed = None if kind else _guess(source, part.start, part.end)
        if guessed is None:
            return part
        return _with_children(part, guessed, allowance, depth)
    boundary = parameters["boundary"].raw.rstrip() if "boundary" in parameters else b""
    return _with_children(part, boundary, allowance, depth)


def _type(kind: str, default: str) -> str:
    """Return a media type that can be relied on; broken ones become the nearest that is whole."""
    found = _TYPE.match(kind)
    if found:
        return found[0]
    if kind.startswith("multipart/"):
        return "multipart/mixed"
    return "text/html" if kind == "html" else default


def _with_children(part: Part, boundary: bytes, allowance: Allowance, depth: int) -> Part:
    """Return `part` with the parts between its boundaries; without any it is plain text."""
    if depth >= DEPTH:
        allowance.remark(DEEP_PARTS, limit=DEPTH)
        return replace(part, type="text/plain")
    source, start, end = part.source, part.start, part.end
    places = _split(source, start, end, boundary, allowance) if boundary else []
    if not places and part.encoding in ("base64", "quoted-printable"):
        # Forbidden for parts in parts, and mostly untrue where it stands.
        source, start = part.content, 0
        end = len(source)
        places = _split(source, start, end, boundary, allowance) if boundary else []
    if not places and (guessed := _guess(source, start, end)):
        places = _split(source, start, end, guessed, allowance)
    if not places:
        if not transfer.is_blank(source[start : min(end, start + 1000)]):
            allowance.remark(NO_BOUNDARY)
        return replace(part, type="text/plain")
    default = "message/rfc822" if part.type == "multipart/digest" else "text/plain"
    children = []
    for first, last in places:
        header = read_header_block(
            source, first, last, lines=PART_HEADER_LINES, size=PART_HEADER_BYTES
        )
        children.append(_read(source, header, last, allowance, depth + 1, default))
    kind = part.type if part.type.startswith("multipart/") else "multipart/mixed"
    return replace(part, type=kind, children=tuple(children))


def _guess(source: bytes, start: int, end: int) -> bytes | None:
    """Return the boundary that a body seems to have where its header tells none, or None."""
    found = _GUESS.search(source, start, min(end, start + _GUESS_IN))
    return found[1] if found else None


def _split(
    source: bytes, start: int, end: int, boundary: bytes, allowance: Allowance
) -> list[tuple[int, int]]:
    """Return where the parts between the lines `--boundary` begin and end."""
    delimiter = b"--" + boundary
    places: list[tuple[int, int]] = []
    opened: int | None = None
    for at, tail in _delimiters(source, start, end, delimiter):
        if opened is not None:
            places.append((opened, _before_line_end(source, opened, at)))
        opened = None
        if tail[1] or not allowance.take_part():
            break
        opened = tail.end()
    if opened is not None:
        allowance.remark(CUT_OFF)
        places.append((opened, end))
    return places


def _delimiters(
    source: bytes, start: int, end: int, delimiter: bytes
) -> Iterator[tuple[int, re.Match[bytes]]]:
    """Yield where each delimiter line begins, and the match of what follows the boundary."""
    misses = 0
    at = start if source.startswith(delimiter, start, end) else _next(source, start, end, delimiter)
    while at >= 0 and misses < _FALSE_DELIMITERS:
        tail = _TAIL.match(source, at + len(delimiter), end)
        if tail:
            yield at, tail
        else:
            misses += 1
        # The line end of a delimiter may be the one that the next delimiter stands behind.
        at = _next(source, tail.end() - 1 if tail else at + 1, end, delimiter)


def _next(source: bytes, at: int, end: int, delimiter: bytes) -> int:
    found = source.find(b"\n" + delimiter, at, end)
    return found + 1 if found >= 0 else -1


def _before_line_end(source: bytes, start: int, at: int) -> int:
    """Return the end of what stands before the delimiter at `at`, without its last line end."""
    if at > start and source[at - 1 : at] == b"\n":
        at -= 1
        if at > start and source[at - 1 : at] == b"\r":
            at -= 1
    return at
