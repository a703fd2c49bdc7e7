"""A newer guide is offered: what it would change on the card, taken or left."""

from collections.abc import Sequence

from tui.casebook.records import Card
from tui.casebook.tokens import NOT_APPLICABLE
from tui.guides.difference import KINDS, Difference, difference
from tui.guides.guide import Guide
from tui.plan.newer import left_item, newer_guide
from tui.screens.acts import cards
from tui.screens.acts.workplace import Workplace
from tui.text.labels import DIFFERENCE_LABELS

_NAMED_AT_MOST = 6


async def renew(at: Workplace) -> None:
    """Show what a newer guide would change on the card, to be taken or left."""
    from tui.screens.dialogs.choose import Choose

    card, desk, words = at.card, at.sitting.desk, at.words
    newer = newer_guide(card, desk.library) if card else None
    if card is None or newer is None:
        return
    changes = difference(desk.guide(card), newer, words.language)
    answers = [
        ("take", words("Take the newer guide; what was marked stays marked")),
        ("leave", words("Stay with the guide that the card began with")),
    ]
    said = "\n".join(_changes_said(at, changes))
    question = f"{words('The guide has changed since this card began.')}\n\n{said}"
    chosen = await at.ask(Choose(at.sitting, question, answers))
    if chosen == "take":
        await _take(at, card, newer)
    elif chosen == "leave":
        item = left_item(newer)
        left = await at.write(lambda book: book.mark(card.id, item, NOT_APPLICABLE))
        at.show_everything(left.id if left else None)


async def _take(at: Workplace, card: Card, newer: Guide) -> None:
    taken = await at.write(lambda book: book.take_guide(card.id, newer))
    if taken is None:
        return
    at.show_everything(taken.id)
    said = at.words("{card} goes on with the newer guide.", card=taken.label)
    await cards.say_moved(at, card, taken, said)


def _changes_said(at: Workplace, changes: Sequence[Difference]) -> list[str]:
    words, lines = at.words, []
    for kind in KINDS:
        titles = [each.title for each in changes if each.kind == kind]
        if titles:
            lines.append(f"{words(DIFFERENCE_LABELS[kind])} ({len(titles)})")
            lines += [f"  {title}" for title in titles[:_NAMED_AT_MOST]]
            if len(titles) > _NAMED_AT_MOST:
                more = words.plural("and {n} more", "and {n} more", len(titles) - _NAMED_AT_MOST)
                lines.append(f"  {more}")
    return lines
