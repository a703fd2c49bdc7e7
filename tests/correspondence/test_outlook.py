"""A letter saved by Outlook is read with its text, people, date and files."""

import random
import struct
import sys
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.correspondence.compound_file import (
    Tree,
    compound_file,
    compressed_rtf,
    eight_bit,
    properties,
)
from tests.correspondence.examples import JAPANESE, iso_2022_jp
from tui.casebook.draft import Draft
from tui.correspondence.guess import from_bytes
from tui.correspondence.outlook.rtf import text_of_rtf, unpack
from tui.text.trouble import Trouble

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
SENT = datetime(2026, 11, 12, 1, 3, tzinfo=UTC)
TEXT = "\n".join(JAPANESE) + "\n"
CRLF = TEXT.replace("\n", "\r\n")
SUBJECT, BODY, HTML, RTF, HEADERS = 0x37, 0x1000, 0x1013, 0x1009, 0x7D
SENDER, SENDER_ADDRESS, SENDER_SMTP, SHOWN_TO, FLAGS = 0x0C1A, 0x0C1F, 0x5D01, 0x0E04, 0x0E07
MESSAGE_ID, CODEPAGE, INTERNET_CODEPAGE, LOCALE = 0x1035, 0x3FFD, 0x3FDE, 0x3FF1
SUBMITTED, DELIVERED = 0x39, 0x0E06


def letter(values: dict[int, Any], more: Tree | None = None, header: int = 32) -> Tree:
    return {**properties(header, values), **(more or {})}


def recipient(name: str, address: str, role: int = 1) -> Tree:
    return properties(8, {0x3001: name, 0x39FE: address, 0x0C15: role})


def attachment(name: str, content: bytes, **more: Any) -> Tree:
    return {**properties(8, {0x3707: name, 0x3701: content, 0x3705: 1}), **more}


def read(tree: Tree, charset: str | None = None) -> Draft:
    return from_bytes(compound_file(tree), NOW, charset, "letter.msg")


UNICODE = {
    SUBJECT: "【ドコモ】解約手続きのご案内",
    BODY: CRLF,
    SENDER: "ドコモ",
    SENDER_SMTP: "noreply@docomo.ne.jp",
    MESSAGE_ID: "<1@docomo.ne.jp>",
    SUBMITTED: SENT,
}
ONE_RECIPIENT = {"__recip_version1.0_#00000000": recipient("李 偉", "li@example.jp")}


def test_a_letter_in_unicode_is_read_whole() -> None:
    raw = compound_file(letter(UNICODE, ONE_RECIPIENT))
    draft = from_bytes(raw, NOW, name="解約.msg")

    assert (draft.form, draft.kind, draft.direction, draft.carrier) == (
        "msg",
        "mail",
        "in",
        "docomo",
    )
    assert draft.text == TEXT
    assert draft.subject == UNICODE[SUBJECT]
    assert draft.sender == "ドコモ <noreply@docomo.ne.jp>"
    assert draft.recipient == "李 偉 <li@example.jp>"
    assert (draft.date, draft.date_source) == ("2026-11-12T01:03:00+00:00", "header")
    assert draft.message_id == "1@docomo.ne.jp"
    assert (draft.original, draft.lossy, draft.remarks) == (raw, False, ())


@pytest.mark.parametrize(
    ("encode", "codepage", "charset"),
    [
        (lambda text: text.encode("cp932"), 932, "cp932"),
        (lambda text: text.encode("cp932"), 50220, "cp932"),
        (lambda text: text.encode("cp932"), 1252, "cp932"),
        (iso_2022_jp, 50220, "iso-2022-jp"),
        (lambda text: text.encode("utf-8"), 65001, "utf-8"),
        (lambda text: text.encode("utf-8"), 932, "utf-8"),
    ],
)
def test_a_letter_in_a_codepage_is_read_even_where_it_names_the_wrong_one(
    encode: Any, codepage: int, charset: str
) -> None:
    texts = eight_bit({BODY: encode(CRLF), SUBJECT: encode("解約"), SENDER: encode("ドコモ")})
    draft = read(letter({CODEPAGE: codepage}, texts))

    assert (draft.text, draft.charset) == (TEXT, charset)
    assert (draft.subject, draft.sender) == ("解約", "ドコモ")


