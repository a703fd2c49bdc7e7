"""The phrases for the counter: those of a step, or all, and the words that one meets."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from tui.casebook.records import Card
from tui.guides.advice import Advice
from tui.guides.guide import in_language
from tui.plan.conditions import holds

if TYPE_CHECKING:
    from tui.guides.facts import Carrier


class ShownPhrase(NamedTuple):
    """A sentence to show, with how it is read and what it means."""

    id: str
    japanese: str
    reading: str
    meaning: str


def phrases_for(
    ids: Sequence[str],
    advice: Advice,
    language: str,
    card: Card | None = None,
    carrier: "Carrier | None" = None,
) -> tuple[ShownPhrase, ...]:
    """Return the phrases with these ids, in their order; all where none is named.

    Those that a card is not to say are left out; without a card there are all.
    """
    known = {
        phrase.id: phrase
        for phrase in advice.phrases
        if card is None or holds(phrase.when, card, carrier)
    }
    chosen = [known[id] for id in ids if id in known] if ids else list(known.values())
    return tuple(
        ShownPhrase(
            phrase.id, phrase.japanese, phrase.reading, in_language(phrase.meaning, language)
        )
        for phrase in chosen
    )


def terms_for(advice: Advice, language: str) -> tuple[ShownPhrase, ...]:
    """Return the words that one meets in Japanese."""
    return tuple(
        ShownPhrase("", term.japanese, term.reading, in_language(term.meaning, language))
        for term in advice.glossary
    )
