"""What was pasted is kept as it is, and what it probably is comes with it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.correspondence.examples import JAPANESE
from tui.casebook.draft import Draft
from tui.correspondence.guess import from_bytes, from_text

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
AT = "2026-11-12T10:03:00+09:00"


def paste(text: str) -> Draft:
    return from_text(text, NOW)


OUTLOOK_JA = """差出人: ドコモ <noreply@docomo.ne.jp>
送信日時: 2026年11月12日木曜日 10:03
宛先: 李 偉 <li@example.jp>
件名: 【ドコモ】解約手続きのご案内

李 偉 様
"""
OUTLOOK_EN = """From: ドコモ <noreply@docomo.ne.jp>
Sent: Thursday, November 12, 2026 10:03 AM
To: Li Wei
Cc: someone
Subject: 【ドコモ】解約手続きのご案内

Dear Li Wei,
"""
OUTLOOK_ZH = """发件人: ドコモ <noreply@docomo.ne.jp>
发送时间: 2026年11月12日 10:03
收件人: 李伟
主题: 【ドコモ】解約手続きのご案内
"""
QQ = """发件人： ドコモ <noreply@docomo.ne.jp>;
时   间： 2026年11月12日(星期四) 上午10:03
收件人： "李伟" <1@qq.com>;
主   题： 【ドコモ】解約手続きのご案内

您好
"""
NETEASE = """发件人：ドコモ <noreply@docomo.ne.jp>
发送日期：2026-11-12 10:03:00
收件人：li@163.com
主题：【ドコモ】解約手続きのご案内
"""
TAIWAN = """寄件者: ドコモ <noreply@docomo.ne.jp>
寄件日期: 2026年11月12日 上午 10:03
收件者: 李偉
主旨: 【ドコモ】解約手続きのご案内
"""
YAHOO = """【ドコモ】解約手続きのご案内
受信トレイ

差出人：ドコモ <noreply@docomo.ne.jp>

宛先：li@yahoo.co.jp

日付：2026/11/12 木 10:03

李 偉 様
"""
GMAIL_JA = """【ドコモ】解約手続きのご案内
受信トレイ

ドコモ <noreply@docomo.ne.jp>
2026年11月12日(木) 10:03 (8 日前)
To 自分

李 偉 様
"""
GMAIL_EN = """【ドコモ】解約手続きのご案内
Inbox

ドコモ <noreply@docomo.ne.jp>\tThu, Nov 12, 10:03\u202fAM (8 days ago)
to me

Dear Li Wei,
"""
GMAIL_ZH = """【ドコモ】解約手続きのご案内
收件箱

ドコモ <noreply@docomo.ne.jp>
2026年11月12日周四 10:03 (8天前)
发送至 我
"""
FORWARDED = """---------- Forwarded message ---------
From: ドコモ <noreply@docomo.ne.jp>
Date: Thu, Nov 12, 2026 at 10:03 AM
Subject: 【ドコモ】解約手続きのご案内
To: <li@example.jp>
"""
APPLE = """差出人: ドコモ <noreply@docomo.ne.jp>
件名: 【ドコモ】解約手続きのご案内
日時: 2026年11月12日 10:03:00 JST
宛先: 李 偉
"""
SOURCE = """Return-Path: <noreply@docomo.ne.jp>
Received: from mail.docomo.ne.jp by mx.example.jp
\twith ESMTP; Thu, 12 Nov 2026 01:03:00 +0000
Date: Thu, 12 Nov 2026 10:03:00 +0900 (JST)
From: ドコモ <noreply@docomo.ne.jp>
To: li@example.jp
Subject: 【ドコモ】解約手続きのご案内
MIME-Version: 1.0

