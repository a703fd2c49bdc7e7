"""The program as it is used: through a real sshd, started here on a free port of this machine."""

import os
import pwd
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.patience import PATIENCE, wait_until
from tests.stories.person import COMMAND, Person, cursor_on, shows_done, stands
from tests.stories.relay import Relay
from tests.stories.sshd import make_key, running_sshd, ssh_to
from tests.terminal.pty_session import PtySession

LETTER = "件名: 解約手続きのご案内\n\nお客様の回線は [12月1日] に終了します。\n".encode()


@dataclass
class Server:
    """An sshd that lets this person in, and what to call it with."""

    person: Person
    login: str
    key: Path
    port: int

    @property
    def ssh(self) -> list[str]:
        """How a client is called, without the host."""
        return self.ssh_through(self.port)

    def ssh_through(self, port: int) -> list[str]:
        """Return the same by way of another port."""
        return ssh_to(port, self.login, self.key)

    def processes(self) -> list[int]:
        """Return the processes of kaiyaku that run in this person's home."""
        found = []
        for path in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                environ = (path / "environ").read_bytes().split(b"\0")
                if f"HOME={self.person.home}".encode() not in environ:
                    continue
                if str(COMMAND).encode() in (path / "cmdline").read_bytes().split(b"\0"):
                    found.append(int(path.name))
        return found


@pytest.fixture
def server(mika: Person, card: int, tmp_path: Path) -> Iterator[Server]:
    directory = tmp_path / "ssh"
    directory.mkdir()
    environ = {
        "HOME": mika.home,
        "PATH": f"{COMMAND.parent}:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "XDG_CONFIG_HOME": mika.home / "config",
        "XDG_DATA_HOME": mika.home / "data",
        "XDG_STATE_HOME": mika.home / "state",
        "XDG_CACHE_HOME": mika.home / "cache",
    }
    settings = (
        # Twice a second unanswered, and the line counts as dead.
        "ClientAliveInterval 1\nClientAliveCountMax 2\n"
        f"AuthorizedKeysFile {directory}/authorized_keys\n"
        f"SetEnv {' '.join(f'{name}={value}' for name, value in environ.items())}\n"
    )
    with running_sshd(directory, settings) as port:
        (directory / "authorized_keys").write_text(make_key(directory / "user_key"))
        login = pwd.getpwuid(os.getuid()).pw_name
        yield Server(mika, login, directory / "user_key", port)


def test_a_letter_can_be_sent_through_the_line(server: Server) -> None:
    ran = subprocess.run(
        [*server.ssh, "kaiyaku-host", "kaiyaku note add 1"],
        input=LETTER,
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert server.person.original(1) == LETTER


def test_without_a_terminal_the_full_screen_says_so(server: Server) -> None:
    ran = subprocess.run(
        [*server.ssh, "-T", "kaiyaku-host", "kaiyaku --lang en"],
        input=b"",
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    assert ran.returncode == 2
    assert ran.stderr.startswith(b"kaiyaku: the full screen needs a keyboard")


def test_a_line_that_drops_in_the_middle_of_a_note_loses_nothing(
    server: Server, titles: list[str]
) -> None:
    mika = server.person
    argv = [*server.ssh, "-t", "kaiyaku-host", "kaiyaku --lang en"]
    with PtySession(argv, home=mika.home) as session:
        session.wait_for(stands)
        # No mouse over SSH: it selects text to copy.
        assert b"\x1b[?1000h" not in session.output
        session.wait_for(cursor_on(titles[0]))
        session.send(" ")
        session.wait_for(shows_done(titles[0]))
        session.send("n")
        session.wait_for("Write note")
        session.type("Ref. A-1234")
        session.wait_for("Ref. A-1234")
        assert server.processes()
        session.kill(signal.SIGKILL)
        wait_until(lambda: not server.processes(), "it still runs without its line")
    assert mika.states()[0] == "done"
    assert mika.drafts() == ["Ref. A-1234"]
    with PtySession(argv, home=mika.home) as session:
        session.wait_for("Unfinished text")
        assert "Ref. A-1234" in session.text()
        session.send("\r")
        session.wait_for("[ Save ]")
        session.send("\x13")
        session.wait_for("Letters and notes · 1")
        session.send("q")
        assert session.wait_exit() == 0
    assert mika.original(1) == b"Ref. A-1234"


def test_a_line_that_dies_without_a_word_ends_the_program_and_keeps_the_text(
    server: Server,
) -> None:
    mika = server.person
    with Relay(server.port) as relay:
        argv = [*server.ssh_through(relay.port), "-t", "kaiyaku-host", "kaiyaku --lang en"]
        with PtySession(argv, home=mika.home) as session:
            session.wait_for(stands)
            session.send("n")
            session.wait_for("Write note")
            # Each key shown before the next: what comes in one piece would be a paste.
            text = "Ref. B-5678"
            for end in range(1, len(text) + 1):
                session.send(text[end - 1])
                session.wait_for(text[:end].rstrip())
            relay.freeze()
            wait_until(lambda: not server.processes(), "it runs on a dead line")
            session.kill(signal.SIGKILL)
    assert mika.drafts() == ["Ref. B-5678"]
