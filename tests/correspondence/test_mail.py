"""A mail of any make shows what it says, and keeps the files that came with it."""

import base64
import binascii

import pytest

from tests.correspondence.examples import iso_2022_jp
from tests.correspondence.post import (
    ENCODE,
    b_word,
    base64_lines,
    mail,
    multipart,
    part,
    text_mail,
    with_header,
)
from tui.casebook.draft import Enclosure
from tui.correspondence.mail.mail import Mail, read_mail
from tui.text.translation import Words

JIS = ENCODE["iso-2022-jp"]
PDF = b"%PDF-1.4\r\n\x00\x01\x02\n\r\n--x\r\n%%EOF\r\n"
UTF8 = "text/plain; charset=utf-8"
HTML8 = "text/html; charset=utf-8"


def said(raw: Mail) -> list[str]:
    """Return the remarks as an English reader sees them."""
    return [remark.say(Words("en")) for remark in raw.remarks]


def attached(content: bytes, kind: str, name: str) -> bytes:
    return part(
        base64_lines(content),
        kind,
        ("Content-Transfer-Encoding", "base64"),
        ("Content-Disposition", f'attachment; filename="{name}"'),
    )


def test_everything_a_note_needs_is_read_from_a_carriers_mail() -> None:
    raw = mail(
        (
            ("Received", "from a by b; Thu, 12 Nov 2026 10:03:09 +0900"),
            ("From", b'"' + b_word(JIS("ドコモ"), "ISO-2022-JP") + b'" <noreply@docomo.ne.jp>'),
            ("To", "li@example.jp, desk@example.jp"),
            ("Subject", b_word(JIS("解約手続きのご案内"), "ISO-2022-JP")),
            ("Date", "Thu, 12 Nov 2026 10:03:00 +0900 (JST)"),
            ("Message-ID", "<20261112.1@docomo.ne.jp>"),
            ("Content-Type", "text/plain; charset=ISO-2022-JP"),
        ),
        iso_2022_jp("李様\r\n\r\n解約①を承りました。\r\n"),
    )
    read = read_mail(raw)
    assert read == Mail(
        subject="解約手続きのご案内",
        sender="ドコモ <noreply@docomo.ne.jp>",
        recipient="li@example.jp, desk@example.jp",
        date="2026-11-12T10:03:00+09:00",
        date_source="header",
        message_id="20261112.1@docomo.ne.jp",
        text="李様\n\n解約①を承りました。",
        text_from="plain",
        other="",
        charset="iso-2022-jp",
        declared="ISO-2022-JP",
        lossy=False,
        enclosures=(),
        remarks=(),
        headers=(
            ("Received", "from a by b; Thu, 12 Nov 2026 10:03:09 +0900"),
            ("From", '"ドコモ" <noreply@docomo.ne.jp>'),
            ("To", "li@example.jp, desk@example.jp"),
            ("Subject", "解約手続きのご案内"),
            ("Date", "Thu, 12 Nov 2026 10:03:00 +0900 (JST)"),
            ("Message-ID", "<20261112.1@docomo.ne.jp>"),
            ("Content-Type", "text/plain; charset=ISO-2022-JP"),
        ),
    )


def test_attachments_come_out_byte_for_byte() -> None:
    letter = multipart(
        "mixed",
        part(b"see below", UTF8),
        attached(PDF, "application/pdf", "bill.pdf"),
        part(
            PDF,
            "application/octet-stream",
            ("Content-Transfer-Encoding", "binary"),
            ("Content-Disposition", "attachment; filename=raw.bin"),
        ),
    )
    read = read_mail(with_header(letter))
    assert read.text == "see below"
    assert read.enclosures == (
        Enclosure(name="bill.pdf", type="application/pdf", content=PDF),
        Enclosure(name="raw.bin", type="application/octet-stream", content=PDF),
    )


