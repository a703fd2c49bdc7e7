"""Letters and notes: writing, pasting, reading, and what was left unfinished."""

import secrets
from typing import TYPE_CHECKING

from textual import events, on

from tui.casebook.draft import Draft
from tui.casebook.drafts import Unfinished
from tui.screens.card_work import CardWork
from tui.text import width
from tui.text.clean import clean_line
from tui.widgets.note_list import NoteList
from tui.widgets.step_list import StepList

if TYPE_CHECKING:
    from tui.screens.note_form import Kept

_GIST = 40


class Keeping(CardWork):
    """What the person does with notes."""

    def on_paste(self, event: events.Paste) -> None:
        """Take a paste, wherever the cursor is, for a letter to be kept."""
        event.stop()
        event.prevent_default()
        # On disk before anything else is asked of it or of the casebook.
        held = self.sitting.desk.drafts.hold(
            Unfinished(
                text=event.text,
                pasted=True,
                card=self.card.id if self.card else None,
                step=self.steps.step.id if self.steps.step and self.pane == "steps" else None,
            )
        )
        self.flush_drafts()
        if self.is_at_work:
            self.say(self.words("What was pasted is kept as a draft: n takes it up."))
            return
        self.begin(self.review(held, cut=bool(getattr(event, "cut", False))))

    async def review(self, held: Unfinished, *, cut: bool = False) -> None:
        """Show a pasted letter with what it seems to be, and keep it when told so."""
        from tui.correspondence.guess import from_text
        from tui.screens.note_form import shown_date

        draft = from_text(held.text, self.sitting.desk.clock())
        if not held.looked_over:
            held = held._replace(
                kind=draft.kind,
                direction=draft.direction,
                date=shown_date(draft.date) if draft.date else "",
                subject=draft.subject,
                looked_over=True,
            )
        warning = ""
        if cut:
            warning = self.words(
                "Only a part of it arrived. Keep it as a file: kaiyaku note add CARD < FILE"
            )
        await self._fill_in(held, draft, warning)

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
        await self._fill_in(
            Unfinished(
                text="",
                kind="call",
                direction="out",
                card=self.card.id if self.card else None,
                step=step.id if step else None,
            )
        )

    async def _fill_in(
        self, unfinished: Unfinished, draft: Draft | None = None, warning: str = ""
    ) -> None:
        from tui.screens.note_form import NoteForm

        cards = self.read(lambda book: book.cards())
        if cards is None:
            return
        form = NoteForm(self.sitting, unfinished, cards, self.plan, draft, warning)
        kept = await self.app.push_screen_wait(form)
        if kept is not None:
            await self._keep(kept)
        elif self.sitting.desk.drafts.is_kept(form.key):
            self.say(self.words("Kept as a draft: n goes on with it."))

    async def _keep(self, kept: "Kept") -> None:
        card = kept.card
        if card is None:
            started = await self.card_to_work_on()
            if started is None:
                self.say(self.words("Kept as a draft: it needs a card first. n goes on with it."))
                return
            card = started.id
        number, key = card, secrets.token_hex(8)
        shown = await self.write(
            lambda book: book.keep(number, kept.draft, step=kept.step, idempotency=key)
        )
        if shown is None:
            return
        self.drop_draft(kept.key)
        self.show_card(shown)
        gist = width.cut(clean_line(kept.draft.subject), _GIST)
        self.say(self.words("Kept with {card}: {subject}", card=shown.label, subject=gist))

    @on(NoteList.Opened)
    def _opened(self, event: NoteList.Opened) -> None:
        if self.card is not None:
            self.begin(self._read_note(event.note))

    async def _read_note(self, note: int) -> None:
        from tui.screens.reader import Reader

        card = self.card
        if card is None:
            return
        held = await self.app.push_screen_wait(Reader(self.sitting, card, note))
        self.show_everything(card.id)
        if held is not None:
            await self.review(held)

    async def offer_what_was_left(self, *, own: bool = False) -> bool:
        """Offer the texts that a dropped line, a kill or esc left.

        True when the person wants to go on with what they were about to do.
        """
        from tui.screens.choose import Choose

        words = self.words
        for left in self.sitting.desk.drafts.left_behind(own=own):
            if not left.text.strip() and not left.subject:
                self.drop_draft(left.key)
                continue
            at = self.sitting.voice.moment(left.saved) if left.saved else ""
            gist = width.cut(clean_line(left.subject or left.text.strip()), _GIST)
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
                await (self.review(left) if left.pasted else self._fill_in(left))
                return False
            elif answer is None:
                return False
            elif own:
                return True
        return True
