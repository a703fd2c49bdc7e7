"""A day is the same day in a field, in the header of a mail and in a copied line."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.correspondence.dates import read_mail_date, read_stamp, read_stamp_line
from tui.deadlines.calendar import find_clock, find_day, folded, whole_day
from tui.deadlines.dates import read_date

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
FORMS = [
    "{d:%Y-%m-%d}",
    "{d:%Y/%m/%d}",
    "{d:%Y.%m.%d}",
    "{d.year}年{d.month}月{d.day}日",
    "{d.year} 年 {d.month} 月 {d.day} 日",
    "令和{era}年{d.month}月{d.day}日",
    "R{era}.{d.month}.{d.day}",
    "{d.month}月 {d.day}, {d.year}",
    "{d:%d %b %Y}",
    "{d:%d-%b-%y}",
    "{d:%d %B %Y}",
    "{d:%b %d, %Y}",
    "{d:%B} {d.day}th, {d.year}",
    "{d:%b-%d-%Y}",
    "the {d.day}th of {d:%B} {d.year}",
    "{d:%Y %b %d}",
]
TIMES = ["10:03", "10:03:00", "10:03 AM", "午前10:03", "午前 10時03分", "10:03 +0900", "10:03 JST"]


@pytest.mark.parametrize("form", FORMS)
@given(day=st.dates(date(2019, 6, 1), date(2026, 11, 20)), time=st.sampled_from(TIMES))
def test_a_day_is_the_same_wherever_it_stands(form: str, day: date, time: str) -> None:
    written = form.format(d=day, era=day.year - 2018)
    moment = f"{day.isoformat()}T10:03:00+09:00"
    assert read_date(written, NOW.date()) == day
    assert read_stamp_line(written, NOW) == day.isoformat()
    for text in (f"{written} {time}", f"{time} {written}"):
        assert read_mail_date(text) == moment
        assert read_stamp(text, NOW) == moment
        assert read_stamp_line(text, NOW) == moment


@pytest.mark.parametrize(
    "text", ["marble 12, 2026", "15月12日", "December 2026", "12 marches 2026"]
)
def test_what_is_no_day_is_none_anywhere(text: str) -> None:
    assert read_mail_date(f"{text} 10:03") is None
    assert read_stamp_line(text, NOW, year_needed=False) is None
    with pytest.raises(ValueError, match="not a date"):
        read_date(text, NOW.date())


@given(st.text("0123456789:/-+ .,()JanNovth月年日時分午前後令和R", max_size=80))
def test_any_text_has_a_day_and_a_time_or_none(text: str) -> None:
    plain = folded(text, 100)
    whole_day(plain)
    found = find_day(plain)
    if found is not None:
        find_clock(found.rest)
    read_stamp(text, NOW)
    read_mail_date(text)
