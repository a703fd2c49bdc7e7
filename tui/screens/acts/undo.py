"""A person's latest action is taken back, and done again."""

from tui.casebook.undo import Undone
from tui.plan.conditions import QUESTION
from tui.plan.undone_said import undone_said
from tui.screens.acts import cards
from tui.screens.acts.workplace import Workplace
from tui.text.translation import marked


async def undo(at: Workplace) -> None:
    """Take back the person's latest action on what is shown."""
    await _take_back(at, redo=False)


async def redo(at: Workplace) -> None:
    """Do again what was undone last."""
    await _take_back(at, redo=True)


async def _take_back(at: Workplace, *, redo: bool) -> None:
    # A card that undo took away can be brought back although it is not on the screen.
    gone = at.sitting.undone_card if redo else None
    number = gone or (at.card.id if at.card else None)
    if number is None and not at.is_of_all:
        nothing = (
            marked("There is nothing to redo here.")
            if redo
            else marked("There is nothing to undo here.")
        )
        at.say(at.words(nothing))
        return
    before = at.card
    undone = await at.write(lambda book: book.redo(number) if redo else book.undo(number))
    if undone is None:
        return
    card_itself = undone.table == "card" and undone.kind == "card.added"
    at.sitting.undone_card = number if card_itself and not redo else None
    at.show_everything(number)
    item = str(undone.id).partition("/")[2] if undone.table == "mark" else ""
    if item and not at.is_of_all:
        at.point_at(item)
    card = at.card
    if card is None and (of := undone.card) is not None:
        card = at.read(lambda book: book.card(of))
    told = undone_said(undone, card, at.sitting.desk.guide, at.words)
    what = at.sitting.voice.glyphs.dot.join(told)
    if redo:
        said = at.words("Redone: {what}", what=what)
    elif card_itself:
        said = at.words("Undone: {what}. ctrl+r brings the card back.", what=what)
    else:
        said = at.words("Undone: {what}", what=what)
    at.say(said)
    if before is not None and at.card is not None and _moves(undone) and at.card.id == before.id:
        await cards.say_moved(at, before, at.card, said)


def _moves(undone: Undone) -> bool:
    """Return whether a date or an answer was taken back: what is only ticked moves no day."""
    return undone.table in ("card", "holder") or QUESTION in str(undone.id)
