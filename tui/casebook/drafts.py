"""Text that is being typed or reviewed, on disk within a second, for its writer alone."""

import hashlib
import json
import os
import re
import secrets
import threading
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple

from tui import held
from tui.casebook.event import Who
from tui.settings import make_private

_ALIVE: Final = re.compile(r"[0-9a-f]{12}\.alive")

CARD: Final = "card"
"""The kind of what was filled in of a card; its text is JSON, field -> value."""


class Unfinished(NamedTuple):
    """What was on the editor's or the review's screen."""

    text: str
    kind: str = "memo"
    direction: str = "out"
    date: str = ""
    subject: str = ""
    card: int | None = None
    step: str | None = None
    pasted: bool = False
    """Whether it came as a letter, to be kept exactly as it came."""
    looked_over: bool = False
    """Whether kind, date and subject are the writer's own by now, and not to be guessed."""
    sender: str = ""
    recipient: str = ""
    carrier: str = ""
    caption: str = ""
    path: str = ""
    """The file that is under review; its bytes stay where they are, and `text` is empty."""
    sha256: str = ""
    """Of the file as it was looked over."""
    rest: tuple[str, ...] = ()
    """The files that were to be looked over after it."""
    saved: str = ""
    """When it was last put on disk, UTC, ISO 8601."""
    only: int | None = None
    """The holder who alone was shown when it was written; given by `Drafts`."""
    key: str = ""
    """The file it is kept in; given by `Drafts`."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that anybody would want back."""
        return not (self.text.strip() or self.subject or self.path)

    @property
    def is_card(self) -> bool:
        """Whether it is a card's form, and no note."""
        return self.kind == CARD


_TEXTS: Final = tuple(name for name, kind in Unfinished.__annotations__.items() if kind is str)


