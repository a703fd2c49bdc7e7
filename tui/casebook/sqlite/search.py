"""What notes and cards are found by, in SQL: folded copies, and an index where there are many.

A note has a word where `instr()` finds it in the folded copy. The index only says which copies
are worth looking at; it is made bit by bit, may be behind or missing, and changes no answer.
"""

import sqlite3
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from tui.casebook.storage import Word

if TYPE_CHECKING:
    from tui.casebook.sqlite.grams import Narrowing

INDEXED_ABOVE: Final = 20_000_000
"""Bytes of folded text from which on an index is worth its room; below, looking takes 20 ms."""

_NEWEST: Final = 2_000
"""Notes to look through before a common letter is looked up in the index."""

_AT_ONCE: Final = 200
_INDEX: Final = "USING fts5 (text, content = '', detail = none, columnsize = 0, tokenize = 'ascii')"
"""`ascii` cuts at the blanks between pieces and nowhere else. `unicode61` cuts at some letters of
Asian scripts too, and then asks for phrases, which an index without positions cannot answer."""


def keep(connection: sqlite3.Connection, table: str, id: int, text: str | None) -> None:
    """Keep the folded text that a note or card is found by; None when it is there no longer."""
    if table == "note":
        _keep_note(connection, id, text)
    elif text is None:
        connection.execute("DELETE FROM card_search WHERE card = ?", (id,))
    else:
        connection.execute("INSERT OR REPLACE INTO card_search VALUES (?, ?)", (id, text))


def _keep_note(connection: sqlite3.Connection, id: int, text: str | None) -> None:
    query = "SELECT text FROM note_search WHERE note = ?"
    before = [row[0] for row in connection.execute(query, (id,)).fetchall()]
    if before == [text]:
        move = "UPDATE note_search SET card = (SELECT card FROM note WHERE id = ?1) WHERE note = ?1"
        connection.execute(move, (id,))
        return
    if text is None:
        connection.execute("DELETE FROM note_search WHERE note = ?", (id,))
        # Its letters are in the index, and what was purged must be nowhere.
        drop_index(connection)
    else:
        connection.execute(
            "INSERT OR REPLACE INTO note_search SELECT id, card, ?2 FROM note WHERE id = ?1",
            (id, text),
        )
    size = _size(text or "") - sum(map(_size, before))
    connection.execute("UPDATE search_state SET size = size + ?", (size,))
    connection.execute(
        "INSERT OR IGNORE INTO search_again SELECT ?1 FROM search_state WHERE indexed >= ?1", (id,)
    )


def _size(text: str) -> int:
    return len(text.encode())


def clear(connection: sqlite3.Connection) -> None:
    """Forget what everything is found by."""
    drop_index(connection)
    connection.execute("DELETE FROM note_search")
    connection.execute("DELETE FROM card_search")
    connection.execute("UPDATE search_state SET size = 0")


