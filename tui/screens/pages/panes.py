"""The three panes, and showing in them what is in the casebook."""

from functools import partial
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.reactive import reactive

from tui.casebook.errors import NoSuchThing
from tui.casebook.records import Card
from tui.casebook.tokens import WAITING
from tui.guides.guide import in_language
from tui.keys import shown as key_shown
from tui.plan.advice.facts import StepAdvice
from tui.plan.newer import newer_guide
from tui.plan.plan import Plan, PlannedStep, Progress, plan, progress
from tui.screens.page import Page, asked
from tui.screens.pages.headings import (
    ROOMY,
    card_heading,
    first_said,
    header,
    type_name,
    ways_in_short,
    welcome,
)
from tui.screens.sitting import Sitting
from tui.text.trouble import Trouble
from tui.widgets.bar import Bar
from tui.widgets.card_list import CardList, ListedCard, ListedType
from tui.widgets.note_list import NoteList
from tui.widgets.step_list import StepList


class Panes(Page[None]):
    """Cards at the left, the steps of the chosen one, and its notes."""

    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [  # noqa: RUF012  # as Screen has it
        (0, "-narrow"),
        (ROOMY, "-medium"),
        (120, "-wide"),
    ]
    PANES: ClassVar[tuple[str, ...]] = ("cards", "steps", "notes")

    pane = "steps"
    """The pane that the keys go to."""

    company: tuple[str, ...] = ()
    """Who else has the card on their screen."""

    first = ""
    """The sentence that stands first, as it was said last."""

    plan: reactive[Plan | None] = reactive(None, init=False)
    """The plan on the screen; everything in the right-hand panes follows from it."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self.cards = CardList(id="cards")
        self.steps = StepList(id="steps")
        self.notes = NoteList(id="notes")
        self._listed: dict[int, ListedCard] = {}

    def compose(self) -> ComposeResult:
        """Make the panes."""
        yield Bar(id="header")
        with Horizontal(id="panes"):
            yield self.cards
            with Container(id="work"):
                with Container(id="middle"):
                    yield Bar(id="heading")
                    yield self.steps
                yield self.notes
        yield Bar(id="footer")

    @property
    def card(self) -> Card | None:
        """The card on the screen."""
        return self.plan.card if self.plan else None

    def show_everything(self, card: int | None = None, type: str | None = None) -> None:
        """Read the casebook and show it, with this card or card type chosen."""
        self.show_header()
        self.show_cards(card, type)
        self.show_chosen()

    def show_header(self) -> None:
        """Say whose casebook this is, and which languages there are."""
        self.query_one("#header", Bar).show_fitted(partial(header, self.sitting, self.company))

    def show_cards(self, card: int | None = None, type: str | None = None) -> bool:
        """Read all cards and show the sidebar, the cursor on this card or type.

        False when they could not be read; then those known before are shown.
        """
        cards = self.read(lambda book: book.cards())
        if cards is not None:
            self._listed = {known.id: self._list(known) for known in cards}
        self._show_sidebar(card, type)
        return cards is not None

    def _list(self, card: Card) -> ListedCard:
        voice, desk = self.sitting.voice, self.sitting.desk
        pressing = any(
            mark.state == WAITING and voice.is_past(mark.follow_up) for mark in card.marks.values()
        )
        try:
            counted = progress(card, desk.guide(card), desk.carrier(card))
        except Trouble as trouble:
            # One damaged guide must not hide the other cards.
            self.say_trouble(trouble)
            counted = Progress(done=0, total=0, waiting=0, skipped=0)
        return ListedCard(card, counted, pressing)

    def _show_sidebar(self, card: int | None, type: str | None = None) -> None:
        language = self.words.language
        names = {
            guide.id: in_language(guide.name, language)
            for guide in self.sitting.desk.library.guides
        }
        of_type: dict[str, list[ListedCard]] = {id: [] for id in names}
        for listed in sorted(
            self._listed.values(), key=lambda listed: (listed.card.closed, listed.card.id)
        ):
            of_type.setdefault(listed.card.type, []).append(listed)
            if listed.card.type not in names:
                names[listed.card.type] = type_name(self.sitting.desk, listed.card, language)
        types = [ListedType(id, names[id], tuple(cards)) for id, cards in of_type.items()]
        key = f"card:{card}" if card is not None else f"type:{type}" if type else None
        self.cards.show_types(types, self.sitting.voice, key)

    def show_chosen(self) -> None:
        """Show the card or card type under the sidebar's cursor."""
        desk, language = self.sitting.desk, self.words.language
        try:
            if self.cards.card is not None:
                chosen = self.cards.card
                card = asked(self, lambda book: book.card(chosen))
                self.plan = self._plan_of(card)
            elif self.cards.type is not None:
                guide = desk.library.guide(self.cards.type)
                self.plan = plan(None, guide, language) if guide else None
        except NoSuchThing:
            self.show_cards()
        except Trouble as trouble:
            self.say_trouble(trouble)

    def show_card(self, card: Card) -> None:
        """Show a card as a verb has just returned it."""
        if self.cards.card != card.id:
            self.show_everything(card.id)
            return
        self._listed[card.id] = self._list(card)
        self._show_sidebar(card.id)
        self.plan = self._plan_of(card)

    def _plan_of(self, card: Card) -> Plan:
        desk = self.sitting.desk
        planned = plan(card, desk.guide(card), self.words.language, desk.situation(card))
        newer = newer_guide(card, desk.library)
        return planned._replace(newer=newer.version if newer else None)

    def watch_plan(self, shown: Plan | None) -> None:
        """Show the plan in the panes."""
        if shown is None:
            return
        voice = self.sitting.voice
        if not self.sitting.is_kiosk:
            card_id = shown.card.id if shown.card else None
            self.notes.when_empty = partial(ways_in_short, self.sitting, card_id)
        heading = self.query_one("#heading", Bar)
        self.first = first_said(self.sitting, shown)
        if shown.card is not None:
            card, first = shown.card, self.first
            heading.show_fitted(lambda cells: card_heading(shown, card, first, voice, cells))
        else:
            heading.show_fitted(
                lambda cells: welcome(shown, self.sitting.desk.library.guides, self.words, cells)
            )
        self.steps.show_plan(
            shown, voice, self._learn, key_shown(self.sitting.key_of("card.glance"))
        )
        self.notes.show_notes(shown.card.notes if shown.card else (), voice)

    def _learn(self, step: PlannedStep) -> StepAdvice:
        """Return what is known at a step of the card, or of the card type, on the screen."""
        from tui.plan.advice.step_advice import step_advice

        desk = self.sitting.desk
        type = self.plan.type if self.plan else ""
        return step_advice(step.topics, desk.advice, self.card, type, desk.clock(), self.words)

    @property
    def item(self) -> str | None:
        """The step, or `step/check`, under the cursor, where the keys go to the steps."""
        return self.steps.item if self.pane == "steps" else None

    @property
    def note(self) -> int | None:
        """The number of the note under the cursor, where the keys go to the notes."""
        return self.notes.note if self.pane == "notes" else None

    @property
    def type(self) -> str | None:
        """The card type under the cursor, when it is on no card."""
        return self.cards.type

    def go_to(self, pane: str, key: str | None = None) -> None:
        """Put the focus on a pane, on a narrow terminal the one shown; the cursor on a key."""
        self._enter(pane)
        self.query_one(f"#{pane}").focus()
        if key is not None:
            self.point_at(key)

    def point_at(self, key: str) -> None:
        """Put the cursor on a step, a check, or `note:3`."""
        kind, _, number = key.rpartition(":")
        if kind == "note":
            self.notes.move_to_key(number)
        else:
            self.steps.reveal(key)

    def _enter(self, pane: str) -> None:
        self.pane = pane
        for name in self.PANES:
            self.set_class(name == pane, f"-in-{name}")
        self.show_hints()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow a mouse into another pane."""
        if event.widget.id in self.PANES and event.widget.id != self.pane:
            self._enter(event.widget.id)
