"""`kaiyaku purge`: cards and people erased for good."""

import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from tui.casebook.naming import find_holder
from tui.casebook.sqlite import SqliteStore
from tui.casebook.sqlite.purging import backups_with, purge_from
from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.named import find_cards, no_holder
from tui.cli.whole import refuse_only
from tui.settings import Places, copied_to
from tui.text.translation import marked

_TYPED: Final = "purge"


def purge(command: Command) -> int:
    """Erase what is named, once it was confirmed; 1 where nobody confirmed it."""
    refuse_only(command)
    cards, holders = _wanted(command)
    words, casebook = command.words, command.desk.casebook
    store = casebook.store
    if not isinstance(store, SqliteStore):
        raise TypeError(store)
    if not cards and not holders:
        command.answer(_shape((), (), 0, (), ()), words("There is nothing to purge."))
        return 0
    if not _is_confirmed(command, cards, holders):
        command.say(words("Nothing was purged."))
        return 1
    places = Places.of(command.environ)
    drafts = places.state / "drafts"
    done = purge_from(
        store, casebook.who, command.clock, cards, holders, drafts=drafts, inbox=places.inbox
    )
    command.has_done = True
    left = backups_with(store.path, [*copied_to(places), store.path.parent])
    lines = [
        words.plural(
            "{n} card was purged. It cannot be brought back.",
            "{n} cards were purged. They cannot be brought back.",
            len(done.cards),
        ),
        *(words("Removed: {path}", path=path) for path in done.removed),
        *(words("This backup still holds it: {path}", path=path) for path in left),
        *(
            words("This copy cannot be read, and may hold it: {path}", path=each)
            for each in done.unread
        ),
    ]
    left += done.unread
    command.answer(
        _shape(done.cards, done.holders, done.entries, done.removed, tuple(left)), *lines
    )
    return 0


def _wanted(command: Command) -> tuple[list[int], list[int]]:
    """Return the cards and the people that are named."""
    given, casebook = command.arguments, command.desk.casebook
    named, holder = given.many("card"), given.text("holder")
    days = given.number("closed_before")
    if sum((bool(named), holder is not None, days is not None)) != 1:
        raise Usage(marked("Name cards, a person with --holder, or --closed-before DAYS."))
    if days is not None:
        if days < 0:
            raise Usage(marked("--closed-before is a number of days from 0 on."))
        before = command.clock() - timedelta(days=days)
        closed = [card for card in casebook.cards() if card.closed_at]
        return [c.id for c in closed if datetime.fromisoformat(str(c.closed_at)) <= before], []
    if holder is not None:
        whose = find_holder(casebook.holders(), holder)
        if whose is None:
            raise no_holder(casebook, holder)
        return [], [whose.id]
    return [card.id for card in find_cards(casebook, named, None)], []


def _is_confirmed(command: Command, cards: list[int], holders: list[int]) -> bool:
    if command.arguments.flag("yes"):
        return True
    if sys.stdin is None or not sys.stdin.isatty():
        raise Usage(marked("In a script, say --yes: what is purged cannot be brought back."))
    words, casebook = command.words, command.desk.casebook
    for card in casebook.cards():
        if card.id in cards or card.holder.id in holders:
            command.say(f"{card.id}  {card.label}{command.dot}{card.holder.name}")
    command.say(
        words(
            "All of it goes for good: texts, letters, names, numbers. Type {word} to go on.",
            word=_TYPED,
        )
    )
    sys.stdout.flush()
    return sys.stdin.readline().strip() == _TYPED


def _shape(
    cards: tuple[int, ...],
    holders: tuple[int, ...],
    entries: int,
    removed: tuple[Path, ...],
    left: tuple[Path, ...],
) -> dict[str, object]:
    return {
        "cards": list(cards),
        "holders": list(holders),
        "entries": entries,
        "removed": [str(path) for path in removed],
        "backups": [str(path) for path in left],
    }
