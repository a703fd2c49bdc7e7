"""The date of a mail is read as people and programs write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.correspondence.post import mail
from tui.correspondence.dates import read_mail_date
from tui.correspondence.mail.mail import read_mail

MORNING = "2026-11-12T10:03:00+09:00"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Thu, 12 Nov 2026 10:03:00 +0900", MORNING),
        ("Thu, 12 Nov 2026 10:03:00 +0900 (JST)", MORNING),
        ("Thu, 12 Nov 2026 10:03:00 JST", MORNING),
        ("Thu, 12 Nov 2026 10:03 +0900", MORNING),
        ("12 Nov 2026 10:03:00 +09:00", MORNING),
        ("Thu,12 Nov 2026 10:03:00 GMT+0900", MORNING),
        ("Thu, 12 November 2026 10:03:00 (JST)", MORNING),
        ("Thu, 12-Nov-26 10:03:00 +0900", MORNING),
        ("Thu, 12 Nov 26 10:03:00 +0900", MORNING),
        ("Thu Nov 12 10:03:00 2026", MORNING),
        ("Thu Nov 12 10:03:00 JST 2026", MORNING),
        ("Nov 12, 2026 10:03:00 AM", MORNING),
        ("2026-11-12 9:05 PM", "2026-11-12T21:05:00+09:00"),
        ("2026年11月12日(木) 午後0:05", "2026-11-12T12:05:00+09:00"),
        ("2026-11-12T10:03:00+09:00", MORNING),
        ("2026/11/12 10:03:00", MORNING),
        ("2026年11月12日 10時03分", MORNING),
        ("2026年11月12日(木) 午前10:03", MORNING),
        ("木, 12 11月 2026 10:03:00 +0900", MORNING),
        ("Ｔｈｕ，　１２ Ｎｏｖ ２０２６ １０：０３：００ ＋０９００", MORNING),
        ("Thu, 12 Nov 2026 10.03.00 +0900", MORNING),
        ("Thu, 12 Nov 2026 10:03:00.123 +0900", MORNING),
        ("Thu, 12 Nov 2026 10:03:00 +9999", MORNING),
        ("Thu, 12 Nov 2026 10:03:00 Tokyo", MORNING),
        ("Thu, 12 Nov 2026 01:03:00 GMT", "2026-11-12T01:03:00+00:00"),
        ("Thu, 12 Nov 2026 01:03:00 +0000 (UTC)", "2026-11-12T01:03:00+00:00"),
        ("Thu, 12 Nov 2026 01:03:00 -0000", "2026-11-12T01:03:00+00:00"),
        ("2026-11-12T01:03:00Z", "2026-11-12T01:03:00+00:00"),
        ("Wed, 11 Nov 2026 17:03:00 -0800 (PST)", "2026-11-11T17:03:00-08:00"),
        ("Wed, 11 Nov 2026 20:03:00 EST", "2026-11-11T20:03:00-05:00"),
        ("Thu, 12 Nov 2026 09:03:00 +0800 (CST)", "2026-11-12T09:03:00+08:00"),
        ("Thu, 12 Nov 2026 06:33:00 +0530", "2026-11-12T06:33:00+05:30"),
        ("Thu, 31 Dec 1998 23:59:60 +0000", "1998-12-31T23:59:59+00:00"),
        ("11/12/2026 9:05 PM", None),
        ("Mon, 30 Feb 2026 10:00:00 +0900", None),
        ("Thu, 12 Nov 2026 25:00:00 +0900", None),
        ("Thu, 12 Nov 2026", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_date_is_read_or_it_is_none(text: str, date: str | None) -> None:
    assert read_mail_date(text) == date


@given(st.datetimes(), st.sampled_from(["%a, %d %b %Y %H:%M:%S +0900", "%Y-%m-%dT%H:%M:%S+09:00"]))
def test_every_moment_is_read_back(moment, form) -> None:  # type: ignore[no-untyped-def]
    moment = moment.replace(year=1980 + moment.year % 200, microsecond=0, day=min(moment.day, 28))
    assert read_mail_date(moment.strftime(form)) == f"{moment.isoformat()}+09:00"


@given(st.text("0123456789:/-+ JanNov月年日.,()", max_size=60))
def test_any_text_is_a_date_or_none(text: str) -> None:
    date = read_mail_date(text)
    assert date is None or len(date) == 25


def test_without_a_date_the_last_server_says_when_it_came() -> None:
    received = "from a by b with SMTP id x; Thu, 12 Nov 2026 10:03:00 +0900"
    for fields in (
        (("Received", received), ("Received", "from c by a; Thu, 1 Jan 1998 00:00:00 +0900")),
        (("Received", received), ("Date", "soon")),
    ):
        read = read_mail(mail(fields, b"x"))
        assert (read.date, read.date_source) == (MORNING, "received")


def test_without_any_date_there_is_none() -> None:
    read = read_mail(mail((("Subject", "x"),), b"x"))
    assert (read.date, read.date_source) == (None, "none")
