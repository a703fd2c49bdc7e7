"""Whatever a file is called, it is taken for what it is."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.correspondence.compound_file import compound_file
from tests.correspondence.examples import JAPANESE, iso_2022_jp
from tests.correspondence.webmail import COPIES, Copy
from tui.correspondence.files.claims import broken_claim
from tui.correspondence.files.form import form_of
from tui.correspondence.files.media import extension_of, media_type, type_of

TEXT = "\n".join(JAPANESE)
MAIL = b"Received: from a by b\nFrom: a@example.jp\nSubject: x\n\nbody\n"
MINIMAL = b"From: a@example.jp\nTo: b@example.jp\nSubject: x\n\nbody\n"
PEOPLE = MINIMAL.replace(b"\n\n", b"\nDate: Thu, 12 Nov 2026 10:03:00 +0900\n\n")
PAGE = b"<!DOCTYPE html>\n<html><body>x</body></html>"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(50)
OUTLOOK = compound_file({"__properties_version1.0": bytes(32), "__substg1.0_1000001F": b"x"})


def zipped(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), "x")  # of 1980, not of now
    return file.getvalue()


@pytest.mark.parametrize(
    ("raw", "form"),
    [
        (MAIL, "mail"),
        (b"\r\n\n" + MAIL.replace(b"\n", b"\r\n"), "mail"),
        (b"\xef\xbb\xbf" + MAIL, "mail"),
        (MAIL.decode().encode("utf-16"), "mail"),
        (b"Subject: =?iso-2022-jp?B?GyRCMnJMcxsoQg==?=\nFrom: a@b\n\nx", "mail"),
        (b"DKIM-Signature: v=1;\n b=abc\nFrom: a@b\n\n\x00\x01\x02" + bytes(range(32)) * 9, "mail"),
        (b"61\n" + MAIL + b"<?xml version='1.0'?><plist/>", "mail"),
        (b"From a@b Thu Nov 12 10:03:00 2026\n" + MAIL, "mbox"),
        (b"From - Thu Nov 12 10:03:00 2026\r\n" + MAIL.replace(b"\n", b"\r\n"), "mbox"),
        (PAGE, "html"),
        (PAGE.decode().encode("utf-16"), "html"),
        (b"<?xml version='1.0'?>\n<!-- saved from url=x -->\n<html>", "html"),
        (OUTLOOK, "msg"),
        (MINIMAL, "text"),
        (PEOPLE, "mail"),
        (PEOPLE.replace(b"\n", b"\r\n"), "mail"),
        (MAIL.replace(b"\nSub", b"\n \nSub"), "mail"),
        (b"<p>hello</p>", "html"),
        (b"From \n" + MAIL, "mbox"),
        (b"From - \r\n" + PEOPLE.replace(b"\n", b"\r\n"), "mbox"),
        (b"From 10:00 to 18:00\nDate: 12/15\nPlace: Shinjuku\n", "text"),
        (b"From now on it is\nSubject: to change\n", "text"),
        (b"From the desk of\nthe manager\n", "text"),
        (b"Dear all,\n" + MAIL, "text"),
        (TEXT.encode("cp932"), "text"),
        (TEXT.encode("utf-16"), "text"),
        (iso_2022_jp(TEXT), "text"),
        (b"", "text"),
        (b"MZ is how this letter begins, and it goes on for a while. " * 3, "text"),
        (PNG, "file"),
        (b"%PDF-1.7\n", "file"),
        (zipped("a.txt"), "file"),
        (bytes(range(256)) * 9, "file"),
    ],
)
def test_bytes_tell_what_they_are(raw: bytes, form: str) -> None:
    assert form_of(raw) == form


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES.keys())
def test_a_mail_copied_from_a_page_is_text(copy: Copy) -> None:
    assert form_of(copy.text.encode()) == "text"


@pytest.mark.parametrize(
    ("raw", "media"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (HEIC, "image/heic"),
        (b"\0\0\0\x18ftypisom", "video/mp4"),
        (b"\0\0\0\x18ftypM4A ", "audio/mp4"),
        (b"II*\x00\x08\x00", "image/tiff"),
        (b"%PDF-1.4", "application/pdf"),
        (zipped("a.txt"), "application/zip"),
        (zipped("[Content_Types].xml", "word/document.xml"),
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"),
         "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (OUTLOOK, "application/vnd.ms-outlook"),
        (compound_file({"Workbook": bytes(5000)}), "application/vnd.ms-excel"),
        (b"MZ" + bytes(58) + b"\x40\0\0\0PE\0\0", "application/vnd.microsoft.portable-executable"),
        (b"{\\rtf1}", "application/rtf"),
        (b"hello", None),
        ("解約".encode("cp932"), None),
    ],
)  # fmt: skip
def test_the_kind_of_a_file_is_read_off_its_beginning(raw: bytes, media: str | None) -> None:
    assert media_type(raw) == media
    assert type_of(raw, "lies.txt", "text/plain") == (media or "text/plain")


def test_a_name_or_declaration_tells_where_the_bytes_do_not() -> None:
    assert type_of(b"hello", "a.csv") == "text/csv"
    assert type_of(b"hello", "a.csv", "text/x-log") == "text/x-log"
    assert type_of(b"hello") == "text/plain"
    assert type_of(b"\0\1\2hello") == "application/octet-stream"
    assert type_of(b'<?xml version="1.0"?>\n<svg xmlns="x"/>') == "image/svg+xml"
    assert (extension_of("image/jpeg"), extension_of("image/png"), extension_of("x/y")) == (
        "jpg", "png", "",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        ("a.eml", b"%PDF-1.7\n", "application/pdf"),
        ("a.eml", PNG, "image/png"),
        ("a.txt", MAIL, "e-mail"),
        ("a.png", MAIL, "e-mail"),
        ("a.png", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("a.pdf", b"just words", "plain text"),
        ("a.pdf", PAGE, "web page"),
        ("a.txt", OUTLOOK, "Outlook"),
        ("a.eml", MAIL, None),
        ("a.mbox", MAIL, None),
        ("a.txt", TEXT.encode(), None),
        ("a.png", PNG, None),
        ("a.docx", zipped("word/document.xml"), None),
        ("a.docx", zipped("anything"), None),
        ("a.unheard-of", PNG, None),
        ("", PNG, None),
        ("a.csv", b"1,2", None),
        ("a.json", b"{}", None),
        ("a.html", PAGE, None),
    ],
)
def test_a_name_that_says_something_else_is_remarked(
    name: str, raw: bytes, says: str | None
) -> None:
    remark = broken_claim(name, form_of(raw), raw)
    assert (remark is None) is (says is None)
    if remark is not None and says is not None:
        assert says in str(remark)
        assert name in str(remark)


@given(st.binary(max_size=300))
def test_any_bytes_have_a_form(raw: bytes) -> None:
    assert form_of(raw) in {"mail", "mbox", "msg", "html", "text", "file"}


@given(
    st.lists(
        st.sampled_from(
            [b"From ", b"From: ", b"x", b"\n", b"\r\n", b"Received: ", b"=?a?B?", b"?=", b"<html",
             b"12\n", b"\0", b"\xff\xfe", b">", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_any_confusion_has_a_form(pieces: list[bytes]) -> None:
    assert form_of(b"".join(pieces)) in {"mail", "mbox", "msg", "html", "text", "file"}
