"""The folder that letters are sent to: what has arrived there, whole, and where it goes then."""

import fcntl
import os
import signal
import stat
from pathlib import Path
from typing import Final, NamedTuple

from tui import held
from tui.settings import make_private

_HALF: Final = (".part", ".partial", ".filepart", ".crdownload", ".download", ".tmp")
"""What programs call a file while they bring it."""
_AWAY: Final = "kept"
_NAMES: Final = 10_000


class _Look(NamedTuple):
    size: int
    modified: int
    inode: int


class Inbox:
    """One person's inbox; looked at twice a second, it costs one stat while nothing changes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.arrived: tuple[str, ...] = ()
        """The names of the files that lie there whole, the newest first."""
        self._changed_at = -1
        self._look_again = False
        self._known: dict[str, _Look] = {}
        self._moving: frozenset[str] = frozenset()

    def prepare(self) -> None:
        """Make the folder, for its owner alone; raises OSError where that cannot be."""
        make_private(self.path)
        with held.opened(self.path, follow=False) as directory:
            found = os.fstat(directory)
            if found.st_uid == os.getuid() and stat.S_IMODE(found.st_mode) & 0o077:
                os.fchmod(directory, 0o700)

    def look(self) -> bool:
        """Look what has arrived; True when that is not what it was at the look before.

        A file counts once it was the same at two looks and nobody has it open to write to it.
        """
        try:
            changed_at = self.path.stat().st_mtime_ns
            # Once more after a change: the next may bear the same time.
            changed = changed_at != self._changed_at
            if not (changed or self._look_again or self._moving):
                return False
            now = self._files()
        except OSError:
            changed_at, changed, now = -1, False, {}
        self._changed_at, self._look_again = changed_at, changed
        self._moving = frozenset(
            name
            for name, look in now.items()
            if self._known.get(name) != look or (name not in self.arrived and self._is_open(name))
        )
        self._known = now
        whole = [name for name, look in now.items() if look.size and name not in self._moving]
        before = self.arrived
        self.arrived = tuple(sorted(whole, key=lambda name: (-now[name].modified, name)))
        return before != self.arrived

    def _files(self) -> dict[str, _Look]:
        found: dict[str, _Look] = {}
        with os.scandir(self.path) as entries:
            for entry in entries:
                if entry.name.startswith(".") or entry.name.casefold().endswith(_HALF):
                    continue
                try:
                    status = entry.stat(follow_symlinks=False)
                except OSError:
                    # Taken away between the two calls.
                    continue
                if stat.S_ISREG(status.st_mode):
                    look = _Look(status.st_size, status.st_mtime_ns, status.st_ino)
                    found[entry.name] = look
        return found

    def _is_open(self, name: str) -> bool:
        """Say whether somebody still writes a file; False where the system cannot tell.

        On a slow line a copy may stand still for longer than the time between two looks.
        """
        flags = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC
        try:
            descriptor = os.open(self.path / name, flags)
        except OSError:
            return False
        try:
            # Linux grants a lease to read only where nobody writes. Who opens the file while it
            # is held is reported by a signal: one that does nothing, not one that kills.
            fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
            fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
            fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
        except BlockingIOError:
            return True
        except OSError:
            return False
        else:
            return False
        finally:
            os.close(descriptor)

    def holds(self, path: str) -> bool:
        """Say whether a file lies in the inbox itself."""
        return Path(path).parent.resolve() == self.path.resolve()

    def put_away(self, path: str) -> None:
        """Move a file that was kept to `kept/`, over no other; raises OSError."""
        source = Path(path)
        with held.opened(self.path, follow=False) as inbox:
            held.within(inbox, _AWAY).mkdir(mode=0o700, exist_ok=True)
            with held.opened(held.within(inbox, _AWAY), follow=False) as away:
                for number in range(1, _NAMES):
                    twin = f"{source.stem}-{number}{source.suffix}"
                    target = held.within(away, source.name if number == 1 else twin)
                    if _is_moved(held.within(inbox, source.name), target):
                        return
        raise FileExistsError(source.name)


def _is_moved(source: Path, target: Path) -> bool:
    """Give a file another name; False where that is taken."""
    try:
        # Taken first, so that the move goes over nothing but this.
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return False
    try:
        source.replace(target)
    except OSError:
        target.unlink(missing_ok=True)
        raise
    return True
