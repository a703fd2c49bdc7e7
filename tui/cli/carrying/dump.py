"""`kaiyaku dump`: a whole casebook as JSON, to be kept or read without kaiyaku."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tui.casebook.access.beside import belongs_to
from tui.casebook.carrying import dump as dumps
from tui.casebook.queries import lost
from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.output import finish, is_terminal, write_bytes, write_error
from tui.cli.whole import refuse_only
from tui.exports.placed import Taken, placed
from tui.settings import Places, remember_copies
from tui.text.translation import marked

_STANDARD_OUTPUT: Final = "-"


def dump(command: Command) -> int:
    """Write all of a casebook; 1 where an original is not there any more."""
    refuse_only(command)
    output, words = command.arguments.text("output"), command.words
    if output is None:
        raise Usage(marked("Say where to: --output FILE.json, or --output - for standard output."))
    if output == _STANDARD_OUTPUT and is_terminal():
        raise Usage(
            marked("This is for a file, not for a terminal: send it into one, with `> FILE`.")
        )
    casebook = command.desk.casebook
    if output != _STANDARD_OUTPUT and belongs_to(Path(casebook.store.name), Path(output)):
        raise Usage(
            marked("{path} is the casebook itself, or a part of it. Name another file."),
            path=output,
        )
    whole = dumps.gathered(casebook)
    gone: list[str] = []
    pieces = _encoded(dumps.written(whole, dumps.kept(casebook), gone.append))
    if output == _STANDARD_OUTPUT:
        for piece in pieces:
            write_bytes(piece)
        finish()
    else:
        _place(command, Path(output), pieces)
        command.has_done = True
        write_error(words("The whole casebook is in {path}", path=Path(output).absolute()))
    for sha256 in gone:
        command.complain(lost(sha256))
    counted = words.plural(
        "{n} entry in the history", "{n} entries in the history", len(whole.events)
    )
    write_error(words.sentences(f"{counted}.", words("It holds everybody's names and letters.")))
    return 1 if gone else 0


def _encoded(pieces: Iterator[str]) -> Iterator[bytes]:
    return (piece.encode() for piece in pieces)


def _place(command: Command, path: Path, pieces: Iterator[bytes]) -> None:
    remember_copies(Places.of(command.environ), path.parent)
    try:
        with placed(path, force=command.arguments.flag("force")) as file:
            for piece in pieces:
                file.write(piece)
    except Taken as taken:
        raise Usage(
            marked("{path} is there already: name another file, or --force replaces it."), path=path
        ) from taken
