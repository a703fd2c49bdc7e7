"""The three panes, and showing in them what is in the casebook."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.reactive import reactive

from tui.casebook.errors import NoSuchThing
from tui.casebook.records import Card
from tui.casebook.tokens import WAITING
from tui.guides.guide import Guide, in_language
from tui.plan.advice import StepAdvice
from tui.plan.newer import newer_guide
from tui.plan.plan import Plan, PlannedStep, Progress, plan, progress
from tui.screens.page import Page
from tui.screens.sitting import Sitting
from tui.text.translation import LANGUAGES, NAMES
from tui.text.trouble import Trouble
from tui.text.width import cut, pad, width, wrap
from tui.widgets.bar import Bar, Line
from tui.widgets.card_list import CardList, ListedCard, ListedType
from tui.widgets.note_list import NoteList
from tui.widgets.rows import ACCENT, PLAIN, PROBLEM, QUIET, STRONG, Piece
from tui.widgets.step_list import StepList

_SHORTEST_BAR = 4
_ROOMY = 72
"""Columns from which on the panes stand side by side and the header says all it knows."""


class Workplace(Page[None]):
    """Cards at the left, the steps of the chosen one, and its notes."""

    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [  # noqa: RUF012  # as Screen has it
        (0, "-narrow"),
        (_ROOMY, "-medium"),
        (120, "-wide"),
    ]
    PANES: ClassVar[tuple[str, ...]] = ("cards", "steps", "notes")

    pane = "steps"
    """The pane that the keys go to."""

    company: tuple[str, ...] = ()
    """Who else has the card on their screen."""

    plan: reactive[Plan | None] = reactive(None, init=False)
    """The plan on the screen; everything in the right-hand panes follows from it."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self._listed: dict[int, ListedCard] = {}

    def compose(self) -> ComposeResult:
        """Make the panes."""
        yield Bar(id="header")
        with Horizontal(id="panes"):
            yield CardList(id="cards")
            with Container(id="work"):
                with Container(id="middle"):
                    yield Bar(id="heading")
                    yield StepList(id="steps")
                yield NoteList(id="notes")
        yield Bar(id="footer")

    @property
    def cards(self) -> CardList:
        """The pane at the left."""
        return self.query_one("#cards", CardList)

    @property
    def steps(self) -> StepList:
        """The pane in the middle."""
        return self.query_one("#steps", StepList)

    @property
    def notes(self) -> NoteList:
        """The pane of the notes."""
        return self.query_one("#notes", NoteList)

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
        self.query_one("#header", Bar).show_fitted(self._header)

    def _header(self, cells: int) -> list[Line]:
        words, dot = self.words, self.sitting.voice.glyphs.dot
        readers, only = self.sitting.desk.readers, self.sitting.desk.only
        if readers > 1:
            access = words.plural("shared by {n}", "shared by {n}", readers)
        elif cells < _ROOMY or only or self.company:
            access = words("private")
        else:
            access = words("private") + dot + words("only you can read this")
        right = [Piece("L ", ACCENT)]
        for number, language in enumerate(LANGUAGES):
            look = STRONG if language == words.language else QUIET
            right += [Piece(dot if number else "", QUIET), Piece(NAMES[language], look)]
        left = [Piece(" kaiyaku", STRONG), Piece(f"   {access}", QUIET)]
        if only:
            left.append(Piece("   " + words("only {who}", who=only.name), ACCENT))
        if self.company:
            names = words.listed(*self.company)
            left.append(Piece("   " + words("also open: {names}", names=names), QUIET))
        return [(tuple(left), (*right, Piece(" ")))]

    def guides(self) -> tuple[Guide, ...]:
        """Return the guides there are."""
        return self.sitting.desk.library.guides

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
        names = {guide.id: in_language(guide.name, language) for guide in self.guides()}
        of_type: dict[str, list[ListedCard]] = {id: [] for id in names}
        for listed in sorted(
            self._listed.values(), key=lambda listed: (listed.card.closed, listed.card.id)
        ):
            of_type.setdefault(listed.card.type, []).append(listed)
            if listed.card.type not in names:
                names[listed.card.type] = self._type_name(listed.card)
        types = [ListedType(id, names[id], tuple(cards)) for id, cards in of_type.items()]
        key = f"card:{card}" if card is not None else f"type:{type}" if type else None
        self.cards.show_types(types, self.sitting.voice, key)

    def _type_name(self, card: Card) -> str:
        """Return how the guide that a card began with calls its type."""
        try:
            return in_language(self.sitting.desk.guide(card).name, self.words.language)
        except Trouble:
            return card.type

    def show_chosen(self) -> None:
        """Show the card or card type under the sidebar's cursor."""
        desk, language = self.sitting.desk, self.words.language
        try:
            if self.cards.card is not None:
                chosen = self.cards.card
                card = self.ask_casebook(lambda book: book.card(chosen))
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
        heading = self.query_one("#heading", Bar)
        if shown.card is not None:
            card, first = shown.card, self._first_of_all(shown.card)
            heading.show_fitted(lambda cells: self._card_heading(shown, card, first, cells))
        else:
            heading.show_fitted(lambda cells: self._welcome(shown, cells))
        self.steps.show_plan(shown, voice, self._learn)
        self.notes.show_notes(shown.card.notes if shown.card else (), voice)

    def _first_of_all(self, card: Card) -> str:
        """Return whom to ask by when, and when the line ends; the flight stands beside it."""
        from tui.plan.line_end_said import the_sentence

        desk = self.sitting.desk
        return the_sentence(
            card, desk.guide(card), desk.situation(card), self.words, with_flight=False
        )

    def _learn(self, step: PlannedStep) -> StepAdvice:
        """Return what is known at a step of the card, or of the card type, on the screen."""
        from tui.plan.learned import learned

        desk = self.sitting.desk
        type = self.plan.type if self.plan else ""
        return learned(step.topics, desk.advice, self.card, type, desk.clock(), self.words)

    def _card_heading(self, shown: Plan, card: Card, first: str, room: int) -> list[Line]:
        voice, words = self.sitting.voice, self.words
        dot, counted = voice.glyphs.dot, shown.progress
        named = [shown.type_name]
        if card.carrier and card.carrier.casefold() not in card.label.casefold():
            named.append(card.carrier)
        kind = dot.join(("", *named))
        said = words("{done} of {total} done", done=counted.done, total=counted.total)
        if counted.waiting:
            said += dot + words("{n} waiting", n=counted.waiting)
        if counted.skipped:
            said += dot + words("{n} skipped", n=counted.skipped)
        if card.closed_at:
            said = words("closed {at}", at=voice.day(card.closed_at)) + dot + said
        cells = room - width(said) - 4
        if cells < _SHORTEST_BAR:
            # The words are worth more than the bar.
            said = cut(said, max(room - 2, 0))
            cells = 0
        full = cells * counted.done // max(counted.total, 1)
        lines: list[Line] = [
            (
                (Piece(f" {card.label}", STRONG), Piece(kind, QUIET)),
                (Piece(voice.departure(card.holder.departure) + " ", QUIET),),
            ),
            *(
                ((Piece(f" {line}", ACCENT),), ())
                for line in wrap(first, max(room - 2, 20))
                if first
            ),
            (
                (
                    Piece(" "),
                    Piece(voice.glyphs.full * full, ACCENT),
                    Piece(voice.glyphs.empty * (cells - full), QUIET),
                    Piece(f"{' ' * bool(cells)}{said}", QUIET),
                ),
                (),
            ),
        ]
        if counted.complete and not card.closed:
            said = words("All done. Export the proof (x), keep a copy, then close the card (c).")
            lines += [((Piece(f" {line}", ACCENT),), ()) for line in wrap(said, max(room - 2, 20))]
        return [*lines, ((), ())]

    def _welcome(self, shown: Plan, room: int) -> list[Line]:
        """Say what this is, which kind of card is whose, and what to press."""
        words = self.words
        cells = max(room - 2, 20)
        guides, language = self.guides(), words.language
        names = [in_language(guide.name, language) for guide in guides]
        widest = max(map(width, names), default=0) + 2
        promise = words("Cancel a Japanese phone card, and keep the proof.")
        keys = words("space ticks, enter opens. Another kind: ← and ↑ ↓.")
        return [
            *(((Piece(f" {line}", STRONG),), ()) for line in wrap(promise, cells)),
            *(
                (
                    (
                        Piece(
                            " " + pad(name, widest), STRONG if name == shown.type_name else PLAIN
                        ),
                        Piece(in_language(guide.choose, language), QUIET),
                    ),
                    (),
                )
                for name, guide in zip(names, guides, strict=True)
            ),
            *(((Piece(f" {line}", QUIET),), ()) for line in wrap(keys, cells)),
            ((), ()),
            ((Piece(f" {shown.type_name}", STRONG),), ()),
        ]

    def go_to_pane(self, pane: str) -> None:
        """Put the focus on a pane; on a narrow terminal it is the one shown."""
        self._enter(pane)
        self.query_one(f"#{pane}").focus()

    def _enter(self, pane: str) -> None:
        self.pane = pane
        for name in self.PANES:
            self.set_class(name == pane, f"-in-{name}")
        self.show_hints()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow a mouse into another pane."""
        if event.widget.id in self.PANES and event.widget.id != self.pane:
            self._enter(event.widget.id)

    def say_problem(self, text: str) -> None:
        """Say what went wrong."""
        self.say(text, PROBLEM)
