"""The casebook's verbs. Each is one action and returns the fresh card."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tui.casebook import batch, cards, notes, queries
from tui.casebook.action import Action, Clock
from tui.casebook.cards import Seen
from tui.casebook.draft import Draft, Enclosure
from tui.casebook.errors import CasebookError, Damaged, Refused
from tui.casebook.event import GENESIS, Event, Who
from tui.casebook.marks import Wanted, prove, set_marks, without_proof
from tui.casebook.narrowed import OneHolder
from tui.casebook.records import Attachment, Card, Holder, Note
from tui.casebook.sound import is_sound
from tui.casebook.storage import Reader, Store
from tui.casebook.tokens import SKIPPED
from tui.casebook.undo import EXPORTED, REDO, UNDO, Undone, take_back
from tui.guides.canonical import from_canonical
from tui.guides.guide import Guide
from tui.text.translation import marked

if TYPE_CHECKING:
    from tui.casebook.search.matches import Findings
    from tui.casebook.search.synonyms import Term

WRITE_WAIT = 0.25
"""Seconds that a write waits for a colleague's commit before it is tried again elsewhere."""


class Casebook:
    """Holders, cards, marks and notes, with the history that made them.

    Every verb takes an idempotency id: the same verb with the same id is done once. Verbs raise
    `NoSuchThing`, `Refused`, `Changed`, `Busy` or `CannotWrite`; then nothing was written.
    """

    def __init__(
        self,
        store: Store,
        who: Who,
        clock: Clock,
        wait: float = WRITE_WAIT,
        only: int | None = None,
    ) -> None:
        """Work on `store`; with `only`, on that holder's part of it, and nobody else's is there."""
        self.only = only
        self.store = store if only is None else OneHolder(store, only)
        self.who = who
        self.clock = clock
        self.wait = wait
        self.damaged: list[Damaged] = []
        """What was met that cannot be read, and was left out of an answer."""
        self._guides: dict[str, Guide] = {}

    def cards(self) -> list[Card]:
        """Return every card with its marks, without its notes."""
        with self._reading() as reader:
            return queries.cards(reader)

    def card(self, id: int) -> Card:
        """Return one card with its marks and notes."""
        with self._reading() as reader:
            return queries.card(reader, id)

    @property
    def origin(self) -> str:
        """What tells this casebook from every other: the hash of its first event."""
        with self._reading() as reader:
            return reader.hash_at(1) or GENESIS

    def holders(self) -> list[Holder]:
        """Return the holders in the order in which they came."""
        with self._reading() as reader:
            return queries.holders(reader)

    def note(self, id: int) -> tuple[Note, str]:
        """Return a note and its text."""
        with self._reading() as reader:
            kept = queries.note(reader, id)
            return kept, queries.text(reader, kept)

    def original(self, id: int) -> bytes:
        """Return a note's bytes as they came."""
        with self._reading() as reader:
            kept = queries.note(reader, id)
            return queries.blob(reader, kept.sha256)

    def attachment(self, id: int) -> tuple[Attachment, bytes]:
        """Return an attachment and its bytes as they came."""
        with self._reading() as reader:
            kept = queries.attachment(reader, id)
            return kept, queries.blob(reader, kept.sha256)

    def guide(self, sha256: str) -> Guide:
        """Return the guide that a card was started with."""
        if sha256 not in self._guides:
            with self._reading() as reader:
                kept = queries.blob(reader, sha256)
            try:
                self._guides[sha256] = from_canonical(kept)
            except ValueError as error:
                raise queries.lost(sha256) from error
        return self._guides[sha256]

    def find(
        self, query: str, limit: int | None = None, glossary: "Iterable[Term]" = ()
    ) -> "Findings":
        """Return the newest cards and notes that have every word of `query`, fifty at most.

        What the `glossary` says means the same is found as well.
        """
        # Folding is for those who look for something; the start does without.
        from tui.casebook.search.matches import PAGE, find
        from tui.casebook.search.synonyms import synonyms

        with self._reading() as reader:
            return find(reader, query, PAGE if limit is None else limit, synonyms(glossary))

    def index(self, seconds: float) -> bool:
        """Work for about `seconds` at finding faster; say whether it is worth going on with.

        It changes no answer, and gives way to everything else.
        """
        try:
            return self.store.index(seconds)
        except CasebookError:
            # Somebody is writing, or the disk refuses: everything is found without it.
            return False

    def log(self, card: int | None = None) -> list[Event]:
        """Return the events of a card, or all, oldest first."""
        with self._reading() as reader:
            told, events = [], reader.events(card=card)
            for event in events:
                if is_sound(event):
                    told.append(event)
                else:
                    reader.damaged.append(Damaged("event", event.seq))
            return told

    def last_worked_on(self) -> int | None:
        """Return the card that this person did something on last, else any other's latest."""
        with self._reading() as reader:
            return queries.last_worked_on(reader, self.who)

    def version(self) -> int:
        """Return a number that differs once another session has written."""
        return self.store.version()

    @contextmanager
    def _reading(self) -> Iterator[Reader]:
        """Open a consistent view, and note what in it cannot be read."""
        with self.store.reading() as reader:
            yield reader
            self.damaged += reader.damaged

    @contextmanager
    def _action(self, idempotency: str | None, id: str | None = None) -> Iterator[Action]:
        with self.store.writing(self.wait) as writer:
            yield Action(writer, self.who, self.clock(), idempotency, id)
            self.damaged += writer.damaged

    def _repeated(self, reader: Reader, idempotency: str | None) -> bool:
        return idempotency is not None and reader.action_of(idempotency) is not None

    def add_holder(self, name: str, **fields: Any) -> Holder:
        """Add a person."""
        with self._action(None) as action:
            return queries.holder(action.writer, cards.add_holder(action, None, name, fields))

    def edit_holder(
        self, id: int, fields: Mapping[str, Seen], *, idempotency: str | None = None
    ) -> Holder:
        """Change a person; a departure moves with them all of their cards."""
        with self._action(idempotency) as action:
            if not self._repeated(action.writer, idempotency):
                cards.edit(action, "holder", id, None, fields)
            return queries.holder(action.writer, id)

    def add_card(
        self,
        guide: Guide,
        label: str,
        *,
        holder: int | str | None = None,
        departure: str | None = None,
        holder_fields: Mapping[str, Any] | None = None,
        idempotency: str | None = None,
        **fields: Any,
    ) -> Card:
        """Start a card with its guide.

        `holder` is a person's number or name; a new name makes a new person, and without one
        the card is the caller's own.
        """
        with self._action(idempotency) as action:
            writer = action.writer
            if idempotency is not None and (done := writer.action_of(idempotency)):
                made = [e.card for e in writer.events(action=done) if e.card is not None]
                return queries.card(writer, made[0])
            own = str(self.who) if self.only is None else self.only
            about = {"departure": departure, **(holder_fields or {})}
            id = cards.add(action, guide, label, holder or own, about, fields)
            return queries.card(writer, id)

    def edit_card(
        self,
        id: int,
        fields: Mapping[str, Seen],
        holder_fields: Mapping[str, Seen] | None = None,
        *,
        idempotency: str | None = None,
    ) -> Card:
        """Change a card and its holder in one action; each field names the value that was seen."""
        with self._action(idempotency) as action:
            if not self._repeated(action.writer, idempotency):
                cards.edit(action, "card", id, id, fields)
                whose = queries.bare_card(action.writer, id).holder.id
                cards.edit(action, "holder", whose, id, holder_fields or {})
            return queries.card(action.writer, id)

    def take_guide(self, id: int, guide: Guide) -> Card:
        """Let a card go on with this version of its guide; every mark stays as it is."""
        with self._action(None) as action:
            queries.bare_card(action.writer, id)
            cards.take_guide(action, id, guide)
            return queries.card(action.writer, id)

    def close_card(self, id: int) -> Card:
        """End the work on a card; it stays to be read."""
        with self._action(None) as action:
            queries.bare_card(action.writer, id)
            action.set("card.closed", "card", id, id, closed_at=action.at, closed_by=str(self.who))
            return queries.card(action.writer, id)

    def reopen_card(self, id: int) -> Card:
        """Take up the work on a closed card again."""
        with self._action(None) as action:
            queries.bare_card(action.writer, id)
            action.set("card.reopened", "card", id, id, closed_at=None, closed_by=None)
            return queries.card(action.writer, id)

    def change_cards(
        self,
        cards: Sequence[int],
        fields: Mapping[str, Any],
        *,
        departure: str | None = None,
        idempotency: str | None = None,
    ) -> int:
        """Set the same fields on several cards, as one action; return how many it changed."""
        with self._action(idempotency) as action:
            if self._repeated(action.writer, idempotency):
                return len(cards)
            return batch.change(action, cards, fields, departure)

    def close_cards(self, cards: Sequence[int], *, idempotency: str | None = None) -> int:
        """End the work on several cards, as one action; return how many were open."""
        with self._action(idempotency) as action:
            if self._repeated(action.writer, idempotency):
                return len(cards)
            return batch.close(action, cards, str(self.who))

    def mark(
        self,
        card: int,
        items: str | Sequence[str],
        state: str,
        *,
        reason: str | None = None,
        follow_up: str | None = None,
        outcome: str | None = None,
        proof: int | None = None,
        if_revision: int | None = None,
        idempotency: str | None = None,
    ) -> Card:
        """Set the state of steps (`step`) or checks (`step/check`), all in one action.

        A skipped item says why, a waiting one may say when to ask again and which of `OUTCOMES` is
        amiss, and one that is done which note is its `proof`. `if_revision` is the revision of the
        first item that the caller saw.
        """
        if state == SKIPPED and not reason:
            raise Refused(marked("A skipped step says why: give a reason."))
        items = [items] if isinstance(items, str) else items
        with self._action(idempotency) as action:
            if not self._repeated(action.writer, idempotency):
                wanted = Wanted(state, reason, follow_up, outcome, proof)
                set_marks(action, card, items, wanted, if_revision)
            return queries.card(action.writer, card)

    def prove(
        self, card: int, item: str, note: int | None, *, idempotency: str | None = None
    ) -> Card:
        """Say which note of the card proves a step or check that is done; None takes it back."""
        with self._action(idempotency) as action:
            if not self._repeated(action.writer, idempotency):
                prove(action, card, item, note)
            return queries.card(action.writer, card)

    def keep(
        self,
        card: int,
        draft: Draft,
        *,
        step: str | None = None,
        again: bool = False,
        idempotency: str | None = None,
    ) -> Card:
        """Keep a draft as a note of the card, verbatim and for good.

        A letter that the card has already raises `KeptAlready`, unless it is kept `again`.
        """
        with self._action(idempotency) as action:
            if not self._repeated(action.writer, idempotency):
                queries.bare_card(action.writer, card)
                notes.keep(action, card, draft, step, again=again)
            return queries.card(action.writer, card)

    def keep_all(
        self,
        placed: Sequence[tuple[int, Draft]],
        *,
        step: str | None = None,
        action: str | None = None,
    ) -> list[tuple[Note, bool]]:
        """Keep drafts, each with its card, in one transaction; each note, and whether it is new.

        Of a letter that the card has already, it is the note that the card has. With the id of an
        `action`, only as many of the first as a tenth of a second allows: called again for the
        rest, nobody waits longer, and all of it is undone at once.
        """
        with self._action(None, action) as begun:
            return batch.keep(begun, placed, step, is_brief=action is not None)

    def elsewhere(self, note: Note) -> tuple[int, int] | None:
        """Return the card and the number of the same letter with another card."""
        with self._reading() as reader:
            found = notes.elsewhere(reader, note)
            return (found["card"], found["id"]) if found else None

    def attach(self, note: int, enclosures: Sequence[Enclosure]) -> Card:
        """Keep files with a note that is kept already."""
        with self._action(None) as action:
            card = queries.note(action.writer, note).card
            notes.enclose(action, card, note, enclosures)
            return queries.card(action.writer, card)

    def redecode(self, note: int, draft: Draft) -> Card:
        """Take over how a note's original reads in another charset; its bytes never change."""
        with self._action(None) as action:
            return queries.card(action.writer, notes.redecode(action, note, draft))

    def annotate(self, note: int, text: str) -> Card:
        """Add a remark to a kept note, which itself stays as it is."""
        with self._action(None) as action:
            return queries.card(action.writer, notes.annotate(action, note, text))

    def move(self, note: int, card: int) -> Card:
        """Put a note that was kept with the wrong card where it belongs; returns that card."""
        with self._action(None) as action:
            notes.move(action, note, card)
            return queries.card(action.writer, card)

    def withdraw(self, note: int) -> Card:
        """Take a note back; it stays in the casebook, marked, and out of every export."""
        with self._action(None) as action:
            kept = queries.note(action.writer, note)
            if not kept.withdrawn:
                # First, so that undo has the letter back before what it proves.
                without_proof(action, kept.card, note)
                action.set(
                    "note.withdrawn",
                    "note",
                    note,
                    kept.card,
                    withdrawn_by=str(self.who),
                    withdrawn_at=action.at,
                )
            return queries.card(action.writer, kept.card)

    def restore(self, note: int) -> Card:
        """Bring a withdrawn note back."""
        with self._action(None) as action:
            kept = queries.note(action.writer, note)
            action.set(
                "note.restored", "note", note, kept.card, withdrawn_by=None, withdrawn_at=None
            )
            return queries.card(action.writer, kept.card)

    def exported(self, cards: Sequence[int]) -> None:
        """Remember that the proof of these cards has left the house; no work on them."""
        with self._action(None) as action:
            for id in cards:
                queries.bare_card(action.writer, id)
                # Not on the card: a proof must not grow by having been exported.
                action.set(EXPORTED, "card", id, None, exported_at=action.at)

    def undo(self, card: int | None = None) -> Undone:
        """Take back the caller's latest action, on `card` when given."""
        with self._action(None) as action:
            return take_back(action, UNDO, card)

    def redo(self, card: int | None = None) -> Undone:
        """Do again what the caller undid last, on `card` when given."""
        with self._action(None) as action:
            return take_back(action, REDO, card)
