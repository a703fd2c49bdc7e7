"""Builds the packages that mail programs put a letter in: S/MIME's and Outlook's winmail.dat."""

import struct

SIGNED, DATA, ENVELOPED = (
    bytes.fromhex(f"06092a864886f70d01070{kind}") for kind in ("2", "1", "3")
)


def der(tag: int, *content: bytes) -> bytes:
    """Return an element with its length."""
    value = b"".join(content)
    if len(value) < 128:
        return bytes((tag, len(value))) + value
    size = len(value).to_bytes((len(value).bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(size))) + size + value


def ber(tag: int, *content: bytes) -> bytes:
    """Return an element that only a mark ends."""
    return bytes((tag, 0x80)) + b"".join(content) + b"\0\0"


def signed(mail: bytes, *, streamed: bool = False, kind: bytes = SIGNED) -> bytes:
    """Return a mail in a package with what a signature has around it."""
    wrap = ber if streamed else der
    content = der(0x04, mail)
    if streamed:
        pieces = (der(0x04, mail[at : at + 50]) for at in range(0, len(mail), 50))
        content = ber(0x24, *pieces)
    algorithms = der(0x31, der(0x30, bytes.fromhex("0609608648016503040201")))
    inner = wrap(0x30, DATA, wrap(0xA0, content))
    body = wrap(0x30, der(0x02, b"\x01"), algorithms, inner, der(0x31))
    return wrap(0x30, kind, wrap(0xA0, body))


def attribute(level: int, name: int, value: bytes) -> bytes:
    """Return one attribute of a winmail.dat."""
    return (
        struct.pack("<BHHI", level, name, 6, len(value))
        + value
        + struct.pack("<H", sum(value) & 0xFFFF)
    )


def properties(values: dict[tuple[int, int], bytes]) -> bytes:
    """Return properties by type and number, as they stand in an attribute."""
    packed = struct.pack("<I", len(values))
    for (kind, number), value in values.items():
        packed += struct.pack("<HH", kind, number)
        if kind in (0x1E, 0x1F, 0x0D, 0x0102):
            packed += struct.pack("<II", 1, len(value)) + value
        else:
            packed += value
        packed += bytes(-len(packed) % 4)
    return packed


def winmail(*attributes: bytes) -> bytes:
    """Return a winmail.dat."""
    return b"\x78\x9f\x3e\x22\x01\x00" + b"".join(attributes)
