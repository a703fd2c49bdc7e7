"""What stands on the page about one letter, and how texts get there."""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from tui.casebook.records import Attachment, Note
from tui.exports.bilingual import Both, Pair, moment
from tui.exports.proof.choices import Choices
from tui.exports.proof.evidence import Exhibit, Part
from tui.exports.proof.material import MEMO, Material, own_side
from tui.text.clean import clean, clean_line
from tui.text.labels import KIND_LABELS
from tui.text.translation import marked

_DIRECTIONS: Final = {"in": marked("received"), "out": marked("sent")}
_FROM: Final = marked("From")
_TO: Final = marked("To")
_SUBJECT: Final = marked("Subject")
_KANA: Final = re.compile("[\u3041-\u30ff\uff66-\uff9f]")
_HAN: Final = re.compile("[\u3400-\u9fff]")


class Enclosed(NamedTuple):
    """A file of a letter as the page tells of it."""

    called: str
    """What its sender called it."""
    type: str
    caption: str
    size: str
    member: str
    sha256: str
    picture: str
    problem: Both | None


class Letter(NamedTuple):
    """A letter as the page shows it."""

    number: str
    rows: tuple[tuple[Both, str], ...]
    text: str
    tag: str
    """The language of its text, for the shapes of its letters; empty where nothing tells."""
    kept: str
    who: str
    lossy: Both | None
    original: Enclosed
    files: tuple[Enclosed, ...]


class Scribe:
    """Writes what was kept onto a page: clean, and without what is left out."""

    def __init__(
        self,
        material: Material,
        choices: Choices,
        exhibits: Mapping[Part, Exhibit],
        pair: Pair,
    ) -> None:
        self._mask = material.mask
        self._texts = material.texts
        self._choices = choices
        self._exhibits = exhibits
        self._pair = pair

    def line(self, text: str) -> str:
        """Return a text for one line."""
        return clean_line(self._mask(text))

    def text(self, text: str) -> str:
        """Return a text that has lines of its own."""
        return clean(self._mask(text)).strip("\n")

    def who(self, name: str | None) -> str:
        """Return who did it, if that is to be known."""
        return self.line(name) if name and self._choices.names else ""

    def number(self, note: Note) -> str:
        """Return what a letter is called on the page: as its files are."""
        return self.named(note.id)

    def named(self, note: int) -> str:
        """Return what the letter with this number is called on the page."""
        return f"{note:04}"

    def date(self, note: Note) -> str:
        """Return when a letter was written; when it was kept if nothing says it."""
        return moment(note.date or note.at)

    def kind(self, note: Note) -> Both:
        """Return what it is, and whether it came or went."""
        pair, kind = self._pair, self._pair(KIND_LABELS[note.kind])
        if note.kind == MEMO:
            return kind
        way = pair(_DIRECTIONS[note.direction])
        second = f"{kind.japanese}・{way.japanese}" if pair.japanese else ""
        return Both(f"{kind.reader} · {way.reader}", second)

    def letter(self, note: Note) -> Letter:
        """Return all that is told of a letter."""
        text = clean(self._texts[note.id]).strip("\n")
        return Letter(
            number=self.number(note),
            rows=tuple(self._rows(note)),
            text=text,
            tag=language_of(text),
            kept=moment(note.at),
            who=self.who(note.by),
            lossy=self._pair(marked("Some characters could not be read.")) if note.lossy else None,
            original=self._enclosed(("note", note.id)),
            files=tuple(self._file(file) for file in note.attachments),
        )

    def _rows(self, note: Note) -> Iterator[tuple[Both, str]]:
        own = None if self._choices.holder else own_side(note)
        for label, said in ((_FROM, note.sender), (_TO, note.recipient), (_SUBJECT, note.subject)):
            # The holder's end of a letter is the holder, however it is written.
            if said and said != own:
                yield self._pair(label), self.line(said)

    def _file(self, file: Attachment) -> Enclosed:
        found = self._enclosed(("attachment", file.id))
        return found._replace(
            called=self.line(file.name), type=self.line(file.type), caption=self.line(file.caption)
        )

    def _enclosed(self, part: Part) -> Enclosed:
        exhibit = self._exhibits[part]
        member = exhibit.member
        return Enclosed(
            called="",
            type="",
            caption="",
            size=f"{member.size if member else exhibit.size:,}",
            member=member.name if member else "",
            sha256=member.sha256 if member else exhibit.sha256,
            picture=exhibit.picture,
            problem=self._problem(exhibit),
        )

    def _problem(self, exhibit: Exhibit) -> Both | None:
        if exhibit.member is None:
            return self._pair(marked("This file is lost: the casebook no longer has it."))
        if exhibit.is_altered:
            return self._pair(
                marked("This is not what was kept: its SHA-256 was {sha256}."),
                sha256=exhibit.sha256,
            )
        return None


def language_of(text: str) -> str:
    """Return the language whose letters' shapes a text needs; empty where it does not matter."""
    if _KANA.search(text):
        return "ja"
    return "zh-Hans" if _HAN.search(text) else ""
