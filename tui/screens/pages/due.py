"""What is due on every card: by day, by card, or what to bring to the shop."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import cycle, islice
from typing import ClassVar, Final, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType

from tui.casebook.records import Card
from tui.keys import bindings
from tui.plan.board import Wanted, card_filter
from tui.plan.days.due import DueItem, Trip, due_items, of_many, trips
from tui.screens.narrowing import Offer, described, offers
from tui.screens.page import Page
from tui.screens.sitting import Sitting
from tui.text.translation import marked
from tui.widgets.bar import Bar
from tui.widgets.due_rows import rows_by_card, rows_by_day, rows_to_bring
from tui.widgets.lines import Lines
from tui.widgets.rows import QUIET, STRONG, Piece, Row

BY_DAY, BY_CARD, TO_BRING = "day", "card", "bring"
_VIEWS: Final = (BY_DAY, BY_CARD, TO_BRING)
_TITLES: Final = {
    BY_DAY: marked("Due"),
    BY_CARD: marked("Due, by card"),
    TO_BRING: marked("Bring these to the shop"),
}
_LOOK: Final = 0.5
_MANY_CARDS: Final = 500
_AHEAD: Final = timedelta(days=14)
"""How far a desk of many cards looks ahead here; `kaiyaku due` lists everything."""


class Place(NamedTuple):
    """Where the reader wants to go: a card, and perhaps a step or check of it."""

    card: int
    item: str | None


class DueList(Lines):
    """The items; enter goes to the card."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("due.open")
    IS_WIDE = True

    def action_details(self) -> None:
        """Leave the page for the item under the cursor."""
        key = self.cursor_key
        if isinstance(self.screen, Due) and key and not key.startswith("#"):
            card, _, item = key.partition(":")
            known = None if item.startswith("#") else item
            self.screen.dismiss(Place(int(card), known))


class Due(Page[Place | None]):
    """Shows what is due; gives where the reader wants to go."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("due.narrow", "due.view", "back")
    HINTS = ("due.open", "due.narrow", "due.view", "back", "keys")

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self._view: str | None = None
        self._wanted = Wanted()
        self._step = ""
        self._all_due: Sequence[DueItem] = ()
        self._every_card: Sequence[Card] = ()
        self._cards: Sequence[Card] = ()
        self._trips: Sequence[Trip] | None = None
        self._until: date | None = None
        self._seen = 0

    def compose(self) -> ComposeResult:
        """Make the page."""
        yield Bar(id="title")
        yield DueList(id="text")
        yield Bar(id="footer")

    @property
    def rows(self) -> DueList:
        """The list."""
        return self.query_one("#text", DueList)

    def on_mount(self) -> None:
        """Read the cards and show what is due."""
        self.show_hints()
        self._read()
        self._show()
        self.rows.focus()
        self.set_interval(_LOOK, self._look_for_others)

    def _look_for_others(self) -> None:
        version = self.read(lambda book: book.version())
        if version is not None and version != self._seen:
            self._read()
            self._show()

    def _read(self) -> None:
        self._seen = self.read(lambda book: book.version()) or 0
        cards = self.read(lambda book: book.cards())
        if cards is not None:
            self._every_card = [card for card in cards if not card.closed]
            self._narrow_down()

    def _narrow_down(self) -> None:
        """Find what is due on the cards that are wanted."""
        desk = self.sitting.desk
        cards = [*filter(card_filter(self._wanted, desk.carrier), self._every_card)]
        today = self.sitting.voice.today
        self._until = today + _AHEAD if len(cards) > _MANY_CARDS else None
        items = self.read(lambda _: due_items(cards, desk.guide, desk.situation, self._until))
        self._all_due = self._all_due if items is None else items
        self._cards, self._trips = cards, None
        if self._view is None:
            self._view = BY_CARD if of_many(self._all_due) else BY_DAY

    @property
    def _items(self) -> Sequence[DueItem]:
        """What is due of the step that is wanted, or of all of them."""
        return [item for item in self._all_due if self._step in ("", item.step)]

    def _show(self) -> None:
        words, voice = self.words, self.sitting.voice
        rows = self.rows
        rows.glyphs = voice.glyphs
        rows.show_fitted(self._rows_for)
        counted = words.plural("{n} thing", "{n} things", len(self._items))
        if self._until is not None:
            day = voice.long(self._until)
            counted = words("{things} by {day}", things=counted, day=day)
        narrow = [*described(self._wanted, voice.today, words), self._steps().get(self._step, "")]
        said = voice.glyphs.dot.join(["", *filter(None, narrow)])
        title = f" {words(_TITLES[self._view or BY_DAY])}"
        self.query_one("#title", Bar).show(
            ((Piece(title, STRONG), Piece(said, QUIET)), (Piece(f"{counted} ", QUIET),))
        )

    def _rows_for(self, cells: int) -> list[Row]:
        voice = self.sitting.voice
        if self._view == TO_BRING:
            made = list(rows_to_bring(self._to_bring(), voice, cells))
        elif self._view == BY_CARD:
            made = list(rows_by_card(self._items, voice, cells))
        else:
            made = list(rows_by_day(self._items, voice, cells))
        return made or [Row("#nothing", (Piece(f" {self._nothing()}", QUIET),), selectable=False)]

    def _to_bring(self) -> Sequence[Trip]:
        """Return the trips, found when the view is first asked for."""
        if self._trips is None:
            desk = self.sitting.desk
            self._trips = trips(self._cards, desk.guide, desk.situation, self.words.language)
        return self._trips

    def _nothing(self) -> str:
        if self._view == TO_BRING:
            return self.words("There is nothing to bring.")
        return self.words("Nothing is due. Days are counted from the departure: e on a card.")

    def action_next_view(self) -> None:
        """Show it in the next order."""
        following = islice(cycle(_VIEWS), _VIEWS.index(self._view or BY_DAY) + 1, None)
        self._view = next(following)
        self._show()

    def action_narrow(self) -> None:
        """Ask which cards, or which step, are wanted; the same again lets the others back."""
        self.begin(self._narrow())

    async def _narrow(self) -> None:
        from tui.screens.dialogs.choose import Choose

        words, now, desk = self.words, self._wanted, self.sitting.desk
        today = self.sitting.voice.today
        found = list(offers(self._every_card, now, today, words, desk.carrier))
        steps = self._steps()
        answers = [
            ("", words("all that is due")),
            *((offer.key, self._counted(offer)) for offer in found),
            *((f"s{step}", title) for step, title in steps.items()),
        ]
        chosen = await self.app.push_screen_wait(
            Choose(self.sitting, words("Which cards?"), answers)
        )
        if chosen is None:
            return
        if chosen.removeprefix("s") in steps:
            step = chosen.removeprefix("s")
            self._step = "" if step == self._step else step
        else:
            wanted = {offer.key: offer.wanted for offer in found}
            self._step = self._step if chosen else ""
            self._wanted = wanted.get(chosen, Wanted())
            self._narrow_down()
        self._show()

    def _counted(self, offer: Offer) -> str:
        is_wanted = card_filter(offer.wanted, self.sitting.desk.carrier)
        return f"{offer.label}  {sum(map(is_wanted, self._every_card))}"

    def _steps(self) -> dict[str, str]:
        """Return the steps of which something is due, as the reader is told them."""
        language = self.words.language
        return {item.step: item.step_title(language) for item in self._all_due}
