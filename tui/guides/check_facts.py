"""What facts, phrases and words must hold beyond their shape: sources, dates, references."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from tui.guides.check import check_id, check_line, check_text, check_unique
from tui.guides.facts import (
    Amendment,
    Carrier,
    Edition,
    Fact,
    Fee,
    Glossary,
    HelpLines,
    PhoneLine,
    Phrases,
    Rules,
    Source,
    ToAsk,
)
from tui.guides.fault import ContentError
from tui.guides.guide import Text
from tui.guides.tokens import (
    CHARGED,
    CLOSING_DAYS,
    CONFIDENCES,
    COUNTS_AS,
    ENDS,
    IN_PHRASES,
    OPEN_ON,
    SCHEMES,
    SOURCE_KINDS,
    TOPICS,
    WINDOWS,
)

NOT_FROM: Final = ("prepaid", "ip-phone", "abroad")
OWN: Final = "own-advice"

_DATED = re.compile(r"(\d{4})(-\d{2})?(-\d{2})?")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_NUMBER = re.compile(r"[0-9+][0-9-]{1,19}")
_BRACES = re.compile(r"\{([^{}]*)\}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def check_carrier(carrier: Carrier) -> Iterator[ContentError]:
    """Yield what is wrong in the file of a carrier."""
    yield from check_id("", carrier.id)
    yield from check_line("name", carrier.name)
    for alias in carrier.aliases:
        if alias != alias.casefold().strip() or not alias:
            problem = f"{alias[:40]!r} is not in small letters without blanks around; write it so"
            yield ContentError("aliases", problem)
    if carrier.page is not None:
        yield from _check_link("page", carrier.page)
    yield from _check_facts(carrier.facts)
    yield from _check_asks(carrier.ask)
    known = {fact.id for fact in carrier.facts}
    yield from _check_ending(carrier, known)
    yield from _check_fees(carrier.fees)
    for number, fee in enumerate(carrier.fees, 1):
        yield from _check_reference(f"fee {number}, fact", fee.fact, known)
    yield from _check_lines(carrier.lines)
    if carrier.company is not None:
        yield from _not_empty("company, name", carrier.company.name)
        yield from _check_sources("company", carrier.company.sources)
    if carrier.eight_days is not None:
        for scheme in carrier.eight_days.schemes:
            yield from _one_of("eight_days, schemes", scheme, SCHEMES)
        yield from _check_reference("eight_days, fact", carrier.eight_days.fact, known)
    for number, refusal in enumerate(carrier.refuses, 1):
        place = f"refusal {number} ({refusal.letter})"
        yield from check_id(place, refusal.letter)
        yield from check_line(f"{place}, use", refusal.use)
        yield from _check_reference(f"{place}, fact", refusal.fact, known)


def check_amendment(own: Amendment) -> Iterator[ContentError]:
    """Yield what is wrong in a file of a desk's own, but for what it says of the file below it."""
    yield from check_id("carrier", own.carrier)
    yield from _check_facts(own.facts)
    yield from _check_fees(own.fees)
    yield from _check_lines(own.lines)
    yield from _check_asks(own.ask)
    if own.carrier == "rules" and (own.fees or own.lines):
        yield ContentError("carrier", "the rules have no fees and no lines; name a carrier")


def _check_ending(carrier: Carrier, known: set[str]) -> Iterator[ContentError]:
    if carrier.ending is not None:
        ending = carrier.ending
        yield from _one_of("ending, ends", ending.ends, ENDS)
        yield from _one_of("ending, then", ending.then, COUNTS_AS)
        yield from _check_reference("ending, fact", ending.fact, known)
        yield from _check_clock("ending, until", ending.until)
        yield from _check_clock("ending, opens", ending.opens)
        if ending.day is not None and not 1 <= ending.day <= 28:
            yield ContentError("ending, day", "a day of every month was expected, from 1 to 28")
        if ending.latest is not None:
            yield from _one_of("ending, latest", ending.latest, COUNTS_AS[1:])
        if ending.instead is not None:
            yield from _check_reference("ending, instead", ending.instead, known)
    if carrier.billing is not None:
        yield from _one_of("billing, charged", carrier.billing.charged, CHARGED)
        yield from _check_reference("billing, fact", carrier.billing.fact, known)
        for day in carrier.billing.closing_days:
            yield from _one_of("billing, closing_days", day, CLOSING_DAYS)


