"""Letters and notes: writing, pasting, reading, and what was left unfinished."""

import secrets
from typing import TYPE_CHECKING, Any, Literal

from textual import events, on

from tui.casebook.casebook import Casebook
from tui.casebook.drafts import Unfinished
from tui.casebook.errors import KeptAlready
from tui.casebook.records import Card
from tui.screens.card_work import CardWork
from tui.screens.page import Page
from tui.text import width
from tui.text.clean import clean_line
from tui.widgets.note_list import NoteList
from tui.widgets.step_list import StepList

if TYPE_CHECKING:
    from tui.screens.note_form import Kept, Review

_GIST = 40

Outcome = Literal["kept", "known", "left", "dropped", "refused", "mailbox"]
"""What became of a letter: a note, one that was there before, a draft, nothing, nothing yet; or
many, of a whole mailbox."""


class Keeping(CardWork):
    """What the person does with notes."""

    def on_paste(self, event: events.Paste) -> None:
        """Take a paste, wherever the cursor is, for a letter to be kept."""
        event.stop()
        event.prevent_default()
        # On disk before anything else is asked of it or of the casebook.
        held = self.hold_paste(
            event.text,
            self.card.id if self.card else None,
            self.steps.step.id if self.steps.step and self.pane == "steps" else None,
        )
        is_on_disk = self.flush_drafts(again=True)
        if self.is_at_work:
            if is_on_disk:
                self.say(self.words("What was pasted is kept as a draft: n takes it up."))
            return
        self.begin(self.review(held, cut=bool(getattr(event, "cut", False))))

    async def review(self, held: Unfinished, *, cut: bool = False) -> None:
        """Show a pasted letter with what it seems to be, and keep it when told so."""
        from tui.correspondence.guess import from_text
        from tui.screens.note_form import Review
        from tui.screens.review import belongs, looked_over

        draft = from_text(held.text, self.sitting.desk.clock())
        warning = ""
        if cut:
            warning = self.words(
                "Only a part of it arrived. Keep it as a file: kaiyaku note add CARD < FILE"
            )
        cards = self.read(lambda book: book.cards()) or []
        shown = Review(draft, belongs(draft, cards), warning=warning)
        await self.fill_in(looked_over(held, draft), shown)

    @on(StepList.Noted)
    def _noted(self) -> None:
        self.action_write_note()

    def action_write_note(self) -> None:
        """Write a note on this card, or go on with one that was put aside."""
        self.begin(self._write_note())

    async def _write_note(self) -> None:
        step = self.steps.step if self.pane == "steps" else None
        if not await self.offer_what_was_left(own=True):
            return
        await self.fill_in(
            Unfinished(
                text="",
                kind="call",
                direction="out",
                card=self.card.id if self.card else None,
                step=step.id if step else None,
            )
        )

    async def fill_in(self, unfinished: Unfinished, review: "Review | None" = None) -> Outcome:
        """Show the form, and keep what it gives."""
        return (await self.fill_in_one(unfinished, review))[0]

    async def fill_in_one(
        self, unfinished: Unfinished, review: "Review | None" = None
    ) -> "tuple[Outcome, Kept | None]":
        """Show the form, keep what it gives, and return that as well."""
        from tui.screens.note_form import NoteForm

        cards = self.read(lambda book: book.cards())
        if cards is None:
            return "refused", None
        form = NoteForm(self.sitting, unfinished, cards, self.plan, review)

        async def keep(asked: Page[Any], kept: "Kept") -> "tuple[Outcome, Kept] | None":
            outcome = await self.keep(asked, kept)
            return None if outcome == "refused" else (outcome, kept)

        became = await self.ask_until_kept(form, keep)
        if became is not None:
            return became
        if self.sitting.desk.drafts.is_kept(form.key):
            self.say(self.words("Kept as a draft: n goes on with it."))
            return "left", None
        return "dropped", None

    async def keep(self, asked: Page[Any], kept: "Kept") -> Outcome:
        """Keep what a form gave, speaking on it while it stays; say here what became of it."""
        card = kept.card
        if card is None:
            started = await self.card_to_work_on()
            if started is None:
                if not asked.flush_drafts(again=True):
                    return "refused"
                self.say(self.words("Kept as a draft: it needs a card first. n goes on with it."))
                return "left"
            card = started.id
        number, key = card, secrets.token_hex(8)

        def verb(book: Casebook) -> Card | KeptAlready:
            try:
                return book.keep(number, kept.draft, step=kept.step, idempotency=key)
            except KeptAlready as known:
                return known

        written = await asked.write(verb)
        if written is None:
            return "refused"
        if kept.key:
            self.drop_draft(kept.key)
        if isinstance(written, KeptAlready):
            self._show_note(number, written.note)
            self.say_trouble(written)
            return "known"
        self.show_card(written)
        self._say_kept(written, kept)
        return "kept"

    def _say_kept(self, card: Card, kept: "Kept") -> None:
        words = self.words
        gist = width.cut(clean_line(kept.draft.subject), _GIST)
        said = words("Kept with {card}: {subject}", card=card.label, subject=gist)
        note = max(card.notes, key=lambda note: note.id)
        self.notes.move_to_key(str(note.id))
        from tui.plan.remarks import remarks_on

        remarks = self.read(lambda book: remarks_on(note, book)) or []
        if remarks:
            said = words.sentences(said + ".", *(remark.say(words) for remark in remarks))
        self.say(said)

    def _show_note(self, card: int, note: int) -> None:
        """Go to a note in the list of its card."""
        self.show_everything(card)
        self.go_to_pane("notes")
        self.notes.move_to_key(str(note))

    @on(NoteList.Opened)
    def _opened(self, event: NoteList.Opened) -> None:
        if self.card is not None:
            self.begin(self._read_note(event.note))

    async def _read_note(self, note: int) -> None:
        raise NotImplementedError

    async def offer_what_was_left(self, *, own: bool = False) -> bool:
        """Offer the texts that a dropped line, a kill or esc left.

        True when the person wants to go on with what they were about to do.
        """
        from tui.screens.choose import Choose

        words = self.words
        for left in self.sitting.desk.drafts.left_behind(own=own):
            if left.is_empty:
                self.drop_draft(left.key)
                continue
            at = self.sitting.voice.moment(left.saved) if left.saved else ""
            gist = width.cut(clean_line(left.subject or left.text.strip() or left.path), _GIST)
            question = words("Unfinished text, {at}: {gist}", at=at, gist=gist)
            answers = [
                ("go-on", words("Go on with it")),
                ("later", words("Write a new note") if own else words("Later")),
                ("discard", words("Discard")),
            ]
            answer = await self.app.push_screen_wait(Choose(self.sitting, question, answers))
            if answer == "discard":
                self.drop_draft(left.key)
            elif answer == "go-on":
                await self.go_on_with(left)
                return False
            elif answer is None:
                return False
            elif own:
                return True
        return True

    async def go_on_with(self, left: Unfinished) -> None:
        """Show what was left unfinished where it was left."""
        if left.is_card:
            await self.go_on_with_card(left)
        else:
            await (self.review(left) if left.pasted else self.fill_in(left))
