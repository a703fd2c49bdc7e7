"""The parameters of `Content-Type` and `Content-Disposition`: charsets, boundaries, file names."""

import re
from itertools import islice
from typing import Final, NamedTuple
from urllib.parse import unquote_to_bytes

from tui.correspondence.charsets.mail_text import Reading
from tui.correspondence.header.encoded_words import decode_words
from tui.correspondence.limits import NAME, PARAMETERS

_FOLD = re.compile(rb"\r?\n")
# Raw Japanese has quotes and backslashes as halves of characters, in JIS and in Shift_JIS.
_HALVES: Final = rb"\x1b\$[^\x1b]*+(?:\x1b\([A-Z])?|[\x81-\x9f\xe0-\xfc][\x40-\x7e\x80-\xfc]"
# A run of semicolons is passed over in one match, named or not: thousands of them cost no more.
_PARAMETER = re.compile(
    rb";[\s;]*+(?:([^\s=;\"]{1,80})\s*+=\s*+"
    rb"(?:\"((?:" + _HALVES + rb"|\\.|[^\"\\])*+)\"?|((?:" + _HALVES + rb"|[^;])*+)))?",
    re.DOTALL,
)
_SECTION = re.compile(r"(.+?)(?:\*(\d{1,3}))?(\*)?")
_CHARSET = re.compile(rb"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_ESCAPED = re.compile(rb"\\([\"\\])")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2}){3,}")
_SUFFIX: Final = 20
_MOST: Final = 100


class Parameter(NamedTuple):
    """A parameter's value as bytes, and the charset that it names for itself (RFC 2231)."""

    raw: bytes
    charset: str | None = None

    def plain(self) -> str:
        """Return a value that has to be ASCII."""
        return self.raw.decode("ascii", "replace").strip()


def read_parameters(value: bytes) -> tuple[str, dict[str, Parameter]]:
    """Return what stands before the first semicolon, in lower case, and the parameters by name."""
    value = _FOLD.sub(b"", value[:PARAMETERS])
    main = value.partition(b";")[0].decode("ascii", "replace").strip().lower()
    sections: dict[str, list[tuple[int, bool, bytes]]] = {}
    found: dict[str, Parameter] = {}
    named = (match for match in _PARAMETER.finditer(value) if match[1])
    for match in islice(named, _MOST):
        name, number, extended = _SECTION.fullmatch(match[1].decode("ascii", "replace")).groups()  # type: ignore[union-attr]
        raw = match[3].strip() if match[2] is None else _unescaped(match[2])
        if number is None and extended is None:
            found.setdefault(name.lower(), Parameter(raw))
        else:
            sections.setdefault(name.lower(), []).append(
                (int(number or 0), extended is not None, raw)
            )
    for name, parts in sections.items():
        found[name] = _joined(parts)
    if "charset" not in found and (charset := _CHARSET.search(value)):
        found["charset"] = Parameter(charset[1])
    return main, found


def _unescaped(raw: bytes) -> bytes:
    return _ESCAPED.sub(rb"\1", raw) if raw.isascii() and b"\x1b" not in raw else raw


def _joined(parts: list[tuple[int, bool, bytes]]) -> Parameter:
    """Join the sections of a parameter as bytes, before any charset is applied."""
    charset = None
    joined = bytearray()
    for place, (_, extended, raw) in enumerate(sorted(parts, key=lambda part: part[0])):
        value = raw
        if extended and not place and raw.count(b"'") >= 2:
            label, _, value = raw.split(b"'", 2)
            charset = label.decode("ascii", "replace") or None
        joined += unquote_to_bytes(value) if extended else value
    return Parameter(bytes(joined), charset)


def file_name(parameter: Parameter, reading: Reading) -> str:
    """Return a file's name as its sender wrote it: metadata, not a path; at most 255 characters."""
    if parameter.charset or (b"=?" not in parameter.raw and not parameter.raw.isascii()):
        name = reading.piece(parameter.raw, parameter.charset).text
    else:
        name = decode_words(parameter.raw, reading)
    if parameter.raw.isascii() and _PERCENT.search(name):
        # Web mail percent-encodes names without saying so.
        percent = reading.piece(unquote_to_bytes(name), "utf-8")
        name = name if percent.lossy else percent.text
    name = " ".join(name.split())
    if len(name) <= NAME:
        return name
    stem, dot, suffix = name.rpartition(".")
    if not stem or len(suffix) > _SUFFIX:
        return name[:NAME]
    return f"{stem[: NAME - 1 - len(suffix)]}{dot}{suffix}"
