"""A letter to send, filled in with what a card knows; what it does not know stays a marked gap."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from tui.casebook.records import Card
from tui.deadlines import said
from tui.deadlines.windows import eight_days
from tui.guides.guide import Text, in_language
from tui.guides.letters import EIGHT_DAYS, PLACEHOLDER, Letter
from tui.plan.days.line_end import wanted_end
from tui.plan.days.situation import Situation
from tui.plan.days.stored import read_day
from tui.text.clean import clean_line
from tui.text.translation import Words, marked

if TYPE_CHECKING:
    from tui.guides.facts import Carrier

DRAFT: Final = marked(
    "This is a draft: read it through before you send it. Keep a copy, and write no PIN or "
    "password into it. The carrier may require its own form."
)
"""What both faces say with every letter."""

_JAPANESE: Final = "ja"
_OF_YEN: Final = {"ja": "円", "zh": "日元"}
_BALANCES: Final = ("prepaid", "tourist")
"""The card types whose refund is of a balance, and not of an overpayment."""
_TO_ANSWER: Final = timedelta(days=14)
_GAP: Final = "［＿＿ {} ＿＿］"
GAP: Final = re.compile("［＿＿ ([^\n＿]*) ＿＿］")
"""A gap as it stands in a letter; its group is the name, in Japanese and the reader's language."""

ENGLISH_MONTHS: Final = (
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
    carrier: "Carrier | None" = None,
) -> WrittenLetter:
    """Return a letter filled in for a card; `names` are what its gaps are called.

    It goes to the company behind the `carrier`, where that is known, else to what the card says.
    A holder who has no name but a `login` has not said the name on the contract: that is a gap.
    """

    def text(into: str) -> str:
        known = _known(letter, card, into, today, login, carrier)
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
    letter: Letter,
    card: Card,
    language: str,
    today: date,
    login: str | None,
    carrier: "Carrier | None",
) -> dict[str, str]:
    """Return what can be filled in, by placeholder; an empty text where nobody has said it."""
    holder = card.holder
    facts = {
        "subject": in_language(letter.subject, language),
        "today": _day(today.isoformat(), language),
        "carrier": _addressee(card, carrier),
        "holder": None if holder.name == login else holder.name,
        "number": card.number,
        "label": card.label,
        "contract-start": _day(card.contract_start, language),
        "contract-received": _day(card.contract_received, language),
        "line-end": _day(_iso(wanted_end(card, Situation(today, carrier))), language),
        "departure": _day(holder.departure, language),
        "contact": holder.contact,
        "customer-number": card.contract_number,
        "kana": holder.kana,
        "birth-date": _day(holder.birth_date, language),
        "contract-address": holder.address,
        "deposit": _yen(card.deposit, language),
        "balance": _yen(card.refund, language) if card.type in _BALANCES else None,
        "overpaid": None if card.type in _BALANCES else _yen(card.refund, language),
        "enclosures": _proofs(card, language),
        "answer-by": _day((today + _TO_ANSWER).isoformat(), language),
    }
    return {key: clean_line(fact or "").strip() for key, fact in facts.items()}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _addressee(card: Card, carrier: "Carrier | None") -> str | None:
    """Return the legal name with that of the service, as an envelope has it."""
    if carrier is None or carrier.company is None:
        return card.carrier
    service = in_language(carrier.name, _JAPANESE)
    company = carrier.company.name
    return company if service in company else f"{company}（{service}）"


def letters_for(letters: Sequence[Letter], carrier: "Carrier | None") -> tuple[Letter, ...]:
    """Return the letters that can be sent to a carrier; all where it is not known how it works."""
    has = carrier.eight_days.schemes if carrier and carrier.eight_days else None
    return tuple(it for it in letters if not it.scheme or has is None or it.scheme in has)


def refusal_said(letter: Letter, carrier: "Carrier | None", words: Words) -> str:
    """Return that a carrier does not accept a letter, and what to use; empty where it may."""
    refused = [it for it in carrier.refuses if it.letter == letter.id] if carrier else []
    if not refused or carrier is None:
        return ""
    return words(
        "{carrier} does not accept this letter. Use: {way}.",
        carrier=in_language(carrier.name, words.language),
        way=in_language(refused[0].use, words.language),
    )


def deadline_said(letter: Letter, card: Card, today: date, words: Words) -> str:
    """Return by when a letter has to be posted; empty where it has no deadline."""
    if letter.deadline != EIGHT_DAYS:
        return ""
    received, start = read_day(card.contract_received), read_day(card.contract_start)
    known = received or start
    if known is None:
        return words(
            "It has to be posted within the 8 days. Enter when the contract document came and "
            "when the service started, to see the last day."
        )
    act_by, open_until = eight_days(known, start)
    first, last = said.long(act_by, today, words), said.long(open_until, today, words)
    if open_until < today:
        return words("The 8 days ended on {day}.", day=last)
    if act_by == open_until:
        return words("Post it by {day}.", day=first)
    return words("Post it by {day}; the right may be open until {last}.", day=first, last=last)


def _proofs(card: Card, language: str) -> str:
    """Return the letters that prove what is done, with their days; empty where there is none."""
    kept = {mark.proof: card.note(mark.proof) for mark in card.marks.values() if mark.proof}
    said = [
        f"{note.subject}（{_day((note.date or note.at)[:10], language)}）"
        for note in kept.values()
        if note is not None and not note.withdrawn
    ]
    return "、".join(said)


def _yen(amount: int | str | None, language: str) -> str:
    """Return an amount as a letter has it; empty where it is not known."""
    if not isinstance(amount, int):
        return ""
    return f"{amount:,} yen" if language == "en" else f"{amount:,}{_OF_YEN[language]}"


def _day(iso: str | None, language: str) -> str:
    """Return a date as a letter has it; empty for `unknown`, and for what is no date."""
    try:
        day = date.fromisoformat(iso or "")
    except ValueError:
        return ""
    if language == "en":
        return f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"
