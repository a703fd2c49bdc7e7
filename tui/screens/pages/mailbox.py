"""A mailbox with many mails: what is in it, which of them are wanted, and keeping those."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType

from tui.casebook.casebook import Casebook
from tui.casebook.drafts import Unfinished
from tui.casebook.errors import CannotWrite, CasebookError, KeptAlready
from tui.casebook.records import Card
from tui.correspondence.files import disk
from tui.correspondence.mail import mbox
from tui.keys import bindings
from tui.screens.page import Page, drop_draft, flush_drafts
from tui.screens.sitting import Sitting
from tui.text.clean import clean_line
from tui.text.trouble import Trouble
from tui.widgets.bar import Bar, Line
from tui.widgets.lines import Lines
from tui.widgets.rows import ACCENT, QUIET, STRONG, Piece, Row

_BATCH: Final = 0.8
"""Seconds after which no further mail is begun before the screen is heard again."""
_REFUSALS: Final = 3


@dataclass(slots=True)
class Tally:
    """What became of the mails of one mailbox."""

    kept: int = 0
    known: int = 0
    refused: int = 0
    refusals: list[str] = field(default_factory=list)
    """Why, for the first of them."""
    is_whole: bool = False
    """Whether all that was wanted was looked at."""

    @property
    def seen(self) -> int:
        """How many mails were looked at."""
        return self.kept + self.known + self.refused


class Mailbox(Page[Tally | None]):
    """Shows who wrote how much, and keeps the mails that are asked for."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("answer.take", "back")
    HINTS = ("answer.take", "back")

    def __init__(self, sitting: Sitting, path: str, card: Card, begun: Unfinished) -> None:
        """Show the mailbox at `path`, to be kept with `card`; `begun` is its draft."""
        super().__init__(sitting)
        self._path = path
        self._card = card
        self._begun = begun
        self._summary: mbox.Summary | None = None
        self._tally = Tally()
        self._is_keeping = False
        self._is_stopped = False

    def compose(self) -> ComposeResult:
        """Make the page."""
        yield Bar(id="title")
        yield Lines(id="letters")
        yield Bar(id="footer")

    def on_mount(self) -> None:
        """Count the mails, away from the keys."""
        self._lines.glyphs = self.sitting.voice.glyphs
        self.query_one("#title", Bar).show(*self._title(""))
        self._lines.focus()
        self.show_hints()
        self.run_worker(self._count())

    @property
    def _lines(self) -> Lines:
        return self.query_one("#letters", Lines)

    def _title(self, counted: str) -> list[Line]:
        name = clean_line(PurePath(self._path).name)
        return [
            ((Piece(f" {name}", STRONG),), (Piece(clean_line(self._card.label) + " ", QUIET),)),
            ((Piece(f" {counted}", QUIET),), ()),
            ((), ()),
        ]

    async def _count(self) -> None:
        words, now = self.words, self.sitting.desk.clock()
        self.say(words("Reading…"))

        def count() -> mbox.Summary:
            with disk.opened(self._path, disk.LARGEST_MBOX) as source:
                return mbox.summary(source, now)

        try:
            self._summary = found = await asyncio.to_thread(count)
        except Trouble as trouble:
            self.dismiss(Tally(refused=1, refusals=[trouble.say(words)]))
            return
        voice = self.sitting.voice
        counted = words.plural("{n} mail", "{n} mails", found.count)
        if found.first and found.last:
            counted += voice.glyphs.dot + f"{voice.day(found.first)} – {voice.day(found.last)}"
        self.query_one("#title", Bar).show(*self._title(counted))
        self._lines.show(self._rows(found))
        self.show_hints()

    def _rows(self, found: mbox.Summary) -> list[Row]:
        words = self.words
        which = words("Which of them are to be kept with {card}?", card=self._card.label)
        rows = [Row("#which", (Piece(which, STRONG),), (), False)]
        if found.with_carriers:
            says = words("those from and to carriers")
            rows.append(_row(mbox.CARRIERS, says, found.with_carriers))
        rows.append(_row(mbox.ALL, words("all of them"), found.count))
        if found.senders:
            rows.append(Row("#", (Piece(""),), (), False))
            rows.append(
                Row("#one", (Piece(words("or those from and to one sender"), QUIET),), (), False)
            )
        for sender, count in found.senders.items():
            look = ACCENT if sender in found.carriers else ""
            rows.append(_row("@" + sender, sender, count, look))
        return rows

    def _total(self, whose: str) -> int:
        found = self._summary
        if found is None:
            return 0
        if whose == mbox.CARRIERS:
            return found.with_carriers
        return found.count if whose == mbox.ALL else found.senders.get(whose, 0)

    def action_take(self) -> None:
        """Keep the mails under the cursor."""
        key = self._lines.cursor_key
        if key is None or key.startswith("#") or self._is_keeping:
            return
        self._is_keeping = True
        self.run_worker(self._keep_all(key.removeprefix("@")))

    async def _keep_all(self, whose: str) -> None:
        # A line that drops meanwhile leaves a draft, which goes on where this stopped.
        drafts = self.sitting.desk.drafts
        held = drafts.hold(self._begun._replace(subject=PurePath(self._path).name))
        flush_drafts(self)
        self._begun, tally = held, self._tally
        # What was kept before the disk refused is met again.
        tally.known, tally.refused = -tally.kept, 0
        tally.refusals.clear()
        try:
            with disk.opened(self._path, disk.LARGEST_MBOX) as source:
                await self._in_batches(mbox.messages(source), whose, tally)
        except CannotWrite as refused:
            # The same again goes on where this stopped, once there is room.
            self._is_keeping = False
            self.say_trouble(refused)
            return
        except Trouble as trouble:
            tally.is_whole = False
            tally.refusals.append(trouble.say(self.words))
        drop_draft(self, held.key)
        self.dismiss(tally)

    async def _in_batches(self, letters: Iterator[bytes], whose: str, tally: Tally) -> None:
        total = self._total(whose)
        while not (tally.is_whole or self._is_stopped):
            # Of one sender, what was written to them is kept too, and is not in their count.
            total = max(total, tally.seen)
            self.say(self.words("{n} of {count}… esc stops", n=tally.seen, count=total))
            async with self.sitting.writing:
                await asyncio.to_thread(self._batch, letters, whose, tally)

    def _batch(self, letters: Iterator[bytes], whose: str, tally: Tally) -> None:
        """Keep mails until it is time to look at the keys again; raises `CasebookError`."""
        until = time.monotonic() + _BATCH
        with self.sitting.desk.patient() as casebook:
            for raw in letters:
                if mbox.is_wanted(raw, whose):
                    self._keep_one(casebook, raw, tally)
                if self._is_stopped or time.monotonic() > until:
                    return
        tally.is_whole = True

    def _keep_one(self, casebook: Casebook, raw: bytes, tally: Tally) -> None:
        from tui.correspondence.guess import from_bytes

        try:
            casebook.keep(self._card.id, from_bytes(raw, self.sitting.desk.clock()))
            tally.kept += 1
        except KeptAlready:
            tally.known += 1
        except CasebookError:
            raise
        except Trouble as trouble:
            tally.refused += 1
            if len(tally.refusals) < _REFUSALS:
                tally.refusals.append(trouble.say(self.words))

    def leave(self) -> None:
        """Leave; what is kept already stays kept."""
        if self._is_keeping:
            self._is_stopped = True
        else:
            self._tally.known = max(self._tally.known, 0)
            self.dismiss(self._tally if self._tally.kept else None)


def _row(key: str, says: str, count: int, look: str = "") -> Row:
    return Row(key, (Piece(f" {says}", look),), (Piece(f"{count} ", QUIET),))
