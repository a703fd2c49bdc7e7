"""What is known that matters at a step of a card: facts with their age, and what to ask."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from tui.guides.advice import Advice
from tui.guides.ageing import grade, is_due, review_day
from tui.guides.guide import Text, in_language
from tui.guides.tokens import SOURCE_KINDS
from tui.plan.advice.lines import ShownLine

if TYPE_CHECKING:
    from tui.guides.facts import Carrier, Fact, Source

_MANY: Final = 0.5
_REACH: Final = "reach"


class ShownSource(NamedTuple):
    """Where a fact was read."""

    kind: str
    """One of `tui.guides.facts.SOURCE_KINDS`."""
    url: str | None
    dated: str | None
    """The page's own date; None where it shows none."""
    read: str
    stored_copy: bool


class ShownFact(NamedTuple):
    """A fact in the reader's language."""

    id: str
    topic: str
    text: str
    of_carrier: bool
    """Whether it is about the card's carrier, and not a general rule."""
    confidence: str
    """How sure it is by now: `tui.guides.ageing.grade`."""
    sources: tuple[ShownSource, ...]
    stale: bool
    """Whether its day of review has passed."""
    conflicts: tuple[str, ...]
    """What other sources say against it."""
    ask: str | None

    @property
    def source(self) -> ShownSource:
        """The best source it has."""
        return self.sources[0]


class ShownAsk(NamedTuple):
    """A question to the carrier in place of a fact."""

    topic: str
    text: str


class StepAdvice(NamedTuple):
    """What is known at a step."""

    carrier: str = ""
    """What the card's carrier is called; empty where nothing is known of it."""
    facts: tuple[ShownFact, ...] = ()
    asks: tuple[ShownAsk, ...] = ()
    own_days: tuple[str, ...] = ()
    """What the card's own days come to, in sentences."""
    lines: tuple[ShownLine, ...] = ()
    """Where to telephone."""
    page: str = ""
    """The address at which the carrier tells of cancelling, where a step is about reaching it."""
    old: str = ""
    """The day of the content where most of it may be out of date."""


def advice_at(
    topics: Sequence[str],
    advice: Advice,
    carrier: "Carrier | None",
    type: str,
    today: date,
    language: str,
) -> StepAdvice:
    """Return what is known on these topics, the carrier's first, then the general rules.

    `type` is the card type: some rules are about some types only.
    """
    if not topics:
        return StepAdvice()
    facts = [
        *_of_topics(carrier.facts if carrier else (), topics, type),
        *_of_topics(advice.rules, topics, type),
    ]
    own = {id(fact) for fact in carrier.facts} if carrier else set()
    old = ""
    if facts and mostly_stale(advice, carrier, today):
        old = advice.edition.date if advice.edition else facts[0].sources[0].read
    asks = carrier.ask if carrier else ()
    general = {asked.topic: asked.text for asked in advice.asks}
    told = {fact.topic for fact in facts if id(fact) in own} | {asked.topic for asked in asks}
    asks = (*asks, *(asked for asked in advice.asks if asked.topic not in told))
    return StepAdvice(
        in_language(carrier.name, language) if carrier else "",
        tuple(
            _shown(
                fact,
                id(fact) in own,
                language,
                today,
                ask=fact.ask or (general.get(fact.topic) if is_due(fact, today) else None),
            )
            for fact in facts
        ),
        tuple(
            ShownAsk(asked.topic, in_language(asked.text, language))
            for topic in topics
            for asked in asks
            if asked.topic == topic
        ),
        page=(carrier.page or "") if carrier and _REACH in topics else "",
        old=old,
    )


class AgedFact(NamedTuple):
    """A fact with whose it is and when it is to be looked at again."""

    carrier: str
    """The carrier's id; empty for a rule that holds whoever the carrier is."""
    fact: ShownFact
    """With what to ask to learn it anew."""
    review_by: date
    digest: str
    """What stands for the fact as it is written: `tui.guides.digest.digest`."""


def aged_facts(
    advice: Advice, carriers: "Iterable[Carrier]", today: date, language: str, *, rules: bool
) -> list[AgedFact]:
    """Return every fact of these carriers, and of the rules, with its age on a day."""
    from tui.guides.digest import digest

    general = {asked.topic: asked.text for asked in advice.asks}
    known = [(carrier.id, fact) for carrier in carriers for fact in carrier.facts]
    known += [("", fact) for fact in advice.rules] if rules else []
    return [
        AgedFact(
            of,
            _shown(fact, bool(of), language, today, ask=fact.ask or general.get(fact.topic)),
            review_day(fact),
            digest(fact),
        )
        for of, fact in known
    ]


def _of_topics(facts: "Iterable[Fact]", topics: Sequence[str], type: str) -> "Iterator[Fact]":
    facts = [fact for fact in facts if not fact.types or type in fact.types]
    for topic in topics:
        yield from (fact for fact in facts if fact.topic == topic)


def _shown(
    fact: "Fact", of_carrier: bool, language: str, today: date, *, ask: Text | None
) -> ShownFact:
    return ShownFact(
        id=fact.id,
        topic=fact.topic,
        text=in_language(fact.text, language),
        of_carrier=of_carrier,
        confidence=grade(fact, today),
        sources=tuple(_source(source) for source in sorted(fact.sources, key=_rank)),
        stale=is_due(fact, today),
        conflicts=tuple(in_language(conflict.text, language) for conflict in fact.conflicts),
        ask=in_language(ask, language) if ask else None,
    )


def _rank(source: "Source") -> int:
    return SOURCE_KINDS.index(source.kind) if source.kind in SOURCE_KINDS else len(SOURCE_KINDS)


def _source(source: "Source") -> ShownSource:
    return ShownSource(source.kind, source.url, source.dated, source.read, source.stored_copy)


def mostly_stale(advice: Advice, carrier: "Carrier | None", today: date) -> bool:
    """Return whether most of what is known of a carrier and the rules may be out of date."""
    facts = [*(carrier.facts if carrier else ()), *advice.rules]
    return bool(facts) and sum(is_due(fact, today) for fact in facts) > len(facts) * _MANY
