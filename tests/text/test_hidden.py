"""JSON that leaves the casebook says the same, and nothing in it hides."""

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tui.text.hidden import escaped


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_it_means_the_same_and_nothing_hides(text: str) -> None:
    plain = json.dumps({text: [text]}, ensure_ascii=False, indent=1)
    told = escaped(plain)
    assert json.loads(told) == {text: [text]}
    assert not {"Cc", "Cf", "Cs"} & {unicodedata.category(c) for c in told.replace("\n", "")}


def test_marks_beyond_the_fourth_are_escaped() -> None:
    told = escaped(json.dumps("e" + "\u0301" * 6 + "x\u0301", ensure_ascii=False))
    assert told == '"e' + "\u0301" * 4 + "\\u0301\\u0301x\u0301" + '"'
