"""ISO-2022-JP and EUC-JP as Japanese mail really writes them: through CP932.

Python's own codecs refuse ① and ㈱, and some answer another kanji for 髙. Every two-byte character
is therefore moved to its place in Shift_JIS and read there, as Windows and browsers do.
"""

import re
from functools import cache, lru_cache
from itertools import zip_longest
from typing import Final

_DAMAGE: Final = "\ufffd"

_SWITCH = re.compile(rb"\x1b(?:\([A-Z@]|\$[@AB]|\$\([@-Z])|[\x0e\x0f]")
_JAPANESE_SWITCH = re.compile(rb"\x1b(?:\$[@B]|\$\([@BDOPQ]|\([IJ])")
_BLANKS = re.compile(rb"([\x00-\x20\x7f]+)")
_EUC = re.compile(
    rb"[\x00-\x7f]+|(?:[\xa1-\xfe]{2})+|(?:\x8e[\xa1-\xdf])+|(?:\x8f[\xa1-\xfe]{2})+|.",
    re.DOTALL,
)
_SHORT: Final = 4
_HIGH: Final = bytes(code | 0x80 for code in range(256))
_LOW: Final = bytes(code & 0x7F for code in range(256))
# What the escape sequence of a further two-byte set means: codec, and what precedes each pair.
_FURTHER: Final = {
    b"\x1b$A": ("gb2312", b""),
    b"\x1b$(A": ("gb2312", b""),
    b"\x1b$(C": ("euc_kr", b""),
    b"\x1b$(D": ("euc_jp", b"\x8f"),
    b"\x1b$(O": ("euc_jis_2004", b""),
    b"\x1b$(P": ("euc_jis_2004", b"\x8f"),
    b"\x1b$(Q": ("euc_jis_2004", b""),
}


def is_jis(raw: bytes) -> bool:
    """Say whether `raw` is 7-bit text that switches to a Japanese character set."""
    return raw.isascii() and _JAPANESE_SWITCH.search(raw) is not None


def decode_jis(raw: bytes) -> str:
    """Return ISO-2022-JP of every flavour (CP50220 to CP50222, -1, -2, -3, -2004) as text.

    What cannot be read becomes U+FFFD. Some senders end a line without switching back; where
    keeping the state over the line end does damage and resetting does less, it is reset.
    """
    kept = _decode_jis(raw)
    if _DAMAGE not in kept:
        return kept
    reset = "".join(map(_decode_jis, raw.splitlines(keepends=True)))
    return reset if reset.count(_DAMAGE) < kept.count(_DAMAGE) else kept


def decode_euc(raw: bytes) -> str:
    """Return EUC-JP (CP51932, and JIS X 0212) as text; what cannot be read becomes U+FFFD."""
    return "".join(
        [_short_euc_run(run) if len(run) <= _SHORT else _euc_run(run) for run in _EUC.findall(raw)]
    )


def _decode_jis(raw: bytes) -> str:
    said: list[str] = []
    mode = before_shift = b"\x1b(B"
    at = 0
    for match in _SWITCH.finditer(raw):
        said.append(_in_mode(mode, raw[at : match.start()]))
        at = match.end()
        if match[0] == b"\x0e":
            before_shift, mode = (mode, b"\x1b(I") if mode != b"\x1b(I" else (before_shift, mode)
        elif match[0] == b"\x0f":
            mode = before_shift
        else:
            mode = before_shift = match[0]
    said.append(_in_mode(mode, raw[at:]))
    return "".join(said)


def _in_mode(mode: bytes, run: bytes) -> str:
    """Decode the bytes that stand between two switches."""
    return _short(mode, run) if len(run) <= _SHORT else _decoded(mode, run)


# What hostile mails consist of: a million switches with a byte or two between them.
@lru_cache(maxsize=16_384)
def _short(mode: bytes, run: bytes) -> str:
    return _decoded(mode, run)


def _decoded(mode: bytes, run: bytes) -> str:
    if not run:
        return ""
    if mode.startswith(b"\x1b(") and mode != b"\x1b(I":
        text = run.decode("ascii", "replace")
        # JIS-Roman has the yen sign and the overline where ASCII has these.
        return text.replace("\\", "¥").replace("~", "‾") if mode == b"\x1b(J" else text
    if not _BLANKS.search(run):
        return _kana(run) if mode == b"\x1b(I" else _pairs(mode, run)
    # Blanks and line ends stand for themselves in every set.
    parts = _BLANKS.split(run)
    parts_read = [_kana(part) if mode == b"\x1b(I" else _pairs(mode, part) for part in parts[::2]]
    blanks = [part.decode("ascii") for part in parts[1::2]]
    return "".join(map("".join, zip_longest(parts_read, blanks, fillvalue="")))


def _kana(run: bytes) -> str:
    return run.translate(_HIGH).decode("cp932", "replace")


def _pairs(mode: bytes, run: bytes) -> str:
    """Decode two-byte characters; an odd byte at the end is damage."""
    whole = run[: len(run) & ~1]
    rest = _DAMAGE if len(run) & 1 else ""
    if mode in _FURTHER:
        codec, prefix = _FURTHER[mode]
        high = whole.translate(_HIGH)
        if prefix:
            high = b"".join(prefix + high[at : at + 2] for at in range(0, len(high), 2))
        return high.decode(codec, "replace") + rest
    plane = _plane()
    cells = zip(whole[::2].translate(_LOW), whole[1::2].translate(_LOW), strict=True)
    return "".join([plane.get(cell, _DAMAGE) for cell in cells]) + rest


def _euc_run(run: bytes) -> str:
    """Decode a run of one kind: ASCII, pairs, half-width kana, JIS X 0212, or damage."""
    first = run[0]
    if first < 0x80:
        return run.decode("ascii")
    if len(run) == 1:
        return _DAMAGE
    if first >= 0xA1:
        return _pairs(b"\x1b$B", run)
    if first == 0x8E:
        return run[1::2].decode("cp932")
    return run.decode("euc_jp", "replace")


_short_euc_run = lru_cache(maxsize=16_384)(_euc_run)


@cache
def _plane() -> dict[tuple[int, int], str]:
    """Return the character at each place (7-bit first and second byte) of the JIS table."""
    plane = {}
    for first in range(0x21, 0x7F):
        row = first - 0x21
        lead = row // 2 + (0x81 if row < 62 else 0xC1)
        for second in range(0x21, 0x7F):
            trail = second + (0x7E if row % 2 else 0x1F if second < 0x60 else 0x20)
            # Where JIS has nothing, au's phones put what is a private character in Shift_JIS.
            windows = lead + 0x0B if lead in (0xEB, 0xEC) else lead
            character = bytes((windows, trail)).decode("cp932", "ignore")
            if len(character) == 1:
                plane[first, second] = character
    return plane
