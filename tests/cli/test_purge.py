"""What is purged is in no byte of anything that kaiyaku keeps; that it was there remains."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.casebook.every_field import kept, written
from tests.cli.conftest import Kaiyaku
from tests.faults.verbs import letter
from tui.casebook.drafts import Drafts, Unfinished
from tui.casebook.errors import CannotWrite
from tui.casebook.event import Who
from tui.casebook.fields import CARD_FIELDS, FIELDS, HOLDER_FIELDS, NAME
from tui.casebook.sqlite.store import SqliteStore

HOLDER = "Zhuravlyova"
SECRETS = (
    HOLDER,
    "Geheimkarte",
    "verschwiegen",
    "annotiert",
    "beigelegt",
    "vertraulich",
    "entworfen",
    "ungesagt",
)


@pytest.fixture
def path(kaiyaku: Kaiyaku) -> Path:
    return kaiyaku.home / ".local/share/kaiyaku/casebook.db"


@pytest.fixture
def two(kaiyaku: Kaiyaku, path: Path, tmp_path: Path) -> Kaiyaku:
    """Two people; one of them, with everything that can be said of a card, is to go."""
    kaiyaku.ok("add", "postpaid", "Other", "--holder", "Stayer", "--as", "mika")
    kaiyaku.ok("add", "postpaid", "Geheimkarte", "--holder", HOLDER, "--as", "mika")
    for field in FIELDS:
        if field in CARD_FIELDS and field.option and field.name not in ("label", "chosen_end"):
            kaiyaku("edit", "2", field.option, written(field))
        elif field in HOLDER_FIELDS and field is not NAME and field.option:
            kaiyaku("holder", "edit", "2", field.option, written(field))
    letter(tmp_path / "one.eml", "verschwiegen")
    kaiyaku.ok("note", "add", "2", tmp_path / "one.eml")
    kaiyaku.ok("note", "annotate", "1", "annotiert")
    (tmp_path / "beigelegt.bin").write_bytes(b"vertraulich" * 3)
    kaiyaku.ok("note", "attach", "1", tmp_path / "beigelegt.bin")
    kaiyaku.ok("note", "add", "2", stdin=b"shared by both")
    kaiyaku.ok("tick", "2", "1", "--as", HOLDER)
    kaiyaku.ok("mark", "2", "2", "skipped", "--reason", "ungesagt")
    kaiyaku.ok("undo", "2")
    return kaiyaku


def everything(home: Path) -> bytes:
    return b"\0".join(each.read_bytes() for each in sorted(home.rglob("*")) if each.is_file())


def left(home: Path) -> list[str]:
    found = everything(home)
    return [word for word in SECRETS if word.encode() in found or word.lower().encode() in found]


def test_nothing_is_left_of_what_was_purged(two: Kaiyaku, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        login = connection.execute("SELECT login FROM person LIMIT 1").fetchall()[0][0]
    drafts = Drafts(two.home / ".local/state/kaiyaku", str(path), Who(login, HOLDER))
    drafts.hold(Unfinished("entworfen", card=2))
    drafts.close()
    two.ok("doctor", "--rebuild")
    assert "entworfen" in left(two.home)
    ran = two("purge", "--holder", HOLDER, "--yes", "--json", "--as", "mika")
    assert ran.code == 0
    assert ran.data["cards"] == ran.data["holders"] == [2]
    assert left(two.home) == []
    for field in FIELDS:
        if field.kind in ("text", "day") and field.name not in ("label", "name"):
            assert str(kept(field)).encode() not in path.read_bytes()
    assert two.ok("doctor").out.count("as it should be") == 1
    assert [card["label"] for card in two.ok("list", "--json").data["cards"]] == ["Other"]


def test_the_skeleton_says_who_purged_and_numbers_are_not_given_again(
    two: Kaiyaku, path: Path
) -> None:
    head = two.ok("head").out.strip()
    with closing(sqlite3.connect(path)) as connection:
        before = connection.execute("SELECT seq, hash FROM event ORDER BY seq").fetchall()
    two.ok("purge", "2", "--yes", "--as", "mika")
    with closing(sqlite3.connect(path)) as connection:
        after = connection.execute("SELECT seq, hash FROM event ORDER BY seq").fetchall()
    assert after[:-1] == before
    events = two.ok("log", "--json").data["events"]
    assert (events[-1]["kind"], events[-1]["by"]) == ("purged", "mika")
    two.ok("doctor", "--since", head)
    two.ok("add", "postpaid", "New", "--holder", "Newcomer")
    assert [card["id"] for card in two.ok("list", "--json").data["cards"]] == [1, 3]
    two.ok("doctor")


def test_an_original_that_another_card_has_stays(two: Kaiyaku) -> None:
    two("note", "add", "1", stdin=b"shared by both")
    two.ok("purge", "2", "--yes")
    notes = two.ok("note", "list", "1", "--json").data["notes"]
    assert two.ok("note", "show", str(notes[0]["id"]), "--original").written == b"shared by both"
    two.ok("doctor")


def test_it_is_asked_for_and_refused_in_a_script(two: Kaiyaku, path: Path) -> None:
    before = path.read_bytes()
    assert "--yes" in two.refused(2, "purge", "2", stdin=b"")
    assert two("purge", "2").code == 1
    assert "--holder" in two.refused(2, "purge", "--yes")
    assert path.read_bytes() == before


def test_a_purge_is_not_taken_back(two: Kaiyaku) -> None:
    two.ok("purge", "2", "--yes", "--as", "mika")
    two.ok("doctor")
    assert two("undo", "2", "--as", "mika").code != 0


def test_only_what_was_closed_long_ago_goes(two: Kaiyaku) -> None:
    assert two("close", "2").code == 0
    assert two.ok("purge", "--closed-before", "1", "--yes", "--json").data["cards"] == []
    assert two.ok("purge", "--closed-before", "0", "--yes", "--json").data["cards"] == [2]


def test_a_backup_that_still_holds_it_is_named(two: Kaiyaku, tmp_path: Path) -> None:
    two.ok("backup", tmp_path / "copy.db")
    assert two.ok("purge", "2", "--yes", "--json").data["backups"] == [str(tmp_path / "copy.db")]


def test_what_a_backup_brings_back_is_purged_again(two: Kaiyaku, tmp_path: Path) -> None:
    two.ok("backup", tmp_path / "copy.db")
    two.ok("purge", "2", "--yes")
    ran = two("restore", tmp_path / "copy.db")
    assert (ran.code, "purged again: 2" in ran.err) == (0, True)
    assert left(two.home) == []
    two.ok("doctor")


def test_one_broken_off_is_said_and_finished_by_the_doctor(
    two: Kaiyaku, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: SqliteStore) -> None:
        raise CannotWrite("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(SqliteStore, "write_anew", broken)
        assert two("purge", "2", "--yes").code != 0
    ran = two("doctor")
    assert (ran.code, "unfinished" in ran.out) == (1, True)
    two.ok("doctor", "--mend")
    assert left(two.home) == []
    two.ok("doctor")


def test_without_room_nothing_is_purged(
    two: Kaiyaku, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 10}))
    assert "bytes" in two("purge", "2", "--yes").err
    assert path.read_bytes() == before


def test_nobody_purges_for_one_person_or_behind_a_door(two: Kaiyaku) -> None:
    assert two("purge", "2", "--yes", "--only", HOLDER).code == 2
    assert two("purge", "2", "--yes", "--only", HOLDER, is_kiosk=True).code == 2
