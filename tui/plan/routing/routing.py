"""The index of a casebook's cards by what letters call them, and the verdict on one letter."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from tui.casebook import queries
from tui.casebook.casebook import Casebook
from tui.casebook.draft import Draft
from tui.casebook.fields import REFERENCES
from tui.casebook.records import Card, Letter
from tui.correspondence.carriers import carrier_named
from tui.correspondence.header.block import read_header_block
from tui.plan.routing.names import Named, Names
from tui.text.translation import Words, marked

Evidence = Literal["number", "reference", "thread", "email", "name", "subject", "carrier", "quoted"]
SAID: Final[dict[Evidence, str]] = {
    "number": marked("its telephone number"),
    "reference": marked("its contract's number"),
    "thread": marked("it answers a letter of this card"),
    "email": marked("the holder's e-mail address"),
    "name": marked("the holder's name"),
    "subject": marked("the subject of a letter of this card"),
    "carrier": marked("its carrier"),
    "quoted": marked("only what it quotes names it"),
}
_OF_CARD: Final[tuple[Evidence, ...]] = ("number", "reference", "thread")

_SEARCHED: Final = 20_000
"""Characters of a letter that are looked through: what it is about stands in front."""
_SHORTEST_NUMBER: Final = 9
_SHORTEST_REFERENCE: Final = 6
_GROUPS_AT_MOST: Final = 7
_DIGITS = re.compile(r"\d+(?:[-‐‑‒–—―−ー() ./]{1,2}\d+)*+")
_REFERENCE = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*+", re.ASCII)
_ADDRESS = re.compile(
    r"[\w.+!#$%&'*/=?^{|}~-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}", re.ASCII
)
_MESSAGE_ID = re.compile(rb"<([^<>\s]{1,998})>")
_QUOTES_FROM = re.compile(
    r"^[ \t]*(?:-{2,}[ \t]*(?:original message|forwarded message|元のメッセージ"
    r"|原始邮件|转发的邮件|転送メッセージ)"
    r"|on .{5,120}wrote:|.{4,80}(?:写道|寫道|書きました)[：:]?[ \t]*$|_{10,}[ \t]*$)",
    re.IGNORECASE | re.MULTILINE,
)
_AGAIN = re.compile(
    r"^(?:\s*(?:re|fwd?|aw|wg|回复|回覆|答复|转发|転送|返信)\s*[:：])+\s*", re.IGNORECASE
)


class Verdict(NamedTuple):
    """Where a letter belongs; `card` is None for nobody's."""

    card: Card | None
    because: tuple[Evidence, ...] = ()
    is_sure: bool = False


NOBODY: Final = Verdict(None)


def said(because: Iterable[Evidence], words: Words) -> str:
    """Return the evidence in the reader's language; empty for none."""
    return words.listed(*(words(SAID[each]) for each in because))


