"""The telephone lines to ask at: whose, in which languages, and whether they answer now."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from tui.deadlines import said
from tui.deadlines.hours import Open, line_open
from tui.deadlines.today import in_tokyo
from tui.guides.advice import Advice
from tui.guides.guide import in_language
from tui.text.labels import LANGUAGE_LABELS, OPEN_ON_LABELS, ORIGIN_LABELS
from tui.text.translation import Words

if TYPE_CHECKING:
    from tui.guides.facts import Carrier, PhoneLine

_REACH: Final = "reach"
_HELP: Final = "help"
_SHOWN_WHOLE: Final = 3


class ShownLine(NamedTuple):
    """A telephone line in the reader's language, as it is at one moment."""

    name: str
    number: str
    """Empty where several lines are told in one."""
    languages: tuple[str, ...]
    """Language codes."""
    open_now: bool | None
    """None where its days or hours are not known."""
    told: str
    """Hours, languages and where it cannot be called from, in one line; all times are Japan's."""


def lines_at(
    topics: Sequence[str],
    carrier: "Carrier | None",
    advice: Advice,
    now: datetime,
    words: Words,
    *,
    at_now: bool = True,
) -> tuple[ShownLine, ...]:
    """Return the carrier's lines where a step is about reaching it, and those that help.

    On paper, whether a line answers `at_now` is left out.
    """
    found: list[ShownLine] = []
    moment = now if at_now else None
    if _REACH in topics and carrier is not None:
        found += _of_carrier(carrier, moment, words)
    if _HELP in topics:
        found += (_shown(line, moment, words) for line in _first(advice.help_lines, words.language))
    return tuple(found)


def _of_carrier(carrier: "Carrier", now: datetime | None, words: Words) -> list[ShownLine]:
    """Return the lines that speak the reader's language, the other languages in one line."""
    lines = _first(carrier.lines, words.language)
    if len(lines) <= _SHOWN_WHOLE:
        return [_shown(line, now, words) for line in lines]
    speaking = [line for line in lines if words.language in line.languages] or lines[:1]
    rest = [line for line in lines if line not in speaking]
    told = words.listed(*(f"{_spoken(line, words)} {line.number}" for line in rest))
    others = ShownLine(words("Other languages"), "", (), None, told)
    return [*(_shown(line, now, words) for line in speaking), others]


def _first(lines: "Iterable[PhoneLine]", language: str) -> "list[PhoneLine]":
    """Put the lines that speak the reader's language before the others."""
    return sorted(lines, key=lambda line: language not in line.languages)


def _spoken(line: "PhoneLine", words: Words) -> str:
    return words.listed(*(words(LANGUAGE_LABELS.get(code, code)) for code in line.languages))


def _shown(line: "PhoneLine", now: datetime | None, words: Words) -> ShownLine:
    answer = line_open(line, now) if now is not None else Open(None, None)
    parts = [_spoken(line, words)]
    if line.opens and line.closes:
        hours = words("{opens} to {closes} Japan time", opens=line.opens, closes=line.closes)
        parts.append(words.beside(hours, words(OPEN_ON_LABELS[line.on])) if line.on else hours)
    if line.closed_at_new_year:
        parts.append(words("not from 29 December to 3 January"))
    if answer.now:
        parts.append(words("open now"))
    elif now is not None and answer.next is not None:
        next_day = said.long(in_tokyo(answer.next).date(), in_tokyo(now).date(), words)
        parts.append(
            words("closed now, opens {day} {time}", day=next_day, time=f"{answer.next:%H:%M}")
        )
    elif answer.now is False:
        parts.append(words("closed now"))
    if line.not_from:
        origins = words.listed(*(words(ORIGIN_LABELS[origin]) for origin in line.not_from))
        parts.append(words("not from {origins}", origins=origins))
    return ShownLine(
        name=in_language(line.name, words.language),
        number=line.number,
        languages=line.languages,
        open_now=answer.now,
        told=words.beside(*parts),
    )
