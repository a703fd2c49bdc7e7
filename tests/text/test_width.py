"""Texts are measured, cut and wrapped by the cells they take."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.width import cut, pad, width, wrap

PIECES = [
    "解約",
    "ガ",
    "か\u3099",
    "ｱ",
    "hello",
    "a",
    " ",
    "   ",
    "\u3000",
    "、",
    "。",
    "（",
    "」",
    "-",
    "\n",
    "🙏",
]
CLEAN = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
CELLS = st.integers(2, 20)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        *(("", 0), ("abc", 3), ("解約", 4), ("ｱｲ", 2), ("①", 1), ("🙏", 2)),
        *(("e\u0301", 1), ("か\u3099", 2), ("\u1100\u1161\u11a8", 2), ("\u0e19\u0e35\u0e49", 1)),
    ],
)
def test_width_counts_cells(text: str, cells: int) -> None:
    assert width(text) == cells


@given(CLEAN, CELLS)
def test_no_line_is_wider_than_asked(text: str, cells: int) -> None:
    assert all(width(line) <= cells for line in wrap(text, cells))


@given(CLEAN, CELLS)
def test_wrapping_loses_and_moves_nothing_but_blanks(text: str, cells: int) -> None:
    wrapped = "".join(wrap(text, cells))
    assert "".join(wrapped.split()) == "".join(text.split())


@given(CLEAN, CELLS)
def test_a_line_that_fits_is_not_broken(text: str, cells: int) -> None:
    line = text.replace("\n", "").rstrip(" ")
    assert wrap(line, max(width(line), 2)) == [line]


@given(CLEAN, st.integers(0, 20))
def test_a_padded_text_takes_exactly_its_cells(text: str, cells: int) -> None:
    assert width(pad(text.replace("\n", ""), cells)) == cells


@given(CLEAN, st.integers(1, 20))
def test_a_cut_text_is_its_beginning_and_an_ellipsis(text: str, cells: int) -> None:
    line = text.replace("\n", "")
    shortened = cut(line, cells)

    assert width(shortened) <= cells
    if width(line) > cells:
        assert shortened.endswith("…")
        assert line.startswith(shortened[:-1])
    else:
        assert shortened == line


def test_words_stay_whole_where_they_fit() -> None:
    assert wrap("the last bill comes later", 10) == ["the last", "bill comes", "later"]


def test_a_word_wider_than_the_line_is_broken() -> None:
    assert wrap("see https://www.docomo.ne.jp now", 10) == [
        "see",
        "https://ww",
        "w.docomo.n",
        "e.jp now",
    ]


def test_closing_punctuation_does_not_begin_a_line() -> None:
    assert wrap("解約します。次へ", 10) == ["解約しま", "す。次へ"]


def test_an_opening_bracket_does_not_end_a_line() -> None:
    assert wrap("解約は（無料）", 8) == ["解約は", "（無料）"]


@pytest.mark.parametrize("mark", "、。，．・：；？！）」』】〕》］｝”ー〜々ッぁ…％‼｡､ﾞﾟ｣")
@pytest.mark.parametrize("cells", range(4, 13))
def test_what_may_not_begin_a_line_never_does(mark: str, cells: int) -> None:
    for line in wrap(f"解約解約{mark}約解{mark}約解約", cells):
        assert not line.startswith(mark)


@pytest.mark.parametrize("mark", "（「『【〔《［｛“￥〒(")
@pytest.mark.parametrize("cells", range(4, 13))
def test_what_may_not_end_a_line_never_does(mark: str, cells: int) -> None:
    for line in wrap(f"解約解約{mark}約解{mark}約解約", cells):
        assert not line.endswith(mark)


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        ("停止日は12月31日", 10, ["停止日は", "12月31日"]),
        ("停止日は１２月です", 10, ["停止日は", "１２月です"]),
        ("番号は０９０です", 10, ["番号は", "０９０です"]),
        ("ご利用ＳＩＭは", 10, ["ご利用", "ＳＩＭは"]),
        ("料金は1,234円", 12, ["料金は", "1,234円"]),
    ],
)
def test_a_number_stays_with_what_it_counts(text: str, cells: int, lines: list[str]) -> None:
    assert wrap(text, cells) == lines


def test_half_width_kana_break_like_kana_and_keep_their_voiced_marks() -> None:
    assert wrap("ﾄﾞｺﾓｶﾞｲﾄﾞｾﾝﾀｰ", 6) == ["ﾄﾞｺﾓｶﾞ", "ｲﾄﾞｾﾝ", "ﾀｰ"]


def test_an_ideographic_blank_at_a_break_does_not_indent_the_next_line() -> None:
    assert wrap("申込番号　解約日", 8) == ["申込番号", "解約日"]
    assert wrap("　申込番号", 8) == ["　申込番", "号"]


def test_an_emoji_of_several_is_not_torn_apart() -> None:
    family = "👨\u200d👩\u200d👧"
    assert wrap(f"解約{family}", 8) == ["解約", family]


def test_a_hostile_line_is_wrapped_in_one_pass() -> None:
    # Measured in cells handed out, not in seconds: 100,000 stops in lines of 80 cells.
    lines = wrap("、" * 100_000, 80)
    assert Counter(map(len, lines)) == {40: 2500}
