"""What is in a folder, for a person who looks for a letter in it."""

import os
import stat
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from typing import Final, NamedTuple

_SUFFIXES: Final = (
    *(".eml", ".emlx", ".msg", ".mbox", ".mbx", ".mht", ".mhtml", ".html", ".htm", ".txt", ".text"),
    *(".pdf", ".png", ".jpg", ".jpeg", ".heic", ".heif", ".webp", ".gif", ".tif", ".tiff", ".bmp"),
    *(".doc", ".docx", ".rtf", ".odt", ".zip"),
)
_MAILBOXES: Final = frozenset(("mbox", "inbox", "sent", "archive", "archives"))
"""What mail programs call an mbox, which has no suffix there."""


class Entry(NamedTuple):
    """A file or a folder in the folder that is shown."""

    name: str
    """As the file system has it: it may hold anything but a slash, also bytes of no charset."""
    is_folder: bool
    size: int
    modified: float
    """Seconds since 1970."""


class Listing(NamedTuple):
    """Folders by name, then files, the newest first."""

    folders: tuple[Entry, ...]
    files: tuple[Entry, ...]
    left_out: int
    """How many files could hardly be a letter; hidden ones are not counted."""


def look_into(path: str, *, everything: bool = False) -> Listing:
    """List a folder; without `everything`, only what could be a letter or lead to one.

    Raises OSError where the folder cannot be read.
    """
    folders: list[Entry] = []
    files: list[Entry] = []
    left_out = 0
    with os.scandir(path) as found:
        for entry in _each(found):
            if everything or _is_wanted(entry):
                (folders if entry.is_folder else files).append(entry)
            elif not entry.name.startswith("."):
                left_out += 1
    folders.sort(key=lambda entry: entry.name.casefold())
    files.sort(key=attrgetter("name"))
    files.sort(key=attrgetter("modified"), reverse=True)
    return Listing(tuple(folders), tuple(files), left_out)


def _is_wanted(entry: Entry) -> bool:
    is_shown = not entry.name.startswith(".")
    return is_shown and (entry.is_folder or could_be_letter(entry.name))


def could_be_letter(name: str) -> bool:
    """Say whether a file of this name could be a letter."""
    lower = name.casefold()
    return lower.endswith(_SUFFIXES) or lower in _MAILBOXES


def _each(found: "Iterator[os.DirEntry[str]]") -> Iterator[Entry]:
    for entry in found:
        try:
            status = entry.stat()
        except OSError:
            # Gone, or a link to nothing: shown without a size, and refused when it is taken.
            yield Entry(entry.name, is_folder=False, size=0, modified=0.0)
        else:
            is_folder = stat.S_ISDIR(status.st_mode)
            yield Entry(entry.name, is_folder, status.st_size, status.st_mtime)


def completed(typed: str, home: str, base: str) -> tuple[str, list[str]]:
    """Return a typed path as far as the names in its folder leave no choice, and those names.

    A folder that is the only choice ends with a slash. Upper and lower case are alike where
    nothing begins as it is typed.
    """
    above, slash, part = typed.rpartition("/")
    try:
        with os.scandir(expanded(above + slash, home, base)) as found:
            entries = {entry.name: entry.is_dir() for entry in found}
    except (OSError, ValueError):
        return typed, []
    shown = [name for name in entries if part.startswith(".") or not name.startswith(".")]
    names = [name for name in shown if name.startswith(part)]
    names = sorted(names or [name for name in shown if begins(name, part)])
    common = _common(names)
    if len(common) < len(part) or not names:
        return typed, names
    end = "/" if len(names) == 1 and entries[names[0]] else ""
    return f"{above}{slash}{common}{end}", names


def _common(names: list[str]) -> str:
    """Return how all of some sorted names begin."""
    first, last = (names[0], names[-1]) if names else ("", "")
    same = next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), None)
    return first[:same] if same is not None else min(first, last, key=len)


def begins(name: str, part: str) -> bool:
    """Say whether a name begins with what is typed, be it upper or lower case."""
    return name.casefold().startswith(part.casefold())


def expanded(typed: str, home: str, base: str) -> str:
    """Return the path that was meant: `~` is the home, and what has no root is below `base`."""
    if typed == "~" or typed.startswith("~/"):
        return str(Path(home + typed[1:]))
    return str(Path(base) / typed)


def said_path(path: str, home: str) -> str:
    """Return a path as people write it, with `~` for their home."""
    if path == home:
        return "~"
    return f"~{path[len(home) :]}" if path.startswith(home.rstrip("/") + "/") else path
