"""What programs pack a letter into is opened: signed mails, winmail.dat, appointments, files."""

import struct
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.correspondence.compound_file import compound_file, compressed_rtf
from tests.correspondence.compound_file import properties as msg_properties
from tests.correspondence.packages import (
    ENVELOPED,
    attribute,
    der,
    properties,
    signed,
    winmail,
)
from tests.correspondence.post import base64_lines, mail, multipart, part, with_header
from tui.casebook.draft import Draft
from tui.correspondence.guess import from_bytes
from tui.correspondence.mail.mail import read_mail
from tui.correspondence.mail.signed import signed_content
from tui.correspondence.outlook.message import read_outlook
from tui.correspondence.outlook.tnef import NotTnef, open_package

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
TEXT = "解約のお手続きを承りました。受付番号 A-1234"
INNER = mail(
    (("Content-Type", "text/plain; charset=utf-8"), ("Content-Transfer-Encoding", "8bit")),
    TEXT.encode(),
)
MARK = "[S/MIME: signature not checked]\n\n"
WITH_FILE = multipart(
    "mixed",
    part(TEXT.encode(), "text/plain; charset=utf-8"),
    part(b"%PDF-1.7", "application/pdf; name=bill.pdf"),
)


def packed(content: bytes, type: str, name: str = "") -> bytes:
    return mail(
        (
            ("From", "noreply@example.jp"),
            ("Subject", "x"),
            ("Date", "Thu, 12 Nov 2026 10:03:00 +0900"),
            ("Content-Type", type),
            ("Content-Disposition", f'attachment; filename="{name}"'),
            ("Content-Transfer-Encoding", "base64"),
        ),
        base64_lines(content),
    )


def read(raw: bytes) -> Draft:
    return from_bytes(raw, NOW)


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize("type", ["application/pkcs7-mime", "application/octet-stream"])
def test_a_mail_in_a_signed_package_is_read_and_marked(type: str, streamed: bool) -> None:
    package = signed(INNER, streamed=streamed)
    draft = read(packed(package, type, "smime.p7m"))
    assert draft.text == MARK + TEXT
    assert [(file.name, file.content) for file in draft.enclosures] == [("smime.p7m", package)]
    assert "not checked" in str(draft.remarks[0])
    assert len(draft.remarks) == 1


def test_files_in_a_signed_package_come_out_of_it() -> None:
    draft = read(packed(signed(WITH_FILE), "application/pkcs7-mime", "smime.p7m"))
    assert [file.name for file in draft.enclosures] == ["smime.p7m", "bill.pdf"]


@pytest.mark.parametrize("content", [signed(INNER, kind=ENVELOPED), b"\x30\x80", b"nonsense", b"x"])
def test_a_mail_that_cannot_be_opened_says_so_and_what_to_do(content: bytes) -> None:
    draft = read(packed(content, "application/pkcs7-mime", "smime.p7m"))
    assert draft.text == ""
    assert "smime.p7m is encrypted" in str(draft.remarks[0])
    assert "program that has the key" in str(draft.remarks[0])


@pytest.mark.parametrize(
    "content",
    [
        signed(WITH_FILE),
        mail((("From", "a@b.jp"), ("Date", "Thu, 12 Nov 2026 10:03:00 +0900"))) + WITH_FILE,
    ],
    ids=["opaque", "clear"],
)
def test_a_signed_mail_that_outlook_saved_is_read(content: bytes) -> None:
    file = msg_properties(8, {0x3701: content, 0x3707: "smime.p7m"})
    raw = compound_file(
        {"__attach_version1.0_#00000000": file, **msg_properties(32, {0x0037: "件名"})}
    )
    draft = read(raw)
    assert (draft.form, draft.subject, draft.text) == ("msg", "件名", MARK + TEXT)
    assert [file.name for file in draft.enclosures] == ["smime.p7m", "bill.pdf"]


def test_packages_in_packages_are_opened_only_so_deep() -> None:
    raw = INNER
    for _ in range(2_000):
        raw = mail((("Content-Type", "application/pkcs7-mime; name=smime.p7m"),), signed(raw))
    assert read_mail(raw).text == ""


@given(st.binary(max_size=200))
def test_any_bytes_may_claim_to_be_signed(raw: bytes) -> None:
    signed_content(raw)
    signed_content(b"\x30\x80" + raw)


@given(st.integers(0, 200), st.binary(min_size=1, max_size=4), st.booleans())
def test_a_damaged_package_is_refused_or_read(place: int, damage: bytes, streamed: bool) -> None:
    whole = signed(INNER, streamed=streamed)
    place %= len(whole)
    signed_content(whole[:place] + damage + whole[place + len(damage) :])
    signed_content(whole[:place])


def test_a_length_that_lies_takes_no_memory() -> None:
    assert signed_content(der(0x30, b"\x84\xff\xff\xff\xff")) is None
    assert signed_content(b"\x30\xff" + b"\xff" * 127) is None


WINMAIL = winmail(
    attribute(1, 0x9006, struct.pack("<I", 0x10000)),
    attribute(1, 0x9007, struct.pack("<II", 932, 0)),
    attribute(1, 0x8004, b"test\0"),
    attribute(1, 0x800C, TEXT.encode("cp932") + b"\0"),
    attribute(2, 0x9002, bytes(14)),
    attribute(2, 0x8010, "明細.txt".encode("cp932") + b"\0"),
    attribute(2, 0x800F, b"attached words"),
)


def test_a_letter_in_winmail_dat_is_read_with_its_files() -> None:
    draft = read(packed(WINMAIL, "application/ms-tnef", "winmail.dat"))
    assert (draft.text, draft.charset, draft.remarks) == (TEXT, "cp932", ())
    assert [(file.name, file.content) for file in draft.enclosures] == [
        ("winmail.dat", WINMAIL),
        ("明細.txt", b"attached words"),
    ]


