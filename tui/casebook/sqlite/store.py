"""The SQLite adapter of the storage port."""

import os
import random
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from tui.casebook.access import network, policy
from tui.casebook.access.beside import Whose
from tui.casebook.errors import Busy, CannotWrite, NotACasebook
from tui.casebook.sqlite import head, search
from tui.casebook.sqlite.file import create, look
from tui.casebook.sqlite.opening import OPEN_WAIT, connect, refuse_newer, telling
from tui.casebook.sqlite.schema import FINDABLE_FROM, MIGRATIONS, Migration, fill, perform
from tui.casebook.sqlite.seen import PutBack, Seen
from tui.casebook.sqlite.transaction import SqliteTransaction
from tui.casebook.storage import Head, Reader, Writer
from tui.text.translation import marked
from tui.text.trouble import Trouble

_POLL_WAIT = 0.05
_TRY_AGAIN = (0.0005, 0.003)
"""Seconds between two tries for the write lock, drawn anew each time."""


class SqliteStore:
    """One casebook file. Raises `NotACasebook` for anything else that is found there."""

    def __init__(
        self,
        path: Path,
        *,
        make: bool = True,
        read_wait: float = OPEN_WAIT,
        migrations: tuple[Migration, ...] = MIGRATIONS,
        seen: Seen | None = None,
    ) -> None:
        """Open the casebook at `path`, made first when it is not there and `make` is true.

        `seen` is where it is written down what was seen of its history.
        """
        self.path = path
        self.name = str(path)
        self._migrations = migrations
        self._read_wait = read_wait
        self.has_changed = False
        self._seen = seen
        # Writes that had to wait are tried again off the event loop, in another thread.
        self._mine = threading.Lock()
        self._data_version: int | None = None
        self._seq, self._version = -1, 0
        found = look(path)
        if found is None:
            if not make:
                raise NotACasebook(
                    marked("There is no casebook at {path}. `kaiyaku add` makes one."), path=path
                )
            create(path, partial(fill, migrations=migrations))
            found = look(path)
        if found is None:
            raise NotACasebook(marked("The casebook {path} vanished while it was made."), path=path)
        self._inode = (found.st_dev, found.st_ino)
        on_network = network.concern(path)
        access = policy.inspect(path)
        self._untrusted = access.refusal
        self.concerns = (*access.concerns, *([on_network] if on_network else ()))
        self._connection = self._connect()

    def _connect(self) -> sqlite3.Connection:
        with telling(self.path):
            # Where anybody can make files, a journal that waits there may be a trap.
            connection = connect(self.path, len(self._migrations), write=self._untrusted is None)
            try:
                self._migrate(connection)
                concern = self._look_back(SqliteTransaction(connection))
            except BaseException:
                connection.close()
                raise
            self.concerns += (concern,) if concern else ()
            return connection

    def _look_back(self, reader: SqliteTransaction) -> Trouble | None:
        """Say what of the history is not as it was left, or as it was seen."""
        rewritten = None if self._seen is None else self._seen.concern(reader)
        if rewritten is not None and not isinstance(rewritten, PutBack):
            # What was seen stays written down, until somebody has asked what happened.
            self._seen = None
            return rewritten
        if self._seen is not None:
            self._seen.remember(self._seen.now(reader))
        return rewritten or head.concern(self.path, reader)

    def _to_remember(self, reader: SqliteTransaction) -> list[Head]:
        """Return what there is to be seen now; nothing where it does not follow on what was."""
        if self._seen is None or self._seen.concern(reader) is not None:
            return []
        return self._seen.now(reader)

    def _migrate(self, connection: sqlite3.Connection) -> None:
        """Bring an older casebook up to date in one transaction, after a backup."""
        wanted = len(self._migrations)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version == wanted:
            return
        self._back_up(connection, version)
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Another session may have migrated while this one waited.
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            refuse_newer(self.path, version, wanted)
            self._perform(connection, version)
            if version < FINDABLE_FROM <= wanted:
                # Today's code, which knows today's tables alone: they are there by now.
                transaction = SqliteTransaction(connection)
                transaction.make_all_findable()
                transaction.settle()
            connection.execute(f"PRAGMA user_version = {wanted}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise

    def _perform(self, connection: sqlite3.Connection, version: int) -> None:
        try:
            for migration in self._migrations[version:]:
                perform(migration, connection)
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_ERROR:
                raise
            # What a statement of ours does not find, or finds already.
            raise NotACasebook(
                marked(
                    "{path} says that it has format {version}, and its tables say another: it is "
                    "damaged, or was changed by hand. It was left as it is; `kaiyaku doctor` says "
                    "more, and a backup is the way out."
                ),
                path=self.path,
                version=version,
            ) from error

    def _back_up(self, connection: sqlite3.Connection, version: int) -> None:
        target = self.path.with_name(f"{self.path.name}.before-{version + 1}")
        if target.exists():
            return

        def copy(backup: sqlite3.Connection) -> None:
            connection.backup(backup)

        create(target, copy, Whose.like(os.lstat(self.path)))

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Open a consistent view."""
        with self._mine, telling(self.path):
            self._connection.execute(f"PRAGMA busy_timeout = {int(self._read_wait * 1000)}")
            self._connection.execute("BEGIN")
            try:
                self._refuse_newer()
                yield SqliteTransaction(self._connection)
            finally:
                self._connection.execute("ROLLBACK")

    @contextmanager
    def writing(self, wait: float) -> Iterator[Writer]:
        """Open a transaction, waiting at most `wait` seconds for others; raises `Busy`."""
        if not self._mine.acquire(timeout=wait):
            raise Busy
        try:
            with telling(self.path):
                refusal = self._untrusted or policy.inspect(self.path).refusal
                if refusal is not None:
                    raise refusal
                self._take_turn(wait)
                transaction = SqliteTransaction(self._connection)
                try:
                    # Only now: a restore may have replaced the file while this one waited.
                    like = self._refuse_ghost()
                    self._refuse_newer()
                    before = transaction.head()
                    self._saw(before.seq)
                    yield transaction
                    transaction.settle()
                    after = transaction.head()
                    seen = self._to_remember(transaction)
                    self._commit(before, after)
                except BaseException:
                    if self._connection.in_transaction:
                        self._connection.execute("ROLLBACK")
                    raise
            self._seq = after.seq
            if after != before:
                self.has_changed = True
                head.remember(self.path, after, Whose.like(like))
                if self._seen is not None:
                    self._seen.remember(seen)
        finally:
            self._mine.release()

    def _commit(self, before: Head, after: Head) -> None:
        """End a transaction whose newest event is `after`; where that fails, see what is there.

        A disk can refuse to confirm what it has done. No event has the hash of another, so by its
        hash it is seen whether this very change is kept. What appends no event cannot be told so,
        and can be done again.
        """
        try:
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            if after == before:
                raise NotACasebook(
                    marked(
                        "The disk did not confirm the change to {path} ({reason}): whether it was "
                        "saved, `kaiyaku doctor` tells."
                    ),
                    path=self.path,
                    reason=error,
                ) from error
            if not self._is_kept(after):
                raise
            self.concerns += (
                Trouble(
                    marked(
                        "What you did is kept in {path}, but the disk did not confirm it "
                        "({reason}). After a power cut, see whether it is there."
                    ),
                    path=self.path,
                    reason=error,
                ),
            )

    def _is_kept(self, after: Head) -> bool:
        # This connection may still have the pages that it meant to write.
        try:
            with closing(connect(self.path, len(self._migrations), write=True)) as fresh:
                return SqliteTransaction(fresh).head() == after
        except sqlite3.Error:
            return False

    def _take_turn(self, wait: float) -> None:
        """Begin a write, waiting at most `wait` seconds for those of others.

        SQLite's own waiting sleeps ever longer, up to 100 ms: with twenty sessions that write at
        once, whoever waited longest was the least likely to see the lock free.
        """
        until = time.monotonic() + wait
        self._connection.execute("PRAGMA busy_timeout = 0")
        while True:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                break
            except sqlite3.OperationalError as error:
                code = getattr(error, "sqlite_errorcode", 0) & 0xFF
                if code != sqlite3.SQLITE_BUSY or time.monotonic() >= until:
                    raise
            time.sleep(random.uniform(*_TRY_AGAIN))  # noqa: S311  # so that not all try at once
        # The commit still waits for those who are reading.
        self._connection.execute(f"PRAGMA busy_timeout = {int(wait * 1000)}")

    def _refuse_newer(self) -> None:
        found = self._connection.execute("PRAGMA user_version").fetchone()[0]
        refuse_newer(self.path, found, len(self._migrations))

    def _refuse_ghost(self) -> os.stat_result:
        """Return what is at the path; refuse to write to a file that is no longer there."""
        try:
            found = os.lstat(self.path)
        except OSError:
            found = None
        if found is None or (found.st_dev, found.st_ino) != self._inode:
            raise CannotWrite(
                marked("{path} was moved or replaced while it was open. Start kaiyaku again."),
                path=self.path,
            )
        return found

    def version(self) -> int:
        """Return a number that differs once another session has written."""
        if not self._mine.acquire(timeout=_POLL_WAIT):
            raise Busy
        try:
            with telling(self.path):
                self._connection.execute(f"PRAGMA busy_timeout = {int(_POLL_WAIT * 1000)}")
                found = self._connection.execute("PRAGMA data_version").fetchone()[0]
                if found != self._data_version:
                    reader = SqliteTransaction(self._connection)
                    if self._seen is not None:
                        self._seen.remember(self._to_remember(reader))
                    self._saw(reader.head().seq)
                    self._data_version = found
                return self._version
        finally:
            self._mine.release()

    def _saw(self, seq: int) -> None:
        """Count what others have written; work at their index is a commit, and nothing to show."""
        if seq != self._seq:
            self._seq = seq
            self._version += 1

    def index(self, seconds: float) -> bool:
        """Work for at most about `seconds` at finding faster; say whether more is left to do."""
        with self.reading():
            wanted = search.is_index_wanted(self._connection)
        if wanted:
            with self.writing(_POLL_WAIT):
                try:
                    search.index(self._connection, seconds)
                except sqlite3.DatabaseError as error:
                    if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_CORRUPT:
                        raise
                    search.drop_index(self._connection)
        return wanted

    def write_anew(self) -> None:
        """Write the whole file anew: what was removed from it is in none of its bytes then.

        Others wait meanwhile. Raises `Busy` and `CannotWrite`.
        """
        with self._mine, telling(self.path):
            self._refuse_ghost()
            self._connection.execute(f"PRAGMA busy_timeout = {int(OPEN_WAIT * 1000)}")
            self._connection.execute("VACUUM")

    def readers(self) -> int:
        """Return how many people's accounts may read the file, this one included."""
        return policy.count_readers(self.path)

    def close(self) -> None:
        """Close the file."""
        with self._mine:
            self._connection.close()
