"""What a guide may say of conditions, days and order."""

from pathlib import Path

import pytest

from tests.guides.small import directory, small_guide, text
from tui.casebook.tokens import HANDSETS, PAYMENTS
from tui.guides import check_planning
from tui.guides.guide import UNKNOWN
from tui.guides.load import load

QUESTION = (
    '[[questions]]\nid = "sim"\n'
    + text("title", "text")
    + text("detail", "text")
    + "".join(
        f'[[questions.answers]]\nid = "{answer}"\n' + text("title", "text")
        for answer in ("card", "esim")
    )
)


def faults(tmp_path: Path, *, first: str = "", second: str = "", check: str = "") -> list[str]:
    guide = small_guide()
    guide = guide.replace("[[steps]]\n", QUESTION + "[[steps]]\n", 1)
    guide = guide.replace('id = "first"\n', f'id = "first"\n{first}\n', 1)
    guide = guide.replace('id = "second"\n', f'id = "second"\n{second}\n', 1)
    guide = guide.replace('id = "one"\n', f'id = "one"\n{check}\n', 1)
    return [str(fault) for fault in load([directory(tmp_path, small=guide)], None).faults]


@pytest.mark.parametrize(
    "line",
    [
        'when = { answers = { sim = ["esim", "unknown"] } }',
        'when = { carrier = ["au"], payment = ["card"], handset = ["return-programme"] }',
        'due = [{ day = "departure", days = -21 }, { day = "step:first", working_days = 3 }]',
        'due = [{ day = "line-end", months = 1, on = "month-end" }, { day = "apply-by" }]',
        'due = [{ day = "departure", on = "25", opens = true }]',
        'after = ["first"]',
        "harm = 1",
        'topics = ["fee", "mail"]',
    ],
)
def test_what_can_be_planned_is_taken(tmp_path: Path, line: str) -> None:
    assert faults(tmp_path, second=line) == []


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('when = { answers = { phone = ["esim"] } }', "no question before it has the id 'phone'"),
        ('when = { answers = { sim = ["chip"] } }', "'chip' is none of card, esim, unknown"),
        ('when = { payment = ["gold"] }', "'gold' is none of account"),
        ('when = { handset = ["lost"] }', "'lost' is none of none"),
        ("when = {}", "an empty condition always holds"),
        ('due = [{ day = "birthday" }]', "'birthday' is none of departure"),
        ('due = [{ day = "step:third" }]', "no step has the id 'third'"),
        ('due = [{ day = "departure", on = "31" }]', "a day that every month has"),
        ('due = [{ day = "departure", days = 4000 }]', "at most 400 days"),
        ('due = [{ day = "departure", too_late = { en = "x", ja = "x" } }]', "missing in zh"),
        ('after = ["third"]', "no other step has the id 'third'"),
        ('after = ["second"]', "no other step has the id 'second'"),
        ("harm = 0", "1 (harms most) to 9"),
        ('topics = ["weather"]', "'weather' is none of"),
    ],
)
def test_what_cannot_be_planned_is_a_fault_that_names_it(
    tmp_path: Path, line: str, says: str
) -> None:
    found = faults(tmp_path, second=line)
    assert any(says in fault and "step 2 (second)" in fault for fault in found), found


def test_a_check_is_judged_like_a_step(tmp_path: Path) -> None:
    (found,) = faults(tmp_path, check='due = [{ day = "birthday" }]')
    assert "step 1 (first), check 1 (one), due 1, day" in found


def test_steps_that_wait_for_each_other_are_found(tmp_path: Path) -> None:
    found = faults(tmp_path, first='due = [{ day = "step:second" }]', second='after = ["first"]')
    assert len([fault for fault in found if "waits for itself" in fault]) == 2


def test_a_question_needs_two_answers(tmp_path: Path) -> None:
    lone = QUESTION[: QUESTION.rindex("[[questions.answers]]")]
    guide = small_guide().replace("[[steps]]\n", lone + "[[steps]]\n", 1)
    (fault,) = load([directory(tmp_path, small=guide)], None).faults
    assert "a question needs two answers or more" in str(fault)


def test_conditions_know_every_payment_and_handset_of_a_casebook() -> None:
    assert (*PAYMENTS, UNKNOWN) == check_planning.PAYMENTS
    assert (*HANDSETS, UNKNOWN) == check_planning.HANDSETS