def test_an_enclosed_mail_is_shown_indented_and_kept_byte_for_byte() -> None:
    inner = (
        b"From: " + b_word(JIS("窓口"), "ISO-2022-JP") + b" <a@b.jp>\nTo: c@d.jp\r\n"
        b"Date: Thu, 12 Nov 2026 10:03:00 +0900\nSubject: "
        + b_word("請求".encode(), "utf-8")
        + b"\nX-Odd :  y\r\nContent-Type: text/plain; charset=shift_jis\r\n\r\n"
        + "一行目\n\n二行目\n".encode("cp932")
    )
    letter = multipart("mixed", part(b"forwarded", UTF8), part(inner, "message/rfc822"))
    read = read_mail(with_header(letter))
    assert read.text == (
        "forwarded\n\n    From: 窓口 <a@b.jp>\n    To: c@d.jp\n"
        "    Date: Thu, 12 Nov 2026 10:03:00 +0900\n    Subject: 請求\n\n    一行目\n\n    二行目"
    )
    assert read.enclosures == (Enclosure(name="請求.eml", type="message/rfc822", content=inner),)
    assert read.charset == "utf-8"


def test_an_enclosed_mail_in_base64_is_opened_too() -> None:
    inner = b"From: a@b.jp\r\nSubject: x\r\n\r\n" + "解約".encode()
    letter = multipart(
        "mixed",
        part(base64_lines(inner), "message/rfc822", ("Content-Transfer-Encoding", "base64")),
        part(inner, "message/rfc822", ("Content-Transfer-Encoding", "base64")),
    )
    read = read_mail(with_header(letter))
    assert read.text.count("    解約") == 2
    assert [enclosure.content for enclosure in read.enclosures] == [inner, inner]


def test_files_of_an_enclosed_mail_are_there_too() -> None:
    inner = with_header(
        multipart(
            "mixed", part(b"in", UTF8), attached(PDF, "application/pdf", "a.pdf"), boundary="i"
        )
    )
    innermost = with_header(multipart("mixed", part(inner, "message/rfc822"), boundary="m"))
    letter = multipart("mixed", part(b"out", UTF8), part(innermost, "message/rfc822"))
    read = read_mail(with_header(letter))
    assert [(one.name, one.content) for one in read.enclosures] == [
        ("x.eml", innermost),
        ("a.pdf", PDF),
    ]
    assert read.text.endswith("\n\n        in")


def test_plain_text_is_shown_and_the_page_is_the_other_form() -> None:
    letter = multipart(
        "alternative", part("解約".encode(), UTF8), part("<b>解約</b>です".encode(), HTML8)
    )
    read = read_mail(with_header(letter))
    assert (read.text, read.text_from, read.other) == ("解約", "plain", "解約です")


@pytest.mark.parametrize("plain", ["", "\r\n \r\n", "HTMLメールです。", "See https://x.jp/"])
def test_the_page_is_shown_where_the_plain_text_says_next_to_nothing(plain: str) -> None:
    page = "<p>" + "解約のお手続きについてご案内いたします。" * 20 + "</p>"
    letter = multipart("alternative", part(plain.encode(), UTF8), part(page.encode(), HTML8))
    read = read_mail(with_header(letter))
    assert read.text_from == "html"
    assert read.text.startswith("解約のお手続き")
    assert read.other == plain.strip()


def test_an_excuse_is_not_shown_instead_of_the_page() -> None:
    excuse = "このメールはHTML形式です。HTML対応のメールソフトでご覧ください。"
    page = "<p>" + "解約のお手続きについて。" * 16 + "</p>"
    letter = multipart("alternative", part(excuse.encode(), UTF8), part(page.encode(), HTML8))
    assert read_mail(with_header(letter)).text_from == "html"


def test_long_targets_of_links_do_not_make_a_page_longer_than_its_text() -> None:
    page = f'<a href="https://x.jp/{"y" * 2000}">解約</a>'
    letter = multipart(
        "alternative", part("解約はこちら".encode(), UTF8), part(page.encode(), HTML8)
    )
    assert read_mail(with_header(letter)).text_from == "plain"


def test_text_and_page_that_came_one_after_the_other_are_one_letter() -> None:
    text, page = (
        "解約を承りました。\r\nお問い合わせは窓口へ。",
        "<p>解約を承りました。<br>お問い合わせは窓口へ。",
    )
    letter = multipart("mixed", part(text.encode(), UTF8), part(page.encode(), HTML8))
    read = read_mail(with_header(letter))
    assert read.text == text.replace("\r\n", "\n") == read.other


def test_a_footer_below_a_page_is_shown_with_it() -> None:
    letter = multipart(
        "mixed", part("<p>解約を承りました。".encode(), HTML8), part(b"-- \r\nlist", UTF8)
    )
    read = read_mail(with_header(letter))
    assert (read.text, read.text_from) == ("解約を承りました。\n\n-- \nlist", "html")


