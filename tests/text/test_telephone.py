"""Which telephone numbers are the same, and which cannot be any."""

import pytest

from tui.text.telephone import can_be, digits_of


@pytest.mark.parametrize(
    "written",
    [
        *(
            "090-1234-5678",
            "09012345678",
            "０９０−１２３４−５６７８",
            "090 1234 5678",
            "9012345678",
        ),
        *("+81 90-1234-5678", "+81(0)90-1234-5678", "0081-90-1234-5678", "090ー1234ー5678"),
    ],
)
def test_a_number_is_the_same_however_it_is_grouped(written: str) -> None:
    assert digits_of(written) == "09012345678"
    assert can_be(written)


@pytest.mark.parametrize(
    "written",
    [
        *("03-1234-5678", "0120-123-456", "0800-123-4567", "050-1234-5678", "020-1234-5678"),
        *("+86 139 1234 5678", "+1 212 555 0100", "0570-123-456", "060-1234-5678"),
        *("045-123-4567", "02012345678901"),
    ],
)
def test_numbers_that_there_are_can_be_some(written: str) -> None:
    assert can_be(written)


@pytest.mark.parametrize(
    "written",
    [
        *("12345", "090-1234-567", "090-1234-56789", "03-1234-567", "abc", "090-1234-567x", "0"),
        *("+86", "+123456789012345678", "１２３", "8981100000000000000", "110", ""),
    ],
)
def test_what_has_too_few_or_too_many_digits_cannot(written: str) -> None:
    assert not can_be(written)
