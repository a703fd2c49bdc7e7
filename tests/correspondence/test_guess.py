"""What was pasted is kept as it is, and what it probably is comes with it."""

import random
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.correspondence.examples import JAPANESE
from tui.casebook.draft import Draft
from tui.casebook.records import Note
from tui.correspondence.guess import (
    Destroyed,
    SeveralLetters,
    from_bytes,
    from_text,
    read_again,
)
from tui.text.trouble import Trouble

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
        ("木曜日, 11月 12, 2026 3:05 午後", "2026-11-12T15:05:00+09:00"),
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


LONG_SUBJECT = "【ドコモ】" + "解約手続き完了のお知らせ" * 20


@pytest.mark.parametrize(
    "raw",
    [
        f"From: a@docomo.ne.jp\nMessage-ID: <1@x>\nSubject: {LONG_SUBJECT}\n\nbody\n",
        f"From: a@docomo.ne.jp\nDate: 2026/11/12 10:03\nSubject: {LONG_SUBJECT}\n\nbody\n",
        f"{LONG_SUBJECT}\ndocomo <a@docomo.ne.jp>\n2026/11/12 10:03\nto me\n\nbody\n",
        f"<html><title>{LONG_SUBJECT}</title><p>body</p></html>",
    ],
    ids=["mail", "headers", "webmail", "page"],
)
def test_a_subject_that_a_letter_has_is_kept_whole(raw: str) -> None:
    assert from_bytes(raw.encode(), NOW).subject == LONG_SUBJECT


def test_a_subject_without_end_is_cut_with_a_mark() -> None:
    for machine in ("", "Message-ID: <1@x>\n"):
        draft = from_bytes(f"{machine}From: a@b.jp\nSubject: {'a' * 5_000}\n\nb".encode(), NOW)
        assert draft.subject == "a" * 1_000 + "…"


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


SOURCE = """Return-Path: <noreply@docomo.ne.jp>
Received: from mail.docomo.ne.jp by mx.example.jp
\twith ESMTP; Thu, 12 Nov 2026 01:03:00 +0000
Message-ID: <1@docomo.ne.jp>
Date: Thu, 12 Nov 2026 10:03:00 +0900 (JST)
From: =?iso-2022-jp?B?GyRCJUklMyViGyhC?= <noreply@docomo.ne.jp>
To: li@example.jp
Subject: =?UTF-8?B?44CQ44OJ44Kz44Oi44CR6Kej57SE5omL57aa44GN44Gu44GU5qGI5YaF?=
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=iso-2022-jp
Content-Transfer-Encoding: base64

GyRCMnJMcyRONGobKEI=
--b
Content-Type: application/pdf; name=bill.pdf
Content-Transfer-Encoding: base64

JVBERi0xLjc=
--b--
"""
GMAIL_SOURCE = f"""Original Message

Message ID\t<1@docomo.ne.jp>
Created at:\tThu, Nov 12, 2026 at 10:03 AM (Delivered after 1 second)
From:\tドコモ <noreply@docomo.ne.jp>
SPF:\tPASS with IP 192.0.2.1  Learn more


Download Original\t\t
Copy to clipboard

Delivered-To: li@example.jp
{SOURCE}"""
THUNDERBIRD_SOURCE = f"From - Thu Nov 12 10:03:00 2026\n{SOURCE}"


def the_letter(draft: Draft) -> None:
    assert (draft.form, draft.kind, draft.direction, draft.carrier) == (
        *("mail", "mail", "in", "docomo"),
    )
    assert (draft.subject, draft.sender) == (
        "【ドコモ】解約手続きのご案内",
        "ドコモ <noreply@docomo.ne.jp>",
    )
    assert (draft.recipient, draft.message_id) == ("li@example.jp", "1@docomo.ne.jp")
    assert (draft.date, draft.date_source) == (AT, "header")
    assert (draft.text.strip(), draft.charset, draft.declared) == (
        *("解約の願", "iso-2022-jp", "iso-2022-jp"),
    )
    assert [(file.name, file.content) for file in draft.enclosures] == [("bill.pdf", b"%PDF-1.7")]


