"""Finding letters, notes and cards again, as one types."""

import asyncio
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import TextArea

from tui.casebook.search.matches import FOUND_LABELS, Findings, Found
from tui.guides.guide import in_language
from tui.keys import bindings
from tui.screens.page import Page
from tui.screens.sitting import Sitting
from tui.text.excerpt import fitted
from tui.text.labels import DIRECTION_LABELS, KIND_LABELS
from tui.text.trouble import Trouble
from tui.text.width import width, wrap
from tui.widgets.bar import Bar
from tui.widgets.field import Field
from tui.widgets.lines import Lines
from tui.widgets.rows import ACCENT, QUIET, STRONG, Piece, Row

_POINTER = _INDENT = 2
_INDEXING, _REST = 0.1, 0.1
"""Seconds that an index in the making takes, and leaves to others, in turns."""


class Find(Page[Found | None]):
    """Gives what was chosen of what was found; `query` is what is looked for meanwhile."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("form.leave")
    HINTS = ("find.open", "list.up", "list.down", "form.leave")

    def __init__(
        self, sitting: Sitting, query: str = "", key: str | None = None, *, is_empty: bool = False
    ) -> None:
        """Begin with `query`, the cursor on the row with `key`; say so if nothing is kept yet."""
        super().__init__(sitting, id="find")
        self.query_text = query
        self._key = key
        self._is_empty = is_empty
        self._findings = Findings()
        self._answered = ""
        self._is_looking = self._is_indexing = False

    def compose(self) -> ComposeResult:
        """Make the line and the list."""
        yield Bar(id="title")
        yield Field(self.query_text)
        yield Lines()
        yield Bar(id="footer")

    def on_mount(self) -> None:
        """Look for what was looked for last; typing replaces it."""
        lines = self.query_one(Lines)
        lines.can_focus = False
        lines.glyphs = self.sitting.voice.glyphs
        field = self.query_one(Field)
        field.focus()
        if self.query_text:
            self.call_after_refresh(field.select_all)
        self.show_hints()
        self._show()
        self._look()

    @property
    def key(self) -> str | None:
        """The key of the row under the cursor: `note:3`, `card:1`."""
        return self.query_one(Lines).cursor_key

    @on(TextArea.Changed)
    def _typed(self) -> None:
        self.query_text = self.query_one(Field).text
        self._look()

    def _look(self) -> None:
        """Have the query answered, unless somebody is at it: they will see that it changed."""
        if not self._is_looking and self._answered != self.query_text:
            self._is_looking = True
            self.run_worker(self._answer(), group="find")

    async def _answer(self) -> None:
        """Answer the newest query, and again if it changed meanwhile; older answers are dropped."""
        try:
            while self._answered != self.query_text:
                query = self.query_text
                findings = await asyncio.to_thread(self._find, query)
                self._answered = query
                if query == self.query_text:
                    self._findings = findings
                    self._show()
        except Trouble as trouble:
            self._answered = self.query_text
            self.say_trouble(trouble)
        finally:
            self._is_looking = False
        if not self._is_indexing:
            self._is_indexing = True
            self.run_worker(self._index(), group="index")

    def _find(self, query: str) -> Findings:
        with self.sitting.desk.patient() as casebook:
            return casebook.find(query, glossary=self.sitting.desk.advice.glossary)

    async def _index(self) -> None:
        """Make the next answers faster while this page is open, as far as that is worth it."""
        while await asyncio.to_thread(self._index_some):
            await asyncio.sleep(_REST)
        self._is_indexing = False

    def _index_some(self) -> bool:
        try:
            with self.sitting.desk.patient() as casebook:
                return casebook.index(_INDEXING)
        except Trouble:
            # The next answer will say what is wrong; nobody has asked for this.
            return False

    def _show(self) -> None:
        words, findings = self.words, self._findings
        count = len(findings.matches)
        if findings.more:
            said = words("the newest {n} of more", n=count)
        else:
            said = words.plural("{n} found", "{n} found", count) if count else ""
        if findings.also:
            also = words("also {words}", words=words.listed(*findings.also))
            said = f"{said} · {also}"
        self.query_one("#title", Bar).show(
            ((Piece(f" {words('Find')}", STRONG),), (Piece(f"{said} ", QUIET),))
        )
        first = _key(findings.matches[0]) if count else None
        self.query_one(Lines).show_fitted(self._rows, self._key or first)
        if count:
            self._key = None

    def _rows(self, cells: int) -> list[Row]:
        if not self._findings.matches and self._answered == self.query_text:
            lines = wrap(self._nothing(), max(cells - _POINTER - 1, 20))
            return [Row(f"#{y}", (Piece(line, QUIET),), (), False) for y, line in enumerate(lines)]
        return [row for match in self._findings.matches for row in self._rows_of(match, cells)]

    def _nothing(self) -> str:
        """Say why nothing is shown."""
        words = self.words
        if self._is_empty:
            return words("Nothing is kept yet. esc goes back; then a adds a card, or paste a mail.")
        if not self._answered.strip():
            return words("Words or numbers from letters, remarks, file names and cards.")
        return words("Nothing found. Every word has to be in it: try fewer, or shorter ones.")

    def _rows_of(self, match: Found, cells: int) -> tuple[Row, ...]:
        """Return what was found, and below it where it says so, unless its label does."""
        words, key = self.words, _key(match)
        lead = ""
        if match.field in FOUND_LABELS:
            lead = words("{field}: {value}", field=words(FOUND_LABELS[match.field]), value="")
        ellipsis = "..." if self.sitting.ascii else "…"
        room = max(cells - _POINTER - _INDENT - width(lead), 4)
        pieces = fitted(match.excerpt, room, ellipsis)
        is_label = match.field == "label"
        label = pieces if is_label else ((match.card.label, False),)
        heading = (
            *(Piece(text, ACCENT if is_found else STRONG) for text, is_found in label),
            *self._about(match),
        )
        says = tuple(Piece(text, ACCENT if is_found else "") for text, is_found in pieces)
        below = Row(f"{key}#", (Piece(" " * _INDENT + lead, QUIET), *says), (), False)
        return (Row(key, heading, self._state(match)), *(() if is_label else (below,)))

    def _about(self, match: Found) -> tuple[Piece, ...]:
        words, voice, note = self.words, self.sitting.voice, match.note
        if note is None:
            guide = self.sitting.desk.library.guide(match.card.type)
            type = in_language(guide.name, words.language) if guide else match.card.type
            return (Piece(f"  {type}  {match.card.holder.name}", QUIET),)
        direction = "" if note.kind == "memo" else words(DIRECTION_LABELS[note.direction]) + "  "
        at = voice.moment(note.date or note.at)
        about = Piece(f"  {at}  {direction}{words(KIND_LABELS[note.kind])}", QUIET)
        return (about, Piece("" if match.field == "subject" else f"  {note.subject}"))

    def _state(self, match: Found) -> tuple[Piece, ...]:
        if match.note is not None:
            return (Piece(f"{self.words('withdrawn')} ", QUIET),) if match.note.withdrawn else ()
        return (Piece(f"{self.words('closed')} ", QUIET),) if match.card.closed else ()

    @on(Field.Submitted)
    def _open(self) -> None:
        """Give what is under the cursor, once it is what was asked for."""
        if self._answered == self.query_text:
            found = {_key(match): match for match in self._findings.matches}
            if self.key in found:
                self.dismiss(found[self.key])

    def on_key(self, event: events.Key) -> None:
        """Move in the list while the line keeps the focus."""
        lines = self.query_one(Lines)
        moves = {
            "up": lines.action_up,
            "down": lines.action_down,
            "pageup": lines.action_page_up,
            "pagedown": lines.action_page_down,
        }
        if event.key in moves:
            event.stop()
            moves[event.key]()
        else:
            super().on_key(event)

    def action_leave_text(self) -> None:
        """Go back to where one was."""
        self.dismiss(None)


def _key(match: Found) -> str:
    return f"card:{match.card.id}" if match.note is None else f"note:{match.note.id}"
