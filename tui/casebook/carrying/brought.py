"""Many people and their cards brought in as one action, from a list."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from tui.casebook import cards, queries
from tui.casebook.action import Action
from tui.casebook.casebook import Casebook
from tui.casebook.records import Card, Holder
from tui.guides.guide import Guide


class Brought(NamedTuple):
    """One line of a list: whose it is, which card, and what is to stand in the fields of both."""

    holder: int | None
    """The person's number; None for one who comes with this list."""
    newcomer: int
    """Of one who comes with this list: the first line on them, which others share."""
    card: int | None
    """The card's number; None for a new one, or for none at all."""
    guide: Guide | None
    """Of a new card: the guide that it begins with."""
    of_holder: Mapping[str, Any]
    of_card: Mapping[str, Any]


ToBring = Callable[[list[Holder], list[Card]], Sequence[Brought]]
"""Says what is to be brought in, beside the people and cards that are there."""


def bring(casebook: Casebook, to_bring: ToBring) -> list[int]:
    """Bring people and cards in, as one action; return the numbers of the new cards.

    What is to be brought follows from who and what is there, which nobody changes meanwhile.
    """
    with casebook.store.writing(casebook.wait) as writer:
        there = queries.holders(writer), queries.cards(writer)
        if writer.damaged:
            # Somebody who cannot be read would come a second time.
            raise writer.damaged[0]
        return _bring(Action(writer, casebook.who, casebook.clock()), to_bring(*there))


def _bring(action: Action, lines: Sequence[Brought]) -> list[int]:
    newcomers: dict[int, int] = {}
    kept: dict[str, str] = {}
    made = []
    for line in lines:
        card = line.card if line.guide is None else action.next_id("card")
        whose = newcomers.get(line.newcomer) if line.holder is None else line.holder
        if whose is None:
            about = dict(line.of_holder)
            name = about.pop("name")
            whose = newcomers[line.newcomer] = cards.add_holder(action, card, name, about)
        else:
            action.set("holder.edited", "holder", whose, card, **line.of_holder)
        if line.guide is not None and card is not None:
            guide = line.guide
            if guide.id not in kept:
                kept[guide.id] = cards.keep_guide(action, guide)
            cards.begin(action, card, guide, kept[guide.id], whose, line.of_card)
            made.append(card)
        elif card is not None:
            action.set("card.edited", "card", card, card, **line.of_card)
    return made
