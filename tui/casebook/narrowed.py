"""A casebook in which one holder, their cards and what is on them are all there is."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Final

from tui.casebook.errors import Damaged, Refused
from tui.casebook.event import Event, Person, Who
from tui.casebook.records import Record
from tui.casebook.storage import Head, Reader, Store, Word, Writer
from tui.text.translation import marked
from tui.text.trouble import Trouble

_OF_LETTERS: Final = ("note", "annotation", "attachment")


class OneHolder:
    """The storage port on another, narrowed: nobody else's names, cards or letters come out.

    Every method is written out, so that one that is added to the port is missing here and not
    open: what is not narrowed on purpose cannot be reached.
    """

    def __init__(self, whole: Store, holder: int) -> None:
        self.whole = whole
        self.holder = holder

    @property
    def name(self) -> str:
        """How to name it to a person: the path or address."""
        return self.whole.name

    @property
    def concerns(self) -> tuple[Trouble, ...]:
        """What was noticed at opening that does not keep the casebook from being used."""
        return self.whole.concerns

    @property
    def has_changed(self) -> bool:
        """Whether anything was changed by way of it."""
        return self.whole.has_changed

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Open a consistent view."""
        with self.whole.reading() as reader:
            yield NarrowedReader(reader, self.holder)

    def writing(self, wait: float) -> AbstractContextManager[Writer]:
        """Open a transaction, waiting at most `wait` seconds for others; raises `Busy`."""
        return self._writing(wait)

    @contextmanager
    def _writing(self, wait: float) -> Iterator[Writer]:
        with self.whole.writing(wait) as writer:
            yield NarrowedWriter(writer, self.holder)

    def version(self) -> int:
        """Return a number that differs once another session has written."""
        return self.whole.version()

    def index(self, seconds: float) -> bool:
        """Work for at most about `seconds` at finding faster; say whether more is left to do."""
        return self.whole.index(seconds)

    def close(self) -> None:
        """Let go of the storage."""
        self.whole.close()


