"""Every point at which a verb can be cut off or its disk can fail, and the fault made there."""

import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from tests.faults.program import Ran, lasting, start
from tests.faults.verbs import Verb

FAULTS: Final = {
    "kill": "signal=KILL:when={n}",
    "ENOSPC": "error=ENOSPC:when={n}",
    "EIO": "error=EIO:when={n}",
    "full": "error=ENOSPC:when={n}+",
}
"""What is injected at the n-th call; `full` fails all that follow as well."""

CALLS: Final = (
    *("write", "pwrite64", "writev", "pwritev", "pwritev2", "sendfile", "copy_file_range"),
    *("fsync", "fdatasync", "sync_file_range", "link", "linkat", "truncate", "ftruncate"),
    *("rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir", "mkdir", "mkdirat"),
    *("chown", "fchown", "lchown", "fchownat", "chmod", "fchmod", "fchmodat"),
)
_SAID = "write"
"""The call that sentences are told by: a disk that stays full is still said to be."""
_CALL = re.compile(r"^(\d+) +(\w+)\(")


class Point(NamedTuple):
    """The n-th of one kind of call in a verb, from 1 on, and what happens there."""

    verb: str
    fault: str
    call: str
    n: int

    def __str__(self) -> str:
        return ":".join(map(str, self))


def missing() -> str | None:
    """Return why no fault can be injected here; None where it can."""
    if shutil.which("strace") is None:
        return "there is no strace on this machine"
    tried = ["strace", "-qq", "-e", "trace=none", "true"]
    ran = subprocess.run(tried, capture_output=True, check=False, text=True)
    return f"nothing can be traced here: {ran.stderr.strip()}" if ran.returncode else None


@cache
def prepared(verb: Verb) -> Path:
    """Return the disk that a verb is to change, made once in this process; only to be copied."""
    root = lasting()
    verb.prepare(root)
    return root


def copied(verb: Verb, root: Path) -> Path:
    """Make a copy of a verb's disk at `root`."""
    shutil.copytree(prepared(verb), root, symlinks=True)
    return root


def counted(verb: Verb, root: Path) -> tuple[Ran, dict[str, int]]:
    """Run a verb with no fault; return how it ended and how often it made each call."""
    trace = root.with_suffix(".trace")
    ran = start(root, verb.argv, before=_strace(trace, CALLS))
    lines = [
        found
        for line in trace.read_text(errors="replace").splitlines()
        if (found := _CALL.match(line))
    ]
    trace.unlink()
    [program] = {line[1] for line in lines}
    assert program
    return ran, Counter(line[2] for line in lines)


def failed(verb: Verb, point: Point, root: Path) -> tuple[Ran, bool]:
    """Run a verb with a fault in it; return how it ended, and whether the point was reached."""
    trace = root.with_suffix(".trace")
    fault = FAULTS[point.fault].format(n=point.n)
    # Behind the kernel's own filter strace delivers no signal.
    filtered = point.fault != "kill"
    traced = _strace(trace, (point.call,), filtered=filtered)
    before = (*traced, "-e", f"inject={point.call}:{fault}")
    ran = start(root, verb.argv, before=before)
    reached = ran.code < 0 or "(INJECTED)" in trace.read_text(errors="replace")
    trace.unlink()
    return ran, reached


def _strace(trace: Path, calls: Sequence[str], *, filtered: bool = True) -> tuple[str, ...]:
    traced = ",".join(f"?{call}" for call in calls)
    cheap = ("--seccomp-bpf",) if filtered else ()
    return ("strace", *cheap, "-f", "-qq", "-o", os.fspath(trace), "-e", f"trace={traced}")


def points(verb: Verb, fault: str, counts: dict[str, int]) -> list[Point]:
    """Return every point of a verb at which a fault can be made."""
    return [
        Point(verb.name, fault, call, n)
        for call in CALLS
        if not (fault == "full" and call == _SAID)
        for n in range(1, counts.get(call, 0) + 1)
    ]


def some(verb: Verb, fault: str, counts: dict[str, int], many: int) -> list[Point]:
    """Return `many` of a verb's points: the first, the middle and the last call of each kind.

    Where these are more, they are spread over them so that each fault takes others.
    """
    all = points(verb, fault, counts)
    ends = [point for point in all if point.n in (1, counts[point.call] // 2, counts[point.call])]
    begin = list(FAULTS).index(fault) / len(FAULTS)
    return [ends[int((k + begin) * len(ends) / many)] for k in range(min(many, len(ends)))]
