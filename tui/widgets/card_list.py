"""The cards under their types, with how far each is."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.binding import BindingType

from tui.casebook.records import Card
from tui.keys import bindings
from tui.plan.plan import Progress
from tui.widgets.lines import Lines
from tui.widgets.rows import ACCENT, PROBLEM, QUIET, STRONG, Piece, Row
from tui.widgets.voice import Voice


class ListedCard(NamedTuple):
    """A card as the sidebar shows it."""

    card: Card
    progress: Progress
    pressing: bool = False
    """Whether something on it should have been done by today."""


class ListedType(NamedTuple):
    """A card type and the cards of it."""

    id: str
    name: str
    cards: tuple[ListedCard, ...] = ()


class CardList(Lines):
    """Shows the card types with their cards; `Lines.Moved` says which one the reader is on."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("card.open")

    def show_types(
        self, types: Sequence[ListedType], voice: Voice, cursor_key: str | None = None
    ) -> None:
        """Show these types, the cursor where `cursor_key` says."""
        self.glyphs = voice.glyphs
        made: list[Row] = []
        for listed in types:
            if made:
                made.append(Row(f"#{listed.id}", (Piece(""),), selectable=False))
            made.append(Row(f"type:{listed.id}", (Piece(listed.name, STRONG),)))
            made.extend(_card_row(card, voice) for card in listed.cards)
        self.show(made, cursor_key)

    @property
    def card(self) -> int | None:
        """The number of the card under the cursor."""
        kind, _, id = (self.cursor_key or "").partition(":")
        return int(id) if kind == "card" else None

    @property
    def type(self) -> str | None:
        """The card type under the cursor, when it is on no card."""
        kind, _, id = (self.cursor_key or "").partition(":")
        return id if kind == "type" else None

    def action_details(self) -> None:
        """Go to the steps of what is under the cursor."""
        self.screen.focus_next()


def _card_row(listed: ListedCard, voice: Voice) -> Row:
    card, progress = listed.card, listed.progress
    quiet = card.closed or progress.over
    counted = f"{progress.done}/{progress.total}"
    right = [Piece(counted, QUIET), Piece(" ")]
    if card.closed:
        right = [Piece(voice.words("closed"), QUIET), Piece(" ")]
    elif listed.pressing:
        right.insert(0, Piece(f"{voice.glyphs.caution} ", PROBLEM))
    elif progress.waiting:
        right.insert(0, Piece(f"{voice.glyphs.states['waiting']} ", ACCENT))
    return Row(f"card:{card.id}", (Piece(" " + card.label, QUIET if quiet else ""),), tuple(right))