李 偉 様
"""
MAILS = {name: text for name, text in globals().items() if name.isupper() and isinstance(text, str)}
del MAILS["AT"]


@pytest.mark.parametrize("mail", MAILS.values(), ids=MAILS.keys())
def test_a_mail_copied_from_any_program_is_understood(mail: str) -> None:
    draft = paste(mail)

    assert (draft.kind, draft.direction) == ("mail", "in")
    assert (draft.date, draft.date_source) == (AT, "text")
    assert draft.subject == "【ドコモ】解約手続きのご案内"
    assert draft.sender == "ドコモ <noreply@docomo.ne.jp>"
    assert draft.text == mail


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("Thu, 12 Nov 2026 01:03:00 +0000", "2026-11-12T01:03:00+00:00"),
        ("2026-11-12T01:03:05Z", "2026-11-12T01:03:05+00:00"),
        ("November 12, 2026 at 9:03:00 PM GMT+8", "2026-11-12T21:03:00+08:00"),
        ("Thu 11/12/2026 10:03 AM", AT),
        ("令和8年11月12日 午後3時05分", "2026-11-12T15:05:00+09:00"),
        ("2026年11月12日 下午12:05", "2026-11-12T12:05:00+09:00"),
        ("2026/11/12 12:05 AM", "2026-11-12T00:05:00+09:00"),
        ("11月12日(木) 10:03", AT),
        ("11月30日(日) 10:03", "2025-11-30T10:03:00+09:00"),
        ("12 Nov 2026", "2026-11-12"),
        ("Nov 12, 2026 10:03 PST", "2026-11-12"),
        ("11/12/2026 10:03", None),
        ("2026-02-30 10:03", None),
        ("2026-11-12 25:03", None),
        ("2027-11-12 10:03", None),
        ("someday", None),
    ],
)
def test_the_date_line_is_read_when_it_is_certain(written: str, date: str | None) -> None:
    draft = paste(f"From: docomo\nDate: {written}\nSubject: x\n")
    assert (draft.date, draft.date_source) == (date, "text" if date else "none")


def test_a_mail_from_me_is_outgoing() -> None:
    assert paste("From: 自分 <li@example.jp>\nTo: docomo\nSubject: 解約\n").direction == "out"
    assert paste('发件人："我" <li@qq.com>\n主题：解约\n').direction == "out"
    assert paste("From: Mei <mei@example.jp>\nSubject: x\n").direction == "in"


def test_the_mail_quoted_below_an_answer_is_not_taken_for_the_answer() -> None:
    draft = paste(f"Hello,\n\nplease cancel.\n\nRegards\n-----Original Message-----\n{OUTLOOK_EN}")
    assert (draft.sender, draft.date, draft.subject) == ("", None, "Hello,")


def test_a_line_of_the_body_is_no_header() -> None:
    draft = paste(
        "From: docomo\nSubject: visit\n\nPlease come to the shop.\nDate: 2026-11-01 10:00\n"
    )
    assert (draft.subject, draft.date) == ("visit", None)


@pytest.mark.parametrize(
    "text",
    [
        "認証コード：123456\n第三者に教えないでください。",
        "【中国移动】您的验证码是123456，五分钟内有效。",
        "Your verification code is 123456.",
        "ご利用停止日は2026年12月1日です。",
    ],
)
def test_a_short_message_is_an_sms_and_a_date_in_it_is_not_its_date(text: str) -> None:
    draft = paste(text)
    assert (draft.kind, draft.date, draft.subject) == ("sms", None, text.split("\n")[0])


def test_a_letter_is_known_by_its_form() -> None:
    draft = paste(
        "令和8年11月12日\n〒150-0001 東京都\n李 偉 様\n\n解約手続き完了のお知らせ\n\n"
        "拝啓　時下ますますご清祥のこととお慶び申し上げます。\n敬具\n"
    )
    assert (draft.kind, draft.date) == ("letter", "2026-11-12")
    assert draft.subject == "解約手続き完了のお知らせ"


@pytest.mark.parametrize(
    "text",
    [
        "[LINE] ドコモとのトーク履歴\n保存日時：2026/11/12 10:05\n\n10:03\tドコモ\tどうぞ",
        "10:03 ドコモ こんにちは\n10:04 李 解約したい\nのですが",
        "午前10:03\tドコモ\tこんにちは\n午前10:04\t李\t解約したい",
        "[2026/11/12, 10:03:05] Support: hello\n[2026/11/12, 10:04:00] Li: I want to cancel",
        "客服 2026-11-12 10:03:05\n您好\n李伟 10:04\n我想解约",
    ],
)
def test_a_chat_is_known_by_its_times(text: str) -> None:
    assert paste(text).kind == "chat"


def test_a_long_text_without_any_sign_is_a_mail_with_its_first_line_as_subject() -> None:
    draft = paste("\n\n【ドコモ】" + "重要なお知らせ" * 20 + "\n" + "\n".join(JAPANESE))
    assert draft.kind == "mail"
    assert draft.subject == ("【ドコモ】" + "重要なお知らせ" * 20)[:80]


def test_two_dates_at_the_top_are_no_certain_date() -> None:
    assert paste("2026年11月1日\n2026年11月2日\n" + "\n".join(JAPANESE)).date is None


@given(st.text(st.characters(exclude_categories=()), max_size=80))
def test_a_paste_is_kept_code_point_for_code_point(text: str) -> None:
    draft = paste(text)
    kept = text.replace("\r\n", "\n").replace("\r", "\n")

    assert draft.original.decode("utf-8", "surrogatepass") == kept
    draft.text.encode("utf-8")
    if not any("\ud800" <= character <= "\udfff" for character in text):
        assert (draft.text, draft.lossy) == (kept, False)


@given(st.text(st.characters(exclude_categories=()), max_size=80))
def test_a_kept_paste_reads_the_same_from_its_bytes(text: str) -> None:
    draft = paste(text)
    assert from_bytes(draft.original, NOW, charset="utf-8").text == draft.text.removeprefix(
        "\ufeff"
    )


def test_a_lone_surrogate_is_kept_and_said_to_be_lost_from_the_view() -> None:
    draft = paste("a\udc80b")
    assert (draft.original, draft.text, draft.lossy) == (b"a\xed\xb2\x80b", "a\ufffdb", True)


def test_the_halves_of_one_emoji_are_joined_in_the_view() -> None:
    draft = paste("\ud83d\ude4f")
    assert (draft.text, draft.lossy) == ("🙏", False)


def test_a_file_is_kept_byte_for_byte_and_read_in_its_charset() -> None:
    raw = OUTLOOK_JA.replace("\n", "\r\n").encode("cp932")
    draft = from_bytes(raw, NOW)

    assert (draft.original, draft.text, draft.charset) == (raw, OUTLOOK_JA, "cp932")
    assert (draft.kind, draft.date) == ("mail", AT)


def test_a_file_read_in_the_wrong_charset_can_be_read_again() -> None:
    raw = "Привет".encode("koi8-r")
    assert from_bytes(raw, NOW, charset="koi8-r").text == "Привет"


def test_a_picture_is_kept_without_a_text() -> None:
    raw = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
    draft = from_bytes(raw, NOW)
    assert (draft.original, draft.text, draft.subject, draft.lossy) == (raw, "", "", True)


@pytest.mark.parametrize(
    "text", ["", "\n\n", "\x00", ":", "：\n：", "From:", "From:\nSubject:\n", "<@>"]
)
def test_next_to_nothing_is_still_a_draft(text: str) -> None:
    assert paste(text).text == text


@given(st.lists(st.sampled_from([*OUTLOOK_JA, *GMAIL_EN, "10:03", "<", "(", "令和"]), max_size=80))
def test_any_confusion_is_still_a_draft(pieces: list[str]) -> None:
    text = "".join(pieces)
    draft = paste(text)
    assert draft.text == text
    assert len(draft.subject) <= 80
    assert "\n" not in draft.subject + draft.sender
