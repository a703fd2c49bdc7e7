"""Keys one after the other: each is done, and its page open, before the next is looked at.

On a slow line several keys arrive at once. Textual would send the second one on while the first
is still opening a page, and text meant for that page would run as commands on the one before.
"""

import asyncio
from collections import deque
from typing import TYPE_CHECKING

from textual import events
from textual.app import App
from textual.message import Message

if TYPE_CHECKING:
    _App = App[None]
else:
    _App = object

_LOST = 0.5
"""Seconds after which a key counts as done although the widget that had it has gone."""


_ROUNDS = 2


class Done(Message):
    """Follows a key through the same queues; what the key set off came before it.

    Twice: a key comes back to the app before its binding runs, and what the binding posts goes
    round once more.
    """

    def __init__(self, round: int) -> None:
        super().__init__()
        self.round = round


class KeysInOrder(_App):
    """Mixin, before `App`: holds keys and pastes while the one before is still at work."""

    _waiting: "deque[events.Key | events.Paste] | None" = None
    _under_way = False
    _followed = True
    _lost: asyncio.TimerHandle | None = None

    def is_opening(self) -> bool:
        """Whether a page is about to open that the next keys are meant for."""
        raise NotImplementedError

    async def on_event(self, event: events.Event) -> None:
        """Dispatch an event; a key or paste only when those before it are done."""
        if not isinstance(event, events.Key | events.Paste):
            await super().on_event(event)
            return
        if not self.screen_stack:
            return  # typed while the program closes: no page is left that it could be meant for
        if event.is_forwarded:
            await super().on_event(event)
            return
        if isinstance(event, events.Key) and event.key == "ctrl+q":
            await super().on_event(event)
            return
        if self._waiting is None:
            self._waiting = deque()
        self._waiting.append(event)
        await self._next()

    async def _next(self) -> None:
        if self._under_way or not self._waiting or self.is_opening():
            return
        self._under_way, self._followed = True, False
        await super().on_event(self._waiting.popleft())
        self._lost = asyncio.get_running_loop().call_later(_LOST, self.post_message, Done(_ROUNDS))
        (self.focused or self.screen).post_message(Done(1))

    async def on_done(self, message: Done) -> None:
        """The key has been through: go on, unless it is opening something."""
        if not self.screen_stack:
            return  # The key has ended the program.
        if message.round < _ROUNDS:
            (self.focused or self.screen).post_message(Done(message.round + 1))
            return
        self._followed = True
        await self.go_on()

    async def go_on(self) -> None:
        """Look at the next key, now that something has opened or come to its end."""
        if self.is_opening() or (self._under_way and not self._followed):
            return
        self._under_way = False
        if self._lost is not None:
            self._lost.cancel()
        await self._next()
