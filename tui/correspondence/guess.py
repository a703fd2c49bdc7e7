"""What a pasted text or a file probably is: the draft of a note, to be shown for review.

What the bytes are decides how they are read, never what their name says. The original is kept as
it came, whatever could be read of it.
"""

import re
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from tui.casebook.draft import Draft
from tui.casebook.records import Note
from tui.correspondence.body_hash import body_hash
from tui.correspondence.charsets.decoding import (
    canonical,
    decode,
    decode_as,
    looks_destroyed,
    without_surrogates,
)
from tui.correspondence.direction import direction_of
from tui.correspondence.files.claims import broken_claim
from tui.correspondence.files.file_draft import file_draft
from tui.correspondence.files.form import form_of
from tui.correspondence.files.media import media_type
from tui.correspondence.limits import SUBJECT, bounded
from tui.correspondence.pasted.plain_text import SENDER, carrier_of, told_by
from tui.correspondence.silence import silence
from tui.text.translation import marked
from tui.text.trouble import Trouble

if TYPE_CHECKING:
    from tui.correspondence.outlook.message import Letter

_HEAD: Final = 65_536
_TEXT: Final = 6 * 1024 * 1024
_SLOW_TEXT: Final = 2 * 1024 * 1024
"""The bytes of a text, and of one with escape sequences, that are shown: more takes seconds."""
_LOST: Final = tuple(
    lost.encode(codec)
    for codec in ("utf-8", "utf-16-le", "utf-16-be")
    for lost in ("???", "\ufffd\ufffd\ufffd")
)
_TITLE = re.compile(r"<title\b[^<>]{0,200}>([^<]{0,400})", re.IGNORECASE)
_SAVED_PAGE = re.compile(r"<(?:nav|form|script)\b|saved from url", re.IGNORECASE)
_SAVED_BY = re.compile(r"saved ?by|保存", re.IGNORECASE)

MSG_EXTRA: Final = marked(
    "Reading letters from Outlook needs kaiyaku[msg]; the file is kept whole."
)
MSG_BROKEN: Final = marked(
    "This letter from Outlook is damaged and cannot be read; the file is kept whole."
)
LOST: Final = marked(
    "Most of this text is question marks: its characters were lost before it came here."
)
ROUGH: Final = marked("The web page is so broken that its tags were only crossed out.")
CUT: Final = marked("Only the beginning of the text is shown; the original is kept whole.")


class Destroyed(Trouble):
    """A letter whose characters were lost on the way: there is nothing to be read in it.

    `command` is what the reader should type on the other computer; without one, its outline.
    """

    def __init__(self, command: str = "ssh HOST kaiyaku note add CARD") -> None:
        super().__init__(
            marked(
                "This letter arrived as question marks: PowerShell's pipe destroys Japanese and "
                "Chinese. Send it with: {line}"
            ),
            line=f'cmd /c "{command} < letter.eml"',
        )


class SeveralLetters(Trouble):
    """An mbox with more than one letter, where one was asked for."""

    def __init__(self) -> None:
        super().__init__(
            marked("This is an mbox with several letters: keep it with kaiyaku note add CARD FILE.")
        )


def from_text(text: str, now: datetime) -> Draft:
    """Return the draft of a pasted `text`; `now` is the aware present moment.

    Line ends become LF and nothing else changes: `original` is the text in UTF-8, with lone
    surrogates written as they are (`surrogatepass`), so that it decodes to every code point that
    was pasted. In `Draft.text` a lone surrogate is U+FFFD, and the draft is lossy. A mail's source
    is read as that mail.
    """
    pasted = _with_lf(text)
    whole = without_surrogates(pasted)
    original = pasted.encode("utf-8", "surrogatepass")
    lossy = "\ufffd" in whole and whole != pasted
    source = whole.encode()
    if form_of(source) in ("mail", "mbox"):
        from tui.correspondence.mail.wrapping import mail_in

        draft = _mail(original, mail_in(source), now, None)
        said = (*draft.remarks, *_of_nothing(draft))
        return replace(draft, lossy=draft.lossy or lossy, remarks=said)
    draft = _text(original, whole, "utf-8", lossy=lossy, now=now)
    return replace(draft, remarks=(Trouble(LOST),)) if looks_destroyed(whole) else draft