def test_the_codepage_of_the_internet_and_the_locale_stand_in() -> None:
    text = "您的合约将于下月解除，请结清费用。"
    texts = eight_bit({BODY: text.encode("gb18030")})
    assert read(letter({INTERNET_CODEPAGE: 936}, texts)).text == text
    assert read(letter({LOCALE: 0x0804}, texts)).declared == "gb18030"


def test_a_person_can_choose_the_charset() -> None:
    texts = eight_bit({BODY: "Привет, это письмо от оператора".encode("koi8-r")})
    draft = read(letter({CODEPAGE: 932}, texts), charset="koi8-r")
    assert (draft.text, draft.charset) == ("Привет, это письмо от оператора", "koi8-r")


def test_html_stands_in_for_a_missing_or_destroyed_text() -> None:
    page = f"<html><body><p>{JAPANESE[1]}</p></body></html>".encode("cp932")
    draft = read(letter({HTML: page, INTERNET_CODEPAGE: 932}))
    assert (draft.text.strip(), draft.charset) == (JAPANESE[1], "cp932")
    draft = read(letter({HTML: page, INTERNET_CODEPAGE: 932}, eight_bit({BODY: b"?" * 40})))
    assert draft.text.strip() == JAPANESE[1]


def rtf_of_html(html: str) -> bytes:
    escaped = "".join(
        character
        if character.isascii()
        else "".join(f"\\'{byte:02x}" for byte in character.encode("cp932"))
        for character in html
    )
    return (
        rb"{\rtf1\ansi\ansicpg932\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}{\f1 MS Gothic;}}"
        rb"{\colortbl;\red0\green0\blue0;}{\*\generator Outlook;}"
        rb"{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 "
        + escaped.encode("ascii")
        + rb"\htmlrtf }\htmlrtf0"
        rb"{\*\mhtmltag72 <p>}{\*\htmltag72 </p>}\htmlrtf \par\htmlrtf0}"
    )


def test_rtf_that_was_html_becomes_its_text() -> None:
    draft = read(letter({RTF: compressed_rtf(rtf_of_html(JAPANESE[1]))}))
    assert draft.text.strip() == JAPANESE[1]


@pytest.mark.parametrize(
    ("rtf", "text"),
    [
        (rb"{\rtf1\ansi\ansicpg1252 caf\'e9 {\b bold}\par next\tab end}", "café bold\nnext\tend"),
        (rb"{\rtf1\ansi\uc1 \u35299?\u32004?{\uc2\u19968 xx}!}", "解約一!"),
        (rb"{\rtf1\ansi\u-10179?\u-8704?}", "😀"),
        (rb"{\rtf1{\fonttbl{\f3\fcharset128 MS;}}\f3 \'89\'f0\'96\'f1\f0  yen}", "解約 yen"),
        (rb"{\rtf1 a\{b\}c\\d\~e}", "a{b}c\\d\u00a0e"),
        (rb"{\rtf1 {\*\unknown hidden}{\pict 0102}shown", "shown"),
    ],
)
def test_rtf_becomes_its_text(rtf: bytes, text: str) -> None:
    assert text_of_rtf(rtf).text == text


