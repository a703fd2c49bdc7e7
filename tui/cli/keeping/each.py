"""`kaiyaku note add --each`: every letter goes with the card that it is sure to be about."""

import time
from collections.abc import Iterator
from typing import Any, Final

from tui.casebook.action import new_action
from tui.casebook.draft import Draft
from tui.casebook.records import Note
from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.days import say_when
from tui.cli.keeping import incoming
from tui.cli.keeping.keep import BATCH, Keeping
from tui.cli.output import write_error
from tui.cli.shapes import Shape
from tui.correspondence.mail.mbox import ALL, is_wanted, messages
from tui.plan.routing.routing import Verdict, routing_of, said
from tui.text.translation import marked
from tui.text.trouble import Trouble

_LETTERS: Final = 200
_BYTES: Final = 16 * 1024 * 1024
_BETWEEN: Final = 0.03
"""Seconds in which colleagues may write between two of our transactions."""


def add_each(command: Command) -> None:
    """Keep each letter with its card, as one action; what is unsure or nobody's is only told."""
    first = command.arguments.text("card")
    paths = [*([first] if first is not None else []), *command.arguments.many("file")]
    if command.is_kiosk and any(path != incoming.STANDARD_INPUT for path in paths):
        raise Usage(marked("Files of this machine cannot be named here: send the letter in."))
    if command.arguments.text("step") is not None:
        raise Usage(marked("--step is of one card: it does not go with --each."))
    placing = _Placing(command)
    try:
        for path in paths or [incoming.STANDARD_INPUT]:
            placing.read(path)
        placing.keep()
    except KeyboardInterrupt:
        placing.tell_interrupted()
        raise
    finally:
        placing.answer()
    if placing.refused:
        raise placing.refused[0]


class _Placing:
    """Letters on their way into many cards."""

    def __init__(self, command: Command) -> None:
        self.command = command
        self.refused: list[Trouble] = []
        self._keeping = Keeping(command)
        self._keeping.check()
        self._routing = routing_of(command.desk.casebook)
        self._action = new_action()
        self._taken: list[tuple[int, Draft, dict[str, Any]]] = []
        self._since = time.monotonic()
        self._shapes: list[Shape] = []
        self._kept = 0

    def read(self, path: str) -> None:
        """Find the card of every letter in a file, and keep those that are sure."""
        try:
            for name, content in _letters(path, self.command.arguments.text("from") or ALL):
                self._place(name, content)
        except Trouble as trouble:
            self._refuse(trouble)

    def _refuse(self, trouble: Trouble) -> None:
        self.command.complain(trouble)
        self.refused.append(trouble)

    def _place(self, name: str, content: bytes) -> None:
        try:
            draft = self._keeping.draft(content, name)
        except Trouble as trouble:
            self._refuse(trouble)
            return
        found = self._routing.verdict(draft)
        shape = self._shape(name, draft, found)
        self._shapes.append(shape)
        if not found.is_sure or found.card is None or self._keeping.dry:
            self._say(draft, found, name)
            return
        self._routing.learn(found.card.id, draft)
        self._taken.append((found.card.id, draft, shape))
        size = sum(len(draft.original) for _, draft, _ in self._taken)
        late = time.monotonic() - self._since > BATCH
        if late or size > _BYTES or len(self._taken) >= _LETTERS:
            self.keep()

    def keep(self) -> None:
        """Keep what was taken, in short transactions; raises `CasebookError`."""
        casebook = self.command.desk.casebook
        while self._taken:
            placed = [(card, draft) for card, draft, _ in self._taken]
            kept = casebook.keep_all(placed, action=self._action)
            done, self._taken = self._taken[: len(kept)], self._taken[len(kept) :]
            self._kept += sum(is_new for _, is_new in kept)
            for (note, is_new), (_, draft, shape) in zip(kept, done, strict=True):
                shape.update(note=note.id, is_new=is_new)
                self._say(draft, self._routing.verdict(draft), "", note)
            if self._taken:
                time.sleep(_BETWEEN)
        self._since = time.monotonic()

    def tell_interrupted(self) -> None:
        """Say how far it went before the person stopped it."""
        line = "Stopped: {n} letter is kept. The same command goes on from there."
        lines = "Stopped: {n} letters are kept. The same command goes on from there."
        write_error(self.command.words.plural(line, lines, self._kept))

    def answer(self) -> None:
        """Write the data where JSON was asked for."""
        if self.command.arguments.flag("json"):
            self.command.answer({"letters": self._shapes})

    def _shape(self, name: str, draft: Draft, found: Verdict) -> dict[str, Any]:
        return {
            "name": name,
            "sender": draft.sender,
            "subject": draft.subject,
            "date": draft.date,
            "card": found.card.id if found.card else None,
            "label": found.card.label if found.card else None,
            "because": list(found.because),
            "sure": found.is_sure,
            "note": None,
            "is_new": False,
        }

    def _say(self, draft: Draft, found: Verdict, name: str, note: Note | None = None) -> None:
        if self.command.arguments.flag("json"):
            return
        words, card = self.command.words, found.card
        if note is not None and card is not None:
            first = words("Note {note} kept with {card}", note=note.id, card=card.label)
        elif card is None:
            first = words("Nobody's: {name}", name=name)
        elif found.is_sure:
            first = words("Would be kept with {card}: {name}", card=card.label, name=name)
        else:
            number = f"{card.id} {card.label}"
            first = words("Unsure, perhaps {card}: {name}", card=number, name=name)
        day = say_when(draft.date, self.command.today, words)
        parts = (first, draft.sender, day, draft.subject, said(found.because, words))
        self.command.say(self.command.dot.join(part for part in parts if part))


def _letters(path: str, whose: str) -> Iterator[tuple[str, bytes]]:
    """Yield the letters of a file, one or those of a mailbox, with what each is called."""
    with incoming.opened(path) as source:
        if not source.is_mailbox:
            yield incoming.shown(path), source.content()
            return
        source.file.seek(0)
        for number, letter in enumerate(messages(source.file), start=1):
            if letter.strip() and is_wanted(letter, whose):
                yield f"{incoming.shown(path)}:{number}", letter
