"""Ticking, waiting, skipping: what the person does to steps and checks."""

import secrets
from collections.abc import Sequence
from functools import partial
from typing import Any

from textual import on

from tui.casebook.casebook import Casebook
from tui.casebook.draft import Draft
from tui.casebook.errors import Changed
from tui.casebook.records import Card, Mark
from tui.casebook.tokens import DONE, NOT_APPLICABLE, OPEN, SKIPPED, WAITING
from tui.plan.order import out_of_order
from tui.plan.plan import PlannedStep
from tui.screens.card_work import CardWork
from tui.screens.page import Page
from tui.text.labels import STATE_LABELS
from tui.text.translation import marked
from tui.widgets.step_list import StepList


class Marking(CardWork):
    """What follows from a key on a step."""

    _undone_card: int | None = None
    """The card that the last undo took away."""

    @on(StepList.Ticked)
    def _ticked(self, event: StepList.Ticked) -> None:
        self.begin(self._tick(event.item))

    def _mark_of(self, item: str) -> Mark:
        return self.card.mark(item) if self.card else Mark(item=item)

    def _step_of(self, item: str) -> PlannedStep | None:
        return self.plan.step(item.partition("/")[0]) if self.plan else None

    async def _tick(self, item: str) -> None:
        # What the person looks at now, whatever is on the screen after a question.
        card, step, mark = self.card, self._step_of(item), self._mark_of(item)
        if mark.state not in (OPEN, WAITING):
            if card is not None and ("/" in item or await self._is_to_be_reopened(item, mark)):
                await self._mark(card, [item], OPEN)
            return
        reason = None
        if step is not None and item == step.id and step.blocked_by:
            if not await self._is_to_be_done_out_of_order(step):
                return
            reason = out_of_order(step, self.words)
        card = card or await self.card_to_work_on()
        if card is not None and await self._mark(card, [item], DONE, reason=reason):
            await self._offer_contact_line(card, item, step)

    async def _is_to_be_done_out_of_order(self, step: PlannedStep) -> bool:
        from tui.screens.choose import Choose

        words = self.words
        question = words(
            "{step}: cannot start yet. Step {steps} comes first.",
            step=step.title,
            steps=words.listed(*map(str, step.blocked_by)),
        )
        answers = [("no", words("Leave it open")), ("yes", words("It is done all the same"))]
        return await self.app.push_screen_wait(Choose(self.sitting, question, answers)) == "yes"

    async def _is_to_be_reopened(self, item: str, mark: Mark) -> bool:
        from tui.screens.choose import Choose

        words = self.words
        question = words(
            "{step}: {state}. Open it again?",
            step=self._title_of(item),
            state=words(STATE_LABELS[mark.state]),
        )
        answers = [("yes", words("Back to open")), ("no", words("Leave it as it is"))]
        return await self.app.push_screen_wait(Choose(self.sitting, question, answers)) == "yes"

    @on(StepList.Awaited)
    def _awaited(self, event: StepList.Awaited) -> None:
        self.begin(self._await(event.item))

    async def _await(self, item: str) -> None:
        from tui.deadlines.dates import read_date
        from tui.screens.ask import Ask

        step, title = self._step_of(item), self._title_of(item)
        card = self.card or await self.card_to_work_on()
        if card is None:
            return

        async def wait(asked: Page[Any], day: str) -> bool | None:
            follow_up = read_date(day, self.sitting.voice.today).isoformat() if day else None
            return await self._mark(card, [item], WAITING, follow_up=follow_up, asked=asked)

        ask = Ask(
            self.sitting,
            self.words("{step}: when should you ask again?", step=title),
            hint=self.words("+7, 12/15 or 15 Dec"),
            reply=self._date_said,
            skip=self.words("enter: waiting, without a date"),
        )
        if await self.ask_until_kept(ask, wait):
            await self._offer_contact_line(card, item, step)

    def _title_of(self, item: str) -> str:
        """Return the title of a step or check."""
        step = self._step_of(item)
        if step is None:
            return item
        return next((check.title for check in step.checks if check.item == item), step.title)

    def _date_said(self, written: str) -> tuple[str, bool]:
        from tui.plan.field_values import day_answered

        voice = self.sitting.voice
        return day_answered(written, voice.today, self.words, voice.glyphs.dot)

    @on(StepList.Skipped)
    def _skipped(self, event: StepList.Skipped) -> None:
        self.begin(self._skip(event.item))

    async def _skip(self, item: str) -> None:
        from tui.screens.ask import Ask
        from tui.screens.choose import Choose

        words, step, card = self.words, self._step_of(item), self.card
        answers = [
            (SKIPPED, words("Skip it, and say why")),
            (NOT_APPLICABLE, words("Not applicable to this card")),
        ]
        together = [item]
        if step is not None and "/" not in item:
            # What a colleague has settled already stays as they left it.
            still_open = (OPEN, WAITING)
            with_it = [id for id in step.lapses_with if self._mark_of(id).state in still_open]
            together = [step.id, *with_it]
        if len(together) > 1 and self.plan is not None:
            numbers = [s.number for s in self.plan.steps if s.id in together]
            listed = " + ".join(map(str, numbers))
            said_so = words("The card ends by itself: steps {steps} do not apply", steps=listed)
            answers.insert(0, ("together", said_so))
        question = words("{step}: leave this out?", step=self._title_of(item))
        answer = await self.app.push_screen_wait(Choose(self.sitting, question, answers))
        if answer is None:
            return

        async def skip(asked: Page[Any], reason: str) -> bool | None:
            on = (card or await self.card_to_work_on()) if reason else None
            return (
                await self._mark(on, [item], SKIPPED, reason=reason, asked=asked) if on else False
            )

        if answer == SKIPPED:
            if not await self.ask_until_kept(Ask(self.sitting, words("Why is it skipped?")), skip):
                self.say(words("Not skipped: a skipped step says why."))
            return
        card = card or await self.card_to_work_on()
        if card is not None:
            await self._mark(card, together if answer == "together" else [item], NOT_APPLICABLE)

    async def _mark(
        self,
        card: Card,
        items: Sequence[str],
        state: str,
        *,
        reason: str | None = None,
        follow_up: str | None = None,
        asked: "Page[Any] | None" = None,
    ) -> bool | None:
        """Write one mark and show what was written; False when theirs was left as it is.

        None when it was refused, which was then said on `asked`, the page that stays meanwhile.
        """

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
                written = await (asked or self).write_or_conflict(partial(verb, revision=revision))
            except Changed as theirs:
                if theirs.theirs is None or not await self._is_mine_to_win(theirs, state):
                    self.show_chosen()
                    return False
                revision = theirs.theirs.revision
                continue
            if written is not None:
                self.show_card(written)
                self.steps.move_to_key(items[0])
            return True if written is not None else None

    async def _is_mine_to_win(self, changed: Changed, mine: str) -> bool:
        """Show both versions and ask which one stays."""
        from tui.screens.choose import Choose

        words, theirs = self.words, changed.theirs
        state = words(STATE_LABELS[theirs.state if theirs else OPEN])
        who = changed.by or words("somebody")
        title = self._title_of(changed.item)
        question = words("{step}: {who} has changed it meanwhile.", step=title, who=who)
        answers = [
            ("theirs", words("Theirs: {state}", state=state)),
            ("mine", words("Mine: {state}", state=words(STATE_LABELS[mine]))),
        ]
        return await self.app.push_screen_wait(Choose(self.sitting, question, answers)) == "mine"

    async def _offer_contact_line(self, card: Card, item: str, step: PlannedStep | None) -> None:
        """After a contact, take one line of what was said, as a note of that step."""
        if step is None or not step.contact or "/" in item:
            return
        from tui.screens.ask import Ask

        question = self.words("Whom did you reach, which reference, what is promised by when?")
        hint = self.words("Ms Sato, ref. A-1234, mail by 1 Dec")
        step_id, key = step.id, secrets.token_hex(8)

        async def keep(asked: Page[Any], line: str) -> Card | None:
            if not line:
                return card
            draft = Draft(
                original=line.encode("utf-8", "surrogatepass"),
                text=line,
                form="typed",
                kind="call",
                direction="out",
                subject=line[:80],
            )
            return await asked.write(
                lambda book: book.keep(card.id, draft, step=step_id, idempotency=key)
            )

        kept = await self.ask_until_kept(Ask(self.sitting, question, hint=hint), keep)
        if kept is not None and kept is not card:
            self.show_card(kept)

    def action_undo(self) -> None:
        """Take back the person's latest action on this card."""
        self.begin(self._take_back(redo=False))

    def action_redo(self) -> None:
        """Do again what was undone last."""
        self.begin(self._take_back(redo=True))

    async def _take_back(self, *, redo: bool) -> None:
        # A card that undo took away can be brought back although it is not on the screen.
        gone = self._undone_card if redo else None
        number = gone or (self.card.id if self.card else None)
        if number is None:
            nothing = (
                marked("There is nothing to redo here.")
                if redo
                else marked("There is nothing to undo here.")
            )
            self.say(self.words(nothing))
            return
        undone = await self.write(lambda book: book.redo(number) if redo else book.undo(number))
        if undone is None:
            return
        card_itself = undone.table == "card" and undone.kind == "card.added"
        self._undone_card = number if card_itself and not redo else None
        self.show_everything(number)
        item = str(undone.id).partition("/")[2] if undone.table == "mark" else ""
        if item:
            self.steps.move_to_key(item)
        from tui.plan.undone_said import undone_said

        desk = self.sitting.desk
        told = undone_said(undone, self.card, desk.guide, self.words)
        what = self.sitting.voice.glyphs.dot.join(told)
        if redo:
            self.say(self.words("Redone: {what}", what=what))
        elif card_itself:
            self.say(self.words("Undone: {what}. ctrl+r brings the card back.", what=what))
        else:
            self.say(self.words("Undone: {what}", what=what))