def test_repetitions_in_compressed_rtf_are_unpacked() -> None:
    # "{\rtf1\ansi" is known from the start; then "abc", and a copy that reaches into itself.
    packed = struct.pack(">BH", 0b0000_0001, (0 << 4) | 8)[:3]
    packed = (
        bytes((0b0001_0001,)) + struct.pack(">H", 8) + b"abc" + struct.pack(">H", (217 << 4) | 4)
    )
    packed += struct.pack(">H", 0)[:0]
    raw = struct.pack("<II4sI", len(packed) + 12, 19, b"LZFu", 0) + packed
    assert unpack(raw) == b"{\\rtf1\\ansabcabcabc"[:19]
    assert unpack(struct.pack("<II4sI", 12, 3, b"MELA", 0) + b"abc") == b"abc"
    assert unpack(b"nonsense" * 4) == b""
    assert unpack(b"") == b""


def test_attachments_are_kept_byte_for_byte() -> None:
    pdf, page = b"%PDF-1.7\n" + bytes(range(256)) * 40, b"<html>"
    files = {
        "__attach_version1.0_#00000000": attachment("../請求書.pdf", pdf),
        "__attach_version1.0_#00000001": attachment(
            "a.html", page, **properties(8, {0x370E: "Text/HTML", 0x3707: "a.html", 0x3701: page})
        ),
    }
    draft = read(letter(UNICODE, files))
    assert [(file.name, file.type, file.content) for file in draft.enclosures] == [
        ("../請求書.pdf", "application/pdf", pdf),
        ("a.html", "text/html", page),
    ]


def test_a_letter_in_the_letter_is_shown_with_its_files() -> None:
    inner = letter(
        {SUBJECT: "請求", BODY: "金額は1,100円です。\r\n", SENDER: "au", SUBMITTED: SENT},
        {"__attach_version1.0_#00000000": attachment("bill.txt", b"1100")},
        header=24,
    )
    outer = {
        "__attach_version1.0_#00000000": {
            **properties(8, {0x3705: 5}),
            "__substg1.0_3701000D": inner,
        }
    }
    draft = read(letter(UNICODE, outer))
    assert draft.text.startswith(TEXT)
    assert "請求" in draft.text
    assert "    金額は1,100円です。" in draft.text
    assert [(file.name, file.content) for file in draft.enclosures] == [("bill.txt", b"1100")]


def test_a_file_that_cannot_be_taken_out_is_named() -> None:
    outer = {
        "__attach_version1.0_#00000000": {
            **properties(8, {0x3705: 6, 0x3707: "chart"}),
            "__substg1.0_3701000D": {"Contents": b"x"},
        }
    }
    draft = read(letter(UNICODE, outer))
    assert "chart" in str(draft.remarks[0])


def test_headers_it_travelled_with_fill_the_gaps() -> None:
    headers = (
        "Received: from a by b\r\nMessage-ID: <2@docomo.ne.jp>\r\n"
        "Date: Thu, 12 Nov 2026 10:03:00 +0900\r\n"
        "From: =?utf-8?B?44OJ44Kz44Oi?= <noreply@docomo.ne.jp>\r\n"
        "To: li@example.jp\r\n"
    )
    values = {BODY: CRLF, HEADERS: headers, SENDER: "ドコモ", SENDER_ADDRESS: "/O=CORP/CN=NOREPLY"}
    draft = read(letter(values))
    assert draft.message_id == "2@docomo.ne.jp"
    assert draft.sender == "ドコモ <noreply@docomo.ne.jp>"
    assert draft.recipient == "li@example.jp"
    assert (draft.date, draft.date_source) == ("2026-11-12T10:03:00+09:00", "header")


def test_when_it_came_stands_in_for_when_it_was_sent() -> None:
    draft = read(letter({BODY: CRLF, DELIVERED: SENT}))
    assert (draft.date, draft.date_source) == ("2026-11-12T01:03:00+00:00", "received")
    assert read(letter({BODY: CRLF})).date_source == "none"


def test_a_letter_from_me_is_outgoing() -> None:
    assert read(letter({**UNICODE, FLAGS: 0x21})).direction == "out"


