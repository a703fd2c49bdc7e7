"""The rows of what is known at a step: facts with their age, what differs, what to ask."""

from collections.abc import Iterator, Mapping

from tui.plan.advice.facts import ShownFact, StepAdvice
from tui.plan.advice.facts_said import old_said, origin_said
from tui.text.clean import clean, clean_line
from tui.text.width import wrap
from tui.widgets.rows import PLAIN, PROBLEM, QUIET, STRONG, Piece, Row
from tui.widgets.voice import Voice

_INDENT = "       "


def advice_rows(
    step: str, advice: StepAdvice, voice: Voice, cells: int, unfolded: Mapping[str, int]
) -> Iterator[Row]:
    """Yield the rows under a step's details; the general rules are folded away at first."""
    words, key = voice.words, f"{step}#known"
    own = [fact for fact in advice.facts if fact.of_carrier]
    general = [fact for fact in advice.facts if not fact.of_carrier]
    if advice.old:
        yield from _text(f"{key}-old", old_said(advice.old, words), cells, PROBLEM)
    for number, sentence in enumerate(advice.own_days):
        yield from _text(f"{key}-own-days{number}", sentence, cells, STRONG)
    if own or advice.asks or advice.page:
        name = clean_line(advice.carrier)
        heading = words("Known of {carrier}", carrier=name) if name else words("Ask the carrier")
        yield _title(key, heading)
        yield from _facts(key, own, voice, cells)
        for number, asked in enumerate(advice.asks):
            said = words("Ask: {question}", question=asked.text)
            yield from _text(f"{key}-ask{number}", said, cells, PLAIN, "? ")
    if advice.page:
        told = words("The carrier's page: {address}", address=advice.page)
        yield from _text(f"{key}-page", told, cells, PLAIN, voice.glyphs.bullet)
    for number, line in enumerate(advice.lines):
        told = words.beside(line.name, line.number)
        yield from _text(f"{key}-line{number}", told, cells, PLAIN, voice.glyphs.bullet)
        yield from _text(f"{key}-line{number}-hours", line.told, cells, QUIET, "  ")
    if general:
        fold = f"?rules:{step}"
        sign = voice.glyphs.unfolded if unfolded.get(fold) else voice.glyphs.folded
        counted = words.plural("General rule: {n}", "General rules: {n}", len(general))
        yield Row(fold, (Piece(f"{_INDENT}{sign} ", QUIET), Piece(counted)))
        if unfolded.get(fold):
            yield from _facts(f"{key}-rules", general, voice, cells)


def _title(key: str, text: str) -> Row:
    return Row(key, (Piece(_INDENT + text, STRONG),), selectable=False)


def _facts(key: str, facts: list[ShownFact], voice: Voice, cells: int) -> Iterator[Row]:
    words = voice.words
    for fact in facts:
        at = f"{key}-{fact.id}"
        yield from _text(at, fact.text, cells, PLAIN, voice.glyphs.bullet)
        origin = origin_said(fact, words, voice.glyphs.dot, brief=True)
        yield from _text(f"{at}-origin", origin, cells, QUIET, "  ")
        for number, conflict in enumerate(fact.conflicts):
            said = words("Another source: {text}", text=conflict)
            yield from _text(f"{at}-other{number}", said, cells, PLAIN, "! ")
        if fact.ask:
            said = words("Ask: {question}", question=fact.ask)
            yield from _text(f"{at}-ask", said, cells, PLAIN, "? ")


def _text(key: str, text: str, cells: int, look: str, sign: str = "") -> Iterator[Row]:
    indent = _INDENT + sign
    for number, line in enumerate(wrap(clean(text.strip()), cells - len(indent) - 3)):
        left = (Piece(indent + line, look),)
        yield Row(f"{key}#{number}", left, selectable=False)
        indent = _INDENT + " " * len(sign)
