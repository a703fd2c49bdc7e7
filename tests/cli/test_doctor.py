import json
import os
import pwd
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Kaiyaku
from tui import __version__

Spoil = Callable[[Path], None]


@pytest.fixture(autouse=True)
def landlock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.landlock.version", lambda: 7)


@pytest.fixture
def path(one_card: Kaiyaku) -> Path:
    one_card.ok("note", "add", "1", stdin="解約のお手続き".encode())
    one_card.ok("tick", "1", "check-dates")
    return one_card.home / ".local/share/kaiyaku/casebook.db"


def change(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()


def checks(ran: object) -> list[str]:
    return [finding["check"] for finding in ran.data["findings"]]  # type: ignore[attr-defined]


def test_all_is_well(kaiyaku: Kaiyaku, path: Path) -> None:
    said = kaiyaku.ok("doctor").out
    assert said.count("\n") == 1
    assert "as it should be (1 card, 1 note, 4 entries in the history)" in said
    answer = kaiyaku.ok("doctor", "--json").data
    assert (answer["casebook"], answer["findings"]) == (str(path), [])
    assert {"chain", "blobs", "projections", "mode"} <= set(answer["checked"])


@pytest.mark.parametrize(
    ("statement", "check", "said"),
    [
        ("UPDATE event SET action = 'ken' WHERE seq = 2", "chain", "Entry 2 of the history"),
        ("UPDATE event SET body = CAST('{}' AS BLOB) WHERE seq = 3", "chain", "Entry 3"),
        ("DELETE FROM event WHERE seq = 4", "head", "entry 4 is missing"),
        ("DELETE FROM event WHERE seq = 2", "chain", "Entry 2 of the history"),
        ("UPDATE card SET label = 'Other'", "projections", "card 1 is not what the history says"),
        ("DELETE FROM mark", "projections", "mark 1/check-dates"),
        ("UPDATE note_text SET text = CAST('fine' AS BLOB)", "texts", "text of note 1"),
        ("DELETE FROM note_text", "texts", "text of note 1"),
        ("UPDATE note_search SET text = 'x'", "search", "note 1 is not found"),
        ("DELETE FROM card_search", "search", "card 1 is not found"),
        ("INSERT INTO card_search VALUES (9, 'x')", "search", "card 9 is not found"),
        ("UPDATE search_state SET size = size + 1", "search", "searching is built on"),
        (
            "UPDATE blob SET content = CAST(content || x'00' AS BLOB) "
            "WHERE sha256 = (SELECT sha256 FROM note)",
            "blobs",
            "not what was kept",
        ),
        (
            "DELETE FROM blob WHERE sha256 = (SELECT sha256 FROM note)",
            "notes",
            "Note 1 has lost its original",
        ),
        (
            "DELETE FROM blob WHERE sha256 = (SELECT guide_sha256 FROM card)",
            "guides",
            "Card 1 has lost its guide",
        ),
        (
            "INSERT INTO attachment VALUES (1, 1, 1, 'a', 'b', '', 'gone', 1, 'x', 'y', 1, 5)",
            "attachments",
            "Attachment 1 has lost its bytes",
        ),
        ("DROP INDEX note_of_card", "schema", "note_of_card is not as kaiyaku makes it"),
        ("CREATE TABLE more (x)", "schema", "more is not as kaiyaku makes it"),
    ],
)
def test_what_is_amiss_is_named(
    kaiyaku: Kaiyaku, path: Path, statement: str, check: str, said: str
) -> None:
    change(path, statement)
    ran = kaiyaku("doctor", "--json")
    assert ran.code == 1
    assert check in checks(ran)
    assert any(said in finding["message"] for finding in ran.data["findings"])
    told = kaiyaku("doctor")
    assert (told.code, told.err) == (1, "")
    assert said in told.out


def test_orphans_are_told_and_no_fault(kaiyaku: Kaiyaku, path: Path) -> None:
    import hashlib

    digest = hashlib.sha256(b"left").hexdigest()
    change(path, f"INSERT INTO blob VALUES ('{digest}', x'6c656674')")
    assert "1 original belongs to nothing" in kaiyaku.ok("doctor").out


def trailing(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"more")


def damaged_index(path: Path) -> None:
    change(path, "PRAGMA writable_schema = ON")
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'event_of_card'"
        page = connection.execute(query).fetchone()[0]
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096 + 3)
        file.write(b"\x00\x00")


