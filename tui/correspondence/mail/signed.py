"""What is inside an S/MIME package that is only signed; no signature is checked.

Our own because one path through the structure is all that is needed, and packages of a few bytes
send general readers of it into recursion.
"""

from typing import Final, NamedTuple

from tui.correspondence.header.block import begins_field

_SIGNED: Final = bytes.fromhex("06092a864886f70d010702")
_DATA: Final = bytes.fromhex("06092a864886f70d010701")
_SEQUENCE, _SET, _OCTETS, _OCTETS_IN_PIECES, _EXPLICIT = 0x30, 0x31, 0x04, 0x24, 0xA0
_PIECES: Final = 200_000


class _Element(NamedTuple):
    """A tag, where its value begins and where it ends; None where only a mark ends it."""

    tag: int
    start: int
    end: int | None


def signed_content(raw: bytes) -> bytes | None:
    """Return the mail inside a signed package, or a mail that only has its name; else None."""
    if begins_field(raw, 0):
        return raw
    try:
        return _content(raw)
    except (IndexError, ValueError):
        return None


def _content(raw: bytes) -> bytes | None:
    """Follow ContentInfo, SignedData, EncapsulatedContentInfo; ValueError for another structure."""
    at = _into(raw, 0, _SEQUENCE)
    if not raw.startswith(_SIGNED, at):
        return None
    at = _into(raw, _into(raw, at + len(_SIGNED), _EXPLICIT), _SEQUENCE)
    at = _after(raw, at)
    if raw[at] != _SET:
        raise ValueError("no digest algorithms")
    at = _into(raw, _after(raw, at), _SEQUENCE)
    if not raw.startswith(_DATA, at):
        return None
    at = _into(raw, at + len(_DATA), _EXPLICIT)
    return _octets(raw, _element(raw, at))


def _octets(raw: bytes, element: _Element) -> bytes:
    """Return the bytes of a string, which may come in pieces."""
    if element.tag == _OCTETS and element.end is not None:
        return raw[element.start : element.end]
    if element.tag != _OCTETS_IN_PIECES:
        raise ValueError("no content")
    pieces: list[bytes] = []
    at = element.start
    end = len(raw) if element.end is None else min(element.end, len(raw))
    while at < end and len(pieces) < _PIECES and raw[at : at + 2] != b"\0\0":
        piece = _element(raw, at)
        if piece.tag != _OCTETS or piece.end is None:
            raise ValueError("pieces in pieces")
        pieces.append(raw[piece.start : piece.end])
        at = piece.end
    return b"".join(pieces)


def _into(raw: bytes, at: int, tag: int) -> int:
    element = _element(raw, at)
    if element.tag != tag:
        raise ValueError("another structure")
    return element.start


def _after(raw: bytes, at: int) -> int:
    end = _element(raw, at).end
    if end is None:
        raise ValueError("without a length")
    return end


def _element(raw: bytes, at: int) -> _Element:
    length = raw[at + 1]
    if length == 0x80:
        return _Element(raw[at], at + 2, None)
    start = at + 2
    if length > 0x80:
        start += length & 0x7F
        if start > at + 10:
            raise ValueError("a length beyond any file")
        length = int.from_bytes(raw[at + 2 : start], "big")
    return _Element(raw[at], start, start + length)
