"""What a verb wrote, handed over: to a file of one's own, or to standard output."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from tui import held
from tui.casebook.access.beside import belongs_to
from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.output import write, write_bytes
from tui.settings import Places, remember_copies
from tui.text.clean import clean
from tui.text.translation import marked

STANDARD_OUTPUT: Final = "-"
_SEEN: Final = 32 * 1024 * 1024
"""Bytes of a file that is there, by which it is known; none of ours is longer."""


def write_file(
    command: Command,
    path: Path,
    content: bytes,
    *,
    replaces: Callable[[bytes], bool] | None = None,
) -> None:
    """Write a file that its owner alone may read, whole or not at all; raises `Trouble`.

    One that is there is replaced where `replaces` knows it by what it holds.
    """
    from tui.exports.placed import Taken, placed

    if belongs_to(Path(command.desk.casebook.store.name), path):
        raise Usage(
            marked("{path} is the casebook itself, or a part of it. Name another file."), path=path
        )
    is_known = replaces is not None and replaces(_content(path))
    remember_copies(Places.of(command.environ), path.absolute().parent)
    try:
        with placed(path, force=is_known) as file:
            file.write(content)
    except Taken as error:
        if replaces is not None:
            raise Usage(
                marked(
                    "{path} is there already, and not all of it was written by kaiyaku: name "
                    "another file."
                ),
                path=path,
            ) from error
        raise Usage(marked("{path} is there already: name another file."), path=path) from error
    command.has_done = True


def _content(path: Path) -> bytes:
    """Return what a file holds; nothing of what is none, is too long, or cannot be read."""
    try:
        with (
            held.opened(path.parent) as directory,
            open(held.read(directory, path.name), "rb") as file,
        ):
            found = file.read(_SEEN + 1)
            return found if len(found) <= _SEEN else b""
    except (OSError, ValueError):
        return b""


def hand_over(
    command: Command,
    text: str,
    *,
    readable: bool = False,
    replaces: Callable[[bytes], bool] | None = None,
) -> None:
    """Write a document where `--output` says: to a file, which is named, or as it is.

    What is not `readable` refuses a terminal. `replaces` says which file it may replace.
    """
    output = command.arguments.text("output")
    if output in (None, STANDARD_OUTPUT):
        if readable:
            write(clean(text))
        else:
            write_bytes(text.encode())
        return
    write_file(command, Path(str(output)), text.encode(), replaces=replaces)
    command.say(command.words("Written to {path}", path=output))
