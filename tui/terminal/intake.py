"""What comes from the keyboard, sorted into keys and pastes before anything acts on it.

Text that a terminal brackets as pasted is one paste, whatever it holds. Text without brackets
(Windows 10's console sends none) is one as well when a read looks like no typing: a line break
inside text, or eight printable characters and more. A text field inserts a paste, so an input
method that commits eight characters at once types what it should.
"""

import codecs
import re
from dataclasses import dataclass

PASTE_AT_MOST = 4 * 1024 * 1024
"""Bytes of one paste that are kept, counted in UTF-8."""

QUIET = 0.3
"""Seconds without input after which an unbracketed paste is complete."""

_UNFINISHED = 1.0
_ABANDONED = 10.0
_TYPED_AT_MOST = 7

_START = "\x1b[200~"
_END = "\x1b[201~"
# Mode reports, device attributes, cursor and size reports, mouse, focus: the terminal's own words.
_REPLY = re.compile(
    r"\x1b\[\?[\d;]*(?:\$y|c|u)|\x1b\[[\d;]+R|\x1b\[48;[\d:;]*t|\x1b\[<[-\d;]+[mM]|\x1b\[[IO]"
)
_KEYS = re.compile(r"(?:\x1b(?:\[[\d;]*[A-Za-z~]|O[A-Za-z]))+")
_SEQUENCE = re.compile(r"\x1b(?:\[[\x30-\x3f]*[\x20-\x2f]*[\x40-\x7e]|O[A-Za-z]|.)", re.DOTALL)
_HALF_SEQUENCE = re.compile(r"\x1b\[[\x30-\x3f]{0,24}\Z")
_BREAK_INSIDE = re.compile(r"[^\s\x00-\x1f\x7f][^\r\n]*[\r\n]\s*[^\s\x00-\x1f\x7f]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
# A key held down, and perhaps another after it: read together when the line is slow.
_HELD_DOWN = re.compile(r"([^\r\n])\1{3,}(?:([^\r\n])\2*)?")


@dataclass(frozen=True, slots=True)
class Keys:
    """Text for Textual's parser: keys, escape sequences, replies of the terminal."""

    text: str
    anew: bool = False
    """The parser holds an escape that turned out to begin a paste, and must forget it."""


@dataclass(frozen=True, slots=True)
class Paste:
    """Text that was pasted, code point for code point, with LF as its line ends."""

    text: str
    cut: bool
    """More was pasted than is kept, or its end never came."""


class Intake:
    """Turns the bytes of successive reads into keys and pastes; times are in seconds."""

    def __init__(self) -> None:
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._held = ""
        self._escape_last = False
        self._pasting: str | None = None
        self._pieces: list[str] = []
        self._room = PASTE_AT_MOST
        self._cut = False
        self._last = 0.0

    def feed(self, data: bytes, now: float) -> list[Keys | Paste]:
        """Take what one read returned."""
        self._last = now
        text = self._held + self._decode(data)
        self._held = ""
        out: list[Keys | Paste] = []
        while text:
            text = (
                self._bracketed(text, out)
                if self._pasting == "bracketed"
                else self._plain(text, out)
            )
        return out

    def wait(self, now: float) -> float | None:
        """Return the seconds after which `settle` has something to do; None when never."""
        if self._pasting == "bracketed":
            patience = _ABANDONED
        elif self._pasting:
            patience = QUIET
        elif self._held:
            patience = _UNFINISHED
        else:
            return None
        return max(0.0, self._last + patience - now)

    def settle(self, now: float) -> list[Keys | Paste]:
        """Return what is complete because nothing followed in time."""
        if self.wait(now) != 0.0:
            return []
        out: list[Keys | Paste] = []
        if self._pasting:
            self._cut = self._cut or self._pasting == "bracketed"
            self._keep(self._held)
            self._held = ""
            self._finish(out)
        elif self._held:
            out.append(Keys(self._held))
            self._held = ""
        return out

    def _plain(self, text: str, out: list[Keys | Paste]) -> str:
        """Take text outside of brackets; return what stands behind a start bracket."""
        if self._escape_last and text.startswith(_START[1:]):
            out.append(Keys("", anew=True))
            before, start, rest = "", _START, text[len(_START) - 1 :]
        else:
            before, start, rest = text.partition(_START)
        self._escape_last = False
        if before:
            if not start and (half := _HALF_SEQUENCE.search(before)):
                self._held = half[0]
                before = before[: half.start()]
            self._unbracketed(before, out)
        if start:
            self._finish(out)
            self._pasting = "bracketed"
        return rest

    def _unbracketed(self, text: str, out: list[Keys | Paste]) -> None:
        """Decide whether text without brackets was typed."""
        if replies := "".join(_REPLY.findall(text)):
            out.append(Keys(replies))
            text = _REPLY.sub("", text)
        if self._pasting and _KEYS.fullmatch(text):
            self._finish(out)
        elif self._pasting or looks_pasted(text):
            self._pasting = "unbracketed"
            self._keep(text)
            return
        if text:
            out.append(Keys(text))
            self._escape_last = text.endswith("\x1b")

    def _bracketed(self, text: str, out: list[Keys | Paste]) -> str:
        """Take text inside brackets; return what stands behind the end bracket."""
        inside, end, rest = text.partition(_END)
        if not end:
            for length in range(len(_END) - 1, 0, -1):
                if inside.endswith(_END[:length]):
                    self._held = inside[-length:]
                    inside = inside[:-length]
                    break
        self._keep(inside)
        if end:
            self._finish(out, even_empty=True)
        return rest

    def _keep(self, text: str) -> None:
        if not text:
            return
        size = len(text.encode())
        if size > self._room:
            text = text.encode()[: self._room].decode(errors="ignore")
            self._cut = True
            size = self._room
        self._room -= size
        self._pieces.append(text)

    def _finish(self, out: list[Keys | Paste], *, even_empty: bool = False) -> None:
        text = "".join(self._pieces).replace("\r\n", "\n").replace("\r", "\n")
        if text or even_empty:
            out.append(Paste(text, self._cut))
        self._pieces = []
        self._pasting = None
        self._room = PASTE_AT_MOST
        self._cut = False


def looks_pasted(text: str) -> bool:
    """Return whether one read of unbracketed text was pasted rather than typed."""
    text = _SEQUENCE.sub("", text)
    if _HELD_DOWN.fullmatch(text):
        return False
    if len(_CONTROL.sub("", text)) > _TYPED_AT_MOST:
        return True
    return _BREAK_INSIDE.search(text) is not None
