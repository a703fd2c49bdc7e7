"""What a program really did, as the kernel saw it: strace, and what its lines tell."""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

_CALLS = (
    *("execve", "execveat", "fork", "vfork", "clone", "clone3", "open", "openat", "openat2"),
    *("creat", "mkdir", "mkdirat", "mknod", "mknodat", "rename", "renameat", "renameat2"),
    *("link", "linkat", "symlink", "symlinkat", "unlink", "unlinkat", "truncate", "chmod"),
    *("fchmodat", "connect", "bind", "ptrace"),
)
_LINE = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+|\?)")
_IN_HANDLE = re.compile(r"/proc/self/fd/(\d+)/")
_PATH = re.compile(r'"((?:[^"\\]|\\.)*)"')
_WRITES = ("O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC")
_ALWAYS_WRITES = (
    *("creat", "mkdir", "mkdirat", "mknod", "mknodat", "rename", "renameat", "renameat2"),
    *("link", "linkat", "symlink", "symlinkat", "unlink", "unlinkat", "truncate", "chmod"),
    *("fchmodat", "bind", "connect"),
)


def traced(command: str, into: Path) -> str:
    """Return the command that runs another under strace, which writes to a file."""
    if shutil.which("strace") is None:
        pytest.skip("there is no strace on this machine")
    calls = ",".join(f"?{call}" for call in _CALLS)
    return f"strace -f -qq -s 4096 -o {shlex.quote(str(into))} -e trace={calls} {command}"


class Trace:
    """The system calls that went well."""

    def __init__(self, file: Path) -> None:
        self._text = _joined(file.read_text(errors="replace"))
        assert self._text, f"{file.name} is empty"

    def _calls(self) -> Iterator[tuple[str, str]]:
        opened: dict[str, str] = {}

        def by_name(handle: re.Match[str]) -> str:
            return f"{opened.get(handle[1], handle[0])}/"

        for line in self._text.splitlines():
            found = _LINE.match(line)
            if found and found[3] != "?" and int(found[3]) >= 0:
                # A name in an open directory is one below what was opened as it.
                said = _IN_HANDLE.sub(by_name, found[2])
                path = _PATH.search(said)
                if path and found[1] in ("open", "openat"):
                    opened[found[3]] = path[1]
                yield found[1], said

    @property
    def programs(self) -> list[str]:
        """The programs that were started, the traced one first."""
        paths = (_PATH.search(said) for call, said in self._calls() if call.startswith("execve"))
        return [found[1] for found in paths if found]

    @property
    def processes(self) -> list[str]:
        """The calls that made another process; threads are none."""
        return [
            f"{call}({said})"
            for call, said in self._calls()
            if call in ("fork", "vfork")
            or (call.startswith("clone") and "CLONE_THREAD" not in said)
        ]

    def written(self, *allowed: Path) -> list[str]:
        """Return the calls that changed or made something that is not below an allowed path."""
        return [
            f"{call}({said})"
            for call, said in self._calls()
            if call in _ALWAYS_WRITES or any(flag in said for flag in _WRITES)
            if any(not _is_below(path, allowed) for path in _PATH.findall(said))
        ]


def _is_below(path: str, allowed: tuple[Path, ...]) -> bool:
    return path in ("/dev/null", "/dev/tty") or any(
        Path(path) == root or root in Path(path).parents for root in allowed
    )


def _joined(text: str) -> str:
    """Put calls together that strace tore apart since another thread came between."""
    begun: dict[str, str] = {}
    lines = []
    for line in text.splitlines():
        pid = line.partition(" ")[0]
        if line.endswith("<unfinished ...>"):
            begun[pid] = line.removesuffix("<unfinished ...>").rstrip()
            continue
        resumed = re.match(r"^\d+ +<\.\.\. \w+ resumed>(.*)$", line)
        lines.append(begun.pop(pid, "") + resumed[1] if resumed else line)
    return "\n".join(lines)
