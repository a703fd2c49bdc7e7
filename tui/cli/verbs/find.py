"""`kaiyaku find`: letters, notes and cards that have some words."""

from collections.abc import Iterator

from tui.casebook.search.matches import FOUND_LABELS, Found
from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.days import say_when
from tui.cli.output import finish
from tui.cli.shapes import Shape
from tui.cli.verbs.show import MEMO
from tui.guides.guide import in_language
from tui.text.excerpt import fitted
from tui.text.folding import words_of
from tui.text.labels import DIRECTION_LABELS, KIND_LABELS
from tui.text.translation import marked
from tui.text.width import width

_INDENT = "    "
_INDEXING = 0.2
"""Seconds that each search spends on making the next ones faster, after it has answered."""


def find(command: Command) -> None:
    """Print the newest notes and cards that have every word of a query, cards first."""
    query = command.arguments.required("query")
    if not words_of(query):
        raise Usage(marked("Say what to find: a word, a number, or several in quotes."))
    desk, casebook = command.desk, command.desk.casebook
    found = casebook.find(query, command.arguments.number("limit"), desk.advice.glossary)
    lines = [line for match in found.matches for line in _lines(command, match)]
    if found.also:
        also = command.words.listed(*found.also)
        lines.append(command.words("also {words}", words=also))
    if found.more:
        lines.append(command.words("There is more: --limit N shows it."))
    elif not lines:
        lines.append(command.words("Nothing found for {query}.", query=query))
    answer = {"matches": [_of_match(match) for match in found.matches], "more": found.more}
    answer["also"] = [*found.also]
    command.answer(answer, *lines)
    finish()
    casebook.index(_INDEXING)


def _of_match(match: Found) -> Shape:
    return {
        "note": match.note.id if match.note else None,
        "card": match.card.id,
        "field": match.field,
        "excerpt": match.excerpt.text,
        "withdrawn": match.note is not None and match.note.withdrawn,
    }


def _lines(command: Command, match: Found) -> Iterator[str]:
    """Yield what was found, and below it where it says so, unless its label does."""
    words = command.words
    yield command.dot.join(part for part in _about(command, match) if part)
    if match.field == "label":
        return
    lead = _INDENT
    if match.field in FOUND_LABELS:
        lead += words("{field}: {value}", field=words(FOUND_LABELS[match.field]), value="")
    room = max(command.width - width(lead), 4)
    yield lead + "".join(text for text, _ in fitted(match.excerpt, room, command.ellipsis))


def _about(command: Command, match: Found) -> tuple[str, ...]:
    words, card, note = command.words, match.card, match.note
    if note is None:
        guide = command.library.guide(card.type)
        return (
            words("card {card}", card=card.id),
            card.label,
            in_language(guide.name, words.language) if guide else card.type,
            card.holder.name,
            words("closed") if card.closed else "",
        )
    return (
        words("note {note}", note=note.id),
        card.label,
        say_when(note.date or note.at, command.today, words),
        "" if note.kind == MEMO else words(DIRECTION_LABELS[note.direction]),
        words(KIND_LABELS[note.kind]),
        words("withdrawn") if note.withdrawn else "",
        "" if match.field == "subject" else note.subject,
    )
