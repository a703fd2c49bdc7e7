"""The proof of what was done and written: one archive that others can read and check."""

import hashlib
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, NamedTuple

from tui.casebook.casebook import Casebook
from tui.casebook.errors import Refused
from tui.casebook.records import Card
from tui.exports import plain
from tui.exports.bilingual import Pair
from tui.exports.proof import member_names
from tui.exports.proof.archive import MOST_MEMBERS, Archive, Sink, place
from tui.exports.proof.chain import first_break
from tui.exports.proof.choices import Choices
from tui.exports.proof.evidence import Exhibit, Kept, Member, Part, Source, sources
from tui.exports.proof.history import History
from tui.exports.proof.manifest import Plain, manifest, of_card
from tui.exports.proof.mask import NOTHING, Mask
from tui.exports.proof.material import Material, gather, kept_bytes
from tui.exports.proof.page import page
from tui.exports.proof.page_card import CardPart, card_part
from tui.exports.proof.pictures import Pictures
from tui.exports.proof.readme import readme
from tui.guides.guide import Guide
from tui.plan.days.situation import Situation
from tui.text.translation import Words, marked

_LARGEST: Final = 2 * 1024**3
_OVERHEAD: Final = 600
"""Bytes that a member costs beyond its own, in the archive's tables and in its lists."""


class Written(NamedTuple):
    """A proof that has been written."""

    sha256: str
    """Of the whole archive."""
    size: int
    files: int
    as_of: str
    withdrawn: int
    memos: int
    originals_that_say_it: int
    """How many originals say what was to be left out."""
    damaged: tuple[str, ...]
    """The kept files that are lost, or not what was kept; the proof says so too."""
    breaks: tuple[int, ...]
    """The cards whose history does not add up."""


class Proof:
    """A proof of some cards as they stand at one moment, not written yet."""

    def __init__(
        self,
        casebook: Casebook,
        cards: Sequence[int],
        guide_of: Callable[[Card], Guide],
        situation_of: Callable[[Card], Situation],
        choices: Choices,
        words: Words,
    ) -> None:
        """Read what there is of the cards. Raises `CasebookError`, also for what is too large."""
        self._kept = partial(kept_bytes, casebook)
        self._choices = choices
        self._words = words
        found = gather(casebook, list(dict.fromkeys(cards)), choices)
        found.sort(key=lambda material: place(_directory(material) + "/"))
        self._materials = found
        self._guides = [guide_of(material.card) for material in found]
        self._situations = [situation_of(material.card) for material in found]
        self._refuse_what_is_too_large()

    def write(self, sink: Sink) -> Written:
        """Write the archive to `sink`, which need not be a file. The same proof, the same bytes."""
        writing = _Writing(sink, self._choices, self._words)
        for material, guide, situation in zip(
            self._materials, self._guides, self._situations, strict=True
        ):
            writing.add_card(material, guide, situation, self._kept)
        as_of = max((material.as_of for material in self._materials), default="")
        writing.finish(as_of)
        return Written(
            sha256=writing.sink.sha256,
            size=writing.sink.size,
            files=len(writing.members),
            as_of=as_of,
            withdrawn=sum(material.withdrawn for material in self._materials),
            memos=sum(material.memos for material in self._materials),
            originals_that_say_it=sum(
                len(material.letters_that_say_it) for material in self._materials
            ),
            damaged=tuple(writing.damaged),
            breaks=tuple(writing.breaks),
        )

    def _refuse_what_is_too_large(self) -> None:
        sizes = [
            size
            for material in self._materials
            for note in material.card.notes
            for size in (
                note.size,
                4 * len(material.texts[note.id]),
                *(file.size for file in note.attachments),
            )
        ]
        if sum(sizes) + _OVERHEAD * len(sizes) > _LARGEST or len(sizes) > MOST_MEMBERS - 1000:
            raise Refused(
                marked("These letters are more than 2 GiB together: export fewer cards at a time.")
            )


class _Writing:
    """An archive in the making."""

    def __init__(self, sink: Sink, choices: Choices, words: Words) -> None:
        self.sink = _Sum(sink)
        self.members: list[Member] = []
        self.damaged: list[str] = []
        self.breaks: list[int] = []
        self._archive = Archive(self.sink)
        self._choices = choices
        self._words = words
        self._pair = Pair(words)
        self._pictures = Pictures()
        self._parts: list[CardPart] = []
        self._cards: list[Plain] = []

    def add_card(self, material: Material, guide: Guide, situation: Situation, kept: Kept) -> None:
        """Write the files of one card."""
        choices, fault = self._choices, first_break(material.events, material.emptied)
        history = History(material, choices)
        lines = "".join(f"{plain.one_line(line)}\n" for line in history.lines()).encode()
        exhibits: dict[Part, Exhibit] = {}
        for source in sources(material, lines, kept):
            content = source.make()
            member = None if content is None else self._add(source.name, content)
            if source.part is not None:
                exhibits[source.part] = self._exhibit(source, member, content, material.mask)
        if fault is not None:
            self.breaks.append(material.card.id)
        part = card_part(material, guide, situation, choices, exhibits, self._pair, fault)
        self._parts.append(part)
        self._cards.append(of_card(material, choices, history, exhibits, fault))

    def _exhibit(
        self, source: Source, member: Member | None, content: bytes | None, mask: Mask
    ) -> Exhibit:
        # A picture cannot be searched for what is left out.
        seen = mask is NOTHING and content is not None and source.part is not None
        is_file = source.part is not None and source.part[0] == "attachment"
        picture = self._pictures.address(content) if seen and is_file and content else ""
        exhibit = Exhibit(source.sha256, source.size, member, picture)
        if member is None or exhibit.is_altered:
            self.damaged.append(source.name)
        return exhibit

    def finish(self, as_of: str) -> None:
        """Write what tells of all that was written before."""
        self._add(member_names.PAGE, page(self._parts, as_of, self._words).encode())
        text = readme(self._words, as_of).encode()
        told = Member(member_names.README, len(text), hashlib.sha256(text).hexdigest())
        listed = manifest(
            self._cards, [*self.members, told], self._choices, as_of, self._words.language
        )
        self._add(member_names.MANIFEST, plain.page(listed).encode())
        self._add(member_names.README, text)
        sums = "".join(f"{member.sha256}  {member.name}\n" for member in self.members)
        self._add(member_names.SUMS, sums.encode())
        self._archive.close()

    def _add(self, name: str, content: bytes) -> Member:
        self._archive.add(name, content)
        member = Member(name, len(content), hashlib.sha256(content).hexdigest())
        self.members.append(member)
        return member


class _Sum:
    """Passes bytes on and sums them up."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._sum = hashlib.sha256()
        self.size = 0

    def write(self, content: bytes, /) -> object:
        self._sink.write(content)
        self._sum.update(content)
        self.size += len(content)
        return None

    @property
    def sha256(self) -> str:
        return self._sum.hexdigest()


def _directory(material: Material) -> str:
    return member_names.directory(material.card, material.mask)
