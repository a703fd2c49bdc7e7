"""How long a program takes until its terminal has received certain words."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence

_PATIENCE = 60.0


def environment(home: str) -> dict[str, str]:
    """Return a small environment with everything under `home`."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": home,
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "XDG_CONFIG_HOME": f"{home}/config",
        "XDG_DATA_HOME": f"{home}/data",
        "XDG_STATE_HOME": f"{home}/state",
        "XDG_CACHE_HOME": f"{home}/cache",
    }


def seconds_until_shown(
    argv: Sequence[str], environ: Mapping[str, str], words: Sequence[str]
) -> float:
    """Start `argv` in a terminal of 80x24; return the seconds until all `words` were written.

    Words are looked for in the raw bytes: each must be drawn in one piece. The program is then
    killed. Raises `TimeoutError` after a minute.
    """
    master, slave = pty.openpty()
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    begun = time.perf_counter()
    process = subprocess.Popen(
        list(argv),
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=dict(environ),
        start_new_session=True,
    )
    try:
        return _read_until(master, [word.encode() for word in words], begun)
    finally:
        process.kill()
        process.wait()
        os.close(master)
        os.close(slave)


def _read_until(master: int, words: Sequence[bytes], begun: float) -> float:
    written = b""
    while not all(word in written for word in words):
        if not select.select([master], [], [], _PATIENCE)[0]:
            raise TimeoutError(f"never drawn: {words!r} in {written!r}")
        written += os.read(master, 65536)
    return time.perf_counter() - begun


def seconds_to_run(argv: Sequence[str], environ: Mapping[str, str]) -> float:
    """Run `argv` to its end; return how many seconds that took."""
    begun = time.perf_counter()
    subprocess.run(
        list(argv),
        env=dict(environ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - begun
