import hashlib
import os
import socket
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Kaiyaku
from tui.cli.keeping import incoming

MAIL = (
    "From: 解約センター <support@docomo.example>\n"
    "Date: Thu, 12 Nov 2026 10:03:00 +0900\n"
    "Subject: 解約手続きのご案内\n"
    "\n"
    "解約のお手続きについて、ご案内いたします。\x1b[2J\n"
)


def test_a_shift_jis_letter_through_a_pipe_is_kept_to_the_byte(one_card: Kaiyaku) -> None:
    raw = MAIL.encode("cp932")
    out = one_card.ok("note", "add", "1", stdin=raw).out
    assert out.startswith("Note 1 kept with My docomo · e-mail · from them · ")
    assert "12 Nov 10:03" in out
    assert "解約手続きのご案内" in out
    assert "read as cp932" in out
    assert out.count("\n") == 1
    assert one_card.ok("note", "show", "1", "--original").written == raw
    note = one_card.ok("note", "list", "1", "--json").data["notes"][0]
    assert note["sha256"] == hashlib.sha256(raw).hexdigest()
    assert (note["charset"], note["date"]) == ("cp932", "2026-11-12T10:03:00+09:00")
    assert (note["kind"], note["direction"], note["withdrawn"]) == ("mail", "in", False)


def test_a_note_is_shown_with_its_text_and_no_escape_sequence(one_card: Kaiyaku) -> None:
    one_card.ok("note", "add", "1", stdin=MAIL.encode())
    page = one_card.ok("note", "show", "1").out
    assert "ご案内いたします。␛[2J" in page
    assert "\x1b" not in page
    note = one_card.ok("note", "show", "1", "--json").data["note"]
    assert note["text"] == MAIL.partition("\n\n")[2].rstrip("\n")


def test_utf_8_needs_no_remark(one_card: Kaiyaku) -> None:
    assert "read as" not in one_card.ok("note", "add", "1", stdin=MAIL.encode()).out


def test_several_files_become_notes_in_their_order(one_card: Kaiyaku, tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("b.txt", "a.txt", "c.txt")]
    for path in paths:
        path.write_text(f"this is {path.name}")
    out = one_card.ok("note", "add", "My docomo", *paths).out
    assert [line.split(" kept")[0] for line in out.splitlines()] == ["Note 1", "Note 2", "Note 3"]
    assert one_card.ok("note", "show", "1", "--original").out == "this is b.txt"
    assert one_card.ok("note", "show", "3", "--original").out == "this is c.txt"
    paths[0].write_text("this is another")
    kept = one_card.ok("note", "add", "1", *paths[:2], "--json").data
    assert [note["id"] for note in kept["notes"]] == [4]
    assert kept["already"] == [2]


def test_a_dash_is_standard_input(one_card: Kaiyaku) -> None:
    one_card.ok("note", "add", "1", "-", stdin=b"from a pipe")
    assert one_card.ok("note", "show", "1", "--original").written == b"from a pipe"


def test_what_the_caller_knows_wins_over_the_guess(one_card: Kaiyaku) -> None:
    options = {"kind": "call", "direction": "out", "subject": "last bill", "step": "4"}
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    out = one_card.ok("note", "add", "1", *words, "--date", "11/13", stdin=MAIL.encode()).out
    assert "call · from you" in out
    assert "Fri 13 Nov · last bill" in out
    note = one_card.ok("note", "list", "1", "--json").data["notes"][0]
    expected = {**options, "step": "contact-carrier", "date": "2026-11-13"}
    assert {name: note[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("2026-11-12T10:03:00+00:00", "2026-11-12T10:03:00+00:00"),
        ("2026-11-12 10:03", "2026-11-12T10:03:00+09:00"),
        ("12/15", "2025-12-15"),
    ],
)
def test_a_date_may_have_a_time_and_lies_in_the_past(
    one_card: Kaiyaku, written: str, stored: str
) -> None:
    one_card.ok("note", "add", "1", "--date", written, stdin=b"x")
    assert one_card.ok("note", "list", "1", "--json").data["notes"][0]["date"] == stored


def test_a_memo_says_no_direction(one_card: Kaiyaku) -> None:
    out = one_card.ok("note", "add", "1", "--kind", "memo", stdin=b"remember this").out
    assert "memo (internal)" in out
    assert "from" not in out
    assert "from" not in one_card.ok("note", "list", "1").out


