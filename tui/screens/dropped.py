"""Files that were dropped on the terminal: it pastes their paths, also those of another machine."""

import re
from typing import Final, NamedTuple

from tui.correspondence.files.disk import is_file, paths_in
from tui.screens.folder import could_be_letter

_OF_WINDOWS: Final = re.compile(r'"?((?:[A-Za-z]:\\|\\\\)[^"\r\n]{1,1000})"?')


class Dropped(NamedTuple):
    """What was pasted, when it is paths and nothing else."""

    there: tuple[str, ...] = ()
    """The files, when this machine has all of them."""
    elsewhere: str = ""
    """The first that it has not: dropped from the computer that the person sits at."""


def dropped(text: str) -> Dropped:
    """Return the files that a pasted text is about; empty for any other text."""
    there = paths_in(text)
    if there:
        return Dropped(tuple(there))
    windows = _OF_WINDOWS.fullmatch(text.strip())
    # A backslash stands before a blank there, and in no name.
    meant = [windows[1]] if windows else paths_in(text, lambda path: "\\" not in path)
    # Any text may begin with a slash; this one ends as files with letters do.
    if meant and all(map(could_be_letter, meant)):
        return Dropped(elsewhere=next(path for path in meant if not is_file(path)))
    return Dropped()