def test_pictures_of_a_page_are_files() -> None:
    related = multipart(
        "related",
        part(b'<p>text<img src="cid:1" alt="logo">', HTML8),
        part(
            base64_lines(b"\x89PNG"),
            "image/png",
            ("Content-Transfer-Encoding", "base64"),
            ("Content-ID", "<1>"),
        ),
        boundary="r",
    )
    letter = multipart("alternative", part(b"text", UTF8), related)
    read = read_mail(with_header(letter))
    assert (read.text, read.other) == ("text", "text[logo]")
    assert read.enclosures == (Enclosure(name="image.png", type="image/png", content=b"\x89PNG"),)


def test_a_text_file_is_a_file_and_no_text_of_the_mail() -> None:
    letter = multipart(
        "mixed",
        part(b"body", UTF8),
        part(b"a,b", "text/plain; name=a.txt", ("Content-Disposition", "inline; filename=a.txt")),
        part(b"c,d", "text/csv"),
    )
    read = read_mail(with_header(letter))
    assert read.text == "body"
    assert [(one.name, one.type) for one in read.enclosures] == [
        ("a.txt", "text/plain"),
        ("text.csv", "text/csv"),
    ]


def test_a_text_file_alone_is_shown_and_kept() -> None:
    raw = mail((("Content-Type", UTF8), ("Content-Disposition", "inline; filename=a.txt")), b"body")
    read = read_mail(raw)
    assert (read.text, [one.name for one in read.enclosures]) == ("body", ["a.txt"])


def test_a_signed_mail_is_read_through() -> None:
    letter = multipart(
        "signed",
        part(JIS("解約"), "text/plain; charset=iso-2022-jp"),
        attached(b"\x30\x80", "application/pkcs7-signature", "smime.p7s"),
    )
    read = read_mail(with_header(letter))
    assert (read.text, [one.name for one in read.enclosures]) == ("解約", ["smime.p7s"])
    assert read.remarks == ()


@pytest.mark.parametrize(
    ("kind", "name", "sentence"),
    [
        ("application/pkcs7-mime", "smime.p7m", "S/MIME"),
        ("application/x-pkcs7-mime", "", "S/MIME"),
        ("application/ms-tnef", "winmail.dat", "Outlook"),
        ("application/octet-stream", "WINMAIL.DAT", "Outlook"),
        ("application/pgp-encrypted", "a.asc", "PGP"),
    ],
)
def test_what_is_not_opened_is_kept_and_named(kind: str, name: str, sentence: str) -> None:
    letter = multipart("mixed", part(b"see file", UTF8), attached(b"\x30\x80", kind, name))
    read = read_mail(with_header(letter))
    assert [one.content for one in read.enclosures] == [b"\x30\x80"]
    assert len(said(read)) == 1
    assert sentence in said(read)[0]
    assert (name or "smime.p7m") in said(read)[0]


def test_an_opaque_mail_has_no_text_but_its_file() -> None:
    raw = mail(
        (
            ("Content-Type", "application/pkcs7-mime; smime-type=signed-data; name=smime.p7m"),
            ("Content-Transfer-Encoding", "base64"),
        ),
        base64_lines(b"\x30\x80\x06"),
    )
    read = read_mail(raw)
    assert (read.text, read.text_from) == ("", "none")
    assert read.enclosures[0].content == b"\x30\x80\x06"


def test_a_bounce_says_why_and_encloses_what_was_sent() -> None:
    letter = multipart(
        "report",
        part(b"Not delivered.", UTF8),
        part(b"Final-Recipient: rfc822; a@b.jp\r\nStatus: 5.1.1\r\n", "message/delivery-status"),
        part(b"From: li@example.jp\r\nSubject: hi\r\n\r\nhello", "message/rfc822"),
    )
    read = read_mail(with_header(letter))
    assert read.text == (
        "Not delivered.\n\nFinal-Recipient: rfc822; a@b.jp\nStatus: 5.1.1\n\n"
        "    From: li@example.jp\n    Subject: hi\n\n    hello"
    )


@pytest.mark.parametrize("header", ["text/plain; charset=utf-8", "text/plain; charset=iso-2022-jp"])
def test_a_footer_below_base64_is_shown_below_the_text(header: str) -> None:
    encode = JIS if "2022" in header else ENCODE["utf-8"]
    text = "解約を承りました。" * 9
    for size in range(4):
        sent = base64_lines(encode(text + "!" * size))
        footer = b"_____________\r\nlist mailing list\r\nhttp://list.example.jp/\r\n"
        read = read_mail(text_mail(sent + footer, content_type=header, encoding="base64"))
        assert read.text == (
            f"{text}{'!' * size}\n_____________\nlist mailing list\nhttp://list.example.jp/"
        )


