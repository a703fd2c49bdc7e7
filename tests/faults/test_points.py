"""A kill, a full disk, an I/O error at some of the points of each verb: before, after, or told."""

import os
from pathlib import Path

import pytest

from tests.faults.judge import judge, sound
from tests.faults.points import FAULTS, missing, some
from tests.faults.verbs import VERBS, Verb

IN_ALL = 312
"""Points of the several thousand that `python -m tests.faults` tries."""


@pytest.fixture(scope="module", autouse=True)
def strace() -> None:
    reason = missing()
    if reason is not None and os.environ.get("CI") != "true":
        pytest.skip(reason)
    assert reason is None


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_what_is_cut_off_or_fails_is_done_or_not_and_told_so(
    verb: Verb, fault: str, tmp_path: Path
) -> None:
    tried = some(verb, fault, sound(verb).counts, IN_ALL // (len(VERBS) * len(FAULTS)))
    judged = [judge(verb, point, tmp_path) for point in tried]
    assert [f"{one.point}: {wrong}" for one in judged for wrong in one.wrong] == []
    assert {one.verdict for one in judged} <= {"before", "after", "told"}