class Routing:
    """Finds the card of each letter of a batch: made once, a letter costs no look at all cards."""

    def __init__(self, cards: Sequence[Card], letters: Iterable[Letter] = ()) -> None:
        """Take in the cards, and what is known of the letters that they hold."""
        self._cards = {card.id: card for card in cards}
        self._of_holder: dict[int, list[Card]] = defaultdict(list)
        self._of_carrier: dict[str, list[Card]] = defaultdict(list)
        self._carrier: dict[int, str | None] = {}
        self._numbers: dict[str, set[int]] = defaultdict(set)
        self._references: dict[str, set[int]] = defaultdict(set)
        self._addresses: dict[str, set[int]] = defaultdict(set)
        self._names = Names()
        self._threads: dict[str, set[int]] = defaultdict(set)
        self._subjects: dict[tuple[str, str], set[int]] = defaultdict(set)
        for card in cards:
            self._take_in(card)
        for letter in letters:
            self._learn(letter.card, letter.message_id, letter.subject, letter.carrier)

    @property
    def only(self) -> Card | None:
        """The card where there is one alone: what is kept there is nobody else's."""
        return next(iter(self._cards.values())) if len(self._cards) == 1 else None

    def _take_in(self, card: Card) -> None:
        holder = card.holder
        if holder.id not in self._of_holder:
            self._names.add(holder.id, holder.name, holder.kana or "")
            for address in _ADDRESS.findall(f"{holder.email} {holder.contact}".lower()):
                self._addresses[address].add(holder.id)
        self._of_holder[holder.id].append(card)
        carrier = carrier_named(card.carrier or "") or carrier_named(card.label)
        self._carrier[card.id] = carrier
        if carrier and not card.closed:
            self._of_carrier[carrier].append(card)
        for form in number_forms(card.number):
            self._numbers[form].add(card.id)
        for field in REFERENCES:
            bare = _bare(str(field.value(card) or ""))
            if len(bare) >= _SHORTEST_REFERENCE and any(map(str.isdigit, bare)):
                self._references[bare].add(card.id)

    def learn(self, card: int, draft: Draft) -> None:
        """Take in a letter that is a card's from now on: others may answer it."""
        self._learn(card, draft.message_id, draft.subject, draft.carrier)

    def _learn(self, card: int, message: str | None, subject: str, carrier: str | None) -> None:
        if card not in self._cards:
            return
        if message:
            self._threads[message].add(card)
        if carrier and (plain := _AGAIN.sub("", subject).strip()):
            self._subjects[carrier, plain].add(card)

    def verdict(self, draft: Draft) -> Verdict:
        """Return the card that a letter is about, what says so, and whether it is sure.

        It is sure only where nothing in it speaks for anybody else.
        """
        own, quoted = _own_and_quoted(draft.text[:_SEARCHED])
        own = f"{draft.subject}\n{own}"
        # The carrier's own name and address say nothing about whose letter it is.
        people = f"{draft.sender}\n{draft.recipient}"
        found: dict[Evidence, set[int]] = {
            "number": self._by_number(own),
            "reference": self._by_reference(own),
            "thread": self._by_thread(draft),
        }
        addressed = self._by_address(people) or self._by_address(own)
        named = self._names.found_in(f"{people}\n{own}")
        holders = self._agreed(addressed, named)
        exact = [cards for kind in _OF_CARD if (cards := found[kind])]
        if exact:
            return self._by_card(draft, found, exact, addressed, named)
        if quoted and (cards := self._by_number(quoted) | self._by_reference(quoted)):
            return self._by_quoted(draft, cards, holders, addressed)
        return self._by_person(draft, holders, addressed, named) or self._by_carrier(draft)

    def named_in(self, draft: Draft) -> list[Card]:
        """Return the cards whose number a letter itself names, not only quotes."""
        own, _ = _own_and_quoted(draft.text[:_SEARCHED])
        own = f"{draft.subject}\n{own}"
        return [self._cards[id] for id in sorted(self._by_number(own) | self._by_reference(own))]

    def _by_card(
        self,
        draft: Draft,
        found: dict[Evidence, set[int]],
        exact: Sequence[set[int]],
        addressed: set[int],
        named: Sequence[Named],
    ) -> Verdict:
        """Judge by what only one card has; several, or somebody else's name, leave it unsure."""
        common = set.intersection(*exact)
        everything = set.union(*exact)
        several = common or everything
        if len(several) > 1:
            theirs = {id for id in several if self._carrier[id] == draft.carrier}
            several = theirs if draft.carrier and theirs else several
        if len(several) > 1:
            several = {id for id in several if not self._cards[id].closed} or several
        card = self._cards[min(several)]
        others = {self._cards[id].holder.id for id in everything} | addressed
        others |= {person for name in named if len(name.people) == 1 for person in name.people}
        for name in named:
            if name.is_whole and card.holder.id not in name.people:
                others |= name.people
        alone = len(several) == 1 and bool(common) and others <= {card.holder.id}
        because: list[Evidence] = [kind for kind in _OF_CARD if card.id in found[kind]]
        because += self._of_the_person(card, addressed, named)
        return Verdict(card, tuple(because), alone)

    def _by_quoted(
        self, draft: Draft, cards: set[int], holders: set[int], addressed: set[int]
    ) -> Verdict:
        theirs = [self._cards[id] for id in cards if self._cards[id].holder.id in holders]
        if len(theirs) == 1 and len(cards) == 1 and addressed == {theirs[0].holder.id}:
            return Verdict(theirs[0], ("quoted", "email"), True)
        if holders:
            return self._of_holders(draft, holders, ("quoted",), is_sure=False)
        return Verdict(self._cards[min(cards)], ("quoted",))

    def _by_person(
        self, draft: Draft, holders: set[int], addressed: set[int], named: Sequence[Named]
    ) -> Verdict | None:
        if not holders:
            return None
        kinds: list[Evidence] = []
        if holders & addressed:
            kinds.append("email")
        if any(holders & name.people for name in named):
            kinds.append("name")
        others = any(not name.people & holders for name in named if name.is_whole)
        whole = bool(addressed) or any(name.is_whole for name in named)
        sure = len(holders) == 1 and addressed <= holders and whole and not others
        return self._of_holders(draft, holders, tuple(kinds), is_sure=sure)

    def _of_holders(
        self, draft: Draft, holders: set[int], because: tuple[Evidence, ...], *, is_sure: bool
    ) -> Verdict:
        """Return the card of these people that the letter's carrier has, or that is worked on."""
        cards = [card for id in sorted(holders) for card in self._of_holder[id]]
        if draft.carrier:
            theirs = [card for card in cards if self._carrier[card.id] == draft.carrier]
            if len(theirs) > 1:
                theirs = [c for c in theirs if c.id in self._by_subject(draft)] or theirs
                is_sure = is_sure and len(theirs) == 1
            if theirs:
                still = [card for card in theirs if not card.closed] or theirs
                return Verdict(still[0], (*because, "carrier"), is_sure and len(theirs) == 1)
            unknown = [card for card in cards if self._carrier[card.id] is None]
            return Verdict(unknown[0], because) if len(unknown) == 1 else NOBODY
        still = [card for card in cards if not card.closed]
        return Verdict(still[0], because) if len(still) == 1 else NOBODY

    def _by_carrier(self, draft: Draft) -> Verdict:
        theirs = self._by_subject(draft)
        if len(theirs) == 1:
            return Verdict(self._cards[min(theirs)], ("subject", "carrier"))
        at = self._of_carrier.get(draft.carrier or "", [])
        return Verdict(at[0], ("carrier",)) if len(at) == 1 else NOBODY

    def _by_subject(self, draft: Draft) -> set[int]:
        if not _AGAIN.match(draft.subject):
            return set()
        plain = _AGAIN.sub("", draft.subject).strip()
        return self._subjects.get((draft.carrier or "", plain), set())

    def _of_the_person(
        self, card: Card, addressed: set[int], named: Sequence[Named]
    ) -> Iterator[Evidence]:
        if card.holder.id in addressed:
            yield "email"
        if any(card.holder.id in name.people for name in named):
            yield "name"

    def _agreed(self, addressed: set[int], named: Sequence[Named]) -> set[int]:
        """Return the people whom the addresses and names have in common, else all of them."""
        whole = [name for name in named if name.is_whole] or list(named)
        groups = [*([addressed] if addressed else []), *(set(name.people) for name in whole)]
        if not groups:
            return set()
        return set.intersection(*groups) or set.union(*groups)

    def _by_number(self, text: str) -> set[int]:
        found: set[int] = set()
        for run in _DIGITS.finditer(unicodedata.normalize("NFKC", text)):
            groups = re.findall(r"\d+", run[0])
            if sum(map(len, groups)) < _SHORTEST_NUMBER:
                continue
            for first in range(len(groups)):
                joined = ""
                for group in groups[first : first + _GROUPS_AT_MOST]:
                    joined += group
                    if len(joined) >= _SHORTEST_NUMBER:
                        found |= self._numbers.get(joined, set())
        return found

    def _by_reference(self, text: str) -> set[int]:
        if not self._references:
            return set()
        words = _REFERENCE.findall(unicodedata.normalize("NFKC", text))
        return set().union(*(self._references.get(_bare(word), ()) for word in words))

    def _by_address(self, text: str) -> set[int]:
        found = _ADDRESS.findall(unicodedata.normalize("NFKC", text).lower())
        return set().union(*(self._addresses.get(address, ()) for address in found))

    def _by_thread(self, draft: Draft) -> set[int]:
        counted: Counter[int] = Counter()
        for id in answered(draft):
            counted.update(self._threads.get(id, ()))
        return set(counted)