def test_a_footer_of_letters_alone_is_told_from_base64() -> None:
    text = "解約を承りました。" * 9
    sent = base64_lines(text.encode()) + b"Unsubscribe\r\nhttp://list.example.jp/\r\n"
    read = read_mail(text_mail(sent, content_type=UTF8, encoding="base64"))
    assert read.text == f"{text}\nUnsubscribe\nhttp://list.example.jp/"


def test_base64_in_pieces_that_are_padded_each_is_read_whole() -> None:
    text = "解約を承りました。" * 9
    pieces = [text.encode()[at : at + 50] for at in range(0, len(text.encode()), 50)]
    sent = b"\r\n".join(base64.b64encode(piece) for piece in pieces)
    assert read_mail(text_mail(sent, content_type=UTF8, encoding="base64")).text == text


def test_a_file_in_uuencode_is_taken_out_of_the_text() -> None:
    lines = [binascii.b2a_uu(PDF[at : at + 45]) for at in range(0, len(PDF), 45)]
    body = (
        b"before\r\nbegin 644 "
        + "請求.pdf".encode("cp932")
        + b"\r\n"
        + b"".join(lines)
        + b"`\nend\nafter\r\nbegin 644 no\r\nnothing\r\n"
    )
    read = read_mail(text_mail(body))
    assert read.text == "before\nafter\nbegin 644 no\nnothing"
    assert read.enclosures == (
        Enclosure(name="請求.pdf", type="application/octet-stream", content=PDF),
    )


def test_a_subject_that_lost_its_folding_does_not_end_the_header() -> None:
    raw = (
        b"From: a@b.jp\nSubject: "
        + b_word(JIS("解約"), "ISO-2022-JP")
        + b"\n"
        + b_word(JIS("手続き"), "ISO-2022-JP")
        + b"\nTo: c@d.jp\n"
        b'Content-Type: multipart/mixed;\nboundary="--:b"\n\n----:b\n\nbody\n----:b--\n'
    )
    read = read_mail(raw)
    assert (read.subject, read.recipient, read.text) == ("解約手続き", "c@d.jp", "body")


def test_a_raw_subject_that_lost_its_folding_goes_on() -> None:
    raw = (
        b"From: a@b.jp\r\nSubject: "
        + JIS("解約の")
        + b"\r\n"
        + JIS("ご案内")
        + b"\r\nTo: c@d.jp\r\n\r\nbody"
    )
    read = read_mail(raw)
    assert (read.subject, read.recipient, read.text) == ("解約の ご案内", "c@d.jp", "body")


def test_a_body_without_a_blank_line_before_it_is_not_lost() -> None:
    read = read_mail("From: a@b.jp\nSubject: x\n解約しました。\nURL: https://x.jp/\n".encode())
    assert (read.subject, read.text) == ("x", "解約しました。\nURL: https://x.jp/")


@pytest.mark.parametrize(
    "header",
    [
        "Content-Type: multipart/mixed",
        'Content-Type: multipart/mixed; boundary=""',
        "Content-Type: multipart/mixed; boundary=other",
        "Content-Type: multipart/*; boundary=b1",
        "X-Lost: header",
    ],
)
def test_parts_whose_boundary_is_lost_are_found(header: str) -> None:
    body = (
        b"--b1\r\nContent-Type: text/plain; charset=utf-8\r\n"
        b"\r\n\xe8\xa7\xa3\r\n--b1\r\nContent-Type: application/pdf; name=a.pdf"
        b"\r\n\r\nx\r\n--b1--\r\n"
    )
    read = read_mail(f"From: a@b.jp\r\n{header}\r\n\r\n".encode() + body)
    assert (read.text, [one.name for one in read.enclosures]) == ("解", ["a.pdf"])


def test_parts_that_cannot_be_told_apart_are_shown_as_they_stand() -> None:
    read = read_mail(b"Content-Type: multipart/mixed; boundary=b\r\n\r\njust text")
    assert read.text == "just text"
    assert len(said(read)) == 1


