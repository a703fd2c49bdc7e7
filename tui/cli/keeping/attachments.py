"""`kaiyaku note attach` and `note save`: files that belong to a note, in and out again."""

from collections.abc import Sequence
from pathlib import Path

from tui.casebook.draft import Enclosure
from tui.casebook.errors import NoSuchThing
from tui.casebook.naming import number
from tui.casebook.records import Attachment, Note
from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.keeping import incoming
from tui.cli.named import note_number
from tui.cli.new_file import STANDARD_OUTPUT, write_file
from tui.cli.output import is_terminal, write_bytes
from tui.cli.shapes import of_note
from tui.settings import Places, remember_copies
from tui.text.translation import marked


def attach(command: Command) -> None:
    """Keep files with a note that is kept already, all of them or none."""
    from tui.correspondence.files.media import type_of

    paths = command.arguments.many("file")
    if not paths:
        raise Usage(
            marked("Name the file to keep: `kaiyaku note attach {note} FILE`."),
            note=command.arguments.required("note"),
        )
    caption = command.arguments.text("caption") or ""
    enclosures = []
    for path in paths:
        with incoming.opened(path) as source:
            content = source.content()
        name = source.name or "file"
        enclosures.append(
            Enclosure(name=name, type=type_of(content, name), content=content, caption=caption)
        )
    casebook, words = command.desk.casebook, command.words
    id = note_number(command.arguments.required("note"))
    note = casebook.attach(id, enclosures).note(id)
    line = words.plural(
        "{n} file kept with note {note}", "{n} files kept with note {note}", len(paths), note=id
    )
    command.answer({"note": of_note(note) if note else None}, line)


def save(command: Command) -> None:
    """Write a note's files to a directory, a new file or standard output; names are made safe."""
    casebook = command.desk.casebook
    note, _ = casebook.note(note_number(command.arguments.required("note")))
    chosen = _chosen(note, command.arguments.text("n"))
    here = STANDARD_OUTPUT if command.is_kiosk else "."
    output = command.arguments.text("output") or here
    into = Path(output)
    if output != STANDARD_OUTPUT and into.is_dir():
        written = _save_in(command, into, chosen)
    elif len(chosen) > 1:
        raise Usage(
            marked("Note {note} has {n} files: say which by number, or name a directory."),
            note=note.id,
            n=len(chosen),
        )
    elif output == STANDARD_OUTPUT:
        _write_out(command, chosen[0])
        return
    else:
        written = [_save_as(command, into, chosen[0])]
    lines = [command.words("Written to {path}", path=str(path)) for path in written]
    command.answer({"written": [str(path) for path in written]}, *lines)


def _chosen(note: Note, asked: str | None) -> list[Attachment]:
    files = list(note.attachments)
    if not files:
        raise NoSuchThing(
            marked("Note {note} has no files: `kaiyaku note show {note} --original` writes it."),
            note=note.id,
        )
    if asked is None:
        return files
    place = number(asked)
    if place is None or not 1 <= place <= len(files):
        raise NoSuchThing(
            marked("Note {note} has no file {file}. There is: {files}."),
            note=note.id,
            file=asked,
            files=", ".join(f"{at} {file.name}" for at, file in enumerate(files, start=1)),
        )
    return [files[place - 1]]


def _content(command: Command, file: Attachment) -> bytes:
    """Return a file's bytes, having warned of what it could do."""
    from tui.correspondence.files.safe_name import risks

    _, content = command.desk.casebook.attachment(file.id)
    risk = risks(file.name, content)
    if risk is not None:
        command.complain(risk)
    return content


def _write_out(command: Command, file: Attachment) -> None:
    if is_terminal():
        raise Usage(marked("A file may harm a terminal: name a file or a directory for it."))
    write_bytes(_content(command, file))


def _save_in(command: Command, directory: Path, files: Sequence[Attachment]) -> list[Path]:
    """Write files into a directory under their own names, made safe, next to what is there."""
    from tui.exports.attachments import save

    remember_copies(Places.of(command.environ), directory.absolute())
    written = save(directory, [(file.name, _content(command, file)) for file in files])
    command.has_done = True
    return written


def _save_as(command: Command, path: Path, file: Attachment) -> Path:
    write_file(command, path, _content(command, file))
    return path
