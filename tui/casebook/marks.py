"""What is done to the steps and checks of a card."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from tui.casebook import queries
from tui.casebook.action import Action
from tui.casebook.errors import Changed, Refused
from tui.casebook.records import Mark
from tui.casebook.storage import Reader
from tui.casebook.tokens import DONE, OPEN, WAITING
from tui.casebook.undo import latest_change
from tui.text.translation import marked

PROVED = "mark.proved"
"""The kind of event that says which letter proves what is done already."""
_MEMO = "memo"


class Wanted(NamedTuple):
    """What a step or check is to become; what does not go with its state is left out."""

    state: str
    reason: str | None = None
    follow_up: str | None = None
    outcome: str | None = None
    proof: int | None = None


def set_marks(
    action: Action, card: int, items: Sequence[str], wanted: Wanted, if_revision: int | None
) -> None:
    """Set the state of steps and checks; `if_revision` is what the caller saw of the first."""
    _refuse_closed(action, card)
    if wanted.proof is not None:
        _refuse_no_proof(action.writer, card, wanted.proof)
    seen = [queries.mark(action.writer, card, item) for item in items]
    if if_revision is not None and seen[0].revision != if_revision:
        by, at = latest_change(action.writer, card, "mark", f"{card}/{items[0]}")
        raise Changed(items[0], by, at, seen[0])
    for mark in seen:
        _set(action, card, mark, wanted)


def _set(action: Action, card: int, seen: Mark, wanted: Wanted) -> None:
    state = wanted.state
    was_done = seen.state == state == DONE
    fields: dict[str, Any] = {
        "state": state,
        "reason": wanted.reason if state != OPEN else None,
        "follow_up": wanted.follow_up if state == WAITING else None,
        "outcome": wanted.outcome if state == WAITING else None,
        "proof": wanted.proof if state == DONE else None,
    }
    if was_done and wanted.proof is not None and wanted.reason in (None, seen.reason):
        # Who did it, and when, stays as it was: what came later is the letter.
        set_proof(action, card, seen.item, wanted.proof)
        return
    if was_done and wanted.proof is None:
        fields["proof"] = seen.proof
    if all(getattr(seen, name) == value for name, value in fields.items()):
        return
    settled = state != OPEN
    fields["by"] = str(action.who) if settled else None
    fields["at"] = action.at if settled else None
    action.set("mark.set", "mark", f"{card}/{seen.item}", card, **fields)


def prove(action: Action, card: int, item: str, note: int | None) -> None:
    """Say which of the card's letters proves what is done; None takes that back."""
    _refuse_closed(action, card)
    if queries.mark(action.writer, card, item).state != DONE:
        raise Refused(marked("Only what is done has a proof: tick it first."))
    if note is not None:
        _refuse_no_proof(action.writer, card, note)
    set_proof(action, card, item, note)


def set_proof(action: Action, card: int, item: str, note: int | None) -> None:
    """Name a letter as the proof of a step or check, or none."""
    action.set(PROVED, "mark", f"{card}/{item}", card, proof=note)


def proven_by(reader: Reader, card: int, note: int) -> list[str]:
    """Return the steps and checks of a card that a note is the proof of."""
    return [
        str(record["item"])
        for record in reader.records("mark", card=card)
        if record["proof"] == note
    ]


def without_proof(action: Action, card: int, note: int) -> None:
    """Take a note that leaves the card's proof away from what it proves."""
    for item in proven_by(action.writer, card, note):
        set_proof(action, card, item, None)


def _refuse_closed(action: Action, card: int) -> None:
    if queries.bare_card(action.writer, card).closed:
        raise Refused(marked("This card is closed. Reopen it first."))


def _refuse_no_proof(reader: Reader, card: int, note: int) -> None:
    kept = queries.note(reader, note)
    if kept.card != card:
        raise Refused(marked("Note {note} is not of this card."), note=note)
    if kept.withdrawn:
        raise Refused(marked("Note {note} is withdrawn: it goes into no proof."), note=note)
    if kept.kind == _MEMO:
        raise Refused(marked("Note {note} is a memo, which proves nothing."), note=note)
