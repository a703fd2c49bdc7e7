"""Somebody who is stopped in the middle of a change: others wait, say so, and go on reading."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.casebook.examples import MIKA, FrozenClock
from tui.casebook.casebook import Casebook
from tui.casebook.errors import Busy
from tui.casebook.fold import first_fault
from tui.casebook.sqlite import SqliteStore


@contextmanager
def stopped_while_writing(path: Path) -> Iterator[int]:
    """Another process that was stopped by SIGSTOP after it had begun to write."""
    holder = os.fork()
    if holder == 0:
        with SqliteStore(path).writing(1.0) as writer:
            writer.keep_blob("0" * 64, b"half a change")
            os.kill(os.getpid(), signal.SIGSTOP)
        os._exit(1)
    os.waitpid(holder, os.WUNTRACED)
    try:
        yield holder
    finally:
        os.kill(holder, signal.SIGKILL)
        os.waitpid(holder, 0)


def impatient(store: SqliteStore) -> Casebook:
    return Casebook(store, MIKA, FrozenClock(), wait=0.3)


def test_others_say_so_after_the_wait_and_go_on_reading(path: Path) -> None:
    with stopped_while_writing(path):
        store = SqliteStore(path)
        book = impatient(store)
        with pytest.raises(Busy, match="Somebody else is writing"):
            book.mark(1, "check-dates", "done")
        assert book.card(1).mark("check-dates").state == "open"
        assert book.note(1)[1] == "hello"
        store.close()


def test_the_casebook_is_free_and_whole_once_the_holder_is_killed(path: Path) -> None:
    with stopped_while_writing(path):
        pass
    store = SqliteStore(path)
    book = impatient(store)
    book.mark(1, "check-dates", "done")
    assert book.card(1).mark("check-dates").state == "done"
    with store.reading() as reader:
        assert reader.blob("0" * 64) is None
        assert first_fault(reader) is None
    store.close()