def routing_of(casebook: Casebook) -> Routing:
    """Return the index of what a casebook holds now, for the letters of one batch."""
    with casebook.store.reading() as reader:
        return Routing(queries.cards(reader), queries.letters(reader))


def answered(draft: Draft) -> tuple[str, ...]:
    """Return the Message-IDs of the letters that this one answers or goes on from."""
    if draft.form != "mail":
        return ()
    header = read_header_block(draft.original, 0, len(draft.original))
    fields = [*header.all("in-reply-to"), *header.all("references")]
    ids = (id.decode("ascii", "replace") for field in fields for id in _MESSAGE_ID.findall(field))
    return tuple(dict.fromkeys(ids))


def number_forms(number: str | None) -> tuple[str, ...]:
    """Return how the digits of a number may stand in a letter: as in Japan, and from abroad."""
    digits = "".join(filter(str.isdecimal, unicodedata.normalize("NFKC", number or "")))
    if len(digits) < _SHORTEST_NUMBER:
        return ()
    if digits.startswith("81"):
        digits = "0" + digits[2:].removeprefix("0")
    if not digits.startswith("0"):
        return (digits,)
    return digits, "81" + digits[1:], "810" + digits[1:]


def _bare(reference: str) -> str:
    plain = unicodedata.normalize("NFKC", reference)
    return "".join(filter(str.isalnum, plain)).casefold()


def _own_and_quoted(text: str) -> tuple[str, str]:
    """Part what a letter says itself from what it quotes of others."""
    begins = _QUOTES_FROM.search(text)
    own, quoted = (text[: begins.start()], text[begins.start() :]) if begins else (text, "")
    lines = own.split("\n")
    answers = [line for line in lines if line.lstrip().startswith((">", "＞", "|"))]
    if answers:
        own = "\n".join(line for line in lines if not line.lstrip().startswith((">", "＞", "|")))
        quoted = "\n".join([*answers, quoted])
    return own, quoted
