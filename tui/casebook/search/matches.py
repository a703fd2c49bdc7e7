"""What was found for a query: notes and cards, each with the place where it says so."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from tui.casebook import queries
from tui.casebook.errors import Damaged
from tui.casebook.fields import FIELD_LABELS, FIELDS, LABEL
from tui.casebook.records import Card, Note
from tui.casebook.search import texts
from tui.casebook.search.synonyms import NO_SYNONYMS, Synonyms
from tui.casebook.storage import Reader, Word
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
    also: tuple[str, ...] = ()
    """The words of the same meaning by which they were found, as people write them."""


def find(
    reader: Reader, query: str, limit: int = PAGE, synonyms: Synonyms = NO_SYNONYMS
) -> Findings:
    """Return the newest notes and cards that have every word of `query`, at most `limit`.

    In place of a word one of its `synonyms` is as good.
    """
    words = [(word, *synonyms.get(word, {})) for word in words_of(query)]
    if not words:
        return Findings()
    notes = reader.notes_with(words, limit + 1)
    cards = reader.cards_with(words, limit + 1)
    shown = cards[: min(max(limit // _SHARE_OF_CARDS, limit - len(notes), 1), limit)]
    found = [match for id in shown if (match := _found(reader, _card, id, words))]
    known = {match.card.id: match.card for match in found}

    def of_note(reader: Reader, id: int, words: Sequence[Word]) -> Found:
        return _note(reader, id, words, known)

    wanted = notes[: limit - len(found)]
    found += [match for id in wanted if (match := _found(reader, of_note, id, words))]
    return Findings(
        tuple(found), len(notes) + len(cards) > limit, tuple(_also(found, words, synonyms))
    )


def _also(found: Sequence[Found], words: Sequence[Word], synonyms: Synonyms) -> Iterator[str]:
    shown = "\n".join(fold(match.excerpt.text) for match in found)
    also = {form: said for word in words for form, said in synonyms.get(word[0], {}).items()}
    yield from (said for form, said in also.items() if form in shown)


def _found(
    reader: Reader,
    look: Callable[[Reader, int, Sequence[Word]], Found],
    id: int,
    words: Sequence[Word],
) -> Found | None:
    """Return a note or card; None for one that is damaged, which is noted."""
    try:
        return look(reader, id, words)
    except Damaged as damaged:
        reader.damaged.append(damaged)
        return None


def _card(reader: Reader, id: int, words: Sequence[Word]) -> Found:
    card = queries.bare_card(reader, id)
    return Found(card, None, *_best(texts.of_card(card), words))


def _note(reader: Reader, id: int, words: Sequence[Word], known: dict[int, Card]) -> Found:
    note = queries.note(reader, id)
    if note.card not in known:
        known[note.card] = queries.bare_card(reader, note.card)
    return Found(known[note.card], note, *_best(texts.of_note(reader, note), words))


def _best(said: Sequence[texts.Said], words: Sequence[Word]) -> tuple[str, Excerpt]:
    """Return the field that has the most of the words, the first of these, and what it says."""

    def count(part: texts.Said) -> int:
        text = fold(part.text)
        return sum(any(form in text for form in word) for word in words)

    best = max(said, key=count, default=texts.Said("text", ""))
    return best.field, excerpt(best.text, [form for word in words for form in word])
