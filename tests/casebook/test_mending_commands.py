"""The command that a refusal names is the one that mends: it is run, and the casebook opened."""

import os
import pwd
import subprocess
from collections.abc import Iterator
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
from tui.casebook.access.accounts import is_member
from tui.casebook.event import Who
from tui.casebook.sqlite import SqliteStore
from tui.casebook.sqlite.team import Team, make_casebook

pytestmark = needs_root
DESK = Team(TEAM.gr_name, TEAM.gr_gid, ())


@pytest.fixture(autouse=True, scope="module")
def everything_is_imported(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The accounts may not be able to read the program's files; root does it all once before."""
    add(tmp_path_factory.mktemp("first") / "book.db", "root")


@pytest.fixture
def ground() -> Iterator[Path]:
    with open_ground() as directory:
        directory.chmod(0o1777)
        yield directory


@pytest.fixture
def path(ground: Path) -> Path:
    made = Path(MIKA.does(lambda: str(make_casebook(ground / "desk", "casebook.db", DESK))))
    MIKA.does(lambda: add(made, "mika"))
    return made


def add(path: Path, name: str) -> list[str]:
    store = SqliteStore(path)
    try:
        book = casebook(store, Who(name))
        book.keep(book.add_card(GUIDE, "Trip").id, letter("about it"))
    finally:
        store.close()
    return [str(concern) for concern in store.concerns]


def command_in(sentence: str) -> str:
    return sentence.rpartition("un: ")[2]


def mended(account: Account, path: Path, *, times: int = 1) -> list[str]:
    """Do what the refusals say, as root; return the commands. The account then can add."""
    commands = []
    for _ in range(times):
        with pytest.raises(RefusedTo) as caught:
            account.does(lambda: add(path, "somebody"))
        assert caught.value.type in ("NotACasebook", "CannotWrite")
        commands.append(command_in(caught.value.sentence))
        subprocess.run(["sh", "-c", commands[-1]], check=True)
    assert account.does(lambda: add(path, "somebody")) == []
    return commands


@pytest.mark.parametrize("mode", [0o640, 0o600, 0o440])
def test_a_team_casebook_that_its_group_cannot_change_is_opened_to_it(
    path: Path, mode: int
) -> None:
    path.chmod(mode)
    assert mended(KEN, path) == [f"chmod 660 {path}"]
    assert MIKA.does(lambda: add(path, "mika")) == []


def test_its_owner_hears_of_it_too(path: Path) -> None:
    path.chmod(0o640)
    [concern] = MIKA.does(lambda: add(path, "mika"))
    assert "which cannot change" in concern
    MIKA.does(lambda: subprocess.run(["sh", "-c", command_in(concern)], check=True).returncode)
    for account in (MIKA, KEN):
        assert account.does(lambda: add(path, "somebody")) == []


def test_a_team_casebook_of_root_that_the_group_cannot_change_is_opened_to_it(path: Path) -> None:
    os.chown(path, 0, TEAM.gr_gid)
    path.chmod(0o640)
    assert mended(KEN, path) == [f"chmod 660 {path}"]


def test_a_team_casebook_of_another_group_goes_to_the_directorys(path: Path) -> None:
    os.chown(path, MIKA.uid, MIKA.gids[0])
    path.chmod(0o660)
    assert mended(KEN, path) == [f"chgrp {TEAM.gr_name} {path} && chmod 660 {path}"]


def test_a_team_casebook_of_an_outsider_is_read_and_not_written(path: Path) -> None:
    outsider = next(
        entry.pw_uid
        for entry in pwd.getpwall()
        if entry.pw_uid and is_member(entry.pw_uid, TEAM.gr_gid) is False
    )
    os.chown(path, outsider, TEAM.gr_gid)
    before = path.read_bytes()
    assert MIKA.does(lambda: labels(path)) == ["Trip"]
    with pytest.raises(RefusedTo, match="so nothing is written there"):
        MIKA.does(lambda: add(path, "mika"))
    assert path.read_bytes() == before
    assert mended(KEN, path) == [f"chown root {path}"]


def labels(path: Path) -> list[str]:
    store = SqliteStore(path)
    found = [card.label for card in casebook(store).cards()]
    store.close()
    return found


@pytest.mark.parametrize(
    ("owner", "mode", "change"),
    [
        ((0, 0), 0o750, "o+x"),
        ((0, TEAM.gr_gid), 0o740, "g+x"),
        ((KEN.uid, 0), 0o600, "u+x"),
    ],
)
def test_a_closed_directory_above_is_opened_for_whom_it_keeps_out(
    ground: Path, owner: tuple[int, int], mode: int, change: str
) -> None:
    above = ground / "srv"
    above.mkdir(mode=0o755)
    above.chmod(0o1777)
    path = Path(MIKA.does(lambda: str(make_casebook(above / "desk", "casebook.db", DESK))))
    above.chmod(mode)
    os.chown(above, *owner)
    assert mended(KEN, path) == [f"chmod {change} {above}"]


def test_a_shared_casebook_of_another_group_is_for_that_group(ground: Path) -> None:
    path = Path(MIKA.does(lambda: str(make_casebook(ground / "mine", "casebook.db", None))))
    os.chown(path, MIKA.uid, TEAM.gr_gid)
    path.chmod(0o660)
    path.parent.chmod(0o755)
    with pytest.raises(RefusedTo, match=f"is for the group {TEAM.gr_name}, and your account"):
        OUTSIDER.does(lambda: labels(path))


def test_a_private_casebook_is_given_to_whose_it_is(ground: Path) -> None:
    path = Path(MIKA.does(lambda: str(make_casebook(ground / "mine", "casebook.db", None))))
    path.chmod(0o600)
    os.chown(path.parent, KEN.uid, KEN.gids[0])
    assert mended(KEN, path) == [f"chown {KEN.uid} {path}"]
