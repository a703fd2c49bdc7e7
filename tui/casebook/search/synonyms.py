"""Words that mean the same in several languages: 注销 解約 cancel."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Protocol
from unicodedata import combining, normalize

from tui.text.folding import fold

Synonyms = Mapping[str, Mapping[str, str]]
"""For a folded word the folded words of the same meaning, each with how it is written."""

NO_SYNONYMS: Final[Synonyms] = {}


class Term(Protocol):
    """A word of a glossary."""

    @property
    def japanese(self) -> str:
        """The word."""

    @property
    def reading(self) -> str:
        """How it is read, in Latin letters: looked for, and found nowhere."""

    @property
    def words(self) -> tuple[str, ...]:
        """What else it is called, in any language."""


def synonyms(glossary: Iterable[Term]) -> Synonyms:
    """Return what stands for what, by the terms of a glossary that name other words."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for term in glossary:
        if not term.words:
            continue
        forms = {fold(word): word for word in (_bare(term.japanese), *term.words)}
        for word in (*forms, *_readings(term.reading)):
            found[word].update(forms)
    return {word: _others(word, forms) for word, forms in found.items()}


def _others(word: str, forms: Mapping[str, str]) -> dict[str, str]:
    """Leave out what is found by the word itself anyway: 請求書 where 請求 is looked for."""
    return {form: written for form, written in forms.items() if word not in form}


def _bare(japanese: str) -> str:
    return japanese.partition("（")[0]


def _readings(reading: str) -> Iterator[str]:
    """Yield how somebody without a Japanese keyboard types a word."""
    yield (whole := fold(reading))
    yield "".join(part for part in normalize("NFD", whole) if not combining(part))
