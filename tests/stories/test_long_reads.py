"""Somebody whose reading takes long, as into a pipe that nobody empties, holds up no writer."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.stories.person import COMMAND, Person

LARGE = 3_000_000
"""Bytes that no pipe takes at once."""


@contextmanager
def unread(mika: Person, *argv: str) -> Iterator[None]:
    """A verb whose output nobody reads, stuck in the middle of it."""
    environ = {
        "PATH": os.defpath,
        "HOME": str(mika.home),
        "XDG_DATA_HOME": str(mika.home / "data"),
        "XDG_STATE_HOME": str(mika.home / "state"),
    }
    with subprocess.Popen(
        [COMMAND, *argv], env=environ, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.read(1)
        try:
            yield
            assert reader.poll() is None
        finally:
            reader.kill()


@pytest.mark.parametrize(
    "argv",
    [("note", "show", "1", "--original"), ("export", "1", "--output", "-")],
    ids=lambda argv: argv[0],
)
def test_a_long_read_holds_up_no_writer(mika: Person, card: int, argv: tuple[str, ...]) -> None:
    mika.run("note", "add", str(card), input=os.urandom(LARGE // 2).hex().encode())
    with unread(mika, *argv):
        mika.run("tick", str(card), "1")
    assert mika.states(card)[0] == "done"
