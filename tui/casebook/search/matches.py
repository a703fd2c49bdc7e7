"""What was found for a query: notes and cards, each with the place where it says so."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from tui.casebook import queries
from tui.casebook.errors import Damaged
from tui.casebook.fields import FIELD_LABELS, FIELDS, LABEL
from tui.casebook.records import Card, Note
from tui.casebook.search import texts
from tui.casebook.storage import Reader
from tui.text.excerpt import Excerpt, excerpt
from tui.text.folding import fold, words_of
from tui.text.labels import Labels
from tui.text.translation import marked

PAGE: Final = 50
"""How many are shown unless another number is asked for."""

FOUND_LABELS: Final[Labels] = {
    "annotation": marked("remark"),
    "attachment": marked("file"),
    "sender": marked("sender"),
    "recipient": marked("recipient"),
    **{
        field.on_card: FIELD_LABELS[field.on_card]
        for field in FIELDS
        if field.searched and field is not LABEL
    },
}
"""Where in a note or card something was found, where a reader would not take it for granted."""

_SHARE_OF_CARDS: Final = 5
"""One in so many is a card at most, where there are notes enough to fill the page."""


class Found(NamedTuple):
    """A note, or a card where `note` is None, that has all the words of a query."""

    card: Card
    """The card, or the note's, without its marks and notes."""
    note: Note | None
    field: str
    """Where the words stand: `subject`, `text`, `annotation`, `attachment`, `sender` or
    `recipient`; of a card one of its searched fields."""
    excerpt: Excerpt


class Findings(NamedTuple):
    """The newest of what was found: cards first, then notes."""

    matches: tuple[Found, ...] = ()
    more: bool = False
    """Whether there is more than was asked for."""


def find(reader: Reader, query: str, limit: int = PAGE) -> Findings:
    """Return the newest notes and cards that have every word of `query`, at most `limit`."""
    words = words_of(query)
    if not words:
        return Findings()
    notes = reader.notes_with(words, limit + 1)
    cards = reader.cards_with(words, limit + 1)
    shown = cards[: min(max(limit // _SHARE_OF_CARDS, limit - len(notes), 1), limit)]
    found = [match for id in shown if (match := _found(reader, _card, id, words))]
    known = {match.card.id: match.card for match in found}

    def of_note(reader: Reader, id: int, words: Sequence[str]) -> Found:
        return _note(reader, id, words, known)

    wanted = notes[: limit - len(found)]
    found += [match for id in wanted if (match := _found(reader, of_note, id, words))]
    return Findings(tuple(found), more=len(notes) + len(cards) > limit)


def _found(
    reader: Reader,
    look: Callable[[Reader, int, Sequence[str]], Found],
    id: int,
    words: Sequence[str],
) -> Found | None:
    """Return a note or card; None for one that is damaged, which is noted."""
    try:
        return look(reader, id, words)
    except Damaged as damaged:
        reader.damaged.append(damaged)
        return None


def _card(reader: Reader, id: int, words: Sequence[str]) -> Found:
    card = queries.bare_card(reader, id)
    return Found(card, None, *_best(texts.of_card(card), words))


def _note(reader: Reader, id: int, words: Sequence[str], known: dict[int, Card]) -> Found:
    note = queries.note(reader, id)
    if note.card not in known:
        known[note.card] = queries.bare_card(reader, note.card)
    return Found(known[note.card], note, *_best(texts.of_note(reader, note), words))


def _best(said: Sequence[texts.Said], words: Sequence[str]) -> tuple[str, Excerpt]:
    """Return the field that has the most of the words, the first of these, and what it says."""

    def count(part: texts.Said) -> int:
        text = fold(part.text)
        return sum(word in text for word in words)

    best = max(said, key=count, default=texts.Said("text", ""))
    return best.field, excerpt(best.text, words)
