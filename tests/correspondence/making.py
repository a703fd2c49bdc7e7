"""What mails are made of, line by line, and what each should be read as."""

import base64
import quopri
from typing import Any, NamedTuple

from tests.correspondence.examples import iso_2022_jp


class Case(NamedTuple):
    """A mail, and the fields of what it should be read as."""

    raw: bytes
    expected: dict[str, Any]


def lines(*said: bytes | str, end: bytes = b"\r\n") -> bytes:
    """Return lines of a mail; what is a string is in UTF-8."""
    return end.join(line.encode() if isinstance(line, str) else line for line in said) + end


def b64(raw: bytes, end: bytes = b"\r\n") -> bytes:
    return base64.encodebytes(raw).strip().replace(b"\n", end)


def b64_line(raw: bytes) -> bytes:
    return base64.b64encode(raw)


def qp(raw: bytes) -> bytes:
    return quopri.encodestring(raw.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n")


def jis(text: str) -> bytes:
    return iso_2022_jp(text.replace("\n", "\r\n"))


def sjis(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode("cp932")


def utf8(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def jis_word(text: str) -> bytes:
    return b"=?ISO-2022-JP?B?" + b64_line(iso_2022_jp(text)) + b"?="


def utf8_word(text: str) -> bytes:
    return b"=?UTF-8?B?" + b64_line(text.encode()) + b"?="


Cases = dict[str, Case]


def case(raw: bytes, **expected: Any) -> Case:
    """Return a mail with the fields that it should be read as."""
    return Case(raw, expected)
