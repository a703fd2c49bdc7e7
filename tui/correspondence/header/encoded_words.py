"""Header text as mails write it: encoded words, whole or torn, and raw bytes of any charset."""

import binascii
import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from tui.correspondence.charsets.decoding import canonical
from tui.correspondence.charsets.mail_text import Reading
from tui.correspondence.limits import HEADER_BYTES
from tui.correspondence.transfer import decode_base64

_DAMAGE = re.compile("[\ufffd\x00-\x08\x0e-\x1f\x7f-\x9f]")

_FOLD = re.compile(rb"\r?\n[ \t]*|\r")
_BEGIN = re.compile(rb"=\?([A-Za-z0-9_.:-]{1,60})(?:\*[A-Za-z0-9-]{0,20})?\?([bBqQ])\?")
# A question mark before an encoded byte is text; before a blank or a bracket it ends the word.
_END = re.compile(rb"\?=(?=$|[\s,;:\"'()<>@]|=\?)")
_TORN = re.compile(rb"[^\s\"<>]*")


class _Word(NamedTuple):
    """An encoded word: its charset's label, `B` or `Q`, and what is encoded."""

    label: str
    encoding: bytes
    encoded: bytes

    @property
    def content(self) -> bytes:
        if self.encoding in b"bB":
            return decode_base64(self.encoded)
        return binascii.a2b_qp(self.encoded, header=True)


class Piece(NamedTuple):
    """A stretch of a header as text, and whether it stood in encoded words."""

    text: str
    encoded: bool


def decode_words(value: bytes, reading: Reading) -> str:
    """Return a header's value, which may be folded, as text on one line."""
    return "".join(piece.text for piece in read_pieces(value, reading)).strip()


def read_pieces(value: bytes, reading: Reading) -> Iterator[Piece]:
    """Yield the text of a header's value; what was encoded is told from what was not.

    Neighbouring words of one charset are joined as bytes, because clients cut in the middle of a
    character; where that does damage, word by word is tried.
    """
    value = _FOLD.sub(b"\n", value[:HEADER_BYTES]).strip()
    if value.isascii() and b"=?" not in value and b"\x1b" not in value:
        yield Piece(value.decode("ascii").replace("\n", " "), encoded=False)
        return
    for is_word, run in groupby(_words_and_bytes(value), lambda piece: isinstance(piece, _Word)):
        pieces = list(run)
        if is_word:
            words = [piece for piece in pieces if isinstance(piece, _Word)]
            groups = groupby(words, lambda word: canonical(word.label) or word.label.lower())
            text = "".join(_text_of(list(group), reading) for _, group in groups)
        else:
            text = _raw_text(
                b"".join(piece for piece in pieces if isinstance(piece, bytes)), reading
            )
        yield Piece(text.replace("\n", " "), is_word)


def labels(value: bytes) -> list[str]:
    """Return the charsets that the encoded words of a header name, each once."""
    return list(dict.fromkeys(word[1].decode() for word in _BEGIN.finditer(value)))


def _words_and_bytes(value: bytes) -> Iterator[_Word | bytes]:
    """Yield encoded words and the bytes between them, without the blanks between two words."""
    at = 0
    after_word = False
    for begin, following in pairwise((*_BEGIN.finditer(value), None)):
        if begin is None or begin.start() < at:
            continue
        stop = following.start() if following else len(value)
        word, end = _word(begin, value, stop)
        between = value[at : begin.start()]
        if between.strip() or (between and not after_word):
            yield between
        yield word
        at, after_word = end, True
    if at < len(value):
        yield value[at:]


def _word(begin: re.Match[bytes], value: bytes, stop: int) -> tuple[_Word, int]:
    """Return the word that begins here and where it ends; one that was cut off ends at a blank."""
    label, encoding = begin[1].decode(), begin[2]
    end = _END.search(value, begin.end(), stop)
    close = end.start() if end else value.find(b"?=", begin.end(), stop)
    if close >= 0:
        encoded = value[begin.end() : close].replace(b"\n", b"")
        return _Word(label, encoding, encoded), close + 2
    torn = _TORN.match(value, begin.end(), stop)
    encoded = torn[0] if torn else b""
    return _Word(label, encoding, encoded.rstrip(b"?")), begin.end() + len(encoded)


def _text_of(words: list[_Word], reading: Reading) -> str:
    """Return the text of neighbouring words in one charset."""
    label = words[0].label
    joined = reading.piece(b"".join(word.content for word in words), label)
    # Base64 that was cut anywhere, not at every fourth character, is whole only when it is joined.
    base64 = all(word.encoding in b"bB" for word in words)
    torn = base64 and any(len(word.encoded) % 4 for word in words[:-1])
    if len(words) == 1 or not (torn or _damage(joined.text)):
        return joined.text
    readings = [joined.text]
    if base64:
        glued = b"".join(word.encoded.rstrip(b"=") for word in words)
        readings.insert(0, reading.piece(decode_base64(glued), label).text)
    readings.append("".join(reading.piece(word.content, label).text for word in words))
    return min(readings, key=_damage)


def _raw_text(raw: bytes, reading: Reading) -> str:
    """Return bytes between words as text; a fold may have cut a character in two."""
    if raw.isascii() and b"\x1b" not in raw:
        return raw.decode("ascii")
    folded = reading.piece(raw.replace(b"\n", b" "), None)
    if b"\n" not in raw or not (_damage(folded.text) or folded.charset == "cp1252"):
        return folded.text
    unfolded = reading.piece(raw.replace(b"\n", b""), None)
    # Halves of characters pass for Western letters.
    return min(
        (folded, unfolded), key=lambda one: (_damage(one.text), one.charset == "cp1252")
    ).text


def _damage(text: str) -> int:
    """Return how many characters cannot have been meant."""
    return len(_DAMAGE.findall(text))
