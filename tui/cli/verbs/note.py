"""`kaiyaku note`: letters and notes, kept verbatim."""

from tui.casebook.records import Card, Note
from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.days import say_when
from tui.cli.named import find_card, note_number
from tui.cli.output import is_terminal, write_bytes
from tui.cli.shapes import of_note
from tui.cli.verbs.show import note_row
from tui.correspondence.silence import silence
from tui.text.translation import marked


def list_notes(command: Command) -> None:
    """List the notes of a card, oldest first."""
    card = find_card(command.desk.casebook, command.arguments.required("card"))
    rows = [note_row(command, note) for note in card.notes]
    empty = [command.words("Nothing kept yet: `kaiyaku note add` keeps a mail or a file.")]
    lines = command.table(rows) if rows else empty
    command.answer({"notes": [of_note(note) for note in card.notes]}, *lines)


def show(command: Command) -> None:
    """Print a note with its text, or write its original bytes and nothing else."""
    casebook, words = command.desk.casebook, command.words
    note, text = casebook.note(note_number(command.arguments.required("note")))
    if command.arguments.flag("original"):
        if is_terminal():
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
    if note.recipient:
        command.say(words("to {recipient}", recipient=note.recipient))
    command.say(words("kept by {by}, {when}", by=note.by, when=_when(command, note.at)))
    if note.withdrawn_at:
        by, when = note.withdrawn_by, _when(command, note.withdrawn_at)
        command.say(words("withdrawn by {by}, {when}", by=by, when=when))
    for remark in note.annotations:
        when = _when(command, remark.at)
        command.say(words("{by}, {when}: {text}", by=remark.by, when=when, text=remark.text))
    command.say(*_files(command, note))
    command.say("")
    command.say_text(text.rstrip("\n"))
    nothing = silence(text, len(note.attachments))
    if nothing:
        command.say(words(nothing))


def _files(command: Command, note: Note) -> list[str]:
    """Return a line for each file of a note, with the number that saves it."""
    rows = [
        (str(number), file.name, file.type, _size(file.size), file.caption)
        for number, file in enumerate(note.attachments, start=1)
    ]
    return command.table(rows, indent=2) if rows else []


def _size(size: int) -> str:
    """Return a number of bytes for a person."""
    if size < 1000:
        return f"{size} B"
    return f"{size / 1000:.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def redecode(command: Command) -> None:
    """Read a note in another charset, or show how it reads in each; its bytes never change."""
    casebook = command.desk.casebook
    note, _ = casebook.note(note_number(command.arguments.required("note")))
    original, charset = casebook.original(note.id), command.arguments.text("charset")
    if charset is None:
        _show_charsets(command, original, note.form)
        return
    # Brings the mail reader, which no other of these verbs needs.
    from tui.correspondence.guess import read_again

    if note.form in ("typed", "file"):
        raise Usage(marked("Note {note} was never read from a charset."), note=note.id)
    try:
        draft = read_again(note, original, charset, command.clock())
    except LookupError as error:
        raise Usage(
            marked(
                "There is no charset {charset}: `kaiyaku note redecode {note}` shows how the "
                "note reads in each."
            ),
            charset=charset,
            note=note.id,
        ) from error
    card = casebook.redecode(note.id, draft)
    words = command.words
    said = [words("Note {note} is read as {charset} now", note=note.id, charset=draft.charset)]
    if draft.lossy:
        said.append(words("some bytes could not be read; the original is kept whole"))
    _answer(command, card, note.id, command.dot.join(said))


def _show_charsets(command: Command, original: bytes, form: str) -> None:
    from tui.correspondence.every_charset import readings

    found = readings(original, command.clock(), form)
    rows = [(reading.draft.charset, reading.line) for reading in found]
    command.answer(
        {"readings": [{"charset": charset, "line": line} for charset, line in rows]},
        *command.table(rows),
    )


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
