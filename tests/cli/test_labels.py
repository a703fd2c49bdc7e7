from collections.abc import Mapping, Sequence

import pytest

from tui.casebook.tokens import DIRECTIONS, HANDSETS, KINDS, PAYMENTS, STATES
from tui.guides.guide import Introduction, field_names
from tui.text import labels


@pytest.mark.parametrize(
    ("tokens", "called"),
    [
        (STATES, labels.STATE_LABELS),
        (KINDS, labels.KIND_LABELS),
        (DIRECTIONS, labels.DIRECTION_LABELS),
        (PAYMENTS, labels.PAYMENT_LABELS),
        (HANDSETS, labels.HANDSET_LABELS),
        (field_names(Introduction), labels.INTRODUCTION_LABELS),
    ],
)
def test_every_token_has_a_label(tokens: Sequence[str], called: Mapping[str, str]) -> None:
    assert list(called) == list(tokens)
    assert len(set(called.values())) == len(called)