def from_bytes(
    raw: bytes, now: datetime, charset: str | None = None, name: str = "", form: str | None = None
) -> Draft:
    """Return the draft of one letter or file, kept as it is; `charset` overrides the guess.

    `name` is what the file is called, which decides nothing; `form` is what it was found to be
    earlier, as a draft has it. An unknown `charset` is a LookupError. Raises `Destroyed` for a
    text that came as question marks, unless a charset was chosen, and `SeveralLetters` for an mbox
    with more than one.
    """
    if charset is not None and canonical(charset) is None:
        raise LookupError(f"unknown charset: {charset}")
    form = form or form_of(raw)
    if form == "file" and charset is not None and media_type(raw) is None:
        form = "text"
    draft = _read(raw, form, now, charset, name)
    came_lost = charset is None and form != "msg" and any(lost in raw for lost in _LOST)
    if came_lost and looks_destroyed(draft.text):
        raise Destroyed
    claim = broken_claim(name, form, raw)
    said = (*draft.remarks, *_of_nothing(draft), *((claim,) if claim else ()))
    return replace(draft, remarks=said)


def read_again(note: Note, original: bytes, charset: str, now: datetime) -> Draft:
    """Return how a kept note reads in another charset; an unknown one is a LookupError.

    What a person has corrected of its subject, sender or recipient stays as they wrote it.
    """
    again = from_bytes(original, now, charset, form=note.form)
    earlier = []
    if canonical(note.charset):
        earlier.append(from_bytes(original, now, note.charset, form=note.form))
    with suppress(Destroyed):
        earlier.append(from_bytes(original, now, form=note.form))
    corrected: dict[str, Any] = {
        field: kept
        for field in ("subject", "sender", "recipient")
        if (kept := getattr(note, field) or "") not in [getattr(draft, field) for draft in earlier]
    }
    return replace(again, **corrected)


def _read(raw: bytes, form: str, now: datetime, charset: str | None, name: str) -> Draft:
    if form == "msg":
        return _outlook(raw, charset, name)
    if form in ("mail", "mbox"):
        # Brings the mail reader, which most of what is typed does not need.
        from tui.correspondence.mail.mbox import is_mailbox
        from tui.correspondence.mail.wrapping import mail_in

        if form == "mbox" and is_mailbox(raw):
            raise SeveralLetters
        return _mail(raw, mail_in(raw), now, charset)
    if form == "file":
        return file_draft(raw, name)
    if form == "html":
        return _html(raw, now, charset)
    shown = _whole_lines(raw)
    decoded = decode(shown) if charset is None else decode_as(shown, charset)
    text = _with_lf(without_surrogates(decoded.text))
    draft = _text(raw, text, decoded.charset, lossy=decoded.lossy, now=now)
    return draft if shown is raw else replace(draft, remarks=(Trouble(CUT),))


def _of_nothing(draft: Draft) -> tuple[Trouble, ...]:
    """Return the sentence for a letter that has no text to show."""
    said = None if draft.form == "file" else silence(draft.text, len(draft.enclosures))
    return (Trouble(said),) if said else ()


def _whole_lines(raw: bytes) -> bytes:
    """Return as much of a text as is shown."""
    most = _TEXT if b"\x1b" not in raw[:_TEXT] else _SLOW_TEXT
    if len(raw) <= most:
        return raw
    # UTF-16 has two bytes a line end, and an even number before it.
    end = raw.rfind(b"\n", 0, most) + 1 or most
    return raw[: end + end % 2]


def _with_lf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _text(original: bytes, text: str, charset: str, *, lossy: bool, now: datetime) -> Draft:
    told = told_by(text, now)
    return Draft(
        original=original,
        text=text,
        charset=charset,
        lossy=lossy,
        form="text",
        kind=told.kind,
        direction=told.direction,
        date=told.date,
        date_source="text" if told.date else "none",
        subject=told.subject,
        sender=told.sender,
        recipient=told.recipient,
        carrier=told.carrier,
        body_hash=body_hash(text, ()),
    )


