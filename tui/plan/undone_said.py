"""What an undo took back, or a redo did again, in the words of both faces."""

from collections.abc import Callable

from tui.casebook.records import Card
from tui.casebook.undo import Undone
from tui.guides.guide import Guide
from tui.plan.plan import plan
from tui.plan.thread_said import names
from tui.text.labels import EVENT_LABELS
from tui.text.translation import Words


def undone_said(
    undone: Undone, card: Card | None, guide_of: Callable[[Card], Guide], words: Words
) -> tuple[str, ...]:
    """Return what it was, part after part: a step by its number and title, anything else by name.

    `card` is the one on which it was, if it is still there.
    """
    if undone.table == "mark":
        item = str(undone.id).partition("/")[2]
        called = names(plan(card, guide_of(card), words.language)) if card else {}
        what = " ".join(called.get(item, (item, ""))).strip()
    else:
        what = words(EVENT_LABELS[undone.kind]) if undone.kind in EVENT_LABELS else undone.kind
    if undone.cards > 1:
        return what, words.plural("{n} card", "{n} cards", undone.cards)
    if undone.table == "note":
        return what, words("note {note}", note=undone.id)
    if undone.table == "holder":
        return what, words("person {holder}", holder=undone.id)
    return (what,)
