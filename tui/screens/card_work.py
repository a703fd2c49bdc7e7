"""Adding, changing, closing a card; starting one with the first tick."""

import secrets
from collections.abc import Coroutine
from typing import Any

from textual.worker import Worker

from tui.casebook.records import Card
from tui.casebook.tokens import WAITING
from tui.deadlines import said
from tui.guides.guide import in_language
from tui.screens.workplace import Workplace


class CardWork(Workplace):
    """What the person does to whole cards."""

    _flow: Worker[None] | None = None

    def begin(self, flow: Coroutine[Any, Any, None]) -> None:
        """Begin something that asks; a second key that comes before the question is dropped."""
        if self._flow is not None:
            flow.close()
            return
        self._flow = self.run_worker(self._to_its_end(flow))

    async def _to_its_end(self, flow: Coroutine[Any, Any, None]) -> None:
        try:
            await flow
        finally:
            self._flow = None
            self.post_message(self.Ready())

    @property
    def is_at_work(self) -> bool:
        """Whether something that asks has begun and not yet come to its end."""
        return self._flow is not None

    async def card_to_work_on(self) -> Card | None:
        """Return the card on the screen, or start one of the type that is shown."""
        if self.card is not None or self.plan is None:
            return self.card
        from tui.screens.ask import Ask
        from tui.screens.first_line import read_first_line

        words, type = self.words, self.plan.type
        question = words("Which carrier, and when do you leave? Both can wait.")
        hint = words("docomo 12/15")
        line = await self.app.push_screen_wait(
            Ask(self.sitting, question, hint=hint, reply=self._first_line_said)
        )
        if line is None:
            return None
        voice = self.sitting.voice
        read = read_first_line(line, voice.today)
        guide = self.sitting.desk.library.guide(type)
        if guide is None:
            return None
        key = secrets.token_hex(8)
        card = await self.write(
            lambda book: book.add_card(
                guide,
                read.carrier or in_language(guide.name, words.language),
                carrier=read.carrier,
                departure=read.departure.isoformat() if read.departure else None,
                idempotency=key,
            )
        )
        if card is not None:
            self.show_everything(card.id)
        return card

    def _first_line_said(self, line: str) -> tuple[str, bool]:
        from tui.screens.first_line import read_first_line

        voice, words = self.sitting.voice, self.words
        read = read_first_line(line, voice.today)
        parts = [read.carrier] if read.carrier else []
        if read.departure:
            parts += [
                said.long(read.departure, voice.today, words),
                said.days_left(read.departure, voice.today, words),
            ]
        else:
            parts.append(words("no date read yet"))
        return voice.glyphs.dot.join(parts), True

    def action_add_card(self) -> None:
        """Fill in a new card."""
        self.begin(self._add_card())

    async def _add_card(self) -> None:
        from tui.screens.card_form import CardForm

        if not self.guides():
            self.say_problem(self.words("There is no guide to start a card with."))
            return
        type = self.plan.type if self.plan else self.guides()[0].id
        entry = await self.app.push_screen_wait(CardForm(self.sitting, self.guides(), type))
        guide = self.sitting.desk.library.guide(entry.type) if entry else None
        if entry is None or guide is None:
            return
        fields = {name: wanted for name, (_, wanted) in entry.card.items()}
        holder = {name: wanted for name, (_, wanted) in entry.holder.items()}
        label = fields.pop("label")
        key = secrets.token_hex(8)
        card = await self.write(
            lambda book: book.add_card(
                guide,
                str(label),
                holder=holder.pop("name", None),
                holder_fields=holder,
                idempotency=key,
                **fields,
            )
        )
        if card is not None:
            self.show_everything(card.id)
            self.go_to_pane("steps")
            self.say(self.words("{card} is added.", card=card.label))

    def action_edit_card(self) -> None:
        """Change the card and its holder."""
        if self.card is None:
            self.action_add_card()
        else:
            self.begin(self._edit_card(self.card))

    async def _edit_card(self, card: Card) -> None:
        from tui.screens.card_form import CardForm

        form = CardForm(self.sitting, self.guides(), card.type, card)
        entry = await self.app.push_screen_wait(form)
        if entry is None or not (entry.card or entry.holder):
            return
        key = secrets.token_hex(8)
        changed = await self.write(
            lambda book: book.edit_card(card.id, entry.card, entry.holder, idempotency=key)
        )
        if changed is not None:
            self.show_card(changed)
            self.say(self.words("{card} is changed.", card=changed.label))

    def action_close_card(self) -> None:
        """Close the card, or take a closed one up again."""
        if self.card is None:
            self.say(self.words("There is no card to close here."))
        else:
            self.begin(self._close_card(self.card))

    async def _close_card(self, card: Card) -> None:
        from tui.screens.choose import Choose

        words = self.words
        if card.closed:
            reopened = await self.write(lambda book: book.reopen_card(card.id))
            if reopened is not None:
                self.show_card(reopened)
                self.say(words("{card} is open again.", card=card.label))
            return
        counted = self.plan.progress if self.plan else None
        if counted is not None and not counted.complete:
            left = counted.total - counted.done - counted.skipped
            waiting = any(mark.state == WAITING for mark in card.marks.values())
            question = words.plural(
                "{n} step is not done. Close the card all the same?",
                "{n} steps are not done. Close the card all the same?",
                left,
            )
            if waiting:
                question += " " + words("Somebody's answer is still awaited.")
            answers = [("no", words("Leave it open")), ("yes", words("Close card"))]
            if await self.app.push_screen_wait(Choose(self.sitting, question, answers)) != "yes":
                return
        closed = await self.write(lambda book: book.close_card(card.id))
        if closed is not None:
            self.show_card(closed)
            self.say(words("{card} is closed; c opens it again.", card=card.label))
