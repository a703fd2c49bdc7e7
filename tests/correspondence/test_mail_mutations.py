"""Whatever bytes come in, a mail comes out: no error, no time, no memory without end."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.correspondence.post import (
    ENCODE,
    JAPANESE,
    SIMPLIFIED,
    b_word,
    base64_lines,
    multipart,
    part,
    q_word,
    quoted_printable,
    text_mail,
    with_header,
)
from tui.correspondence.body_hash import body_hash
from tui.correspondence.mail.mail import Mail, read_mail
from tui.text.translation import Words

JIS = ENCODE["cp50221"]
PDF = part(
    base64_lines(b"%PDF-1.4\n" * 40),
    b'application/pdf; name="' + b_word(JIS("請求書.pdf"), "ISO-2022-JP") + b'"',
    ("Content-Transfer-Encoding", "base64"),
    ("Content-Disposition", b"attachment; filename*0*=utf-8''%E8%AB%8B; filename*1*=%E6%B1%82.pdf"),
)
PLAIN = part(
    JIS("".join(JAPANESE[:6])), "text/plain; charset=iso-2022-jp; format=flowed; delsp=yes"
)
PAGE = part(
    quoted_printable(
        f'<html><head><meta charset="utf-8"><style>p{{}}</style></head><body><p>{JAPANESE[4]}</p>'
        '<table><tr><td>料金</td><td><a href="https://x.jp/?a=1&amp;b">1円</a></td></tr></table>'
        "<!-- c --><ul><li>&yen;&#x89e3;</ul></body></html>".encode()
    ),
    "text/html; charset=utf-8",
    ("Content-Transfer-Encoding", "quoted-printable"),
)
INNER = text_mail(
    base64_lines(SIMPLIFIED[0].encode("gbk")) + b"_____\r\nlist\r\n",
    content_type="text/plain; charset=gb2312",
    encoding="base64",
    subject=q_word("注销".encode("gbk"), "gb2312"),
)
FIELDS = (
    ("Received", "from a by b; Thu, 12 Nov 2026 10:03:09 +0900"),
    ("From", b'"' + b_word(JIS("ドコモ"), "ISO-2022-JP") + b'" <a@docomo.ne.jp>'),
    ("To", b'=?utf-8?Q?=E6=9D=8E?= <li@example.jp>, "desk" <desk@example.jp>'),
    (
        "Subject",
        b_word(JIS("解約"), "ISO-2022-JP") + b"\r\n " + b_word(JIS("手続き"), "ISO-2022-JP"),
    ),
    ("Date", "Thu, 12 Nov 2026 10:03:00 +0900"),
    ("Message-ID", "<1@docomo.ne.jp>"),
)
MAILS = (
    with_header(PLAIN, *FIELDS),
    with_header(PAGE, *FIELDS),
    with_header(
        multipart("mixed", multipart("alternative", PLAIN, PAGE, boundary="in"), PDF), *FIELDS
    ),
    with_header(multipart("mixed", PLAIN, part(INNER, "message/rfc822")), *FIELDS),
    with_header(multipart("signed", multipart("related", PAGE, PDF, boundary="in"), PDF), *FIELDS),
    text_mail("解約☀".encode("cp932", "ignore") + b"\xf8\x9f", subject=JIS("件名")),
    text_mail(b"a\r\nbegin 644 x.txt\r\n#86)C\r\n`\r\nend\r\nb"),
    with_header(
        multipart(
            "report",
            PLAIN,
            part(b"Status: 5", "message/delivery-status"),
            part(base64_lines(INNER), "message/rfc822", ("Content-Transfer-Encoding", "base64")),
        ),
        *FIELDS,
    ),
)
SCRAPS = (
    b"\r\n",
    b"\n\n",
    b"\r\n\r\n",
    b"\x1b$B",
    b"\x1b(B",
    b"\x1b(I",
    b"\x0e",
    b"\x00",
    b"\xff\xfe",
    b"=?",
    b"?=",
    b"=?utf-8?B?",
    b"=?iso-2022-jp?Q?",
    b"--",
    b"------=_Next",
    b"--in--",
    b"=",
    b"==",
    b'"',
    b"\\",
    b"<",
    b">",
    b"<!--",
    b"<a href=",
    b"&#",
    b";",
    b":",
    b",",
    b"(",
    b"\x80",
    b"\xe3\x81",
    b"\xf6\x40",
    b" ",
    b"\t",
    b"From ",
    b"begin 644 a\n",
    b"Content-Type: ",
    b"multipart/mixed",
    b"message/rfc822",
    b"text/html",
    b"boundary=",
    b"charset=",
    b"iso-2022-jp",
    b"utf-16",
    b"base64",
    b"quoted-printable",
    b"filename*0*=",
    b"%E3",
    b"''",
    b"uuencode",
    b"9" * 40,
    b"A" * 400,
)


def mutated(seed: int, mails: Sequence[bytes] = MAILS) -> bytes:
    """Return one of the mails with one to eight changes; the same for the same seed."""
    chance = random.Random(seed)
    raw = bytearray(chance.choice(mails))
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(raw) + 1)
        to = min(len(raw), at + chance.choice((1, 1, 2, 5, 40, 300)))
        change = chance.randrange(7)
        if change == 0:
            raw[at:to] = bytes(chance.randrange(256) for _ in range(to - at))
        elif change == 1:
            del raw[at:to]
        elif change == 2:
            raw[at:at] = chance.choice(SCRAPS) * chance.choice((1, 1, 1, 3, 50))
        elif change == 3:
            raw[at:at] = raw[at:to] * chance.choice((1, 2, 30))
        elif change == 4:
            raw[at:to] = chance.choice(SCRAPS)
        elif change == 5 and chance.random() < 0.2:
            del raw[at:]
        else:
            other = chance.choice(mails)
            begin = chance.randrange(len(other))
            raw[at:to] = other[begin : begin + chance.choice((10, 100, 1000))]
    return bytes(raw)


def is_sound(mail: Mail) -> bool:
    """Say whether a mail can be stored and shown: all of it is text, its remarks are sentences."""
    texts = (mail.subject, mail.sender, mail.recipient, mail.text, mail.other, mail.charset)
    names = [enclosure.name + enclosure.type for enclosure in mail.enclosures]
    for text in (*texts, *names, *(said for field in mail.headers for said in field)):
        text.encode("utf-8")
    assert "\r" not in mail.text + mail.other
    assert "\n" not in mail.subject + mail.sender + mail.recipient + "".join(names)
    assert all(remark.say(Words("en")) for remark in mail.remarks)
    return len(body_hash(mail.text, mail.enclosures)) == 64


@pytest.mark.parametrize("thousand", range(3))
def test_a_mutated_mail_is_still_read(thousand: int) -> None:
    for seed in range(thousand * 1000, thousand * 1000 + 1000):
        raw = mutated(seed)
        assert is_sound(read_mail(raw)), seed


@given(st.binary(max_size=400))
def test_any_bytes_are_read(raw: bytes) -> None:
    assert is_sound(read_mail(raw))


@given(
    st.lists(st.sampled_from(SCRAPS), max_size=40).map(b"".join),
    st.sampled_from((None, "utf-8", "utf-16", "iso-2022-jp", "euc-jp", "big5", "koi8-r")),
)
def test_any_scraps_of_mail_are_read_in_any_charset(raw: bytes, charset: str | None) -> None:
    assert is_sound(read_mail(raw, charset=charset))


def test_the_mails_that_are_mutated_are_read_whole() -> None:
    for raw in MAILS:
        mail = read_mail(raw)
        assert mail.text
        assert not mail.lossy
        assert mail.remarks == ()