class NarrowedReader:
    """One consistent view of what belongs to one holder."""

    def __init__(self, whole: Reader, holder: int) -> None:
        self._reader = whole
        self._holder = holder

    @property
    def damaged(self) -> list[Damaged]:
        """What was met of theirs that cannot be read."""
        return self._reader.damaged

    def _is_theirs(self, card: int | None) -> bool:
        if card is None:
            return False
        record = self._reader.record("card", card)
        return record is not None and record["holder"] == self._holder

    def _may_be_seen(self, table: str, record: Record) -> bool:
        if table == "holder":
            return bool(record["id"] == self._holder)
        if table == "card":
            return bool(record["holder"] == self._holder)
        return self._is_theirs(record["card"])

    def head(self) -> Head:
        """Return the newest event's number and hash."""
        return self._reader.head()

    def hash_at(self, seq: int) -> str | None:
        """Return the hash of the event with this number."""
        return self._reader.hash_at(seq)

    def card_head(self, card: int) -> str:
        """Return the hash of the card's newest event."""
        return self._reader.card_head(card)

    def events(
        self, *, card: int | None = None, action: str | None = None, who: Who | None = None
    ) -> list[Event]:
        """Return the events on this holder's cards; `Refused` for an action that reaches beyond.

        Of a letter that is with somebody else by now, that something was done is all that is told:
        the event stays in the chain, as one whose content was taken out.
        """
        found = self._reader.events(card=card, action=action, who=who)
        theirs = {id for id in {event.card for event in found} if self._is_theirs(id)}
        seen = [event for event in found if event.card in theirs or self._is_about_them(event)]
        gone = self._gone_elsewhere(seen)
        if action is not None and (len(seen) != len(found) or gone):
            raise Refused(
                marked("That was done on other people's cards too: undo it without --only.")
            )
        return [
            event._replace(salt=None, body=None) if event.seq in gone else event for event in seen
        ]

    def _gone_elsewhere(self, events: list[Event]) -> set[int]:
        """Return the numbers of the events about what lies with another person's card now."""
        known: dict[tuple[str, int | str], bool] = {}
        gone = set()
        for event in events:
            body = event.changed
            if body is None or body.table not in _OF_LETTERS:
                continue
            item = (body.table, body.id)
            if item not in known:
                known[item] = self.record(*item) is not None
            if not known[item]:
                gone.add(event.seq)
        return gone

    def _is_about_them(self, event: Event) -> bool:
        """Whether an event on no card is about this holder, or about a card of theirs."""
        if event.card is not None or (body := event.changed) is None:
            return False
        if body.table == "card":
            return self._is_theirs(int(body.id))
        return (body.table, body.id) == ("holder", self._holder)

    def of_kind(self, kind: str) -> list[Event]:
        """Return the events of this kind on this holder's cards, and those that name no card."""
        found = self._reader.of_kind(kind)
        return [event for event in found if event.card is None or self._is_theirs(event.card)]

    def latest_card(self, who: Who) -> int | None:
        """Return this holder's card of the person's newest event that is on one."""
        cards = (event.card for event in reversed(self.events(who=who)))
        return next((card for card in cards if card is not None), None)

    def people(self) -> list[Person]:
        """Return everybody whose name stands behind an id: it is theirs who made the events."""
        return self._reader.people()

    def person_of(self, who: Who) -> str | None:
        """Return the id under which a person's events are kept."""
        return self._reader.person_of(who)

    def action_of(self, idempotency: str) -> str | None:
        """Return the action that was done under this idempotency id."""
        return self._reader.action_of(idempotency)

    def record(self, table: str, id: int | str) -> Record | None:
        """Return one row of a projection."""
        found = self._reader.record(table, id)
        return found if found is not None and self._may_be_seen(table, found) else None

    def records(
        self,
        table: str,
        *,
        card: int | None = None,
        note: int | None = None,
        holder: int | None = None,
    ) -> list[Record]:
        """Return the rows of a projection in the order of their ids, narrowed by what is given."""
        if card is not None and not self._is_theirs(card):
            return []
        if note is not None and self.record("note", note) is None:
            return []
        found = self._reader.records(table, card=card, note=note, holder=holder)
        if card is not None or note is not None:
            return found
        if table not in ("holder", "card"):
            theirs = {row["id"] for row in self.records("card")}
            return [row for row in found if row["card"] in theirs]
        return [row for row in found if self._may_be_seen(table, row)]

    def blob(self, sha256: str) -> bytes | None:
        """Return the bytes kept under their SHA-256, which a note of theirs has named."""
        return self._reader.blob(sha256)

    def text(self, note: int, charset: str) -> str | None:
        """Return the text of a note as it was read in `charset`."""
        return self._reader.text(note, charset) if self.record("note", note) else None

    def notes_like(
        self, sha256: str, message_id: str | None, body_hash: str | None
    ) -> list[Record]:
        """Return the notes that share one of these, oldest first."""
        found = self._reader.notes_like(sha256, message_id, body_hash)
        return [note for note in found if self._may_be_seen("note", note)]

    def notes_with(self, words: Sequence[Word], limit: int, holder: int | None = None) -> list[int]:
        """Return the numbers of their notes that have every folded word, the newest first."""
        if holder not in (None, self._holder):
            return []
        return self._reader.notes_with(words, limit, self._holder)

    def cards_with(self, words: Sequence[Word], limit: int, holder: int | None = None) -> list[int]:
        """Return the numbers of their cards that have every folded word, the newest first."""
        if holder not in (None, self._holder):
            return []
        return self._reader.cards_with(words, limit, self._holder)


class NarrowedWriter(NarrowedReader):
    """A transaction that sees one holder; what it writes, it has read before."""

    def __init__(self, whole: Writer, holder: int) -> None:
        super().__init__(whole, holder)
        self._writer = whole

    def append(self, event: Event) -> None:
        """Add an event at the end of the log."""
        self._writer.append(event)

    def keep_person(self, person: Person) -> None:
        """Keep whose name stands behind an id."""
        self._writer.keep_person(person)

    def put(self, table: str, record: Record) -> None:
        """Put one row of a projection, replacing the one with its id; `Refused` beyond theirs."""
        before = self._writer.record(table, record["id"])
        hidden = before is not None and not self._may_be_seen(table, before)
        if hidden or not self._may_be_seen(table, record):
            raise Refused(marked("That concerns somebody else: do it without --only."))
        if table == "holder" and before is not None and before["name"] != record["name"]:
            # Or whoever may see one person alone could take another's name.
            raise Refused(marked("A name is changed where everybody is shown, without --only."))
        self._writer.put(table, record)

    def keep_blob(self, sha256: str, content: bytes) -> None:
        """Keep bytes under their SHA-256, once."""
        self._writer.keep_blob(sha256, content)

    def keep_text(self, note: int, charset: str, text: str) -> None:
        """Keep the text of a note as it was read in `charset`."""
        self._writer.keep_text(note, charset, text)

    def make_findable(self, table: str, id: int) -> None:
        """Make a note or card findable by what is said of it when the transaction ends."""
        self._writer.make_findable(table, id)

    def last_id(self, table: str) -> int:
        """Return the highest number in a projection, 0 when it is empty."""
        return self._writer.last_id(table)

    def clear_projections(self) -> None:
        """Refuse: a part must not replace the whole."""
        raise Refused(marked("The casebook cannot be rebuilt from one holder's part of it."))
