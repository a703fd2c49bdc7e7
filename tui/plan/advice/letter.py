"""A letter to send, filled in with what a card knows; what it does not know stays a marked gap."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from tui.casebook.records import Card
from tui.guides.guide import Text, in_language
from tui.guides.letters import PLACEHOLDER, Letter
from tui.text.clean import clean_line
from tui.text.translation import marked

DRAFT: Final = marked(
    "This is a draft: read it through before you send it. The carrier may require its own form."
)
"""What both faces say with every letter."""

_JAPANESE: Final = "ja"
_GAP: Final = "［＿＿ {} ＿＿］"
GAP: Final = re.compile("［＿＿ ([^\n＿]*) ＿＿］")
"""A gap as it stands in a letter; its group is the name, in Japanese and the reader's language."""

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


class WrittenLetter(NamedTuple):
    """A letter for one card. It is a draft: nobody has checked it for the carrier's rules."""

    subject: str
    """In Japanese."""
    japanese: str
    translation: str
    """In the reader's language; empty for a reader of Japanese."""
    gaps: tuple[str, ...]
    """The names of what is missing, in the order in which it is missed."""


def written(
    letter: Letter,
    card: Card,
    language: str,
    today: date,
    *,
    names: Mapping[str, Text],
    login: str | None = None,
) -> WrittenLetter:
    """Return a letter filled in for a card; `names` are what its gaps are called.

    A holder who has no name but a `login` has not said the name on the contract: that is a gap.
    """

    def text(into: str) -> str:
        known = _known(letter, card, into, today, login)
        return "\n\n".join(
            PLACEHOLDER.sub(
                lambda found: known.get(found[1]) or _gap(names[found[1]], language),
                in_language(paragraph, into),
            )
            for paragraph in letter.paragraphs
        )

    japanese = text(_JAPANESE)
    return WrittenLetter(
        subject=in_language(letter.subject, _JAPANESE),
        japanese=japanese,
        translation="" if language == _JAPANESE else text(language),
        gaps=gaps_in(japanese),
    )


def gaps_in(text: str) -> tuple[str, ...]:
    """Return the names of the gaps that are left in a letter, each once, in their order."""
    return tuple(dict.fromkeys(GAP.findall(text)))


def _gap(name: Text, language: str) -> str:
    """Return the mark of a gap: the same in both texts, so that the reader finds it in each."""
    both = dict.fromkeys(in_language(name, into) for into in (_JAPANESE, language))
    return _GAP.format("／".join(both))


def _known(
    letter: Letter, card: Card, language: str, today: date, login: str | None
) -> dict[str, str]:
    """Return what can be filled in, by placeholder; an empty text where nobody has said it."""
    holder = card.holder
    facts = {
        "subject": in_language(letter.subject, language),
        "today": _day(today.isoformat(), language),
        "carrier": card.carrier,
        "holder": None if holder.name == login else holder.name,
        "number": card.number,
        "label": card.label,
        "contract-start": _day(card.contract_start, language),
        "line-end": _day(card.line_end, language),
        "departure": _day(holder.departure, language),
        "contact": holder.contact,
    }
    return {key: clean_line(fact or "").strip() for key, fact in facts.items()}


def _day(iso: str | None, language: str) -> str:
    """Return a date as a letter has it; empty for `unknown`, and for what is no date."""
    try:
        day = date.fromisoformat(iso or "")
    except ValueError:
        return ""
    if language == "en":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"
