"""What is shown of a letter before it is kept: how it was read, its files, its text."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final, NamedTuple

from tui.casebook.draft import Draft
from tui.casebook.drafts import Unfinished
from tui.casebook.records import Card
from tui.deadlines.dates import DateError, read_date
from tui.deadlines.today import TOKYO
from tui.text.clean import clean, clean_line
from tui.text.size import size
from tui.text.translation import marked
from tui.text.width import wrap
from tui.widgets.rows import ACCENT, PLAIN, PROBLEM, QUIET, Piece, Row
from tui.widgets.voice import Voice

_LINES: Final = 400
_COLUMNS: Final = 4000
_SUBJECT: Final = 80
_DATE_SAID: Final = {
    "received": marked("The date is when it arrived: the sender's own cannot be read."),
    "text": marked("The date stands in the text; no header says it."),
    "none": marked("No date was found in it: write it if you know it."),
}
_SEARCHED: Final = 200_000
_SHORTEST_NUMBER: Final = 9
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[-‐‑‒–—―−ー() ./]{1,2}(?=\d)")
_TIME = re.compile(r"(.*\S)[\sT]+(\d{1,2}):(\d{2})")


def preview(draft: Draft, voice: Voice, room: int) -> list[Row]:
    """Return the rows of a draft: what to know of it first, then the beginning of its text."""
    cells = max(room - 4, 20)
    about = [
        Piece(f" {line}", piece.look)
        for piece in _about(draft, voice)
        for line in wrap(clean_line(piece.text), cells)
    ]
    lines = draft.text.split("\n", _LINES)
    text = [
        Piece(f" {row}") for line in lines[:_LINES] for row in wrap(clean(line[:_COLUMNS]), cells)
    ]
    if len(lines) > _LINES:
        more = voice.words.plural(
            "… and {n} more line, kept too",
            "… and {n} more lines, kept too",
            lines[-1].count("\n") + 1,
        )
        text.append(Piece(f" {more}", ACCENT))
    between = [Piece("")] if about and draft.text else []
    shown = [*about, *between, *text] if draft.text else about
    return [Row(f"{y}", (piece,), selectable=False) for y, piece in enumerate(shown)]


def _about(draft: Draft, voice: Voice) -> list[Piece]:
    words = voice.words
    said = [Piece(f"{voice.glyphs.caution} {t.say(words)}", PROBLEM) for t in draft.remarks]
    if draft.lossy and draft.form != "file" and not draft.remarks:
        lossy = words("Some characters could not be read.")
        said.append(Piece(f"{voice.glyphs.caution} {lossy}", PROBLEM))
    if draft.form == "file":
        kept = words("kept byte for byte")
        what = words.beside(kind_said(draft), size(len(draft.original)), kept)
        said.append(Piece(what, PLAIN))
    else:
        for file in draft.enclosures:
            named = clean_line(file.name) or words("a file without a name")
            said.append(Piece(f"+ {named}  {size(len(file.content))}", ACCENT))
    if draft.date_source in _DATE_SAID and draft.form not in ("typed", "file"):
        said.append(Piece(words(_DATE_SAID[draft.date_source]), QUIET))
    return said


def kind_said(draft: Draft) -> str:
    """Return what kind of file has no text: `PDF`, `JPG`."""
    from tui.correspondence.files.media import extension_of

    file = draft.enclosures[0] if draft.enclosures else None
    known = extension_of(file.type) if file else ""
    return (known or (clean_line(file.name).rpartition(".")[2][:8] if file else "")).upper()


def shown_date(iso: str) -> str:
    """Return how an ISO date or date-time stands in the form's field."""
    return iso[:16].replace("T", " ")


def written_date(written: str, draft: Draft | None, voice: Voice) -> str | None:
    """Return the ISO date or date-time that stands in the field; raises `DateError`.

    A time of day is by the clock that the letter's own is, else by Japan's.
    """
    own = draft.date if draft else None
    if own and written == shown_date(own):
        return own
    if not written:
        return None
    timed = _TIME.fullmatch(written)
    day = read_date(timed[1] if timed else written, voice.today, past=True)
    if timed is None:
        return day.isoformat()
    zone = datetime.fromisoformat(own).tzinfo if own else None
    try:
        at = datetime(
            day.year, day.month, day.day, int(timed[2]), int(timed[3]), tzinfo=zone or TOKYO
        )
    except ValueError as error:
        raise DateError(written) from error
    return at.isoformat()


def looked_over(now: Unfinished, draft: Draft) -> Unfinished:
    """Return what is unfinished with what was guessed, unless its writer knows better already."""
    if now.looked_over:
        return now
    return now._replace(
        kind=draft.kind,
        direction=draft.direction,
        date=shown_date(draft.date) if draft.date else "",
        subject=draft.subject,
        sender=draft.sender,
        recipient=draft.recipient,
        carrier=draft.carrier or "",
        looked_over=True,
    )


def corrected(draft: Draft, now: Unfinished, date: str | None) -> Draft:
    """Return the draft with what its reviewer made of the guesses; its bytes stay as they are."""
    files = draft.enclosures
    if now.caption and files:
        files = (replace(files[0], caption=now.caption), *files[1:])
    return replace(
        draft,
        kind=now.kind,
        direction=now.direction,
        date=date,
        date_source=draft.date_source if date == draft.date else "none",
        subject=now.subject or now.caption or first_line(draft.text),
        sender=now.sender,
        recipient=now.recipient,
        carrier=now.carrier or None,
        enclosures=files,
    )


def first_line(text: str) -> str:
    """Return how a text begins, for a subject."""
    return clean(text.strip()).split("\n")[0][:_SUBJECT]


class Belongs(NamedTuple):
    """The one card that a letter seems to be about, and what in it says so."""

    card: int
    label: str
    because: str


def belongs(draft: Draft, cards: Sequence[Card]) -> Belongs | None:
    """Return the only card whose number stands in the letter, else the only one of its carrier."""
    text = _BETWEEN_DIGITS.sub("", unicodedata.normalize("NFKC", draft.text[:_SEARCHED]))
    numbered = [card for card in cards if any(form in text for form in _forms(card.number))]
    if numbered:
        card = numbered[0]
        return Belongs(card.id, card.label, str(card.number)) if len(numbered) == 1 else None
    if not draft.carrier:
        return None
    theirs = [card for card in cards if not card.closed and _carrier(card) == draft.carrier]
    if len(theirs) != 1:
        return None
    return Belongs(theirs[0].id, theirs[0].label, theirs[0].carrier or theirs[0].label)


def _forms(number: str | None) -> tuple[str, ...]:
    """Return how the digits of a number may stand in a letter: as in Japan, and from abroad."""
    digits = "".join(filter(str.isdecimal, unicodedata.normalize("NFKC", number or "")))
    if len(digits) < _SHORTEST_NUMBER:
        return ()
    if digits.startswith("81"):
        return digits, "0" + digits[2:]
    return (digits, "81" + digits[1:]) if digits.startswith("0") else (digits,)


def _carrier(card: Card) -> str | None:
    """Return the id of a card's carrier, which people write as they like."""
    from tui.correspondence.carriers import carrier_named

    return carrier_named(card.carrier or "") or carrier_named(card.label)
