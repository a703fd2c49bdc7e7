"""A bit that flips on the disk: every verb says what it can, and the doctor finds it."""

import pytest

from tests.faults.flips import DOCTOR, bits, home, said, wrong_of
from tests.faults.program import CASEBOOK


@pytest.mark.parametrize("seed", range(5))
def test_a_flipped_bit_breaks_no_verb_down_and_is_found(seed: int) -> None:
    wrong = [f"bit {bit}: {what}" for bit in bits(10, seed) for what in wrong_of(bit)]
    assert wrong == []


def test_a_casebook_that_is_whole_is_as_it_should_be() -> None:
    assert [(argv, ran) for argv, ran in said().items() if ran.code] == []
    assert (home() / CASEBOOK).exists()
    assert "as it should be" in said()[DOCTOR].out


def test_a_table_whose_name_is_no_text_any_more_is_refused_in_a_sentence() -> None:
    start = (home() / "whole.db").read_bytes().index(b"CREATE TABLE card ")
    places = range(start, start + 400, 7)
    assert [what for place in places for what in wrong_of(place * 8 + 7)] == []
