"""What is done to notes: keeping them, and adding to them without changing what was kept."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from tui.casebook import queries
from tui.casebook.action import Action
from tui.casebook.draft import Draft, Enclosure
from tui.casebook.errors import KeptAlready, Refused
from tui.casebook.event import Body
from tui.casebook.marks import without_proof
from tui.casebook.records import Note, Record
from tui.casebook.storage import Reader
from tui.text.translation import marked
from tui.text.trouble import Trouble

_TYPED = "typed"

ANOTHER_TEXT = marked("Note {note} has the same Message-ID and another text: compare them.")
ANOTHER_SUBJECT = marked(
    "Note {note} has the same Message-ID and text, and another subject or date: compare them."
)


def keep(action: Action, card: int, draft: Draft, step: str | None, *, again: bool) -> int:
    """Keep a draft with its enclosures, verbatim and for good; return the note's number.

    A letter that the card has already raises `KeptAlready`, unless it is kept `again`.
    """
    writer = action.writer
    sha256 = hashlib.sha256(draft.original).hexdigest()
    same, differing = _twins(writer, card, sha256, draft)
    if same is not None and not again:
        raise KeptAlready(same["id"], card)
    writer.keep_blob(sha256, draft.original)
    id = action.next_id("note")
    # Before the event, whose projection makes the note findable by its text.
    writer.keep_text(id, draft.charset, draft.text)
    action.set(
        "note.kept",
        "note",
        id,
        card,
        card=card,
        kind=draft.kind,
        direction=draft.direction,
        date=draft.date,
        subject=draft.subject,
        sender=draft.sender or None,
        recipient=draft.recipient or None,
        carrier=draft.carrier,
        step=step,
        form=draft.form,
        charset=draft.charset,
        declared=draft.declared,
        lossy=draft.lossy,
        sha256=sha256,
        size=len(draft.original),
        message_id=draft.message_id,
        body_hash=draft.body_hash,
        differs_from=differing["id"] if differing else None,
        text_sha256=text_digest(draft.text),
        by=str(action.who),
        at=action.at,
        present=True,
    )
    enclose(action, card, id, draft.enclosures)
    return id


def keep_or_find(action: Action, card: int, draft: Draft, step: str | None) -> tuple[Note, bool]:
    """Keep a draft, or find the note that the card has of it; say whether it is new."""
    try:
        return queries.note(action.writer, keep(action, card, draft, step, again=False)), True
    except KeptAlready as known:
        return queries.note(action.writer, known.note), False


def enclose(action: Action, card: int, note: int, enclosures: Sequence[Enclosure]) -> None:
    """Keep files with a note, each stored once under its SHA-256."""
    for enclosure in enclosures:
        sha256 = hashlib.sha256(enclosure.content).hexdigest()
        action.writer.keep_blob(sha256, enclosure.content)
        action.set(
            "attachment.kept",
            "attachment",
            action.next_id("attachment"),
            card,
            card=card,
            note=note,
            name=enclosure.name,
            type=enclosure.type,
            caption=enclosure.caption,
            sha256=sha256,
            size=len(enclosure.content),
            by=str(action.who),
            at=action.at,
            present=True,
        )


def annotate(action: Action, note: int, text: str) -> int:
    """Add a remark to a kept note, which itself stays as it is; return the note's card."""
    if not text.strip():
        raise Refused(marked("An annotation needs a text."))
    card = queries.note(action.writer, note).card
    action.set(
        "note.annotated",
        "annotation",
        action.next_id("annotation"),
        card,
        card=card,
        note=note,
        text=text,
        by=str(action.who),
        at=action.at,
        present=True,
    )
    return card


def move(action: Action, note: int, card: int) -> None:
    """Put a note, and all that belongs to it, with another card."""
    writer = action.writer
    kept = queries.note(writer, note)
    queries.card(writer, card)
    if kept.card == card:
        return
    # First, so that undo has the letter back before what it proves.
    without_proof(action, kept.card, note)
    action.set("note.moved", "note", note, kept.card, card=card, step=None)
    # The card that it comes to tells of it as well: its history has to stand alone.
    action.append("note.came", card, Body(table="note", id=note, changes={}))
    for table in ("annotation", "attachment"):
        for record in writer.records(table, card=kept.card):
            if record["note"] == note:
                action.set("note.moved", table, record["id"], kept.card, card=card)


def redecode(action: Action, note: int, draft: Draft) -> int:
    """Take over how the same original reads in another charset; return the note's card."""
    kept = queries.note(action.writer, note)
    if hashlib.sha256(draft.original).hexdigest() != kept.sha256:
        raise ValueError(f"the draft is not of note {note}'s original")
    action.writer.keep_text(note, draft.charset, draft.text)
    action.set(
        "note.redecoded",
        "note",
        note,
        kept.card,
        charset=draft.charset,
        lossy=draft.lossy,
        text_sha256=text_digest(draft.text),
        subject=draft.subject,
        sender=draft.sender or None,
        recipient=draft.recipient or None,
    )
    return kept.card


def text_digest(text: str) -> str:
    """Return the SHA-256 of a note's text, by which a text changed outside kaiyaku is noticed."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _twins(
    reader: Reader, card: int, sha256: str, draft: Draft
) -> tuple[Record | None, Record | None]:
    """Return the card's note that is the same letter, and the one that only claims to be."""
    if draft.form == _TYPED:
        # The same two words may well be noted after two calls.
        return None, None
    same = differing = None
    for record in reader.notes_like(sha256, draft.message_id, draft.body_hash):
        if record["card"] != card or not record["present"] or record["withdrawn_at"]:
            continue
        if record["sha256"] == sha256 or _says_the_same(record, draft):
            same = same or record
        elif draft.message_id is not None and record["message_id"] == draft.message_id:
            differing = differing or record
    return same, differing


def elsewhere(reader: Reader, note: Note) -> Record | None:
    """Return the note of another card that is the same letter; None where there is none."""
    if note.form == _TYPED:
        return None
    for record in reader.notes_like(note.sha256, note.message_id, None):
        if record["card"] == note.card or not record["present"] or record["withdrawn_at"]:
            continue
        if record["sha256"] == note.sha256 or _says_the_same(record, note):
            return record
    return None


def difference(note: Note, earlier: Note) -> Trouble:
    """Return what a note does not share with the one that has its Message-ID."""
    sentence = ANOTHER_TEXT if note.body_hash != earlier.body_hash else ANOTHER_SUBJECT
    return Trouble(sentence, note=earlier.id)


def _says_the_same(record: Record, letter: Draft | Note) -> bool:
    """Say whether two letters agree in text, subject and date, and in who sent them."""
    if letter.body_hash is None or record["body_hash"] != letter.body_hash:
        return False
    if record["subject"] != letter.subject or _moment(record["date"]) != _moment(letter.date):
        return False
    if letter.message_id is not None and record["message_id"] is not None:
        return bool(record["message_id"] == letter.message_id)
    return (record["sender"] or "") == (letter.sender or "")


def _moment(date: str | None) -> datetime | str | None:
    """Return a moment that is the same in every zone; a day as it is."""
    return datetime.fromisoformat(date) if date and "T" in date else date
