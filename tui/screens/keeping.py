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
        self.begin(self.review(event.text, cut=bool(getattr(event, "cut", False))))

    async def review(self, text: str, left: Unfinished | None = None, *, cut: bool = False) -> None:
        """Show a pasted letter with what it seems to be, and keep it when told so."""
        from tui.correspondence.guess import from_text
        from tui.screens.note_form import shown_date

        draft = from_text(text, self.sitting.desk.clock())
        unfinished = left or Unfinished(
            text=text,
            kind=draft.kind,
            direction=draft.direction,
            date=shown_date(draft.date) if draft.date else "",
            subject=draft.subject,
            card=self.card.id if self.card else None,
            step=self.steps.step.id if self.steps.step and self.pane == "steps" else None,
            pasted=True,
        )
        warning = ""
        if cut:
            warning = self.words(
                "Only a part of it arrived. Keep it as a file: kaiyaku note add CARD < FILE"
            )
        await self._fill_in(unfinished, draft, warning)

    @on(StepList.Noted)
    def _noted(self) -> None:
        self.action_write_note()

    def action_write_note(self) -> None:
        """Write a note on this card, or go on with one that was put aside."""
        self.begin(self._write_note())

    async def _write_note(self) -> None:
        step = self.steps.step if self.pane == "steps" else None
        if await self.offer_what_was_left(own=True):
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

        cards = self.sitting.desk.casebook.cards()
        steps = (
            [(step.id, f"{step.number} {step.title}") for step in self.plan.steps]
            if self.plan
            else []
        )
        form = NoteForm(self.sitting, unfinished, cards, steps, draft, warning)
        kept = await self.app.push_screen_wait(form)
        if kept is not None:
            await self._keep(kept)

    async def _keep(self, kept: "Kept") -> None:
        card = kept.card
        if card is None:
            started = await self.card_to_work_on()
            if started is None:
                self.say(self.words("The note is kept as a draft: it needs a card first."))
                return
            card = started.id
        number = card
        key = secrets.token_hex(8)
        shown = await self.write(
            lambda book: book.keep(number, kept.draft, step=kept.step, idempotency=key)
        )
        if shown is None:
            return
        self.sitting.desk.drafts.discard(kept.key)
        self.show_card(shown)
        gist = width.cut(clean_line(kept.draft.subject), _GIST)
        self.say(self.words("Kept with {card}: {subject}", card=shown.label, subject=gist))

    @on(NoteList.Opened)
    def _opened(self, event: NoteList.Opened) -> None:
        if self.card is not None:
            self.begin(self._read(event.note))

    async def _read(self, note: int) -> None:
        from tui.screens.reader import Reader

        if self.card is None:
            return
        pasted = await self.app.push_screen_wait(Reader(self.sitting, self.card, note))
        self.show_everything(self.card.id)
        if pasted is not None:
            await self.review(pasted)

    async def offer_what_was_left(self, *, own: bool = False) -> bool:
        """Offer the texts that a dropped line, a kill or esc left; True if one was taken up."""
        from tui.screens.choose import Choose

        words = self.words
        for left in self.sitting.desk.drafts.left_behind(own=own):
            if not left.text.strip() and not left.subject:
                self.sitting.desk.drafts.discard(left.key)
                continue
            at = self.sitting.voice.moment(left.saved) if left.saved else ""
            gist = width.cut(clean_line(left.subject or left.text.strip()), _GIST)
            question = words("Unfinished text, {at}: {gist}", at=at, gist=gist)
            answers = [
                ("go-on", words("Go on with it")),
                ("later", words("Keep draft")),
                ("discard", words("Discard")),
            ]
            answer = await self.app.push_screen_wait(Choose(self.sitting, question, answers))
            if answer == "discard":
                self.sitting.desk.drafts.discard(left.key)
            elif answer == "go-on" and left.pasted:
                await self.review(left.text, left)
                return True
            elif answer == "go-on":
                await self._fill_in(left)
                return True
        return False