def test_a_mail_that_was_cut_shows_what_arrived() -> None:
    letter = multipart("mixed", part(b"body", UTF8), attached(PDF * 20, "application/pdf", "a.pdf"))
    read = read_mail(with_header(letter)[:-200])
    assert (read.text, read.enclosures[0].name) == ("body", "a.pdf")
    assert PDF * 5 in read.enclosures[0].content + PDF * 5
    assert read.enclosures[0].content.startswith(PDF)


def test_a_wrong_label_is_said() -> None:
    read = read_mail(
        text_mail("解約を承りました。".encode(), content_type="text/plain; charset=iso-2022-jp")
    )
    assert (read.charset, read.declared) == ("utf-8", "iso-2022-jp")
    assert said(read) == ["This mail says that it is written in iso-2022-jp; it was read as utf-8."]


def test_a_right_label_over_plain_ascii_is_no_remark() -> None:
    read = read_mail(text_mail(b"hello", content_type="text/plain; charset=iso-2022-jp"))
    assert (read.text, read.charset, read.remarks) == ("hello", "iso-2022-jp", ())


def test_the_reader_chooses_another_charset_for_the_text_and_for_what_has_no_label() -> None:
    raw = text_mail(
        "解約".encode("cp932"),
        content_type="text/plain; charset=gb2312",
        subject="解約".encode("cp932") + b" " + b_word("注销".encode(), "utf-8"),
    )
    assert read_mail(raw).text != "解約"
    read = read_mail(raw, charset="Shift_JIS")
    assert (read.text, read.subject, read.charset) == ("解約", "解約 注销", "cp932")
    assert (read.declared, read.remarks) == ("gb2312", ())


def test_the_choice_leaves_an_enclosed_mail_alone() -> None:
    inner = text_mail("解約".encode(), content_type=UTF8)
    letter = multipart("mixed", part("注销".encode("gbk")), part(inner, "message/rfc822"))
    assert read_mail(with_header(letter), charset="gbk").text.startswith("注销\n\n    From:")
    assert read_mail(with_header(letter), charset="gbk").text.endswith("解約")


def test_an_unknown_choice_is_a_lookup_error() -> None:
    with pytest.raises(LookupError, match="klingon"):
        read_mail(b"Subject: x\r\n\r\nascii", charset="klingon")


def test_shift_jis_lines_in_a_mail_of_iso_2022_jp_are_read_too() -> None:
    body = JIS("解約\r\n") + "ご案内です。\r\n".encode("cp932") + JIS("終わり")
    assert read_mail(text_mail(body)).text == "解約\nご案内です。\n終わり"
    kana = JIS("解約") + b"\xb6\xc5\r\n"
    assert read_mail(text_mail(kana)).text == "解約ｶﾅ"


def test_a_charset_that_another_part_names_helps_one_without() -> None:
    letter = multipart(
        "mixed",
        part("注销".encode("gbk"), "text/plain"),
        part("<p>注销".encode("gbk"), "text/html; charset=gb2312"),
    )
    assert read_mail(with_header(letter)).text.startswith("注销")


def test_a_page_without_a_label_of_its_own_is_told_from_text() -> None:
    read = read_mail(text_mail("<!DOCTYPE html>\n<html><p>解約</p></html>".encode()))
    assert (read.text, read.text_from) == ("解約", "html")


def test_a_picture_that_claims_to_be_text_is_a_file() -> None:
    png = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4
    read = read_mail(text_mail(base64_lines(png), encoding="base64"))
    assert (read.text, read.text_from) == ("", "none")
    assert [(one.content, one.type) for one in read.enclosures] == [
        (png, "application/octet-stream")
    ]


@pytest.mark.parametrize("raw", [b"", b"\n", b"\x00" * 100, b"just words", "解約".encode("cp932")])
def test_what_is_no_mail_is_text_without_a_header(raw: bytes) -> None:
    read = read_mail(raw)
    assert (read.subject, read.sender, read.date, read.message_id) == ("", "", None, None)


def test_a_mail_that_a_program_recoded_is_read() -> None:
    raw = mail((("Subject", b_word(JIS("解約"), "ISO-2022-JP")),), "本文".encode())
    for recoded in (
        b"\xef\xbb\xbf" + raw,
        b"\r\n\r\n" + raw,
        b"From li@example.jp Thu Nov 12 10:03:00 2026\r\n" + raw,
        raw.decode().encode("utf-16"),
        raw.replace(b"\r\n", b"\n"),
        raw.replace(b"\r\n", b"\r"),
    ):
        assert (read_mail(recoded).subject, read_mail(recoded).text) == ("解約", "本文")


