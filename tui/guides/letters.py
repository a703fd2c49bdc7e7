"""Letters to send: their texts in the languages side by side, with placeholders for a card."""

import difflib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, Final

from tui.guides.check import check_id, check_line, check_text, check_unique
from tui.guides.fault import ContentError, Fault
from tui.guides.guide import Text
from tui.guides.load import Loading
from tui.guides.remembered import Remembered
from tui.guides.tokens import EXPECTED, SCHEMES

_CLOSED: Final = {"extra": "forbid", "strict": True}
_FILE: Final = "letters.toml"

PLACEHOLDERS: Final = (
    *("subject", "today", "carrier", "holder", "number", "label"),
    *("contract-start", "contract-received", "line-end", "departure", "contact"),
    *("customer-number", "kana", "birth-date", "contract-address"),
    *("answer-by", "deposit", "overpaid", "balance", "enclosures"),
    *("reference", "charge-date", "charge-amount"),
    *(
        "service",
        "service-start",
        "accessories",
        "number-wish",
        "refund-to",
        "reason",
        "place",
        "proxy",
        "proxy-address",
    ),
    *(
        "proxy-birth-date",
        "proxy-number",
        "relation",
        "expires",
        "old-address",
        "new-address",
        "care-of",
    ),
    *("from-month", "ground"),
)
"""What may stand in braces. Those after `enclosures` no card knows: they are always gaps."""

EIGHT_DAYS: Final = "eight-days"
"""The deadline of a letter that has to be posted within the 8 days of a young contract."""

_NEVER_GAPS: Final = frozenset(("subject", "today"))

PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A kind of letter to a carrier. Its id never changes."""

    __pydantic_config__: ClassVar = _CLOSED

    id: str
    title: Text
    when: Text
    """When to send it, in a sentence or two."""
    subject: Text
    paragraphs: tuple[Text, ...]
    scheme: str | None = None
    """Of `tokens.SCHEMES`: that of the carriers to whom it can be sent; None for all."""
    deadline: str | None = None
    """`eight-days` where it has to be posted by the last of them."""
    amiss: tuple[str, ...] = ()
    """Of `tokens.EXPECTED`: what it is written about where that came wrong, or did not come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """What a file of letters holds, or several files together."""

    __pydantic_config__: ClassVar = _CLOSED

    letters: tuple[Letter, ...]
    placeholders: Mapping[str, Text] = field(default_factory=dict)
    """What each placeholder is called where it stays a gap."""

    def letter(self, letter_id: str) -> Letter | None:
        """Return the letter with this id."""
        return next((letter for letter in self.letters if letter.id == letter_id), None)

    def about(self, kind: str) -> "tuple[Letter, ...]":
        """Return the letters to write where something that was to come is amiss."""
        return tuple(letter for letter in self.letters if kind in letter.amiss)


def load_letters(
    directories: Sequence[Path], cache: Path | None
) -> tuple[Letters, tuple[Fault, ...]]:
    """Load the letters of content directories, the shipped one first, and what is wrong there.

    A later directory adds letters and names of placeholders, or replaces them by id. `cache` is
    as for `tui.guides.load.load`; nothing is raised for what lies in the directories.
    """
    loading = Loading(Remembered(cache, (Letters, Letter)))
    letters: dict[str, Letter] = {}
    names: dict[str, Text] = {}
    for directory in directories:
        path = directory / _FILE
        if not os.path.lexists(path):
            continue
        found = loading.file(path, Letters, lambda it: check_letters(it, {*names}))
        if found is not None:
            letters.update({letter.id: letter for letter in found.letters})
            names.update(found.placeholders)
    loading.remembered.write()
    return Letters(letters=tuple(letters.values()), placeholders=names), tuple(loading.faults)


def check_letters(found: Letters, named: set[str]) -> Iterator[ContentError]:
    """Yield what is wrong in the letters of one file; `named` are placeholders named before it."""
    for key, name in found.placeholders.items():
        if key not in PLACEHOLDERS:
            yield ContentError("placeholders", _unknown(key), "unknown-word")
        yield from check_line(f"placeholders.{key}", name)
    yield from check_unique("", "letter", (letter.id for letter in found.letters))
    for number, letter in enumerate(found.letters, 1):
        place = f"letter {number} ({letter.id})"
        yield from check_id(place, letter.id)
        yield from check_line(f"{place}, title", letter.title)
        yield from check_text(f"{place}, when", letter.when)
        yield from _check_subject(f"{place}, subject", letter.subject)
        if letter.scheme is not None and letter.scheme not in SCHEMES:
            problem = f"{letter.scheme[:40]!r} is not known; known are {', '.join(SCHEMES)}"
            yield ContentError(f"{place}, scheme", problem, "unknown-word")
        for kind in letter.amiss:
            if kind not in EXPECTED:
                problem = f"{kind[:40]!r} is not known; known are {', '.join(EXPECTED)}"
                yield ContentError(f"{place}, amiss", problem, "unknown-word")
        if letter.deadline not in (None, EIGHT_DAYS):
            problem = f"{letter.deadline!r} is not known; there is {EIGHT_DAYS}"
            yield ContentError(f"{place}, deadline", problem, "unknown-word")
        if not letter.paragraphs:
            problem = "a letter needs at least one [[letters.paragraphs]]"
            yield ContentError(f"{place}, paragraphs", problem)
        for position, paragraph in enumerate(letter.paragraphs, 1):
            known = named | found.placeholders.keys()
            yield from _check_paragraph(f"{place}, paragraph {position}", paragraph, known)


def _check_subject(place: str, subject: Text) -> Iterator[ContentError]:
    yield from check_line(place, subject)
    for language, line in subject.items():
        if set("{}") & set(line):
            problem = "a subject is the same for every card; put placeholders into the paragraphs"
            yield ContentError(f"{place}.{language}", problem)


def _check_paragraph(place: str, paragraph: Text, named: set[str]) -> Iterator[ContentError]:
    yield from check_text(place, paragraph, bare=True)
    in_japanese = placeholders_in(paragraph.get("ja", ""))
    for language, text in paragraph.items():
        at = f"{place}, {language}"
        if "\n\n" in text:
            yield ContentError(at, "an empty line ends a paragraph; begin another for the rest")
        if set("{}") & set(PLACEHOLDER.sub("", text)):
            yield ContentError(at, "a brace stands alone; placeholders are written as in {holder}")
        found = placeholders_in(text)
        yield from _check_placeholders(at, found, named)
        for key in sorted(in_japanese ^ found) if paragraph.get("ja") else ():
            has, lacks = ("ja", language) if key in in_japanese else (language, "ja")
            problem = f"{{{key}}} stands in {has} and not in {lacks}; the two say the same"
            yield ContentError(place, problem)


def _check_placeholders(place: str, found: set[str], named: set[str]) -> Iterator[ContentError]:
    for key in sorted(found):
        if key not in PLACEHOLDERS:
            yield ContentError(place, _unknown(key), "unknown-word")
        elif key not in named | _NEVER_GAPS:
            problem = f"{{{key}}} has no name for where it stays a gap; "
            yield ContentError(place, problem + f"add {key}.en, .zh and .ja to [placeholders]")


def placeholders_in(text: str) -> set[str]:
    """Return what stands in braces in a text."""
    return set(PLACEHOLDER.findall(text))


def _unknown(key: str) -> str:
    close = difflib.get_close_matches(key[:40], PLACEHOLDERS, 1)
    advice = f"perhaps {close[0]} was meant" if close else f"known are {', '.join(PLACEHOLDERS)}"
    return f"there is no placeholder {key[:40]!r}; {advice}"
