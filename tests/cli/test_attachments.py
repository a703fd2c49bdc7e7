"""Files go to a kept note, and come out of it again under names that are safe."""

import stat
from pathlib import Path

import pytest

from tests.cli.conftest import Kaiyaku

PDF = b"%PDF-1.7\n" + bytes(range(256))
HOSTILE = (
    b"From: a@example.jp\nSubject: files\nMIME-Version: 1.0\n"
    b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n"
    b'--b\nContent-Type: application/pdf; name="../../bill.pdf"\n'
    b"Content-Transfer-Encoding: base64\n\nJVBERi0xLjc=\n"
    b'--b\nContent-Type: application/octet-stream; name="bill.exe"\n\nMZ\n'
    b'--b\nContent-Type: application/pdf; name="/etc/bill.pdf"\n\n%PDF-2\n'
    b"--b--\n"
)


@pytest.fixture
def hostile(one_card: Kaiyaku, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Kaiyaku:
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    one_card.ok("note", "add", "1", stdin=HOSTILE)
    return one_card


def test_files_are_kept_with_a_note_that_is_there(one_card: Kaiyaku, tmp_path: Path) -> None:
    one_card.ok("note", "add", "1", stdin=b"they wrote on paper")
    paths = [tmp_path / "page 1.pdf", tmp_path / "page 2.pdf"]
    for number, path in enumerate(paths):
        path.write_bytes(PDF + bytes([number]))
    out = one_card.ok("note", "attach", "1", *paths, "--caption", "the letter").out
    assert out == "2 files kept with note 1\n"
    (note,) = one_card.ok("note", "list", "1", "--json").data["notes"]
    assert [(file["name"], file["type"], file["caption"]) for file in note["attachments"]] == [
        ("page 1.pdf", "application/pdf", "the letter"),
        ("page 2.pdf", "application/pdf", "the letter"),
    ]
    assert one_card.ok("note", "save", "1", "2", "--output", "-").written == PDF + b"\1"


def test_attaching_needs_a_file_and_a_note(one_card: Kaiyaku, tmp_path: Path) -> None:
    assert "note attach 1 FILE" in one_card.refused(2, "note", "attach", "1")
    one_card.refused(3, "note", "attach", "1", tmp_path / "missing")
    one_card.refused(2, "note", "attach", "1", tmp_path)
    path = tmp_path / "a.pdf"
    path.write_bytes(PDF)
    one_card.refused(3, "note", "attach", "7", path)


def test_names_of_files_are_no_paths(hostile: Kaiyaku, tmp_path: Path) -> None:
    ran = hostile("note", "save", "1")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "Written to bill.pdf",
        "Written to bill.exe",
        "Written to bill (2).pdf",
    ]
    assert "bill.exe can run as a program" in ran.err
    assert Path("bill.pdf").read_bytes() == b"%PDF-1.7"
    assert stat.S_IMODE(Path("bill.exe").stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.rglob("bill*")) == [
        "bill (2).pdf", "bill.exe", "bill.pdf",
    ]  # fmt: skip


def test_nothing_is_overwritten_and_no_link_followed(hostile: Kaiyaku, tmp_path: Path) -> None:
    Path("bill.pdf").symlink_to(tmp_path / "elsewhere")
    assert hostile.ok("note", "save", "1", "1").out == "Written to bill (2).pdf\n"
    assert not (tmp_path / "elsewhere").exists()
    assert "is there already" in hostile.refused(
        2, "note", "save", "1", "1", "--output", "bill.pdf"
    )


