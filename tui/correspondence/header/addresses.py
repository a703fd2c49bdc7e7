"""Addresses as a reader sees them: `山田 太郎 <taro@example.jp>`."""

import re
from dataclasses import dataclass, field
from typing import Final

from tui.correspondence.charsets.mail_text import Reading
from tui.correspondence.header.encoded_words import read_pieces

_MOST: Final = 100
_LONGEST: Final = 4_000
_SIGN = re.compile(r"[^\"(),:;<>\\]+|\\.|.", re.DOTALL)


@dataclass(slots=True)
class _Mailbox:
    """What was read of one mailbox so far, and in which of its parts the reader is."""

    phrase: list[str] = field(default_factory=list)
    comment: list[str] = field(default_factory=list)
    address: list[str] = field(default_factory=list)
    group: str = ""
    in_address: bool = False
    in_quotes: bool = False
    in_comments: int = 0

    def take(self, text: str) -> None:
        """Add text to the part that is being read."""
        if self.in_comments:
            self.comment.append(text)
        else:
            (self.address if self.in_address else self.phrase).append(text)

    def take_sign(self, sign: str) -> None:
        """Read a run of letters, or one sign of the address's own syntax."""
        if self.in_quotes:
            self.in_quotes = sign != '"'
            if self.in_quotes:
                self.take(sign[1:] if sign[0] == "\\" and len(sign) > 1 else sign)
        elif sign == "(" or (sign == ")" and self.in_comments):
            self.in_comments += 1 if sign == "(" else -1
        elif self.in_comments:
            self.take(sign)
        elif sign == '"':
            self.in_quotes = True
        elif sign in "<>":
            self.in_address = sign == "<"
        else:
            self.take(sign)

    @property
    def whole(self) -> bool:
        """Whether an address has been read to its end."""
        return bool(self.address) and self.separable

    @property
    def separable(self) -> bool:
        """Whether a comma here stands between two mailboxes."""
        return not (self.in_quotes or self.in_comments or self.in_address)

    def shown(self) -> str:
        """Return the mailbox as a reader sees it; empty if there is none."""
        name = _one_line("".join(self.phrase)).strip("'\"")
        address = "".join("".join(self.address).split())
        comment = _one_line("".join(self.comment))
        if not address and "@" in name and " " not in name:
            name, address = "", name
        name = name or comment
        if not address or name == address:
            return name or self.group
        return f"{name} <{address}>" if name else address


def decode_addresses(value: bytes, reading: Reading) -> str:
    """Return the mailboxes of a header's value in their order, with a comma between each."""
    shown: list[str] = []
    mailbox = _Mailbox()
    for piece in read_pieces(value, reading):
        if piece.encoded:
            mailbox.take(piece.text)
            continue
        for sign in _SIGN.findall(piece.text):
            if mailbox.whole and sign.strip(' ()",;:>'):
                # The comma was forgotten.
                shown.append(mailbox.shown())
                mailbox = _Mailbox()
            if sign in ",;" and mailbox.separable:
                shown.append(mailbox.shown())
                mailbox = _Mailbox()
            elif sign == ":" and mailbox.separable:
                # The name of a group; it is shown if nobody is in it.
                mailbox = _Mailbox(group=_one_line("".join(mailbox.phrase)))
            else:
                mailbox.take_sign(sign)
            if len(shown) >= _MOST:
                return _bounded([*shown, "…"])
    return _bounded([*shown, mailbox.shown()])


def address_of(value: bytes) -> str:
    """Return the bare address in the value of a `From` field, for its domain; often empty."""
    found = re.findall(rb"[\w.+/!?-]{1,100}@[\w.-]{1,200}", value[:_LONGEST])
    return found[-1].decode("ascii", "replace") if found else ""


def _bounded(shown: list[str]) -> str:
    text = ", ".join(filter(None, shown))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _one_line(text: str) -> str:
    return " ".join(text.split("\n")).strip().replace("  ", " ")
