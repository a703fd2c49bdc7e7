"""`note add --each`: every letter goes with its card, as one action."""

from pathlib import Path

import pytest

from tests.cli.conftest import Kaiyaku


def mail(subject: str, text: str) -> bytes:
    head = f"From: info@nttdocomo.com\nTo: desk@example.ac.jp\nSubject: {subject}\n"
    return f"{head}Date: Thu, 12 Nov 2026 10:00:00 +0900\n\n{text}\n".encode()


def box(*mails: bytes) -> bytes:
    return b"\n".join(b"From a@b Thu Nov 12 10:00:00 2026\n" + mail for mail in mails)


@pytest.fixture
def two(kaiyaku: Kaiyaku) -> Kaiyaku:
    for label, number in (("Li", "090-1111-0001"), ("Mei", "080-1111-0002")):
        options = ("--carrier", "docomo", "--number", number, "--holder", label)
        kaiyaku.ok("add", "postpaid", label, *options)
    return kaiyaku


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    path = tmp_path / "box.mbox"
    path.write_bytes(
        box(mail("one", "090-1111-0001"), mail("two", "+81 80 1111 0002"), mail("three", "hello"))
    )
    return path


def notes(kaiyaku: Kaiyaku, card: int) -> list[str]:
    listed = kaiyaku.ok("note", "list", str(card), "--json").data["notes"]
    return [note["subject"] for note in listed if not note.get("withdrawn_at")]


def test_each_letter_of_a_mailbox_goes_with_its_card_and_the_rest_is_told(
    two: Kaiyaku, letters: Path
) -> None:
    out = two.ok("note", "add", "--each", letters).out
    assert (notes(two, 1), notes(two, 2)) == (["one"], ["two"])
    assert "Nobody's" in out
    assert "its telephone number" in out


def test_one_undo_takes_all_of_it_back(two: Kaiyaku, letters: Path) -> None:
    two.ok("note", "add", "--each", letters)
    two.ok("undo")
    shown = [two.ok("note", "show", note, "--json").data["note"] for note in ("1", "2")]
    assert all(note["withdrawn_by"] for note in shown)


def test_a_dry_run_shows_the_table_and_keeps_nothing(two: Kaiyaku, letters: Path) -> None:
    found = two.ok("note", "add", "--each", letters, "--dry-run", "--json").data["letters"]
    assert [(row["card"], row["sure"]) for row in found] == [(1, True), (2, True), (None, False)]
    assert found[0]["because"] == ["number"]
    assert notes(two, 1) == []


def test_a_letter_with_anothers_number_is_refused_unless_anyway(
    two: Kaiyaku, tmp_path: Path
) -> None:
    path = tmp_path / "two.eml"
    path.write_bytes(mail("two", "080-1111-0002"))
    assert "Mei" in two("note", "add", "1", path).err
    assert notes(two, 1) == []
    two.ok("note", "add", "1", path, "--anyway")
    assert notes(two, 1) == ["two"]


def test_behind_a_door_no_file_is_named(two: Kaiyaku, letters: Path) -> None:
    ran = two("--only", "Li", "note", "add", "--each", letters, is_kiosk=True)
    assert ran.code == 2
    assert notes(two, 1) == []
