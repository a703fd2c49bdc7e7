"""`kaiyaku move`: a card that was begun in the wrong casebook goes where it belongs."""

import os
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from tui.casebook.casebook import Casebook
from tui.casebook.draft import Draft, Enclosure
from tui.casebook.event import Event, canonical_json
from tui.casebook.moving import move_card
from tui.casebook.sqlite import SqliteStore
from tui.casebook.which import which_casebook
from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.named import find_card
from tui.cli.shapes import of_card
from tui.cli.whole import refuse_only
from tui.desk import PATIENCE
from tui.plan.plan import progress
from tui.settings import Places
from tui.text.translation import marked

_HISTORY = "history.jsonl"


def move(command: Command) -> None:
    """Carry a card with its holder, marks, letters and files to another casebook."""
    refuse_only(command)
    to = command.arguments.text("to")
    if to is None:
        raise Usage(marked("Say where it goes: `kaiyaku move CARD --to CASEBOOK`."))
    source = command.desk.casebook
    card = find_card(source, command.arguments.required("card"))
    which = which_casebook(Places.of(command.environ), Path(to), make=False)
    if os.path.realpath(which.path) == os.path.realpath(source.store.name):
        raise Usage(marked("Card {id} is in that casebook already."), id=card.id)
    store = SqliteStore(which.path, make=False)
    with closing(store):
        for concern in store.concerns:
            command.complain(concern)
        target = Casebook(store, source.who, command.clock, PATIENCE)
        arrived = move_card(source, target, card.id, lambda events: _memo(command, events))
    words, count = (
        command.words,
        progress(arrived, command.desk.guide(arrived), command.desk.carrier(arrived)),
    )
    command.answer(
        {"card": of_card(arrived, count), "casebook": store.name},
        words("Card {id} moved: {label}", id=card.id, label=card.label),
        words("It is card {id} in {path} now.", id=arrived.id, path=store.name),
    )


def _memo(command: Command, events: Sequence[Event]) -> Draft:
    """Return a note that says where a card came from, with its history until then."""
    text = command.words("Moved here from another casebook; its history until then is attached.")
    history = Enclosure(
        name=_HISTORY,
        type="application/x-ndjson",
        content=b"".join(canonical_json(_line(event)) + b"\n" for event in events),
    )
    return Draft(
        original=text.encode(),
        text=text,
        form="typed",
        kind="memo",
        direction="out",
        enclosures=(history,),
    )


def _line(event: Event) -> dict[str, object]:
    """Return an event with all that its hash was made from, as evidence packs tell it."""
    line: dict[str, object] = event._asdict()
    if event.salt is None or event.body is None:
        return line
    body = event.body.decode("utf-8", "surrogatepass")
    return line | {"salt": event.salt.hex(), "body": body}
