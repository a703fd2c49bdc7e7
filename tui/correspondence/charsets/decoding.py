"""Bytes from anywhere become text: which encoding they are in, and whether all of it was read."""

import codecs
import re
from dataclasses import dataclass
from typing import Final

from tui.correspondence.charsets.jis import decode_euc, decode_jis, is_jis
from tui.correspondence.charsets.likelihood import likeliest

BINARY: Final = "binary"
"""The charset of what is no text at all."""
SEVEN_BIT: Final = ("utf-7", "hz-gb-2312")
"""Charsets that write everything in ASCII: only a label tells of them."""

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LABELS: Final = {
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8"), "utf-8"),
    **dict.fromkeys(("utf-16", "utf-16le", "utf-16-le", "unicode"), "utf-16-le"),
    **dict.fromkeys(("utf-16be", "utf-16-be"), "utf-16-be"),
    **dict.fromkeys(("cp932", "shift-jis", "sjis", "x-sjis", "ms-kanji", "windows-31j"), "cp932"),
    **dict.fromkeys(("euc-jp", "eucjp", "x-euc-jp", "cp51932", "eucjp-ms"), "euc-jp"),
    **dict.fromkeys(("gb18030", "gb2312", "gbk", "x-gbk", "cp936", "euc-cn"), "gb18030"),
    **dict.fromkeys(("big5", "cp950", "x-x-big5", "big5-hkscs", "big5hkscs"), "big5"),
    **dict.fromkeys(("cp949", "euc-kr", "ks-c-5601-1987", "ms949", "uhc"), "cp949"),
    **dict.fromkeys(("cp1252", "windows-1252", "iso-8859-1", "latin1", "latin-1"), "cp1252"),
    **dict.fromkeys(("iso-2022-jp", "csiso2022jp", "cp50220", "cp50221", "cp50222"), "iso-2022-jp"),
    **dict.fromkeys(("utf-7", "unicode-1-1-utf-7", "x-unicode-2-0-utf-7"), "utf-7"),
    **dict.fromkeys(("hz-gb-2312", "hz", "hz-gb"), "hz-gb-2312"),
    **dict.fromkeys(("iso-2022-kr", "csiso2022kr"), "iso-2022-kr"),
}
_CODECS: Final = {"big5": ("cp950", "big5hkscs")}
# Other codecs of Python's are no charsets, and some take quadratic time.
_FURTHER = re.compile(
    r"(?:iso-?8859-|windows-|cp|koi8-|mac-|tis-)[a-z0-9]{1,8}|utf-32-le|hp-roman8|johab|ptcp154"
)

_FOREIGN = re.compile(r"gb18030|big5|cp949|koi8-.*|iso-8859-.*|cp125[0-8]")
_KANA_ENOUGH: Final = 3