def test_without_the_extra_the_file_is_kept_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "olefile",
        "tui.correspondence.outlook.compound",
        "tui.correspondence.outlook.message",
    ):
        monkeypatch.setitem(sys.modules, name, None)
    raw = compound_file(letter(UNICODE))
    draft = from_bytes(raw, NOW, name="letter.msg")
    assert (draft.form, draft.text, draft.kind) == ("file", "", "mail")
    assert [file.content for file in draft.enclosures] == [raw]
    assert "kaiyaku[msg]" in str(draft.remarks[0])


def test_another_file_of_microsofts_is_no_letter() -> None:
    raw = compound_file({"WordDocument": b"x" * 5000})
    draft = from_bytes(raw, NOW, name="contract.doc")
    assert (draft.form, draft.enclosures[0].type) == ("file", "application/msword")
    assert draft.remarks == ()


WHOLE = compound_file(
    letter(
        {**UNICODE, RTF: compressed_rtf(rtf_of_html(JAPANESE[1])), HTML: b"<p>x</p>" * 100},
        {
            **ONE_RECIPIENT,
            "__attach_version1.0_#00000000": attachment("a.pdf", b"%PDF-" + bytes(9000)),
            "__attach_version1.0_#00000001": {"__substg1.0_3701000D": letter(UNICODE, header=24)},
        },
    )
)


def kept_whole(raw: bytes) -> Draft:
    try:
        draft = from_bytes(raw, NOW, name="letter.msg")
    except Trouble:
        raise AssertionError("a file that is kept whole is never refused") from None
    assert draft.original == raw
    return draft


@pytest.mark.parametrize("seed", range(20))
def test_any_damage_is_still_a_draft(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(25):
        raw = bytearray(WHOLE)
        for _ in range(chance.choice((1, 4, 30, 300))):
            place = chance.choice((chance.randrange(512), chance.randrange(len(raw))))
            raw[place] = chance.choice((0, 255, 254, chance.randrange(256)))
        if chance.random() < 0.3:
            del raw[chance.randrange(len(raw)) :]
        kept_whole(bytes(raw))


def test_a_table_that_goes_round_in_circles_ends() -> None:
    size = 24 * 1024 * 1024
    sectors = size // 512
    # Every sector is followed by the first: each stream could be as long as the whole file.
    raw = bytearray(WHOLE[:512] + bytes(size))
    struct.pack_into("<I", raw, 44, sectors)
    kept_whole(bytes(raw))
    struct.pack_into("<I", raw, 44, sectors // 128)
    struct.pack_into("<I", raw, 72, 10**9)
    kept_whole(bytes(raw))


def test_many_entries_are_given_up() -> None:
    tree = {f"__substg1.0_{number:08X}": b"x" for number in range(900)}
    kept_whole(compound_file({**letter(UNICODE), **tree}))


def test_a_large_letter_is_read() -> None:
    noise = random.Random(1).randbytes(1 << 20) * 3
    rtf = b"{\\rtf1" + b"{\\'e9 a\\u12354?" * 200_000
    files = {"__attach_version1.0_#00000000": attachment("a", noise)}
    draft = kept_whole(compound_file(letter({RTF: compressed_rtf(rtf), SUBJECT: "x"}, files)))
    assert draft.enclosures[0].content == noise
    assert draft.remarks


def test_thousands_of_names_in_no_charset_are_read() -> None:
    chance = random.Random(3)
    people: Tree = {
        f"__recip_version1.0_#{number:08X}": {
            "__properties_version1.0": bytes(8),
            **eight_bit({prop: chance.randbytes(3000) for prop in (0x3001, 0x39FE, 0x3003)}),
        }
        for number in range(300)
    }
    files: Tree = {
        f"__attach_version1.0_#{number:08X}": {
            "__properties_version1.0": bytes(8),
            "__substg1.0_3701000D": letter(
                {},
                eight_bit({prop: chance.randbytes(3000) for prop in (SUBJECT, SENDER, BODY)}),
                header=24,
            ),
        }
        for number in range(15)
    }
    kept_whole(compound_file(letter({CODEPAGE: 1252}, {**people, **files})))
