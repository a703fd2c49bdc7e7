"""A real sshd, started here on a free port of this machine's own network."""

import os
import shlex
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from signal import SIGKILL

import pytest

from tests.patience import PATIENCE
from tests.stories.person import COMMAND

_ROOT = Path(__file__).parents[2]
_NEEDED = ("sshd", "ssh", "ssh-keygen")
_SERVER = """Port {port}
ListenAddress 127.0.0.1
HostKey {directory}/host_key
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
Subsystem sftp internal-sftp
"""


@contextmanager
def running_sshd(directory: Path, settings: str) -> Iterator[int]:
    """Run an sshd with more settings; yield its port, and end it with all of its sessions."""
    for program in _NEEDED:
        if _found(program) is None:
            pytest.skip(f"there is no {program} on this machine")
    make_key(directory / "host_key")
    port = free_port()
    configuration, log = directory / "sshd_config", directory / "sshd_log"
    configuration.write_text(_SERVER.format(port=port, directory=directory) + settings)
    with log.open("wb") as file:
        daemon = subprocess.Popen(
            _command(configuration, directory), stdin=subprocess.DEVNULL, stdout=file, stderr=file
        )
        try:
            deadline = time.monotonic() + PATIENCE
            while b"listening" not in log.read_bytes():
                if daemon.poll() is not None or time.monotonic() > deadline:
                    pytest.skip(f"sshd does not run here: {log.read_text()}")
                time.sleep(0.02)
            yield port
        finally:
            sessions = children(daemon.pid)
            daemon.terminate()
            daemon.wait()
            for session in sessions:
                with suppress(ProcessLookupError):
                    os.kill(session, SIGKILL)


def make_key(path: Path) -> str:
    """Make a key without a passphrase; return its public half."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(path)], check=True)
    return path.with_name(f"{path.name}.pub").read_text()


def ssh_to(port: int, login: str, key: Path) -> list[str]:
    """Return how a client is called, without the host, which is `kaiyaku-host`."""
    options = {
        "HostName": "127.0.0.1",
        "Port": port,
        "User": login,
        "IdentityFile": key,
        "IdentitiesOnly": "yes",
        "StrictHostKeyChecking": "no",
        "UserKnownHostsFile": "/dev/null",
        "LogLevel": "ERROR",
    }
    return ["ssh", "-F", "none", *(f"-o{name}={value}" for name, value in options.items())]


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def children(parent: int) -> list[int]:
    """Return the processes that a process has started and not yet buried."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if (path / "stat").read_text().rpartition(")")[2].split()[1] == str(parent):
                found.append(int(path.name))
    return found


def _found(program: str) -> str | None:
    return shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin:/sbin")


def _command(configuration: Path, directory: Path) -> list[str]:
    """Return how sshd is started: root's in a view of the files that the accounts can use."""
    argv = [_found("sshd") or "", "-D", "-e", "-f", str(configuration)]
    if os.getuid() != 0:
        return argv
    lines = [*_opened(directory), 'exec "$@"']
    if not Path("/run/sshd").is_dir():
        lines[:0] = ["mount -t tmpfs none /run", "mkdir -m 755 /run/sshd"]
    return ["unshare", "--mount", "sh", "-ec", "\n".join(lines), "sh", *argv]


def _opened(directory: Path) -> Iterator[str]:
    """Yield the commands that let other accounts reach what the installed command is made of.

    Python and its packages often are below a home that nobody else may enter, like root's. What
    is around them there is hidden, and nothing of the real files is changed.
    """
    needed = {Path(sys.base_prefix), Path(sys.prefix), COMMAND.parent.parent, _ROOT}
    closed: dict[Path, list[Path]] = {}
    for path in sorted(needed):
        barred = [above for above in path.parents if not above.stat().st_mode & 0o001]
        if barred:
            closed.setdefault(barred[-1], []).append(path)
    for number, path in enumerate(path for paths in closed.values() for path in paths):
        yield shlex.join(["mkdir", "-p", str(directory / f"view-{number}")])
        yield shlex.join(["mount", "--bind", str(path), str(directory / f"view-{number}")])
    number = 0
    for above, paths in closed.items():
        yield shlex.join(["mount", "-t", "tmpfs", "-o", "mode=755", "none", str(above)])
        for path in paths:
            yield shlex.join(["mkdir", "-p", "-m", "755", str(path)])
            yield shlex.join(["mount", "--bind", str(directory / f"view-{number}"), str(path)])
            number += 1