def test_the_watchs_and_the_web_mails_echoes_are_left_out() -> None:
    letter = multipart(
        "alternative",
        part(b"text", UTF8),
        part(b"<b>w</b>", "text/watch-html"),
        part(b"<b>a</b>", "text/x-amp-html"),
    )
    read = read_mail(with_header(letter))
    assert (read.text, read.other, read.enclosures) == ("text", "", ())


@pytest.mark.parametrize(
    "disposition",
    [
        b'attachment; filename="../../etc/passwd"',
        b"attachment; filename*=utf-8''..%2F..%2Fetc%2Fpasswd",
    ],
)
def test_a_name_is_kept_as_it_was_sent_and_opens_nothing(disposition: bytes) -> None:
    letter = multipart("mixed", part(b"x", "application/pdf", ("Content-Disposition", disposition)))
    assert read_mail(with_header(letter)).enclosures[0].name == "../../etc/passwd"


def test_a_name_that_web_mail_percent_encoded_is_read() -> None:
    disposition = b"attachment; filename=%E8%AB%8B%E6%B1%82.pdf"
    letter = multipart("mixed", part(b"x", "application/pdf", ("Content-Disposition", disposition)))
    assert read_mail(with_header(letter)).enclosures[0].name == "請求.pdf"


def test_a_very_long_name_keeps_its_ending() -> None:
    disposition = b'attachment; filename="' + b"a" * 1000 + b'.pdf"'
    letter = multipart("mixed", part(b"x", "application/pdf", ("Content-Disposition", disposition)))
    name = read_mail(with_header(letter)).enclosures[0].name
    assert (len(name), name[-5:]) == (255, "a.pdf")


@pytest.mark.parametrize(
    ("value", "identifier"),
    [
        (b"<a@b>", "a@b"),
        (b" <a@\r\n b> (x)", "a@b"),
        (b"a@b", "a@b"),
        (b"<>", None),
        (b"", None),
    ],
)
def test_the_message_id_stands_without_brackets(value: bytes, identifier: str | None) -> None:
    assert read_mail(mail((("Message-ID", value),), b"x")).message_id == identifier


def test_without_a_recipient_the_mailbox_it_was_delivered_to_is_named() -> None:
    assert read_mail(mail((("Delivered-To", "li@example.jp"),), b"x")).recipient == "li@example.jp"
    assert read_mail(mail((("Sender", "a@b.jp"),), b"x")).sender == "a@b.jp"


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable"])
def test_a_transfer_encoding_over_parts_is_not_believed(encoding: str) -> None:
    letter = multipart("mixed", part("解=3D約".encode(), UTF8))
    raw = with_header(b"Content-Transfer-Encoding: " + encoding.encode() + b"\r\n" + letter)
    assert read_mail(raw).text == "解=3D約"


def test_a_page_knows_its_charset_better_than_a_western_label() -> None:
    page = '<meta charset="gb2312"><p>注销'.encode("gbk")
    assert read_mail(text_mail(page, content_type="text/html; charset=iso-8859-1")).text == "注销"


def test_a_page_without_a_tag_keeps_its_lines() -> None:
    read = read_mail(text_mail(b"one\r\ntwo", content_type="text/html"))
    assert read.text == "one\ntwo"


def test_a_second_carriage_return_is_no_second_line() -> None:
    assert read_mail(text_mail(b"one\r\r\ntwo")).text == "one\ntwo"


def test_an_enclosed_mail_that_is_empty_is_nothing() -> None:
    letter = multipart("mixed", part(b"see below", UTF8), b"Content-Type: message/rfc822\r\n\r\n")
    read = read_mail(with_header(letter))
    assert (read.text, read.enclosures) == ("see below", ())


def test_an_enclosed_mail_without_a_subject_has_a_name_still() -> None:
    letter = multipart("mixed", part(b"From: a@b.jp\r\n\r\nhi", "message/rfc822"))
    assert read_mail(with_header(letter)).enclosures[0].name == "message.eml"


def test_an_enclosed_text_without_a_header_is_shown_without_one() -> None:
    letter = multipart("mixed", part(b"\r\nhello", "message/rfc822"))
    assert read_mail(with_header(letter)).text == "    hello"


