"""The board: every card in one list, narrowed, sorted, and worked on several at a time."""

import secrets
from collections.abc import Awaitable, Callable
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import TextArea

from tui.casebook.fields import FIELD_LABELS
from tui.casebook.records import Card
from tui.deadlines.dates import read_date
from tui.keys import bindings
from tui.plan.board import (
    COLUMNS,
    LISTED,
    BoardRow,
    Wanted,
    board_rows,
    in_order,
    narrowed,
)
from tui.plan.closing import closing
from tui.plan.days.moved import moved
from tui.plan.field_values import day_answered
from tui.plan.plan import Progress
from tui.screens.narrowing import Offer, described
from tui.screens.narrowing import offers as offered
from tui.screens.page import Page, is_text
from tui.screens.sitting import Sitting
from tui.text.translation import marked
from tui.widgets.bar import Bar
from tui.widgets.board_list import BoardList
from tui.widgets.field import Field
from tui.widgets.lines import Lines
from tui.widgets.rows import ACCENT, QUIET, STRONG, Piece

_COLUMN_LABELS = {
    **{column.name or field.on_card: FIELD_LABELS[field.on_card] for field, column in LISTED},
    "id": marked("card no"),
    "done": marked("done"),
    "next": marked("next"),
    "changed": marked("last change"),
}


