"""A letter as Outlook keeps it, in properties, as text, sender, date and files."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import parseaddr
from typing import Final, NamedTuple

from tui.casebook.draft import Enclosure
from tui.correspondence.charsets.decoding import (
    decode,
    decode_as,
    looks_destroyed,
    without_surrogates,
)
from tui.correspondence.charsets.mail_text import Reading
from tui.correspondence.files.media import type_of
from tui.correspondence.header.block import read_header_block
from tui.correspondence.header.envelope import Envelope
from tui.correspondence.limits import DEEP_PARTS, LONG_TEXT, MANY_LETTERS
from tui.correspondence.outlook.properties import (
    INTERNET_CODEPAGE,
    TEXT,
    Properties,
    Storage,
    label_of,
)
from tui.correspondence.outlook.rtf import text_of_rtf, unpack
from tui.text.translation import marked
from tui.text.trouble import Trouble

_DEEPEST: Final = 8
_LETTERS: Final = 20
_FILES: Final = 500
_PEOPLE: Final = 100
_NAME: Final = 255
_STUMP: Final = 300
_TENFOLD: Final = 10

_SUBJECT, _BODY, _HTML, _RTF, _HEADERS = 0x0037, 0x1000, 0x1013, 0x1009, 0x007D
_SENDER, _SENDER_KIND, _SENDER_ADDRESS, _SENDER_SMTP = 0x0C1A, 0x0C1E, 0x0C1F, 0x5D01
_FOR, _FOR_ADDRESS, _FOR_SMTP = 0x0042, 0x0065, 0x5D02
_SENT, _DELIVERED = 0x0039, 0x0E06
_MESSAGE_ID, _SHOWN_TO, _FLAGS = 0x1035, 0x0E04, 0x0E07
_DISPLAY_NAME, _ADDRESS, _SMTP, _ROLE = 0x3001, 0x3003, 0x39FE, 0x0C15
_CONTENT, _LONG_NAME, _SHORT_NAME, _MIME_TYPE = 0x3701, 0x3707, 0x3704, 0x370E
_NESTED: Final = "__substg1.0_3701000d"
_FROM_ME: Final = 0x20
_ROLE_TO: Final = 1

INSIDE: Final = marked(
    "One file in this letter cannot be taken out of it: {name}. It is kept inside the original."
)


@dataclass(slots=True)
class Letter:
    """What a .msg tells. The date is ISO with offset; `charset` is its text's."""

    subject: str = ""
    sender: str = ""
    recipient: str = ""
    date: str | None = None
    date_source: str = "none"
    message_id: str | None = None
    text: str = ""
    charset: str = "utf-16-le"
    declared: str | None = None
    lossy: bool = False
    from_me: bool = False
    enclosures: list[Enclosure] = field(default_factory=list)
    remarks: list[Trouble] = field(default_factory=list)


class _Body(NamedTuple):
    text: str
    charset: str
    lossy: bool
    cut: bool = False


def read_outlook(storage: Storage, charset: str | None = None, depth: int = 0) -> Letter:
    """Return what a .msg or a winmail.dat tells; `charset` overrides what its 8-bit texts claim.

    Letters in the letter are shown below its text, and their files are among its files.
    """
    props = Properties(storage, charset, header=32 if depth == 0 else 24)
    letter = Letter(declared=props.declared)
    body = _body(props, letter)
    letter.text, letter.charset, letter.lossy = body.text, body.charset, body.lossy
    if body.cut:
        letter.remarks.append(Trouble(LONG_TEXT))
    props.hint = None if body.charset.startswith("utf-16") else body.charset
    letter.subject = " ".join(props.text(_SUBJECT).split())
    letter.sender = _sender(props)
    letter.recipient = _recipients(props) or props.text(_SHOWN_TO).rstrip("\0 ;")
    letter.from_me = bool(props.number(_FLAGS) & _FROM_ME)
    letter.message_id = props.text(_MESSAGE_ID).strip(" <>")[:998] or None
    letter.date, letter.date_source = _date(props)
    _from_headers(letter, props)
    _take_files(letter, props, depth)
    return letter


def _body(props: Properties, letter: Letter) -> _Body:
    """Return the text: the plain one unless it is missing or only a stump beside the HTML."""
    plain = props.decoded(_BODY)
    said = plain.text.replace("\r\n", "\n").replace("\r", "\n") if plain else ""
    cut = len(said) >= TEXT
    shown = _Body(without_surrogates(said).replace("\0", ""), "utf-16-le", lossy=False, cut=cut)
    if plain is not None:
        shown = shown._replace(charset=plain.charset, lossy=plain.lossy)
    if len(said) > _STUMP and not looks_destroyed(said):
        return shown
    rich = _html_body(props, letter) or _rtf_body(props)
    if rich is None:
        return shown
    destroyed = looks_destroyed(said) and not looks_destroyed(rich.text)
    longer = len(rich.text.strip()) > _TENFOLD * len(said.strip())
    return rich if destroyed or longer else shown


def _html_body(props: Properties, letter: Letter) -> _Body | None:
    from tui.correspondence.web.html import declared_charset

    raw = props.content(_HTML)
    if raw is None:
        written = props.decoded(_HTML)
        return _readable(written.text, written.charset, written.lossy) if written else None
    raw = props.storage.take_text(raw, TEXT)
    codepage = props.number(INTERNET_CODEPAGE)
    label = declared_charset(raw) or label_of(codepage)
    letter.declared = label
    decoded = decode_as(raw, props.chosen) if props.chosen else decode(raw, label)
    return _readable(decoded.text, decoded.charset, decoded.lossy)


