"""The files of a card as they go out: their names, their bytes, and what became of them."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from tui.exports.proof import member_names
from tui.exports.proof.archive import place
from tui.exports.proof.material import Material
from tui.text.clean import clean

Kept = Callable[[str], bytes | None]
"""Returns the bytes that were kept under a SHA-256; None when they are lost."""
Part = tuple[str, int]
"""`note` or `attachment`, and its number."""


class Member(NamedTuple):
    """A file in the archive."""

    name: str
    size: int
    sha256: str


class Exhibit(NamedTuple):
    """A kept file as it went out; `member` is None where its bytes are lost."""

    sha256: str
    """Of what was kept, as the casebook recorded it."""
    size: int
    member: Member | None
    picture: str = ""
    """The picture that it is, as a `data:` address; empty where it is none to be shown."""

    @property
    def is_altered(self) -> bool:
        """Whether the casebook has something else by now than what was kept."""
        return self.member is not None and self.member.sha256 != self.sha256


class Source(NamedTuple):
    """A file that is about to go out."""

    name: str
    make: Callable[[], bytes | None]
    part: Part | None = None
    """What it holds the bytes of, if it holds kept bytes."""
    sha256: str = ""
    size: int = 0


def sources(material: Material, history: bytes, kept: Kept) -> list[Source]:
    """Return the files of a card in the order in which they stand in the archive."""
    below = member_names.directory(material.card, material.mask)
    found = [Source("history.jsonl", lambda: history), *_of_notes(material, kept)]
    placed = (source._replace(name=f"{below}/{source.name}") for source in found)
    return sorted(placed, key=lambda source: place(source.name))


def _of_notes(material: Material, kept: Kept) -> Iterator[Source]:
    for note in material.card.notes:
        yield Source(
            name=member_names.original(note),
            make=partial(kept, note.sha256),
            part=("note", note.id),
            sha256=note.sha256,
            size=note.size,
        )
        yield Source(member_names.text(note), partial(_text, material, note.id))
        for number, file in enumerate(note.attachments, start=1):
            yield Source(
                name=member_names.attachment(note, number, file),
                make=partial(kept, file.sha256),
                part=("attachment", file.id),
                sha256=file.sha256,
                size=file.size,
            )


def _text(material: Material, note: int) -> bytes:
    """Return a note's text harmless to whatever shows it, less what is left out."""
    text = clean(material.texts[note]).rstrip("\n")
    return f"{text}\n".encode()
