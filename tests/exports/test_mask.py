"""Personal data found in whatever is written."""

import pytest

from tui.exports.proof.mask import BAR, NOTHING, Mask, said_in


@pytest.mark.parametrize(
    "text",
    [
        "090-1234-5678",
        "09012345678",
        "０９０－１２３４－５６７８",
        "+81 90-1234-5678",
        "+81 (0)90 1234 5678",
        "090 1234 5678",
        "(090)1234-5678",
    ],
)
def test_a_number_is_found_however_it_is_grouped(text: str) -> None:
    for known in ("090-1234-5678", "+81 90 1234 5678"):
        masked = Mask([known])(f"Call {text} now, ref. 1234")
        assert masked.endswith(" now, ref. 1234")
        assert BAR in masked
        assert "5678" not in masked


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Li Na", "LI NA"),
        ("Li Na", "Li  Na"),
        ("Li Na", "Na Li"),
        ("Li Na", "ＬＩ　ＮＡ"),
        ("Li Na", "li,na"),
        ("李娜", "李 娜"),
        ("田中 太郎", "田中太郎"),
        ("ﾀﾅｶ ﾀﾛｳ", "タナカ・タロウ"),
        ("lina@example.org", "LINA@example.org"),
    ],
)
def test_a_name_is_found_in_any_case_width_and_order(name: str, text: str) -> None:
    assert Mask([name])(f"（{text}）様") == f"（{BAR}）様"


@pytest.mark.parametrize(
    "text", ["1998-05-01", "1998/5/1", "1998年5月1日", "１９９８年０５月０１日", "19980501"]
)
def test_a_day_is_found_however_it_is_written(text: str) -> None:
    mask = Mask(["1998-05-01"])
    assert mask(f"生年月日 {text}。") in (f"生年月日 {BAR}。", f"生年月日 {BAR}日。")
    assert mask("1998-05-11 1998-15-01") == "1998-05-11 1998-15-01"


@pytest.mark.parametrize("text", ["in linac 3", "a linage", "to Bali na", "call 09012345"])
def test_what_only_looks_alike_is_left_alone(text: str) -> None:
    assert Mask(["Li Na", "090-1234-5678"])(text) == text


def test_the_bar_is_the_same_for_any_value_and_the_rest_stays_as_it_was() -> None:
    mask = Mask(["Li Na", "Wang Xiaoming"])
    text = "ａ\tWang Xiaoming\r\nand Li Na\u3000ｂ"
    assert mask(text) == f"ａ\t{BAR}\r\nand {BAR}\u3000ｂ"


def test_values_inside_lists_and_tables_are_found() -> None:
    mask = Mask(["Li Na"])
    assert mask.holds({"reason": [None, "asked LI NA"]})
    assert not mask.holds({"reason": [None, 7, True]})
    assert mask.within({"a": [None, "Li Na!", 7]}) == {"a": [None, f"{BAR}!", 7]}


@pytest.mark.parametrize("values", [[], ["", "  ", "・"]])
def test_no_value_masks_nothing(values: list[str]) -> None:
    assert Mask(values)("Li Na ・ 090") == "Li Na ・ 090"
    assert not NOTHING.holds("anything")


def test_what_a_header_says_of_a_person() -> None:
    assert said_in('"Li Na" <lina@example.org>') == ["lina@example.org", "Li Na"]
    assert said_in("lina@example.org") == ["lina@example.org"]
    assert said_in(None) == []
