"""Going from folder to folder: by the list, or by a path that is typed and completed."""

import asyncio
from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import Any

from textual import events, on
from textual.widgets import TextArea

from tui.screens.file_rows import FOLDER, first_stop, folder_rows, inbox_rows
from tui.screens.folder import Listing, completed, expanded, look_into, said_path
from tui.screens.page import Answer, Page, is_text
from tui.screens.sitting import Sitting
from tui.widgets.bar import Bar
from tui.widgets.field import Field
from tui.widgets.lines import Lines
from tui.widgets.rows import ACCENT, PROBLEM, STRONG, Piece


class PathLine(Field):
    """Takes a path; what is pasted is looked at by the page, which knows what is a file."""

    def on_paste(self, event: events.Paste) -> None:
        """Leave it to the page."""
        event.prevent_default()


class Browsing(Page[Answer]):
    """A page with a folder's list on it, and above the list a line for a path."""

    def __init__(
        self, sitting: Sitting, folder: str, listing: Listing, arrived: Sequence[str]
    ) -> None:
        """Show `listing`, which is of `folder`; `arrived` are the files of the inbox."""
        super().__init__(sitting)
        self.home = str(sitting.desk.places.home)
        self.inbox = str(sitting.desk.places.inbox)
        self.arrived = tuple(arrived)
        self.base = folder
        """The folder that was gone to; a typed path that has no root begins there."""
        self.marked: dict[str, None] = {}
        self._folder = folder
        self._listing = listing
        self._everything = False
        self._typed = self._part = ""
        self._turn = asyncio.Lock()
        self._busy = 0

    @property
    def files(self) -> Lines:
        """The list."""
        return self.query_one("#files", Lines)

    @property
    def line(self) -> PathLine:
        """The line above the list."""
        return self.query_one("#path", PathLine)

    def path_of(self, name: str) -> str:
        """Return the path of a name in the list."""
        return f"{self._folder.rstrip('/')}/{name}"

    def show_folder(self, cursor: str | None = None) -> None:
        """Show the folder, as far as its names begin with what is typed."""
        voice, here = self.sitting.voice, self._folder.rstrip("/") + "/"
        marked = {path.removeprefix(here) for path in self.marked if path.startswith(here)}
        if self._folder == self.inbox:
            rows = inbox_rows(self._listing, self._part, marked, voice, self.arrived)
        else:
            rows = folder_rows(self._listing, self._part, marked, voice)
        self.files.show(rows, first_stop(rows) if cursor is None else cursor)
        self._show_where()

    def _show_where(self) -> None:
        words = self.words
        is_inbox = self._folder == self.inbox
        name = words("Inbox") if is_inbox else said_path(self._folder, self.home)
        right = ""
        if self.marked:
            right = words.plural("{n} file chosen", "{n} files chosen", len(self.marked))
        self.query_one("#where", Bar).show(
            ((), ()), ((Piece(f" {name}", STRONG),), (Piece(right + " ", ACCENT),))
        )

    def do(self, work: Coroutine[Any, Any, None]) -> None:
        """Do what reads the disk; the keys that come meanwhile wait for it."""
        self.is_ready = False
        self._busy += 1
        self.run_worker(self._in_its_turn(work))

    async def _in_its_turn(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            async with self._turn:
                await work
        finally:
            self._busy -= 1
            if not self._busy:
                self.post_message(self.Ready())

    async def _list(self, folder: str) -> Listing:
        everything = self._everything or folder == self.inbox
        return await asyncio.to_thread(look_into, folder, everything=everything)

    async def go(self, folder: str, cursor: str | None = None) -> None:
        """Show a folder; one that cannot be read is said, and the one before stays."""
        try:
            listing = await self._list(folder)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            said = self.words("{path} cannot be opened: {reason}.", path=folder, reason=reason)
            self.say(said, PROBLEM)
            return
        self._folder = self.base = folder
        self._listing = listing
        self._typed = self._part = self.line.text = ""
        self.files.focus()
        self.show_folder(cursor)

    @on(TextArea.Changed)
    def _follow(self) -> None:
        """Show the folder that is being typed, as far as its names begin with the rest."""
        typed = self.line.text
        if typed == self._typed:
            return
        self._typed = typed
        above, slash, self._part = typed.rpartition("/")
        folder = expanded(above + slash, self.home, self.base) if slash else self.base
        if folder != self._folder:
            self.do(self._list_typed(folder))
        else:
            self.show_folder()

    async def _list_typed(self, folder: str) -> None:
        try:
            listing = await self._list(folder)
        except (OSError, ValueError):
            # It is not typed to its end yet.
            listing = Listing((), (), 0)
        self._folder, self._listing = folder, listing
        self.show_folder()

    def on_key(self, event: events.Key) -> None:
        """Let a path begin anywhere, and the arrow leave the line for the list."""
        if is_text(self.focused) and event.key == "down":
            event.stop()
            self.files.focus()
        elif not is_text(self.focused) and event.character in ("/", "~"):
            event.stop()
            self.line.focus()
            self.line.insert(event.character)
        else:
            super().on_key(event)

    def action_path_line(self) -> None:
        """Go to the line; in it, complete the path, or go to the list where nothing is to add."""
        if not is_text(self.focused):
            self.line.focus()
            return
        typed = self.line.text
        whole, _ = completed(typed, self.home, self.base) if typed else ("", [])
        if whole == typed or not _can_be_typed(whole):
            self.files.focus()
            return
        self.line.text = whole
        self.line.move_cursor(self.line.document.end)

    def action_go_above(self) -> None:
        """Go to the folder above."""
        here = Path(self._folder)
        if here.parent != here:
            self.do(self.go(str(here.parent), FOLDER + here.name))

    def action_all_files(self) -> None:
        """Show every file, or only what could be a letter."""
        self._everything = not self._everything
        self.do(self.go(self._folder, self.files.cursor_key))


def _can_be_typed(path: str) -> bool:
    """Say whether a path can stand in a line: the bytes of some names are no characters."""
    return path.isprintable()