def test_a_charset_is_found_where_its_semicolon_was_forgotten() -> None:
    read = read_mail(text_mail(b"x", content_type='text/plain charset="Shift_JIS"'))
    assert read.declared == "Shift_JIS"


def test_blanks_behind_a_soft_line_end_are_no_text() -> None:
    raw = text_mail(b"one= \r\n two=\t\n!", encoding="quoted-printable")
    assert read_mail(raw).text == "one two!"


@pytest.mark.parametrize(("short", "codec"), [("解約", "euc_kr"), ("停机", "big5")])
def test_a_short_text_without_a_label_is_read_like_its_neighbours(short: str, codec: str) -> None:
    alone = read_mail(text_mail(short.encode(codec)))
    labelled = part(b"x", f"text/csv; charset={codec}")
    beside = read_mail(with_header(multipart("mixed", part(short.encode(codec)), labelled)))
    assert alone.text != short
    assert beside.text == short


def test_a_raw_subject_is_read_like_a_text_that_has_no_label_either() -> None:
    letter = "您好，請問帳單什麼時候寄出？謝謝您的幫忙，期待您的回覆。".encode("big5")
    assert read_mail(text_mail(letter, subject="停机".encode("big5"))).subject == "停机"


def test_what_a_remark_quotes_from_a_mail_is_harmless_to_a_terminal() -> None:
    raw = text_mail("解約".encode(), content_type='text/plain; charset="iso-2022-jp\x1b[2J\u202e"')
    name = b64_name("\x1b[2J\u202e.p7m")
    sealed = part(b"x", "application/pkcs7-mime", ("Content-Disposition", b"attachment; " + name))
    for read in (read_mail(raw), read_mail(with_header(multipart("mixed", sealed)))):
        assert "\x1b" not in "".join(said(read))
        assert "\u202e" not in "".join(said(read))
        assert said(read)


def b64_name(name: str) -> bytes:
    return b'filename="' + b_word(name.encode(), "utf-8") + b'"'


@pytest.mark.parametrize(
    "raw",
    [
        b"Content-Type: text/plain; charset=ISO-8859-15\n\nK\xfcndigung \xa45\n",
        b"Content-Type: text/html\n\n<meta charset=iso-8859-15><p>K\xfcndigung \xa45</p>\n",
    ],
    ids=["label", "page"],
)
def test_a_mail_from_western_europe_with_a_euro_sign_is_read(raw: bytes) -> None:
    mail = read_mail(b"Subject: =?ISO-8859-15?Q?K=FCndigung_=A45?=\n" + raw)
    assert (mail.subject, mail.text) == ("Kündigung €5", "Kündigung €5")
    assert (mail.charset, mail.lossy, said(mail)) == ("iso-8859-15", False, [])


@pytest.mark.parametrize(
    ("label", "encoded", "charset", "text"),
    [
        ("utf-7", b"+ieN9BDBu- A+-B", "utf-7", "解約の A+B"),
        ("hz-gb-2312", b"~{=bT<~} A~~B", "hz-gb-2312", "解约 A~B"),
        ("iso-2022-kr", b"\x1b$)C\x0eGXAv\x0f A", "iso-2022-kr", "해지 A"),
    ],
)
def test_a_text_in_seven_bits_is_read_by_its_label(
    label: str, encoded: bytes, charset: str, text: str
) -> None:
    header = f"Subject: x\nContent-Type: text/plain; charset={label}\n\n".encode()
    mail = read_mail(header + encoded)
    assert (mail.text, mail.charset, mail.lossy, said(mail)) == (text, charset, False, [])


@pytest.mark.parametrize("text", ["+81-90-1234-5678", "Plan A+B- and ~{~}"])
@pytest.mark.parametrize("label", ["utf-8", "us-ascii", "iso-2022-jp"])
def test_ascii_is_read_as_no_charset_of_seven_bits_without_its_label(label: str, text: str) -> None:
    header = f"Subject: x\nContent-Type: text/plain; charset={label}\n\n".encode()
    assert read_mail(header + text.encode()).text == text


def test_a_page_without_a_tag_has_its_characters_read_all_the_same() -> None:
    mail = read_mail(b"Content-Type: text/html\n\nBill &amp; contract:\n&#35299;&#32004;\n")
    assert (mail.text, mail.text_from) == ("Bill & contract:\n解約", "plain")
    plain = read_mail(b"Content-Type: text/plain\n\nBill &amp; contract\n")
    assert plain.text == "Bill &amp; contract"
