"""The same mail is known again, however it travelled; another one is told apart."""

import pytest

from tests.correspondence.post import (
    JAPANESE,
    base64_lines,
    multipart,
    part,
    quoted_printable,
    text_mail,
    with_header,
)
from tui.casebook.draft import Enclosure
from tui.correspondence.body_hash import body_hash
from tui.correspondence.mail.mail import read_mail

TEXT = "解約を承りました。\r\n\r\nFrom now on, nothing is billed.\r\nお問い合わせは窓口へ。\r\n"
INNER = b"From: a@b.jp\r\nSubject: x\r\n\r\nFrom the counter\r\n"
LETTER = with_header(
    multipart(
        "mixed",
        part(TEXT.encode(), "text/plain; charset=utf-8"),
        part(
            base64_lines(b"%PDF\r\n\x00"),
            "application/pdf",
            ("Content-Transfer-Encoding", "base64"),
        ),
        part(INNER, "message/rfc822"),
    )
)


def digest(raw: bytes) -> str:
    read = read_mail(raw)
    return body_hash(read.text, read.enclosures)


@pytest.mark.parametrize(
    "travelled",
    [
        LETTER.replace(b"\r\n", b"\n"),
        LETTER.replace(b"\nFrom ", b"\n>From "),
        LETTER.replace(b"\r\n", b"\n").replace(b"\nFrom ", b"\n>From ") + b"\n",
        b"Received: from a by b; Thu, 12 Nov 2026 10:03:00 +0900\r\nX-Spam: no\r\n" + LETTER,
        b"From a@b.jp Thu Nov 12 10:03:00 2026\r\n" + LETTER,
    ],
    ids=["lf", "mbox", "lf in an mbox", "more headers", "mbox line"],
)
def test_a_mail_that_travelled_is_the_same(travelled: bytes) -> None:
    assert digest(travelled) == digest(LETTER)


def test_transfer_encodings_do_not_matter() -> None:
    sent = TEXT.encode()
    forms = (
        text_mail(sent, content_type="text/plain; charset=utf-8"),
        text_mail(base64_lines(sent), content_type="text/plain; charset=utf-8", encoding="base64"),
        text_mail(
            quoted_printable(sent),
            content_type="text/plain; charset=utf-8",
            encoding="quoted-printable",
        ),
        text_mail(TEXT.encode("cp932"), content_type="text/plain; charset=shift_jis"),
    )
    assert len(set(map(digest, forms))) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"billed", b"filled"),
        (base64_lines(b"%PDF\r\n\x00"), base64_lines(b"%PDF\r\n\x01")),
        (b"counter", b"country"),
    ],
)
def test_a_mail_that_says_something_else_is_another(old: bytes, new: bytes) -> None:
    assert old in LETTER
    assert digest(LETTER.replace(old, new)) != digest(LETTER)


def test_a_file_less_or_text_in_its_place_is_another() -> None:
    file = Enclosure(name="a", type="text/plain", content=b"x")
    other = Enclosure(name="b", type="text/plain", content=b"y")
    hashes = {
        body_hash("", ()),
        body_hash("", (file,)),
        body_hash("", (file, other)),
        body_hash("", (other, file)),
        body_hash("x", ()),
        *(body_hash(text, ()) for text in JAPANESE),
    }
    assert len(hashes) == 5 + len(JAPANESE)
    assert all(len(each) == 64 for each in hashes)
