"""Where words were found is told in one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.excerpt import excerpt, fitted
from tui.text.folding import Folded, fold, folded, words_of
from tui.text.width import width


def told(text: str, query: str, cells: int = 40) -> str:
    """Return the line, with what was found in angle brackets."""
    pieces = fitted(excerpt(text, words_of(query)), cells)
    return "".join(f"<{piece}>" if is_found else piece for piece, is_found in pieces)


@pytest.mark.parametrize(
    ("text", "query", "line"),
    [
        ("ご解約のお手続き", "解約", "ご<解約>のお手続き"),
        ("解約", "解約", "<解約>"),
        ("ＭＮＰ と mnp", "mnp", "<ＭＮＰ> と <mnp>"),
        ("ｶﾞｰﾄﾞ料", "ガード", "<ｶﾞｰﾄﾞ>料"),
        ("a か\u3099す", "がす", "a <か\u3099す>"),
        ("tel 090-1234-5678 now", "09012345678", "tel <090-1234-5678> now"),
        ("tel 090-1234-5678 now", "090 1234 5678", "tel <090-1234-5678> now"),
        ("確\n　定", "確定", "<確 定>"),
        ("one\n\n two  three", "two", "one <two> three"),
        ("解約金", "解約 約金", "<解約金>"),
        ("aXbXc", "x", "a<X>b<X>c"),
        ("x" * 60 + "解約", "解約", "…" + "x" * 35 + "<解約>"),
        ("解約" + "x" * 60, "解約", "<解約>" + "x" * 35 + "…"),
        ("x" * 90 + "解約" + "y" * 90, "解約", "…" + "x" * 12 + "<解約>" + "y" * 22 + "…"),
        ("前" * 90 + "解約" + "後" * 90, "解約", "…" + "前" * 6 + "<解約>" + "後" * 11 + "…"),
        ("nothing of it", "解約", "nothing of it"),
        ("", "解約", ""),
        ("\u202e\x1b[2J解約\x00[/]", "解約", "⟨U+202E⟩␛[2J<解約>␀[/]"),
    ],
)
def test_what_was_found_stands_in_what_is_around_it(text: str, query: str, line: str) -> None:
    assert told(text, query) == line


@given(
    st.text(st.sampled_from("解約料金の者ｶﾞabc 1-\n👍e\u0301\u202e\x00[/]"), max_size=300),
    st.integers(0, 300),
    st.integers(1, 4),
    st.integers(8, 90),
)
def test_it_never_is_wider_than_its_line_and_always_shows_what_was_found(
    text: str, start: int, length: int, cells: int
) -> None:
    words = words_of(text[start : start + length])
    found = excerpt(text, words)
    pieces = fitted(found, cells)
    assert width("".join(piece for piece, _ in pieces)) <= cells
    assert not any(c in piece for piece, _ in pieces for c in "\n\x00\u202e")
    if any(word in fold(text) for word in words):
        assert any(is_found for _, is_found in found.pieces)
        assert any(is_found for _, is_found in pieces)


@pytest.mark.parametrize("place", [0, 3_998, 3_999, 4_000, 7_999, 1_050_000])
def test_only_a_stretch_of_a_long_letter_is_mapped(
    monkeypatch: pytest.MonkeyPatch, place: int
) -> None:
    mapped: list[int] = []

    def counting(text: str) -> Folded:
        mapped.append(len(text))
        return folded(text)

    monkeypatch.setattr("tui.text.excerpt.folded", counting)
    text = ("[/]" * 350_000)[:place] + "解約" + "x" * 9_000
    assert "<解約>xxx" in told(text, "解約")
    assert max(mapped) <= 6_000


def test_the_text_says_where_it_was_cut() -> None:
    found = excerpt("x" * 300 + "解約" + "y" * 300, ["解約"])
    assert found.text == "…" + "x" * 40 + "解約" + "y" * 160 + "…"
    assert excerpt("解約", ["解約"]).text == "解約"
