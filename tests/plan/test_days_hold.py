"""What must hold of every day that a plan gives, tried on cards made at random."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from tui.casebook.records import Card, Holder, Mark
from tui.casebook.tokens import DONE, NOT_APPLICABLE, OPEN, SKIPPED, WAITING
from tui.deadlines.hours import answers_on
from tui.deadlines.today import TOKYO
from tui.guides.advice import Advice
from tui.guides.guide import Guide
from tui.guides.load import Library, load
from tui.guides.shipped import content_directory
from tui.plan.days.due import due_items
from tui.plan.days.line_end import HELD, planned_end
from tui.plan.days.situation import Situation
from tui.plan.days.timing import BY, FROM, NOW, timings
from tui.plan.expected import is_awaited
from tui.plan.finished_said import finished_said
from tui.plan.plan import plan, progress
from tui.plan.take_home import take_home
from tui.text.translation import Words
from tui.widgets.step_rows import rows as step_rows
from tui.widgets.voice import Voice

Found = TypeVar("Found")

CARDS = 2_000
SEED = 20261130


class Tried(NamedTuple):
    card: Card
    guide: Guide
    situation: Situation


@cache
def library() -> Library:
    return load([content_directory()], None)


@cache
def advice() -> Advice:
    return Advice((content_directory(),), Path("/nonexistent/cache.json"))


@cache
def tried() -> tuple[Tried, ...]:
    random = Random(SEED)
    return tuple(made(random) for _ in range(CARDS))


def made(random: Random) -> Tried:
    guide = random.choice([found for found in library().guides if found.id != "prepaid"])
    carrier = random.choice([None, *advice().carriers])
    now = datetime.combine(
        date(2026, 11, 1) + timedelta(days=random.randrange(500)),
        time(random.randrange(24), random.randrange(60)),
        TOKYO,
    )
    flight = now.date() + timedelta(days=random.choice((0, 1, 3, 8, 20, 45, 120, 730)))
    begun = now - timedelta(days=random.choice((0, 0, 1, 10, 40)))

    def day_or_none(least: int, most: int) -> str | None:
        if random.random() < 0.5:
            return None
        return (now.date() + timedelta(days=random.randint(least, most))).isoformat()

    holder = Holder(
        1, "Lin", departure=flight.isoformat(), end_of_stay=day_or_none(0, 200), language="zh"
    )
    card = Card(
        id=1,
        type=guide.id,
        label="A card",
        holder=holder,
        guide_version=guide.version,
        guide_sha256="",
        begun=begun.astimezone(TOKYO).isoformat(),
        carrier=carrier.id if carrier else None,
        contract_start=day_or_none(-800, 0),
        contract_received=day_or_none(-30, 0),
        closing_day=random.choice((None, "10", "20", "month-end")),
        codes=random.choice((None, "none", "bank")),
        monthly_charge=random.choice((None, 990, 7000)),
        deposit=random.choice((None, None, 5000, "unknown")),
        refund=random.choice((None, None, 1200, "unknown")),
        marks=MappingProxyType({mark.item: mark for mark in marks(random, guide, begun, now)}),
    )
    return Tried(card, guide, Situation(now.date(), carrier, now))


def marks(random: Random, guide: Guide, begun: datetime, now: datetime) -> Iterator[Mark]:
    for asked in guide.questions:
        if random.random() < 0.6:
            answer = random.choice(asked.answers).id
            yield Mark(f"question:{asked.id}", DONE, reason=answer, at=now.isoformat())
    items = [step.id for step in guide.steps]
    items += [f"{step.id}/{check.id}" for step in guide.steps for check in step.checks]
    for item in items:
        state = random.choice((OPEN, OPEN, OPEN, DONE, SKIPPED, NOT_APPLICABLE, WAITING))
        if state != OPEN:
            asked_on = (now.date() + timedelta(days=random.randrange(9))).isoformat()
            follow_up = asked_on if state == WAITING else None
            yield Mark(item, state, follow_up=follow_up, at=begun.isoformat())


def counts_from_a_tick(guide: Guide, item: str) -> bool:
    step_id, _, check_id = item.partition("/")
    step = guide.step(step_id)
    assert step is not None
    rules = next((check.due for check in step.checks if check.id == check_id), step.due)
    return any(rule.day.startswith("step:") for rule in rules)


def always(found: Found) -> Callable[[Card], Found]:
    return lambda _: found


def test_no_day_moves_because_something_else_was_ticked() -> None:
    for card, guide, situation in tried():
        answers = {k: mark for k, mark in card.marks.items() if k.startswith("question:")}
        bare = timings(card._replace(marks=MappingProxyType(answers)), guide, situation)
        for item, timing in timings(card, guide, situation).items():
            state = card.mark(item).state
            if state == OPEN and not counts_from_a_tick(guide, item):
                assert bare[item] == timing, (item, card)


def test_every_face_has_the_same_day_of_a_step_and_of_a_check() -> None:
    for card, guide, situation in tried()[::4]:
        known = timings(card, guide, situation)
        due = due_items([card], always(guide), always(situation))
        assert {item.item: item.timing for item in due} == known
        shown = plan(card, guide, "en", situation)
        for step in shown.steps:
            assert step.timing == known.get(step.id)
            for check in step.checks:
                assert check.timing == known.get(check.item)


def ticked_today(tried: Tried) -> Card:
    """Return a card on which every step was ticked on the day of the plan, and no check."""
    card, guide, situation = tried
    assert situation.now is not None
    answers = {item: mark for item, mark in card.marks.items() if item.startswith("question:")}
    at = situation.now.isoformat()
    done = {step.id: Mark(step.id, DONE, at=at) for step in guide.steps}
    return card._replace(marks=MappingProxyType({**answers, **done}))


def test_what_is_to_come_is_due_whatever_was_ticked_until_somebody_has_seen_it() -> None:
    for each in tried():
        _, guide, situation = each
        for card in (each.card, ticked_today(each)):
            known, ended = timings(card, guide, situation), planned_end(card, situation)
            for item in progress(card, guide, situation.carrier).to_come:
                step = guide.step(item.partition("/")[0])
                assert step is not None
                check = next(one for one in step.checks if item.endswith(f"/{one.id}"))
                if card.mark(item).state == OPEN and check.due and ended and ended.end:
                    assert item in known, (item, card)


def test_what_is_to_come_is_told_alike_by_every_face() -> None:
    for card, guide, situation in tried()[::4]:
        counted = progress(card, guide, situation.carrier)
        for language in ("en", "zh", "ja"):
            shown = plan(card, guide, language, situation)
            waited = {
                check.item: check
                for step in shown.steps
                for check in step.checks
                if is_awaited(check.expects, check.mark, step.mark)
            }
            assert waited.keys() == set(counted.to_come)
            due = due_items([card], always(guide), always(situation))
            listed = {item.item: item for item in due if item.expects}
            for item, found in listed.items():
                assert item in waited, (item, card)
                assert found.timing == waited[item].timing
                told, said = found.title(language), waited[item].title
                assert told == said or f"已{told}" == said
            taken = take_home(
                card.holder,
                [card],
                always(guide),
                always(situation),
                advice(),
                situation.now or datetime.now(TOKYO),
                Words(language),
            )
            assert [thing.title for thing in taken.cards[0].to_come] == [
                waited[item].title for item in counted.to_come
            ]


def test_what_is_done_without_proof_is_told_alike_by_every_face() -> None:
    for card, guide, situation in tried()[::4]:
        counted = progress(card, guide, situation.carrier)
        for language, said in (("en", "no proof kept"), ("zh", "没存凭证"), ("ja", "控えなし")):
            shown = plan(card, guide, language, situation)
            assert tuple(step.id for step in shown.steps if step.unproven) == counted.unproven
            taken = take_home(
                card.holder,
                [card],
                always(guide),
                always(situation),
                advice(),
                situation.now or datetime.now(TOKYO),
                Words(language),
            )
            assert sum(said in line for line in taken.cards[0].done) == len(counted.unproven)
            rows = step_rows(shown, Voice(Words(language), situation.today), 200, {})
            told = sum(said in piece.text for row in rows for piece in row.right)
            assert told == len(counted.unproven)


def test_all_is_done_only_where_nothing_is_open() -> None:
    words = Words("en")
    for card, guide, situation in tried():
        over = {
            item: mark._replace(state=DONE)
            for item, mark in card.marks.items()
            if "/" not in item and not item.startswith("question:")
        }
        over |= {step.id: Mark(step.id, DONE, at=card.begun) for step in guide.steps}
        settled = card._replace(marks=MappingProxyType({**card.marks, **over}))
        shown = plan(settled, guide, "en", situation)
        said = finished_said(shown, situation.today, words, " · ")
        due = due_items([settled], always(guide), always(situation))
        left = progress(settled, guide, situation.carrier).to_come or due
        assert said.startswith("All done.") == (not left), (said, settled)


def test_no_step_comes_after_one_that_waits_for_it() -> None:
    for card, guide, situation in tried():
        known = timings(card, guide, situation)
        for step in guide.steps:
            for before in step.after:
                first, then = known.get(before), known.get(step.id)
                if first and then and {first.kind, then.kind} <= {BY, NOW}:
                    assert first.day <= then.day, (step.id, card)


def test_nothing_that_ends_the_line_is_laid_behind_the_flight() -> None:
    for card, guide, situation in tried():
        flight = date.fromisoformat(card.holder.departure or "")
        for item, timing in timings(card, guide, situation).items():
            step = guide.step(item.partition("/")[0])
            assert step is not None
            counted = {rule.day for rule in step.due} if "/" not in item else set()
            if counted & {"departure", "apply-by"} and timing.kind in (BY, NOW):
                # Past the last hour of the flight's day one asks the next morning, from abroad.
                assert timing.day <= max(flight, situation.today + timedelta(days=1)), (item, card)


def test_no_end_is_asked_for_at_an_hour_that_has_passed() -> None:
    for card, _, situation in tried():
        found = planned_end(card, situation)
        assert found is not None
        assert found.ask_by >= situation.today
        assert (
            (found.state == HELD) == (card.codes == "bank")
            or situation.carrier is None
            or (situation.carrier.ending is None)
        )
        end, now = found.end, situation.now
        if end is not None and end.until is not None and end.ask_by == situation.today:
            assert now is not None
            assert now.time() < end.until


def test_what_is_only_open_from_a_day_on_is_never_due_before_the_line_has_surely_ended() -> None:
    for card, guide, situation in tried():
        found = planned_end(card, situation)
        end = found.end if found else None
        if end is None:
            continue
        for item, timing in timings(card, guide, situation).items():
            step_id, _, check_id = item.partition("/")
            step = guide.step(step_id)
            assert step is not None
            rules = next((c.due for c in step.checks if c.id == check_id), step.due)
            if timing.kind == FROM and any(rule.day == "line-end" for rule in rules):
                assert timing.day > end.latest


def test_nobody_is_sent_to_a_line_on_a_day_on_which_it_does_not_answer() -> None:
    for card, guide, situation in tried():
        lines = situation.carrier.lines if situation.carrier else ()
        for step in guide.steps:
            timing = timings(card, guide, situation).get(step.id)
            if not (step.contact and lines and timing) or timing.kind != BY:
                continue
            if timing.day > situation.today:
                assert any(answers_on(line, timing.day) for line in lines), (step.id, card)
