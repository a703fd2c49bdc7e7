"""Who has a casebook open, and at which card: a locked file for each session, beside it."""

import json
import os
import re
import secrets
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from tui import held
from tui.casebook.access.policy import MODES, SESSIONS
from tui.casebook.event import Who

_LARGEST: Final = 4096
_NAME: Final = re.compile(r"[0-9a-f]{16}\.json")


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
        self._directory = casebook.with_name(casebook.name + SESSIONS)
        self._casebook = casebook
        self._who = who
        self._name = ""
        self._descriptor: int | None = None
        self._told: int | None = None

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
        modes = MODES[bool(self._casebook.stat().st_mode & stat.S_IWGRP)]
        try:
            self._directory.mkdir(mode=0o700)
        except FileExistsError:
            is_new = False
        else:
            is_new = True
        with held.opened(self._directory, follow=False) as directory:
            if is_new:
                os.fchmod(directory, modes.directory)
            self._name, descriptor = held.make(
                directory,
                lambda: f"{secrets.token_hex(8)}.json",
                own=lambda descriptor: os.fchmod(descriptor, modes.file),
            )
        return descriptor

    def others(self) -> list[Present]:
        """Return the other people's sessions, in the order of their names."""
        found: list[Present] = []
        # A link, or no directory: nobody is seen.
        with suppress(OSError), held.opened(self._directory, follow=False) as directory:
            self._clear(directory)
            for name in filter(_NAME.fullmatch, held.names(directory)):
                present = None if name == self._name else _look(directory, name)
                if present is not None and present.who != self._who:
                    found.append(present)
        return sorted(found, key=lambda present: str(present.who))

    def _clear(self, directory: int) -> None:
        """Remove what killed sessions have left, and nothing that no session wrote."""
        for name, found in held.left(directory, _NAME):
            if not found.st_size or _look(directory, name) is not None:
                held.remove(directory, name, found)

    def close(self) -> None:
        """Be gone."""
        if self._descriptor is not None:
            with suppress(OSError), held.opened(self._directory, follow=False) as directory:
                held.discard(directory, self._name)
            os.close(self._descriptor)
            self._descriptor = None


def _look(directory: int, name: str) -> Present | None:
    """Return who wrote a file; None where that was no session."""
    try:
        descriptor = held.read(directory, name)
    except OSError:
        return None
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        return _read(os.pread(descriptor, _LARGEST, 0))
    except OSError:
        return None
    finally:
        os.close(descriptor)


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
