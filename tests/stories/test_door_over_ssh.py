"""The kiosk as a key's forced command, through a real sshd, each attempt to escape traced."""

import os
import subprocess
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.casebook.people import needs_root
from tests.patience import PATIENCE
from tests.stories.desk_machine import DeskMachine, desk_machine
from tests.stories.person import stands
from tests.stories.traced import Trace, traced
from tests.terminal.pty_session import PtySession

pytestmark = [needs_root, pytest.mark.xdist_group("accounts of a desk")]

_NUMBERS = count()


@pytest.fixture(scope="module")
def machine() -> Iterator[DeskMachine]:
    with desk_machine() as made:
        made.directory.chmod(0o1777)
        ran = made.run("mika", "kaiyaku", "init", "--team", made.group, made.desk)
        assert ran.returncode == 0, ran.stderr.decode()
        made.kaiyaku("mika", "add", "postpaid", "My docomo", "--holder", "Li")
        made.kaiyaku("mika", "add", "postpaid", "Other card", "--holder", "Wang")
        (made.directory / "traces").mkdir()
        (made.directory / "traces").chmod(0o1777)
        yield made


class Door:
    """A key of ken's that opens the kiosk, traced."""

    def __init__(self, machine: DeskMachine, *fixed: str, book: Path | None = None) -> None:
        self.machine = machine
        self.trace = machine.directory / "traces" / str(next(_NUMBERS))
        at = str(book or machine.desk)
        command = " ".join(["kaiyaku kiosk --lang en --casebook", at, *fixed])
        self.key = machine.door("ken", traced(command, self.trace))

    def ask(self, asked: str, **rest: object) -> "subprocess.CompletedProcess[bytes]":
        """Ask for a command as a client does, in one piece."""
        rest.setdefault("stdin", None if "input" in rest else subprocess.DEVNULL)
        argv = [*self.machine.ssh("ken", key=self.key), "--", asked]
        return subprocess.run(argv, capture_output=True, check=False, timeout=PATIENCE, **rest)  # type: ignore[call-overload,no-any-return]

    def assert_closed(self) -> None:
        """Hold that one program ran, made no process, and wrote nowhere but where it belongs."""
        trace, home = Trace(self.trace), self.machine.logins["ken"].home
        assert len(trace.programs) == 1, trace.programs
        assert trace.programs[0].endswith("/kaiyaku")
        assert trace.processes == []
        own = [home / name for name in (".cache", ".config", ".local")]
        assert trace.written(self.machine.desk, *own) == []


def test_a_trace_shows_what_must_not_be(tmp_path: Path) -> None:
    made = tmp_path / "made"
    line = traced(f"sh -c 'id; touch {made}; :'", tmp_path / "trace")
    subprocess.run(["sh", "-c", line], check=True, capture_output=True, timeout=PATIENCE)
    trace = Trace(tmp_path / "trace")
    assert len(trace.programs) == 3
    assert len(trace.processes) == 2
    assert trace.written(tmp_path / "other")
    assert trace.written(tmp_path) == []


@pytest.fixture
def door(machine: DeskMachine) -> Door:
    return Door(machine, "--as", "'Mika Sato'")


@pytest.mark.parametrize(
    "asked",
    [
        "sh -c id",
        "list; id",
        "list && id",
        "list | sh",
        "$(id)",
        "`id`",
        "list\nid",
        "/bin/bash -i",
        "scp -t /tmp/x",
        "scp -f /etc/passwd",
        "/usr/lib/openssh/sftp-server",
        "internal-sftp",
        "rsync --server . /tmp",
        "git-upload-pack /",
        "kiosk --casebook /tmp/x",
        "--casebook /tmp/x list",
        "list --casebook=/tmp/x",
        "--content /tmp guide",
        "--as root undo",
        "note add 1 /etc/passwd",
        "note add 1 ../../etc/passwd",
        "note save 1 --to /tmp",
        "export 1 --output /tmp/x.zip",
        "plan 1 --output /tmp/x.html",
        "calendar --output /tmp/x.ics",
        "letter 1 cancel --output /tmp/x",
        "backup /tmp/x.db",
        "restore /etc/passwd",
        "init /tmp/desk",
        "move 1 --to /tmp/x",
        "doctor --report",
        "lint /etc",
        "verify /etc/passwd",
        "--plain",
        "python -c 1",
        "list 'unclosed",
        "-oProxyCommand=id list",
    ],
)
def test_what_is_not_offered_starts_nothing_and_writes_nothing(door: Door, asked: str) -> None:
    ran = door.ask(asked)
    assert ran.returncode == 2, (ran.stdout, ran.stderr)
    assert ran.stdout == b""
    assert ran.stderr.decode().startswith("kaiyaku: ")
    assert b"uid=" not in ran.stderr
    door.assert_closed()


@pytest.mark.parametrize(
    "asked",
    ["list", "show 1", "due", "export 1 --output -", "guide postpaid", "plan 1", "calendar"],
)
def test_what_is_offered_is_done_by_one_process(door: Door, asked: str) -> None:
    ran = door.ask(asked)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout
    door.assert_closed()


def test_a_letter_goes_in_through_the_pipe_signed_by_the_key(door: Door) -> None:
    ran = door.ask("note add 1 -", input="解約のご案内".encode())
    assert ran.returncode == 0, ran.stderr
    door.assert_closed()
    assert b"Mika Sato" in door.machine.kaiyaku("mika", "note", "list", "1", "--json")


