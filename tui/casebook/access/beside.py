"""Files beside a casebook: whole or not there, of its mode and group, and never a trap."""

import os
import re
import stat
from pathlib import Path
from typing import Final, NamedTuple

from tui import held
from tui.casebook.access.policy import SESSIONS, command
from tui.casebook.errors import NotACasebook
from tui.text.translation import marked
from tui.text.trouble import Trouble

_READ_AT_MOST: Final = 64 * 1024

_SQLITES: Final = ("-journal", "-wal", "-shm")
_OURS: Final = (".head", ".purging", SESSIONS)

REPLACED: Final = ".replaced-"
"""What stands between a casebook's name and the moment at which a restore put it aside."""


def second_names(path: Path, inode: int) -> list[Path]:
    """Return other names of the file at `path` that kaiyaku gave it for a moment.

    They are there while a casebook is made or restored, and after a kill in that moment.
    """
    ours = re.compile(f"{held.PART.pattern}|{older_parts_of(path).pattern}")
    try:
        with os.scandir(path.parent) as entries:
            return [
                path.with_name(entry.name)
                for entry in entries
                if entry.inode() == inode
                and (entry.name.startswith(path.name + REPLACED) or ours.fullmatch(entry.name))
            ]
    except PermissionError:
        # A directory that one may pass through and not list: whose names these are stays open.
        return []


def has_foreign_name(path: Path, found: os.stat_result) -> bool:
    """Say whether a file has a hard link that kaiyaku did not make."""
    if found.st_nlink == 1:
        return False
    # Whoever is making it just now drops the second name between two looks.
    return all(path.lstat().st_nlink > 1 + len(second_names(path, found.st_ino)) for _ in range(2))


def older_parts_of(path: Path) -> re.Pattern[str]:
    """Return how older programs named what was not whole yet, beside a casebook."""
    return re.compile(rf"\.{re.escape(path.name)}(\..+)?\.[0-9a-f]{{12}}")


def belongs_to(path: Path, other: Path) -> bool:
    """Say whether `other`, however it is spelled, is the casebook at `path` or a part of it."""
    return any(
        _is_same(path.with_name(path.name + suffix), other) for suffix in ("", *_SQLITES, *_OURS)
    )


def refuse_traps(path: Path) -> None:
    """Refuse what somebody has put where SQLite looks for its own files; raises `NotACasebook`.

    SQLite would follow a link, wait for ever at a pipe, and say nothing of a directory.
    """
    for suffix in _SQLITES:
        beside = path.with_name(path.name + suffix)
        try:
            found = beside.lstat()
        except OSError:
            # None is there, or the opening says which door is closed.
            continue
        if not stat.S_ISREG(found.st_mode):
            refusal = NotACasebook(
                marked(
                    "{beside} is no file of SQLite's, and with it the casebook cannot be used. "
                    "What is in the casebook is safe."
                ),
                beside=beside,
            )
            remove = command("rmdir" if stat.S_ISDIR(found.st_mode) else "rm", beside)
            refusal.then = Trouble(marked("Run: {command}"), command=remove)
            raise refusal


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except ValueError:
        # What no file can be called.
        return False
    except OSError:
        return os.path.realpath(path) == os.path.realpath(other)


class Whose(NamedTuple):
    """Whom a file beside a casebook is for: mode, owner and group."""

    mode: int
    uid: int
    gid: int

    @classmethod
    def like(cls, casebook: os.stat_result) -> "Whose":
        """Return whom the casebook itself is for, and nobody else."""
        mode = stat.S_IMODE(casebook.st_mode) & 0o660 | 0o600
        return cls(mode, casebook.st_uid, casebook.st_gid)

    def give(self, descriptor: int) -> None:
        """Let a new file be so whatever the umask; root gives it away, as SQLite does."""
        if os.geteuid() == 0:
            os.fchown(descriptor, self.uid, self.gid)
        os.fchmod(descriptor, self.mode)


def write_beside(path: Path, content: bytes, whose: Whose, *, follow: bool = True) -> None:
    """Put a small file beside a casebook, replacing what has its name.

    Unless `follow` is true its directory must not be a link.
    """
    with held.opened(path.parent, follow=follow) as directory:
        held.put(directory, path.name, content, own=whose.give)


def read_beside(path: Path, *, follow: bool = True) -> bytes:
    """Return a small file's bytes; raises OSError for what is no file, or a large one.

    Unless `follow` is true its directory must not be a link.
    """
    with held.opened(path.parent, follow=follow) as directory:
        descriptor = held.read(directory, path.name)
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or found.st_size > _READ_AT_MOST:
            raise OSError(f"{path} is not a small file")
        return file.read(_READ_AT_MOST)
