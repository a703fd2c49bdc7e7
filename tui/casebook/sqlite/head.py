"""The casebook's head, kept outside its file: it may lag, never fork."""

import json
import os
import secrets
from pathlib import Path

from tui.casebook.storage import Head, Reader
from tui.text.translation import marked
from tui.text.trouble import Trouble


def _beside(path: Path) -> Path:
    return path.with_name(path.name + ".head")


def remember(path: Path, head: Head, mode: int) -> None:
    """Write down the newest event of the casebook at `path`; failing costs only the check."""
    aside = path.with_name(f".{path.name}.head.{secrets.token_hex(4)}")
    try:
        descriptor = os.open(aside, os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_WRONLY, mode)
        with os.fdopen(descriptor, "w") as file:
            json.dump({"seq": head.seq, "hash": head.hash}, file)
        aside.replace(_beside(path))
    except OSError:
        # A full or read-only disk: the event itself is safe, and the head may lag.
        aside.unlink(missing_ok=True)


def concern(path: Path, reader: Reader) -> Trouble | None:
    """Say what the remembered head knows that the casebook does not; None when they agree."""
    try:
        remembered = json.loads(_beside(path).read_bytes())
        seq, expected = int(remembered["seq"]), str(remembered["hash"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if seq == 0:
        return None
    head = reader.head()
    found = head.hash if head.seq == seq else reader.hash_at(seq)
    if found == expected:
        return None
    return Trouble(
        marked(
            "{path} is not as it was left: entry {seq} is missing or different. "
            "If you restored a backup, delete {head}; if not, keep both and ask for help."
        ),
        path=path,
        seq=seq,
        head=_beside(path),
    )