def test_the_clients_environment_changes_nothing(door: Door, tmp_path: Path) -> None:
    hostile = {
        "TEXTUAL_DRIVER": "os:system",
        "TEXTUAL_LOG": "/tmp/kaiyaku-log",
        "BROWSER": "touch /tmp/kaiyaku-browser",
        "XDG_STATE_HOME": str(tmp_path),
        "KAIYAKU_CASEBOOK": "/tmp/x",
        "LC_EVIL": "$(id)",
    }
    sent = ("-o", f"SendEnv={' '.join(hostile)}")
    argv = [*door.machine.ssh("ken", *sent, key=door.key), "list"]
    environ = os.environ | hostile
    ran = subprocess.run(argv, capture_output=True, check=False, timeout=PATIENCE, env=environ)
    assert (ran.returncode, ran.stderr) == (0, b"")
    door.assert_closed()


def test_no_key_of_the_screen_leads_out(door: Door) -> None:
    with door.machine.through("ken", door.key) as session:
        session.wait_for(stands)
        # An escape alone is one only when what follows begins another key.
        left = "\x1b\x1b[A"
        for typed in ("!", "\x1a", "\x1c", ":screenshot\r", left, ":open\r", left, "i", left):
            session.type(typed)
            session.settle()
        session.send("x")
        session.wait_for("Export proof")
        assert "Save as" not in session.text()
        session.type(left)
        session.send("\x11")
        assert session.wait_exit() == 0
    door.assert_closed()


def talk(door: Door, *answers: str) -> str:
    """Answer the dialogue that a terminal opens on which nothing can be drawn."""
    argv = door.machine.ssh("ken", "-tt", key=door.key)
    with PtySession(argv, home=door.machine.directory / "client", env={"TERM": "dumb"}) as session:
        session.wait_for("Which card?")
        session.send("".join(f"{answer}\r" for answer in answers))
        assert session.wait_exit(30) == 0
        return session.output.decode()


def test_the_dialogue_writes_into_no_file(door: Door) -> None:
    keys = door.machine.logins["ken"].home / ".ssh" / "authorized_keys2"
    said = talk(door, "1", "x", str(keys), "x", "proof.zip", "b", "q")
    assert "Into which new file" not in said
    assert "kaiyaku export 1 --output -" in said
    door.assert_closed()
    assert not keys.exists()


def test_what_is_pasted_asks_for_no_file_of_the_machine(door: Door) -> None:
    told = []
    with door.machine.through("ken", door.key) as session:
        session.wait_for(stands)
        for path in ("/etc/shadow", "/etc/nothing.eml", "/etc/passwd"):
            session.send(f"\x1b[200~{path}\x1b[201~")
            session.settle(0.5)
            told.append(session.text().replace(path, "PATH"))
            session.send("\x1b\x1b[A")
            session.settle(0.3)
        session.send("\x11")
        assert session.wait_exit() == 0
    for text in told:
        assert "not on this machine" not in text
        assert "Keep this file" not in text
    door.assert_closed()


@pytest.mark.parametrize("directory", ["", ".ssh", "..", "../mika"])
def test_a_door_on_a_casebook_at_a_home_stays_shut(machine: DeskMachine, directory: str) -> None:
    """The attack as it was done: where the casebook may be written, sshd looked for keys."""
    home = machine.logins["ken"].home
    door = Door(machine, book=home / directory / "casebook.db")
    ran = door.ask("list")
    assert (ran.returncode, ran.stdout) == (4, b"")
    assert b"No door opens on this casebook" in ran.stderr
    assert b"the home of the account" in ran.stderr
    argv = machine.ssh("ken", "-tt", key=door.key)
    with PtySession(argv, home=machine.directory / "client", env={"TERM": "dumb"}) as session:
        assert session.wait_exit(30) == 4
        assert "No door opens" in session.text()
    door.assert_closed()
    assert not (home / ".ssh").exists()


def test_a_casebook_below_the_home_opens_and_lets_nothing_out(machine: DeskMachine) -> None:
    home = machine.logins["ken"].home
    ran = machine.run("ken", "kaiyaku", "add", "postpaid", "Mine", "--holder", "Li")
    assert ran.returncode == 0, ran.stderr
    book = home / ".local" / "share" / "kaiyaku" / "casebook.db"
    door = Door(machine, book=book)
    assert b"Mine" in door.ask("list").stdout
    said = talk(door, "1", "x", str(home / ".ssh" / "authorized_keys2"), "b", "q")
    assert "kaiyaku export 1 --output -" in said
    assert door.ask("export 1 --output -").stdout.startswith(b"PK")
    assert door.ask(f"export 1 --output {home}/.ssh/authorized_keys2").returncode == 2
    door.assert_closed()
    assert not (home / ".ssh").exists()


def test_nothing_is_forwarded(door: Door) -> None:
    argv = door.machine.ssh("ken", "-W", f"127.0.0.1:{door.machine.port}", key=door.key)
    ran = subprocess.run(
        argv, capture_output=True, check=False, timeout=PATIENCE, stdin=subprocess.DEVNULL
    )
    assert ran.returncode != 0
    assert b"SSH-2.0" not in ran.stdout


def test_a_students_key_knows_one_person_over_the_line_too(machine: DeskMachine) -> None:
    door = Door(machine, "--holder", "1")
    for asked in ("list", "due", "find card", "export 2 --output -", "plan 2", "undo 2", "log"):
        ran = door.ask(asked)
        assert b"Other card" not in ran.stdout + ran.stderr
        assert b"Wang" not in ran.stdout + ran.stderr
    door.assert_closed()
