"""`kaiyaku note`: letters and notes, kept verbatim."""

import sys
from dataclasses import replace
from typing import Any

from tui.casebook.draft import Draft
from tui.casebook.records import Card, Note
from tui.cli import incoming
from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.days import read_moment, say_when
from tui.cli.find import find_card, find_step, note_number
from tui.cli.output import table, write_bytes
from tui.cli.shapes import of_note
from tui.cli.show import MEMO, note_row
from tui.text.labels import DIRECTION_LABELS, KIND_LABELS
from tui.text.translation import marked


def add(command: Command) -> None:
    """Keep files, or standard input, as notes of a card, in their order."""
    paths = command.arguments.many("file") or [incoming.STANDARD_INPUT]
    written = command.arguments.text("date")
    date = None if written is None else read_moment(written, command.today)
    for path in paths:
        incoming.look(path)
    # Read before the casebook is opened: a slow pipe must not keep it open.
    first = incoming.read(paths[0])
    casebook = command.desk.casebook
    card = find_card(casebook, command.arguments.required("card"))
    step = command.arguments.text("step")
    step_id = find_step(command.plan(card), step).id if step is not None else None
    kept: list[Note] = []
    for number, path in enumerate(paths):
        raw = incoming.read(path) if number else first
        card = casebook.keep(card.id, _reviewed(command, raw, date), step=step_id)
        kept.append(max(card.notes, key=lambda note: note.id))
        if not command.arguments.flag("json"):
            command.say(_kept(command, card, kept[-1]))
    if command.arguments.flag("json"):
        command.answer({"notes": [of_note(note) for note in kept]})


def _reviewed(command: Command, raw: bytes, date: str | None) -> Draft:
    """Return the draft that was guessed from the bytes, with what the caller knows better."""
    # Brings the mail reader, which no other verb needs.
    from tui.correspondence.guess import from_bytes

    given = command.arguments
    known: dict[str, Any] = {
        "kind": given.text("kind"),
        "direction": given.text("direction"),
        "date": date,
        "subject": given.text("subject"),
    }
    guessed = from_bytes(raw, command.clock())
    return replace(guessed, **{name: value for name, value in known.items() if value is not None})


def _kept(command: Command, card: Card, note: Note) -> str:
    words = command.words
    parts = [
        words("Note {note} kept with {card}", note=note.id, card=card.label),
        words(KIND_LABELS[note.kind]),
        "" if note.kind == MEMO else words(DIRECTION_LABELS[note.direction]),
        note.sender or "",
        say_when(note.date, command.today, words) or words("no date"),
        note.subject,
    ]
    if not note.charset.lower().startswith(("utf-8", "ascii", "us-ascii")):
        parts.append(words("read as {charset}", charset=note.charset))
    if note.lossy:
        parts.append(words("some bytes could not be read; the original is kept whole"))
    return command.dot.join(part for part in parts if part)


def list_notes(command: Command) -> None:
    """List the notes of a card, oldest first."""
    card = find_card(command.desk.casebook, command.arguments.required("card"))
    rows = [note_row(command, note) for note in card.notes]
    empty = [command.words("Nothing kept yet: `kaiyaku note add` keeps a mail or a file.")]
    lines = table(rows, command.width, command.ellipsis) if rows else empty
    command.answer({"notes": [of_note(note) for note in card.notes]}, *lines)


def show(command: Command) -> None:
    """Print a note with its text, or write its original bytes and nothing else."""
    casebook, words = command.desk.casebook, command.words
    note, text = casebook.note(note_number(command.arguments.required("note")))
    if command.arguments.flag("original"):
        if sys.stdout is not None and sys.stdout.isatty():
            raise Usage(
                marked(
                    "The original may harm a terminal: send it to a file "
                    "(`kaiyaku note show {note} --original > letter.eml`)."
                ),
                note=note.id,
            )
        write_bytes(casebook.original(note.id))
        return
    if command.arguments.flag("json"):
        command.answer({"note": {**of_note(note), "text": text}})
        return
    command.say(command.dot.join(cell for cell in note_row(command, note) if cell))
    if note.sender:
        command.say(note.sender)
    command.say(words("kept by {by}, {when}", by=note.by, when=_when(command, note.at)))
    if note.withdrawn_at:
        by, when = note.withdrawn_by, _when(command, note.withdrawn_at)
        command.say(words("withdrawn by {by}, {when}", by=by, when=when))
    for remark in note.annotations:
        when = _when(command, remark.at)
        command.say(words("{by}, {when}: {text}", by=remark.by, when=when, text=remark.text))
    command.say("")
    command.say_text(text.rstrip("\n"))


def annotate(command: Command) -> None:
    """Add a remark to a note."""
    note = note_number(command.arguments.required("note"))
    card = command.desk.casebook.annotate(note, command.arguments.required("text"))
    _answer(command, card, note, command.words("Note {note} annotated", note=note))


def move(command: Command) -> None:
    """Put a note where it belongs."""
    note = note_number(command.arguments.required("note"))
    casebook = command.desk.casebook
    target = find_card(casebook, command.arguments.required("card"))
    moved = casebook.move(note, target.id)
    _answer(
        command,
        moved,
        note,
        command.words("Note {note} is with {card} now", note=note, card=moved.label),
    )


def withdraw(command: Command) -> None:
    """Take a note back; it stays in the casebook."""
    note = note_number(command.arguments.required("note"))
    card = command.desk.casebook.withdraw(note)
    sentence = command.words(
        "Note {note} withdrawn; it stays in the casebook, and `note restore` brings it back",
        note=note,
    )
    _answer(command, card, note, sentence)


def restore(command: Command) -> None:
    """Bring a withdrawn note back."""
    note = note_number(command.arguments.required("note"))
    card = command.desk.casebook.restore(note)
    _answer(command, card, note, command.words("Note {note} is back", note=note))


def _answer(command: Command, card: Card, id: int, sentence: str) -> None:
    fresh = card.note(id)
    command.answer({"note": of_note(fresh) if fresh else None}, sentence)


def _when(command: Command, at: str) -> str:
    return say_when(at, command.today, command.words)
