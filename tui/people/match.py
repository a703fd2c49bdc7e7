"""Which person and which card each line of a list is, and what it would change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as lacking
from typing import Literal, NamedTuple

from tui.casebook.carrying.brought import Brought
from tui.casebook.fields import CARRIER, DEPARTURE, EMAIL, LABEL, NAME, NUMBER, Field, Value
from tui.casebook.records import Card, Holder
from tui.guides.advice import Advice
from tui.guides.guide import Guide, in_language
from tui.text.folding import fold
from tui.text.telephone import digits_of
from tui.text.translation import marked
from tui.text.trouble import Trouble

Outcome = Literal["made", "changed", "same", "refused"]


class Line(NamedTuple):
    """What one line of the list says; `refusal` is why it says nothing that can be used."""

    number: int
    said: Mapping[Field, Value]
    type: Guide | None = None
    refusal: Trouble | None = None


class Change(NamedTuple):
    """A field that has another value afterwards."""

    field: Field
    before: Value | None
    after: Value


class Matched(NamedTuple):
    """What becomes of a line; `brought` is what is to be done for it, if anything is."""

    line: Line
    outcome: Outcome
    name: str = ""
    label: str = ""
    changes: tuple[Change, ...] = ()
    refusal: Trouble | None = None
    brought: Brought | None = None
    holder: Holder | None = None
    """The person who is known already."""
    card: Card | None = None
    """The card that is known already."""


@dataclass(eq=False)
class _Person:
    """Somebody who is there, or comes with an earlier line."""

    known: Holder | None
    newcomer: int
    said: dict[Field, tuple[Value, int]] = lacking(default_factory=dict)
    """What the list says of them, and in which line first."""
    cards: list["_Card"] = lacking(default_factory=list)

    def value(self, field: Field) -> Value | None:
        if field in self.said:
            return self.said[field][0]
        return None if self.known is None else field.of_record(self.known)


@dataclass(eq=False)
class _Card:
    """A card that is there, or comes with an earlier line."""

    known: Card | None
    whose: _Person
    line: Line | None = None
    """The line of the list that is about it."""
    said: Mapping[Field, Value] = lacking(default_factory=dict)

    def value(self, field: Field) -> Value | None:
        if field in self.said:
            return self.said[field]
        return None if self.known is None else field.of_record(self.known)


class _Refusal(Exception):
    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.trouble = Trouble(message, **values)


def matched(
    lines: Sequence[Line],
    holders: Iterable[Holder],
    cards: Iterable[Card],
    usual: Guide,
    advice: Advice,
    language: str,
) -> list[Matched]:
    """Return what becomes of each line, in their order.

    A card is known by its number; a person by a card, the e-mail address, or name and departure.
    `usual` is the guide of a new card whose type is not said.
    """
    matching = _Matching(holders, cards, usual, advice, language)
    # A line with a number that is known is about that card, whichever line stands before it.
    first = [line for line in lines if matching.card_of(line) is not None]
    found = {line.number: matching.one(line) for line in first}
    found |= {line.number: matching.one(line) for line in lines if line.number not in found}
    return [found[line.number] for line in lines]


class _Matching:
    def __init__(
        self,
        holders: Iterable[Holder],
        cards: Iterable[Card],
        usual: Guide,
        advice: Advice,
        language: str,
    ) -> None:
        self._usual, self._advice, self._language = usual, advice, language
        self._by_number: dict[str, _Card] = {}
        self._by_email: dict[str, list[_Person]] = {}
        self._by_name: dict[str, list[_Person]] = {}
        people = {holder.id: _Person(holder, 0) for holder in holders}
        for person in people.values():
            self._know(person)
        for card in cards:
            # Whose holder cannot be read is no card that a list could be about.
            if card.holder.id in people:
                self._know_card(_Card(card, people[card.holder.id]))

    def _know(self, person: _Person) -> None:
        for field, known in ((EMAIL, self._by_email), (NAME, self._by_name)):
            value = person.value(field)
            if value:
                known.setdefault(self._key(field, value), []).append(person)

    def _know_card(self, card: _Card) -> None:
        card.whose.cards.append(card)
        number = card.value(NUMBER)
        if number:
            self._by_number.setdefault(self._key(NUMBER, number), card)

    def _key(self, field: Field, value: Value) -> str:
        """Return a value as it is compared: how it is written makes no other person or carrier."""
        if field is NUMBER:
            return digits_of(str(value))
        if field is CARRIER:
            carrier = self._advice.carrier(str(value))
            return carrier.id if carrier is not None else fold(str(value))
        return fold(str(value)) if field in (NAME, EMAIL) else str(value)

    def _differs(self, field: Field, one: Value | None, other: Value | None) -> bool:
        if one is None or other is None:
            return one is not other
        return self._key(field, one) != self._key(field, other)

    def card_of(self, line: Line) -> _Card | None:
        """Return the card that has the number of a line already."""
        number = line.said.get(NUMBER)
        return self._by_number.get(self._key(NUMBER, number)) if number else None

    def one(self, line: Line) -> Matched:
        """Return what becomes of a line, after all that were asked before it."""
        if line.refusal is not None:
            return Matched(line, "refused", refusal=line.refusal)
        try:
            return self._one(line)
        except _Refusal as refusal:
            name, label = (str(line.said.get(field, "")) for field in (NAME, LABEL))
            return Matched(line, "refused", name, label, refusal=refusal.trouble)

    def _one(self, line: Line) -> Matched:
        card = self.card_of(line)
        person = self._person(line, card)
        said = {
            of: {field: value for field, value in line.said.items() if field.of == of}
            for of in ("holder", "card")
        }
        self._refuse_contradiction(person, said["holder"])
        if card is None:
            card = self._card_without_number(line, person, said["card"])
        if card is not None:
            self._refuse_other(card, line, said["card"])
        is_new_person = person is None
        if person is None:
            person = _Person(None, line.number)
        changes = [
            Change(field, person.value(field), value)
            for field, value in said["holder"].items()
            if self._differs(field, person.value(field), value)
        ]
        person.said |= {
            field: (value, line.number)
            for field, value in said["holder"].items()
            if field not in person.said
        }
        if is_new_person:
            self._know(person)
        says_a_card = bool(said["card"] or line.type)
        if card is None and (says_a_card or not person.cards):
            return self._new_card(line, person, said["card"], changes)
        of_holder = {change.field.name: change.after for change in changes}
        of_card: dict[str, Value] = {}
        if card is not None:
            for field, value in said["card"].items():
                if self._differs(field, card.value(field), value):
                    changes.append(Change(field, card.value(field), value))
                    of_card[field.name] = value
            card.line = card.line or line
            card.said = {**said["card"], **card.said}
        known = card.known if card is not None else None
        brought = None
        if changes:
            brought = Brought(
                person.known.id if person.known else None,
                person.newcomer,
                known.id if known else None,
                None,
                of_holder,
                of_card,
            )
        return Matched(
            line,
            "changed" if changes else "same",
            str(person.value(NAME)),
            str(card.value(LABEL) or "") if card is not None else "",
            tuple(changes),
            brought=brought,
            holder=person.known,
            card=known,
        )

    def _new_card(
        self, line: Line, person: _Person, said: Mapping[Field, Value], changes: list[Change]
    ) -> Matched:
        guide = line.type or self._usual
        label = said.get(LABEL) or said.get(CARRIER) or in_language(guide.name, self._language)
        said = {**said, LABEL: label}
        card = _Card(None, person, line, said)
        self._know_card(card)
        brought = Brought(
            person.known.id if person.known else None,
            person.newcomer,
            None,
            guide,
            {change.field.name: change.after for change in changes},
            {field.name: value for field, value in said.items()},
        )
        return Matched(
            line,
            "made",
            str(person.value(NAME)),
            str(label),
            tuple(changes) if person.known else (),
            brought=brought,
            holder=person.known,
        )

    def _person(self, line: Line, card: _Card | None) -> _Person | None:
        """Return who a line is about; None for somebody new."""
        email = line.said.get(EMAIL)
        found = self._by_email.get(self._key(EMAIL, email), []) if email else []
        if card is not None:
            others = [person for person in found if person is not card.whose]
            if others and card.whose not in found:
                raise _Refusal(
                    marked(
                        "The phone number is that of {one}, the e-mail address that of {other}."
                    ),
                    one=card.whose.value(NAME),
                    other=others[0].value(NAME),
                )
            return card.whose
        if len(found) > 1:
            named = self._key(NAME, line.said[NAME])
            found = [one for one in found if self._key(NAME, one.value(NAME) or "") == named]
        if len(found) == 1:
            return found[0]
        return self._by_name_and_departure(line)

    def _by_name_and_departure(self, line: Line) -> _Person | None:
        email, day = line.said.get(EMAIL), line.said.get(DEPARTURE)
        found = [
            one
            for one in self._by_name.get(self._key(NAME, line.said[NAME]), ())
            if (email is None or one.value(EMAIL) is None)
            and (day is None or one.value(DEPARTURE) in (None, day))
        ]
        exactly = [one for one in found if one.value(DEPARTURE) == day]
        found = exactly or found
        if len(found) > 1:
            raise _Refusal(
                marked(
                    "{count} people are called {name}: a phone number or an e-mail address would "
                    "tell which."
                ),
                count=len(found),
                name=line.said[NAME],
            )
        return found[0] if found else None

    def _refuse_contradiction(self, person: _Person | None, said: Mapping[Field, Value]) -> None:
        for field, value in said.items():
            if person is None or field not in person.said:
                continue
            before, line = person.said[field]
            if self._differs(field, before, value):
                raise _Refusal(
                    marked(
                        "Line {line} says otherwise of the same person: {field} is {before} "
                        "there, {after} here."
                    ),
                    line=line,
                    field=field.on_card,
                    before=before,
                    after=value,
                )

    def _card_without_number(
        self, line: Line, person: _Person | None, said: Mapping[Field, Value]
    ) -> _Card | None:
        """Return the card of a person that a line is about though its number is on none."""
        if person is None:
            return None
        again = next((card for card in person.cards if card.line and card.said == said), None)
        if again is not None and said.get(NUMBER) is None:
            return again
        free = [card for card in person.cards if self._may_be(card, said, line.type)]
        if len(free) < 2:
            return free[0] if free else None
        alike = [
            card
            for card in free
            if not any(self._differs(name, card.value(name), said[name]) for name in said)
        ]
        if not said and not line.type:
            return None
        if len(alike) != 1 and said.get(NUMBER) is None:
            raise _Refusal(
                marked(
                    "{name} has {count} cards that may be meant: a phone number or a label would "
                    "tell which."
                ),
                name=line.said[NAME],
                count=len(free),
            )
        return alike[0] if len(alike) == 1 else None

    def _may_be(self, card: _Card, said: Mapping[Field, Value], type: Guide | None) -> bool:
        if card.line is not None or card.known is None:
            return False
        if type is not None and type.id != card.known.type:
            return False
        return all(
            not self._differs(field, card.value(field), said[field])
            for field in (LABEL, CARRIER)
            if field in said and card.value(field) is not None
        )

    def _refuse_other(self, card: _Card, line: Line, said: Mapping[Field, Value]) -> None:
        known, type = card.known, line.type
        if known is not None and type is not None and type.id != known.type:
            raise _Refusal(
                marked(
                    "Card {id} is of the type {before}, which cannot be changed to {after}: "
                    "close it and add another."
                ),
                id=known.id,
                before=known.type,
                after=type.id,
            )
        earlier = card.line
        if earlier is not None and any(
            self._differs(field, card.said.get(field), value)
            for field, value in said.items()
            if field in card.said or known is None
        ):
            raise _Refusal(
                marked("Line {line} is about the same card and says otherwise."),
                line=earlier.number,
            )
