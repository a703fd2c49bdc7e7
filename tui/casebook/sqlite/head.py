"""The casebook's head, kept outside its file: it may lag, never fork."""

import json
from contextlib import suppress
from pathlib import Path

from tui.casebook.access.beside import Whose, read_beside, write_beside
from tui.casebook.storage import Head, Reader
from tui.text.translation import marked
from tui.text.trouble import Trouble

_LARGEST = 2**63


def beside(path: Path) -> Path:
    """Return where the head of the casebook at `path` is kept."""
    return path.with_name(path.name + ".head")


def remember(path: Path, head: Head, whose: Whose) -> None:
    """Write down the newest event of the casebook at `path`; failing costs only the check."""
    # A full or read-only disk: the event itself is safe, and the head may lag.
    with suppress(OSError):
        content = json.dumps({"seq": head.seq, "hash": head.hash}).encode()
        write_beside(beside(path), content, whose)


def remembered(path: Path) -> Head | None:
    """Return the head that was written down; None where nothing readable is."""
    try:
        found = json.loads(read_beside(beside(path)))
        head = Head(int(found["seq"]), str(found["hash"]))
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None
    return head if 0 < head.seq < _LARGEST else None


def concern(path: Path, reader: Reader) -> Trouble | None:
    """Say what the remembered head knows that the casebook does not; None when they agree."""
    left = remembered(path)
    if left is None or is_in(left, reader):
        return None
    return Trouble(
        marked(
            "{path} is not as it was left: entry {seq} is missing or different. "
            "If you restored a backup, delete {head}; if not, keep both and ask for help."
        ),
        path=path,
        seq=left.seq,
        head=beside(path),
    )


def is_in(left: Head, reader: Reader) -> bool:
    """Say whether the event that was the newest once is there, unchanged."""
    head = reader.head()
    return (head.hash if head.seq == left.seq else reader.hash_at(left.seq)) == left.hash
