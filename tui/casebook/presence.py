"""Who has a casebook open, and at which card: a locked file for each session, beside it."""

import fcntl
import json
import os
import secrets
import stat
from pathlib import Path
from typing import NamedTuple

from tui.casebook.event import Who

_LARGEST = 4096
_SUFFIX = ".here"


class Present(NamedTuple):
    """A session of somebody's, and the card that is on its screen."""

    who: Who
    card: int | None


class Presence:
    """This session among the others at one casebook.

    A session that was killed is gone at once: the kernel drops its lock. Where no such file can
    be made (a casebook that may only be read) nobody is seen, and nothing else suffers.
    """

    def __init__(self, casebook: Path, who: Who) -> None:
        self._directory = casebook.with_name(casebook.name + _SUFFIX)
        self._casebook = casebook
        self._who = who
        self._name = f"{secrets.token_hex(8)}.json"
        self._descriptor: int | None = None
        self._told: int | None = None
        self._mode = 0o600

    def at(self, card: int | None) -> None:
        """Say which card is on this session's screen."""
        if self._descriptor is not None and card == self._told:
            return
        try:
            if self._descriptor is None:
                self._descriptor = self._join()
            here = {"login": self._who.login, "name": self._who.name, "card": card}
            # One short write: whoever reads at the same moment reads the old or the new.
            text = json.dumps(here).encode()[: _LARGEST - 1]
            os.pwrite(self._descriptor, text.ljust(_LARGEST), 0)
        except OSError:
            # Being seen is a courtesy; no work depends on it.
            return
        self._told = card

    def _join(self) -> int:
        mode = self._casebook.stat().st_mode
        shared = bool(mode & 0o020)
        self._mode = 0o660 if shared else 0o600
        if not self._directory.exists():
            self._directory.mkdir(exist_ok=True)
            self._directory.chmod(0o2770 if shared else 0o700)
        flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC
        descriptor = os.open(self._directory / self._name, flags, self._mode)
        os.fchmod(descriptor, self._mode)
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return descriptor

    def others(self) -> list[Present]:
        """Return the other people's sessions, in the order of their names."""
        try:
            files = [path for path in self._directory.iterdir() if path.name != self._name]
        except OSError:
            return []
        found = map(self._look, files)
        others = [present for present in found if present and present.who != self._who]
        return sorted(others, key=lambda present: str(present.who))

    def _look(self, path: Path) -> Present | None:
        """Return who holds a file; one that nobody holds is cleared away."""
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        try:
            descriptor = os.open(path, flags)
        except OSError:
            return None
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return None
            try:
                fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except OSError:
                return _read(os.pread(descriptor, _LARGEST, 0))
            path.unlink(missing_ok=True)
            return None
        except OSError:
            return None
        finally:
            os.close(descriptor)

    def close(self) -> None:
        """Be gone."""
        if self._descriptor is not None:
            (self._directory / self._name).unlink(missing_ok=True)
            os.close(self._descriptor)
            self._descriptor = None


def _read(raw: bytes) -> Present | None:
    """Return what a session says of itself; None for what is no session of ours."""
    try:
        plain = json.loads(raw)
        login, name, card = plain["login"], plain["name"], plain["card"]
    except (ValueError, KeyError, TypeError):
        return None
    if not isinstance(login, str) or not isinstance(name, str | None):
        return None
    return Present(Who(login, name), card if isinstance(card, int) else None)
