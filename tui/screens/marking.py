"""Ticking, waiting, skipping: what the person does to steps and checks."""

import secrets
from collections.abc import Sequence
from functools import partial

from textual import on

from tui.casebook.casebook import Casebook
from tui.casebook.draft import Draft
from tui.casebook.errors import Changed
from tui.casebook.records import Card, Mark
from tui.casebook.tokens import DONE, NOT_APPLICABLE, OPEN, SKIPPED, WAITING
from tui.deadlines import said
from tui.plan.plan import PlannedStep
from tui.screens.card_work import CardWork
from tui.text.labels import STATE_LABELS
from tui.widgets.step_list import StepList


class Marking(CardWork):
    """What follows from a key on a step."""

    @on(StepList.Ticked)
    def _ticked(self, event: StepList.Ticked) -> None:
        # Without a question to ask, the tick is on disk and on screen before the next key.
        if self.card is not None and self._mark_of(event.item).state in (OPEN, WAITING):
            step = self._step_of(event.item)
            if "/" in event.item or step is None or not step.contact:
                self._mark_at_once(self.card, event.item)
                return
        self.begin(self._tick(event.item))

    def _mark_at_once(self, card: Card, item: str) -> None:
        self.run_worker(self._mark(card, [item], DONE))

    def _mark_of(self, item: str) -> Mark:
        return self.card.mark(item) if self.card else Mark(item=item)

    def _step_of(self, item: str) -> PlannedStep | None:
        return self.plan.step(item.partition("/")[0]) if self.plan else None

    async def _tick(self, item: str) -> None:
        mark = self._mark_of(item)
        if mark.state not in (OPEN, WAITING):
            if "/" in item or await self._is_to_be_reopened(item, mark):
                card = await self.card_to_work_on()
                if card is not None:
                    await self._mark(card, [item], OPEN)
            return
        card = await self.card_to_work_on()
        if card is not None and await self._mark(card, [item], DONE):
            await self._offer_contact_line(item)

    async def _is_to_be_reopened(self, item: str, mark: Mark) -> bool:
        from tui.screens.choose import Choose

        words, step = self.words, self._step_of(item)
        question = words(
            "{step}: {state}. Open it again?",
            step=step.title if step else item,
            state=words(STATE_LABELS[mark.state]),
        )
        answers = [("yes", words("Back to open")), ("no", words("Leave it as it is"))]
        return await self.app.push_screen_wait(Choose(self.sitting, question, answers)) == "yes"

    @on(StepList.Awaited)
    def _awaited(self, event: StepList.Awaited) -> None:
        self.begin(self._await(event.item))

    async def _await(self, item: str) -> None:
        from tui.deadlines.written import read_date
        from tui.screens.ask import Ask

        card = await self.card_to_work_on()
        if card is None:
            return
        day = await self.app.push_screen_wait(
            Ask(
                self.sitting,
                self.words("When should you ask again?"),
                hint=self.words("+7, 12/15 or 15 Dec"),
                reply=self._date_said,
            )
        )
        if day is None:
            return
        follow_up = read_date(day, self.sitting.voice.today).isoformat() if day else None
        if await self._mark(card, [item], WAITING, follow_up=follow_up):
            await self._offer_contact_line(item)

    def _date_said(self, written: str) -> tuple[str, bool]:
        from tui.deadlines.written import DateError, read_date

        voice = self.sitting.voice
        try:
            day = read_date(written, voice.today)
        except DateError:
            said_so = self.words("{text} is no date. Write 12/15, 15 Dec or +7.", text=written)
            return said_so, False
        long = said.long(day, voice.today, self.words)
        return f"{long}{voice.glyphs.dot}{said.days_left(day, voice.today, self.words)}", True

    @on(StepList.Skipped)
    def _skipped(self, event: StepList.Skipped) -> None:
        self.begin(self._skip(event.item))

    async def _skip(self, item: str) -> None:
        from tui.screens.ask import Ask
        from tui.screens.choose import Choose

        words, step = self.words, self._step_of(item)
        answers = [
            (SKIPPED, words("Skip it, and say why")),
            (NOT_APPLICABLE, words("Not applicable to this card")),
        ]
        together = [step.id, *step.lapses_with] if step and "/" not in item else [item]
        if len(together) > 1 and self.plan is not None:
            numbers = [s.number for s in self.plan.steps if s.id in together]
            listed = " + ".join(map(str, numbers))
            said_so = words("The card ends by itself: steps {steps} do not apply", steps=listed)
            answers.insert(0, ("together", said_so))
        question = words("Leave this out?")
        answer = await self.app.push_screen_wait(Choose(self.sitting, question, answers))
        if answer is None:
            return
        reason = None
        if answer == SKIPPED:
            reason = await self.app.push_screen_wait(Ask(self.sitting, words("Why is it skipped?")))
            if not reason:
                self.say(words("Not skipped: a skipped step says why."))
                return
        card = await self.card_to_work_on()
        if card is None:
            return
        items = together if answer == "together" else [item]
        state = SKIPPED if answer == SKIPPED else NOT_APPLICABLE
        await self._mark(card, items, state, reason=reason)

    async def _mark(
        self,
        card: Card,
        items: Sequence[str],
        state: str,
        *,
        reason: str | None = None,
        follow_up: str | None = None,
    ) -> bool:
        """Write one mark and show what was written; False when it was not."""

        def verb(book: Casebook, revision: int) -> Card:
            return book.mark(
                card.id,
                items,
                state,
                reason=reason,
                follow_up=follow_up,
                if_revision=revision,
                idempotency=key,
            )

        revision = card.mark(items[0]).revision
        while True:
            key = secrets.token_hex(8)
            try:
                marked = await self.write_or_conflict(partial(verb, revision=revision))
            except Changed as theirs:
                if theirs.theirs is None or not await self._is_mine_to_win(theirs, state):
                    self.show_chosen()
                    return False
                revision = theirs.theirs.revision
                continue
            if marked is not None:
                self.show_card(marked)
                self.steps.move_to_key(items[0])
            return marked is not None

    async def _is_mine_to_win(self, changed: Changed, mine: str) -> bool:
        """Show both versions and ask which one stays."""
        from tui.screens.choose import Choose

        words, theirs = self.words, changed.theirs
        state = words(STATE_LABELS[theirs.state if theirs else OPEN])
        who = changed.by or words("somebody")
        step = self._step_of(changed.item)
        title = step.title if step else changed.item
        question = words("{step}: {who} has changed it meanwhile.", step=title, who=who)
        answers = [
            ("theirs", words("Theirs: {state}", state=state)),
            ("mine", words("Mine: {state}", state=words(STATE_LABELS[mine]))),
        ]
        return await self.app.push_screen_wait(Choose(self.sitting, question, answers)) == "mine"

    async def _offer_contact_line(self, item: str) -> None:
        """After a contact, take one line of what was said, as a note of that step."""
        step = self._step_of(item)
        if step is None or not step.contact or "/" in item or self.card is None:
            return
        from tui.screens.ask import Ask

        question = self.words("Whom did you reach, which number, what was promised by when?")
        hint = self.words("Ms Sato, ref. A-1234, mail by 1 Dec")
        line = await self.app.push_screen_wait(Ask(self.sitting, question, hint=hint))
        if not line:
            return
        card, step_id = self.card, step.id
        draft = Draft(
            original=line.encode("utf-8", "surrogatepass"),
            text=line,
            kind="call",
            direction="out",
            subject=line[:80],
        )
        key = secrets.token_hex(8)
        kept = await self.write(
            lambda book: book.keep(card.id, draft, step=step_id, idempotency=key)
        )
        if kept is not None:
            self.show_card(kept)

    def action_undo(self) -> None:
        """Take back the person's latest action on this card."""
        self.run_worker(self._take_back(redo=False))

    def action_redo(self) -> None:
        """Do again what was undone last."""
        self.run_worker(self._take_back(redo=True))

    async def _take_back(self, *, redo: bool) -> None:
        card = self.card
        if card is None:
            self.say(self.words("There is nothing to undo here."))
            return
        undone = await self.write(lambda book: book.redo(card.id) if redo else book.undo(card.id))
        if undone is None:
            return
        self.show_everything(card.id)
        item = str(undone.id).partition("/")[2] if undone.table == "mark" else ""
        step = self._step_of(item)
        if item:
            self.steps.move_to_key(item)
        name = f"{step.number} {step.title}" if step else self.words(undone.kind)
        said_so = self.words("Redone: {what}", what=name)
        self.say(said_so if redo else self.words("Undone: {what}", what=name))
