"""What a verb wrote, handed over: to a new file of one's own, or to standard output."""

import os
from pathlib import Path

from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.output import write, write_bytes
from tui.text.clean import clean
from tui.text.translation import marked

STANDARD_OUTPUT = "-"


def write_file(path: str, text: str) -> None:
    """Write a new file that its owner alone may read; raises `Usage`."""
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        descriptor = os.open(path, flags, 0o600)
    except FileExistsError as error:
        raise Usage(marked("{path} is there already: name another file."), path=path) from error
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        # Line ends as they are: a calendar has CR LF.
        with open(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        Path(path).unlink(missing_ok=True)
        raise _unwritable(path, error) from error


def hand_over(command: Command, text: str, *, readable: bool = False) -> None:
    """Write a document where `--output` says: to a new file, which is named, or as it is.

    What is not `readable` refuses a terminal.
    """
    output = command.arguments.text("output")
    if output in (None, STANDARD_OUTPUT):
        if readable:
            write(clean(text))
        else:
            write_bytes(text.encode())
        return
    write_file(str(output), text)
    command.say(command.words("Written to {path}", path=output))


def _unwritable(path: str, error: OSError) -> Usage:
    return Usage(marked("{path} cannot be written: {reason}."), path=path, reason=error.strerror)