@pytest.mark.parametrize("source", [SOURCE, "\n\n" + SOURCE, GMAIL_SOURCE, THUNDERBIRD_SOURCE])
def test_a_pasted_source_is_read_as_the_mail_that_it_is(source: str) -> None:
    draft = paste(source)
    the_letter(draft)
    assert draft.original == source.encode()


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (SOURCE.encode(), "letter.eml"),
        (SOURCE.encode(), ""),
        (SOURCE.replace("\n", "\r\n").encode("utf-16"), "letter.eml"),
        (f"{len(SOURCE)}      \n{SOURCE}<?xml version='1.0'?>\n<plist/>".encode(), "1.emlx"),
        (THUNDERBIRD_SOURCE.encode(), "Inbox.mbox"),
        (GMAIL_SOURCE.encode(), ""),
    ],
)
def test_a_mail_in_a_file_is_read_whatever_is_around_it(raw: bytes, name: str) -> None:
    draft = from_bytes(raw, NOW, name=name)
    the_letter(draft)
    assert (draft.original, draft.remarks) == (raw, ())


def test_the_same_letter_has_the_same_digest_however_it_came() -> None:
    digests = {
        paste(SOURCE).body_hash,
        paste(GMAIL_SOURCE).body_hash,
        from_bytes(SOURCE.replace("\n", "\r\n").encode(), NOW).body_hash,
        from_bytes(THUNDERBIRD_SOURCE.encode(), NOW).body_hash,
    }
    assert len(digests) == 1
    assert None not in digests


def test_an_mbox_with_several_letters_is_not_one_letter() -> None:
    with pytest.raises(SeveralLetters):
        from_bytes((THUNDERBIRD_SOURCE + "\n" + THUNDERBIRD_SOURCE).encode(), NOW)


def test_a_mail_called_text_is_read_as_a_mail_and_says_so() -> None:
    draft = from_bytes(SOURCE.encode(), NOW, name="notes.txt")
    the_letter(draft)
    assert "notes.txt" in str(draft.remarks[0])


def test_a_saved_web_archive_is_a_screen() -> None:
    raw = (
        b"From: <Saved by Blink>\nSnapshot-Content-Location: https://my.docomo.ne.jp/\n"
        b"Subject: My docomo\nDate: Thu, 12 Nov 2026 10:03:00 +0900\nMIME-Version: 1.0\n"
        b"Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n"
        b"<p>Your line ends on 31 December.</p>\n--b--\n"
    )
    draft = from_bytes(raw, NOW, name="page.mhtml")
    assert (draft.form, draft.kind, draft.subject, draft.sender) == (
        *("mail", "screen", "My docomo", ""),
    )
    assert "31 December" in draft.text


PAGE = (
    "<!DOCTYPE html><html><head><meta charset=shift_jis><title>解約手続き | ドコモ</title></head>"
    "<body><nav>Menu</nav><p>お手続きが<b>完了</b>しました。</p>"
    '<a href="https://www.docomo.ne.jp/">戻る</a></body></html>'
)


def test_a_web_page_is_read_as_text_with_its_title() -> None:
    raw = PAGE.encode("cp932")
    draft = from_bytes(raw, NOW, name="page.html")
    assert (draft.form, draft.kind, draft.subject) == ("html", "screen", "解約手続き | ドコモ")
    assert (draft.charset, draft.declared, draft.carrier) == ("cp932", "shift_jis", "docomo")
    assert "お手続きが完了しました。" in draft.text
    assert "https://www.docomo.ne.jp/" in draft.text
    assert "<" not in draft.text
    assert draft.original == raw


def test_a_mail_saved_as_a_web_page_keeps_its_people() -> None:
    rows = "".join(
        f"<p>{name}: {value}</p>"
        for name, value in (
            ("From", "ドコモ &lt;noreply@docomo.ne.jp&gt;"),
            ("Sent", "Thursday, November 12, 2026 10:03 AM"),
            ("Subject", "解約"),
        )
    )
    draft = from_bytes(f"<html><body>{rows}<p>Hello</p></body></html>".encode(), NOW)
    assert (draft.kind, draft.sender, draft.date) == ("mail", "ドコモ <noreply@docomo.ne.jp>", AT)
    assert draft.subject == "解約"


PDF = b"%PDF-1.7\n" + bytes(range(256)) * 4