def drop_index(connection: sqlite3.Connection) -> None:
    """Drop the index; it is made again when it is worth it."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'note_index'").fetchall():
        try:
            connection.execute("DROP TABLE note_index")
        except sqlite3.DatabaseError:
            _drop_by_force(connection)
    connection.execute("DELETE FROM search_again")
    connection.execute("UPDATE search_state SET indexed = 0")


def _drop_by_force(connection: sqlite3.Connection) -> None:
    """Empty an index that is damaged, or that this Python cannot open; drop it if that helps."""
    connection.execute("DELETE FROM note_index_data")
    connection.execute("DELETE FROM note_index_idx")
    if _has_fts5(connection):
        connection.execute(f"CREATE VIRTUAL TABLE temp.new_index {_INDEX}")
        connection.execute("INSERT INTO note_index_data SELECT * FROM temp.new_index_data")
        connection.execute("DROP TABLE temp.new_index")
        connection.execute("DROP TABLE note_index")


def _has_fts5(connection: sqlite3.Connection) -> bool:
    known = "SELECT 1 FROM pragma_module_list WHERE name = 'fts5'"
    return bool(connection.execute(known).fetchall())


def cards_with(
    connection: sqlite3.Connection, words: Sequence[Word], limit: int, holder: int | None
) -> list[int]:
    """Return the cards that have every word, the newest first."""
    conditions = [_in("text", word) for word in words]
    values: list[Any] = [form for word in words for form in word]
    if holder is not None:
        conditions.append("card IN (SELECT id FROM card WHERE holder = ?)")
        values.append(holder)
    where = " AND ".join(conditions) or "1"
    query = f"SELECT card FROM card_search WHERE {where} ORDER BY card DESC LIMIT ?"  # noqa: S608
    return _numbers(connection, query, [*values, limit])


def notes_with(
    connection: sqlite3.Connection, words: Sequence[Word], limit: int, holder: int | None
) -> list[int]:
    """Return the notes that have every word, in themselves or some in their card; newest first."""
    looking = _Looking(connection, words, limit, holder)
    indexed = _last_indexed(connection)
    narrowing = looking.narrowing() if indexed else None
    if narrowing is None:
        return looking.through("note_search AS s", "1")
    # The newest are looked through: a page of a common letter is full before it is looked up.
    below = max(indexed - _NEWEST, 0) if narrowing.is_wide else indexed
    found = looking.through("note_search AS s", "s.note > ?", below)
    if len(found) >= limit:
        return found
    try:
        older = looking.through(
            "note_index AS i CROSS JOIN note_search AS s ON s.note = i.rowid",
            "i.note_index MATCH ? AND i.rowid <= ?",
            narrowing.match,
            below,
            order="i.rowid",
        )
    except sqlite3.DatabaseError:
        # This Python has no FTS5, or the index is damaged: it is slower without, and as right.
        return looking.through("note_search AS s", "1")
    again = looking.through(
        "search_again AS a CROSS JOIN note_search AS s USING (note)", "1", order="a.note"
    )
    return sorted({*found, *older, *again}, reverse=True)[:limit]


class _Looking:
    """One question, put to several parts of what there is."""

    def __init__(
        self, connection: sqlite3.Connection, words: Sequence[Word], limit: int, holder: int | None
    ) -> None:
        self._connection = connection
        self._words = words
        self._limit = limit
        self._holder = holder
        # The card's words never make a match alone: else its label would find all its letters.
        self._of_cards = (
            [word for word in words if cards_with(connection, [word], 1, holder)]
            if len(words) > 1
            else []
        )

    def narrowing(self) -> "Narrowing | None":
        """Return what to ask the index for; None when it cannot help."""
        from tui.casebook.sqlite.grams import narrowing

        of_notes = [word for word in self._words if word not in self._of_cards]
        if of_notes:
            return narrowing(of_notes)
        return narrowing(self._words, all_of_them=False)

    def through(
        self, source: str, condition: str, *values: Any, order: str = "s.note"
    ) -> list[int]:
        """Return the notes of a part, at most as many as were asked for, the newest first."""
        conditions, all_values = [condition], [*values]
        for has_it, value in self._conditions():
            conditions.append(has_it)
            all_values += value
        return _numbers(
            self._connection,
            f"SELECT s.note FROM {source} WHERE {' AND '.join(conditions)} "  # noqa: S608
            f"ORDER BY {order} DESC LIMIT ?",
            [*all_values, self._limit],
        )

    def _conditions(self) -> Iterator[tuple[str, list[Any]]]:
        if self._holder is not None:
            yield "s.card IN (SELECT id FROM card WHERE holder = ?)", [self._holder]
        for word in self._words:
            if word in self._of_cards:
                of_card = f"SELECT card FROM card_search WHERE {_in('text', word)}"  # noqa: S608
                yield f"({_in('s.text', word)} OR s.card IN ({of_card}))", [*word, *word]
            else:
                yield _in("s.text", word), [*word]
        if self._of_cards and len(self._of_cards) == len(self._words):
            either = " OR ".join(_in("s.text", word) for word in self._words)
            yield f"({either})", [form for word in self._words for form in word]


def _in(column: str, word: Word) -> str:
    """Return the condition that a column has one of the forms of a word."""
    either = " OR ".join(f"instr({column}, ?)" for _ in word)
    return f"({either})"


def is_index_wanted(connection: sqlite3.Connection) -> bool:
    """Say whether there is text to be indexed, and SQLite has what it takes."""
    is_behind = (
        "SELECT 1 FROM search_state WHERE size > ? AND (indexed < "
        "(SELECT max(note) FROM note_search) OR EXISTS (SELECT 1 FROM search_again))"
    )
    found = connection.execute(is_behind, (INDEXED_ABOVE,)).fetchall()
    return bool(found) and _has_fts5(connection)


def index(connection: sqlite3.Connection, seconds: float) -> None:
    """Index notes for about `seconds`: those that changed, then the oldest that are missing."""
    from tui.casebook.sqlite.grams import tokens

    until = time.monotonic() + seconds
    connection.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS note_index {_INDEX}")
    indexed = _last_indexed(connection)
    for note, text in _to_be_indexed(connection, indexed):
        # The old pieces of a changed note stay beside the new ones: as much is found as should be.
        connection.execute(
            "INSERT INTO note_index (rowid, text) VALUES (?, ?)", (note, tokens(text))
        )
        connection.execute("DELETE FROM search_again WHERE note = ?", (note,))
        indexed = max(indexed, note)
        if time.monotonic() > until:
            break
    connection.execute("UPDATE search_state SET indexed = ?", (indexed,))


def _to_be_indexed(connection: sqlite3.Connection, indexed: int) -> Iterator[tuple[int, str]]:
    again = "SELECT note, text FROM search_again CROSS JOIN note_search USING (note) ORDER BY note"
    yield from connection.execute(again).fetchall()
    missing = "SELECT note, text FROM note_search WHERE note > ? ORDER BY note LIMIT ?"
    while rows := connection.execute(missing, (indexed, _AT_ONCE)).fetchall():
        yield from rows
        indexed = rows[-1][0]


def _last_indexed(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT indexed FROM search_state").fetchone()[0])


def _numbers(connection: sqlite3.Connection, query: str, values: Sequence[Any]) -> list[int]:
    return [row[0] for row in connection.execute(query, values).fetchall()]
