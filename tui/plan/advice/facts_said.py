"""How the age and origin of a fact are said."""

from urllib.parse import urlsplit

from tui.plan.advice.facts import ShownFact
from tui.text.labels import SOURCE_LABELS
from tui.text.translation import Words


def origin_said(fact: ShownFact, words: Words, dot: str, *, brief: bool = False) -> str:
    """Return who says a fact and how old that is: `the carrier, au.com · undated · read …`.

    One that is past its day of review says so first. What is `brief` does without the day of
    reading where the page has a date.
    """
    source = fact.source
    host = urlsplit(source.url or "").hostname or ""
    parts = [words.beside(words(SOURCE_LABELS[source.kind]), host.removeprefix("www."))]
    if source.url:
        parts.append(source.dated or words("undated"))
    if source.url and not (brief and source.dated):
        read = words("stored copy read {day}") if source.stored_copy else words("read {day}")
        parts.append(read.format(day=source.read))
    if fact.stale:
        month = (source.dated or source.read)[:7]
        parts.insert(0, words("may be out of date ({month})", month=month))
    return dot.join(parts)


def old_said(day: str, words: Words) -> str:
    """Return the one line that stands on top where most of what is known may be out of date."""
    return words(
        "Most of what is known here is of {day} and may be out of date: ask before you rely on it.",
        day=day,
    )
