"""Letters on their way into a card: read, told of in a line each, and kept."""

import shlex
import time
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from tui.casebook.draft import Draft
from tui.casebook.errors import CasebookError, KeptAlready
from tui.casebook.records import Card, Note
from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.days import read_moment, say_when
from tui.cli.named import find_card, find_step
from tui.cli.output import write_error
from tui.cli.shapes import Shape, of_note
from tui.cli.verbs.show import MEMO
from tui.plan.remarks import remarks_on
from tui.text.labels import DIRECTION_LABELS, KIND_LABELS
from tui.text.translation import marked
from tui.text.trouble import Trouble

if TYPE_CHECKING:
    from tui.plan.routing.routing import Routing

_FIELDS: Final = ("kind", "direction", "subject", "sender", "recipient", "carrier")
BATCH: Final = 0.4
"""The seconds of reading after which what was read is kept."""
_BATCH_BYTES: Final = 16 * 1024 * 1024
_BATCH_LETTERS: Final = 200


@dataclass
class Keeping:
    """Drafts on their way into a card, and what is said of them."""

    command: Command
    refused: list[Trouble] = field(default_factory=list)
    """What was said already and still decides the exit code."""
    kept: list[Note] = field(default_factory=list)
    known: list[int] = field(default_factory=list)
    """The notes that the card had of what came again."""
    quiet: bool = False
    """Whether nothing is said of what the card had already."""
    failed: bool = False
    """Whether the casebook refused, so that nothing else need be tried."""
    dry_run: list[Shape] = field(default_factory=list)
    _drafts: list[tuple[Draft, str]] = field(default_factory=list)
    _since: float | None = None

    @cached_property
    def card(self) -> Card:
        """The card to keep with; only now the casebook is opened."""
        return find_card(self.command.desk.casebook, self.command.arguments.required("card"))

    @cached_property
    def step(self) -> str | None:
        """The id of the step that the letters belong to."""
        step = self.command.arguments.text("step")
        return None if step is None else find_step(self.command.plan(self.card), step).id

    @cached_property
    def given(self) -> dict[str, Any]:
        """What the caller knows better than the letter; raises `Usage`."""
        asked = self.command.arguments
        given = {name: said for name in _FIELDS if (said := asked.text(name)) is not None}
        date = asked.text("date")
        if date is not None:
            given["date"] = read_moment(date, self.command.today)
        return given

    def check(self) -> None:
        """Raise `Usage` for what means nothing, before anything is read."""
        _ = self.given

    @property
    def dry(self) -> bool:
        """Whether nothing is to be kept."""
        return self.command.arguments.flag("dry_run")

    def draft(self, content: bytes, name: str) -> Draft:
        """Return what was read, with what the caller knows better; raises `Trouble`."""
        # Brings the mail reader, which no other verb needs.
        from tui.correspondence.guess import Destroyed, from_bytes

        try:
            read = from_bytes(content, self.command.clock(), name=name)
        except Destroyed as destroyed:
            raise Destroyed(self._sending()) from destroyed
        draft = replace(read, **self.given)
        self._refuse_anothers(draft, name)
        caption = self.command.arguments.text("caption")
        if caption is None:
            return draft
        if not draft.enclosures:
            raise Usage(
                marked("--caption is for a picture or another file; {name} has none in it."),
                name=name or "stdin",
            )
        captioned = tuple(replace(file, caption=caption) for file in draft.enclosures)
        return replace(draft, enclosures=captioned)

    @cached_property
    def _routing(self) -> "Routing":
        from tui.plan.routing.routing import Routing

        return Routing(self.command.desk.casebook.cards())

    def _refuse_anothers(self, draft: Draft, name: str) -> None:
        """Refuse a letter that names the number of another card and not this one's."""
        asked = self.command.arguments
        if self.dry or asked.flag("anyway") or asked.flag("each"):
            return
        named = self._routing.named_in(draft)
        if not named or self.card.id in {card.id for card in named}:
            return
        raise Usage(
            marked(
                "{name} names the number of {card} ({number}), not of {other}: name that card, "
                "or --anyway keeps it here."
            ),
            name=name or "stdin",
            card=named[0].label,
            number=named[0].id,
            other=self.card.label,
        )

    def take(self, draft: Draft, name: str) -> None:
        """Put a draft with those that are kept next."""
        self._since = time.monotonic() if self._since is None else self._since
        self._drafts.append((draft, name))

    @property
    def has_drafts(self) -> bool:
        """Whether something was taken and not kept yet."""
        return bool(self._drafts)

    @property
    def is_full(self) -> bool:
        """Whether what was taken should be kept before more is read."""
        waiting = sum(len(draft.original) for draft, _ in self._drafts)
        late = self._since is not None and time.monotonic() - self._since > BATCH
        return late or waiting > _BATCH_BYTES or len(self._drafts) >= _BATCH_LETTERS

    def keep(self) -> None:
        """Keep what was taken, in one transaction, and say so; raises `CasebookError`."""
        taken, self._drafts, self._since = self._drafts, [], None
        if self.dry:
            for draft, name in taken:
                self._tell_dry(draft, name)
            return
        drafts = [draft for draft, _ in taken]
        try:
            placed = [(self.card.id, draft) for draft in drafts]
            kept = self.command.desk.casebook.keep_all(placed, step=self.step)
        except CasebookError:
            self.failed = True
            raise
        # Counted before a word is said: the person may stop it while it speaks.
        self.kept += [note for note, is_new in kept if is_new]
        self.known += [note.id for note, is_new in kept if not is_new]
        for (note, is_new), draft in zip(kept, drafts, strict=True):
            if is_new:
                self._tell(note, draft)
            elif not self.quiet:
                self._say(KeptAlready(note.id, self.card.id).say(self.command.words))
                self._tell_captions(note, draft)

    def tell_interrupted(self) -> None:
        """Say how far it went before the person stopped it."""
        if self.kept:
            write_error(
                self.command.words.plural(
                    "Stopped: {n} letter is kept. The same command goes on from there.",
                    "Stopped: {n} letters are kept. The same command goes on from there.",
                    len(self.kept),
                )
            )

    def answer(self) -> None:
        """Write the data where JSON was asked for."""
        if not self.command.arguments.flag("json"):
            return
        if self.dry_run:
            self.command.answer({"would_keep": self.dry_run})
        elif self.kept or self.known:
            notes = [of_note(note) for note in self.kept]
            self.command.answer({"notes": notes, "already": self.known})

    def _sending(self) -> str:
        """Return the command that sends a letter here from elsewhere, as far as it is known."""
        from tui.exports.address import address, port

        command, environ, host = self.command, self.command.environ, self.command.settings.host
        reached = host or "SSH_CONNECTION" in environ
        at = address(environ, command.desk.who.login, host) if reached else "HOST"
        through = port(environ)
        ssh = f"ssh -p {through} {at}" if through else f"ssh {at}"
        told = ["kaiyaku", *command.arguments.globals.argv()]
        card = command.arguments.required("card")
        return f"{ssh} {shlex.join([*told, 'note', 'add', card])}"

    def _say(self, line: str) -> None:
        if not self.command.arguments.flag("json"):
            self.command.say(line)

    def _tell(self, note: Note, draft: Draft) -> None:
        words = self.command.words
        first = words("Note {note} kept with {card}", note=note.id, card=self.card.label)
        self._say(_line(self.command, first, draft))
        remarks = [*draft.remarks, *remarks_on(note, self.command.desk.casebook)]
        for remark in remarks:
            said = remark.say(words)
            write_error(words("Note {note}: {remark}", note=note.id, remark=said))

    def _tell_captions(self, note: Note, draft: Draft) -> None:
        """Say that a caption which came with a file that was there before is not kept."""
        captions = {file.caption for file in draft.enclosures if file.caption}
        if captions - {file.caption for file in note.attachments}:
            left = marked("The caption stays as it was; `kaiyaku note annotate {note}` adds to it.")
            write_error(Trouble(left, note=note.id).say(self.command.words))

    def _tell_dry(self, draft: Draft, name: str) -> None:
        words = self.command.words
        self._say(_line(self.command, words("Would be kept: {name}", name=name or "stdin"), draft))
        self.dry_run.append(_shape(draft, name))
        for remark in draft.remarks:
            write_error(remark.say(words))


