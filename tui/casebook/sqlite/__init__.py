"""The casebook in one SQLite file."""

from tui.casebook.sqlite.store import SqliteStore

__all__ = ["SqliteStore"]
