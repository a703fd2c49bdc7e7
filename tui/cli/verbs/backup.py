"""`kaiyaku backup` and `restore`: copies of a whole casebook."""

import os
from pathlib import Path

from tui.casebook.event import Who
from tui.casebook.sqlite import backup as copies
from tui.casebook.sqlite.backup import Restored
from tui.casebook.sqlite.opening import looking
from tui.casebook.sqlite.purging import back_again, hashes_purged, purge_from
from tui.casebook.sqlite.retention import ThinnedOut, name_at, thin_out
from tui.casebook.sqlite.seen import Seen
from tui.casebook.sqlite.store import SqliteStore
from tui.casebook.sqlite.team import find_team
from tui.casebook.sqlite.transaction import SqliteTransaction
from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.whole import whole_casebook
from tui.desk import login_name
from tui.paths import is_directory
from tui.settings import Places, remember_copies
from tui.text.translation import marked
from tui.text.trouble import Trouble


def back_up(command: Command) -> int:
    """Copy the casebook to a file, or into a directory under a name of its time.

    1 where an older copy that was to go could not be removed.
    """
    arguments, words = command.arguments, command.words
    path = whole_casebook(command).path
    target, keep = Path(arguments.required("file")), arguments.number("keep")
    if str(target) == "-":
        raise Usage(marked("A backup goes to a file or a directory, not to standard output."))
    directory = target if is_directory(target) else None
    if keep is not None and (directory is None or keep < 1):
        raise Usage(marked("--keep needs a directory that is there, and a number from 1 on."))
    if directory is not None:
        target = name_at(directory, path, command.clock())
    remember_copies(Places.of(command.environ), target.parent)
    seen = Seen.of(Places.of(command.environ).state, path)
    made = copies.back_up(path, target, replace=arguments.flag("force"), seen=seen)
    command.has_done = True
    held = made.contents
    for notice in made.notices:
        command.complain(notice)
    thinned = ThinnedOut((), ()) if keep is None else thin_out(target, path, keep)
    for trouble in thinned.troubles:
        command.complain(trouble)
    counted = words.listed(
        words.plural("{n} card", "{n} cards", held.cards),
        words.plural("{n} note", "{n} notes", held.notes),
        words.plural("{n} entry in the history", "{n} entries in the history", held.events),
    )
    answer = {
        "backup": str(target),
        "cards": held.cards,
        "notes": held.notes,
        "events": held.events,
        "removed": [str(gone) for gone in thinned.removed],
    }
    lines = [words("Backed up and verified: {path} ({counted})", path=target, counted=counted)]
    lines += [words("Removed: {path}", path=gone) for gone in thinned.removed]
    command.answer(answer, *lines)
    return 1 if thinned.troubles else 0


def restore(command: Command) -> None:
    """Put a backup in the casebook's place, and say what the two have that the other has not."""
    arguments, which = command.arguments, whole_casebook(command, gone=True)
    path, group = which.path, arguments.text("team") or which.team
    backup, who = Path(arguments.required("file")), Who(login_name(), arguments.globals.name)
    # Of a directory that is there its mode says whose it is.
    is_new = arguments.text("team") is not None or not os.path.lexists(path.parent)
    team = find_team(group) if group is not None and is_new else None
    made_in = path.parent if os.path.lexists(path.parent) else path.parent.parent
    remember_copies(Places.of(command.environ), made_in)
    seen = Seen.of(Places.of(command.environ).state, path)
    force = arguments.flag("force")
    purged = hashes_purged(path)
    restored = copies.restore(path, backup, command.clock(), who, force=force, team=team, seen=seen)
    command.has_done = True
    for trouble in (*(finding.trouble for finding in restored.findings), *restored.notices):
        command.complain(trouble)
    cards, holders = back_again(path, purged)
    if cards or holders:
        store = SqliteStore(path, make=False)
        try:
            _purge_again(command, store, who, cards, holders)
        finally:
            store.close()
    # Whoever restores a backup is told so here; everybody else when they open it.
    with looking(path) as connection:
        unseen = seen.remember(seen.now(SqliteTransaction(connection)))
    if unseen is not None:
        command.complain(unseen)
    answer = {
        "restored": str(path),
        "replaced": None if restored.replaced is None else str(restored.replaced),
        "events": restored.events,
        "common": restored.common,
        "only_in_replaced": restored.only_before,
        "only_in_backup": restored.events - restored.common,
    }
    words = command.words
    lines = [words("Restored: {path}", path=path)]
    if restored.replaced is not None:
        lines += [
            words("The casebook that was here: {path}", path=restored.replaced),
            *_divergence(command, restored),
            words("Whoever has it open starts kaiyaku again."),
        ]
    command.answer(answer, *lines)


def _purge_again(
    command: Command, store: SqliteStore, who: Who, cards: list[int], holders: list[int]
) -> None:
    """Purge what the backup has brought back, and say what it was."""
    places = Places.of(command.environ)
    drafts, inbox = places.state / "drafts", places.inbox
    purge_from(store, who, command.clock, cards, holders, drafts=drafts, inbox=inbox)
    command.complain(
        Trouble(
            marked("The backup had brought back what was purged since; purged again: {cards}."),
            cards=", ".join(map(str, cards)),
        )
    )


def _divergence(command: Command, restored: Restored) -> list[str]:
    words, before = command.words, restored.only_before
    if before is None:
        return [words("It cannot be read, so what it had beyond the backup is not known.")]
    only_in_backup = restored.events - restored.common
    lines = [
        words.plural(
            "{n} entry of the history is in both.",
            "{n} entries of the history are in both.",
            restored.common,
        )
    ]
    if before:
        lines.append(
            words.plural(
                "{n} entry is only in the one that was here.",
                "{n} entries are only in the one that was here.",
                before,
            )
        )
    if only_in_backup:
        lines.append(
            words.plural(
                "{n} entry is only in the backup.",
                "{n} entries are only in the backup.",
                only_in_backup,
            )
        )
    return lines
