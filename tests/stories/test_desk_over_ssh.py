"""A desk's casebook as it is used: two members and an outsider, each with an account, over ssh."""

import json
import os
import re
import signal
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.casebook.people import needs_root
from tests.patience import wait_until
from tests.stories.desk_machine import DeskMachine, desk_machine
from tests.stories.person import cursor_on, cursor_row, row_of, shows_done, stands
from tests.terminal.pty_session import PtySession

pytestmark = [needs_root, pytest.mark.xdist_group("accounts of a desk")]

TYPED = "Ref. A-1234"


@pytest.fixture(scope="module")
def machine() -> Iterator[DeskMachine]:
    with desk_machine() as made:
        made.directory.chmod(0o1777)
        ran = made.run("mika", "kaiyaku", "init", "--team", made.group, made.desk)
        assert ran.returncode == 0, ran.stderr.decode()
        yield made


@pytest.fixture
def card(machine: DeskMachine) -> int:
    """The number of a card with a label of its own."""
    label = f"card {time.monotonic_ns()}"
    added = machine.kaiyaku("mika", "add", "postpaid", label, "--json")
    return int(json.loads(added)["card"]["id"])


def steps(machine: DeskMachine, card: int) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(
        machine.kaiyaku("ken", "show", str(card), "--json"),
    )["steps"]
    return found


def test_an_outsider_can_neither_open_it_nor_list_it(machine: DeskMachine, card: int) -> None:
    ran = machine.run("otto", "kaiyaku", "--casebook", machine.desk, "--lang", "en", "list")
    assert (ran.returncode, ran.stdout) == (4, b"")
    assert f"is for the group {machine.group}" in ran.stderr.decode()
    assert ran.stderr.count(b"\n") == 1
    listed = machine.run("otto", "ls", machine.desk)
    assert (listed.returncode, listed.stdout) == (2, b"")
    with machine.screen("otto") as session:
        assert session.wait_exit() == 4
        assert "is for the group" in session.text()
    desk = machine.desk.stat()
    assert stat.S_IMODE(desk.st_mode) == 0o2770
    assert all(stat.S_IMODE(path.stat().st_mode) & 0o007 == 0 for path in machine.desk.rglob("*"))


def test_each_others_changes_show_without_a_key_and_move_nothing(
    machine: DeskMachine, card: int
) -> None:
    titles = [step["title"] for step in steps(machine, card)]
    with ExitStack() as stack:
        mine = stack.enter_context(machine.screen("mika", size=(100, 50)))
        theirs = stack.enter_context(machine.screen("ken", size=(100, 50)))
        for session in (mine, theirs):
            session.wait_for(stands)
        mine.wait_for(cursor_on(titles[0]))
        # The one reads a step while the other marks those above it, and the other way round.
        theirs.send("5")
        theirs.wait_for(cursor_on(titles[4]))
        for number, title in enumerate(titles[:3], start=1):
            mine.send(str(number))
            mine.wait_for(cursor_on(title))
            theirs.settle(0.1)
            mine.send(" ")
            theirs.wait_for(shows_done(title))
            assert titles[4] in cursor_row(theirs)
        theirs.send(" ")
        mine.wait_for(shows_done(titles[4]))
        assert titles[2] in cursor_row(mine)
        mine.wait_for(lambda s: machine.logins["ken"].name in row_of(s, titles[4]))
        # A letter comes in while nobody touches a key.
        machine.kaiyaku("ken", "note", "add", str(card), input="電話で確認".encode())
        mine.wait_for("電話で確認")
    by = [step["by"] for step in steps(machine, card) if step["state"] == "done"]
    assert by == [machine.logins[who].name for who in ("mika", "mika", "mika", "ken")]


def client_killed(session: PtySession, machine: DeskMachine) -> None:
    session.kill(signal.SIGKILL)


def terminal_closed(session: PtySession, machine: DeskMachine) -> None:
    session.hang_up()


def session_killed(session: PtySession, machine: DeskMachine) -> None:
    for pid in machine.sessions("mika"):
        os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("drop", [client_killed, terminal_closed, session_killed])
def test_what_was_typed_when_the_line_went_is_offered_to_its_writer_alone(
    machine: DeskMachine, card: int, drop: Callable[[PtySession, DeskMachine], None]
) -> None:
    with machine.screen("mika") as session:
        session.wait_for(stands)
        session.send("n")
        session.wait_for("Write note")
        session.type(TYPED)
        session.wait_for(TYPED)
        assert machine.processes("mika")
        assert machine.sessions("mika")
        drop(session, machine)
        wait_until(lambda: not machine.processes("mika"), "it still runs without its line")
    with machine.screen("ken") as session:
        session.wait_for(stands)
        session.settle(0.5)
        assert TYPED not in session.text()
        session.send("q")
        assert session.wait_exit() == 0
    assert machine.run("ken", "ls", machine.logins["mika"].home).returncode != 0
    with machine.screen("mika") as session:
        session.wait_for("Unfinished text")
        assert TYPED in session.text()
        assert re.search(r"Unfinished text, .*\d\d:\d\d", session.text())
        session.send("3")
        session.wait_for(lambda s: "Unfinished" not in s.text())
        session.send("q")
        assert session.wait_exit() == 0
    assert machine.processes("mika") == []