@pytest.mark.parametrize(
    ("raw", "name", "kind", "subject", "media"),
    [
        (PDF, "解約_通知.pdf", "letter", "解約 通知", "application/pdf"),
        (PDF, "C:\\Users\\li\\Bill 11.PDF", "letter", "Bill 11", "application/pdf"),
        (b"\xff\xd8\xff\xe0" + PDF, "IMG_0001.jpg", "letter", "IMG 0001", "image/jpeg"),
        (
            b"\x89PNG\r\n\x1a\n" + PDF,
            "Screenshot 2026.png",
            "screen",
            "Screenshot 2026",
            "image/png",
        ),
        (b"\0\0\0\x18ftypM4A " + PDF, "call.m4a", "call", "call", "audio/mp4"),
        (bytes(range(256)) * 4, "a\x1b[31m\u202eb.bin", "letter", None, "application/octet-stream"),
    ],
)
def test_a_file_is_kept_as_its_own_attachment(
    raw: bytes, name: str, kind: str, subject: str | None, media: str
) -> None:
    draft = from_bytes(raw, NOW, name=name)
    assert (draft.form, draft.text, draft.charset, draft.kind) == ("file", "", "binary", kind)
    (file,) = draft.enclosures
    assert (file.content, file.type, file.caption) == (raw, media, "")
    assert file.name == name.rpartition("\\")[2]
    if subject is not None:
        assert draft.subject == subject
    assert "\x1b" not in draft.subject
    assert "\u202e" not in draft.subject
    assert draft.body_hash


def test_a_file_without_a_name_gets_one() -> None:
    assert from_bytes(PDF, NOW).enclosures[0].name == "letter.pdf"
    assert from_bytes(bytes(range(256)) * 4, NOW).enclosures[0].name == "letter"


def test_a_picture_called_a_mail_is_a_picture_and_says_so() -> None:
    draft = from_bytes(b"\x89PNG\r\n\x1a\n" + PDF, NOW, name="letter.eml")
    assert (draft.form, draft.enclosures[0].type) == ("file", "image/png")
    assert "image/png" in str(draft.remarks[0])


@pytest.mark.parametrize(
    "raw",
    [
        "\n".join(JAPANESE).encode("ascii", "replace"),
        b"From: ???? <noreply@docomo.ne.jp>\nMIME-Version: 1.0\nSubject: ????\n\n" + b"?" * 60,
        ("\ufffd" * 40 + " 12\ufffd31\ufffd\n").encode(),
        ("?" * 40 + " 12?31?\r\n").encode("utf-16"),
        b"From: noreply@docomo.ne.jp\nMIME-Version: 1.0\nSubject: =?UTF-8?B?6Kej57SE?=\n\n"
        + ("\ufffd" * 40 + " A1234 https://www.docomo.ne.jp/ 0120-800-000\n").encode(),
    ],
)
def test_a_letter_that_powershell_destroyed_is_refused_with_the_line_that_works(raw: bytes) -> None:
    with pytest.raises(Destroyed, match="cmd /c") as refused:
        from_bytes(raw, NOW)
    assert "PowerShell" in str(refused.value)
    assert from_bytes(raw, NOW, charset="utf-8").text


def test_the_refusal_says_what_to_type_where_it_is_known() -> None:
    assert 'cmd /c "ssh HOST kaiyaku note add CARD < letter.eml"' in str(Destroyed())
    assert 'cmd /c "ssh li@there kaiyaku note add 1 < ' in str(
        Destroyed("ssh li@there kaiyaku note add 1")
    )


def test_a_letter_that_lost_only_a_few_characters_is_kept_and_says_so() -> None:
    text = "".join(JAPANESE)
    head = "From: noreply@docomo.ne.jp\nMIME-Version: 1.0\n"
    for lost in (f"{text}\ufffd\ufffd\ufffd", "Thank you.\ufffd\ufffd\ufffd Regards, docomo"):
        draft = from_bytes(f"{head}Content-Type: text/plain; charset=utf-8\n\n{lost}".encode(), NOW)
        assert (draft.text, draft.charset, draft.lossy) == (lost, "utf-8", True)


def test_bytes_that_have_no_meaning_are_no_letter_destroyed_on_the_way() -> None:
    raw = b"MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n" + b"\xff\xfe" * 30
    assert from_bytes(raw, NOW).original == raw


def test_what_was_pasted_as_question_marks_is_kept_with_a_remark() -> None:
    draft = paste("????????? ?????? 12?31?????????")
    assert draft.remarks


