"""The SQLite adapter of the storage port."""

import grp
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tui.casebook.errors import Busy, CannotWrite, CasebookError, NotACasebook
from tui.casebook.sqlite import head, search
from tui.casebook.sqlite.file import create, look
from tui.casebook.sqlite.schema import APPLICATION_ID, MIGRATIONS, Migration
from tui.casebook.sqlite.transaction import SqliteTransaction
from tui.casebook.storage import Reader, Writer
from tui.text.translation import marked
from tui.text.trouble import Trouble

_POLL_WAIT = 0.05
_OPEN_WAIT = 5.0

# Measured against WAL with injected faults: the rollback journal loses nothing that was
# acknowledged, opens on read-only media, and costs half a millisecond more for each commit.
_PRAGMAS = (
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA secure_delete = ON",
)


class SqliteStore:
    """One casebook file. Raises `NotACasebook` for anything else that is found there."""

    def __init__(
        self,
        path: Path,
        *,
        make: bool = True,
        read_wait: float = _OPEN_WAIT,
        migrations: tuple[Migration, ...] = MIGRATIONS,
    ) -> None:
        """Open the casebook at `path`, made first when it is not there and `make` is true."""
        self.path = path
        self.name = str(path)
        self.concerns: tuple[Trouble, ...] = ()
        self._migrations = migrations
        self._read_wait = read_wait
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
            create(path, self._fill)
            found = look(path)
        if found is None:
            raise NotACasebook(marked("The casebook {path} vanished while it was made."), path=path)
        self._inode = (found.st_dev, found.st_ino)
        self._mode = found.st_mode & 0o660
        self._connection = self._connect(found.st_size)

    def _fill(self, connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("BEGIN IMMEDIATE")
        for migration in self._migrations:
            _run(migration, connection)
        connection.execute(f"PRAGMA user_version = {len(self._migrations)}")
        connection.execute("COMMIT")

    def _connect(self, size: int) -> sqlite3.Connection:
        with self._telling():
            connection = sqlite3.connect(
                self.path.absolute().as_uri() + "?mode=rw",
                uri=True,
                isolation_level=None,
                timeout=_OPEN_WAIT,
                check_same_thread=False,
            )
            try:
                for pragma in _PRAGMAS:
                    connection.execute(pragma)
                self._inspect(connection, size)
                self._migrate(connection)
                concern = head.concern(self.path, SqliteTransaction(connection))
            except BaseException:
                connection.close()
                raise
            self.concerns = (concern,) if concern else ()
            return connection

    def _inspect(self, connection: sqlite3.Connection, size: int) -> None:
        """Refuse a foreign, newer, cut or rigged file before anything in it is used."""

        def pragma(name: str) -> int:
            return int(connection.execute(f"PRAGMA {name}").fetchone()[0])

        if pragma("application_id") != APPLICATION_ID:
            raise NotACasebook(
                marked("{path} belongs to another program. Name a casebook with --casebook."),
                path=self.path,
            )
        self._refuse_newer(pragma("user_version"))
        # Without a hot journal the file must be exactly as long as its header says.
        journal = self.path.with_name(self.path.name + "-journal")
        if not journal.exists() and pragma("page_count") * pragma("page_size") > size:
            raise NotACasebook(
                marked("{path} is cut short: a part is missing. Restore a backup."), path=self.path
            )
        rigged = "SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')"
        if connection.execute(rigged).fetchone()[0]:
            raise NotACasebook(
                marked("{path} has parts that no casebook has, so it is not opened."),
                path=self.path,
            )

    def _refuse_newer(self, version: int) -> None:
        if version > len(self._migrations):
            raise NotACasebook(
                marked(
                    "{path} was made by a newer kaiyaku (format {found}, this one reads {known}). "
                    "Start the newer program; nothing was changed."
                ),
                path=self.path,
                found=version,
                known=len(self._migrations),
            )

    def _migrate(self, connection: sqlite3.Connection) -> None:
        """Bring an older casebook up to date, one transaction a version, after a backup."""
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version == len(self._migrations):
            return
        self._back_up(connection, version)
        for number in range(version, len(self._migrations)):
            connection.execute("BEGIN IMMEDIATE")
            try:
                # Another session may have migrated while this one waited.
                if connection.execute("PRAGMA user_version").fetchone()[0] == number:
                    _run(self._migrations[number], connection)
                    connection.execute(f"PRAGMA user_version = {number + 1}")
                connection.execute("COMMIT")
            except BaseException:
                connection.execute("ROLLBACK")
                raise

    def _back_up(self, connection: sqlite3.Connection, version: int) -> None:
        target = self.path.with_name(f"{self.path.name}.before-{version + 1}")
        if target.exists():
            return

        def copy(backup: sqlite3.Connection) -> None:
            connection.backup(backup)

        create(target, copy)

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Open a consistent view."""
        with self._mine, self._telling():
            self._connection.execute(f"PRAGMA busy_timeout = {int(self._read_wait * 1000)}")
            self._connection.execute("BEGIN")
            try:
                self._refuse_newer(self._connection.execute("PRAGMA user_version").fetchone()[0])
                yield SqliteTransaction(self._connection)
            finally:
                self._connection.execute("ROLLBACK")

    @contextmanager
    def writing(self, wait: float) -> Iterator[Writer]:
        """Open a transaction, waiting at most `wait` seconds for others; raises `Busy`."""
        if not self._mine.acquire(timeout=wait):
            raise Busy
        try:
            with self._telling():
                self._refuse_ghost()
                self._connection.execute(f"PRAGMA busy_timeout = {int(wait * 1000)}")
                self._connection.execute("BEGIN IMMEDIATE")
                transaction = SqliteTransaction(self._connection)
                try:
                    found = self._connection.execute("PRAGMA user_version").fetchone()[0]
                    self._refuse_newer(found)
                    before = transaction.head()
                    self._saw(before.seq)
                    yield transaction
                    transaction.settle()
                    after = transaction.head()
                    self._connection.execute("COMMIT")
                except BaseException:
                    if self._connection.in_transaction:
                        self._connection.execute("ROLLBACK")
                    raise
            self._seq = after.seq
            if after != before:
                head.remember(self.path, after, self._mode)
        finally:
            self._mine.release()

    def _refuse_ghost(self) -> None:
        """Refuse to write to a file that is no longer the one at the path."""
        try:
            found = os.lstat(self.path)
        except OSError:
            found = None
        if found is None or (found.st_dev, found.st_ino) != self._inode:
            raise CannotWrite(
                marked("{path} was moved or replaced while it was open. Start kaiyaku again."),
                path=self.path,
            )

    def version(self) -> int:
        """Return a number that differs once another session has written."""
        if not self._mine.acquire(timeout=_POLL_WAIT):
            raise Busy
        try:
            with self._telling():
                self._connection.execute(f"PRAGMA busy_timeout = {int(_POLL_WAIT * 1000)}")
                found = self._connection.execute("PRAGMA data_version").fetchone()[0]
                if found != self._data_version:
                    self._saw(SqliteTransaction(self._connection).head().seq)
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

    def readers(self) -> int:
        """Return how many people's accounts may read the file, this one included."""
        found = os.lstat(self.path)
        if not found.st_mode & 0o040:
            return 1
        try:
            group = grp.getgrgid(found.st_gid)
        except KeyError:
            return 1
        return max(len(group.gr_mem), 2)

    def close(self) -> None:
        """Close the file."""
        with self._mine:
            self._connection.close()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Turn what SQLite raises into a sentence that says what is safe and what to do."""
        try:
            yield
        except sqlite3.Error as error:
            raise self._told(error) from error

    def _told(self, error: sqlite3.Error) -> CasebookError:
        # Errors raised by Python's own wrapper carry no SQLite code.
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return Busy()
        if code == sqlite3.SQLITE_FULL:
            return CannotWrite(
                marked("The disk is full: nothing was saved. Make room, then do it again.")
            )
        if code == sqlite3.SQLITE_READONLY:
            return CannotWrite(
                marked("{path} cannot be written by you: nothing was saved. Reading goes on."),
                path=self.path,
            )
        if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            return NotACasebook(
                marked("{path} is damaged or no casebook. It was left as it is; use a backup."),
                path=self.path,
            )
        if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
            return NotACasebook(
                marked("{path} cannot be opened: your account may not read it, or its folder."),
                path=self.path,
            )
        return CannotWrite(
            marked("The casebook {path} cannot be used: {reason}. Nothing was saved."),
            path=self.path,
            reason=error,
        )


def _run(migration: Migration, connection: sqlite3.Connection) -> None:
    for step in migration:
        if isinstance(step, str):
            connection.execute(step)
        else:
            step(connection)
