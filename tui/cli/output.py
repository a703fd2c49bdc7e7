"""What the command writes: clean lines, tables, JSON."""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from tui.cli.arguments import Usage
from tui.text.clean import clean_line
from tui.text.hidden import escaped
from tui.text.translation import marked
from tui.text.trouble import Trouble
from tui.text.width import cut, pad, width

_BETWEEN = 2
_NARROWEST = 8


class CannotWriteOut(Trouble):
    """What the verb had to say cannot be written; what it did is done."""


def say(*lines: str) -> None:
    """Write lines to standard output, each clean."""
    write("".join(f"{clean_line(line)}\n" for line in lines))


def write(text: str) -> None:
    """Write text that is harmless already; raises `CannotWriteOut`."""
    # Standard output is None when the caller has closed it.
    if sys.stdout is not None and text:
        with _telling():
            sys.stdout.write(text)


def is_terminal() -> bool:
    """Say whether standard output is one."""
    return sys.stdout is not None and sys.stdout.isatty()


def write_bytes(content: bytes) -> None:
    """Write what is meant for a file, as it is; raises `Usage` at a terminal, `CannotWriteOut`."""
    if is_terminal():
        raise Usage(
            marked("This is for a file, not for a terminal: send it into one, with `> FILE`.")
        )
    if sys.stdout is not None:
        with _telling():
            sys.stdout.flush()
            sys.stdout.buffer.write(content)


def finish() -> None:
    """Send what is still held back on its way; raises `CannotWriteOut`."""
    if sys.stdout is not None:
        with _telling():
            sys.stdout.flush()


@contextmanager
def _telling() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        # The interpreter writes what is left once more at its end, and would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise
        raise CannotWriteOut(
            marked("The output cannot be written: {reason}."), reason=error.strerror
        ) from error


def write_error(sentence: str) -> None:
    """Write a sentence to standard error, clean and in the program's name."""
    write_beside(f"kaiyaku: {clean_line(sentence)}\n")


def write_beside(text: str) -> None:
    """Write harmless text to standard error; where that fails, nobody can be told."""
    if sys.stderr is not None:
        try:
            sys.stderr.write(text)
            sys.stderr.flush()
        except OSError:
            # The interpreter writes what is left once more at its end, and would complain.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def table(
    rows: Sequence[Sequence[str]], cells: int | None = None, ellipsis: str = "…"
) -> list[str]:
    """Return the rows in aligned columns, at most `cells` wide; the widest columns are cut."""
    rows = [[clean_line(cell) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    cells = sum(widths) + _BETWEEN * len(widths) if cells is None else cells
    widths = [min(each, cells) for each in widths]
    while sum(widths) + _BETWEEN * (len(widths) - 1) > cells and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return [
        (" " * _BETWEEN)
        .join(pad(cut(cell, size, ellipsis), size) for cell, size in zip(row, widths, strict=True))
        .rstrip()
        for row in rows
    ]


def as_json(value: Any) -> str:
    """Return `value` as JSON in which no character is invisible: those are escaped."""
    return escaped(json.dumps(value, ensure_ascii=False, indent=2))
