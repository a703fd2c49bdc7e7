"""The main screen: which key does what."""

from typing import ClassVar

from textual.binding import BindingType

from tui.casebook.errors import Busy
from tui.keys import bindings
from tui.screens.filing import Filing
from tui.screens.finding import Finding
from tui.screens.one_holder import OneHolder
from tui.screens.renewing import Renewing
from tui.screens.sending import Sending
from tui.screens.sitting import Sitting
from tui.text.translation import LANGUAGES, NAMES
from tui.text.trouble import Trouble
from tui.widgets.card_list import CardList
from tui.widgets.lines import Lines

_POLL = 0.5
"""Seconds between two looks for what others have written; it costs microseconds and no bytes."""

_HINTS = {
    "cards": ("card.open", "card.add", "card.edit", "pane.next", "leave", "keys"),
    "types": ("card.open", "card.add", "pane.next", "leave", "keys"),
    "steps": ("step.mark", "step.wait", "step.details", "note.write", "undo", "keys"),
    "checks": ("step.mark", "step.wait", "step.skip", "note.write", "undo", "keys"),
    "notes": ("note.open", "note.file", "note.write", "pane.next", "undo", "keys"),
}


class MainScreen(Renewing, Finding, Sending, Filing, OneHolder):
    """Cards, steps and notes side by side."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "step.mark",
        "step.wait",
        "step.skip",
        "step.go",
        "pane.next",
        "pane.previous",
        "pane.left",
        "pane.right",
        "card.add",
        "card.edit",
        "card.close",
        "card.export",
        "card.history",
        "card.thread",
        "holder.only",
        "board",
        "due",
        "phrases",
        "take-home",
        "note.write",
        "note.file",
        "letter.write",
        "copy",
        "find",
        "note.unframed",
        "undo",
        "redo",
        "language",
        "theme",
        "palette",
        "leave",
    )

    has_begun = False
    """Whether it has begun to say what is to be said first; keys wait until that is said."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self._seen = 0

    @property
    def is_at_work(self) -> bool:
        """Whether something that asks is under way, or about to begin."""
        return not self.has_begun or super().is_at_work

    def hints(self) -> tuple[str, ...]:
        """Return the ids of the keys that matter in the pane with the focus."""
        if self.pane == "cards" and self.cards.card is None:
            return self.with_arrivals(_HINTS["types"])
        if self.pane == "steps" and "/" in (self.steps.item or ""):
            return self.with_arrivals(_HINTS["checks"])
        return self.with_arrivals(_HINTS[self.pane])

    def on_mount(self) -> None:
        """Open at the card that was last worked on."""
        self._seen = self.read(lambda book: book.version()) or 0
        last = self.read(lambda book: book.last_worked_on())
        self.show_everything(last)
        usual = self.sitting.desk.library.usual
        if last is None and usual is not None:
            self.show_everything(type=usual.id)
        self.go_to_pane("steps")
        self.set_interval(_POLL, self._look_for_others)
        self.call_after_refresh(self.prepare_inbox)
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self.has_begun = True
        self.begin(self._greet())

    async def _greet(self) -> None:
        from tui.screens.choose import Choose

        if self.sitting.unsettled:
            names = [(language, NAMES[language]) for language in LANGUAGES]
            question = "语言  ·  Language  ·  言語"
            chosen = await self.app.push_screen_wait(Choose(self.sitting, question, names))
            self._speak(chosen or self.words.language)
        desk = self.sitting.desk
        troubles = [
            *(trouble.say(self.words) for trouble in desk.casebook.store.concerns),
            *(trouble.say(self.words) for trouble in desk.settings.concerns),
            *(str(fault) for fault in (*desk.library.faults, *desk.advice.own_faults)),
        ]
        if troubles:
            go_on = [("ok", self.words("Go on"))]
            await self.app.push_screen_wait(Choose(self.sitting, "\n".join(troubles), go_on))
        await self.offer_what_was_left()

    def _look_for_others(self) -> None:
        """Show what other sessions have written since the last look, and who they are."""
        self._look_for_company()
        self.look_into_inbox()
        self._put_drafts_on_disk()
        try:
            version = self.sitting.desk.casebook.version()
        except Busy:
            return
        except Trouble as trouble:
            self.say_trouble(trouble)
            return
        if version != self._seen:
            before = self.card
            if self.show_cards(self.cards.card, self.cards.type):
                self._seen = version
            self.show_chosen()
            if before is not None and before.id not in self._listed:
                gone = self.words("{card} was taken away in another session.", card=before.label)
                self.say(gone)

    def _put_drafts_on_disk(self) -> None:
        """Write what a disk refused, now that it may have room."""
        try:
            self.sitting.desk.drafts.flush()
        except OSError:
            # It was said when it was typed, and is tried again.
            return

    def _look_for_company(self) -> None:
        """Show who else has this card open; it keeps nobody from anything."""
        card, presence = self.cards.card, self.sitting.desk.presence
        presence.at(card)
        company: tuple[str, ...] = ()
        # Whoever may see one person alone is not told who works at the desk.
        if card is not None and self.sitting.desk.only is None:
            here = {str(present.who) for present in presence.others() if present.card == card}
            company = tuple(sorted(here))
        if company != self.company:
            self.company = company
            self.show_header()

    def on_lines_moved(self, event: Lines.Moved) -> None:
        """Show the card that the sidebar's cursor went to."""
        if isinstance(event.lines, CardList):
            self.show_chosen()
        if not self._said:
            self.show_hints()

    def action_mark(self) -> None:
        """The steps have this key; elsewhere it says where it belongs."""
        self.say(self.words("That key is for a step: tab goes to the steps."))

    action_wait = action_skip = action_mark

    def action_go(self, number: str) -> None:
        """Go to a step from another pane."""
        self.go_to_pane("steps")
        self.steps.action_go(number)

    def _turn_pane(self, by: int) -> None:
        at = self.PANES.index(self.pane)
        self.go_to_pane(self.PANES[(at + by) % len(self.PANES)])

    def action_next_pane(self) -> None:
        """Go to the next pane."""
        self._turn_pane(1)

    def action_previous_pane(self) -> None:
        """Go to the pane before."""
        self._turn_pane(-1)

    def action_left(self) -> None:
        """Fold what is open, or go a pane to the left."""
        if not (self.pane == "steps" and self.steps.fold()) and self.pane != "cards":
            self._turn_pane(-1)

    def action_right(self) -> None:
        """Unfold the step, or go a pane to the right."""
        if not (self.pane == "steps" and self.steps.unfold()) and self.pane != "notes":
            self._turn_pane(1)

    def action_language(self) -> None:
        """Speak the next language."""
        self.sitting.speak_next()
        self.show_in_other_words()

    def _speak(self, language: str) -> None:
        self.sitting.speak(language)
        self.show_in_other_words()

    def show_in_other_words(self) -> None:
        """Say everything again, after the language or the marks have changed."""
        if not self.is_mounted:
            # A fast terminal has told its width already; the first showing will know it.
            return
        self.show_everything(self.cards.card, self.cards.type)
        self.show_hints()

    def action_theme(self) -> None:
        """Take the next theme."""
        theme = self.sitting.next_theme()
        self.app.theme = f"kaiyaku-{theme}"
        self.say(self.words("Theme: {name}", name=theme))

    def action_history(self) -> None:
        """Show what was done on this card."""
        from tui.screens.history import History

        if self.plan is not None and self.plan.card is not None:
            self.app.push_screen(History(self.sitting, self.plan))

    def action_board(self) -> None:
        """Show all cards in one list."""
        self.begin(self._show_board())

    async def _show_board(self) -> None:
        from tui.screens.board import Board

        chosen = await self.app.push_screen_wait(
            Board(self.sitting, self.cards.card, self.is_to_be_closed)
        )
        self.show_everything(chosen or self.cards.card, self.cards.type)
        if chosen is not None:
            self.go_to_pane("steps")

    def action_palette(self) -> None:
        """Offer all commands."""
        self.begin(self._offer_commands())

    async def _offer_commands(self) -> None:
        from tui.screens.palette import Palette

        action = await self.app.push_screen_wait(Palette(self.sitting))
        if action is not None:
            target = self.steps if hasattr(self.steps, f"action_{action}") else self
            # After this flow has ended: what the command asks is a flow of its own.
            self.call_later(target.run_action, action)

    async def action_leave(self) -> None:
        """Quit; everything is on disk already."""
        await self.run_action("app.quit_now")
