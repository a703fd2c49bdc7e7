"""A mail copied from a webmail's page tells who wrote it, to whom, when and about what."""

from datetime import UTC, datetime

import pytest

from tests.correspondence.webmail import AT, COPIES, SENDER, SUBJECT, Copy
from tui.casebook.draft import Draft
from tui.correspondence.guess import from_bytes, from_text

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def paste(text: str) -> Draft:
    return from_text(text, NOW)


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES.keys())
def test_a_mail_copied_from_webmail_is_understood(copy: Copy) -> None:
    draft = paste(copy.text)

    assert (draft.kind, draft.direction, draft.carrier) == ("mail", "in", "docomo")
    assert (draft.sender, draft.recipient) == (SENDER, copy.recipient)
    assert (draft.date, draft.date_source) == (AT, "text")
    assert draft.subject == SUBJECT
    assert (draft.text, draft.form) == (copy.text, "text")


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES.keys())
def test_and_so_it_is_from_a_file_with_windows_line_ends(copy: Copy) -> None:
    draft = from_bytes(copy.text.replace("\n", "\r\n").encode("utf-8-sig"), NOW, name="mail.txt")

    assert (draft.sender, draft.date, draft.subject) == (SENDER, AT, SUBJECT)
    assert draft.remarks == ()


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("10:03 AM (2 hours ago)", "2026-11-20T10:03:00+09:00"),
        ("11:58 (2 分前)", "2026-11-20T11:58:00+09:00"),
        ("22:10 (14小时前)", "2026-11-19T22:10:00+09:00"),
    ],
)
def test_a_mail_of_today_shows_only_its_time(line: str, date: str) -> None:
    draft = paste(f"Your bill\nInbox\n\nau <info@au.com>\n{line}\nto me\n\nHello\n")
    assert (draft.date, draft.sender, draft.subject) == (date, "au <info@au.com>", "Your bill")


def test_a_name_and_a_date_far_below_the_top_are_no_sender() -> None:
    lines = [f"line {number} of a long letter about many things" for number in range(20)]
    draft = paste("\n".join([*lines, "docomo <info@docomo.ne.jp>", "2026/11/12 10:03"]))
    assert (draft.sender, draft.date) == ("", None)


def test_the_quoted_header_far_below_an_answer_is_not_the_answers() -> None:
    copy = COPIES["quoted-forward-en"].text
    draft = paste(f"Hello,\n\nplease cancel.\n\nRegards\n\nLi\n\n{copy}")
    assert (draft.sender, draft.subject) == ("", "Hello,")


def test_a_mail_to_a_carrier_is_outgoing() -> None:
    draft = paste(
        "差出人: 李 偉 <li@example.jp>\n宛先: support@linemo.jp\n件名: 解約したい\n\n解約します。\n"
    )
    assert (draft.direction, draft.carrier) == ("out", "linemo")


def test_a_friend_with_a_mailbox_at_a_carrier_is_no_carrier() -> None:
    draft = paste("From: mei@example.jp\nTo: li.wei@docomo.ne.jp\nSubject: dinner\n\nTonight?\n")
    assert (draft.direction, draft.carrier) == ("in", None)
