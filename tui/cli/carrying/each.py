"""`kaiyaku export --each`: the proof of every person, an archive each."""

import os
from pathlib import Path

from tui.casebook.naming import find_holder
from tui.casebook.records import Card, Holder
from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.exported import note_exported
from tui.cli.named import no_holder
from tui.cli.output import write_error
from tui.exports.placed import Taken, placed
from tui.exports.proof.choices import Choices
from tui.exports.proof.making import Proof, Written
from tui.exports.proof.member_names import archive_of
from tui.exports.proof.remarks import left_out, remarks
from tui.paths import is_directory
from tui.settings import Places, remember_copies
from tui.text.translation import marked


def export_each(command: Command) -> None:
    """Write an archive for each person, or for one, into a directory that is there."""
    given, words = command.arguments, command.words
    directory = Path(given.required("each"))
    if given.text("output") is not None or given.many("card"):
        raise Usage(marked("--each DIR is for everybody's cards: leave --output and cards out."))
    if not is_directory(directory):
        raise Usage(marked("{path} is no directory: make it first."), path=directory)
    chosen = _chosen(command)
    if not chosen:
        raise Usage(marked("There are no such cards to export."))
    paths = {holder: directory / archive_of(holder) for holder in chosen}
    if not given.flag("force"):
        # Before anything is written: what one person has must not stop the others half-way.
        there = next((path for path in paths.values() if os.path.lexists(path)), None)
        if there is not None:
            raise _taken(there)
    remember_copies(Places.of(command.environ), directory)
    choices = Choices.of(given.many("with"), given.many("without"))
    shapes, lines = [], []
    told: dict[str, None] = {}
    for holder, cards in chosen.items():
        path = paths[holder]
        written = _write(command, cards, choices, path)
        command.has_done = True
        told |= dict.fromkeys(left_out(written, choices, words))
        for sentence in remarks(written, words):
            write_error(f"{path.name}: {sentence}")
        shapes.append({"holder": holder.id, "file": str(path), **written._asdict()})
        lines.append(f"{path}  {written.sha256}")
    count = words.plural(
        "The proof of {n} person is in {path}",
        "The proofs of {n} people are in {path}",
        len(chosen),
        path=directory,
    )
    command.answer({"exports": shapes}, *lines)
    for sentence in (count, *told):
        write_error(sentence)


def _chosen(command: Command) -> dict[Holder, list[Card]]:
    """Return the people who are to be exported, with their cards."""
    given, casebook = command.arguments, command.desk.casebook
    name, is_closed = given.text("holder"), given.flag("closed")
    whose = None if name is None else find_holder(casebook.holders(), name)
    if name is not None and whose is None:
        raise no_holder(casebook, name)
    chosen: dict[Holder, list[Card]] = {}
    for card in casebook.cards():
        if (whose is None or card.holder == whose) and (card.closed or not is_closed):
            chosen.setdefault(card.holder, []).append(card)
    return chosen


def _write(command: Command, cards: list[Card], choices: Choices, path: Path) -> Written:
    desk = command.desk
    numbers = [card.id for card in cards]
    proof = Proof(desk.casebook, numbers, desk.guide, desk.situation, choices, command.words)
    try:
        with placed(path, force=command.arguments.flag("force")) as file:
            written = proof.write(file)
    except Taken as taken:
        raise _taken(path) from taken
    note_exported(command, desk.casebook, numbers)
    return written


def _taken(path: Path) -> Usage:
    return Usage(
        marked("{path} is there already: name another file, or --force replaces it."), path=path
    )