def test_a_file_goes_where_it_is_told(hostile: Kaiyaku, tmp_path: Path) -> None:
    into = tmp_path / "into"
    into.mkdir()
    told = hostile.ok("note", "save", "1", "1", "--output", into, "--json").data
    assert told == {"written": [str(into / "bill.pdf")]}
    hostile.ok("note", "save", "1", "3", "--output", tmp_path / "x.pdf")
    assert (tmp_path / "x.pdf").read_bytes() == b"%PDF-2"
    assert "3 files" in hostile.refused(2, "note", "save", "1", "--output", tmp_path / "y")
    hostile.refused(2, "note", "save", "1", "1", "--output", tmp_path / "missing" / "y")
    assert "There is: 1 ../../bill.pdf" in hostile.refused(3, "note", "save", "1", "4")
    hostile.refused(3, "note", "save", "1", "first")


def test_a_file_is_not_written_to_a_terminal(hostile: Kaiyaku) -> None:
    ran = hostile("note", "save", "1", "1", "--output", "-", stdout_is_terminal=True)
    assert (ran.code, ran.written) == (2, b"")


def test_a_note_without_files_says_so(one_card: Kaiyaku) -> None:
    one_card.ok("note", "add", "1", stdin=b"hello")
    assert "--original" in one_card.refused(3, "note", "save", "1")


def test_a_note_is_read_in_another_charset(one_card: Kaiyaku) -> None:
    raw = "件名: 解約\n差出人: ドコモ <noreply@docomo.ne.jp>\n\nご案内いたします。\n".encode(
        "cp932"
    )
    one_card.ok("note", "add", "1", stdin=raw)
    told = one_card.ok("note", "redecode", "1", "--charset", "koi8-r").out
    assert told.startswith("Note 1 is read as koi8-r now")
    assert one_card.ok("note", "show", "1", "--json").data["note"]["subject"] != "解約"
    one_card.ok("note", "redecode", "1", "--charset", "Shift_JIS", "--json")
    note = one_card.ok("note", "show", "1", "--json").data["note"]
    assert (note["charset"], note["subject"]) == ("cp932", "解約")
    assert "ご案内" in note["text"]
    assert one_card.ok("note", "show", "1", "--original").written == raw


def test_without_a_charset_each_reading_is_shown(one_card: Kaiyaku) -> None:
    one_card.ok("note", "add", "1", stdin="ご案内いたします。".encode("cp932"))
    assert one_card.ok("note", "redecode", "1").out.startswith("cp932")
    readings = one_card.ok("note", "redecode", "1", "--json").data["readings"]
    assert {"charset": "cp932", "line": "ご案内いたします。"} in readings


def test_an_unknown_charset_or_a_file_is_refused(one_card: Kaiyaku, tmp_path: Path) -> None:
    one_card.ok("note", "add", "1", stdin=b"hello")
    assert "klingon" in one_card.refused(2, "note", "redecode", "1", "--charset", "klingon")
    path = tmp_path / "a.pdf"
    path.write_bytes(PDF)
    one_card.ok("note", "add", "1", path)
    one_card.refused(2, "note", "redecode", "2", "--charset", "cp932")
    one_card.refused(3, "note", "redecode", "7", "--charset", "cp932")


@pytest.mark.parametrize("suffix", ["", "-journal", "-wal", ".head", ".here"])
@pytest.mark.parametrize("verb", ["plan", "calendar", "letter", "note save"])
def test_no_verb_writes_over_or_beside_the_casebook_as_a_part_of_it(
    one_card: Kaiyaku, suffix: str, verb: str
) -> None:
    one_card.ok("note", "add", "1", stdin=b"x")
    part = one_card.home / f".local/share/kaiyaku/casebook.db{suffix}"
    asked = {"letter": ("letter", "1", "cancellation"), "calendar": ("calendar",)}
    argv = asked.get(verb, (*verb.split(), "1"))
    if verb == "note save":
        one_card.ok("note", "attach", "1", one_card.home / ".local/share/kaiyaku/casebook.db.head")
    before = part.read_bytes() if part.is_file() else None
    said = one_card.refused(2, *argv, "--output", part)
    assert f"{part} is the casebook itself, or a part of it" in said
    assert (part.read_bytes() if part.is_file() else None) == before
