"""What the files in a proof are called: by us, never by whoever sent them."""

import re
import unicodedata
from typing import Final

from tui.casebook.records import Attachment, Card, Holder, Note
from tui.exports.proof.mask import Mask

PAGE: Final = "index.html"
MANIFEST: Final = "manifest.json"
README: Final = "README.txt"
SUMS: Final = "SHA256SUMS"

_LONGEST_SLUG: Final = 40
_ENDS_OF_FORMS: Final = {
    "mail": "eml",
    "msg": "msg",
    "text": "txt",
    "typed": "txt",
    # Opened by chance it would run what is in it, and tell its sender.
    "html": "html.txt",
}
_OTHER: Final = "bin"
_HARMLESS: Final = frozenset(
    {
        *("pdf", "txt", "csv", "eml", "msg", "ics", "vcf", "rtf"),
        *("jpg", "jpeg", "png", "gif", "webp", "heic", "tif", "tiff", "bmp"),
        *("docx", "xlsx", "pptx", "odt", "ods", "doc", "xls", "ppt"),
        *("mp3", "m4a", "wav", "amr", "mp4", "mov", "3gp", "zip"),
    }
)
"""Ends of names that are kept: programs do not run such files when they are opened."""


def directory(card: Card, mask: Mask) -> str:
    """Return the directory of a card: its number, and of its label what every system can write."""
    label = "" if mask.holds(card.label) else slug(card.label)
    return f"cards/{card.id}-{label}" if label else f"cards/{card.id}"


def original(note: Note) -> str:
    """Return the name of a note's original, below the card's directory."""
    return f"originals/{note.id:04}.{_ENDS_OF_FORMS.get(note.form, _OTHER)}"


def text(note: Note) -> str:
    """Return the name of a note's text, below the card's directory."""
    return f"texts/{note.id:04}.txt"


def attachment(note: Note, place: int, file: Attachment) -> str:
    """Return the name of a note's `place`th attachment, below the card's directory."""
    end = file.name.rpartition(".")[2].lower()
    return f"attachments/{note.id:04}-{place}.{end if end in _HARMLESS else _OTHER}"


def slug(label: str) -> str:
    """Return what of a label is plain letters and digits, in lower case; perhaps nothing."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST_SLUG].strip("-")


def archive(card: Card) -> str:
    """Return what the proof of a card is called."""
    label = slug(card.label)
    return f"kaiyaku-{card.id}-{label}.zip" if label else f"kaiyaku-{card.id}.zip"


def archive_of(holder: Holder) -> str:
    """Return what the proof of all cards of a person is called."""
    name = slug(holder.name)
    return f"kaiyaku-person-{holder.id}-{name}.zip" if name else f"kaiyaku-person-{holder.id}.zip"