def _rtf_body(props: Properties) -> _Body | None:
    packed = props.content(_RTF)
    rtf = props.storage.take_text(unpack(packed), TEXT) if packed else b""
    if not rtf:
        return None
    unpacked = text_of_rtf(rtf, props.chosen)
    charset = props.chosen or props.declared or "cp1252"
    if unpacked.is_html:
        return _readable(unpacked.text, charset, "\ufffd" in unpacked.text, cut=unpacked.cut)
    return _Body(unpacked.text, charset, "\ufffd" in unpacked.text, unpacked.cut)


def _readable(source: str, charset: str, lossy: bool, *, cut: bool = False) -> _Body:
    from tui.correspondence.web.html import read_html

    readable = read_html(without_surrogates(source).replace("\0", ""))
    return _Body(readable.text, charset, lossy, cut or readable.cut)


def _sender(props: Properties) -> str:
    name = props.text(_SENDER) or props.text(_FOR)
    for prop in (_SENDER_SMTP, _SENDER_ADDRESS, _FOR_SMTP, _FOR_ADDRESS):
        address = props.text(prop).strip()
        # Inside a company the address is a directory's, not one for mail.
        if "@" in address and not address.startswith("/"):
            return _person(name, address)
    return name.strip()


def _recipients(props: Properties) -> str:
    people = []
    for number, storage in enumerate(props.storage.storages("__recip_version1.0_")):
        if number >= _FILES:
            break
        one = Properties(storage, props.chosen, header=8, outer=props)
        if one.number(_ROLE) & 0xF not in (0, _ROLE_TO):
            continue
        addresses = (one.text(_SMTP).strip(), one.text(_ADDRESS).strip())
        address = next((said for said in addresses if "@" in said and said[0] != "/"), "")
        people.append(_person(one.text(_DISPLAY_NAME), address))
        if len(people) >= _PEOPLE:
            break
    return ", ".join(filter(None, people))


def _person(name: str, address: str) -> str:
    name = name.strip(" \t'\"")
    if not address or name == address:
        return name or address
    return f"{name} <{address}>" if name else address


def _date(props: Properties) -> tuple[str | None, str]:
    sent = props.moment(_SENT)
    if sent is not None:
        return sent, "header"
    delivered = props.moment(_DELIVERED)
    return delivered, "received" if delivered else "none"


def _from_headers(letter: Letter, props: Properties) -> None:
    """Fill in what only the headers say that the letter travelled with."""
    found = props.decoded(_HEADERS)
    if found is None or not found.text.strip():
        return
    head = without_surrogates(found.text[:262_144]).encode().lstrip(b"\r\n")
    envelope = Envelope(read_header_block(head, 0, len(head)), Reading())
    letter.message_id = letter.message_id or envelope.message_id
    date, date_source = envelope.date
    if date_source == "header":
        letter.date, letter.date_source = date, date_source
    if "@" not in letter.sender and parseaddr(envelope.sender)[1]:
        letter.sender = envelope.sender
    if "@" not in letter.recipient and "@" in envelope.recipient:
        letter.recipient = envelope.recipient


def _take_files(letter: Letter, props: Properties, depth: int) -> None:
    letters = 0
    for number, storage in enumerate(props.storage.storages("__attach_version1.0_")):
        if number >= _FILES:
            letter.remarks.append(Trouble(INSIDE, name="…"))
            return
        one = Properties(storage, props.chosen, header=8, outer=props)
        name = one.text(_LONG_NAME) or one.text(_SHORT_NAME) or one.text(_DISPLAY_NAME)
        name = " ".join(name.split())[:_NAME]
        content = one.content(_CONTENT)
        if content is not None:
            declared = one.text(_MIME_TYPE).strip().lower()
            kind = declared or type_of(content, name)
            letter.enclosures.append(Enclosure(name=name, type=kind, content=content))
            continue
        nested = storage.storage(_NESTED)
        if nested is None or nested.stream("__properties_version1.0") is None:
            letter.remarks.append(Trouble(INSIDE, name=name))
        elif depth >= _DEEPEST or letters >= _LETTERS:
            letter.remarks.append(
                Trouble(DEEP_PARTS, limit=_DEEPEST) if depth >= _DEEPEST else Trouble(MANY_LETTERS)
            )
        else:
            letters += 1
            _take_letter(letter, read_outlook(nested, props.chosen, depth + 1))


def _take_letter(letter: Letter, inner: Letter) -> None:
    """Show a letter that came in the letter below it, set off, with its files."""
    lines = "".join(f"{line}\n" for line in _told(inner))
    letter.text = (letter.text.rstrip("\n") + "\n\n" + lines)[:TEXT]
    letter.enclosures.extend(inner.enclosures)
    letter.remarks.extend(inner.remarks)
    letter.lossy = letter.lossy or inner.lossy


def _told(inner: Letter) -> Iterator[str]:
    for name, value in (
        ("From", inner.sender),
        ("To", inner.recipient),
        ("Date", inner.date or ""),
        ("Subject", inner.subject),
    ):
        if value:
            yield f"    {name}: {value}"
    yield ""
    for line in inner.text.split("\n"):
        yield f"    {line}" if line else ""
