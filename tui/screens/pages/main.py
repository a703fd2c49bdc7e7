"""The main screen: which key does what."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import ClassVar

from textual import events, on
from textual.binding import BindingType

from tui.casebook.errors import Busy
from tui.keys import BY_ID, bindings
from tui.plan.plan import Plan
from tui.screens.page import Copied, Page, flush_drafts, hold_paste
from tui.screens.pages.headings import first_said
from tui.screens.pages.panes import Panes
from tui.screens.sitting import Sitting
from tui.text.trouble import Trouble
from tui.widgets.card_list import CardList
from tui.widgets.lines import Lines
from tui.widgets.note_list import NoteList
from tui.widgets.rows import ACCENT, Piece
from tui.widgets.step_list import StepList

_POLL = 0.5
"""Seconds between two looks for what others have written; it costs microseconds and no bytes."""

_FILE = "note.file"

_HINTS = {
    "cards": ("card.open", "card.add", "card.edit", "pane.next", "leave", "keys"),
    "types": ("card.open", "card.add", "pane.next", "leave", "keys"),
    "steps": ("step.mark", "step.wait", "step.details", "note.write", "undo", "keys"),
    "checks": ("step.mark", "step.wait", "step.skip", "note.write", "undo", "keys"),
    "notes": ("note.open", "note.file", "note.write", "pane.next", "undo", "keys"),
}


class MainScreen(Panes):
    """Cards, steps and notes side by side."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "step.mark",
        "step.wait",
        "step.skip",
        "step.prove",
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
        "card.glance",
        "card.end",
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
        self._minute = sitting.desk.clock().replace(second=0, microsecond=0)

    @property
    def is_at_work(self) -> bool:
        """Whether something that asks is under way, or about to begin."""
        return not self.has_begun or super().is_at_work

    def hints(self) -> tuple[str, ...]:
        """Return the ids of the keys that matter in the pane with the focus."""
        if self.pane == "cards" and self.cards.card is None:
            return self._with_arrivals(_HINTS["types"])
        if self.pane == "steps" and "/" in (self.steps.item or ""):
            return self._with_arrivals(_HINTS["checks"])
        return self._with_arrivals(_HINTS[self.pane])

    def on_mount(self) -> None:
        """Open at the card that was last worked on."""
        self._seen = self.read(lambda book: book.version()) or 0
        last = self.read(lambda book: book.last_worked_on())
        self.show_everything(last)
        usual = self.sitting.desk.library.usual
        if last is None and usual is not None:
            self.show_everything(type=usual.id)
        self.go_to("steps")
        self.set_interval(_POLL, self._look_for_others)

        def begin() -> None:
            from tui.screens.acts.greeting import greet

            self.has_begun = True
            self.begin(greet(self))

        self.call_after_refresh(begin)

    @on(Page.Ready)
    def _meet(self) -> None:
        """Show a card that was just started at a glance, once what started it has ended."""
        sitting, card = self.sitting, self.card
        if sitting.unmet is None or self.is_at_work or not self.is_current:
            return
        is_shown = card is not None and card.id == sitting.unmet
        sitting.unmet = None
        if is_shown:
            self.action_act(BY_ID["card.glance"].action)

    def _look_for_others(self) -> None:
        """Show what other sessions have written since the last look, and who they are."""
        self._look_for_company()
        self._look_into_inbox()
        with suppress(OSError):
            # What a disk refused was said when it was typed, and is tried again.
            self.sitting.desk.drafts.flush()
        minute = self.sitting.desk.clock().replace(second=0, microsecond=0)
        if minute != self._minute:
            # An hour that was said may have passed; nothing is drawn where it has not.
            then, self._minute, shown = self._minute, minute, self.plan
            told = _moved_with_time(self.sitting, shown, then)
            if shown is not None and (told or first_said(self.sitting, shown) != self.first):
                self.show_chosen()
                self.watch_plan(self.plan)
            if told:
                self.say(told)
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

    def action_go(self, number: str) -> None:
        """Go to a step from another pane."""
        self.go_to("steps")
        self.steps.action_go(number)

    def show_in_other_words(self) -> None:
        """Say everything again, after the language or the marks have changed."""
        if not self.is_mounted:
            # A fast terminal has told its width already; the first showing will know it.
            return
        self.show_everything(self.cards.card, self.cards.type)
        self.show_hints()

    def _look_into_inbox(self) -> None:
        """Say what has arrived since the last look; nothing changes where nothing did."""
        if self.sitting.is_kiosk:
            return
        before = set(self.sitting.inbox.arrived)
        if not self.sitting.inbox.look():
            return
        self.notes.arrived = len(self.sitting.inbox.arrived)
        shown = self.plan.card.notes if self.plan and self.plan.card else ()
        self.notes.show_notes(shown, self.sitting.voice)
        if not self._said:
            self.show_hints()
        if set(self.sitting.inbox.arrived) - before and self.is_current:
            n = len(self.sitting.inbox.arrived)
            self.say(
                self.words.plural(
                    "{n} file has arrived in the inbox: i keeps it",
                    "{n} files have arrived in the inbox: i keeps them",
                    n,
                )
            )

    def _with_arrivals(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Return the keys that matter with the one that keeps what has arrived."""
        first, *rest = (id for id in ids if not (self.sitting.inbox.arrived and id == _FILE))
        return (first, _FILE, *rest) if self.sitting.inbox.arrived else ids

    def _hint_of(self, id: str) -> tuple[Piece, Piece]:
        key, says = super()._hint_of(id)
        if id == _FILE and self.sitting.inbox.arrived:
            arrived = self.words("{n} arrived", n=len(self.sitting.inbox.arrived))
            return key, Piece(f" {arrived}   ", ACCENT)
        return key, says

    def copied(self) -> Copied:
        """Return the note under the cursor, or else the step."""
        if (number := self.note) is not None:
            found = self.read(lambda book: book.note(number))
            return Copied(found[1] if found else "")
        step = self.steps.step
        if step is None:
            return Copied("")
        titles = (check.title for check in step.checks)
        return Copied("\n".join([step.title, step.detail, *titles]))

    @on(StepList.Wanted)
    @on(NoteList.Opened)
    def _wanted(self, event: StepList.Wanted | NoteList.Opened) -> None:
        self.action_act(event.act)

    def on_paste(self, event: events.Paste) -> None:
        """Take a paste, wherever the cursor is, for a letter to be kept."""
        event.stop()
        event.prevent_default()
        # On disk before anything else is asked of it or of the casebook.
        held = hold_paste(
            self.sitting,
            event.text,
            self.card.id if self.card else None,
            self.item.partition("/")[0] if self.item else None,
        )
        is_on_disk = flush_drafts(self, again=True)
        if self.is_at_work:
            if is_on_disk:
                self.say(self.words("What was pasted is kept as a draft: n takes it up."))
            return
        from tui.screens.acts.letters import review

        self.begin(review(self, held, is_cut=bool(getattr(event, "cut", False))))


def _moved_with_time(sitting: Sitting, shown: Plan | None, before: datetime) -> str:
    """Say which days of the card on the screen have moved since `before`; empty for none."""
    from tui.plan.days.moved import moved, summed

    if shown is None or shown.card is None:
        return ""
    desk, words = sitting.desk, sitting.words
    then = replace(desk, clock=lambda: before)
    changes = moved(shown.card, shown.card, desk.guide, desk.situation, then.situation)
    if not changes:
        return ""
    count = words.plural("{n} day has moved.", "{n} days have moved.", len(changes))
    return words.sentences(count, *summed(changes, sitting.voice.today, words)[:1])
