"""The tables, and the numbered migrations that made them."""

import sqlite3
from typing import Final

APPLICATION_ID: Final = 0x6B61694B
"""`kaiK`, in the header of every casebook."""

Migration = tuple[str, ...]
"""Statements, done in order. They are frozen: no code of today's program runs between them."""

MIGRATIONS: tuple[Migration, ...] = (
    (
        """CREATE TABLE event (
            seq INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            login TEXT NOT NULL,
            name TEXT,
            card INTEGER,
            kind TEXT NOT NULL,
            action TEXT NOT NULL,
            idempotency TEXT,
            previous TEXT NOT NULL,
            card_previous TEXT,
            content TEXT NOT NULL,
            salt BLOB,
            body BLOB,
            hash TEXT NOT NULL UNIQUE
        ) STRICT""",
        "CREATE INDEX event_of_card ON event (card, seq)",
        "CREATE INDEX event_of_action ON event (action)",
        "CREATE INDEX event_of_login ON event (login, seq)",
        "CREATE INDEX event_of_idempotency ON event (idempotency) WHERE idempotency IS NOT NULL",
        """CREATE TABLE holder (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            language TEXT,
            departure TEXT,
            end_of_stay TEXT,
            contact TEXT,
            present INTEGER NOT NULL,
            revision INTEGER NOT NULL
        ) STRICT""",
        """CREATE TABLE card (
            id INTEGER PRIMARY KEY,
            holder INTEGER,
            type TEXT NOT NULL,
            label TEXT NOT NULL,
            carrier TEXT,
            number TEXT,
            assignee TEXT,
            contract_start TEXT,
            contract_received TEXT,
            line_end TEXT,
            payment TEXT,
            handset TEXT,
            closed_at TEXT,
            closed_by TEXT,
            guide_version INTEGER NOT NULL,
            guide_sha256 TEXT NOT NULL,
            present INTEGER NOT NULL,
            touched TEXT NOT NULL,
            revision INTEGER NOT NULL
        ) STRICT""",
        """CREATE TABLE mark (
            id TEXT PRIMARY KEY,
            card INTEGER NOT NULL,
            item TEXT NOT NULL,
            state TEXT NOT NULL,
            reason TEXT,
            follow_up TEXT,
            by TEXT,
            at TEXT,
            revision INTEGER NOT NULL
        ) STRICT""",
        "CREATE INDEX mark_of_card ON mark (card)",
        """CREATE TABLE note (
            id INTEGER PRIMARY KEY,
            card INTEGER NOT NULL,
            kind TEXT NOT NULL,
            direction TEXT NOT NULL,
            date TEXT,
            subject TEXT NOT NULL,
            sender TEXT,
            step TEXT,
            charset TEXT NOT NULL,
            lossy INTEGER NOT NULL,
            sha256 TEXT NOT NULL,
            size INTEGER NOT NULL,
            by TEXT NOT NULL,
            at TEXT NOT NULL,
            withdrawn_by TEXT,
            withdrawn_at TEXT,
            present INTEGER NOT NULL,
            revision INTEGER NOT NULL
        ) STRICT""",
        "CREATE INDEX note_of_card ON note (card)",
        """CREATE TABLE annotation (
            id INTEGER PRIMARY KEY,
            card INTEGER NOT NULL,
            note INTEGER NOT NULL,
            text TEXT NOT NULL,
            by TEXT NOT NULL,
            at TEXT NOT NULL,
            present INTEGER NOT NULL,
            revision INTEGER NOT NULL
        ) STRICT""",
        "CREATE INDEX annotation_of_card ON annotation (card)",
        "CREATE TABLE note_text (note INTEGER PRIMARY KEY, text BLOB NOT NULL) STRICT",
        "CREATE TABLE blob (sha256 TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT",
    ),
    (
        "ALTER TABLE card ADD COLUMN exported_at TEXT",
        "ALTER TABLE note ADD COLUMN recipient TEXT",
        "ALTER TABLE note ADD COLUMN carrier TEXT",
        "ALTER TABLE note ADD COLUMN form TEXT NOT NULL DEFAULT 'text'",
        "ALTER TABLE note ADD COLUMN declared TEXT",
        "ALTER TABLE note ADD COLUMN message_id TEXT",
        "ALTER TABLE note ADD COLUMN body_hash TEXT",
        "ALTER TABLE note ADD COLUMN differs_from INTEGER",
        "ALTER TABLE note ADD COLUMN text_sha256 TEXT",
        "CREATE INDEX note_of_original ON note (sha256)",
        "CREATE INDEX note_of_message ON note (message_id) WHERE message_id IS NOT NULL",
        "CREATE INDEX note_of_body ON note (body_hash) WHERE body_hash IS NOT NULL",
        """CREATE TABLE attachment (
            id INTEGER PRIMARY KEY,
            card INTEGER NOT NULL,
            note INTEGER NOT NULL,
            name TEXT NOT NULL,
            type TEXT NOT NULL,
            caption TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            size INTEGER NOT NULL,
            by TEXT NOT NULL,
            at TEXT NOT NULL,
            present INTEGER NOT NULL,
            revision INTEGER NOT NULL
        ) STRICT""",
        "CREATE INDEX attachment_of_card ON attachment (card)",
        # One text for each charset that a note was read in: undo goes back to the one before.
        "ALTER TABLE note_text RENAME TO note_text_before",
        """CREATE TABLE note_text (
            note INTEGER NOT NULL,
            charset TEXT NOT NULL,
            text BLOB NOT NULL,
            PRIMARY KEY (note, charset)
        ) STRICT""",
        """INSERT INTO note_text
            SELECT old.note, note.charset, old.text
            FROM note_text_before AS old JOIN note ON note.id = old.note""",
        "DROP TABLE note_text_before",
        "CREATE INDEX annotation_of_note ON annotation (note)",
        "CREATE INDEX attachment_of_note ON attachment (note)",
        "CREATE INDEX card_of_holder ON card (holder)",
        """CREATE TABLE note_search (
            note INTEGER PRIMARY KEY,
            card INTEGER NOT NULL,
            text TEXT NOT NULL
        ) STRICT""",
        "CREATE TABLE card_search (card INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT",
        # The bytes of all texts, and the last note that the index was given.
        "CREATE TABLE search_state (size INTEGER NOT NULL, indexed INTEGER NOT NULL) STRICT",
        "INSERT INTO search_state VALUES (0, 0)",
        # Notes below that one whose text has changed since.
        "CREATE TABLE search_again (note INTEGER PRIMARY KEY) STRICT",
    ),
    (
        "ALTER TABLE card ADD COLUMN begun TEXT NOT NULL DEFAULT ''",
        """UPDATE card SET begun = coalesce((
            SELECT at FROM event
            WHERE event.card = card.id AND event.kind IN ('card.added', 'card.came')
            ORDER BY seq LIMIT 1
        ), '')""",
    ),
    (
        # Behind the id in an event's header: names that can be removed, as its content can.
        """CREATE TABLE person (
            id TEXT PRIMARY KEY,
            salt BLOB NOT NULL,
            login TEXT NOT NULL,
            name TEXT
        ) STRICT""",
        "ALTER TABLE event RENAME TO event_before",
        """CREATE TABLE event (
            seq INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            person TEXT,
            login TEXT,
            name TEXT,
            card INTEGER,
            kind TEXT NOT NULL,
            action TEXT NOT NULL,
            idempotency TEXT,
            previous TEXT NOT NULL,
            card_previous TEXT,
            content TEXT NOT NULL,
            salt BLOB,
            body BLOB,
            hash TEXT NOT NULL UNIQUE
        ) STRICT""",
        """INSERT INTO event (
            seq, at, login, name, card, kind, action, idempotency, previous, card_previous,
            content, salt, body, hash
        ) SELECT
            seq, at, login, name, card, kind, action, idempotency, previous, card_previous,
            content, salt, body, hash
        FROM event_before""",
        "DROP TABLE event_before",
        "CREATE INDEX event_of_card ON event (card, seq)",
        "CREATE INDEX event_of_action ON event (action)",
        "CREATE INDEX event_of_person ON event (person, seq) WHERE person IS NOT NULL",
        "CREATE INDEX event_of_login ON event (login, seq) WHERE login IS NOT NULL",
        "CREATE INDEX event_of_idempotency ON event (idempotency) WHERE idempotency IS NOT NULL",
    ),
    (
        "ALTER TABLE holder ADD COLUMN kana TEXT",
        "ALTER TABLE holder ADD COLUMN birth_date TEXT",
        "ALTER TABLE holder ADD COLUMN address TEXT",
        "ALTER TABLE holder ADD COLUMN email TEXT",
        "ALTER TABLE card ADD COLUMN iccid TEXT",
        "ALTER TABLE card ADD COLUMN imei TEXT",
        "ALTER TABLE card ADD COLUMN contract_number TEXT",
        "ALTER TABLE card ADD COLUMN monthly_charge INTEGER",
        "ALTER TABLE card ADD COLUMN closing_day TEXT",
        "ALTER TABLE card ADD COLUMN codes TEXT",
        "ALTER TABLE card ADD COLUMN chosen_end TEXT",
    ),
    (
        "ALTER TABLE mark ADD COLUMN proof INTEGER",
        "ALTER TABLE mark ADD COLUMN outcome TEXT",
        # Yen, or `unknown`.
        "ALTER TABLE card ADD COLUMN deposit ANY",
        "ALTER TABLE card ADD COLUMN refund ANY",
        # Asked at each new number: what was purged keeps its own.
        "CREATE INDEX event_of_purge ON event (seq) WHERE kind = 'purged'",
    ),
)
"""What brings a casebook from version n to n + 1."""

PEOPLE_FROM: Final = 4
"""The first version in which an event names a person by an id."""

FINDABLE_FROM: Final = 6
"""The first version in which the texts that notes and cards are found by are folded as today."""

TRUTH_VALUES: Final = frozenset({"present", "lossy"})
"""The columns that hold a truth value as 0 or 1."""


def perform(migration: Migration, connection: sqlite3.Connection) -> None:
    """Do what brings a casebook to the next version."""
    for statement in migration:
        connection.execute(statement)


def fill(connection: sqlite3.Connection, migrations: tuple[Migration, ...] = MIGRATIONS) -> None:
    """Make an empty file a casebook with nothing in it, in one transaction."""
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("BEGIN IMMEDIATE")
    for migration in migrations:
        perform(migration, connection)
    connection.execute(f"PRAGMA user_version = {len(migrations)}")
    connection.execute("COMMIT")