class Board(Page[int | None]):
    """Shows all cards; gives the number of the one that was opened, or None."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "board.pick",
        "board.pick-all",
        "board.narrow",
        "board.sort",
        "board.assign",
        "board.departure",
        "board.plan",
        "board.close",
        "board.filter",
        "undo",
        "back",
    )
    HINTS = (
        "card.open",
        "board.filter",
        "board.narrow",
        "board.pick",
        "board.assign",
        "back",
    )

    def __init__(
        self,
        sitting: Sitting,
        card: int | None,
        is_to_be_closed: Callable[[Card, Progress], Awaitable[bool]],
    ) -> None:
        """Open at `card`; `is_to_be_closed` asks before the work on one ends."""
        super().__init__(sitting)
        self._is_to_be_closed = is_to_be_closed
        self._at = card
        self._rows: list[BoardRow] = []
        self._shown: list[BoardRow] = []
        self._picked: set[int] = set()
        self._wanted = Wanted()
        self._column = "next"
        self._backwards = False
        self._seen = 0

    def compose(self) -> ComposeResult:
        """Make the title, the filter and the rows."""
        yield Bar(id="title")
        yield Field(hint=self.words("/ filters by label, number, name or carrier"), id="filter")
        yield BoardList(id="rows")
        yield Bar(id="footer")

    @property
    def rows(self) -> BoardList:
        """The list."""
        return self.query_one("#rows", BoardList)

    def on_mount(self) -> None:
        """Read the cards and show them."""
        self.show_hints()
        self._read()
        self._show(self._at)
        self.rows.focus()
        self.set_interval(0.5, self._look_for_others)

    def _look_for_others(self) -> None:
        version = self.read(lambda book: book.version())
        if version is not None and version != self._seen:
            self._read()
            self._show()

    def _read(self) -> None:
        desk = self.sitting.desk
        self._seen = self.read(lambda book: book.version()) or 0
        cards = self.read(lambda book: book.cards())
        if cards is not None:
            today = self.sitting.voice.today
            rows = self.read(lambda _: board_rows(cards, desk.guide, desk.carrier, today))
            self._rows = self._rows if rows is None else rows
            self._picked &= {card.id for card in cards}

    is_of_all = True
    card: Card | None = None

    def show_everything(self, card: int | None = None, type: str | None = None) -> None:  # noqa: ARG002
        """Read the casebook and show it."""
        self._read()
        self._show(card)

    def _show(self, cursor: int | None = None) -> None:
        self._shown = in_order(
            narrowed(self._rows, self._wanted, self.sitting.desk.carrier),
            self._column,
            backwards=self._backwards,
        )
        self.rows.show_board(self._shown, self._picked, self.sitting.voice)
        if cursor is not None:
            self.rows.move_to_key(str(cursor))
        self._show_title()

    def _show_title(self) -> None:
        words, wanted = self.words, self._wanted
        count = words.plural("{n} card", "{n} cards", len(self._shown))
        narrow = described(wanted, self.sitting.voice.today, words)
        said = self.sitting.voice.glyphs.dot.join(["", count, *filter(None, narrow)])
        picked = words.plural("{n} marked", "{n} marked", len(self._picked)) if self._picked else ""
        self.query_one("#title", Bar).show(
            (
                (Piece(f" {words('Board')}", STRONG), Piece(said, QUIET)),
                (Piece(picked + " ", ACCENT),),
            )
        )

    @on(TextArea.Changed)
    def _filter(self) -> None:
        self._wanted = self._wanted._replace(text=self.query_one("#filter", Field).text)
        self._show()

    @on(Field.Submitted)
    def _filtered(self) -> None:
        self.rows.focus()

    def action_filter(self) -> None:
        """Write what is to be filtered by; enter goes back to the rows."""
        self.query_one("#filter", Field).focus()

    def on_lines_moved(self, event: Lines.Moved) -> None:
        """Leave the cursor where it went."""
        event.stop()

    @on(BoardList.Opened)
    def _opened(self, event: BoardList.Opened) -> None:
        self.dismiss(event.card)

    def leave(self) -> None:
        """Clear the filter and go back to the rows, or from there to the main screen."""
        if is_text(self.focused):
            self.query_one("#filter", Field).text = ""
            self.rows.focus()
        else:
            self.dismiss(None)

    def action_pick(self) -> None:
        """Mark the card under the cursor, or take its mark away, and go on."""
        if self.rows.card is not None:
            self._picked ^= {self.rows.card}
            self._show()
            self.rows.action_down()

    def action_pick_all(self) -> None:
        """Mark all that are shown, or none."""
        shown = {row.card.id for row in self._shown}
        self._picked = set() if shown <= self._picked else self._picked | shown
        self._show()

    def _meant(self) -> list[int]:
        """Return the marked cards, or the one under the cursor."""
        if self._picked:
            return sorted(self._picked)
        return [self.rows.card] if self.rows.card is not None else []

    def action_sort(self) -> None:
        """Ask what to sort by; the same column again turns the order round."""
        self.begin(self._sort())

    async def _sort(self) -> None:
        from tui.screens.dialogs.choose import Choose

        answers = [(column, self.words(_COLUMN_LABELS[column])) for column in COLUMNS]
        question = self.words("Sort by what? The same again turns it round.")
        chosen = await self.app.push_screen_wait(Choose(self.sitting, question, answers))
        if chosen is not None:
            self._backwards = chosen == self._column and not self._backwards
            self._column = chosen
            self._show()

    def action_narrow(self) -> None:
        """Ask which cards are wanted, of those that are; the same again lets the others back."""
        self.begin(self._narrow())

    async def _narrow(self) -> None:
        from tui.screens.dialogs.choose import Choose

        words, now = self.words, self._wanted
        offers = [
            Offer("", words("all that are open"), Wanted(text=now.text)),
            Offer("late", words("late"), now._replace(late=not now.late)),
            Offer("waiting", words("waiting for an answer"), now._replace(waiting=not now.waiting)),
            Offer(
                "unproven", words("done, no proof kept"), now._replace(unproven=not now.unproven)
            ),
        ]
        open_cards = [row.card for row in self._rows if not row.card.closed]
        desk, today = self.sitting.desk, self.sitting.voice.today
        offers += offered(open_cards, now, today, words, desk.carrier)
        offers += [
            Offer("closed", words("closed"), now._replace(kept="closed")),
            Offer("all", words("open and closed"), now._replace(kept="all")),
        ]
        counted = [
            (key, f"{label}  {len(narrowed(self._rows, wanted, desk.carrier))}")
            for key, label, wanted in offers
        ]
        question = words("Which cards?")
        chosen = await self.app.push_screen_wait(Choose(self.sitting, question, counted))
        if chosen is not None:
            self._wanted = next(wanted for key, _, wanted in offers if key == chosen)
            self._show()

    def action_assign(self) -> None:
        """Ask who looks after the marked cards."""
        self.begin(self._assign())

    async def _assign(self) -> None:
        from tui.screens.dialogs.ask import Ask

        cards, words = self._meant(), self.words
        if not cards:
            return
        question = words.plural(
            "Who looks after {n} card?", "Who looks after {n} cards?", len(cards)
        )
        skip = words("enter: nobody")

        async def assign(asked: Page[Any], who: str) -> int | None:
            return await self._change(asked, cards, {"assignee": who or None})

        self._changed(await self.ask_until_kept(Ask(self.sitting, question, skip=skip), assign))

    def action_departure(self) -> None:
        """Ask when the holders of the marked cards leave."""
        self.begin(self._departure())

    async def _departure(self) -> None:
        from tui.screens.dialogs.ask import Ask

        cards, words = self._meant(), self.words
        if not cards:
            return
        question = words.plural(
            "When does the holder of {n} card leave?",
            "When do the holders of {n} cards leave?",
            len(cards),
        )
        ask = Ask(self.sitting, question, hint="12/15", reply=self._date_said)

        async def move(asked: Page[Any], written: str) -> int | None:
            if not written:
                return 0
            day = read_date(written, self.sitting.voice.today).isoformat()
            return await self._change(asked, cards, {}, departure=day)

        before = {row.card.id: row.card for row in self._rows}
        count = await self.ask_until_kept(ask, move)
        if count:
            self._changed(count)
            await self._say_what_moved(before)

    async def _say_what_moved(self, before: dict[int, Card]) -> None:
        """List what has another day now, on every card that moved."""
        from tui.screens.pages.moved import MovedPage

        desk, told = self.sitting.desk, self.footer_said
        after = [row.card for row in self._rows if row.card != before.get(row.card.id)]
        changes = [
            change
            for card in after
            if card.id in before
            for change in moved(before[card.id], card, desk.guide, desk.situation)
        ]
        if changes:
            counted = self.words.plural("{n} card", "{n} cards", len(after))
            await self.app.push_screen_wait(MovedPage(self.sitting, counted, changes))
            self.say(told)

    def _date_said(self, written: str) -> tuple[str, bool]:
        voice = self.sitting.voice
        return day_answered(written, voice.today, self.words, voice.glyphs.dot)

    async def _change(
        self,
        asked: Page[Any],
        cards: list[int],
        fields: dict[str, str | None],
        departure: str | None = None,
    ) -> int | None:
        key = secrets.token_hex(8)
        return await asked.write(
            lambda book: book.change_cards(cards, fields, departure=departure, idempotency=key)
        )

    def _changed(self, count: int | None) -> None:
        if count is None:
            return
        self._picked.clear()
        self._read()
        self._show()
        self.say(
            self.words.plural(
                "{n} card is changed; u takes it back.",
                "{n} cards are changed; u takes it back.",
                count,
            )
        )

    def action_take_home(self) -> None:
        """Show the pages to take home of the marked cards."""
        from tui.screens.pages.take_home import TakeHomePage

        cards = self._meant()
        chosen = [row.card for row in self._rows if row.card.id in cards]
        if chosen:
            self.app.push_screen(TakeHomePage(self.sitting, chosen))

    def action_close_card(self) -> None:
        """Close the marked cards, after a question."""
        self.begin(self._close())

    async def _close(self) -> None:
        cards = self._meant()
        if not cards:
            return
        if not await self._are_to_be_closed(cards):
            self._show()
            return
        key = secrets.token_hex(8)
        self._changed(await self.write(lambda book: book.close_cards(cards, idempotency=key)))

    async def _are_to_be_closed(self, cards: list[int]) -> bool:
        """Ask of one card what its own page asks, and of several how many lack what."""
        from tui.screens.dialogs.choose import Choose

        words = self.words
        # With their letters, which the rows are without.
        whole = self.read(lambda book: [book.card(id) for id in cards]) or []
        counted = {row.card.id: row.progress for row in self._rows}
        still_open = [card for card in whole if not card.closed]
        if not still_open:
            return False
        if len(still_open) == 1:
            return await self._is_to_be_closed(still_open[0], counted[still_open[0].id])
        left = [closing(card, counted[card.id]) for card in still_open]
        steps = sum(bool(each.steps) for each in left)
        proofs = sum(each.lacks_proof for each in left)
        question = words.plural("Close {n} card?", "Close {n} cards?", len(left))
        unfinished = words.plural(
            "{n} of them has steps left.", "{n} of them have steps left.", steps
        )
        unexported = words.plural(
            "The proof of {n} was never exported.", "The proof of {n} was never exported.", proofs
        )
        asked = words.sentences(question, unfinished * bool(steps), unexported * bool(proofs))
        answers = [("no", words("Leave them open")), ("yes", words("Close card"))]
        return await self.app.push_screen_wait(Choose(self.sitting, asked, answers)) == "yes"
