"""Cleaned text cannot move a terminal's cursor, reverse a line or hide a word."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.clean import clean, clean_line

BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
TROUBLE = st.text(
    st.sampled_from(
        "a界é \t\n\r\x00\x1b\x7f\x85\x9b\u0301\u094d\u0915\u200b\u200d\u202e\u2066\u2028\u3099か"
        "\u3164\ufe0f\ufeff\ufffe\U0001f469\U0001f3fd\U0001f4bb\u2764\u20e3\ud800\udfff\U000e0041"
    ),
    max_size=30,
)
ANY_TEXT = st.one_of(TROUBLE, st.text(st.characters(exclude_categories=()), max_size=60))


@given(ANY_TEXT)
def test_no_control_character_is_left_but_the_line_end(text: str) -> None:
    assert all(c == "\n" or unicodedata.category(c) != "Cc" for c in clean(text))


@given(ANY_TEXT)
def test_no_direction_or_invisible_format_is_left_but_the_joiner(text: str) -> None:
    cleaned = clean(text)

    assert not BIDI & set(cleaned)
    assert {c for c in cleaned if unicodedata.category(c) == "Cf"} <= {"\u200d"}


@given(ANY_TEXT)
def test_cleaned_text_can_be_written_as_utf_8(text: str) -> None:
    assert clean(text).encode("utf-8")[:0] == b""


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(ANY_TEXT)
def test_a_clean_line_is_one_line(text: str) -> None:
    assert len(clean_line(text).splitlines()) <= 1


@given(st.text(st.sampled_from("e\u0301\u3099\u0e47\ufe00\u20dd"), max_size=40))
def test_marks_do_not_pile_up_over_the_lines_above(text: str) -> None:
    run = longest = 0
    for character in clean(text):
        run = run + 1 if unicodedata.category(character)[0] == "M" else 0
        longest = max(longest, run)
    assert longest <= 4


@pytest.mark.parametrize(
    "text",
    [
        "【ドコモ】解約手続きのご案内（髙橋様・①㈱ｱｲｳ）〒150-0001 … ～ − ‖ ￥1,100",
        "您的合约将于12月15日解约，费用为“¥1,100”。",
        "Your last bill [docomo] [/] is €10 — Grüße, naïve café",
        "ご利用ありがとうございます🙏👩\u200d💻🇯🇵",
        "か\u3099き\u3099 = がぎ",
    ],
)
def test_what_people_write_stays_as_it_is(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;owned\x07", "␛]0;owned␇"),
        ("\x9b31m", "⟨U+009B⟩31m"),
        ("100\u202e001", "100⟨U+202E⟩001"),
        ("do\u200bcomo", "do⟨U+200B⟩como"),
        ("do\u200dcomo", "do⟨U+200D⟩como"),
        ("👩\u200dcomo", "👩⟨U+200D⟩como"),
        ("a\u3164b", "a⟨U+3164⟩b"),
        ("a\tb\r\nc\rd\u2028e", "a    b\nc\nd\ne"),
        ("\ud83d", "\ufffd"),
        ("\x7f", "␡"),
    ],
)
def test_what_is_dangerous_becomes_visible(text: str, shown: str) -> None:
    assert clean(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("❤\ufe0f", "❤ "),
        ("❤\ufe0f\u200d🔥", "❤ 🔥"),
        ("1\ufe0f\u20e3", "1 "),
        ("👍🏽", "👍"),
        ("👩🏽\u200d💻", "👩\u200d💻"),
    ],
)
def test_emoji_get_a_width_that_terminals_agree_on(text: str, shown: str) -> None:
    assert clean(text) == shown
