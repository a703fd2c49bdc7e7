"""A casebook's file in the hands of another program."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the file, commit what is done there, and let go of it."""
    with closing(sqlite3.connect(path)) as connection, connection:
        yield connection
