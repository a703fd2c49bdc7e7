"""Opening a casebook's file with suspicion, and saying in a sentence what SQLite raised."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from tui.casebook.access.policy import inspect
from tui.casebook.errors import Busy, CannotWrite, CasebookError, NotACasebook
from tui.casebook.sqlite.file import look
from tui.casebook.sqlite.schema import APPLICATION_ID, MIGRATIONS
from tui.text.translation import marked

SQLITE: Final = sqlite3.sqlite_version
"""The version of SQLite that this Python has."""

OPEN_WAIT = 5.0

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


def connect(path: Path, known: int, *, write: bool) -> sqlite3.Connection:
    """Open what was found at `path`; what is no casebook is refused.

    `known` is the newest format that the caller reads. Raises `CasebookError` and `sqlite3.Error`.
    """
    connection = sqlite3.connect(
        path.absolute().as_uri() + ("?mode=rw" if write else "?mode=ro"),
        uri=True,
        isolation_level=None,
        timeout=OPEN_WAIT,
        check_same_thread=False,
    )
    try:
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        _inspect(connection, path, known)
    except UnicodeDecodeError as error:
        # SQLite quotes what it stumbles over, and Python cannot read the quotation.
        connection.close()
        raise _damaged(path) from error
    except BaseException:
        connection.close()
        raise
    return connection


def _inspect(connection: sqlite3.Connection, path: Path, known: int) -> None:
    """Refuse a foreign, newer, cut or rigged file before anything in it is used."""

    def pragma(name: str) -> int:
        return int(connection.execute(f"PRAGMA {name}").fetchone()[0])

    if pragma("application_id") != APPLICATION_ID:
        raise NotACasebook(
            marked("{path} belongs to another program. Name a casebook with --casebook."),
            path=path,
        )
    refuse_newer(path, pragma("user_version"), known)
    # Without a hot journal the file must be exactly as long as its header says.
    journal = path.with_name(path.name + "-journal")
    expected = pragma("page_count") * pragma("page_size")
    # Its length is asked after the header: meanwhile somebody's commit may have made it longer.
    if not journal.exists() and expected > os.stat(path).st_size:  # noqa: PTH116
        raise NotACasebook(
            marked("{path} is cut short: a part is missing. Restore a backup."), path=path
        )
    rigged = "SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')"
    if connection.execute(rigged).fetchone()[0]:
        raise NotACasebook(
            marked("{path} has parts that no casebook has, so it is not opened."),
            path=path,
        )


def refuse_newer(path: Path, version: int, known: int) -> None:
    """Refuse a casebook of a format that a newer program made."""
    if version > known:
        raise NotACasebook(
            marked(
                "{path} was made by a newer kaiyaku (format {found}, this one reads {known}). "
                "Start the newer program; nothing was changed."
            ),
            path=path,
            found=version,
            known=known,
        )


@contextmanager
def looking(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a casebook to look at it and change nothing; raises `CasebookError`.

    A change that a crash cut off is taken back first, as at any opening, by whoever may.
    """
    if look(path) is None:
        raise NotACasebook(marked("There is no casebook at {path}."), path=path)
    with telling(path):
        try:
            connection = connect(path, len(MIGRATIONS), write=False)
        except sqlite3.Error as error:
            if not _is_cut_off(error) or inspect(path).refusal or not os.access(path, os.W_OK):
                raise
            connection = connect(path, len(MIGRATIONS), write=True)
        with closing(connection):
            yield connection


def _is_cut_off(error: sqlite3.Error) -> bool:
    code = getattr(error, "sqlite_errorcode", 0)
    return code in (sqlite3.SQLITE_READONLY_ROLLBACK, sqlite3.SQLITE_CANTOPEN)


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into a sentence that says what is safe and what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise _told(path, error) from error
    except UnicodeDecodeError as error:
        # The name of a table or a column, or a text that no field of ours holds.
        raise _damaged(path) from error
    except MemoryError as error:
        raise NotACasebook(
            marked(
                "{path} holds something larger than this machine's memory takes, as nothing of "
                "kaiyaku's is: it is damaged, or not of its making. Restore a backup."
            ),
            path=path,
        ) from error


def _told(path: Path, error: sqlite3.Error) -> CasebookError:
    # Errors raised by Python's own wrapper carry no SQLite code.
    whole = getattr(error, "sqlite_errorcode", 0)
    code = whole & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Busy()
    if code == sqlite3.SQLITE_FULL:
        return CannotWrite(
            marked("The disk is full: nothing was saved. Make room, then do it again.")
        )
    if whole == sqlite3.SQLITE_READONLY_ROLLBACK:
        return NotACasebook(
            marked(
                "{path} holds a change that was cut off, and only an account that may write "
                "there can take it back. Let one open it first; nothing is lost."
            ),
            path=path,
        )
    if code == sqlite3.SQLITE_READONLY or (
        code == sqlite3.SQLITE_CANTOPEN and _takes_no_journal(path)
    ):
        return CannotWrite(
            marked("{path} cannot be written by you: nothing was saved. Reading goes on."),
            path=path,
        )
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return _damaged(path)
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        from tui.casebook.access.denied import denied

        return denied(path)
    return CannotWrite(
        marked("The casebook {path} cannot be used: {reason}. Nothing was saved."),
        path=path,
        reason=error,
    )


def _takes_no_journal(path: Path) -> bool:
    """Say whether a casebook can be read, and its directory takes no file that a change needs."""
    journal = path.with_name(path.name + "-journal")
    return (
        os.access(path, os.R_OK)
        and not os.access(path.parent, os.W_OK)
        and not os.path.lexists(journal)
    )


def _damaged(path: Path) -> NotACasebook:
    return NotACasebook(
        marked("{path} is damaged or no casebook. It was left as it is; use a backup."), path=path
    )
