"""Text without a frame: what goes on a page, and what reaches a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.terminal.bare import BarePage, pages
from tui.text.width import width

LINES = st.lists(
    st.lists(st.sampled_from(["解", "a", "①", " ", "が", "か\u3099", "🙏"]), max_size=30).map(
        "".join
    ),
    min_size=1,
    max_size=12,
)


def test_a_long_line_stays_one_line_for_the_terminal_to_wrap() -> None:
    assert list(pages(["a" * 25, "b"], 10, 20)) == [BarePage(0, ("a" * 25, "b"))]


def test_a_page_ends_where_the_terminal_does() -> None:
    found = list(pages(["a" * 25, "b", "", "c"], 10, 4))
    assert found == [BarePage(0, ("a" * 25, "b")), BarePage(2, ("", "c"))]


def test_a_line_longer_than_a_page_goes_on_on_the_next() -> None:
    found = list(pages(["x", "ab" * 20], 10, 3))
    assert found == [BarePage(0, ("x", "ab" * 10)), BarePage(1, ("ab" * 10,))]


def test_a_wide_character_is_not_cut_in_two() -> None:
    assert list(pages(["a解約解約"], 4, 2)) == [BarePage(0, ("a解約解",)), BarePage(0, ("約",))]


def test_characters_that_a_terminal_may_draw_wide_never_push_a_line_off() -> None:
    assert [page.lines for page in pages(["①" * 10], 10, 1)] == [("①" * 5,), ("①" * 5,)]


@given(LINES, st.integers(2, 20), st.integers(1, 8))
def test_nothing_is_lost_and_no_page_is_too_long(lines: list[str], cells: int, rows: int) -> None:
    found = list(pages(lines, cells, rows))
    assert "".join(part for page in found for part in page.lines) == "".join(lines)
    for page in found:
        assert sum(max(-(-width(line) // cells), 1) for line in page.lines) <= rows
        assert page.first < len(lines)


@pytest.mark.parametrize("size", [(0, 0), (1, 1), (80, 0)])
def test_any_size_of_terminal_is_taken(size: tuple[int, int]) -> None:
    assert "".join(page.lines[0] for page in pages(["abc"], *size)) == "abc"
