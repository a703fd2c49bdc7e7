"""Notes are written and kept, annotated, moved, withdrawn, and read in another charset."""

import asyncio
import secrets
from typing import TYPE_CHECKING, Literal

from tui.casebook.casebook import Casebook
from tui.casebook.drafts import Unfinished
from tui.casebook.errors import KeptAlready
from tui.casebook.records import Card
from tui.plan.remarks import remarks_on
from tui.screens.acts import cards
from tui.screens.acts.workplace import Asked, Workplace
from tui.screens.page import drop_draft, flush_drafts
from tui.text.clean import clean_line
from tui.text.translation import marked
from tui.text.trouble import Trouble
from tui.text.width import cut, pad, width

if TYPE_CHECKING:
    from tui.screens.dialogs.note_form import Kept, Review

REMARKS = "remarks"
"""Where the remarks of a note are, for a page that shows them."""
_GIST = 40
Outcome = Literal["kept", "known", "left", "dropped", "refused", "mailbox"]
"""What became of a letter: a note, one that was there before, a draft, nothing, nothing yet; or
many, of a whole mailbox."""
_TYPED = "typed"


async def fill_in(at: Workplace, unfinished: Unfinished, review: "Review | None" = None) -> Outcome:
    """Show the form, and keep what it gives."""
    return (await fill_in_one(at, unfinished, review))[0]


async def fill_in_one(
    at: Workplace, unfinished: Unfinished, review: "Review | None" = None
) -> "tuple[Outcome, Kept | None]":
    """Show the form, keep what it gives, and return that as well."""
    from tui.screens.dialogs.note_form import NoteForm

    known = at.read(lambda book: book.cards())
    if known is None:
        return "refused", None
    form = NoteForm(at.sitting, unfinished, known, at.plan, review)

    async def settle(asked: Asked, kept: "Kept") -> "tuple[Outcome, Kept] | None":
        outcome = await keep(at, asked, kept)
        return None if outcome == "refused" else (outcome, kept)

    became = await at.ask_until_kept(form, settle)
    if became is not None:
        return became
    if at.sitting.desk.drafts.is_kept(form.key):
        at.say(at.words("Kept as a draft: n goes on with it."))
        return "left", None
    return "dropped", None


async def keep(at: Workplace, asked: Asked | Workplace, kept: "Kept") -> Outcome:
    """Keep what a form gave, speaking on it while it stays; say here what became of it."""
    card = kept.card
    if card is None:
        started = await cards.to_work_on(at)
        if started is None:
            if not flush_drafts(asked, again=True):
                return "refused"
            at.say(at.words("Kept as a draft: it needs a card first. n goes on with it."))
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
        drop_draft(at, kept.key)
    if isinstance(written, KeptAlready):
        _show_note(at, number, written.note)
        at.say_trouble(written)
        return "known"
    at.show_card(written)
    _say_kept(at, written, kept)
    return "kept"


def _say_kept(at: Workplace, card: Card, kept: "Kept") -> None:
    words = at.words
    gist = cut(clean_line(kept.draft.subject), _GIST)
    said = words("Kept with {card}: {subject}", card=card.label, subject=gist)
    note = max(card.notes, key=lambda note: note.id)
    at.point_at(f"note:{note.id}")
    remarks = at.read(lambda book: remarks_on(note, book)) or []
    if remarks:
        said = words.sentences(said + ".", *(remark.say(words) for remark in remarks))
    at.say(said)


def _show_note(at: Workplace, card: int, note: int) -> None:
    """Go to a note in the list of its card."""
    at.show_everything(card)
    at.go_to("notes", f"note:{note}")


async def annotate(at: Workplace) -> None:
    """Ask for a remark."""
    number = at.note
    if number is None:
        return
    from tui.screens.dialogs.ask import Ask

    async def keep(asked: Asked, text: str) -> Card | bool | None:
        if not text:
            return False
        return await asked.write(lambda book: book.annotate(number, text))

    ask = Ask(at.sitting, at.words("Your remark on this note"))
    card = await at.ask_until_kept(ask, keep)
    if isinstance(card, Card):
        at.show_card(card)
        at.point_at(REMARKS)
        at.say(at.words("The remark is kept."))


async def move(at: Workplace) -> None:
    """Ask which card the note belongs to."""
    number, of = at.note, at.card
    if number is None or of is None:
        return
    from tui.screens.dialogs.choose import Choose

    known = at.read(lambda book: book.cards()) or []
    others = [(str(card.id), card.label) for card in known if card.id != of.id]
    if not others:
        at.say(at.words("There is no other card."))
        return
    question = at.words("Which card does this note belong to?")
    chosen = await at.ask(Choose(at.sitting, question, others))
    if chosen is None:
        return
    moved = await at.write(lambda book: book.move(number, int(chosen)))
    if moved is not None:
        at.leave()


async def withdraw(at: Workplace) -> None:
    """Withdraw the note, or bring it back."""
    number = at.note
    note = at.card.note(number) if at.card and number is not None else None
    if number is None or note is None:
        return
    withdrawn = note.withdrawn

    def verb(book: Casebook) -> Card:
        return book.restore(number) if withdrawn else book.withdraw(number)

    card = await at.write(verb)
    if card is not None:
        at.show_card(card)
        said = (
            marked("The note is back.")
            if withdrawn
            else marked("The note is withdrawn; W brings it back.")
        )
        at.say(at.words(said))


async def reread(at: Workplace) -> None:
    """Show how the letter reads in each charset, and take the one that is chosen."""
    number = at.note
    note = at.card.note(number) if at.card and number is not None else None
    if number is None or note is None or note.form == _TYPED:
        at.say(at.words("This was written here: there is nothing to read in another way."))
        return
    from tui.correspondence.every_charset import readings
    from tui.screens.dialogs.choose import Choose

    original = at.read(lambda book: book.original(number))
    if original is None:
        return
    now = at.sitting.desk.clock()
    try:
        found = await asyncio.to_thread(readings, original, now, note.form)
    except Trouble as trouble:
        at.say_trouble(trouble)
        return
    if len(found) < 2:
        at.say(at.words("It reads the same in every charset."))
        return
    names = [reading.draft.charset for reading in found]
    shown = [
        at.words("{charset} (now)", charset=name) if name == note.charset else name
        for name in names
    ]
    column = max(map(width, shown)) + 2
    answers = [
        (name, pad(label, column) + clean_line(reading.line))
        for name, label, reading in zip(names, shown, found, strict=True)
    ]
    question = at.words("In which of these can it be read?")
    chosen = await at.ask(Choose(at.sitting, question, answers))
    if chosen is None:
        return
    draft = found[names.index(chosen)].draft
    card = await at.write(lambda book: book.redecode(number, draft))
    if card is not None:
        at.show_card(card)
        at.say(
            at.words(
                "Read as {charset} now; the original is as it was. {key} takes it back.",
                charset=draft.charset,
                key=at.sitting.key_of("undo"),
            )
        )
