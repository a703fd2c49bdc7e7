"""A file is saved under a name that can do no harm, and a dangerous one is named."""

import io
import unicodedata
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.correspondence.compound_file import compound_file
from tui.correspondence.files.safe_name import risks, safe_name


@pytest.mark.parametrize(
    ("declared", "safe"),
    [
        ("請求書 2026年11月.pdf", "請求書 2026年11月.pdf"),
        ("../../etc/passwd", "passwd"),
        ("/etc/passwd", "passwd"),
        ("C:\\Users\\li\\bill.pdf", "bill.pdf"),
        ("..\\..\\bill.pdf", "bill.pdf"),
        ("..", "file"),
        (".", "file"),
        ("", "file"),
        ("///", "file"),
        (".bashrc", "bashrc"),
        ("...hidden.txt", "hidden.txt"),
        ("-rf", "_rf"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("Lpt1.tar.gz", "_Lpt1.tar.gz"),
        ("conference.pdf", "conference.pdf"),
        ("a\x00b\nc\x1b[31m.pdf", "ab c[31m.pdf"),
        ("bill\u202efdp.exe", "billfdp.exe"),
        ("bill\u200b.pdf", "bill.pdf"),
        ("bill.pdf            .exe", "bill.pdf.exe"),
        ("bill.pdf. . .", "bill.pdf"),
        ('a<b>c:d"e|f?g*.txt', "a_b_c_d_e_f_g_.txt"),
        ("e\u0301.txt", "é.txt"),
        ("\ud800.txt", "txt"),
        ("   .pdf", "pdf"),
    ],
)
def test_a_name_is_made_harmless(declared: str, safe: str) -> None:
    assert safe_name(declared) == safe


def test_a_long_name_keeps_its_ending() -> None:
    name = safe_name("解約" * 100 + ".pdf")
    assert name.endswith(("解約.pdf", "解.pdf"))
    assert len(name.encode()) <= 150
    assert len(safe_name("x" * 400).encode()) == 150
    assert len(safe_name("x." + "y" * 400).encode()) == 150


def test_a_name_that_is_taken_is_numbered() -> None:
    assert safe_name("a.pdf", {"a.pdf"}) == "a (2).pdf"
    assert safe_name("a.pdf", {"a.pdf", "a (2).pdf"}) == "a (3).pdf"
    assert safe_name("a", {"a"}) == "a (2)"
    long = "解" * 100 + ".pdf"
    taken = safe_name(long)
    assert len(safe_name(long, {taken}).encode()) <= 150
    assert safe_name(long, {taken}).endswith(" (2).pdf")


@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_any_name_is_one_harmless_name(declared: str) -> None:
    name = safe_name(declared)
    assert 0 < len(name.encode()) <= 150
    assert not name.startswith((".", "-", " "))
    assert not name.endswith((".", " "))
    assert not set(name) & set('/\\<>:"|?*\n\r\t')
    assert all(unicodedata.category(one) not in ("Cc", "Cf", "Cs", "Zl", "Zp") for one in name)
    assert safe_name(name) == name


def zipped(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), "x")  # of 1980, not of now
    return file.getvalue()


PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
PDF = b"%PDF-1.7\n"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("bill.exe", b"MZ" + bytes(100), "run as a program"),
        ("bill.pdf", b"MZ" + bytes(100), "run as a program"),
        ("bill.pdf.js", b"alert()", "run as a program"),
        ("bill.lnk", b"", "run as a program"),
        ("bill", b"#!/bin/sh\n", "run as a program"),
        ("bill.txt", b"\x7fELF" + bytes(10), "run as a program"),
        ("bill.docm", zipped("word/document.xml"), "macros"),
        ("bill.docx", zipped("word/document.xml", "word/vbaProject.bin"), "macros"),
        ("a.xls", compound_file({"Workbook": b"x", "_VBA_PROJECT_CUR": {"dir": b"x"}}), "macros"),
        ("page.html", b"<p>x", "web page"),
        ("logo.svg", b"<svg/>", "web page"),
        ("notes.txt", b"<html><script>", "web page"),
        ("photo.jpg", PNG, "image/png"),
        ("bill.pdf", PNG, "image/png"),
        ("bill.pdf", b"words", "text/plain"),
        ("photo.png", b"words", "text/plain"),
        ("notes.txt", PNG, "image/png"),
        ("bill.docx", PDF, "application/pdf"),
        ("bill.doc", b"{\\rtf1}", None),
        ("voice.mp3", b"\xff\xfb\x90\x64" + bytes(40), None),
        ("bill.pdf", PDF, None),
        ("photo.png", PNG, None),
        ("notes.txt", "解約".encode("cp932"), None),
        ("table.csv", b"1,2", None),
        ("letter.eml", b"From: a", None),
        ("bill.docx", zipped("word/document.xml"), None),
        ("bill.zip", zipped("a"), None),
        ("unheard.of", b"\0\1\2", None),
        ("", b"", None),
    ],
)  # fmt: skip
def test_a_dangerous_file_is_named(name: str, content: bytes, says: str | None) -> None:
    risk = risks(name, content)
    assert (risk is None) is (says is None)
    if risk is not None and says is not None:
        assert says in str(risk)
        assert name in str(risk)
