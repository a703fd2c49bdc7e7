"""Base64, quoted-printable and uuencode, as mails really have them: cut, padded, with a footer."""

import binascii
import re
from typing import Final, NamedTuple

_NOT_BASE64: Final = bytes(
    set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")
)
_BLANKS: Final = b" \t\r\n"
_PADDING = re.compile(rb"=+")
_MANY_PIECES: Final = 1_000
_FOREIGN = re.compile(rb"[^A-Za-z0-9+/=\s]|[A-Za-z0-9+/=][ \t]+[A-Za-z0-9+/=]")
_END_OF_BASE64 = re.compile(rb"=[ \t]*\r?\n")
_BASE64_LINE: Final = 40
_FOOTER_LINES: Final = 20
_SOFT_END = re.compile(rb"=[ \t]+(?=\r?\n)")
_UU_BEGIN = re.compile(rb"^begin(?:-base64)? [0-7]{3,4} ([^\r\n]{1,255})\r?\n", re.MULTILINE)
_UU_FILES: Final = 100
_UU_LINES: Final = 600_000
_UU_LINE: Final = 200


class UuFile(NamedTuple):
    """A file that stood in the text of a mail; its name is as bytes."""

    name: bytes
    content: bytes


def decode_base64(raw: bytes) -> bytes:
    """Return the bytes that `raw` encodes; strange characters are passed over.

    Pieces that were padded each and then put together are read each. An incomplete end is dropped.
    """
    packed = raw.translate(None, _NOT_BASE64)
    if packed.count(b"=", 0, len(packed) - 2) > _MANY_PIECES:
        packed = packed.replace(b"=", b"")
    return b"".join(map(_decode_piece, _PADDING.split(packed)))


def _decode_piece(piece: bytes) -> bytes:
    if len(piece) % 4 == 1:
        piece = piece[:-1]
    return binascii.a2b_base64(piece + b"=" * (-len(piece) % 4))


def decode_base64_text(raw: bytes) -> tuple[bytes, bytes]:
    """Return the decoded text, and the plain text that list software put below it."""
    raw = raw.strip()
    foreign = _FOREIGN.search(raw)
    # The first lines of a footer may be words that base64 could be made of.
    limit = raw.rfind(b"\n", 0, foreign.start() + 1) + 1 if foreign else len(raw)
    padded = _END_OF_BASE64.search(raw, 0, limit)
    end = padded.end() if padded else _last_long_line(raw, limit) if foreign else limit
    footer = raw[end:]
    if _is_mostly_base64(footer):
        return decode_base64(raw), b""
    return decode_base64(raw[:end]), footer.strip(b"\r\n")


def _last_long_line(raw: bytes, end: int) -> int:
    """Return where base64 without padding ends before `end`: one line after its last full one."""
    width = raw.find(b"\n", 0, end)
    at = end
    for _ in range(_FOOTER_LINES):
        begin = raw.rfind(b"\n", 0, max(at - 1, 0)) + 1
        if width < _BASE64_LINE or not begin:
            break
        if at - begin > width:
            return raw.find(b"\n", at, end) + 1 or at
        at = begin
    return end


def _is_mostly_base64(footer: bytes) -> bool:
    lines = footer.split()
    long = sum(len(line) for line in lines if len(line) >= 60 and not _FOREIGN.search(line))
    return long * 2 > sum(map(len, lines))


def decode_quoted_printable(raw: bytes) -> bytes:
    """Return the bytes that `raw` encodes; what is no code stays as it is."""
    return binascii.a2b_qp(_SOFT_END.sub(b"=", raw))


def without_uu_files(raw: bytes) -> tuple[bytes, list[UuFile]]:
    """Return a text without the uuencoded files in it, and these files; only whole ones count."""
    files: list[UuFile] = []
    kept: list[bytes] = []
    at = shown = 0
    for _ in range(_UU_FILES):
        begin = _UU_BEGIN.search(raw, at)
        if begin is None:
            break
        content, at = _uu_content(raw, begin.end(), base64=begin[0].startswith(b"begin-base64"))
        if content is not None:
            kept.append(raw[shown : begin.start()])
            files.append(UuFile(begin[1].strip(), content))
            shown = at
    return b"".join((*kept, raw[shown:])), files


def _uu_content(raw: bytes, at: int, *, base64: bool) -> tuple[bytes | None, int]:
    """Return the content of the lines from `at` to the end mark, or None, and where it stopped."""
    content = bytearray()
    for _ in range(_UU_LINES):
        following = raw.find(b"\n", at) + 1 or len(raw)
        line = raw[at:following].strip(b"\r\n")
        if line == (b"====" if base64 else b"end"):
            return bytes(content), following
        if not line or len(line) > _UU_LINE:
            break
        try:
            content += _decode_piece(line.rstrip(b"=")) if base64 else _uu_line(line)
        except binascii.Error:
            break
        at = following
    return None, at


def _uu_line(line: bytes) -> bytes:
    """Decode one line; some encoders put more below than its length says."""
    length = (line[0] - 32) & 63
    return binascii.a2b_uu(line[: 1 + (length + 2) // 3 * 4])


def decode(raw: bytes, encoding: str) -> bytes:
    """Return `raw` without its transfer encoding, a name in lower case; unknown ones are none."""
    if encoding == "base64":
        return decode_base64(raw)
    if encoding == "quoted-printable":
        return decode_quoted_printable(raw)
    if encoding in ("x-uuencode", "uuencode", "x-uue"):
        files = without_uu_files(raw)[1]
        return files[0].content if files else raw
    return raw


def is_blank(raw: bytes) -> bool:
    """Say whether there is nothing but blanks and line ends."""
    return not raw.strip(_BLANKS)
