"""What is noticed at opening about who may read and change a casebook, and what mends it."""

import json
import os
import pwd
import shlex
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.casebook.examples import casebook
from tui.casebook.access import policy
from tui.casebook.access.accounts import account
from tui.casebook.access.mend import find_amiss
from tui.casebook.errors import CannotWrite, NotACasebook
from tui.casebook.sqlite import SqliteStore
from tui.casebook.sqlite.schema import MIGRATIONS


def concerns(path: Path) -> list[str]:
    store = SqliteStore(path)
    found = [str(concern) for concern in store.concerns]
    store.close()
    return found


def command_in(sentence: str) -> str:
    return sentence.partition("Run: ")[2] or sentence.partition("own: ")[2]


def run(command: str) -> None:
    subprocess.run(["sh", "-c", command], check=True)


def write(path: Path) -> None:
    store = SqliteStore(path)
    try:
        casebook(store).mark(1, "check-dates", "done")
    finally:
        store.close()


def read(path: Path) -> str:
    store = SqliteStore(path)
    label = casebook(store).card(1).label
    store.close()
    return label


def test_a_private_casebook_is_nothing_to_speak_of(path: Path) -> None:
    assert concerns(path) == []


@pytest.mark.parametrize(
    ("file", "directory", "said"),
    [
        (0o644, 0o700, "can read"),
        (0o604, 0o755, "can read"),
        (0o660, 0o700, "this is no team casebook"),
        (0o600, 0o770, "this is no team casebook"),
    ],
)
def test_what_others_could_do_is_said_with_the_command_that_mends_it(
    path: Path, file: int, directory: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy, "members", lambda _: ["root", "ken"])
    path.chmod(file)
    path.parent.chmod(directory)
    found = concerns(path)
    assert len(found) == 1
    assert said in found[0]
    run(command_in(found[0]))
    assert concerns(path) == []
    write(path)


def test_a_group_of_ones_own_is_nobody_else(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "members", lambda _: [account(os.geteuid())])
    path.parent.chmod(0o775)
    assert concerns(path) == []


@pytest.mark.parametrize(
    ("file", "directory"), [(0o606, 0o700), (0o666, 0o755), (0o600, 0o777), (0o660, 0o2777)]
)
def test_what_everybody_can_change_is_read_and_not_written(
    path: Path, file: int, directory: int
) -> None:
    path.chmod(file)
    path.parent.chmod(directory)
    before = path.read_bytes()
    assert read(path) == "Trip"
    with pytest.raises(CannotWrite, match="nothing is written there") as caught:
        write(path)
    assert str(caught.value) in concerns(path)
    assert path.read_bytes() == before
    run(command_in(str(caught.value)))
    write(path)


def test_a_directory_for_everybody_is_not_to_be_closed(path: Path) -> None:
    path.parent.chmod(0o1777)
    assert read(path) == "Trip"
    with pytest.raises(CannotWrite, match="a directory of its own") as caught:
        write(path)
    assert "chmod" not in str(caught.value)
    with pytest.raises(CannotWrite, match="a directory of its own"):
        SqliteStore(path.with_name("new.db"))
    assert not path.with_name("new.db").exists()


def test_a_casebook_opened_to_everybody_while_it_is_used_is_not_written(path: Path) -> None:
    store = SqliteStore(path)
    path.chmod(0o666)
    with pytest.raises(CannotWrite, match="nothing is written there"):
        casebook(store).mark(1, "check-dates", "done")
    path.chmod(0o600)
    casebook(store).mark(1, "check-dates", "done")
    store.close()


def test_a_journal_that_anybody_could_have_put_there_is_not_followed(path: Path) -> None:
    other = path.with_name("other.db")
    SqliteStore(other).close()
    child = os.fork()
    if child == 0:
        import sqlite3

        connection = sqlite3.connect(other, isolation_level=None)
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("CREATE TABLE half (x)")
        for _ in range(200):
            connection.execute("INSERT INTO half VALUES (randomblob(4000))")
        os._exit(0)
    os.waitpid(child, 0)
    Path(f"{other}-journal").rename(f"{path}-journal")
    path.parent.chmod(0o777)
    before = path.read_bytes()
    with pytest.raises(NotACasebook, match="cut off"):
        SqliteStore(path)
    assert path.read_bytes() == before


def test_a_hard_link_is_refused_until_it_is_a_file_of_its_own(path: Path) -> None:
    os.link(path, path.with_name("twin.db"))
    with pytest.raises(NotACasebook, match="second name") as caught:
        SqliteStore(path)
    run(command_in(str(caught.value)) or str(caught.value).rpartition("own: ")[2])
    assert read(path) == "Trip"