def test_what_powershell_writes_to_a_file_is_read() -> None:
    text = "\n".join(JAPANESE)
    draft = from_bytes(text.replace("\n", "\r\n").encode("utf-16"), NOW, name="letter.txt")
    assert (draft.text, draft.charset, draft.remarks) == (text, "utf-16-le", ())


def note(draft: Draft, **corrected: str) -> Note:
    return Note(
        **{
            "id": 1,
            "card": 1,
            "kind": "mail",
            "direction": "in",
            "date": None,
            "size": 1,
            "by": "",
            "at": "",
            "sha256": "",
            "charset": draft.charset,
            "form": draft.form,
            "subject": draft.subject,
            "sender": draft.sender,
            "recipient": draft.recipient,
            **corrected,
        }  # type: ignore[arg-type]
    )


def test_a_letter_read_again_keeps_what_a_person_corrected() -> None:
    raw = "件名: 解約\n差出人: ドコモ <noreply@docomo.ne.jp>\n\n本文です。\n".encode("cp932")
    wrong = from_bytes(raw, NOW, charset="koi8-r")
    again = read_again(note(wrong), raw, "cp932", NOW)
    assert (again.subject, again.sender) == ("解約", "ドコモ <noreply@docomo.ne.jp>")
    again = read_again(note(wrong, subject="my words"), raw, "cp932", NOW)
    assert (again.subject, again.sender) == ("my words", "ドコモ <noreply@docomo.ne.jp>")
    with pytest.raises(LookupError):
        read_again(note(wrong), raw, "klingon", NOW)


def test_a_letter_read_again_is_kept_under_a_name_that_reads_it_once_more() -> None:
    raw = "Zrušení smlouvy".encode("iso-8859-2")
    again = read_again(note(from_bytes(raw, NOW)), raw, "iso-8859-2", NOW)
    assert (again.text, again.charset) == ("Zrušení smlouvy", "iso-8859-2")
    assert read_again(note(again), raw, again.charset, NOW).text == "Zrušení smlouvy"


def test_a_pasted_source_read_again_is_still_that_mail() -> None:
    draft = paste(GMAIL_SOURCE)
    the_letter(read_again(note(draft), draft.original, "iso-2022-jp", NOW))


KINDS = [
    SOURCE.encode(),
    THUNDERBIRD_SOURCE.encode(),
    PAGE.encode("cp932"),
    OUTLOOK_JA.encode("cp932"),
    "\n".join(JAPANESE).encode("utf-16"),
    b"[LINE] a\n\n2026/11/12\n10:03\ta\tb\n",
    PDF,
]


def read(raw: bytes, name: str) -> None:
    with suppress(Trouble):
        draft = from_bytes(raw, NOW, name=name)
        assert draft.original == raw
        f"{draft.text}{draft.subject}{draft.sender}{draft.recipient}".encode()


@pytest.mark.parametrize("seed", range(10))
def test_any_bytes_are_a_draft_or_a_sentence(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(60):
        raw = bytearray(chance.choice(KINDS))
        for _ in range(chance.choice((1, 3, 20, 100))):
            place = chance.randrange(len(raw))
            if chance.random() < 0.5:
                raw[place] = chance.randrange(256)
            else:
                other = chance.choice(KINDS)
                cut = chance.randrange(len(other))
                raw[place:place] = other[cut : cut + chance.choice((1, 10, 200))]
        whole = bytes(raw[: chance.choice((len(raw), chance.randrange(len(raw) + 1)))])
        read(whole, chance.choice(("", "a.eml", "a.txt", "a.png")))


@given(st.binary(max_size=300))
def test_any_few_bytes_are_a_draft_or_a_sentence(raw: bytes) -> None:
    read(raw, "")


VERY_LONG = {
    "utf-8": ("解約のご案内です。\n" * 500_000).encode(),
    "utf-16": ("解約のご案内です。\n" * 800_000).encode("utf-16"),
    "jis": b"\x1b$B2rLs\x1b(B\n" * 800_000,
    "html": b"<html>" + b"<p>x" * 3_000_000,
}


@pytest.mark.parametrize("raw", VERY_LONG.values(), ids=VERY_LONG)
def test_of_a_very_long_text_the_beginning_is_shown_and_all_is_kept(raw: bytes) -> None:
    draft = from_bytes(raw, NOW)
    assert draft.original == raw
    assert len(draft.remarks) == 1
    assert not draft.lossy
    assert draft.text