def _shape(draft: Draft, name: str) -> Shape:
    """Return what would be kept, with the names that a kept note has."""
    return {
        "name": name,
        "kind": draft.kind,
        "direction": draft.direction,
        "date": draft.date,
        "subject": draft.subject,
        "sender": draft.sender,
        "recipient": draft.recipient,
        "carrier": draft.carrier,
        "form": draft.form,
        "charset": draft.charset,
        "declared": draft.declared,
        "lossy": draft.lossy,
        "message_id": draft.message_id,
        "attachments": [
            {"name": file.name, "type": file.type, "size": len(file.content)}
            for file in draft.enclosures
        ],
    }


def _line(command: Command, first: str, draft: Draft) -> str:
    """Return what a letter is, from whom, when and about what, on a line."""
    words = command.words
    parts = [
        first,
        words(KIND_LABELS[draft.kind]),
        "" if draft.kind == MEMO else words(DIRECTION_LABELS[draft.direction]),
        draft.sender or draft.recipient,
        say_when(draft.date, command.today, words) or words("no date"),
        draft.subject,
        draft.carrier or "",
    ]
    if draft.enclosures:
        parts.append(words.plural("{n} file", "{n} files", len(draft.enclosures)))
    if draft.form != "file":
        parts.extend(_reading(command, draft))
    return command.dot.join(part for part in parts if part)


def _reading(command: Command, draft: Draft) -> list[str]:
    """Return what should be known of how the text was read."""
    words = command.words
    plain = ("utf-8", "ascii", "us-ascii") if draft.form != "msg" else ("utf-8", "utf-16")
    said = []
    if not draft.charset.lower().startswith(plain):
        said.append(words("read as {charset}", charset=draft.charset))
    if draft.lossy:
        said.append(words("some bytes could not be read; the original is kept whole"))
    return said
