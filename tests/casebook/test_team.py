"""A team's casebook: its members work in it, whatever their umask; outsiders cannot even list."""

import os
import shlex
import sqlite3
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.casebook.examples import GUIDE, casebook, letter
from tests.casebook.people import (
    KEN,
    MIKA,
    OUTSIDER,
    TEAM,
    Account,
    RefusedTo,
    needs_root,
    open_ground,
)
from tui.casebook.event import Who
from tui.casebook.sqlite import SqliteStore, backup
from tui.casebook.sqlite.schema import MIGRATIONS
from tui.casebook.sqlite.team import Team, find_team, make_casebook
from tui.cli import main

pytestmark = needs_root
DESK = Team(TEAM.gr_name, TEAM.gr_gid, ())


@pytest.fixture(autouse=True, scope="module")
def everything_is_imported(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The accounts may not be able to read the program's files; root does it all once before."""
    path = tmp_path_factory.mktemp("first") / "book.db"
    add(path, "Trip", "mika")
    backup.back_up(path, path.with_name("copy.db"))


@pytest.fixture
def ground() -> Iterator[Path]:
    with open_ground() as directory:
        directory.chmod(0o1777)
        yield directory


@pytest.fixture
def path(ground: Path) -> Path:
    made = MIKA.does(lambda: str(make_casebook(ground / "desk", "casebook.db", DESK)))
    return Path(made)


def add(path: Path, label: str, name: str, umask: int = 0o022) -> list[str]:
    os.umask(umask)
    store = SqliteStore(path)
    book = casebook(store, Who(name))
    book.keep(book.add_card(GUIDE, label).id, letter(f"about {label}"))
    store.close()
    return [str(concern) for concern in store.concerns]


def labels(path: Path) -> list[str]:
    store = SqliteStore(path)
    found = [card.label for card in casebook(store).cards()]
    store.close()
    return found


def modes(path: Path) -> dict[str, str]:
    return {p.name: f"{stat.S_IMODE(p.lstat().st_mode):o}" for p in (path.parent, path)} | {
        p.name: f"{stat.S_IMODE(p.lstat().st_mode):o}" for p in path.parent.iterdir()
    }


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_a_new_team_casebook_is_for_the_group_alone(ground: Path, umask: int) -> None:
    def make() -> str:
        os.umask(umask)
        return str(make_casebook(ground / "desk", "casebook.db", DESK))

    path = Path(MIKA.does(make))
    assert modes(path) == {"desk": "2770", "casebook.db": "660"}
    for place in (path, path.parent):
        assert (place.stat().st_uid, place.stat().st_gid) == (MIKA.uid, TEAM.gr_gid)
    assert [p.name for p in ground.iterdir()] == ["desk"]


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_members_work_together_whatever_their_umask(path: Path, umask: int) -> None:
    assert MIKA.does(lambda: add(path, "Trip", "mika", umask)) == []
    assert KEN.does(lambda: add(path, "Home", "ken", umask)) == []
    assert MIKA.does(lambda: labels(path)) == ["Trip", "Home"]
    assert modes(path) == {"desk": "2770", "casebook.db": "660", "casebook.db.head": "660"}


def test_an_outsider_cannot_even_list(path: Path) -> None:
    with pytest.raises(RefusedTo) as caught:
        OUTSIDER.does(lambda: labels(path))
    assert caught.value.type == "NotACasebook"
    assert f"is for the group {TEAM.gr_name}" in caught.value.sentence
    with pytest.raises(RefusedTo, match="PermissionError"):
        OUTSIDER.does(lambda: [p.name for p in path.parent.iterdir()])


def crash(path: Path) -> None:
    """Be killed in the middle of a change, with the journal on the disk."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA cache_spill = ON")
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("CREATE TABLE half (x)")
    for _ in range(200):
        connection.execute("INSERT INTO half VALUES (randomblob(4000))")
    os.write(1, b"")
    os._exit(0)


def crashed(account: Account, path: Path) -> None:
    child = os.fork()
    if child == 0:
        os.setgroups(account.gids)
        os.setresgid(account.gids[0], account.gids[0], account.gids[0])
        os.setresuid(account.uid, account.uid, account.uid)
        crash(path)
    os.waitpid(child, 0)
    assert Path(f"{path}-journal").stat().st_size


@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_a_colleagues_crash_is_taken_back_by_the_next_one(path: Path, umask: int) -> None:
    MIKA.does(lambda: add(path, "Trip", "mika"))
    before = os.umask(umask)
    try:
        crashed(KEN, path)
    finally:
        os.umask(before)
    assert stat.S_IMODE(Path(f"{path}-journal").stat().st_mode) == 0o660
    assert MIKA.does(lambda: labels(path)) == ["Trip"]
    assert MIKA.does(lambda: add(path, "Home", "mika")) == []
    assert not Path(f"{path}-journal").exists()


def test_members_go_on_after_root_has_worked_and_crashed(path: Path) -> None:
    MIKA.does(lambda: add(path, "Trip", "mika"))
    concerns = add(path, "By root", "root", os.umask(0o022))
    assert any("You work as root" in concern for concern in concerns)
    root = Account(0, (0,))
    crashed(root, path)
    assert KEN.does(lambda: add(path, "Home", "ken")) == []
    assert MIKA.does(lambda: labels(path)) == ["Trip", "By root", "Home"]
    assert modes(path)[f"{path.name}.head"] == "660"


def test_a_crash_that_one_may_not_take_back_is_said(path: Path) -> None:
    MIKA.does(lambda: add(path, "Trip", "mika"))
    crashed(MIKA, path)
    path.parent.chmod(0o2755)
    path.chmod(0o644)
    Path(f"{path}-journal").chmod(0o644)
    with pytest.raises(RefusedTo) as caught:
        OUTSIDER.does(lambda: labels(path))
    assert "a change that was cut off" in caught.value.sentence
    assert MIKA.does(lambda: labels(path)) == ["Trip"]


def test_a_sticky_directory_is_named_with_what_mends_it(path: Path) -> None:
    path.parent.chmod(0o3770)
    concerns = MIKA.does(lambda: add(path, "Trip", "mika"))
    assert concerns == [
        f"The directory {path.parent} is sticky (mode 3770): after a crash of one, nobody else "
        f"could go on. Run: chmod 2770 {path.parent}"
    ]


def test_a_directory_of_somebody_elses_is_not_written_to(path: Path) -> None:
    MIKA.does(lambda: add(path, "Trip", "mika"))
    private = path.parent.parent / "mine"
    made = MIKA.does(lambda: str(make_casebook(private, "casebook.db", None)))
    os.chown(private, OUTSIDER.uid, OUTSIDER.gids[0])
    private.chmod(0o755)
    assert MIKA.does(lambda: labels(Path(made))) == []
    with pytest.raises(RefusedTo, match="could replace the casebook"):
        MIKA.does(lambda: add(Path(made), "Home", "mika"))


def test_somebody_elses_private_casebook_is_not_written_to(ground: Path) -> None:
    made = Path(MIKA.does(lambda: str(make_casebook(ground / "mine", "casebook.db", None))))
    MIKA.does(lambda: add(made, "Trip", "mika"))
    with pytest.raises(RefusedTo, match=r"keeps your account out.* chmod o\+x"):
        KEN.does(lambda: labels(made))
    made.parent.chmod(0o755)
    with pytest.raises(RefusedTo, match=r"is not shared, .* If it is yours"):
        KEN.does(lambda: labels(made))
    made.chmod(0o604)
    assert KEN.does(lambda: labels(made)) == ["Trip"]
    with pytest.raises(RefusedTo, match="is not shared, so nothing is written"):
        KEN.does(lambda: add(made, "Home", "ken"))


def test_only_members_make_a_teams_casebook(ground: Path) -> None:
    assert MIKA.does(lambda: find_team(TEAM.gr_name).gid) == TEAM.gr_gid
    with pytest.raises(RefusedTo, match="You are not in the group"):
        OUTSIDER.does(lambda: find_team(TEAM.gr_name).gid)
    with pytest.raises(RefusedTo, match="There is no group"):
        MIKA.does(lambda: find_team("no-such-group").gid)
    assert find_team(TEAM.gr_name).gid == TEAM.gr_gid


def test_a_member_upgrades_for_everybody(path: Path) -> None:
    MIKA.does(lambda: add(path, "Trip", "mika"))
    newer = (*MIGRATIONS, ("ALTER TABLE card ADD COLUMN colour TEXT",))
    assert KEN.does(lambda: SqliteStore(path, migrations=newer).close()) is None
    assert modes(path)[f"{path.name}.before-{len(newer)}"] == "660"
    with pytest.raises(RefusedTo, match="newer kaiyaku"):
        MIKA.does(lambda: add(path, "Home", "mika"))


def test_a_member_restores_for_everybody(path: Path, ground: Path) -> None:
    MIKA.does(lambda: add(path, "Trip", "mika"))
    copy = ground / "copy.db"
    KEN.does(lambda: backup.back_up(path, copy).contents.events)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    KEN.does(lambda: add(path, "Home", "ken"))
    now = datetime(2026, 11, 24, tzinfo=UTC)
    KEN.does(lambda: backup.restore(path, copy, now, Who("ken")).events)
    assert MIKA.does(lambda: add(path, "Again", "mika", 0o077)) == []
    assert KEN.does(lambda: labels(path)) == ["Trip", "Again"]
    assert set(modes(path).values()) == {"2770", "660"}


@pytest.mark.parametrize("is_gone", ["casebook", "directory"])
def test_a_member_who_may_make_nothing_there_gets_the_administrators_command(
    path: Path, ground: Path, is_gone: str
) -> None:
    copy = ground / "copy.db"
    MIKA.does(lambda: add(path, "Trip", "mika"))
    MIKA.does(lambda: backup.back_up(path, copy).contents.events)
    for name in list(path.parent.iterdir()):
        name.unlink()
    if is_gone == "directory":
        path.parent.rmdir()
        ground.chmod(0o755)
    else:
        os.chown(path.parent, 0, TEAM.gr_gid)
        path.parent.chmod(0o2750)
    before = sorted(ground.rglob("*"))
    now = datetime(2026, 11, 24, tzinfo=UTC)
    team = DESK if is_gone == "directory" else None
    with pytest.raises(RefusedTo, match="may not make anything") as caught:
        MIKA.does(lambda: backup.restore(path, copy, now, Who("mika"), team=team).events)
    assert sorted(ground.rglob("*")) == before
    told = shlex.split(caught.value.sentence.rpartition("run: ")[2])
    sharing = ["--team", TEAM.gr_name] if team else []
    assert told == ["kaiyaku", "--casebook", str(path), "restore", *sharing, str(copy)]
    if is_gone == "casebook":
        path.parent.chmod(0o2770)
    assert main(told[1:], {"HOME": str(ground / "root")}) == 0
    assert modes(path) | {"desk": "2770"} == modes(path)
    assert KEN.does(lambda: labels(path)) == ["Trip"]
    assert KEN.does(lambda: add(path, "Home", "ken")) == []