@pytest.mark.parametrize("name", ["pipe", "directory", "loop", "device", "socket", "empty", "big"])
def test_what_is_no_letter_is_refused_at_once(
    one_card: Kaiyaku, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path = tmp_path / name
    if name == "pipe":
        os.mkfifo(path)
    elif name == "directory":
        path.mkdir()
    elif name == "loop":
        path.symlink_to(path)
    elif name == "device":
        path.symlink_to("/dev/zero")
    elif name == "socket":
        monkeypatch.chdir(tmp_path)
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(name)
    elif name == "empty":
        path.write_bytes(b" \n\n")
    else:
        with path.open("wb") as file:
            file.truncate(incoming.LARGEST + 1)
    sentence = one_card.refused(2, "note", "add", "1", path)
    assert str(path) in sentence
    assert one_card.ok("note", "list", "1", "--json").data == {"notes": []}
    good = tmp_path / "good.txt"
    good.write_text("fine")
    ran = one_card("note", "add", "1", path, good)
    assert (ran.code, ran.err) == (2, sentence)
    assert "Note 1 kept" in ran.out


def test_a_file_as_large_as_allowed_is_kept(
    one_card: Kaiyaku, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incoming, "LARGEST", 100)
    path = tmp_path / "letter"
    path.write_bytes(b"x" * 100)
    one_card.ok("note", "add", "1", path)
    assert "25 MiB" in one_card.refused(2, "note", "add", "1", stdin=b"x" * 101)


@pytest.mark.parametrize("path", ["missing.txt", "1/missing.txt", "good.txt/x"])
def test_a_missing_file_is_no_such_thing(
    one_card: Kaiyaku, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("good.txt").write_text("x")
    assert path in one_card.refused(3, "note", "add", "1", path)


def test_empty_and_missing_input_is_refused(
    one_card: Kaiyaku, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "empty" in one_card.refused(2, "note", "add", "1", stdin=b"")
    assert "note add CARD" in one_card.refused(2, "note", "add", "1")


def test_the_original_is_not_written_to_a_terminal(one_card: Kaiyaku) -> None:
    one_card.ok("note", "add", "1", stdin=MAIL.encode())
    ran = one_card("note", "show", "1", "--original", stdout_is_terminal=True)
    assert (ran.code, ran.written) == (2, b"")
    assert "--original >" in ran.err


@pytest.mark.parametrize("raw", [b"\x00\xff\xfe\x80binary\x1b", bytes(range(256)) * 3])
def test_bytes_that_are_no_text_are_kept_too(one_card: Kaiyaku, raw: bytes) -> None:
    one_card.ok("note", "add", "1", stdin=raw)
    assert one_card.ok("note", "show", "1", "--original").written == raw
    assert "\x1b" not in one_card.ok("note", "show", "1").out
    one_card.ok("note", "show", "1", "--json")


def test_a_note_is_annotated_withdrawn_and_restored(one_card: Kaiyaku) -> None:
    one_card.ok("note", "add", "1", stdin=b"hello")
    one_card.ok("note", "annotate", "1", "they called\x1b back")
    assert "they called␛ back" in one_card.ok("note", "show", "1").out
    assert "restore" in one_card.ok("note", "withdraw", "1").out
    assert "withdrawn" in one_card.ok("note", "list", "1").out
    assert "withdrawn by" in one_card.ok("note", "show", "1").out
    note = one_card.ok("note", "restore", "1", "--json").data["note"]
    assert note["withdrawn"] is False
    assert [remark["text"] for remark in note["annotations"]] == ["they called\x1b back"]


def test_a_note_moves_to_the_card_where_it_belongs(one_card: Kaiyaku) -> None:
    one_card.ok("add", "prepaid", "Trip")
    one_card.ok("note", "add", "1", stdin=b"hello")
    assert "Note 1 is with Trip now" in one_card.ok("note", "move", "1", "Trip").out
    assert one_card.ok("note", "list", "1", "--json").data["notes"] == []
    assert one_card.ok("note", "list", "2", "--json").data["notes"][0]["card"] == 2
    one_card.refused(3, "note", "move", "1", "nowhere")


@pytest.mark.parametrize("verb", ["show", "withdraw", "restore"])
@pytest.mark.parametrize("note", ["7", "first", "9" * 40])
def test_an_unknown_note_is_no_such_thing(one_card: Kaiyaku, verb: str, note: str) -> None:
    assert note in one_card.refused(3, "note", verb, note)


def test_notes_are_shown_with_their_card(one_card: Kaiyaku) -> None:
    assert "note add" in one_card.ok("show", "1").out
    one_card.ok("note", "add", "1", stdin=MAIL.encode())
    assert "解約手続きのご案内" in one_card.ok("show", "1").out
    shown = one_card.ok("show", "1", "--json").data["notes"]
    assert shown == one_card.ok("note", "list", "1", "--json").data["notes"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has /proc")
def test_no_file_is_left_open(one_card: Kaiyaku, tmp_path: Path) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(5):
        one_card.refused(2, "note", "add", "1", tmp_path)
        one_card.ok("list")
    assert len(list(Path("/proc/self/fd").iterdir())) == before