_SURROGATE = re.compile("[\ud800-\udfff]")
_FAMILIAR: Final = (
    *(range(0x09, 0x0B), range(0x0D, 0x0E), range(0x20, 0x7F)),
    *(range(0x3000, 0x3100), range(0xFF00, 0xFFF0)),
)
_SCRIPTS: Final = (
    *(*_FAMILIAR, range(0xA0, 0x100), range(0x2000, 0x3400)),
    *(range(0x4E00, 0xA000), range(0xAC00, 0xD7A4)),
)
_CONTROLS: Final = bytes(set(range(0x20)) - set(b"\a\b\t\n\v\f\r\x0e\x0f\x1b"))
_NOT_CONTROLS: Final = bytes(set(range(256)) - set(_CONTROLS))
_HEAD: Final = 8192
_KANA = re.compile("[\u3041-\u30fa]")
_QUESTION_MARKS = re.compile("[?\ufffd]{2,}")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the charset it was read in, and whether something in it could not be read."""

    text: str
    charset: str
    lossy: bool


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """Return `raw` as text in the likeliest charset; `declared` is a label that may be wrong.

    Trusted in this order: a byte order mark, NULs as in UTF-16, escape sequences in 7-bit data,
    UTF-8 that cannot be chance, Shift_JIS with kana, the label where it does next to no damage,
    UTF-8, the likeliest encoding. What is no text is an empty text in the charset `BINARY`.
    """
    for mark, charset in _BOMS:
        if raw.startswith(mark):
            return decode_as(raw, charset)
    if utf16 := _utf16_without_mark(raw):
        return decode_as(raw, utf16)
    if _is_binary(raw):
        return Decoded("", BINARY, lossy=True)
    if is_jis(raw):
        return decode_as(raw, "iso-2022-jp")
    label = canonical(declared) if declared else None
    utf8 = _whole_utf8(raw)
    if utf8 is not None and (label is None or max(utf8.text, default="") >= "\u2000"):
        return utf8
    # Western labels are what mail programs write when they do not know.
    if label not in (None, "cp1252", "iso-2022-jp"):
        if _FOREIGN.fullmatch(label or "") and (japanese := _with_kana(raw)):
            return japanese
        claimed = decode_as(raw, label or "")
        if claimed.text.count("\ufffd") * 100 <= len(claimed.text):
            return claimed
    if utf8 is not None:
        return utf8
    return decode_as(raw, likeliest(raw))


def decode_as(raw: bytes, charset: str) -> Decoded:
    """Return `raw` read in `charset`, as a person chose it; an unknown name is a LookupError."""
    name = canonical(charset)
    if name is None:
        raise LookupError(f"unknown charset: {charset}")
    for mark, marked in _BOMS:
        if marked == name:
            raw = raw.removeprefix(mark)
    if name == BINARY:
        return Decoded("", name, lossy=True)
    if name in ("iso-2022-jp", "euc-jp"):
        text = decode_jis(raw) if name == "iso-2022-jp" else decode_euc(raw)
        return Decoded(text, name, "\ufffd" in text)
    if name == "utf-7":
        text = without_surrogates(raw.decode("utf-7", "replace"))
        return Decoded(text, name, "\ufffd" in text)
    if name == "utf-8" and (whole := _whole_utf8(raw)):
        return whole
    codecs_of_name = _CODECS.get(name, (name,))
    for codec in codecs_of_name:
        try:
            return Decoded(raw.decode(codec), name, lossy=False)
        except UnicodeDecodeError:
            continue
    return Decoded(raw.decode(codecs_of_name[0], "replace"), name, lossy=True)


def canonical(label: str) -> str | None:
    """Return our name for a charset label as mails write it, or None if it names no charset.

    Our name of our name is the same.
    """
    name = label.strip().strip("\"'").lower().replace("_", "-")
    if name == BINARY:
        return BINARY
    if name in _LABELS:
        return _LABELS[name]
    if name.startswith(("iso-2022-jp", "-iso-2022-jp")):
        return "iso-2022-jp"
    if not _FURTHER.fullmatch(name):
        return None
    try:
        codec = codecs.lookup(name).name.replace("iso8859-", "iso-8859-")
    except LookupError:
        return None
    return None if codec == "ascii" else _LABELS.get(codec, codec)


def without_surrogates(text: str) -> str:
    """Return `text` with surrogate pairs joined and lone surrogates as U+FFFD."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def looks_destroyed(text: str) -> bool:
    """Say whether `text` is mostly question marks, as PowerShell's pipe makes of Japanese."""
    length = sum(map(len, text.split()))
    lost = sum(map(len, _QUESTION_MARKS.findall(text)))
    if not text.replace("\ufffd", "?").isascii():
        return False
    return (lost >= 4 and lost * 2 >= length) or (lost >= 12 and lost * 5 >= length)


def _whole_utf8(raw: bytes) -> Decoded | None:
    """Return `raw` read as UTF-8, or None if it is not.

    Surrogates written out are damage, and so is U+FFFD: somebody before could not read it.
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return Decoded(text, "utf-8", lossy="\ufffd" in text)
    try:
        text = without_surrogates(raw.decode("utf-8", "surrogatepass"))
    except UnicodeDecodeError:
        return None
    return Decoded(text, "utf-8", lossy=True)


def _with_kana(raw: bytes) -> Decoded | None:
    """Return `raw` read as Shift_JIS if its kana cannot be chance, or None.

    They begin with bytes that no Chinese, Korean or Cyrillic text is full of.
    """
    try:
        text = raw.decode("cp932")
    except UnicodeDecodeError:
        return None
    kana = len(_KANA.findall(text))
    wide = sum(not character.isascii() for character in text)
    return Decoded(text, "cp932", lossy=False) if _KANA_ENOUGH <= kana >= wide / 5 else None


def _utf16_without_mark(raw: bytes) -> str | None:
    head = raw[:_HEAD]
    if 0 not in head or len(raw) % 2:
        return None
    # Swapped bytes make hanzi of letters and letters of hanzi; hardly ever kana or stops.
    familiar, text, charset = max(
        (sum(_stands_in(character, _FAMILIAR) for character in text), text, charset)
        for charset in ("utf-16-le", "utf-16-be")
        for text in (head.decode(charset, "replace"),)
    )
    written = sum(_stands_in(character, _SCRIPTS) for character in text)
    return charset if familiar and written * 20 >= len(text) * 19 else None


def _stands_in(character: str, ranges: tuple[range, ...]) -> bool:
    return any(ord(character) in codes for codes in ranges)


def _is_binary(raw: bytes) -> bool:
    head = raw[:_HEAD]
    controls = len(head.translate(None, _NOT_CONTROLS))
    return raw.startswith(b"%PDF-") or (controls >= 8 and controls * 33 >= len(head))