@pytest.mark.parametrize(("spoil", "check"), [(trailing, "size"), (damaged_index, "integrity")])
def test_a_damaged_file_is_found(kaiyaku: Kaiyaku, path: Path, spoil: Spoil, check: str) -> None:
    spoil(path)
    assert check in checks(kaiyaku("doctor", "--json"))


def empty(path: Path) -> None:
    path.write_bytes(b"")


def text(path: Path) -> None:
    path.write_text("a shopping list\n" * 300)


def gone(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("spoil", [empty, text, gone])
def test_what_cannot_be_opened_is_exit_4(kaiyaku: Kaiyaku, path: Path, spoil: Spoil) -> None:
    spoil(path)
    assert str(path) in kaiyaku.refused(4, "doctor")
    before = sorted(path.parent.iterdir())
    ran = kaiyaku("doctor", "--report")
    assert (ran.code, ran.err) == (4, "")
    assert "error: " in ran.out
    assert sorted(path.parent.iterdir()) == before


def test_modes_are_named_with_the_command_and_mended(kaiyaku: Kaiyaku, path: Path) -> None:
    drafts = kaiyaku.home / ".local/state/kaiyaku/drafts/x"
    drafts.mkdir(parents=True)
    draft = drafts / "draft.json"
    draft.write_text("{}")
    wrong = {path: 0o644, path.parent: 0o755, Path(f"{path}.head"): 0o666, draft: 0o640}
    for place, mode in wrong.items():
        place.chmod(mode)
    drafts.chmod(0o755)
    drafts.parent.chmod(0o755)
    found = kaiyaku("doctor", "--json")
    assert found.code == 1
    assert set(checks(found)) == {"mode"}
    commands = {finding["command"] for finding in found.data["findings"]}
    assert f"chmod 600 {path}" in commands
    assert f"chmod 700 {path.parent}" in commands
    assert f"Run: chmod 600 {draft}" in kaiyaku("doctor").out
    mended = kaiyaku.ok("doctor", "--mend")
    assert mended.out.count("Mended: ") == 6
    assert {stat.S_IMODE(place.stat().st_mode) for place in wrong} == {0o600, 0o700}
    assert kaiyaku.ok("doctor", "--json").data["findings"] == []


def test_mending_touches_nothing_through_a_link(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path
) -> None:
    precious, dear = tmp_path / "precious", tmp_path / "dear"
    for file in (precious, dear):
        file.touch()
        file.chmod(0o644)
    path.with_name(f"{path.name}.before-2").symlink_to(precious)
    os.link(dear, path.with_name(f"{path.name}.before-3"))
    kaiyaku("doctor", "--mend")
    assert {stat.S_IMODE(file.stat().st_mode) for file in (precious, dear)} == {0o644}


def test_what_a_kill_left_behind_is_removed_once_it_is_old(kaiyaku: Kaiyaku, path: Path) -> None:
    new, old = (path.with_name(f".{path.name}.{digits * 12}") for digits in "0a")
    for left in (new, old):
        left.touch(0o600)
    os.utime(old, (1_000_000_000, 1_000_000_000))
    twin = path.with_name(f"{path.name}.replaced-20261124-031000")
    os.link(path, twin)
    assert sorted(set(checks(kaiyaku("doctor", "--json")))) == ["left-over"]
    kaiyaku.ok("doctor", "--mend")
    assert new.exists()
    assert not old.exists()
    assert not twin.exists()
    kaiyaku.ok("list")


def test_rebuilding_makes_everything_as_the_history_says(kaiyaku: Kaiyaku, path: Path) -> None:
    before = kaiyaku.ok("show", "1", "--json").data
    change(path, "UPDATE card SET label = 'Other', carrier = 'x'")
    change(path, "DELETE FROM mark")
    change(path, "DELETE FROM note_search")
    assert set(checks(kaiyaku("doctor", "--json"))) == {"projections", "search"}
    answer = kaiyaku.ok("doctor", "--rebuild", "--json").data
    assert answer["findings"] == []
    assert kaiyaku.ok("show", "1", "--json").data == before
    assert kaiyaku.ok("find", "解約", "--json").data["matches"]
    kept = Path(answer["rebuilt_after"])
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    with closing(sqlite3.connect(kept)) as connection:
        assert connection.execute("SELECT label FROM card").fetchone() == ("Other",)


def test_a_broken_history_is_not_built_upon(kaiyaku: Kaiyaku, path: Path) -> None:
    change(path, "UPDATE event SET action = 'ken' WHERE seq = 2")
    before = path.read_bytes()
    assert "Restore a backup" in kaiyaku.refused(4, "doctor", "--rebuild")
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*.before-rebuild-*"))


def test_the_report_says_nothing_about_anybody(kaiyaku: Kaiyaku, path: Path) -> None:
    kaiyaku.ok("holder", "add", "Li Na", "--contact", "li@example.org")
    kaiyaku.ok("edit", "1", "--number", "090-1234-5678")
    kaiyaku.environ |= {"TERM": "xterm-256color", "LANG": "ja_JP.UTF-8", "SSH_TTY": "/dev/pts/7"}
    said = kaiyaku.ok("doctor", "--report", "--lang", "en")
    for word in ("My docomo", "Li Na", "li@", "1234", "解約", "mika", str(kaiyaku.home), "pts/7"):
        assert word not in said.out
    report = kaiyaku.ok("doctor", "--report", "--json").data["report"]
    assert list(report) == ["versions", "terminal", "locale", "places", "casebook"]
    assert report["versions"]["kaiyaku"] == __version__
    assert report["versions"]["sqlite"] == sqlite3.sqlite_version
    assert report["versions"]["textual"]
    assert report["terminal"]["TERM"] == "xterm-256color"
    assert report["terminal"]["SSH_TTY"] == "set"
    assert report["locale"]["LANG"] == "ja_JP.UTF-8"
    assert report["places"]["casebook"].startswith("~/.local/share/kaiyaku/casebook.db (600")
    assert (report["casebook"]["cards"], report["casebook"]["readers"]) == (1, 1)
    assert report["casebook"]["found"] == []
    json.dumps(report)


@pytest.mark.parametrize("verb", [("doctor",), ("backup", "x"), ("restore", "x"), ("init", "x")])
def test_what_concerns_everybody_is_not_done_for_one(
    kaiyaku: Kaiyaku, path: Path, verb: tuple[str, ...]
) -> None:
    assert "--only" in kaiyaku.refused(2, *verb, "--only", "1")


def test_a_casebook_that_everybody_can_change_is_complained_about_once(
    kaiyaku: Kaiyaku, path: Path
) -> None:
    path.chmod(0o666)
    ran = kaiyaku("tick", "1", "2")
    assert (ran.code, ran.err.count("\n")) == (4, 1)
    assert f"chmod 600 {path}" in ran.err
    assert kaiyaku("list").code == 0


def test_a_casebook_that_no_door_can_open_is_named(
    kaiyaku: Kaiyaku, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = pwd.struct_passwd(("ken", "x", 9, 9, "", str(path.parent / "ken"), "/bin/sh"))
    monkeypatch.setattr(pwd, "getpwall", lambda: [account])
    assert "the home of the account ken" in kaiyaku.ok("doctor").out
    (notice, *_) = kaiyaku.ok("doctor", "--json").data["notices"]
    assert str(path.parent) in notice


def test_a_kernel_without_landlock_is_named(
    kaiyaku: Kaiyaku, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.landlock.version", lambda: 0)
    assert "no Landlock" in kaiyaku.ok("doctor").out
