"""`kaiyaku export` and `kaiyaku verify`."""

import hashlib
import os
import shlex
import stat
from pathlib import Path

import pytest

from tests.casebook.test_formats import of_format
from tests.cli.conftest import Kaiyaku
from tests.exports.archives import manifest, members
from tui.casebook.casebook import Casebook
from tui.casebook.errors import Busy

SECRET = "between us: call ken"


@pytest.fixture
def filled(one_card: Kaiyaku) -> Kaiyaku:
    one_card.ok("edit", "1", "--number", "090-1234-5678", "--carrier", "docomo")
    one_card.ok("note", "add", "1", "--kind", "mail", stdin="解約のご案内 090-1234-5678".encode())
    one_card.ok("note", "add", "1", "--kind", "memo", stdin=SECRET.encode())
    return one_card


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "proof.zip"


def said(kaiyaku: Kaiyaku, *argv: str | Path, **environ: str) -> list[str]:
    """Export, and return what was said on standard error."""
    ran = kaiyaku("export", *argv, environ=environ)
    assert (ran.code, ran.written) == (0, b"")
    return ran.err.splitlines()


def test_the_file_its_sum_and_the_line_that_fetches_it_are_named(
    filled: Kaiyaku, archive: Path
) -> None:
    connection = "198.51.100.7 51234 203.0.113.9 2222"
    lines = said(filled, "1", "--output", archive, SSH_CONNECTION=connection)
    assert lines[0] == f"kaiyaku: The proof is in {archive}"
    assert hashlib.sha256(archive.read_bytes()).hexdigest() in lines[1]
    words = shlex.split(lines[-1])
    assert words[:4] == ["scp", "-p", "-P", "2222"]
    assert words[4].endswith(f"@{os.uname().nodename}:{archive}")
    assert words[5] == "."
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600


def test_the_machine_is_called_as_its_settings_call_it(filled: Kaiyaku, archive: Path) -> None:
    config = filled.home / ".config/kaiyaku/config.toml"
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text('host = "ssh.example.ac.jp"\n')
    assert f"@ssh.example.ac.jp:{archive} ." in said(filled, "1", "--output", archive)[-1]
    ran = filled("export", "1", "--output", "-", stdout_is_terminal=True)
    assert "@ssh.example.ac.jp " in ran.err