def _mail(original: bytes, source: bytes, now: datetime, charset: str | None) -> Draft:
    from tui.correspondence.mail.mail import read_mail

    mail = read_mail(source, charset=charset)
    # Browsers put their own name there when they save a page.
    by_browser = "@" not in mail.sender and _SAVED_BY.search(mail.sender) is not None
    sender = "" if by_browser else mail.sender
    told = told_by(mail.text, now) if not sender or not mail.subject else None
    subject = mail.subject or (told.subject if told else "")
    recipient = mail.recipient
    saved = b"\nsnapshot-content-location:" in source[:_HEAD].lower()
    return Draft(
        original=original,
        text=mail.text,
        charset=mail.charset,
        declared=mail.declared,
        lossy=mail.lossy,
        form="mail",
        kind="screen" if saved or by_browser else "mail",
        direction=direction_of(sender, recipient),
        date=mail.date,
        date_source=mail.date_source,
        subject=subject,
        sender=sender[:SENDER],
        recipient=recipient[:SENDER],
        carrier=carrier_of(sender, recipient, subject),
        message_id=mail.message_id,
        body_hash=body_hash(mail.text, mail.enclosures),
        enclosures=mail.enclosures,
        remarks=mail.remarks,
    )


def _html(raw: bytes, now: datetime, charset: str | None) -> Draft:
    from tui.correspondence.web.html import declared_charset, read_html, unescaped

    declared, shown = declared_charset(raw), _whole_lines(raw)
    decoded = decode(shown, declared) if charset is None else decode_as(shown, charset)
    source = without_surrogates(decoded.text)
    readable = read_html(source)
    draft = _text(raw, readable.text, decoded.charset, lossy=decoded.lossy, now=now)
    head = source[:_HEAD]
    title = _TITLE.search(head)
    titled = " ".join(unescaped(title[1]).split()) if title else ""
    is_page = not draft.sender and _SAVED_PAGE.search(head) is not None
    remarks = [Trouble(CUT)] if readable.cut or shown is not raw else []
    if readable.fell_back:
        remarks.append(Trouble(ROUGH))
    return replace(
        draft,
        form="html",
        declared=declared,
        kind="screen" if is_page else draft.kind,
        subject=titled if titled and not draft.sender else draft.subject,
        carrier=draft.carrier or carrier_of("", "", titled),
        remarks=tuple(remarks),
    )


def _unsealed(letter: "Letter", charset: str | None) -> "Letter":
    """Return a letter from Outlook with what is inside its signed package, if it is only that."""
    from tui.correspondence.mail.mail import read_sealed

    sealed = [] if letter.text.strip() else letter.enclosures
    inner = next(filter(None, (read_sealed(file, charset) for file in sealed)), None)
    if inner is None:
        return letter
    return replace(
        letter,
        text=inner.text,
        date=letter.date or inner.date,
        date_source=letter.date_source if letter.date else inner.date_source,
        message_id=letter.message_id or inner.message_id,
        charset=inner.charset,
        declared=inner.declared,
        lossy=inner.lossy,
        enclosures=[*letter.enclosures, *inner.enclosures],
        remarks=[*letter.remarks, *inner.remarks],
    )


def _outlook(raw: bytes, charset: str | None, name: str) -> Draft:
    try:
        from tui.correspondence.outlook.compound import NotCompound, open_compound
        from tui.correspondence.outlook.message import read_outlook
    except ModuleNotFoundError:
        return replace(file_draft(raw, name), kind="mail", remarks=(Trouble(MSG_EXTRA),))
    try:
        letter = _unsealed(read_outlook(open_compound(raw), charset), charset)
    except NotCompound:
        return replace(file_draft(raw, name), kind="mail", remarks=(Trouble(MSG_BROKEN),))
    sender, recipient = letter.sender[:SENDER], letter.recipient[:SENDER]
    enclosures = tuple(letter.enclosures)
    return Draft(
        original=raw,
        text=letter.text,
        charset=letter.charset,
        declared=letter.declared,
        lossy=letter.lossy,
        form="msg",
        kind="mail",
        direction="out" if letter.from_me else direction_of(sender, recipient),
        date=letter.date,
        date_source=letter.date_source,
        subject=bounded(letter.subject, SUBJECT),
        sender=sender,
        recipient=recipient,
        carrier=carrier_of(sender, recipient, letter.subject),
        message_id=letter.message_id,
        body_hash=body_hash(letter.text, enclosures),
        enclosures=enclosures,
        remarks=tuple(letter.remarks),
    )
