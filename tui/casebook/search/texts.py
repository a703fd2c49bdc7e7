"""What notes and cards are found by: all that is said of them, folded."""

from typing import Final, NamedTuple

from tui.casebook import queries
from tui.casebook.errors import Damaged, NoSuchThing
from tui.casebook.fields import FIELDS
from tui.casebook.records import Card, Note
from tui.casebook.storage import Reader
from tui.text.folding import fold

TABLES: Final = ("note", "card")
"""The projections whose rows can be found."""


class Said(NamedTuple):
    """One thing that a note or card is found by; `field` names what it is."""

    field: str
    text: str


def text(reader: Reader, table: str, id: int) -> str | None:
    """Return the folded text that a note or card is found by; None where none can be read."""
    try:
        said = (
            of_note(reader, queries.note(reader, id))
            if table == "note"
            else of_card(queries.bare_card(reader, id))
        )
    except (NoSuchThing, Damaged):
        return None
    # No word of a query has a line's end in it, so none reaches from one field into the next.
    return "\n".join(fold(part.text) for part in said)


def of_note(reader: Reader, note: Note) -> list[Said]:
    """Return what a note is found by, what a reader thinks of first at the head."""
    said = [
        Said("subject", note.subject),
        Said("text", reader.text(note.id, note.charset) or ""),
        *(Said("annotation", remark.text) for remark in note.annotations),
    ]
    for file in note.attachments:
        said += [Said("attachment", file.name), Said("attachment", file.caption)]
    said += [Said("sender", note.sender or ""), Said("recipient", note.recipient or "")]
    return [part for part in said if part.text]


def of_card(card: Card) -> list[Said]:
    """Return what a card is found by."""
    said = [Said(field.on_card, str(field.value(card) or "")) for field in FIELDS if field.searched]
    return [part for part in said if part.text]