def test_properties_in_winmail_dat_are_read_with_a_letter_inside() -> None:
    inner = winmail(
        attribute(1, 0x9003, properties({(0x1F, 0x1000): "中の手紙".encode("utf-16-le")}))
    )
    interface = bytes(16)
    rtf = compressed_rtf(b"{\\rtf1 hello}")
    package = winmail(
        attribute(1, 0x9003, properties({(0x0B, 0x0E1B): b"\1\0", (0x0102, 0x1009): rtf})),
        attribute(2, 0x9002, bytes(14)),
        attribute(2, 0x9005, properties({(0x0D, 0x3701): interface + inner})),
        attribute(2, 0x9002, bytes(14)),
        attribute(
            2,
            0x9005,
            properties(
                {
                    (0x1F, 0x3707): "長い名前.pdf".encode("utf-16-le"),
                    (0x0D, 0x3701): interface + b"%PDF",
                }
            ),
        ),
    )
    letter = read_outlook(open_package(package))
    assert letter.text.split() == ["hello", "中の手紙"]
    assert [(file.name, file.content) for file in letter.enclosures] == [("長い名前.pdf", b"%PDF")]


def test_a_text_beside_winmail_dat_is_not_said_twice() -> None:
    raw = with_header(
        multipart(
            "mixed",
            part(TEXT.encode(), "text/plain; charset=utf-8"),
            part(
                base64_lines(WINMAIL),
                "application/ms-tnef",
                ("Content-Transfer-Encoding", "base64"),
            ),
        )
    )
    assert read_mail(raw).text == TEXT


def test_a_damaged_winmail_dat_says_so() -> None:
    for content in (b"nonsense", winmail(), winmail(b"\1\2")):
        draft = read(packed(content, "application/ms-tnef", "winmail.dat"))
        assert "winmail.dat is a damaged package" in str(draft.remarks[0])


@pytest.mark.parametrize("count", [2**32 - 1, 2**20])
def test_counts_that_lie_are_not_gone_through(count: int) -> None:
    many = struct.pack("<I", count)
    for value in (many, many + struct.pack("<HHI", 0x101E, 0x1000, count)):
        read_outlook(open_package(winmail(attribute(1, 0x9003, value))))


@given(st.integers(0, 400), st.binary(min_size=1, max_size=4))
def test_a_winmail_dat_with_any_damage_is_read_or_refused(place: int, damage: bytes) -> None:
    place %= len(WINMAIL)
    try:
        read_outlook(open_package(WINMAIL[:place] + damage + WINMAIL[place + len(damage) :]))
    except NotTnef:
        assert place < 4


def calendar(*lines: str) -> bytes:
    whole = ("BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR")
    return "\r\n".join(whole).encode()


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (
            (
                "DTSTART;TZID=Asia/Tokyo:20261215T140000",
                "DTEND;TZID=Asia/Tokyo:20261215T143000",
                "SUMMARY:解約の\r\n ご来店予約",
                "LOCATION:新宿店\\, 2階",
                "DESCRIPTION:在留カード\\n印鑑は不要",
                "BEGIN:VALARM",
                "SUMMARY:alarm",
                "DESCRIPTION:alarm",
                "END:VALARM",
            ),
            "解約のご来店予約\n2026-12-15 14:00 (Asia/Tokyo) – 2026-12-15 14:30 (Asia/Tokyo)\n"
            "新宿店, 2階\n在留カード\n印鑑は不要",
        ),
        (("DTSTART:20261215T050000Z", "SUMMARY:x"), "x\n2026-12-15 05:00 (UTC)"),
        (("DTSTART;VALUE=DATE:20261215", 'SUMMARY;X="a:b":y'), "y\n2026-12-15"),
        (("RRULE:FREQ=SECONDLY", "DTSTART:someday"), "someday"),
    ],
)
def test_an_appointment_says_what_when_and_where(lines: tuple[str, ...], text: str) -> None:
    raw = packed(calendar(*lines), "text/calendar; charset=utf-8; method=REQUEST", "invite.ics")
    draft = read(raw)
    assert draft.text == text
    assert [(file.name, file.type) for file in draft.enclosures] == [
        ("invite.ics", "text/calendar")
    ]
    assert draft.remarks == ()


@pytest.mark.parametrize("type", ["text/plain; charset=utf-8", "text/html; charset=utf-8"])
def test_a_text_that_came_only_as_a_file_is_shown_and_stays_one(type: str) -> None:
    draft = read(packed(TEXT.encode(), type, "notice.txt"))
    assert draft.text == TEXT
    assert [(file.name, file.content) for file in draft.enclosures] == [
        ("notice.txt", TEXT.encode())
    ]


def test_a_file_beside_a_text_is_no_text_of_the_mail() -> None:
    attached = ("Content-Disposition", "attachment; filename=a.txt")
    raw = with_header(multipart("mixed", part(b"words"), part(b"other", "text/plain", attached)))
    assert read_mail(raw).text == "words"


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (packed(b"%PDF-1.7", "application/pdf", "bill.pdf"), "in its files"),
        (packed(b"", "text/plain"), "no file"),
        (packed(b"<img src=x>", "text/html"), "in its files"),
        (b"From: a@b.jp\nMessage-ID: <1@b.jp>\n", "no file"),
        (b"<html><body><img src=x></body></html>", "no file"),
        (compound_file(msg_properties(32, {0x0037: "x"})), "no file"),
    ],
)
def test_a_letter_without_text_says_so(raw: bytes, says: str) -> None:
    draft = read(raw)
    assert draft.text == ""
    assert says in str(draft.remarks[0])
