"""Nothing of ours is reached through a link, and only what kaiyaku left goes."""

import os
import signal
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.casebook.examples import KEN as KEN_NAMED
from tests.casebook.examples import MIKA as MIKA_NAMED
from tests.casebook.examples import casebook
from tests.casebook.people import KEN, MIKA, OUTSIDER, TEAM, Account, needs_root, open_ground
from tui import held
from tui.casebook.access.mend import find_amiss
from tui.casebook.drafts import Drafts, Unfinished
from tui.casebook.event import Who
from tui.casebook.presence import Presence
from tui.casebook.sqlite import SqliteStore
from tui.casebook.sqlite.team import Team, make_casebook

pytestmark = needs_root
DESK = Team(TEAM.gr_name, TEAM.gr_gid, ())
ROOT = Account(0, (0,))


@pytest.fixture(autouse=True, scope="module")
def everything_is_imported(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The accounts may not be able to read the program's files; root does it all once before."""
    work(tmp_path_factory.mktemp("first") / "book.db", MIKA_NAMED)


@pytest.fixture
def ground() -> Iterator[Path]:
    with open_ground() as directory:
        directory.chmod(0o1777)
        yield directory


@pytest.fixture
def path(ground: Path) -> Path:
    return Path(MIKA.does(lambda: str(make_casebook(ground / "desk", "casebook.db", DESK))))


@pytest.fixture
def precious(ground: Path) -> Path:
    """A directory of mika's, with files that she has not locked."""

    def make() -> str:
        directory = ground / "precious"
        directory.mkdir(mode=0o700)
        for name in ("thesis.txt", "0123456789abcdef.json", ".kaiyaku-0123456789ab.part"):
            (directory / name).write_text('{"login": "li", "name": null, "card": 1}')
        return str(directory)

    return Path(MIKA.does(make))


def content(directory: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in directory.iterdir()}


def work(path: Path, who: Who) -> list[str]:
    """Sit at a casebook for a moment, as every session does; return who else is seen."""
    presence = Presence(path, who)
    presence.at(1)
    seen = [str(other.who) for other in presence.others()]
    presence.close()
    store = SqliteStore(path)
    casebook(store, who).add_holder("Li Na")
    store.close()
    return seen


def amiss(path: Path, *, mend: bool = False) -> list[tuple[str, str]]:
    found = find_amiss(path, own=Path("/nowhere/casebook.db"), team=None, mend=mend)
    return [(finding.check, finding.command) for finding in found if not finding.mended]


@pytest.mark.parametrize("victim", [MIKA, ROOT], ids=["member", "root"])
def test_a_colleague_cannot_have_ones_files_removed_by_a_link(
    path: Path, precious: Path, victim: Account
) -> None:
    before = content(precious)
    sessions = path.with_name("casebook.db.here")
    KEN.does(lambda: sessions.symlink_to(precious))
    assert victim.does(lambda: work(path, MIKA_NAMED)) == []
    assert victim.does(lambda: work(path, MIKA_NAMED)) == []
    assert content(precious) == before
    assert ("link", f"rm {sessions}") in amiss(path, mend=True)
    assert content(precious) == before


def test_a_link_in_place_of_a_session_leads_nowhere(path: Path, precious: Path) -> None:
    before = content(precious)
    MIKA.does(lambda: work(path, MIKA_NAMED))
    session = path.with_name("casebook.db.here") / ("0" * 16 + ".json")
    KEN.does(lambda: session.symlink_to(precious / "0123456789abcdef.json"))
    assert MIKA.does(lambda: work(path, MIKA_NAMED)) == []
    assert content(precious) == before
    assert session.is_symlink()


def test_what_no_session_wrote_stays_among_the_sessions(path: Path) -> None:
    MIKA.does(lambda: work(path, MIKA_NAMED))
    sessions = path.with_name("casebook.db.here")
    for name, text in (("notes.txt", "mine"), ("0" * 16 + ".json", "a shopping list")):
        KEN.does(partial((sessions / name).write_text, text))
    before = content(sessions)
    MIKA.does(lambda: work(path, MIKA_NAMED))
    assert content(sessions) == before


def killed(account: Account, act: Callable[[], Any]) -> None:
    """Let an account begin something, and kill it there."""
    ready, told = os.pipe()
    child = os.fork()
    if child == 0:
        os.setgroups(account.gids)
        os.setresgid(account.gids[0], account.gids[0], account.gids[0])
        os.setresuid(account.uid, account.uid, account.uid)
        kept = act()
        os.write(told, b"x")
        signal.pause()
        os._exit(0 if kept is None else 1)
    os.read(ready, 1)
    for end in (ready, told):
        os.close(end)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def test_a_members_crash_is_cleared_away_by_another(path: Path) -> None:
    killed(KEN, lambda: Presence(path, KEN_NAMED).at(1))
    sessions = path.with_name("casebook.db.here")
    assert len(content(sessions)) == 1
    assert MIKA.does(lambda: work(path, MIKA_NAMED)) == []
    assert content(sessions) == {}


def begin(directory: Path) -> None:
    """Begin a file that is for whom its directory is."""
    handle = held.open_directory(directory)
    held.make(handle, own=lambda descriptor: os.fchmod(descriptor, 0o660))


def test_what_a_killed_member_left_is_named_and_cleared_by_another(path: Path) -> None:
    killed(KEN, lambda: begin(path.parent))
    [left] = path.parent.glob(".kaiyaku-*.part")
    assert ["left-over", f"rm {left}"] in MIKA.does(lambda: amiss(path))
    MIKA.does(lambda: amiss(path, mend=True))
    assert not left.exists()


def test_a_part_that_is_a_link_is_no_left_over(path: Path, precious: Path) -> None:
    before = content(precious)
    part = path.with_name(".kaiyaku-0123456789ab.part")
    KEN.does(lambda: part.symlink_to(precious / "thesis.txt"))
    directory = path.with_name(".kaiyaku-ab0123456789.part")
    KEN.does(lambda: directory.symlink_to(precious))
    for victim in (MIKA, ROOT):
        assert not any(
            "left-over" in found for found in victim.does(lambda: amiss(path, mend=True))
        )
    assert content(precious) == before


def test_a_link_in_the_heads_place_is_replaced_and_what_it_names_stays(
    path: Path, precious: Path
) -> None:
    before = content(precious)
    head = path.with_name("casebook.db.head")
    KEN.does(lambda: head.symlink_to(precious / "thesis.txt"))
    MIKA.does(lambda: work(path, MIKA_NAMED))
    assert content(precious) == before
    assert not head.is_symlink()


def test_outside_a_teams_directory_only_what_is_ones_own_is_removed(ground: Path) -> None:
    killed(OUTSIDER, lambda: begin(ground))
    [left] = ground.glob(".kaiyaku-*.part")
    with held.opened(ground) as handle:
        held.clear(handle)
        assert left.exists()
    OUTSIDER.does(lambda: held.clear(held.open_directory(ground)))
    assert not left.exists()


def test_drafts_behind_a_link_are_neither_read_nor_written(ground: Path, precious: Path) -> None:
    drafts = Drafts(ground / "state", "book", MIKA_NAMED)
    drafts.hold(Unfinished("about it"))
    drafts.flush()
    [directory] = (ground / "state" / "drafts").iterdir()
    moved = ground / "moved"
    directory.rename(moved)
    directory.symlink_to(moved)
    before = content(moved)
    again = Drafts(ground / "state", "book", MIKA_NAMED)
    assert again.left_behind() == []
    again.hold(Unfinished("more"))
    with pytest.raises(OSError, match=r"directory|links"):
        again.flush()
    assert content(moved) == before
    drafts.close()
