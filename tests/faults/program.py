"""kaiyaku's command on a home of its own: under strace, or here, as cheap as a call."""

import atexit
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from tui.cli import main

COMMAND = Path(sys.executable).parent / "kaiyaku"
CASEBOOK = Path("home/.local/share/kaiyaku/casebook.db")
"""Where a person's own casebook is, below the directory that holds their home."""


class Ran(NamedTuple):
    """How one run ended; the code is negative where a signal ended it."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


def lasting() -> Path:
    """Make a directory that is there as long as this process is."""
    made = Path(tempfile.mkdtemp(prefix="kaiyaku-faults-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


def environ(root: Path) -> dict[str, str]:
    """Return the surroundings of a person whose home is below `root`."""
    return {
        "HOME": str(root / "home"),
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "TZ": "Asia/Tokyo",
        "KAIYAKU_LANG": "en",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def words(root: Path, argv: tuple[str, ...]) -> list[str]:
    """Return the words of a command, `{root}` filled in."""
    return [word.replace("{root}", str(root)) for word in argv]


def run(root: Path, *argv: str) -> Ran:
    """Run a verb in this process."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    typed = io.TextIOWrapper(io.BytesIO())
    with redirect_stdout(out), redirect_stderr(err), patch("sys.stdin", typed):
        code = main(words(root, argv), environ(root))
        out.flush()
        err.flush()
    return Ran(code, *(stream.buffer.getvalue().decode() for stream in (out, err)))


def done(root: Path, *argv: str) -> Ran:
    """Run a verb that must go well."""
    ran = run(root, *argv)
    assert ran.code == 0, ran.err
    return ran


def start(root: Path, argv: tuple[str, ...], *, before: tuple[str, ...] = ()) -> Ran:
    """Run a verb in a process of its own; `before` is the command that starts it."""
    ran = subprocess.run(
        [*before, str(COMMAND), *words(root, argv)],
        env=environ(root),
        cwd=root,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=120,
    )
    return Ran(ran.returncode, os.fsdecode(ran.stdout), os.fsdecode(ran.stderr))
