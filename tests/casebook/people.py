"""Accounts of the machine without a login, and a group of it: what only root can try out."""

import grp
import json
import os
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from typing import Any, NamedTuple

import pytest

needs_root = pytest.mark.skipif(os.getuid() != 0, reason="only root can act as several accounts")


class Account(NamedTuple):
    """A uid that nobody has, and its groups; the first is the main one."""

    uid: int
    gids: tuple[int, ...]

    def does(self, act: Callable[[], Any]) -> Any:
        """Return what `act` returns when this account does it, by way of JSON.

        What it raises is raised here as its sentence. All modules must be imported by then.
        """
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            answer: dict[str, Any] = {}
            try:
                os.setgroups(self.gids)
                os.setresgid(self.gids[0], self.gids[0], self.gids[0])
                os.setresuid(self.uid, self.uid, self.uid)
                answer["value"] = act()
            except BaseException as error:  # noqa: BLE001  # told to the parent, whatever it is
                answer = {
                    "type": type(error).__name__,
                    "raised": str(error),
                    "trace": "".join(traceback.format_exception(error)),
                }
            finally:
                os.write(writing, json.dumps(answer).encode())
                os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            answer = json.loads(pipe.read())
        os.waitpid(child, 0)
        if "raised" in answer:
            raise RefusedTo(answer["type"], answer["raised"], answer["trace"])
        return answer["value"]


class RefusedTo(Exception):
    """What an account was refused: the error's name, and its sentence."""

    def __init__(self, type: str, sentence: str, trace: str) -> None:
        super().__init__(f"{type}: {sentence}\n{trace}")
        self.type = type
        self.sentence = sentence


def some_group() -> grp.struct_group:
    """Return a group of this machine that root is not in."""
    ours = {0, *os.getgroups()}
    return next(entry for entry in grp.getgrall() if entry.gr_gid not in ours)


TEAM = some_group()
MIKA = Account(54321, (54321, TEAM.gr_gid))
KEN = Account(54322, (54322, TEAM.gr_gid))
OUTSIDER = Account(54323, (54323,))


@contextmanager
def open_ground() -> Iterator[Path]:
    """Make a directory that every account can reach; a test's own is closed to all but root."""
    directory = Path(tempfile.mkdtemp(prefix="kaiyaku-"))
    directory.chmod(0o755)
    try:
        yield directory
    finally:
        rmtree(directory)
