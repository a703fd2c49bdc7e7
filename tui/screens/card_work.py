"""Adding, changing, closing a card; starting one with the first tick."""

import secrets
from functools import partial
from typing import TYPE_CHECKING, Any

from tui.casebook.casebook import Casebook
from tui.casebook.drafts import Unfinished
from tui.casebook.errors import Changed
from tui.casebook.fields import FIELD_LABELS
from tui.casebook.records import Card, Holder
from tui.casebook.tokens import UNKNOWN
from tui.deadlines import said
from tui.guides.guide import Guide, in_language
from tui.plan.plan import progress
from tui.screens.exporting import Exporting
from tui.screens.page import Page

if TYPE_CHECKING:
    from tui.plan.moved import Moved
    from tui.screens.card_form import CardEntry

_SAME, _OTHER = "same", "other"


class CardWork(Exporting):
    """What the person does to whole cards."""

    async def card_to_work_on(self) -> Card | None:
        """Return the card on the screen, or start one of the type that is shown."""
        if self.card is not None or self.plan is None:
            return self.card
        from tui.screens.ask import Ask
        from tui.screens.first_line import read_first_line

        words, type = self.words, self.plan.type
        question = words("Which carrier, and when do you leave? Both can wait.")
        hint = words("docomo 12/15")
        guide = self.sitting.desk.library.guide(type)
        if guide is None:
            return None
        key = secrets.token_hex(8)

        async def start(asked: Page[Any], line: str) -> Card | None:
            read = read_first_line(line, self.sitting.voice.today)
            return await asked.write(
                lambda book: book.add_card(
                    guide,
                    read.carrier or in_language(guide.name, words.language),
                    carrier=read.carrier,
                    departure=read.departure.isoformat() if read.departure else None,
                    idempotency=key,
                )
            )

        ask = Ask(self.sitting, question, hint=hint, reply=self._first_line_said)
        card = await self.ask_until_kept(ask, start)
        if card is not None:
            self.show_everything(card.id)
        return card

    def _first_line_said(self, line: str) -> tuple[str, bool]:
        from tui.screens.first_line import read_first_line

        voice, words = self.sitting.voice, self.words
        read = read_first_line(line, voice.today)
        if read.unclear:
            from tui.deadlines.dates import DateError

            return DateError(read.unclear).say(words), False
        parts = [read.carrier] if read.carrier else []
        if read.departure:
            parts += [
                said.long(read.departure, voice.today, words),
                said.days_left(read.departure, voice.today, words),
            ]
        else:
            parts.append(words("no date yet, for example 12/15"))
        return voice.glyphs.dot.join(parts), True

    def action_add_card(self) -> None:
        """Fill in a new card."""
        self.begin(self._add_card())

    async def go_on_with_card(self, left: Unfinished) -> None:
        """Show a card's form as it was left."""
        card = None if left.card is None else self.read(lambda book: book.card(left.card or 0))
        if left.card is None:
            await self._add_card(left)
        elif card is not None:
            self.show_everything(card.id)
            await self._edit_card(card, left)

    async def _add_card(self, left: Unfinished | None = None) -> None:
        from tui.screens.card_form import CardForm

        if not self.guides():
            self.say_problem(self.words("There is no guide to start a card with."))
            return
        type = self.plan.type if self.plan else self.guides()[0].id
        card, form = None, CardForm(self.sitting, self.guides(), type, whose=self._own_holder())
        form = form.go_on_with(left) if left is not None else form
        key = secrets.token_hex(8)
        while card is None:
            entry = await self.app.push_screen_wait(form)
            guide = self.sitting.desk.library.guide(entry.type) if entry else None
            if entry is None or guide is None:
                return
            fields = {name: wanted for name, (_, wanted) in entry.card.items()}
            holder = {name: wanted for name, (_, wanted) in entry.holder.items()}
            label, name = str(fields.pop("label")), holder.pop("name", None)
            card = await self.write(
                partial(
                    _add_to,
                    guide=guide,
                    label=label,
                    holder=name,
                    holder_fields=holder,
                    idempotency=key,
                    **fields,
                )
            )
            form = form.again(self.footer_said)
        self.drop_draft(form.key)
        self.show_everything(card.id)
        self.go_to_pane("steps")
        self.say(self.words("{card} is added.", card=card.label))

    def _own_holder(self) -> Holder | None:
        """Return the one person shown, or the one at the keyboard, when they are a holder."""
        if self.sitting.desk.only is not None:
            return self.sitting.desk.only
        holders = self.read(lambda book: book.holders()) or []
        own = str(self.sitting.desk.who)
        return next((holder for holder in holders if holder.name == own), None)

    def action_edit_card(self) -> None:
        """Change the card and its holder."""
        if self.card is None:
            self.say(self.words("There is no card to edit here. a adds one."))
        else:
            self.begin(self._edit_card(self.card))

    async def _edit_card(self, card: Card, left: Unfinished | None = None) -> None:
        from tui.screens.card_form import CardForm

        changed, form = None, CardForm(self.sitting, self.guides(), card.type, card)
        form = form.go_on_with(left) if left is not None else form
        while changed is None:
            entry = await self.app.push_screen_wait(form)
            if entry is None or not (entry.card or entry.holder):
                self.drop_draft(form.key)
                return
            # Once theirs was shown, what is saved again is meant to stand over it.
            now = self.read(lambda book: book.card(card.id)) if form.was_refused else card
            seen = entry if now is None else form.seen_anew(entry, now)
            whose = await self._whose_card(card, seen)
            if whose is not None:
                key = secrets.token_hex(8)
                verb = partial(_edit_in, card=card, entry=seen, whose=whose, idempotency=key)
                try:
                    changed = await self.write_or_conflict(verb)
                except Changed as theirs:
                    self._say_theirs(card.id, theirs)
            form = form.again(self.footer_said)
        self.drop_draft(form.key)
        self.show_everything(changed.id)
        changes = self._moved(card, changed)
        said = self._edited(card, changed)
        if changes:
            from tui.screens.moved import MovedPage

            count = self.words.plural("{n} day has moved.", "{n} days have moved.", len(changes))
            said = self.words.sentences(said, count)
            await self.app.push_screen_wait(MovedPage(self.sitting, changed.label, changes))
        self.say(said)

    def _say_theirs(self, card: int, changed: Changed) -> None:
        """Say what somebody else has put into a field meanwhile."""
        now = self.read(lambda book: book.card(card))
        table, _, field = changed.item.partition(": ")
        owner = now.holder if now is not None and table.startswith("holder") else now
        self.say_problem(
            self.words(
                "{by} has changed this meanwhile: {field}, now {value}. Save again to put yours "
                "there.",
                by=changed.by,
                field=self.words(FIELD_LABELS.get(field, field)),
                value=getattr(owner, field, None) or self.words("not given"),
            )
        )

    async def _whose_card(self, card: Card, entry: "CardEntry") -> str | None:
        """Ask whether a new name is a person's, or another person; None when nobody knows."""
        others = sum(
            listed.card.holder.id == card.holder.id and listed.card.id != card.id
            for listed in self._listed.values()
        )
        if "name" not in entry.holder or not others:
            return _SAME
        from tui.screens.choose import Choose

        words, name = self.words, entry.holder["name"][1]
        question = words.plural(
            "{who} has {n} other card.", "{who} has {n} other cards.", others, who=card.holder.name
        )
        answers = [
            (_OTHER, words("Only this card is {name}'s", name=name)),
            (
                _SAME,
                words("{who} is now called {name}, on all cards", who=card.holder.name, name=name),
            ),
        ]
        return await self.app.push_screen_wait(Choose(self.sitting, question, answers))

    def _edited(self, before: Card, after: Card) -> str:
        """Say what was changed, also what follows from it elsewhere."""
        words = self.words
        said = [words("{card} is changed.", card=after.label)]
        if before.holder.departure != after.holder.departure:
            others = sum(
                listed.card.holder.id == after.holder.id and listed.card.id != after.id
                for listed in self._listed.values()
            )
            if others:
                said.append(
                    words.plural(
                        "The departure of {n} other card of {who} moved with it.",
                        "The departure of {n} other cards of {who} moved with it.",
                        others,
                        who=after.holder.name,
                    )
                )
        departure = after.holder.departure
        known = departure and after.line_end and UNKNOWN not in (after.line_end, departure)
        if known and str(after.line_end) > str(departure):
            said.append(words("The line ends after the departure."))
        return words.sentences(*said)

    def _moved(self, before: Card, after: Card) -> "list[Moved]":
        """Return what has another day; nothing where the days are the first that there are."""
        from tui.plan.moved import moved

        desk = self.sitting.desk
        changes = moved(before, after, desk.guide, desk.situation)
        return changes if any(each.before for each in changes) else []

    def action_export_proof(self) -> None:
        """Write the proof of the card, to be taken along."""
        if self.card is None:
            self.say(self.words("There is no card to export here."))
        else:
            self.begin(self.export_proof(self.card))

    def action_close_card(self) -> None:
        """Close the card, or take a closed one up again."""
        if self.card is None:
            self.say(self.words("There is no card to close here."))
        else:
            self.begin(self._close_card(self.card))

    async def _close_card(self, card: Card) -> None:
        words = self.words
        if card.closed:
            reopened = await self.write(lambda book: book.reopen_card(card.id))
            if reopened is not None:
                self.show_card(reopened)
                self.say(words("{card} is open again.", card=card.label))
            return
        counted = progress(card, self.sitting.desk.guide(card), self.sitting.desk.carrier(card))
        if not await self.is_to_be_closed(card, counted):
            return
        closed = await self.write(lambda book: book.close_card(card.id))
        if closed is not None:
            self.show_card(closed)
            self.say(words("{card} is closed; c opens it again.", card=card.label))


def _add_to(book: Casebook, guide: Guide, label: str, **fields: Any) -> Card:
    return book.add_card(guide, label, **fields)


def _edit_in(book: Casebook, card: Card, entry: "CardEntry", whose: str, idempotency: str) -> Card:
    if whose == _SAME:
        return book.edit_card(card.id, entry.card, entry.holder, idempotency=idempotency)
    about = {field: wanted for field, (_, wanted) in entry.holder.items()}
    name = str(about.pop("name"))
    holder = next((known for known in book.holders() if known.name == name), None)
    if holder is None:
        holder = book.add_holder(name)
    moved = {**entry.card, "holder": (card.holder.id, holder.id)}
    theirs = {field: (getattr(holder, field), wanted) for field, wanted in about.items()}
    return book.edit_card(card.id, moved, theirs, idempotency=idempotency)
