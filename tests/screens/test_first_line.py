"""Carrier and departure in one line."""

from datetime import date

import pytest

from tui.screens.first_line import read_first_line

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("line", "carrier", "departure"),
    [
        ("docomo 12/15", "docomo", date(2026, 12, 15)),
        ("12月15日 au", "au", date(2026, 12, 15)),
        ("Y!mobile, 15 Dec", "Y!mobile", date(2026, 12, 15)),
        ("楽天モバイル、12月15日", "楽天モバイル", date(2026, 12, 15)),
        ("UQ mobile +14", "UQ mobile", date(2026, 12, 8)),
        ("IIJmio", "IIJmio", None),
        ("1/15", None, date(2027, 1, 15)),
        ("", None, None),
    ],
)
def test_a_line_is_read(line: str, carrier: str | None, departure: date | None) -> None:
    read = read_first_line(line, TODAY)
    assert (read.carrier, read.departure, read.unclear) == (carrier, departure, None)


@pytest.mark.parametrize("line", ["SoftBank 13/45", "2月30日", "docomo 99/1"])
def test_what_looks_like_a_date_and_is_none_is_named(line: str) -> None:
    assert read_first_line(line, TODAY).unclear
