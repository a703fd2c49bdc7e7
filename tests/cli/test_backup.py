import json
import os
import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Kaiyaku
from tui.casebook.sqlite import SqliteStore


@pytest.fixture
def path(one_card: Kaiyaku) -> Path:
    return one_card.home / ".local/share/kaiyaku/casebook.db"


def labels(kaiyaku: Kaiyaku, *options: str | Path) -> list[str]:
    return [card["label"] for card in kaiyaku.ok("list", "--json", *options).data["cards"]]


def test_a_backup_is_a_casebook_for_its_owner_alone(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path
) -> None:
    before = os.umask(0)
    try:
        ran = kaiyaku.ok("backup", tmp_path / "copy.db", "--json")
    finally:
        os.umask(before)
    assert ran.data == {
        "backup": str(tmp_path / "copy.db"),
        "cards": 1,
        "notes": 0,
        "events": 2,
        "removed": [],
    }
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600
    assert labels(kaiyaku, "--casebook", tmp_path / "copy.db") == ["My docomo"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["copy.db", "home"]


def test_a_backup_replaces_nothing_unless_it_is_told_to(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path
) -> None:
    target = tmp_path / "copy.db"
    target.write_text("precious")
    assert "--force" in kaiyaku.refused(2, "backup", target)
    assert target.read_text() == "precious"
    kaiyaku.ok("backup", target, "--force")
    assert labels(kaiyaku, "--casebook", target) == ["My docomo"]


def itself(path: Path, _: Path) -> Path:
    return path


def by_a_detour(path: Path, _: Path) -> Path:
    return path.parent / ".." / path.parent.name / path.name


def by_a_symbolic_link(path: Path, tmp_path: Path) -> Path:
    link = tmp_path / "link.db"
    link.symlink_to(path)
    return link


def by_a_linked_directory(path: Path, tmp_path: Path) -> Path:
    link = tmp_path / "desk"
    link.symlink_to(path.parent)
    return link / path.name


def by_a_second_name(path: Path, _: Path) -> Path:
    # One that kaiyaku itself leaves after a kill: others keep the casebook from being opened.
    link = path.with_name(f".{path.name}.0123456789ab")
    link.hardlink_to(path)
    return link


def its_journal(path: Path, _: Path) -> Path:
    return path.with_name(path.name + "-journal")


def its_head(path: Path, _: Path) -> Path:
    return path.with_name(path.name + ".head")


SPELLED = (
    *(itself, by_a_detour, by_a_symbolic_link, by_a_linked_directory, by_a_second_name),
    *(its_journal, its_head),
)


@pytest.mark.parametrize("spelled", SPELLED)
@pytest.mark.parametrize("verb", [("backup",), ("export", "1", "--output")], ids=" ".join)
def test_neither_a_backup_nor_a_proof_takes_the_casebooks_place(
    kaiyaku: Kaiyaku,
    path: Path,
    tmp_path: Path,
    verb: tuple[str, ...],
    spelled: Callable[[Path, Path], Path],
) -> None:
    path.chmod(0o660)
    target = spelled(path, tmp_path)
    before = [(p.name, p.lstat(), p.read_bytes()) for p in sorted(path.parent.iterdir())]
    for force in ((), ("--force",)):
        said = kaiyaku("--casebook", path, *verb, target, *force)
        assert (said.code, said.written) == (2, b"")
        assert f"{target} is the casebook itself, or a part of it" in said.err
        assert "--force" not in said.err
    after = [(p.name, p.lstat(), p.read_bytes()) for p in sorted(path.parent.iterdir())]
    assert [(name, found.st_ino, found.st_mode, held) for name, found, held in after] == [
        (name, found.st_ino, found.st_mode, held) for name, found, held in before
    ]


def test_the_casebook_is_known_by_its_relative_name(
    kaiyaku: Kaiyaku, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)
    assert "the casebook itself" in kaiyaku.refused(2, "backup", path.name, "--force")


def test_a_damaged_casebook_is_not_backed_up(kaiyaku: Kaiyaku, path: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE event SET action = 'ken' WHERE seq = 1")
        connection.commit()
    target = tmp_path / "copy.db"
    target.write_text("the last good one")
    assert "doctor" in kaiyaku.refused(4, "backup", target, "--force")
    assert target.read_text() == "the last good one"


def test_a_casebook_that_lost_its_end_is_not_backed_up(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM event WHERE seq = 2")
        connection.commit()
    assert "entry 2" in kaiyaku.refused(4, "backup", tmp_path / "copy.db")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["home"]


@pytest.mark.parametrize(
    "argv", [("backup", "-"), ("backup", "x.db", "--keep", "3"), ("backup", ".", "--keep", "0")]
)
def test_what_makes_no_sense_is_usage(
    kaiyaku: Kaiyaku,
    path: Path,
    argv: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    kaiyaku.refused(2, *argv)


def test_a_timer_keeps_the_newest(kaiyaku: Kaiyaku, path: Path, tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    backups.mkdir()
    (backups / "casebook-notes.db").touch()
    kaiyaku.ok("add", "prepaid", "Other", "--casebook", tmp_path / "other" / "casebook.db")
    kaiyaku.clock.now = kaiyaku.clock.now.replace(hour=0)
    kaiyaku.ok("backup", backups, "--casebook", tmp_path / "other" / "casebook.db")
    for hour in (1, 2, 3, 4):
        kaiyaku.clock.now = kaiyaku.clock.now.replace(hour=hour)
        last = kaiyaku.ok("backup", backups, "--keep", "2", "--json").data
    assert last["removed"] == [str(backups / "casebook-2026-11-22T0200Z.db")]
    assert sorted(p.name for p in backups.iterdir()) == [
        "casebook-2026-11-22T0000Z.db",
        "casebook-2026-11-22T0300Z.db",
        "casebook-2026-11-22T0400Z.db",
        "casebook-notes.db",
    ]


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    directory = tmp_path / "backups"
    directory.mkdir()
    return directory


def kept(kaiyaku: Kaiyaku, backups: Path, hour: int, keep: int) -> Path:
    """Let the timer run at an hour; return the copy that it made."""
    kaiyaku.clock.now = kaiyaku.clock.now.replace(hour=hour)
    return Path(kaiyaku.ok("backup", backups, "--keep", str(keep), "--json").data["backup"])


def test_with_a_clock_that_went_back_the_copy_that_was_just_made_stays(
    kaiyaku: Kaiyaku, path: Path, backups: Path
) -> None:
    for hour in (20, 21, 3):
        kaiyaku.ok("add", "prepaid", f"At {hour}")
        made = kept(kaiyaku, backups, hour, 2)
        assert made.exists()
    assert [copy.name[-9:-3] for copy in sorted(backups.iterdir())] == ["T0300Z", "T2100Z"]


def test_a_copy_from_the_future_holds_no_slot_for_ever(
    kaiyaku: Kaiyaku, path: Path, backups: Path
) -> None:
    kaiyaku.clock.now = kaiyaku.clock.now.replace(year=2099)
    future = kept(kaiyaku, backups, 1, 2)
    kaiyaku.clock.now = kaiyaku.clock.now.replace(year=2026)
    for hour in (1, 2):
        kaiyaku.ok("add", "prepaid", f"At {hour}")
        kept(kaiyaku, backups, hour, 2)
    assert not future.exists()
    assert len(list(backups.iterdir())) == 2


def test_copies_of_what_a_restore_replaced_go_before_those_made_since(
    kaiyaku: Kaiyaku, path: Path, backups: Path, tmp_path: Path
) -> None:
    kaiyaku.ok("backup", tmp_path / "before.db")
    for number in range(3):
        kaiyaku.ok("add", "prepaid", f"Lost {number}")
    lost = kept(kaiyaku, backups, 1, 2)
    kaiyaku.ok("restore", tmp_path / "before.db")
    assert kept(kaiyaku, backups, 2, 2).exists()
    assert lost.exists()
    kaiyaku.ok("add", "prepaid", "Since")
    kept(kaiyaku, backups, 3, 2)
    assert not lost.exists()


def test_what_lies_among_the_copies_and_is_none_stays(
    kaiyaku: Kaiyaku, path: Path, backups: Path, tmp_path: Path
) -> None:
    precious = tmp_path / "precious.db"
    kaiyaku.ok("backup", precious)
    link, broken = (backups / f"casebook-2020-01-0{n}T0000Z.db" for n in (1, 2))
    link.symlink_to(precious)
    broken.write_bytes(b"SQLite format 3")
    for hour in (1, 2):
        kept(kaiyaku, backups, hour, 1)
    assert (link.is_symlink(), broken.exists(), precious.exists()) == (True, True, True)
    assert len(list(backups.iterdir())) == 3


def test_a_copy_that_cannot_be_removed_is_told_and_the_new_one_is_there(
    kaiyaku: Kaiyaku, path: Path, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = kept(kaiyaku, backups, 1, 1)
    unlink = Path.unlink

    def refuse(self: Path, missing_ok: bool = False) -> None:
        if self.name == older.name:
            raise OSError(1, "Operation not permitted")
        unlink(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    kaiyaku.clock.now = kaiyaku.clock.now.replace(hour=2)
    ran = kaiyaku("backup", backups, "--keep", "1", "--json")
    assert (ran.code, ran.data["removed"]) == (1, [])
    assert f"{older} cannot be removed: Operation not permitted" in ran.err
    assert len(list(backups.iterdir())) == 2


def test_a_backup_waits_for_whoever_writes_and_has_what_they_wrote(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path
) -> None:
    target = tmp_path / "copy.db"
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("BEGIN EXCLUSIVE")
        os.write(writing, b"x")
        import time

        time.sleep(0.3)
        connection.execute("UPDATE search_state SET indexed = 0")
        connection.execute("COMMIT")
        os._exit(0)
    os.read(reading, 1)
    kaiyaku.ok("backup", target)
    os.waitpid(child, 0)
    os.close(reading)
    os.close(writing)
    assert labels(kaiyaku, "--casebook", target) == ["My docomo"]


def test_restoring_keeps_what_was_there_and_says_how_the_two_differ(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path
) -> None:
    kaiyaku.ok("backup", tmp_path / "copy.db")
    kaiyaku.ok("tick", "1", "1")
    kaiyaku.ok("tick", "1", "2")
    kaiyaku.ok("tick", "1", "3", "--casebook", tmp_path / "copy.db")
    (tmp_path / "copy.db.head").unlink()
    answer = kaiyaku.ok("restore", tmp_path / "copy.db", "--json").data
    replaced = Path(answer.pop("replaced"))
    assert answer == {
        "restored": str(path),
        "events": 3,
        "common": 2,
        "only_in_replaced": 2,
        "only_in_backup": 1,
    }
    assert replaced.name.startswith("casebook.db.replaced-20261122-01")
    assert kaiyaku.ok("show", "1", "--json").data["card"]["progress"]["done"] == 1
    aside = kaiyaku.ok("show", "1", "--json", "--casebook", replaced).data
    assert aside["card"]["progress"]["done"] == 2
    assert {stat.S_IMODE(p.stat().st_mode) for p in path.parent.iterdir()} == {0o600}
    assert json.loads(Path(f"{path}.head").read_bytes())["seq"] == 4
    kaiyaku.ok("doctor")


def test_restoring_says_it_in_words_too(kaiyaku: Kaiyaku, path: Path, tmp_path: Path) -> None:
    kaiyaku.ok("backup", tmp_path / "copy.db")
    kaiyaku.ok("tick", "1", "1")
    said = kaiyaku.ok("restore", tmp_path / "copy.db", "--lang", "en").out
    assert "2 entries of the history are in both." in said
    assert "1 entry is only in the one that was here." in said
    assert "only in the backup" not in said


def test_restoring_makes_a_casebook_that_is_not_there(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path
) -> None:
    kaiyaku.ok("backup", tmp_path / "copy.db")
    there = tmp_path / "new" / "casebook.db"
    kaiyaku.ok("restore", tmp_path / "copy.db", "--casebook", there)
    assert labels(kaiyaku, "--casebook", there) == ["My docomo"]
    assert stat.S_IMODE(there.parent.stat().st_mode) == 0o700


RIGGED = {
    "constraint": "UPDATE sqlite_master SET sql = replace(sql, 'kind TEXT NOT NULL', "
    "'kind TEXT NOT NULL CHECK (length(hex(zeroblob(100))) > 0)') WHERE name = 'event'",
    "column": "ALTER TABLE card ADD COLUMN y TEXT AS (hex(zeroblob(100000000)))",
    "table": "CREATE TABLE more (x)",
    "version": "PRAGMA user_version = 1",
    "emptied": "UPDATE event SET salt = NULL, body = NULL",
    "cut": "DELETE FROM event",
    "label": "UPDATE card SET label = 'forged'",
    "trigger": "CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM event; END",
}


@pytest.mark.parametrize("kind", RIGGED)
def test_of_a_rigged_backup_nothing_but_verified_events_is_taken_over(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path, kind: str
) -> None:
    copy = tmp_path / "copy.db"
    kaiyaku.ok("backup", copy)
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(RIGGED[kind])
        connection.commit()
    before = {p.name: p.read_bytes() for p in path.parent.iterdir()}
    ran = kaiyaku("restore", copy)
    if ran.code:
        assert (ran.code, ran.err.count("\n")) == (4, 1)
        assert {p.name: p.read_bytes() for p in path.parent.iterdir()} == before
    else:
        assert labels(kaiyaku) == ["My docomo"]
    kaiyaku.ok("doctor")
    with closing(sqlite3.connect(path)) as connection:
        made = connection.execute("SELECT sql FROM sqlite_master").fetchall()
    assert "zeroblob" not in str(made)
    assert "more" not in str(made)


def test_a_restore_is_an_entry_that_names_what_it_replaced(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path
) -> None:
    kaiyaku.ok("backup", tmp_path / "copy.db")
    kaiyaku.ok("tick", "1", "1")
    replaced = json.loads(Path(f"{path}.head").read_bytes())
    kaiyaku.ok("restore", tmp_path / "copy.db", "--as", "mika")
    *_, last = kaiyaku.ok("log", "--json").data["events"]
    assert (last["kind"], last["by"].partition(" ")[0]) == ("restored", "mika")
    with closing(sqlite3.connect(path)) as connection:
        [body] = connection.execute(
            "SELECT body FROM event WHERE seq = ?", (last["seq"],)
        ).fetchone()
    assert f"{replaced['seq']}-{replaced['hash']}" in body.decode()


def garbage(path: Path) -> None:
    path.write_bytes(os.urandom(20_000))


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def halved(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


@pytest.mark.parametrize("spoil", [garbage, emptied, halved])
def test_restoring_is_the_way_out_of_a_broken_casebook(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path, spoil: object
) -> None:
    kaiyaku.ok("backup", tmp_path / "copy.db")
    spoil(path)  # type: ignore[operator]
    broken = path.read_bytes()
    ran = kaiyaku.ok("restore", tmp_path / "copy.db", "--json").data
    assert Path(ran["replaced"]).read_bytes() == broken
    assert labels(kaiyaku) == ["My docomo"]
    kaiyaku.ok("doctor")


def test_a_backup_with_nobody_in_its_history_is_not_taken_for_one_of_nobody(
    kaiyaku: Kaiyaku, tmp_path: Path
) -> None:
    kaiyaku.ok("holder", "add", "Only Holder")
    kaiyaku.ok("backup", tmp_path / "copy.db")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as connection:
        connection.execute("DELETE FROM event")
        connection.commit()
    assert "its history was emptied" in kaiyaku.refused(4, "restore", tmp_path / "copy.db")


@pytest.mark.parametrize("suffix", ["-journal", "-wal"])
@pytest.mark.parametrize("kind", ["link", "fifo", "directory"])
def test_what_somebody_put_in_the_place_of_sqlites_files_is_named(
    kaiyaku: Kaiyaku, path: Path, suffix: str, kind: str
) -> None:
    beside = path.with_name(path.name + suffix)
    if kind == "link":
        beside.symlink_to(path.with_name(path.name + ".head"))
    elif kind == "fifo":
        os.mkfifo(beside)
    else:
        beside.mkdir()
    for verb in (("list",), ("tick", "1", "1"), ("doctor",)):
        said = kaiyaku.refused(4, *verb)
        assert f"{beside} is no file of SQLite's" in said
        assert f"rm{'dir' * (kind == 'directory')} {beside}" in said


def test_two_backups_into_a_directory_in_one_minute_are_two(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path
) -> None:
    (tmp_path / "copies").mkdir()
    now = kaiyaku.clock.now
    for _ in range(3):
        kaiyaku.clock.now = now
        kaiyaku.ok("backup", tmp_path / "copies")
    names = sorted(file.name for file in (tmp_path / "copies").iterdir())
    assert names == [f"casebook-2026-11-22T0100Z{n}.db" for n in ("-2", "-3", "")]
    kaiyaku.ok("backup", tmp_path / "copies", "--keep", "1")
    assert len(list((tmp_path / "copies").iterdir())) == 1
    assert path.exists()


def test_a_format_that_was_set_back_is_said_to_be_wrong(kaiyaku: Kaiyaku, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 1")
    before = path.read_bytes()
    said = kaiyaku.refused(4, "list")
    assert "says that it has format 1, and its tables say another" in said
    assert "`kaiyaku doctor`" in said
    ran = kaiyaku("doctor")
    assert ran.code == 1
    assert "is not as kaiyaku makes it in format 1" in ran.out
    assert path.read_bytes() == before


def test_two_restores_in_one_second_each_keep_what_was_there(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path
) -> None:
    kaiyaku.ok("backup", tmp_path / "copy.db")
    now = kaiyaku.clock.now
    replaced = []
    for _ in range(3):
        kaiyaku.clock.now = now
        replaced.append(kaiyaku.ok("restore", tmp_path / "copy.db", "--json").data["replaced"])
    assert len(set(replaced)) == 3
    assert all(Path(name).exists() for name in (path, *replaced))


@pytest.mark.parametrize("kind", ["text", "none", "foreign", "newer", "flipped", "itself", "fifo"])
def test_what_is_no_good_backup_changes_nothing(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path, kind: str
) -> None:
    target = tmp_path / "copy.db"
    kaiyaku.ok("backup", target)
    if kind == "text":
        target.write_text("hello" * 5000)
    elif kind == "none":
        target.unlink()
    elif kind == "itself":
        target = path
    elif kind == "fifo":
        target.unlink()
        os.mkfifo(target)
    else:
        statements = {
            "foreign": "PRAGMA application_id = 7",
            "newer": "PRAGMA user_version = 999",
            "flipped": "UPDATE event SET action = 'ken' WHERE seq = 1",
        }
        with closing(sqlite3.connect(target)) as connection:
            connection.execute(statements[kind])
            connection.commit()
    before = {p.name: p.read_bytes() for p in path.parent.iterdir()}
    ran = kaiyaku("restore", target)
    assert ran.code in (2, 4)
    assert ran.err.count("\n") == 1
    assert {p.name: p.read_bytes() for p in path.parent.iterdir()} == before


def test_a_backup_that_lost_an_original_can_be_insisted_on(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path
) -> None:
    kaiyaku.ok("note", "add", "1", stdin="解約".encode())
    target = tmp_path / "copy.db"
    kaiyaku.ok("backup", target)
    with closing(sqlite3.connect(target)) as connection:
        connection.execute("DELETE FROM blob WHERE sha256 = (SELECT sha256 FROM note)")
        connection.commit()
    before = {p.name: p.read_bytes() for p in path.parent.iterdir()}
    assert "--force" in kaiyaku.refused(4, "restore", target)
    assert {p.name: p.read_bytes() for p in path.parent.iterdir()} == before
    ran = kaiyaku("restore", target, "--force")
    assert ran.code == 0
    assert "has lost its original" in ran.err


def test_a_backup_with_a_broken_history_is_never_restored(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path
) -> None:
    target = tmp_path / "copy.db"
    kaiyaku.ok("backup", target)
    with closing(sqlite3.connect(target)) as connection:
        connection.execute("UPDATE event SET action = 'ken' WHERE seq = 1")
        connection.commit()
    assert "entry 1" in kaiyaku.refused(4, "restore", target, "--force")


def test_an_open_session_does_not_write_into_what_was_replaced(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path
) -> None:
    kaiyaku.ok("backup", tmp_path / "copy.db")
    store = SqliteStore(path)
    kaiyaku.ok("restore", tmp_path / "copy.db")
    from tests.casebook.examples import casebook
    from tui.casebook.errors import CannotWrite

    with pytest.raises(CannotWrite, match="replaced"):
        casebook(store).mark(1, "check-dates", "done")
    store.close()


def test_a_restore_waits_for_nobody_for_ever(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kaiyaku.ok("backup", tmp_path / "copy.db")
    monkeypatch.setattr("tui.casebook.sqlite.backup.OPEN_WAIT", 0.05)
    before = {p.name: p.read_bytes() for p in path.parent.iterdir()}
    with closing(sqlite3.connect(path, isolation_level=None)) as colleague:
        colleague.execute("BEGIN IMMEDIATE")
        assert "Try again" in kaiyaku.refused(4, "restore", tmp_path / "copy.db")
        colleague.execute("ROLLBACK")
    assert {p.name: p.read_bytes() for p in path.parent.iterdir()} == before


def test_a_change_that_was_cut_off_never_meets_the_restored_file(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path
) -> None:
    kaiyaku.ok("backup", tmp_path / "copy.db")
    kaiyaku.ok("tick", "1", "1")
    child = os.fork()
    if child == 0:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("CREATE TABLE half (x)")
        for _ in range(100):
            connection.execute("INSERT INTO half VALUES (randomblob(4000))")
        os._exit(0)
    os.waitpid(child, 0)
    journal = Path(f"{path}-journal")
    assert journal.exists()
    replaced = Path(kaiyaku.ok("restore", tmp_path / "copy.db", "--json").data["replaced"])
    assert not journal.exists()
    kaiyaku.ok("doctor")
    done = kaiyaku.ok("show", "1", "--json", "--casebook", replaced).data["card"]["progress"]
    assert done["done"] == 1


def test_a_restore_that_fails_puts_everything_back(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kaiyaku.ok("backup", tmp_path / "copy.db")
    before = {p.name: p.read_bytes() for p in path.parent.iterdir()}
    replace = Path.replace

    def full(self: Path, target: Path) -> Path:
        if Path(target) == path:
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    assert "No space left" in kaiyaku.refused(4, "restore", tmp_path / "copy.db")
    assert {p.name: p.read_bytes() for p in path.parent.iterdir()} == before
    assert path.stat().st_nlink == 1


def test_a_restore_killed_half_way_is_no_harm(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kaiyaku.ok("backup", tmp_path / "copy.db")
    kaiyaku.ok("tick", "1", "1")
    child = os.fork()
    if child == 0:
        monkeypatch.setattr("tui.casebook.sqlite.backup.put_in_place", lambda *_, **__: os._exit(0))
        kaiyaku("restore", tmp_path / "copy.db")
        os._exit(1)
    assert os.waitpid(child, 0)[1] == 0
    assert kaiyaku.ok("show", "1", "--json").data["card"]["progress"]["done"] == 1
    kaiyaku.ok("tick", "1", "2")
    shutil.copy(path, tmp_path / "as-it-is.db")
    kaiyaku("doctor", "--mend")
    assert path.stat().st_nlink == 1
    assert kaiyaku.ok("show", "1", "--json").data["card"]["progress"]["done"] == 2
