"""The header of a mail or of a part: its fields as bytes, and where the body begins."""

import re
from typing import Final, NamedTuple

from tui.correspondence.limits import HEADER_BYTES, HEADER_LINES

_NAME: Final = rb"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,76}"
_FIELD = re.compile(rb"(" + _NAME + rb")[ \t]*:(.*)", re.DOTALL)
_KNOWN: Final = (
    rb"(?:from|to|cc|subject|date|message-id|received|mime-version|reply-to|return-path|sender"
    rb"|(?:content|x|dkim|list|in-reply)-[a-z-]{1,40}|references|importance)[ \t]*:"
)
_BEGINS_FIELD = re.compile(_KNOWN, re.IGNORECASE)
_SOUGHT = re.compile(
    rb"^(subject|from|to|cc|date|message-id|content-[a-z-]{1,40})[ \t]*:"
    rb"([^\n]*(?:\n[ \t][^\n]*)*)",
    re.IGNORECASE | re.MULTILINE,
)
_LOST_PARAMETER = re.compile(
    rb"(?:boundary|charset|name|filename|type|format|delsp|report-type|protocol|micalg|size"
    rb"|creation-date|modification-date)(?:\*\d{0,3}\*?)?[ \t]*=",
    re.IGNORECASE,
)
_LOST_WORD = re.compile(rb"=\?[A-Za-z0-9_-]{2,40}(?:\*[A-Za-z-]{2,10})?\?[BbQq]\?")
_NOT_ASCII = re.compile(rb"[\x1b\x80-\xff]")
_LOOK_AHEAD: Final = 3


class Field(NamedTuple):
    """One header field; the value still has its line ends and whatever encoding it has."""

    name: str
    value: bytes


class HeaderBlock(NamedTuple):
    """The fields in order, where the body begins, and whether fields were left out."""

    fields: tuple[Field, ...]
    body: int
    cut: bool

    def first(self, name: str) -> bytes | None:
        """Return the value of the first field called `name`, in lower case; None without one."""
        return next((field.value for field in self.fields if field.name.lower() == name), None)

    def all(self, name: str) -> list[bytes]:
        """Return the values of every field called `name`, in lower case."""
        return [field.value for field in self.fields if field.name.lower() == name]


def read_header_block(
    raw: bytes, start: int, end: int, *, lines: int = HEADER_LINES, size: int = HEADER_BYTES
) -> HeaderBlock:
    """Read the header that begins at `start`; `lines` and `size` in bytes limit it.

    A line that lost the blank it was folded with continues the field before it. Beyond the limit
    in lines, the fields that tell who, when, what and how encoded are still looked for.
    """
    limit = min(end, start + size)
    found: list[tuple[str, list[bytes]]] = []
    at = start
    for number in range(lines):
        if at >= limit:
            break
        following = raw.find(b"\n", at, end) + 1 or end
        line = raw[at : min(following, limit)].rstrip(b"\r\n")
        if not line:
            return _block(found, following, cut=False)
        if line[:1] in b" \t" and found:
            found[-1][1].append(line)
        elif found and _is_continuation(found[-1][0], line, raw, following, limit):
            found[-1][1].append(b" " + line)
        elif field := _FIELD.match(line):
            found.append((field[1].decode(), [field[2]]))
        elif number or not line.lstrip(b">").startswith(b"From "):
            return _block(found, at, cut=False)
        at = following
    if at >= end:
        return _block(found, end, cut=False)
    body = _after_blank_line(raw, at, end)
    sought = _SOUGHT.finditer(raw, at, min(limit, body))
    found.extend((field[1].decode(), [field[2]]) for field in sought)
    return _block(found, body, cut=True)


def _block(found: list[tuple[str, list[bytes]]], body: int, *, cut: bool) -> HeaderBlock:
    fields = tuple(Field(name, b"\n".join(lines).strip()) for name, lines in found)
    return HeaderBlock(fields, body, cut)


def _is_continuation(before: str, line: bytes, raw: bytes, following: int, limit: int) -> bool:
    """Say whether `line` continues the field `before` although it begins without a blank."""
    if _LOST_WORD.match(line):
        return True
    if before.lower().startswith("content-") and _LOST_PARAMETER.match(line):
        return True
    if not _NOT_ASCII.search(line) or _BEGINS_FIELD.match(line):
        return False
    # Text in the middle of the header, as a folded subject leaves it: fields go on below.
    for _ in range(_LOOK_AHEAD):
        if _BEGINS_FIELD.match(raw, following, limit):
            return True
        following = raw.find(b"\n", following, limit) + 1
        if not following or raw[following : following + 2].strip() == b"":
            return False
    return False


def _after_blank_line(raw: bytes, at: int, end: int) -> int:
    """Return where the body begins, if its header goes on at `at`; `end` if there is none."""
    unix = raw.find(b"\n\n", at - 1, end)
    internet = raw.find(b"\n\r\n", at - 1, end if unix < 0 else unix)
    if internet >= 0:
        return internet + 3
    return unix + 2 if unix >= 0 else end


def begins_field(raw: bytes, at: int) -> bool:
    """Say whether a header field that mails have begins at a place."""
    return _BEGINS_FIELD.match(raw, at) is not None