def test_a_relative_path_is_fetched_by_its_whole_name(
    filled: Kaiyaku, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert f":{tmp_path}/a.zip ." in said(filled, "1", "--output", "a.zip")[-1]


def test_what_is_left_out_is_said_and_left_out(filled: Kaiyaku, archive: Path) -> None:
    lines = said(filled, "1", "--output", archive, "--without", "number", "--without", "holder")
    left = "the numbers of line, contract, SIM and handset, the holder, who did what, 1 memo"
    assert f"kaiyaku: Left out: {left}." in lines
    assert "kaiyaku: 1 original still says it: letters and files go out as they came." in lines
    assert manifest(archive.read_bytes())["without"] == ["number", "holder"]
    assert "mika" not in members(archive.read_bytes())["index.html"].decode()


def test_names_and_memos_are_put_in_when_asked_for(filled: Kaiyaku, archive: Path) -> None:
    lines = said(filled, "1", "--output", archive, "--with", "memos", "--with", "names")
    assert not [line for line in lines if "Left out" in line]
    page = members(archive.read_bytes())["index.html"].decode()
    assert SECRET in page
    assert "mika" in page


def test_cards_go_together_by_number_or_label(filled: Kaiyaku, archive: Path) -> None:
    filled.ok("add", "prepaid", "旅行卡")
    said(filled, "旅行卡", "1", "--output", archive)
    assert [card["id"] for card in manifest(archive.read_bytes())["cards"]] == [1, 2]


def test_it_goes_into_a_pipe_byte_for_byte(filled: Kaiyaku, archive: Path) -> None:
    said(filled, "1", "--output", archive)
    ran = filled("export", "1", "--output", "-")
    assert ran.code == 0
    assert ran.written == archive.read_bytes()
    assert hashlib.sha256(ran.written).hexdigest() in ran.err
    assert "scp" not in ran.err


def test_a_terminal_gets_no_archive_but_the_line_that_works(filled: Kaiyaku) -> None:
    ran = filled("export", "1", "--output", "-", stdout_is_terminal=True)
    assert (ran.code, ran.written) == (2, b"")
    assert "ssh " in ran.err
    assert "'kaiyaku export 1 --output -' > kaiyaku.zip" in ran.err
    assert filled.ok("show", "1", "--json").data["card"]["exported_at"] is None


def test_a_file_that_is_there_stays_unless_forced(filled: Kaiyaku, archive: Path) -> None:
    archive.write_bytes(b"older")
    assert "--force" in filled.refused(2, "export", "1", "--output", archive)
    assert archive.read_bytes() == b"older"
    assert filled.ok("show", "1", "--json").data["card"]["exported_at"] is None
    said(filled, "1", "--output", archive, "--force")
    assert archive.read_bytes().startswith(b"PK")


def test_it_is_remembered_however_it_went_out(filled: Kaiyaku, archive: Path) -> None:
    filled.ok("add", "prepaid", "other")
    said(filled, "1", "--output", archive)
    filled("export", "2", "--output", "-")
    cards = filled.ok("list", "--json").data["cards"]
    assert all(card["exported_at"] for card in cards)
    kinds = [event["kind"] for event in filled.ok("log", "--json").data["events"]]
    assert kinds[-2:] == ["card.exported", "card.exported"]


def test_a_second_export_gives_the_same_bytes(filled: Kaiyaku, tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        said(filled, "1", "--output", tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_a_proof_that_cannot_be_noted_is_a_proof(
    filled: Kaiyaku, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(book: Casebook, cards: object) -> None:
        raise Busy

    monkeypatch.setattr(Casebook, "exported", busy)
    lines = said(filled, "1", "--output", archive)
    assert lines[0].startswith("kaiyaku: The proof was written; the casebook could not note that")
    assert archive.exists()


@pytest.mark.parametrize(
    ("code", "argv", "says"),
    [
        (2, ("export", "1"), "--output FILE.zip"),
        (2, ("export",), "CARD…"),
        (2, ("export", "1", "--output", "/nowhere/a.zip"), "/nowhere cannot be written"),
        (2, ("export", "1", "--output", "-", "--json"), "--json"),
        (2, ("export", "1", "--output", "a", "--without", "names"), "number, holder"),
        (2, ("export", "1", "--output", "a", "--with", "memos", "--with", "x"), "not x"),
        (3, ("export", "9", "--output", "a.zip"), "There is no card 9"),
        (2, ("verify",), "FILE.zip"),
        (2, ("verify", "/nowhere/a.zip"), "/nowhere/a.zip cannot be read"),
        (2, ("verify", "/dev/zero"), "/dev/zero is no file."),
    ],
)
def test_what_cannot_be_is_one_sentence(
    filled: Kaiyaku, code: int, argv: tuple[str, ...], says: str
) -> None:
    assert says in filled.refused(code, *argv)


def test_the_data_are_there_as_json(filled: Kaiyaku, archive: Path) -> None:
    ran = filled("export", "1", "--output", archive, "--json")
    data = ran.data["export"]
    assert data["file"] == str(archive)
    assert data["sha256"] == hashlib.sha256(archive.read_bytes()).hexdigest()
    assert data["fetch"] in ran.err
    assert (data["memos"], data["withdrawn"], data["damaged"]) == (1, 0, [])


def test_a_proof_is_found_in_order_without_any_casebook(filled: Kaiyaku, archive: Path) -> None:
    said(filled, "1", "--output", archive, "--with", "names")
    out = filled.ok("verify", archive, "--casebook", "/nowhere/book.db").out
    assert f"{archive} is as it was exported." in out
    assert "whose hashes were made again." in out
    assert hashlib.sha256(archive.read_bytes()).hexdigest() in out
    assert "Who wrote a letter, and whether it is true, no sum can show." in out
    found = filled.ok("verify", archive, "--json").data["verify"]
    assert (found["altered"], found["cards"], found["is_whole"]) == (None, 1, True)


def test_without_names_it_says_what_could_not_be_checked_of_older_entries(
    filled: Kaiyaku, archive: Path, tmp_path: Path
) -> None:
    book = of_format(3, tmp_path / "book.db")
    said(filled, "1", "--output", archive, "--casebook", book)
    out = filled.ok("verify", archive).out
    assert "What was left out keeps their hashes from being made again." in out


def test_what_was_altered_is_named_with_exit_code_1(filled: Kaiyaku, archive: Path) -> None:
    said(filled, "1", "--output", archive)
    content = archive.read_bytes()
    at = content.index("解約のご案内 090-1234-5678".encode(), content.index(b"originals/0001"))
    archive.write_bytes(content[:at] + b"X" + content[at + 1 :])
    name = "cards/1-my-docomo/originals/0001.txt"
    assert f"{name} was altered." in filled.refused(1, "verify", archive)
    ran = filled("verify", archive, "--json")
    assert (ran.code, ran.data["verify"]["altered"]) == (1, f"{name} was altered.")


def test_what_is_none_of_ours_has_exit_code_2(filled: Kaiyaku, archive: Path) -> None:
    archive.write_bytes(b"hello")
    assert "is no proof that kaiyaku exported" in filled.refused(2, "verify", archive)


def test_closing_a_card_that_was_never_exported_says_so_once(
    filled: Kaiyaku, archive: Path
) -> None:
    ran = filled("close", "1")
    assert ran.code == 0
    assert ran.err.count("\n") == 1
    assert "`kaiyaku export 1 --output FILE.zip`" in ran.err
    filled.ok("reopen", "1")
    said(filled, "1", "--output", archive)
    filled.ok("close", "1")
    filled.ok("add", "prepaid", "with nothing on it to prove")
    filled.ok("close", "2")


def test_only_one_persons_cards_go_out(filled: Kaiyaku, archive: Path) -> None:
    filled.ok("add", "prepaid", "other", "--holder", "Li Na")
    assert "There is no card" in filled.refused(
        3, "export", "1", "--output", archive, "--only", "Li Na"
    )
    said(filled, "2", "--output", archive, "--only", "Li Na")
    assert archive.exists()


def test_a_reader_speaks_their_language(filled: Kaiyaku, archive: Path) -> None:
    said(filled, "1", "--output", archive, "--lang", "ja")
    assert manifest(archive.read_bytes())["language"] == "ja"
