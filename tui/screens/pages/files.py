"""Choosing a file to be kept: a line for its path, and below it what is in a folder."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Final, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType

from tui.casebook.drafts import Unfinished
from tui.keys import bindings
from tui.screens.dialogs.form import Labelled
from tui.screens.file_rows import ABOVE, ALL, FILE, FOLDER
from tui.screens.folder import Listing, expanded
from tui.screens.letter_file import LetterFile, read_letter
from tui.screens.page import flush_drafts
from tui.screens.pages.browsing import Browsing, PathLine
from tui.screens.sitting import Sitting
from tui.screens.ways import ANY, OFFER, Here, broken, ways, whole_line
from tui.settings import remember
from tui.text.translation import marked
from tui.text.trouble import Trouble
from tui.widgets.bar import Bar, Line
from tui.widgets.field import Field
from tui.widgets.lines import Lines
from tui.widgets.rows import PROBLEM, QUIET, STRONG, Piece

_SHORT: Final = 16
_TALL: Final = 30
"""Lines of the terminal from which on one way in is shown, and from which on all."""
_SLOW: Final = 0.3
"""Seconds of reading after which it is said that it goes on."""
_ELSEWHERE: Final = marked("{path} is not on this machine. w: the line that sends it here.")


class Chosen(NamedTuple):
    """The files to keep, in the order in which they were listed."""

    paths: tuple[str, ...]
    first: LetterFile | None = None
    """The only one, read already."""


class FilePage(Browsing[Chosen | Unfinished | None]):
    """Shows folders and files; gives those to keep, or a letter that was pasted over it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "file.take", "file.mark", "file.above", "file.all", "file.line", "note.ways", "back"
    )
    HINTS = ("file.take", "file.mark", "note.ways", "file.line", "file.all", "back")

    def __init__(
        self,
        sitting: Sitting,
        folder: str,
        listing: Listing,
        *,
        here: Here,
        arrived: Sequence[str] = (),
        card: int | None = None,
        label: str = "",
    ) -> None:
        """Show `listing`, which is of `folder`.

        `here` is how other computers call this one; `arrived` are the files of the inbox; `card`,
        called `label`, is what a letter goes to.
        """
        super().__init__(sitting, folder, listing, arrived)
        self._here = here
        self._card = card
        self._label = label
        self._missing = ""

    def compose(self) -> ComposeResult:
        """Make the page."""
        yield Bar(id="title")
        hint = self.words("type a path, or drop a file here")
        yield Labelled(self.words("Path"), PathLine(hint=hint, id="path"))
        yield Bar(id="where")
        yield Lines(id="files")
        yield Bar(id="ways")
        yield Bar(id="footer")

    def on_mount(self) -> None:
        """Show the folder."""
        title = Piece(f" {self.words('Keep a file')}", STRONG)
        self.query_one("#title", Bar).show(((title,), (Piece(self._label + " ", QUIET),)))
        self.files.glyphs = self.sitting.voice.glyphs
        self.show_folder()
        self.files.focus()
        self.show_hints()

    def on_resize(self) -> None:
        """Show as many of the ways in as there is room for."""
        self.query_one("#ways", Bar).show_fitted(self._offer)

    def _offer(self, room: int) -> list[Line]:
        height = self.app.size.height
        if height < _SHORT:
            return []
        shown = ways(self.words, self._here, self._card)[: None if height >= _TALL else 1]
        lines: list[Line] = [((), ()), ((Piece(f" {self.words(OFFER)}", QUIET),), ())]
        for way in shown:
            if len(shown) > 1:
                lines.append(((Piece(f" {way.says}", QUIET),), ()))
            lines += [((Piece(f"  {part}"),), ()) for part in broken(way.line, room - 3)]
        return lines

    @on(Field.Submitted)
    def _submit(self) -> None:
        typed = self.line.text
        if not typed.strip():
            self.files.focus()
            return
        path = expanded(typed, self.home, self.base)
        matches = [row.key for row in self.files.rows if row.key.startswith((FOLDER, FILE))]
        if not Path(path).exists() and len(matches) == 1:
            self._take_row(matches[0])
        else:
            self._take_paths([path])

    def action_take(self) -> None:
        """Take the file under the cursor, or those that were chosen; open a folder."""
        if self.files.cursor_key is not None:
            self._take_row(self.files.cursor_key)

    def _take_row(self, key: str) -> None:
        if key == ABOVE:
            self.action_go_above()
        elif key == ALL:
            self._take_paths([str(Path(self.inbox) / name) for name in self.arrived])
        elif key.startswith(FOLDER):
            self.do(self.go(self.path_of(key[1:])))
        elif key.startswith(FILE):
            self._take_paths(list(self.marked) or [self.path_of(key[1:])])

    def _take_paths(self, paths: list[str]) -> None:
        self.do(self._take(paths))

    async def _take(self, paths: list[str]) -> None:
        """Give the files; a single one that cannot be kept is said, and the page stays."""
        if len(paths) == 1 and await asyncio.to_thread(Path(paths[0]).is_dir):
            await self.go(paths[0])
            return
        letter = None
        if len(paths) == 1:
            line = whole_line(self.words, self._here, self._card)
            reading = asyncio.create_task(
                asyncio.to_thread(read_letter, paths[0], self.sitting.desk.clock(), line)
            )
            if not (await asyncio.wait({reading}, timeout=_SLOW))[0]:
                self.say(self.words("Reading…"))
            try:
                letter = await reading
            except Trouble as trouble:
                self._refuse(paths[0], trouble)
                return
        folder = str(Path(paths[0]).parent)
        if folder != self.inbox:
            remember(self.sitting.desk.places, folder=folder)
        self.dismiss(Chosen(tuple(paths), letter))

    def _refuse(self, path: str, trouble: Trouble) -> None:
        from tui.correspondence.files.disk import NotThere

        if isinstance(trouble, NotThere):
            self._missing = path
            self.say(self.words(_ELSEWHERE, path=path), PROBLEM)
        else:
            self.say_trouble(trouble)

    def on_paste(self, event: events.Paste) -> None:
        """Take the files that were dropped; another text goes into the line, or is a letter."""
        from tui.screens.dropped import dropped

        event.stop()
        event.prevent_default()
        paths = dropped(event.text)
        if paths.there:
            self._take_paths(list(paths.there))
        elif paths.elsewhere:
            self._missing = paths.elsewhere
            self.say(self.words(_ELSEWHERE, path=paths.elsewhere), PROBLEM)
        elif len(event.text.strip().splitlines()) <= 1:
            self.line.focus()
            self.line.insert(event.text.strip())
        else:
            held = Unfinished(text=event.text, pasted=True, card=self._card)
            held = self.sitting.desk.drafts.hold(held)
            flush_drafts(self)
            self.dismiss(held)

    def action_mark_file(self) -> None:
        """Choose the file under the cursor together with others, or no more."""
        key = self.files.cursor_key or ""
        if not key.startswith(FILE):
            return
        path = self.path_of(key[1:])
        if path in self.marked:
            del self.marked[path]
        else:
            self.marked[path] = None
        self.show_folder(key)
        self.files.action_down()

    def action_ways_in(self) -> None:
        """Show the lines that bring a letter here."""
        from tui.screens.pages.ways_in import WaysIn

        file = self._missing or ANY
        page = WaysIn(self.sitting, self._here, self._card, self._label, file)
        self.app.push_screen(page)
