"""Cards are added, changed and closed; one is started with the first tick."""

import secrets
from functools import partial
from typing import TYPE_CHECKING, Any

from tui.casebook.casebook import Casebook
from tui.casebook.drafts import Unfinished
from tui.casebook.errors import Changed
from tui.casebook.fields import FIELD_LABELS, Field, Value
from tui.casebook.records import Card, Holder
from tui.casebook.tokens import UNKNOWN
from tui.deadlines import said
from tui.guides.guide import Guide, in_language
from tui.plan.plan import progress
from tui.screens.acts import proof
from tui.screens.acts.workplace import Asked, Workplace
from tui.screens.page import drop_draft
from tui.widgets.rows import PROBLEM

_SAME, _OTHER = "same", "other"
QUOTED = 24


if TYPE_CHECKING:
    from tui.plan.days.moved import Moved
    from tui.screens.dialogs.card_form import CardEntry


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


async def to_work_on(at: Workplace) -> Card | None:
    """Return the card on the screen, or start one of the type that is shown."""
    if at.card is not None or at.plan is None:
        return at.card
    from tui.screens.dialogs.ask import Ask
    from tui.screens.first_line import read_first_line

    words, type = at.words, at.plan.type
    question = words("Which carrier, and when do you leave? Both can wait.")
    hint = words("docomo 12/15")
    guide = at.sitting.desk.library.guide(type)
    if guide is None:
        return None
    key = secrets.token_hex(8)

    async def start(asked: Asked, line: str) -> Card | None:
        read = read_first_line(line, at.sitting.voice.today)
        return await asked.write(
            lambda book: book.add_card(
                guide,
                read.carrier or in_language(guide.name, words.language),
                carrier=read.carrier,
                departure=read.departure.isoformat() if read.departure else None,
                idempotency=key,
            )
        )

    ask = Ask(at.sitting, question, hint=hint, reply=partial(_first_line_said, at))
    card = await at.ask_until_kept(ask, start)
    if card is not None:
        at.sitting.unmet = card.id
        at.show_everything(card.id)
    return card


def _first_line_said(at: Workplace, line: str) -> tuple[str, bool]:
    from tui.screens.first_line import read_first_line

    voice, words = at.sitting.voice, at.words
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


async def go_on_with(at: Workplace, left: Unfinished) -> None:
    """Show a card's form as it was left."""
    card = None if left.card is None else at.read(lambda book: book.card(left.card or 0))
    if left.card is None:
        await _add(at, left)
    elif card is not None:
        at.show_everything(card.id)
        await _edit(at, card, left)


