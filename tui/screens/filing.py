"""Files that become notes: chosen, dropped, arrived in the inbox, one letter or a mailbox."""

import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tui.casebook.drafts import Unfinished
from tui.casebook.records import Card
from tui.screens.arrivals import Arrivals
from tui.settings import remembered
from tui.text.clean import clean_line
from tui.text.width import cut, wrap
from tui.widgets.rows import QUIET, Piece, Row

if TYPE_CHECKING:
    from tui.plan.plan import Plan
    from tui.screens.keeping import Outcome
    from tui.screens.letter_file import LetterFile
    from tui.screens.note_form import Kept
    from tui.screens.ways import Here

_NAMED = 3
_NAME = 40
_SHOWN = 2
"""Ways in that a pane without notes has room for."""


class Filing(Arrivals):
    """What the person does with files."""

    _here: "Here | None" = None

    def watch_plan(self, shown: "Plan | None") -> None:
        """Show the plan in the panes, and where there is no note yet, how one comes in."""
        if not self.sitting.is_kiosk:
            card = shown.card.id if shown and shown.card else None
            self.notes.when_empty = partial(self._ways_in, card)
        super().watch_plan(shown)

    def _ways_in(self, card: int | None, cells: int) -> list[Row]:
        """Return the first ways in, for a pane with nothing in it."""
        from tui.screens.ways import broken, ways

        lines = [
            piece
            for way in ways(self.words, self.here, card)[:_SHOWN]
            for piece in (
                *(Piece(line, QUIET) for line in wrap(way.says, cells)),
                *(Piece(line) for line in broken(way.line, cells)),
            )
        ]
        return [Row(f"#way{y}", (piece,), (), False) for y, piece in enumerate(lines)]

    @property
    def here(self) -> "Here":
        """How a line typed elsewhere reaches this casebook."""
        from tui.screens.ways import here

        if self._here is None:
            self._here = here(self.sitting.desk)
        return self._here

    def action_keep_file(self) -> None:
        """Choose a file to be kept."""
        if self.sitting.is_kiosk:
            self.say(self.words("No file of this machine can be opened here: paste the text."))
        else:
            self.begin(self._choose_file())

    async def _choose_file(self) -> None:
        from tui.screens.file_page import FilePage
        from tui.screens.folder import Listing, look_into

        desk = self.sitting.desk
        self.prepare_inbox()
        folders = [str(desk.places.home), "/"]
        if self.inbox.arrived:
            folders.insert(0, str(desk.places.inbox))
        elif last := remembered(desk.places, "folder"):
            folders.insert(0, last)
        folder, listing = folders[0], Listing((), (), 0)
        for folder in folders:
            everything = folder == str(desk.places.inbox)
            try:
                listing = await asyncio.to_thread(look_into, folder, everything=everything)
            except (OSError, ValueError):
                # Gone since, or nobody's to read.
                continue
            break
        card, step = self.card, self.steps.step if self.pane == "steps" else None
        page = FilePage(
            self.sitting,
            folder,
            listing,
            here=self.here,
            arrived=self.inbox.arrived,
            card=card.id if card else None,
            label=card.label if card else "",
        )
        chosen = await self.app.push_screen_wait(page)
        if isinstance(chosen, Unfinished):
            await self.review(chosen)
        elif chosen is not None:
            begun = Unfinished(
                text="", card=card.id if card else None, step=step.id if step else None
            )
            await self.keep_files(begun, chosen.paths, chosen.first)

    async def review(self, held: Unfinished, *, cut: bool = False) -> None:
        """Show a pasted letter for review; where it is the path of a file, offer that instead."""
        if not self.sitting.is_kiosk and await self._is_a_file_instead(held):
            return
        await super().review(held, cut=cut)

    async def _is_a_file_instead(self, held: Unfinished) -> bool:
        from tui.screens.choose import Choose
        from tui.screens.dropped import dropped

        words, found = self.words, dropped(held.text)
        if found.there:
            n = len(found.there)
            question = words.plural("Keep this file?", "Keep these {n} files?", n)
            names = [clean_line(Path(path).name) for path in found.there[:_NAMED]]
            named = "\n".join(cut(name, _NAME) for name in names)
            more = "\n…" if n > _NAMED else ""
            answers = [
                ("files", words.plural("Keep the file", "Keep the files", n)),
                ("text", words("Keep the text that was pasted")),
            ]
            ask = Choose(self.sitting, f"{question}\n{named}{more}", answers)
        elif found.elsewhere:
            question = words("{path} is not on this machine.", path=found.elsewhere)
            answers = [
                ("line", words("Show the line that sends it here")),
                ("text", words("Keep the text that was pasted")),
            ]
            ask = Choose(self.sitting, question, answers)
        else:
            return False
        answer = await self.app.push_screen_wait(ask)
        if answer == "files":
            self.drop_draft(held.key)
            await self.keep_files(held._replace(text="", key="", pasted=False), found.there)
        elif answer == "line":
            self.drop_draft(held.key)
            await self._show_ways(found.elsewhere)
        elif answer is None:
            self.say(words("Kept as a draft: n goes on with it."))
        return answer != "text"

    async def _show_ways(self, file: str) -> None:
        from tui.screens.ways_in import WaysIn

        card = self.card
        page = WaysIn(
            self.sitting, self.here, card.id if card else None, card.label if card else "", file
        )
        await self.app.push_screen_wait(page)

    async def go_on_with(self, left: Unfinished) -> None:
        """Show what was left unfinished where it was left; a file is read again."""
        if not left.path:
            await super().go_on_with(left)
            return
        if self.sitting.is_kiosk:
            self.say(self.words("No file of this machine can be opened here: paste the text."))
            return
        await self.keep_files(left, (left.path, *left.rest))

    async def keep_files(
        self, begun: Unfinished, paths: Sequence[str], first: "LetterFile | None" = None
    ) -> None:
        """Look files over one after the other and keep them; `begun` says with which card."""
        from tui.screens.several import Several

        await Several(self, begun, paths, first).go_through()

    async def read_file(self, path: str) -> "LetterFile":
        """Read a file away from the keys; raises `Trouble`."""
        from tui.screens.letter_file import read_letter
        from tui.screens.ways import whole_line

        line = whole_line(self.words, self.here, self.card.id if self.card else None)
        return await asyncio.to_thread(read_letter, path, self.sitting.desk.clock(), line)

    async def keep_as_guessed(self, kept: "Kept") -> "Outcome":
        """Keep a letter that nobody looks over."""
        return await self.keep(self, kept)

    def card_of(self, number: int | None) -> Card | None:
        """Return the card with this number; None without one, or where it is gone."""
        return self.read(lambda book: book.card(number)) if number is not None else None
