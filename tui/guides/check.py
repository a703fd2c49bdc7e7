"""What a guide must hold beyond its shape: ids, languages, references."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from tui.guides.fault import ContentError
from tui.guides.guide import Caution, Guide, Step, Text, field_names

REQUIRED: Final = ("en", "zh", "ja")
"""The languages that every text must have; any other is welcome."""

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_ID_AT_MOST = 64
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def check_guide(guide: Guide) -> Iterator[ContentError]:
    """Yield what is wrong in a guide, as far as its own file tells."""
    yield from check_id("", guide.id)
    if guide.version < 1:
        yield ContentError("version", "the version counts from 1 up")
    yield from check_line("name", guide.name)
    yield from check_line("choose", guide.choose)
    for name in field_names(guide.introduction):
        yield from check_text(f"introduction.{name}", getattr(guide.introduction, name))
    if not guide.steps:
        yield ContentError("steps", "a guide needs at least one [[steps]]", "missing")
    yield from check_unique("", "step", (step.id for step in guide.steps))
    for number, step in enumerate(guide.steps, 1):
        yield from _check_step(f"step {number} ({step.id})", step)
        yield from _check_lapses(f"step {number} ({step.id})", step, guide)
    yield from check_cautions(guide.cautions)


def check_cautions(cautions: Iterable[Caution]) -> Iterator[ContentError]:
    """Yield what is wrong in the cautions of one file."""
    cautions = tuple(cautions)
    yield from check_unique("", "caution", (caution.id for caution in cautions))
    for number, caution in enumerate(cautions, 1):
        place = f"caution {number} ({caution.id})"
        yield from check_id(place, caution.id)
        yield from check_line(f"{place}, title", caution.title)
        yield from check_text(f"{place}, detail", caution.detail)


def _check_step(place: str, step: Step) -> Iterator[ContentError]:
    yield from check_id(place, step.id)
    yield from check_line(f"{place}, title", step.title)
    yield from check_text(f"{place}, detail", step.detail)
    yield from check_unique(place, "check", (check.id for check in step.checks))
    for number, check in enumerate(step.checks, 1):
        inner = f"{place}, check {number} ({check.id})"
        yield from check_id(inner, check.id)
        yield from check_line(f"{inner}, title", check.title)


def _check_lapses(place: str, step: Step, guide: Guide) -> Iterator[ContentError]:
    others = [other.id for other in guide.steps if other.id != step.id]
    for named in step.lapses_with:
        if named not in others:
            known = ", ".join(others) or "none"
            problem = f"no other step has the id {named!r}; the others are {known}"
            yield ContentError(f"{place}, lapses_with", problem, "dangling")


def check_references(guide: Guide, shared: Collection[str]) -> Iterator[ContentError]:
    """Yield the cautions that steps name and that are neither shared nor the guide's own."""
    known = {*shared, *(caution.id for caution in guide.cautions)}
    for number, step in enumerate(guide.steps, 1):
        for named in step.cautions:
            if named not in known:
                names = ", ".join(sorted(known)) or "none"
                problem = f"no caution has the id {named!r}; there are {names}"
                yield ContentError(f"step {number} ({step.id}), cautions", problem, "dangling")


def check_id(place: str, found: str) -> Iterator[ContentError]:
    """Yield what keeps a text from being an id."""
    if len(found) > _ID_AT_MOST or not _ID.fullmatch(found):
        problem = f"{found[:_ID_AT_MOST]!r} is no id; small letters, digits and single hyphens, "
        problem += f"at most {_ID_AT_MOST}, as in check-balance"
        yield ContentError(f"{place}, id" if place else "id", problem, "bad-id")


def check_unique(place: str, kind: str, ids: Iterable[str]) -> Iterator[ContentError]:
    """Yield each id that stands twice among those of one `kind`, which lie at `place`."""
    seen: set[str] = set()
    for number, found in enumerate(ids, 1):
        if found in seen:
            at = ", ".join(filter(None, (place, f"{kind} {number} ({found}), id")))
            problem = f"two {kind}s have the id {found!r}; give each its own"
            yield ContentError(at, problem, "duplicate-id")
        seen.add(found)


def check_line(place: str, text: Text) -> Iterator[ContentError]:
    """Yield what is wrong with a text that has one line in each language."""
    yield from check_text(place, text)
    for language, line in text.items():
        if len(line.splitlines()) > 1:
            yield ContentError(
                f"{place}.{language}", "this text must fit on one line; join it", "line-break"
            )


def check_text(place: str, text: Text, *, bare: bool = False) -> Iterator[ContentError]:
    """Yield the languages that a text lacks, and those that are none.

    The languages of a `bare` text stand in a table of their own, under no further key.
    """
    for language in REQUIRED:
        if not text.get(language):
            key = language if bare else f"{_last_key(place)}.{language}"
            yield ContentError(
                place, f"the text is missing in {language}; add {key}", "missing-translation"
            )
    for language in text:
        if not _LANGUAGE.fullmatch(language):
            problem = f"{language[:20]!r} is no language code; write one such as en, zh, ja or vi"
            yield ContentError(place, problem, "unknown-language")


def _last_key(place: str) -> str:
    return place.rpartition(", ")[2].rpartition(".")[2]
