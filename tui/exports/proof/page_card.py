"""What stands on the page about one card."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from tui.casebook import fields
from tui.casebook.fields import FIELD_LABELS, FIELDS, LABEL, Value
from tui.casebook.records import Card, Mark
from tui.casebook.tokens import DONE, OPEN
from tui.deadlines.today import today
from tui.exports.bilingual import Both, Pair, moment
from tui.exports.proof.choices import Choices, left_out_fields
from tui.exports.proof.evidence import Exhibit, Part
from tui.exports.proof.material import Material
from tui.exports.proof.page_letter import Letter, Scribe
from tui.guides.guide import Check, Guide, Text
from tui.plan.conditions import QUESTION, checks_of, question_item, steps_of
from tui.plan.days.line_end_said import the_sentence
from tui.plan.days.situation import Situation
from tui.plan.expected import called, is_awaited, is_unproven, proven_by, state_label
from tui.plan.field_values import NOT_KNOWN
from tui.plan.newer import GUIDE
from tui.plan.plan import progress
from tui.plan.thread import Marked, Remarked, Turned, Written, thread
from tui.text.labels import EVENT_LABELS, STATE_LABELS, YEN
from tui.text.translation import Words, marked


class Field(NamedTuple):
    """A line of what is known of the card."""

    label: Both
    value: Both


class Item(NamedTuple):
    """A step, or a check that was marked."""

    number: str
    title: Both
    state: Both
    when: str
    who: str
    said: str
    """Why it was skipped, or what it waits for."""
    follow_up: str
    is_settled: bool
    proof: Both | None = None
    """Which letter proves it, or that none was kept."""


class Event(NamedTuple):
    """One entry of what happened: a mark or a remark with its text, or a letter."""

    when: str
    who: str
    what: Both
    text: str = ""
    letter: Letter | None = None


class CardPart(NamedTuple):
    """All that the page says of one card."""

    id: str
    label: str
    type: Both
    first: Both
    """Whom to ask by when, and when the line ends; empty where no day is known."""
    fields: tuple[Field, ...]
    progress: Both
    steps: tuple[Item, ...]
    events: tuple[Event, ...]
    left_out: tuple[Both, ...]
    entries: Both
    head: str
    fault: Both | None


def card_part(
    material: Material,
    guide: Guide,
    situation: Situation,
    choices: Choices,
    exhibits: Mapping[Part, Exhibit],
    pair: Pair,
    fault: int | None,
) -> CardPart:
    """Return what the page says of a card; `fault` is the event from which on the chain breaks."""
    card, scribe = material.card, Scribe(material, choices, exhibits, pair)
    count = progress(card, guide)
    broken = marked("The history does not add up from entry {n} on.")
    return CardPart(
        id=str(card.id),
        label=scribe.line(card.label),
        type=pair.of_guide(guide.name),
        first=_first(material, guide, situation, choices, pair),
        fields=tuple(_fields(card, choices, scribe, pair)),
        progress=pair(marked("{done} of {total} done"), done=count.done, total=count.total),
        steps=tuple(_steps(card, guide, scribe, pair)),
        events=tuple(_events(material, guide, scribe, pair)),
        left_out=tuple(_left_out(material, choices, pair)),
        entries=pair.plural(
            "{n} entry. Its hash:", "{n} entries. The hash of the last:", len(material.events)
        ),
        head=material.head,
        fault=None if fault is None else pair(broken, n=fault),
    )


def _first(
    material: Material, guide: Guide, situation: Situation, choices: Choices, pair: Pair
) -> Both:
    """Return the sentence as it was when the card was last worked on, less what is left out."""
    card = material.card
    if not material.as_of or (card.closed and not card.line_end):
        return Both("")
    # A closed card says when its line ended; who is left out does not fly on a day either.
    card = card._replace(closed_at=None)
    if not choices.holder:
        card = card._replace(holder=card.holder._replace(departure=None))
    at = datetime.fromisoformat(material.as_of)
    then = situation._replace(today=today(at), now=at)

    def said(words: Words) -> str:
        return the_sentence(card, guide, then, words, names_codes=False)

    return Both(said(pair.words), said(pair.japanese) if pair.japanese else "")


def _fields(card: Card, choices: Choices, scribe: Scribe, pair: Pair) -> Iterator[Field]:
    left_out = left_out_fields(choices)
    for field in FIELDS:
        if not field.on_page or field is LABEL or field in left_out:
            continue
        if (value := field.value(card)) is not None:
            yield Field(pair(FIELD_LABELS[field.on_card]), _value(field, value, scribe, pair))
    if card.closed_at:
        yield Field(pair(marked("card closed")), Both(moment(card.closed_at)))


def _value(field: fields.Field, value: Value, scribe: Scribe, pair: Pair) -> Both:
    if isinstance(value, int):
        return pair(YEN, amount=f"{value:,}")
    if field.is_day:
        return pair.day(value)
    if field.kind == "sum":
        return pair(NOT_KNOWN)
    return pair(field.tokens[value]) if value in field.tokens else Both(scribe.line(value))


def _steps(card: Card, guide: Guide, scribe: Scribe, pair: Pair) -> Iterator[Item]:
    for number, step in enumerate(steps_of(guide, card, None), start=1):
        mark = card.mark(step.id)
        proof = proven_by(step, card) if mark.state == DONE else None
        lacks = is_unproven(step, card)
        yield _item(str(number), pair.of_guide(step.title), None, mark, scribe, pair)._replace(
            proof=_proof(proof, scribe, pair, lacks=lacks)
        )
        for check in checks_of(step, card, None):
            of_check = card.mark(f"{step.id}/{check.id}")
            if of_check.state != OPEN or is_awaited(check.expects, of_check, mark):
                title = _called(check, card, pair)
                yield _item("", title, check.expects, of_check, scribe, pair)


def _called(check: Check, card: Card, pair: Pair) -> Both:
    """Return the title of a check, with the amount of what is still to come."""
    said = {language: called(check, card, language) for language in check.title}
    return pair.of_guide(said)


def _proof(note: int | None, scribe: Scribe, pair: Pair, *, lacks: bool) -> Both | None:
    """Return which letter proves it; of one that stays behind that it does."""
    if note is not None:
        return pair(marked("proof: note {note}"), note=scribe.named(note))
    return pair(marked("no proof kept")) if lacks else None


def _item(
    number: str, title: Both, expects: str | None, mark: Mark, scribe: Scribe, pair: Pair
) -> Item:
    return Item(
        number=number,
        title=title,
        state=pair(state_label(expects, mark)),
        when=moment(mark.at) if mark.at else "",
        who=scribe.who(mark.by),
        said=scribe.line(mark.reason or ""),
        follow_up=mark.follow_up or "",
        is_settled=mark.state != OPEN,
        proof=_proof(mark.proof, scribe, pair, lacks=False),
    )


def _events(material: Material, guide: Guide, scribe: Scribe, pair: Pair) -> Iterator[Event]:
    titles = _titles(guide)
    for entry in thread(material.card, material.events):
        when = moment(entry.at.isoformat())
        match entry:
            case Written(note=note):
                yield Event(scribe.date(note), "", scribe.kind(note), "", scribe.letter(note))
            case Remarked(note=note, remark=remark):
                what = pair(marked("Remark on {number}"), number=scribe.number(note))
                yield Event(when, scribe.who(remark.by), what, scribe.text(remark.text))
            case Turned(who=who, kind=kind):
                yield Event(when, scribe.who(who), pair(EVENT_LABELS[kind]))
            case Marked(who=who, item=item, reason=reason) if item.startswith(QUESTION):
                said = titles.get(f"{item}={reason}")
                answer = Both(scribe.line(reason or "")) if said is None else pair.of_guide(said)
                yield Event(when, scribe.who(who), _answered(titles.get(item), item, answer, pair))
            case Marked(who=who, item=item) if item.startswith(GUIDE):
                yield Event(when, scribe.who(who), pair(marked("a newer guide was left aside")))
            case Marked(who=who, item=item, proof=proof, proved=True):
                title = titles.get(item)
                what = Both(item, item) if title is None else pair.of_guide(title)
                told = _proof(proof, scribe, pair, lacks=True)
                yield Event(when, scribe.who(who), what if told is None else _joined(what, told))
            case Marked(who=who, item=item, state=state, reason=reason):
                what = _marked(titles.get(item), item, state, pair)
                yield Event(when, scribe.who(who), what, scribe.line(reason or ""))


def _titles(guide: Guide) -> dict[str, Text]:
    """Return what steps and checks are called."""
    titles = {step.id: step.title for step in guide.steps}
    checks = {f"{s.id}/{check.id}": check.title for s in guide.steps for check in s.checks}
    for asked in guide.questions:
        item = question_item(asked.id)
        titles[item] = asked.title
        titles.update({f"{item}={answer.id}": answer.title for answer in asked.answers})
    return titles | checks


def _answered(title: Text | None, item: str, answer: Both, pair: Pair) -> Both:
    """Return how a question was answered; where an answer was taken back there is none."""
    called = Both(item, item) if title is None else pair.of_guide(title)
    if pair.japanese is None:
        return Both(f"{called.reader} {answer.reader}".rstrip())
    return Both(
        f"{called.reader} {answer.reader}".rstrip(),
        f"{called.japanese} {answer.japanese or answer.reader}".rstrip(),
    )


def _joined(one: Both, other: Both) -> Both:
    """Return two things said one after the other, in each language."""
    japanese = f"{one.japanese}: {other.japanese}" if other.japanese else ""
    return Both(f"{one.reader}: {other.reader}", japanese)


def _marked(title: Text | None, item: str, state: str, pair: Pair) -> Both:
    """Return what was done to a step or check; one that no guide knows goes by its id."""
    called = Both(item, item) if title is None else pair.of_guide(title)
    says = pair(STATE_LABELS[state])
    one = pair.words("{title}: {state}", title=called.reader, state=says.reader)
    if pair.japanese is None:
        return Both(one)
    words = pair.japanese
    return Both(one, words("{title}: {state}", title=called.japanese, state=says.japanese))


def _left_out(material: Material, choices: Choices, pair: Pair) -> Iterator[Both]:
    if material.withdrawn:
        yield pair.plural(
            "{n} withdrawn note is not here.",
            "{n} withdrawn notes are not here.",
            material.withdrawn,
        )
    if material.memos:
        yield pair.plural(
            "{n} internal memo was left out.", "{n} internal memos were left out.", material.memos
        )
    if not choices.number:
        yield pair(marked("The numbers of line, contract, SIM and handset were left out."))
    if not choices.holder:
        yield pair(marked("Who the card belongs to was left out."))
    if not choices.names:
        yield pair(marked("Who did what was left out."))
    said_in = [f"{note:04}" for note in material.letters_that_say_it]
    if not (choices.number and choices.holder):
        bar = marked(
            "A black bar stands where it was written as in the casebook; it may be there in "
            "other spellings. The letters and files beside this page are as they came."
        )
        yield pair(bar)
    if said_in:
        yield pair(marked("These originals still say it: {numbers}."), numbers=", ".join(said_in))
