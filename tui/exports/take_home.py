"""The page to take home, as HTML that prints on A4, or as text."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from tui.exports.bilingual import TAGS
from tui.exports.template import filled
from tui.plan.take_home import CardToTake, NextThing, TakeHome
from tui.text.clean import clean
from tui.text.translation import Words
from tui.text.width import wrap

_TEMPLATE: Final = Path(__file__).with_name("take_home.html")
_BLANK: Final = "____________________"


Sheet = tuple[TakeHome, Words]
"""A page, and the language that it is in."""


def as_html(sheets: Sequence[Sheet]) -> str:
    """Return the pages as one HTML file that needs no network, no script and no other file."""
    shown = [
        {"page": page, "says": _says(words), "tag": TAGS[words.language]} for page, words in sheets
    ]
    return filled(_TEMPLATE, sheets=shown)


def as_text(page: TakeHome, words: Words, cells: int, box: str = "□") -> str:
    """Return the page as text of at most `cells` wide lines."""
    return "\n".join(_lines(page, words, cells, box)) + "\n"


def _says(words: Words) -> dict[str, str]:
    return {
        "title": words("Plan to take home"),
        "done": words("Done"),
        "next": words("What is left, the end of the line first"),
        "to_come": words("Still to come"),
        "bring": words("Bring these"),
        "call": words("Whom to call"),
        "show": words("Show at the counter"),
        "reference": words("Reference number"),
        "name": words("Name of the person"),
        "date": words("Day and time"),
        "japan": words("All days and times are Japan's."),
    }


def _lines(page: TakeHome, words: Words, cells: int, box: str) -> Iterator[str]:
    says = _says(words)

    def text(said: str, indent: str = "", first: str | None = None) -> Iterator[str]:
        for number, line in enumerate(wrap(clean(said), cells - len(indent) - 2)):
            yield ((first if number == 0 and first is not None else indent) + line).rstrip()

    yield from text(_said(says["title"], page.holder, words))
    for line in (page.leaves, page.made, says["japan"]):
        yield from text(line)
    for card in page.cards:
        yield ""
        yield from text(_heading(card, words))
        if card.sentence:
            yield from text(card.sentence, "  ")
        for heading, entries, is_open in _parts(card, says, words):
            yield f"  {heading}"
            for entry in entries:
                yield from text(entry, "      ", f"    {box} " if is_open else "    - ")
        if card.phrases:
            yield f"  {says['show']}"
        for phrase in card.phrases:
            for said in (phrase.japanese, phrase.reading, phrase.meaning):
                yield from text(said, "    ")
            yield ""
        for blank in ("reference", "name", "date"):
            yield f"  {_said(says[blank], _BLANK, words)}"


def _said(what: str, value: str, words: Words) -> str:
    return words("{field}: {value}", field=what, value=value)


def _next(thing: NextThing, words: Words) -> str:
    told = _said(thing.title, thing.when, words) if thing.when else thing.title
    return f"{told}\n{thing.instead}" if thing.instead else told


def _heading(card: CardToTake, words: Words) -> str:
    return words.beside(card.label, card.type_name, card.carrier, card.number, card.progress)


def _parts(
    card: CardToTake, says: dict[str, str], words: Words
) -> Iterator[tuple[str, list[str], bool]]:
    """Yield the lists of a card: heading, entries, and whether they are to be ticked."""
    if card.done:
        yield says["done"], list(card.done), False
    if card.next:
        yield says["next"], [_next(thing, words) for thing in card.next], True
    if card.to_come:
        yield says["to_come"], [_next(thing, words) for thing in card.to_come], True
    if card.bring:
        yield says["bring"], list(card.bring), True
    if card.lines or card.page:
        lines = [words("{name} {number} ({told})", **line._asdict()) for line in card.lines]
        yield says["call"], [*lines, *filter(None, [card.page])], False