def check_rules(rules: Rules) -> Iterator[ContentError]:
    """Yield what is wrong in the file of the general rules."""
    yield from _check_facts(rules.facts)
    yield from _check_asks(rules.ask)


def check_help_lines(found: HelpLines) -> Iterator[ContentError]:
    """Yield what is wrong in the file of the lines that help."""
    return _check_lines(found.lines)


def check_phrases(found: Phrases) -> Iterator[ContentError]:
    """Yield what is wrong in the file of phrases."""
    yield from check_unique("", "phrase", (phrase.id for phrase in found.phrases))
    for number, phrase in enumerate(found.phrases, 1):
        place = f"phrase {number} ({phrase.id})"
        yield from check_id(place, phrase.id)
        yield from _not_empty(f"{place}, japanese", phrase.japanese)
        yield from _not_empty(f"{place}, reading", phrase.reading)
        yield from check_line(f"{place}, meaning", phrase.meaning)
        if phrase.only_within is not None:
            yield from _one_of(f"{place}, only_within", phrase.only_within, WINDOWS)
        in_japanese = set(_BRACES.findall(phrase.japanese))
        for key in sorted(in_japanese):
            yield from _one_of(f"{place}, japanese", key, IN_PHRASES)
        others = (("reading", phrase.reading), *(("meaning", it) for it in _of_us(phrase.meaning)))
        for name, text in others:
            if set(_BRACES.findall(text)) != in_japanese:
                problem = "what stands in braces is not what stands in the Japanese; say the same"
                yield ContentError(f"{place}, {name}", problem)


def _of_us(meaning: Text) -> Iterator[str]:
    # In Japanese the meaning is what the sentence is for, and not what it says.
    return (text for language, text in meaning.items() if language != "ja")


def check_glossary(found: Glossary) -> Iterator[ContentError]:
    """Yield what is wrong in the file of words."""
    yield from check_unique("", "term", (term.japanese for term in found.terms))
    for number, term in enumerate(found.terms, 1):
        place = f"term {number} ({term.japanese})"
        yield from _not_empty(f"{place}, japanese", term.japanese)
        yield from _not_empty(f"{place}, reading", term.reading)
        yield from check_line(f"{place}, meaning", term.meaning)
        for word in term.words:
            yield from _not_empty(f"{place}, words", word)


def check_edition(edition: Edition) -> Iterator[ContentError]:
    """Yield what is wrong in the file that says which content this is."""
    if not re.fullmatch(r"\d{4}\.\d{1,2}(\.\d+)?", edition.version):
        yield ContentError("version", "a year and a month were expected, as in 2026.11")
    yield from _check_day("date", edition.date)


def _check_facts(facts: Sequence[Fact]) -> Iterator[ContentError]:
    yield from check_unique("", "fact", (fact.id for fact in facts))
    for number, fact in enumerate(facts, 1):
        place = f"fact {number} ({fact.id})"
        yield from check_id(place, fact.id)
        yield from _one_of(f"{place}, topic", fact.topic, TOPICS)
        yield from _one_of(f"{place}, confidence", fact.confidence, CONFIDENCES)
        yield from check_text(f"{place}, text", fact.text)
        yield from _check_sources(place, fact.sources)
        if fact.review_by is not None:
            yield from _check_day(f"{place}, review_by", fact.review_by)
        for position, conflict in enumerate(fact.conflicts, 1):
            inner = f"{place}, conflict {position}"
            yield from check_text(f"{inner}, text", conflict.text)
            yield from _check_sources(inner, conflict.sources)
        if fact.conflicts and fact.ask is None:
            yield ContentError(
                f"{place}, ask",
                "sources differ; add what to ask the carrier",
                "conflict-without-question",
            )
        if fact.ask is not None:
            yield from check_text(f"{place}, ask", fact.ask)