class Drafts:
    """The drafts of one person and one casebook.

    `hold` only remembers; `flush` writes and needs no event loop, so that a signal can call it.
    """

    only: int | None = None
    """The one holder whose drafts are offered; None for all that the person left."""

    def __init__(self, state: Path, casebook: str, who: Who) -> None:
        self._directory = state / "drafts" / _owner(casebook, who)
        self._session = secrets.token_hex(6)
        self._lock: int | None = None
        self._pending: dict[str, Unfinished] = {}
        # A signal's flush waits for one that is under way, or the process would end before it.
        self._writing = threading.Lock()

    def hold(self, draft: Unfinished) -> Unfinished:
        """Remember the newest state of a draft, to be written at the next `flush`.

        A draft that another session left becomes this session's own.
        """
        if not draft.key.startswith(self._session):
            key = f"{self._session}-{secrets.token_hex(4)}"
            left, draft = draft.key, draft._replace(key=key, only=self.only)
            self._pending[draft.key] = draft
            if left:
                self._claim(left, draft.key)
        self._pending[draft.key] = draft
        return draft

    def _claim(self, left: str, key: str) -> None:
        """Take a left draft's file over, so that nobody else is offered it."""
        with self._writing:
            try:
                with self._opened() as directory:
                    theirs = held.within(directory, f"{left}.json")
                    theirs.rename(held.within(directory, f"{key}.json"))
            except OSError:
                # Taken up elsewhere, or a full disk: the text itself is held, and written anew.
                return

    def flush(self) -> None:
        """Write what was held since the last time; raises OSError when the disk refuses."""
        with self._writing:
            for key, draft in list(self._pending.items()):
                self._write(draft)
                if self._pending.get(key) is draft:
                    del self._pending[key]

    def _write(self, draft: Unfinished) -> None:
        # ASCII escapes carry NUL and lone surrogates through unchanged.
        content = json.dumps(draft._asdict()).encode("ascii")
        with self._opened() as directory:
            held.put(directory, f"{draft.key}.json", content, sync=True)

    def discard(self, key: str) -> None:
        """Erase a draft from memory and disk at once; raises OSError when the disk refuses.

        Without a key there is none: nothing was held yet.
        """
        if not key:
            return
        with self._writing:
            self._pending.pop(key, None)
            with suppress(FileNotFoundError), self._reached() as directory:
                held.within(directory, f"{key}.json").unlink()

    def is_kept(self, key: str) -> bool:
        """Say whether a draft is there, on disk or on its way."""
        return key in self._pending or os.path.lexists(self._directory / f"{key}.json")

    def left_behind(self, *, own: bool = False) -> list[Unfinished]:
        """Return the drafts that no running session is writing, oldest first.

        With `own`, also those that this session has put aside, on a disk that refuses as well.
        """
        found: list[Unfinished] = []
        waiting = dict(self._pending) if own else {}
        with suppress(OSError), self._reached() as directory:
            running = self._running(directory)
            for name in sorted(held.names(directory), key=lambda name: _written(directory, name)):
                session = name.partition("-")[0]
                if not name.endswith(".json") or (
                    not own if session == self._session else session in running
                ):
                    continue
                draft = waiting.pop(name.removesuffix(".json"), None) or _read(directory, name)
                if draft is not None and self.only in (None, draft.only):
                    found.append(draft)
        return [*found, *waiting.values()]

    def close(self) -> None:
        """Write what is pending and let go of the session's lock."""
        try:
            self.flush()
        finally:
            if self._lock is not None:
                with suppress(OSError), self._reached() as directory:
                    held.discard(directory, f"{self._session}.alive")
                os.close(self._lock)
                self._lock = None

    @contextmanager
    def _reached(self) -> Iterator[int]:
        """Open the drafts' directory, and neither it nor the one above through a link."""
        with (
            held.opened(self._directory.parent, follow=False) as all_of_mine,
            held.opened(held.within(all_of_mine, self._directory.name), follow=False) as directory,
        ):
            yield directory

    @contextmanager
    def _opened(self) -> Iterator[int]:
        """Open the drafts' directory, in which a held file says that this session lives."""
        if self._lock is None:
            make_private(self._directory.parent)
            with held.opened(self._directory.parent, follow=False) as all_of_mine:
                held.within(all_of_mine, self._directory.name).mkdir(mode=0o700, exist_ok=True)
        with self._reached() as directory:
            if self._lock is None:
                held.clear(directory)
                held.clear(directory, _ALIVE)
                _, self._lock = held.make(directory, lambda: f"{self._session}.alive")
            yield directory

    def _running(self, directory: int) -> set[str]:
        """Return the sessions that are writing drafts now."""
        ended = {name for name, _ in held.left(directory, _ALIVE)}
        names = filter(_ALIVE.fullmatch, held.names(directory))
        return {name.partition(".")[0] for name in names if name not in ended}


def erase_of(
    drafts: Path, casebook: str, people: Iterable[Who], cards: Collection[int]
) -> Iterator[Path]:
    """Erase the drafts that these people have left of these cards; yield what went.

    Raises OSError when the disk refuses.
    """
    for who in people:
        own = drafts / _owner(casebook, who)
        try:
            above = held.open_directory(own, follow=False)
        except (FileNotFoundError, NotADirectoryError):
            continue
        try:
            for name in held.names(above):
                draft = _read(above, name) if name.endswith(".json") else None
                if draft is not None and draft.card in cards:
                    held.within(above, name).unlink()
                    yield own / name
        finally:
            os.close(above)


def _owner(casebook: str, who: Who) -> str:
    """Return the name of the directory for a person's drafts of a casebook."""
    written = f"{casebook}\0{who.login}\0{who.name or ''}"
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def _read(directory: int, name: str) -> Unfinished | None:
    """Return a draft; None for a file that is not ours, or of another version, left as it is."""
    try:
        with os.fdopen(held.read(directory, name), "rb") as file:
            plain = json.loads(file.read())
        draft = Unfinished(**{**plain, "key": name.removesuffix(".json")})
        draft = draft._replace(rest=tuple(draft.rest))
    except (OSError, ValueError, TypeError):
        return None
    texts = [getattr(draft, name) for name in _TEXTS]
    return draft if all(isinstance(text, str) for text in (*texts, *draft.rest)) else None


def _written(directory: int, name: str) -> float:
    """Return when a draft was written; one that its session has just erased sorts first."""
    try:
        return held.within(directory, name).lstat().st_mtime
    except OSError:
        return 0.0
