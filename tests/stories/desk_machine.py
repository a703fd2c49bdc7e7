"""A machine with a desk: a group, two members and an outsider, who come in through a real sshd."""

import os
import pwd
import secrets
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGKILL
from typing import Any

from tests.casebook.people import open_ground
from tests.patience import PATIENCE
from tests.stories.person import COMMAND
from tests.stories.sshd import make_key, running_sshd, ssh_to
from tests.terminal.pty_session import PtySession

HOST = "kaiyaku-host"
MEMBERS = ("mika", "ken")
OUTSIDER = "otto"


@dataclass(frozen=True)
class Login:
    """An account that was made for a test, with a home and a key."""

    name: str
    uid: int
    home: Path
    key: Path


@dataclass
class DeskMachine:
    """What the accounts do on it, each through ssh."""

    directory: Path
    group: str
    port: int
    logins: dict[str, Login]
    doors: dict[Path, str] = field(default_factory=dict)

    @property
    def desk(self) -> Path:
        """The directory of the team's casebook."""
        return self.directory / "desk"

    def ssh(self, who: str, *options: str, key: Path | None = None) -> list[str]:
        """Return how somebody's client is called; the command follows."""
        login = self.logins[who]
        return [*ssh_to(self.port, login.name, key or login.key), *options, HOST]

    def run(
        self, who: str, *command: str | Path, key: Path | None = None, **rest: Any
    ) -> "subprocess.CompletedProcess[bytes]":
        """Run a command as somebody; see `subprocess.run`."""
        rest.setdefault("stdin", None if "input" in rest else subprocess.DEVNULL)
        line = shlex.join(map(str, command))
        argv = [*self.ssh(who, key=key), *([line] if line else [])]
        return subprocess.run(argv, capture_output=True, check=False, timeout=PATIENCE, **rest)

    def kaiyaku(self, who: str, *argv: str, **rest: Any) -> bytes:
        """Run a verb on the team's casebook that must go well; return what it wrote."""
        ran = self.run(who, "kaiyaku", "--casebook", self.desk, "--lang", "en", *argv, **rest)
        assert ran.returncode == 0, ran.stderr.decode()
        out: bytes = ran.stdout
        return out

    @contextmanager
    def screen(self, who: str, *options: str, **rest: Any) -> Iterator[PtySession]:
        """Open the full screen on the team's casebook; `rest` as for `PtySession`."""
        words = ["kaiyaku", "--casebook", str(self.desk), "--lang", "en", *options]
        argv = [*self.ssh(who, "-t"), shlex.join(words)]
        with PtySession(argv, home=self.directory / "client", **rest) as session:
            yield session

    @contextmanager
    def through(self, who: str, key: Path, **rest: Any) -> Iterator[PtySession]:
        """Open what a key's forced command opens on a terminal."""
        argv = self.ssh(who, "-t", key=key)
        with PtySession(argv, home=self.directory / "client", **rest) as session:
            yield session

    def door(self, who: str, forced: str, options: str = "restrict,pty") -> Path:
        """Make a key that opens a forced command and nothing else; return it."""
        key = self.directory / f"door-{len(self.doors)}"
        public = make_key(key)
        self.doors[key] = forced
        quoted = forced.replace('"', '\\"')
        with (self.directory / "keys" / self.logins[who].name).open("a") as file:
            file.write(f'{options},command="{quoted}" {public}')
        return key

    def processes(self, who: str) -> list[int]:
        """Return the processes of kaiyaku that an account runs."""
        return [pid for pid in self._all(who) if self._runs_kaiyaku(pid)]

    def sessions(self, who: str) -> list[int]:
        """Return the processes of sshd that carry an account's connections, root's among them."""
        name = self.logins[who].name
        found = []
        for path in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                said = (path / "cmdline").read_bytes().replace(b"\0", b" ").strip()
                if said.startswith((f"sshd: {name}@".encode(), f"sshd: {name} [priv]".encode())):
                    found.append(int(path.name))
        return found

    def _all(self, who: str) -> list[int]:
        return _processes_of(self.logins[who].uid)

    def _runs_kaiyaku(self, pid: int) -> bool:
        with suppress(OSError):
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            return str(COMMAND).encode() in words
        return False


@contextmanager
def desk_machine() -> Iterator[DeskMachine]:
    """Make the accounts and start the sshd; everything is removed again."""
    mark = secrets.token_hex(2)
    group = f"desk{mark}"
    with open_ground() as directory:
        for name in ("keys", "homes", "client"):
            (directory / name).mkdir()
        logins: dict[str, Login] = {}
        try:
            _run("groupadd", group)
            for who in (*MEMBERS, OUTSIDER):
                logins[who] = _login(directory, who, mark, group if who in MEMBERS else None)
            with running_sshd(directory, _settings(directory)) as port:
                yield DeskMachine(directory, group, port, logins)
        finally:
            for login in logins.values():
                for pid in _processes_of(login.uid):
                    with suppress(ProcessLookupError):
                        os.kill(pid, SIGKILL)
                _run("userdel", "--force", login.name)
            subprocess.run(["groupdel", group], check=False, capture_output=True)


def _login(directory: Path, who: str, mark: str, group: str | None) -> Login:
    name, home = f"{who}{mark}", directory / "homes" / who
    groups = ["--groups", group] if group else []
    _run(
        *("useradd", "--user-group", "--no-create-home", "--home-dir", str(home)),
        # No password at all, which is not the same as a locked account.
        *("--shell", "/bin/sh", "--password", "*", *groups, name),
    )
    entry = pwd.getpwnam(name)
    home.mkdir(mode=0o700)
    os.chown(home, entry.pw_uid, entry.pw_gid)
    key = directory / f"{who}_key"
    (directory / "keys" / name).write_text(make_key(key))
    return Login(name, entry.pw_uid, home, key)


def _settings(directory: Path) -> str:
    accepted = "LANG LC_* TEXTUAL_* BROWSER PAGER EDITOR LESSOPEN XDG_* KAIYAKU_* SSH_* COLUMNS"
    return (
        f"AuthorizedKeysFile {directory}/keys/%u\n"
        f"SetEnv PATH={COMMAND.parent}:/usr/bin:/bin LANG=C.UTF-8 TZ=Asia/Tokyo\n"
        # Far more than any machine should take from a client.
        f"AcceptEnv {accepted}\n"
    )


def _run(*argv: str) -> None:
    ran = subprocess.run(argv, check=False, capture_output=True, text=True)
    assert ran.returncode == 0, f"{argv}: {ran.stderr}"


def _processes_of(uid: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if path.stat().st_uid == uid:
                found.append(int(path.name))
    return found
