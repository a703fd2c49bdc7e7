"""A file that was chosen, read away from the keys: one letter, or a mailbox with many."""

import hashlib
from datetime import datetime
from pathlib import PurePath
from typing import NamedTuple

from tui.casebook.draft import Draft
from tui.text.trouble import Trouble


class LetterFile(NamedTuple):
    """What a file turned out to be."""

    path: str
    draft: Draft | None
    """The letter in it; None for a mailbox of several."""

    @property
    def name(self) -> str:
        """Its name, for a reader."""
        return PurePath(self.path).name

    @property
    def sha256(self) -> str:
        """The digest of its bytes."""
        return hashlib.sha256(self.draft.original).hexdigest() if self.draft else ""


def read_letter(path: str, now: datetime, line: str = "") -> LetterFile:
    """Read a file; raises `Trouble` for what cannot be kept. It may take seconds.

    A mailbox that holds one mail is that mail. `line` is what to type for a letter that was
    destroyed on its way.
    """
    from tui.correspondence.files import disk
    from tui.correspondence.guess import Destroyed, from_bytes
    from tui.correspondence.mail import mbox

    name = PurePath(path).name
    with disk.opened(path, disk.LARGEST_MBOX) as source:
        if mbox.is_mailbox(source):
            return LetterFile(path, None)
    try:
        return LetterFile(path, from_bytes(disk.read_file(path), now, name=name))
    except Destroyed as destroyed:
        if not line:
            raise
        raise Trouble(destroyed.message, line=line) from destroyed
