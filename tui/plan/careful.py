"""What is said at once of something that was written, because it may not be what was meant."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from tui.casebook.fields import (
    ASSIGNEE,
    CARRIER,
    DEPARTURE,
    EMAIL,
    LABEL,
    LANGUAGE,
    NAME,
    NUMBER,
    Field,
    Value,
)
from tui.casebook.records import Card, Holder
from tui.casebook.tokens import UNKNOWN
from tui.guides.advice import Advice
from tui.plan.advice.unknown import unknown_said
from tui.plan.field_values import day_said
from tui.text.folding import fold
from tui.text.languages import language_code
from tui.text.telephone import can_be, digits_of
from tui.text.translation import Words


class Remark(NamedTuple):
    """Something to look at again; nothing was refused for it."""

    about: str
    """`carrier`, `number`, `past`, `moves`, `card`, `person`, `assignee` or `language`."""
    said: str


class There:
    """What is there already, and who works at the desk: what was written is held against it."""

    def __init__(
        self, holders: Sequence[Holder], cards: Sequence[Card], staff: frozenset[str]
    ) -> None:
        """Know people and cards; with no `staff` nobody can say whether somebody is one of them."""
        self.staff = frozenset(map(fold, staff))
        self.cards_of: dict[int, list[Card]] = {}
        self.by_number: dict[str, list[Card]] = {}
        self.by_name: dict[str, list[Holder]] = {}
        self.by_email: dict[str, list[Holder]] = {}
        for holder in holders:
            self.by_name.setdefault(fold(holder.name), []).append(holder)
            if holder.email:
                self.by_email.setdefault(fold(holder.email), []).append(holder)
        for card in cards:
            self.cards_of.setdefault(card.holder.id, []).append(card)
            if card.number:
                self.by_number.setdefault(digits_of(card.number), []).append(card)

    def called(self, name: str) -> Holder | None:
        """Return the first person of exactly this name, whose a new card under it would be."""
        alike = self.by_name.get(fold(name), ())
        return next((each for each in alike if each.name == name.strip()), None)


def careful(
    said: Mapping[Field, Value | None],
    there: There,
    advice: Advice,
    today: date,
    words: Words,
    *,
    holder: Holder | None = None,
    card: Card | None = None,
) -> list[Remark]:
    """Return what there is to say of values that were given or changed.

    `holder` and `card` are what they are given for, as it was before; None for what is new.
    """
    found = [
        *_alone(said, advice, today, words),
        *_beside_others(said, there, words, holder, card),
        *_moves(said, there, today, words, holder, card),
    ]
    assignee = said.get(ASSIGNEE)
    if assignee and there.staff and fold(str(assignee)) not in there.staff:
        told = words("Nobody at this desk is known as {who}.", who=assignee)
        found.append(Remark("assignee", told))
    return found


def _alone(
    said: Mapping[Field, Value | None], advice: Advice, today: date, words: Words
) -> Iterator[Remark]:
    """Say what a value tells by itself."""
    carrier, number = said.get(CARRIER), said.get(NUMBER)
    departure, language = said.get(DEPARTURE), said.get(LANGUAGE)
    unknown = unknown_said(str(carrier), advice, words) if carrier else ""
    if unknown:
        yield Remark("carrier", unknown)
    if number and not can_be(str(number)):
        yield Remark("number", words("{number} cannot be a phone number.", number=number))
    if departure and departure != UNKNOWN and str(departure) < today.isoformat():
        day = day_said(str(departure), today, words)
        yield Remark("past", words("The departure has passed: {day}.", day=day))
    if language and language_code(str(language)) is None:
        told = words("{language} is no language: write zh, ja, en or another.", language=language)
        yield Remark("language", told)


def _beside_others(
    said: Mapping[Field, Value | None],
    there: There,
    words: Words,
    holder: Holder | None,
    card: Card | None,
) -> Iterator[Remark]:
    """Say which card or person there is already that has the same."""
    number, label = said.get(NUMBER), said.get(LABEL)
    same = there.by_number.get(digits_of(str(number)), []) if number else []
    if holder is not None and label:
        theirs = there.cards_of.get(holder.id, [])
        same = [*same, *(each for each in theirs if fold(each.label) == fold(str(label)))]
    others = {each.id: each for each in same if card is None or each.id != card.id}
    for other in others.values():
        told = words(
            "There is such a card already: {id} {label}, {name}.",
            id=other.id,
            label=other.label,
            name=other.holder.name,
        )
        yield Remark("card", told)
    name, email = said.get(NAME), said.get(EMAIL)
    alike = there.by_name.get(fold(str(name)), []) if name else []
    alike = [*alike, *(there.by_email.get(fold(str(email)), []) if email else [])]
    people = {each.id: each for each in alike if holder is None or each.id != holder.id}
    for person in people.values():
        told = words("There is such a person already: {id} {name}.", id=person.id, name=person.name)
        yield Remark("person", told)


def _moves(
    said: Mapping[Field, Value | None],
    there: There,
    today: date,
    words: Words,
    holder: Holder | None,
    card: Card | None,
) -> Iterator[Remark]:
    """Say that another departure is that of all of a person's cards."""
    if holder is None or DEPARTURE not in said:
        return
    before, after = holder.departure, said[DEPARTURE]
    theirs = there.cards_of.get(holder.id, [])
    others = sum(each.id != (card.id if card else None) for each in theirs)
    if before is None or before == after or not others:
        return
    told = words.plural(
        "The departure of {name} was {day}: {n} other card moves with it.",
        "The departure of {name} was {day}: {n} other cards move with it.",
        others,
        name=holder.name,
        day=day_said(before, today, words),
    )
    yield Remark("moves", told)