def _check_fees(fees: Sequence[Fee]) -> Iterator[ContentError]:
    for number, fee in enumerate(fees, 1):
        place = f"fee {number}"
        yield from _check_day(f"{place}, contract_from", fee.contract_from)
        if fee.contract_until is not None:
            yield from _check_day(f"{place}, contract_until", fee.contract_until)
        if not 0 <= fee.months <= 120:
            yield ContentError(f"{place}, months", "from 0 to 120 months were expected")


def _check_asks(asks: Sequence[ToAsk]) -> Iterator[ContentError]:
    for number, asked in enumerate(asks, 1):
        place = f"ask {number}"
        yield from _one_of(f"{place}, topic", asked.topic, TOPICS)
        yield from check_text(f"{place}, text", asked.text)


def _check_sources(place: str, sources: Sequence[Source]) -> Iterator[ContentError]:
    if not sources:
        yield ContentError(
            f"{place}, sources", "a fact needs a source; add [[…sources]]", "no-source"
        )
    for number, source in enumerate(sources, 1):
        inner = f"{place}, source {number}"
        yield from _one_of(f"{inner}, kind", source.kind, SOURCE_KINDS)
        yield from _check_day(f"{inner}, read", source.read)
        if source.dated is not None and not _DATED.fullmatch(source.dated):
            problem = "a date such as 2026-06-06, 2025-09 or 2018 was expected"
            yield ContentError(f"{inner}, dated", problem, "bad-date")
        if source.url is not None:
            yield from _check_link(f"{inner}, url", source.url)
        elif source.kind != OWN:
            yield ContentError(f"{inner}, url", "the page is missing; add its address", "no-source")


def _check_lines(lines: Sequence[PhoneLine]) -> Iterator[ContentError]:
    for number, line in enumerate(lines, 1):
        place = f"line {number} ({line.number})"
        if not _NUMBER.fullmatch(line.number):
            problem = "a telephone number in digits and hyphens was expected"
            yield ContentError(f"{place}, number", problem)
        yield from check_line(f"{place}, name", line.name)
        yield from _check_sources(place, line.sources)
        if line.review_by is not None:
            yield from _check_day(f"{place}, review_by", line.review_by)
        yield from _check_clock(f"{place}, opens", line.opens)
        yield from _check_clock(f"{place}, closes", line.closes)
        if (line.opens is None) != (line.closes is None):
            yield ContentError(place, "opens and closes stand together; add the other")
        if line.on is not None:
            yield from _one_of(f"{place}, on", line.on, OPEN_ON)
        for language in line.languages:
            if not _LANGUAGE.fullmatch(language):
                problem = f"{language[:20]!r} is no language code; write one such as en, zh or vi"
                yield ContentError(f"{place}, languages", problem, "unknown-language")
        for origin in line.not_from:
            yield from _one_of(f"{place}, not_from", origin, NOT_FROM)


def _check_link(place: str, url: str) -> Iterator[ContentError]:
    if not url.startswith(("https://", "http://")) or any(c.isspace() for c in url):
        yield ContentError(
            place, f"{url[:60]!r} is no address of a page; begin with https://", "bad-link"
        )


def _check_day(place: str, written: str) -> Iterator[ContentError]:
    try:
        good = date.fromisoformat(written).isoformat() == written
    except ValueError:
        good = False
    if not good:
        yield ContentError(
            place, f"{written[:20]!r} is no date; write one such as 2026-11-22", "bad-date"
        )


def _check_clock(place: str, written: str | None) -> Iterator[ContentError]:
    if written is not None and not _CLOCK.fullmatch(written):
        yield ContentError(
            place, f"{written[:20]!r} is no clock time; write one such as 21:10", "bad-clock"
        )


def _check_reference(place: str, named: str, known: Iterable[str]) -> Iterator[ContentError]:
    if named not in known:
        problem = f"no fact has the id {named!r}; there are {', '.join(sorted(known)) or 'none'}"
        yield ContentError(place, problem, "dangling")


def _one_of(place: str, found: str, known: Sequence[str]) -> Iterator[ContentError]:
    if found not in known:
        yield ContentError(
            place, f"{found[:40]!r} is not known; known are {', '.join(known)}", "unknown-word"
        )


def _not_empty(place: str, text: str) -> Iterator[ContentError]:
    if not text.strip():
        yield ContentError(place, "the text is missing; write it", "missing")
