"""What is the same to who searches, and where in the text it stands."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui.text.folding import fold, folded, words_of

MARKS = "\u3099\u309a\u0301\u0316\u0345\u0e33\u200d\ufe0f"
TEXTS = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "0123456789-ー−() ,.\n\r\t\u3000解約料金違の者ｶﾞﾎﾟプぷ゛aAzß①㈱髙\x00\ud800" + MARKS
        ),
    ),
    max_size=30,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＭＮＰ予約番号", "mnp予約番号"),
        ("ﾌﾟﾗﾝ", "プラン"),
        ("ｶﾞｽ", "ガス"),
        ("か\u3099す", "がす"),
        ("①㈱", "1(株)"),
        ("Contract", "CONTRACT"),
        ("Straße", "STRASSE"),
        ("髙橋", "高橋"),
        ("山﨑", "山崎"),
        ("濵田", "浜田"),
        ("渡邉", "渡辺"),
        ("渡邊", "渡辺"),
        ("霞ヶ関", "霞ケ関"),
        ("3〜5日", "3～5日"),
        ("a–b—c", "a-b-c"),
        ("−500", "－500"),
        ("don’t", "don't"),
        ("田中　太郎", "田中太郎"),
        ("解\r\n約", "解約"),
        ("090-1234-5678", "09012345678"),
        ("０９０ー１２３４ー５６７８", "09012345678"),
        ("090 1234 5678", "090-1234-5678"),
        ("03(1234)5678", "0312345678"),
        ("1,100円", "1100円"),
        ("葛\U000e0100飾", "葛飾"),
        ("soft\xadware", "software"),
        ("a\x00b", "ab"),
    ],
)
def test_what_means_the_same_folds_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ハム", "バム"),
        ("解約\n\n料金", "解約料金"),
        ("contract end", "contractend"),
        ("1.5", "15"),
        ("12/15", "1215"),
        ("1,23", "123"),
        ("1,2345", "12345"),
        ("キャリアー", "キャリア"),
        ("1\n2", "12"),
    ],
)
def test_what_differs_stays_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("解約　MNP", ("解約", "mnp")),
        ("  contract\tContract ", ("contract",)),
        ("090-1234-5678", ("09012345678",)),
        ("090 1234 5678", ("09012345678",)),
        ("(090) 1234‐5678", ("09012345678",)),
        ("090-", ("090",)),
        ("(090", ("090",)),
        ("2026 11", ("2026", "11")),
        ("090 1234", ("090", "1234")),
        ("1,100円", ("1100円",)),
        ("A-1234", ("a-1234",)),
        ("-", ("-",)),
        ("[/]", ("[/]",)),
        ("", ()),
        ("\u3000\x00 \u200b", ()),
    ],
)
def test_a_query_is_cut_at_blanks_and_a_telephone_number_is_one_word(
    query: str, words: tuple[str, ...]
) -> None:
    assert words_of(query) == words


def test_a_letter_pasted_as_a_query_is_a_few_words() -> None:
    assert len(words_of(" ".join(map(str, range(100_000, 200_000))))) == 20


@settings(max_examples=500, deadline=None)
@given(TEXTS)
@example("090-\u0301123")
@example("か\u3099 \n 約")
@example("\u1112\u1161\u11ab\uffa1\uffc2")
def test_folding_with_places_folds_the_same(text: str) -> None:
    mapped = folded(text)
    assert mapped.text == fold(text)
    assert len(mapped.starts) == len(mapped.ends) == len(mapped.text)
    assert all(0 <= a < b <= len(text) for a, b in zip(mapped.starts, mapped.ends, strict=True))
    assert list(mapped.starts) == sorted(mapped.starts)


@settings(max_examples=500, deadline=None)
@given(TEXTS, st.integers(0, 30), st.integers(1, 6))
def test_a_place_unfolded_is_found_again_there(text: str, start: int, length: int) -> None:
    mapped = folded(text)
    word = mapped.text[start : start + length]
    if word:
        a, b = mapped.unfolded(start, start + len(word))
        assert word in fold(text[a:b])


def test_a_voiced_half_width_letter_is_marked_as_a_whole() -> None:
    mapped = folded("解約ｶﾞｰﾄﾞ料")
    place = mapped.text.index("ガード")
    assert mapped.unfolded(place, place + 3) == (2, 7)


def test_no_folded_text_has_a_nul_or_half_a_character() -> None:
    assert fold("a\x00\ud800b\udfff") == "a\ufffdb\ufffd"


MEGABYTES = {
    "markup": "[/]" * 350_000,
    "nul": "\x00" * 1_000_000,
    "surrogates": "\ud800" * 1_000_000,
    "marks": "e" + "\u0301\u0316" * 500_000,
    "blanks": "解" + " " * 1_000_000,
    "lines": "解\n " * 300_000,
    "digits": "1 " * 500_000,
    "brackets": "1" + "(" * 1_000_000,
    "thai": "กำ" * 500_000,
}


@pytest.mark.parametrize("text", MEGABYTES.values(), ids=MEGABYTES)
def test_a_megabyte_of_anything_is_folded(text: str) -> None:
    assert len(fold(text)) <= 2 * len(text)


def test_every_letter_taken_for_plain_is_plain() -> None:
    from tui.text.folding import _PLAIN, _belongs

    for code in range(0x10000):
        character = chr(code)
        if _PLAIN.fullmatch(character * 2):
            assert len(fold(f"x{character}x")) == 3, hex(code)
            assert not _belongs(character)
            assert unicodedata.category(character) != "Cn" or len(fold(character)) == 1
