"""The phrases for the counter: those of a step, or all, and the words that one meets."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from tui.casebook.records import Card
from tui.deadlines.windows import eight_days
from tui.guides.advice import Advice
from tui.guides.guide import in_language
from tui.plan.advice.letter import ENGLISH_MONTHS
from tui.plan.conditions import holds
from tui.plan.days.line_end import wanted_end
from tui.plan.days.situation import Situation
from tui.plan.days.stored import read_day
from tui.text.clean import clean_line

if TYPE_CHECKING:
    from tui.guides.facts import Carrier, Phrase

_READING: Final = "reading"
_NO_NUMBER: Final = "〇〇〇-〇〇〇〇-〇〇〇〇"
_MONTHS: Final = tuple(
    f"{month}gatsu"
    for month in (
        *("ichi", "ni", "san", "shi", "go", "roku"),
        *("shichi", "hachi", "ku", "jū", "jūichi", "jūni"),
    )
)
_DAYS: Final = (
    *("tsuitachi", "futsuka", "mikka", "yokka", "itsuka", "muika", "nanoka", "yōka"),
    *("kokonoka", "tōka", "jūichinichi", "jūninichi", "jūsannichi", "jūyokka"),
    *("jūgonichi", "jūrokunichi", "jūshichinichi", "jūhachinichi", "jūkunichi", "hatsuka"),
    *("nijūichinichi", "nijūninichi", "nijūsannichi", "nijūyokka", "nijūgonichi"),
    *("nijūrokunichi", "nijūshichinichi", "nijūhachinichi", "nijūkunichi", "sanjūnichi"),
    "sanjūichinichi",
)


class ShownPhrase(NamedTuple):
    """A sentence to show, with how it is read and what it means."""

    id: str
    japanese: str
    reading: str
    meaning: str


def phrases_for(
    ids: Sequence[str],
    advice: Advice,
    language: str,
    card: Card | None = None,
    carrier: "Carrier | None" = None,
    today: date | None = None,
) -> tuple[ShownPhrase, ...]:
    """Return the phrases with these ids, in their order; all where none is named.

    Those that a card is not to say are left out, on `today` also those whose time has passed;
    without a card there are all. What the card knows is filled in, the rest left open.
    """
    known = {
        phrase.id: phrase
        for phrase in advice.phrases
        if card is None or (holds(phrase.when, card, carrier) and _is_open(phrase, card, today))
    }
    chosen = [known[id] for id in ids if id in known] if ids else list(known.values())
    days = _days(card, carrier, today)
    return tuple(
        ShownPhrase(
            phrase.id,
            _filled(phrase.japanese, card, days, "ja"),
            _filled(phrase.reading, card, days, _READING),
            _filled(in_language(phrase.meaning, language), card, days, language),
        )
        for phrase in chosen
    )


def _days(
    card: Card | None, carrier: "Carrier | None", today: date | None
) -> Mapping[str, date | None]:
    """Return the days that a phrase can name; before today is known, only what is confirmed."""
    if card is None:
        return dict.fromkeys(("departure", "line-end"))
    ends = wanted_end(card, Situation(today, carrier)) if today else read_day(card.line_end)
    return {"departure": read_day(card.holder.departure), "line-end": ends}


def _is_open(phrase: "Phrase", card: Card, today: date | None) -> bool:
    """Return whether a phrase can still be said; what is not known counts as open."""
    received, start = read_day(card.contract_received), read_day(card.contract_start)
    known = received or start
    if phrase.only_within is None or today is None or known is None:
        return True
    return today <= eight_days(known, start)[1]


def _filled(text: str, card: Card | None, days: Mapping[str, date | None], language: str) -> str:
    if "{" not in text:
        return text
    holder = clean_line(card.holder.name) if card is not None else ""
    name = f" ({holder})" if language in ("en", _READING) else f"（{holder}）"
    for key, day in days.items():
        text = text.replace(f"{{{key}}}", _day(day, language))
    number = clean_line(card.number or "") if card is not None else ""
    text = text.replace("{number}", number or _NO_NUMBER)
    return text.replace("{holder}", name if holder else "")


def _day(day: date | None, language: str) -> str:
    if language == _READING:
        return f"{_MONTHS[day.month - 1]} {_DAYS[day.day - 1]}" if day else "… gatsu … nichi"
    if language == "en":
        return f"{day.day} {ENGLISH_MONTHS[day.month - 1]}" if day else "(date)"
    return f"{day.month}月{day.day}日" if day else "〇月〇日"


def terms_for(advice: Advice, language: str) -> tuple[ShownPhrase, ...]:
    """Return the words that one meets in Japanese."""
    return tuple(
        ShownPhrase("", term.japanese, term.reading, in_language(term.meaning, language))
        for term in advice.glossary
    )
