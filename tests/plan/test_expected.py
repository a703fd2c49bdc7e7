"""What is still to come after the end, and cards that were begun before anything was expected."""

from dataclasses import replace
from datetime import date

import pytest

from tests.casebook.examples import casebook, letter
from tests.casebook.memory import MemoryStore
from tui.casebook.records import Card
from tui.guides.guide import Guide
from tui.guides.letters import load_letters
from tui.guides.load import load
from tui.guides.shipped import content_directory
from tui.guides.tokens import EXPECTED, PROOFS
from tui.plan.days.situation import Situation
from tui.plan.expected import is_awaited, outcomes
from tui.plan.plan import Plan, plan, progress
from tui.plan.proofs import fitting

TODAY = date(2026, 11, 24)
STATEMENTS = tuple(f"confirm-done/statement-{days}" for days in (30, 60, 90))


@pytest.fixture(scope="module")
def now() -> Guide:
    found = load([content_directory()], None).guide("postpaid")
    assert found is not None
    return found


@pytest.fixture
def before(now: Guide) -> Guide:
    """The guide as it was: bare checks, and no proof that anything names."""
    steps = [
        replace(
            step,
            proof=None,
            checks=tuple(
                replace(c, expects=None) for c in step.checks if not (c.when and c.when.owed)
            ),
        )
        for step in now.steps
    ]
    return replace(now, version=now.version - 1, steps=tuple(steps))


def shown(card: Card, guide: Guide) -> Plan:
    return plan(card, guide, "en", Situation(TODAY))


def test_statements_that_were_ticked_before_stay_seen_under_the_newer_guide(
    before: Guide, now: Guide
) -> None:
    book = casebook(MemoryStore())
    book.add_card(before, "My docomo", departure="2026-12-21", line_end="2026-12-21")
    ticked, *rest = STATEMENTS
    done = book.mark(1, ticked, "done", reason="paid").mark(ticked)
    assert progress(book.card(1), before).to_come == ()
    card = book.take_guide(1, now)
    assert card.mark(ticked) == done
    to_come = progress(card, now).to_come
    assert ticked not in to_come
    assert set(rest) <= set(to_come)


def test_a_card_that_stays_with_its_older_guide_has_its_checks_as_they_were(before: Guide) -> None:
    book = casebook(MemoryStore())
    card = book.add_card(before, "My docomo", departure="2026-12-21", line_end="2026-12-21")
    known = {c.item: c for step in shown(card, before).steps for c in step.checks}
    assert [known[item].timing is not None for item in STATEMENTS] == [True] * 3
    assert not any(step.unproven for step in shown(card, before).steps)


def test_what_is_settled_or_left_out_with_its_step_is_not_waited_for(now: Guide) -> None:
    book = casebook(MemoryStore())
    book.add_card(now, "My docomo")
    card = book.mark(1, "confirm-done", "done")
    assert STATEMENTS[0] in progress(card, now).to_come
    card = book.mark(1, STATEMENTS[0], "not-applicable")
    assert STATEMENTS[0] not in progress(card, now).to_come
    card = book.mark(1, "confirm-done", "skipped", reason="all by the desk")
    assert not set(STATEMENTS) & set(progress(card, now).to_come)
    step = card.mark("confirm-done")
    assert not is_awaited(None, card.mark(STATEMENTS[1]), step)


def test_every_kind_that_can_come_wrong_with_money_has_a_letter() -> None:
    letters, faults = load_letters([content_directory()], None)
    assert faults == ()
    for kind in EXPECTED:
        assert outcomes(kind)
        if kind not in ("return", "confirmation"):
            assert letters.about(kind)


@pytest.mark.parametrize("proof", [*PROOFS, None])
def test_neither_a_memo_nor_a_withdrawn_letter_is_offered_as_proof(
    now: Guide, proof: str | None
) -> None:
    book = casebook(MemoryStore())
    book.add_card(now, "My docomo")
    for kind in ("memo", "mail", "mail"):
        book.keep(1, letter(f"a {kind}", kind=kind), again=True)
    card = book.withdraw(3)
    assert [note.id for note in fitting(card, "fill-form", proof)] == [2]


def test_the_newest_letter_that_fits_stands_first(now: Guide) -> None:
    book = casebook(MemoryStore())
    book.add_card(now, "My docomo")
    for day, subject in ((1, "解約の受付"), (3, "キャンペーン"), (2, "解約受付番号のお知らせ")):
        draft = letter(f"{day}", kind="mail", subject=subject, date=f"2026-11-0{day}")
        book.keep(1, draft)
    offered = fitting(book.card(1), "fill-form", "acceptance-number")
    assert [note.id for note in offered] == [3, 1, 2]