async def _add(at: Workplace, left: Unfinished | None = None) -> None:
    from tui.screens.dialogs.card_form import CardForm

    if not at.sitting.desk.library.guides:
        at.say(at.words("There is no guide to start a card with."), PROBLEM)
        return
    type = at.plan.type if at.plan else at.sitting.desk.library.guides[0].id
    card, form = (
        None,
        CardForm(at.sitting, at.sitting.desk.library.guides, type, whose=_own_holder(at)),
    )
    form = form.go_on_with(left) if left is not None else form
    key = secrets.token_hex(8)
    while card is None:
        entry = await at.ask(form)
        guide = at.sitting.desk.library.guide(entry.type) if entry else None
        if entry is None or guide is None:
            return
        fields = {name: wanted for name, (_, wanted) in entry.card.items()}
        holder = {name: wanted for name, (_, wanted) in entry.holder.items()}
        label, name = str(fields.pop("label")), holder.pop("name", None)
        card = await at.write(
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
        form = form.again(at.footer_said)
    drop_draft(at, form.key)
    at.sitting.unmet = card.id
    at.show_everything(card.id)
    at.go_to("steps")
    at.say(at.words("{card} is added.", card=card.label))


def _own_holder(at: Workplace) -> Holder | None:
    """Return the one person shown, or the one at the keyboard, when they are a holder."""
    if at.sitting.desk.only is not None:
        return at.sitting.desk.only
    holders = at.read(lambda book: book.holders()) or []
    own = str(at.sitting.desk.who)
    return next((holder for holder in holders if holder.name == own), None)


async def _edit(at: Workplace, card: Card, left: Unfinished | None = None) -> None:
    from tui.screens.dialogs.card_form import CardForm

    changed, form = None, CardForm(at.sitting, at.sitting.desk.library.guides, card.type, card)
    form = form.go_on_with(left) if left is not None else form
    while changed is None:
        entry = await at.ask(form)
        if entry is None or not (entry.card or entry.holder):
            drop_draft(at, form.key)
            return
        # Once theirs was shown, what is saved again is meant to stand over it.
        now = at.read(lambda book: book.card(card.id)) if form.was_refused else card
        seen = entry if now is None else form.seen_anew(entry, now)
        whose = await _whose_card(at, card, seen)
        if whose is not None:
            key = secrets.token_hex(8)
            verb = partial(_edit_in, card=card, entry=seen, whose=whose, idempotency=key)
            try:
                changed = await at.write_or_conflict(verb)
            except Changed as theirs:
                _say_theirs(at, card.id, theirs)
        form = form.again(at.footer_said)
    drop_draft(at, form.key)
    await show_changed(at, card, changed)


async def change(at: Workplace, card: Card, field: Field, value: Value | None) -> Card | None:
    """Put a value into one field and show what followed; None where it could not be kept."""
    changed = await put(at, card, field, value)
    if changed is not None:
        await show_changed(at, card, changed)
    return changed


async def put(at: Workplace | Asked, card: Card, field: Field, value: Value | None) -> Card | None:
    """Put a value into one field of a card or its holder; None where that failed, as was said."""
    wanted, key = {field.name: (field.value(card), value)}, secrets.token_hex(8)
    of_card, of_holder = (wanted, {}) if field.of == "card" else ({}, wanted)
    return await at.write(lambda book: book.edit_card(card.id, of_card, of_holder, idempotency=key))


async def show_changed(at: Workplace, card: Card, changed: Card) -> None:
    """Show what a card is now, which days moved with it, and say what was changed."""
    at.show_everything(changed.id)
    await say_moved(at, card, changed, _edited(at, card, changed))


async def say_moved(at: Workplace, before: Card, after: Card, said: str = "") -> None:
    """Say what was done, and which days of a card have moved with it: several on their own page."""
    changes, words = _moved(at, before, after), at.words
    if len(changes) == 1:
        one = changes[0].said(at.sitting.voice.today, words)
        said = words.sentences(said, words("{what}.", what=one))
    elif changes:
        from tui.screens.pages.moved import MovedPage

        count = words.plural("{n} day has moved.", "{n} days have moved.", len(changes))
        said = words.sentences(said, count)
        await at.ask(MovedPage(at.sitting, after.label, changes))
    if said:
        at.say(said)


def _say_theirs(at: Workplace, card: int, changed: Changed) -> None:
    """Say what somebody else has put into a field meanwhile."""
    now = at.read(lambda book: book.card(card))
    table, _, field = changed.item.partition(": ")
    owner = now.holder if now is not None and table.startswith("holder") else now
    at.say(
        at.words(
            "{by} has changed this meanwhile: {field}, now {value}. Save again to put yours there.",
            by=changed.by,
            field=at.words(FIELD_LABELS.get(field, field)),
            value=getattr(owner, field, None) or at.words("not given"),
        ),
        PROBLEM,
    )


async def _whose_card(at: Workplace, card: Card, entry: "CardEntry") -> str | None:
    """Ask whether a new name is a person's, or another person; None when nobody knows."""
    others = _others(at, card)
    if "name" not in entry.holder or not others:
        return _SAME
    from tui.screens.dialogs.choose import Choose

    words, name = at.words, entry.holder["name"][1]
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
    return await at.ask(Choose(at.sitting, question, answers))


def _edited(at: Workplace, before: Card, after: Card) -> str:
    """Say what was changed, also what follows from it elsewhere."""
    words = at.words
    said = [words("{card} is changed.", card=after.label)]
    if before.holder.departure != after.holder.departure:
        others = _others(at, after)
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


def _moved(at: Workplace, before: Card, after: Card) -> "list[Moved]":
    """Return what has another day; nothing where the days are the first that there are."""
    from tui.plan.days.moved import moved

    desk = at.sitting.desk
    changes = moved(before, after, desk.guide, desk.situation)
    return changes if any(each.before for each in changes) else []


async def _close(at: Workplace, card: Card) -> None:
    words = at.words
    if card.closed:
        reopened = await at.write(lambda book: book.reopen_card(card.id))
        if reopened is not None:
            at.show_card(reopened)
            at.say(words("{card} is open again.", card=card.label))
        return
    desk = at.sitting.desk
    counted = progress(card, desk.guide(card), desk.carrier(card))
    if not await proof.is_to_be_closed(at, card, counted):
        return
    closed = await at.write(lambda book: book.close_card(card.id))
    if closed is not None:
        at.show_card(closed)
        at.say(words("{card} is closed; c opens it again.", card=card.label))


async def add(at: Workplace) -> None:
    """Fill in a new card."""
    await _add(at)


async def edit(at: Workplace) -> None:
    """Change the card and its holder."""
    if at.card is None:
        at.say(at.words("There is no card to edit here. a adds one."))
    else:
        await _edit(at, at.card)


async def close(at: Workplace) -> None:
    """Close the card, or take a closed one up again."""
    if at.card is None:
        at.say(at.words("There is no card to close here."))
    else:
        await _close(at, at.card)


def _others(at: Workplace, card: Card) -> int:
    """Return how many other cards the card's holder has."""
    known = at.read(lambda book: book.cards()) or []
    return sum(each.holder.id == card.holder.id and each.id != card.id for each in known)