def test_a_second_name_that_kaiyaku_was_killed_over_is_its_own(path: Path) -> None:
    os.link(path, f"{path}.replaced-20261124-031000")
    assert read(path) == "Trip"
    os.link(path, path.with_name(f".{path.name}.0123456789ab"))
    assert read(path) == "Trip"


def test_a_symbolic_link_is_refused_with_the_command_that_opens_what_it_names(path: Path) -> None:
    link = path.with_name("my link.db")
    link.symlink_to(path)
    with pytest.raises(NotACasebook, match="symbolic link") as caught:
        SqliteStore(link)
    words = shlex.split(str(caught.value).rpartition("itself: ")[2])
    assert words == ["kaiyaku", "--casebook", str(path)]


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_what_lies_beside_a_casebook_is_for_whom_the_casebook_is(path: Path, umask: int) -> None:
    path.chmod(0o660)
    path.parent.chmod(0o2770)
    before = os.umask(umask)
    try:
        write(path)
        newer = (*MIGRATIONS, ("ALTER TABLE card ADD COLUMN colour TEXT",))
        SqliteStore(path, migrations=newer).close()
    finally:
        os.umask(before)
    found = {p.name: stat.S_IMODE(p.stat().st_mode) for p in path.parent.iterdir()}
    assert found == {
        "casebook.db": 0o660,
        "casebook.db.head": 0o660,
        f"casebook.db.before-{len(newer)}": 0o660,
    }


def fifo(head: Path) -> None:
    os.mkfifo(head)


def endless(head: Path) -> None:
    head.symlink_to("/dev/zero")


def large(head: Path) -> None:
    head.write_bytes(b" " * 200_000_000)


def infinite(head: Path) -> None:
    head.write_text('{"seq": 1e400, "hash": "x"}')


def enormous(head: Path) -> None:
    head.write_text(json.dumps({"seq": 2**70, "hash": "x"}))


def deep(head: Path) -> None:
    head.write_text("[" * 60_000)


@pytest.mark.parametrize("trap", [fifo, endless, large, infinite, enormous, deep])
def test_a_trap_in_the_heads_place_catches_nobody(path: Path, trap: Callable[[Path], None]) -> None:
    head = Path(f"{path}.head")
    head.unlink()
    trap(head)
    assert concerns(path) == []
    write(path)
    assert json.loads(head.read_bytes())["seq"] > 1


@pytest.mark.parametrize(
    ("file", "directory", "listed", "readers"),
    [
        (0o600, 0o700, [], 1),
        (0o640, 0o700, ["ken", "li"], 1),
        (0o660, 0o2770, ["ken", "li"], 3),
        (0o660, 0o2770, [], 1),
    ],
)
def test_readers_are_those_whom_the_modes_let_in(
    path: Path,
    file: int,
    directory: int,
    listed: list[str],
    readers: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(policy, "members", lambda _: listed)
    path.chmod(file)
    path.parent.chmod(directory)
    assert policy.count_readers(path) == readers


def test_what_everybody_may_read_is_not_called_private(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.chmod(0o604)
    path.parent.chmod(0o755)
    people = [
        pwd.struct_passwd((name, "x", number, number, "", "/", shell))
        for name, number, shell in [
            ("ken", 1001, "/bin/sh"),
            ("li", 1002, "/bin/bash"),
            ("daemon", 1, "/usr/sbin/nologin"),
        ]
    ]
    monkeypatch.setattr(pwd, "getpwall", lambda: people)
    assert policy.count_readers(path) == 3


@pytest.mark.parametrize("file", [0o600, 0o604, 0o620, 0o640, 0o660, 0o666, 0o444, 0o1660])
def test_what_the_opening_says_the_doctor_says_too_and_mends(path: Path, file: int) -> None:
    """One table: whatever is noticed at opening is a finding, and its commands leave nothing."""
    for directory in (0o700, 0o755, 0o770, 0o777, 0o2770, 0o2775, 0o3770, 0o2700):
        path.chmod(file)
        path.parent.chmod(directory)
        said = {concern.message for concern in policy.inspect(path).concerns}
        found = [*find_amiss(path, own=path, team=None, mend=False)]
        assert said <= {finding.trouble.message for finding in found}
        for finding in found:
            if finding.command:
                run(finding.command)
        assert policy.inspect(path) == policy.Access()
        assert [*find_amiss(path, own=path, team=None, mend=False)] == []


def test_a_directory_for_everybody_is_not_closed_by_mending(path: Path) -> None:
    path.parent.chmod(0o1777)
    [finding] = find_amiss(path, own=Path("/nowhere/casebook.db"), team=None, mend=True)
    assert (finding.check, finding.command, finding.mended) == ("mode", "", False)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o1777
