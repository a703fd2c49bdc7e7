"""Facts on carriers and rules: sourced, dated statements, and what to ask where none is."""

from dataclasses import dataclass
from typing import ClassVar, Final

from tui.guides.guide import Text, When

_CLOSED: Final = {"extra": "forbid", "strict": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a statement was read."""

    __pydantic_config__: ClassVar = _CLOSED

    kind: str
    """One of `tokens.SOURCE_KINDS`."""
    read: str
    """The ISO date on which it was read."""
    url: str | None = None
    dated: str | None = None
    """The page's own date: `2026-06-06`, `2025-09` or `2018`; None where it shows none."""
    stored_copy: bool = True
    """Whether a stored copy of the page was read, not the page itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """What another source says against a fact."""

    __pydantic_config__: ClassVar = _CLOSED

    text: Text
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A sourced, dated statement about a carrier or a rule. Its id never changes."""

    __pydantic_config__: ClassVar = _CLOSED

    id: str
    topic: str
    """One of `tokens.TOPICS`."""
    text: Text
    sources: tuple[Source, ...]
    confidence: str
    """One of `tokens.CONFIDENCES`."""
    review_by: str | None = None
    """The ISO date by which to look at it again, where `ageing.review_day` would be too late."""
    conflicts: tuple[Conflict, ...] = ()
    ask: Text | None = None
    """What to ask the carrier, since sources differ or the page is old."""
    types: tuple[str, ...] = ()
    """The card types that it is about; all where none is named."""
    replaces: str | None = None
    """Of a desk's own: the `digest.digest` of the one of ours in whose place it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToAsk:
    """A question to the carrier in place of a fact that was not found."""

    __pydantic_config__: ClassVar = _CLOSED

    topic: str
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """When a carrier ends a line that is cancelled, for counting days."""

    __pydantic_config__: ClassVar = _CLOSED

    ends: str
    """One of `tokens.ENDS`: when the line ends if the request came in time."""
    fact: str
    """The id of the fact that says so."""
    until: str | None = None
    """The clock time in Japan after which a request counts as a later day's: `21:10`."""
    then: str = "next-day"
    """Which day that is: one of `tokens.COUNTS_AS`."""
    opens: str | None = None
    """The clock time in Japan from which requests are taken, where that is not all day."""
    day: int | None = None
    """The last day of the month for an end at that month's end: 25."""
    latest: str | None = None
    """What else the day of the end may be, where the carrier leaves it open: `next-working-day`."""
    instead: str | None = None
    """The id of the fact that names another way out, such as a move to a brand charged by day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Billing:
    """How a carrier charges the last billing period, for the price of an end."""

    __pydantic_config__: ClassVar = _CLOSED

    charged: str
    """One of `tokens.CHARGED`."""
    fact: str
    """The id of the fact that says so."""
    least: int | None = None
    """Yen that a period costs at the least, where every contract pays it."""
    closing_days: tuple[str, ...] = ()
    """The days on which periods may close, where it is not the month's end for everybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """A fee for ending a young contract, for counting the day until which it can be charged."""

    __pydantic_config__: ClassVar = _CLOSED

    fact: str
    """The id of the fact that says so."""
    contract_from: str
    """The ISO date from which contracts can have it."""
    months: int
    """How many months from the start of the contract it can be charged; 0 is the first month."""
    contract_until: str | None = None
    yen: int | None = None
    """What it comes to, where every contract of that age pays it."""
    replaces: str | None = None
    """As of a fact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """Whom a contract with a carrier is with, as a letter has to name it."""

    __pydantic_config__: ClassVar = _CLOSED

    name: str
    """The legal name."""
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EightDays:
    """Which way out of a young contract a carrier has."""

    __pydantic_config__: ClassVar = _CLOSED

    schemes: tuple[str, ...]
    """Of `tokens.SCHEMES`; more than one where it depends on the plan."""
    fact: str
    """The id of the fact that says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A letter that a carrier does not accept, and what to use instead."""

    __pydantic_config__: ClassVar = _CLOSED

    letter: str
    """The id of the letter."""
    use: Text
    fact: str
    """The id of the fact that says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneLine:
    """A telephone number to ask at, with hours and languages."""

    __pydantic_config__: ClassVar = _CLOSED

    number: str
    languages: tuple[str, ...]
    """Language codes such as en, zh, ja, vi."""
    name: Text
    sources: tuple[Source, ...]
    review_by: str | None = None
    """As of a fact."""
    opens: str | None = None
    """Clock times in Japan: `09:00`."""
    closes: str | None = None
    on: str | None = None
    """One of `tokens.OPEN_ON`; None where the days are not known."""
    not_from: tuple[str, ...] = ()
    """`prepaid`, `ip-phone`, `abroad`: from where it cannot be called."""
    closed_at_new_year: bool = False
    """Whether it is closed from 29 December to 3 January."""
    replaces: str | None = None
    """As of a fact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """What is known about one carrier. Its id never changes."""

    __pydantic_config__: ClassVar = _CLOSED

    id: str
    name: Text
    aliases: tuple[str, ...] = ()
    """What people write for it, in small letters."""
    page: str | None = None
    """The carrier's own page on cancelling, or the nearest."""
    facts: tuple[Fact, ...] = ()
    ask: tuple[ToAsk, ...] = ()
    ending: Ending | None = None
    billing: Billing | None = None
    fees: tuple[Fee, ...] = ()
    lines: tuple[PhoneLine, ...] = ()
    company: Company | None = None
    eight_days: EightDays | None = None
    refuses: tuple[Refusal, ...] = ()

    def fact(self, fact_id: str) -> Fact | None:
        """Return the fact with this id."""
        return next((fact for fact in self.facts if fact.id == fact_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What holds whoever the carrier is."""

    __pydantic_config__: ClassVar = _CLOSED

    facts: tuple[Fact, ...]
    ask: tuple[ToAsk, ...] = ()
    """What to ask a carrier of whom nothing is known on a topic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What a desk replaces or adds of one carrier, or of the rules; the rest stays ours."""

    __pydantic_config__: ClassVar = _CLOSED

    carrier: str
    """The id of the carrier; `rules` for what holds whoever it is."""
    facts: tuple[Fact, ...] = ()
    fees: tuple[Fee, ...] = ()
    lines: tuple[PhoneLine, ...] = ()
    ask: tuple[ToAsk, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpLines:
    """Where to ask for help that is not the carrier."""

    __pydantic_config__: ClassVar = _CLOSED

    lines: tuple[PhoneLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A sentence to show at the counter."""

    __pydantic_config__: ClassVar = _CLOSED

    id: str
    japanese: str
    """In braces what the card knows: one of `tokens.IN_PHRASES`."""
    reading: str
    """How it is read aloud, in Latin letters."""
    meaning: Text
    when: When | None = None
    """For which cards it is the thing to say."""
    only_within: str | None = None
    """`eight-days`: only while a contract can still be ended within its 8 days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """What a file of phrases holds."""

    __pydantic_config__: ClassVar = _CLOSED

    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word that one meets in Japanese."""

    __pydantic_config__: ClassVar = _CLOSED

    japanese: str
    reading: str
    meaning: Text
    words: tuple[str, ...] = ()
    """What else it is called, in any language: who searches for one of them finds the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """What a file of words holds."""

    __pydantic_config__: ClassVar = _CLOSED

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Which content this is."""

    __pydantic_config__: ClassVar = _CLOSED

    version: str
    """Year and month with a number, as `2026.11`."""
    date: str
    """The ISO date on which it was put together."""


MODELS: Final = (
    *(Carrier, Fact, Source, Conflict, ToAsk, Ending, Billing, Fee, PhoneLine),
    *(Company, EightDays, Refusal, Amendment),
    *(Rules, HelpLines, Phrases, Phrase, When, Glossary, Term, Edition),
)
"""Every model of this module: what their files were found good against."""
