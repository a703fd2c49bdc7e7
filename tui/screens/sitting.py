"""One person's sitting at the desk: their language, their theme, and the desk."""

import asyncio
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from tui.casebook.records import Holder
from tui.deadlines.today import today
from tui.desk import Desk
from tui.keys import BY_ID
from tui.screens.inbox import Inbox
from tui.settings import THEMES, remember
from tui.text.translation import Words
from tui.widgets.glyphs import ASCII, DRAWN
from tui.widgets.voice import Voice

if TYPE_CHECKING:
    from tui.screens.ways import Here


@dataclass
class Sitting:
    """What every screen is given."""

    desk: Desk
    words: Words
    theme: str = "dark"
    ascii: bool = False
    unsettled: bool = False
    """Whether nothing said which language to speak."""
    is_of_one: bool = False
    """Whether the desk was opened for one person alone, for good."""
    is_kiosk: bool = False
    """Whether no file of this machine but the casebook may be opened."""
    folder: str = "~"
    """Where files were saved last."""
    unmet: int | None = None
    """The card that was started last, until it has been shown at a glance."""
    undone_card: int | None = None
    """The card that the last undo took away."""
    refuses_drafts: bool = False
    """Whether the disk took no draft the last time."""
    looked_for: tuple[str, str | None] = ("", None)
    """The last query, and where the cursor was in what it found."""
    writing: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held for each write: an undo must not overtake the tick that still waits for its turn."""

    @cached_property
    def inbox(self) -> Inbox:
        """The folder that letters are sent to."""
        return Inbox(self.desk.places.inbox)

    @cached_property
    def here(self) -> "Here":
        """How a line typed elsewhere reaches this casebook."""
        from tui.screens.ways import here

        return here(self.desk)

    @property
    def voice(self) -> Voice:
        """How to say things now."""
        glyphs = ASCII if self.ascii else DRAWN
        return Voice(self.words, today(self.desk.clock()), glyphs)

    def show_only(self, holder: Holder | None) -> None:
        """Show one person alone from now on, or everybody."""
        self.desk = self.desk.narrowed(holder)

    def speak(self, language: str) -> None:
        """Speak another language from now on."""
        self.words = Words(language)
        self.unsettled = False
        remember(self.desk.places, language=language)

    def next_theme(self) -> str:
        """Go on to the next theme and return its name."""
        at = THEMES.index(self.theme) if self.theme in THEMES else -1
        self.theme = THEMES[(at + 1) % len(THEMES)]
        remember(self.desk.places, theme=self.theme)
        return self.theme

    def key_of(self, id: str) -> str:
        """Return the first key of a command, as the user has set it."""
        changed = self.desk.settings.keys.get(id)
        return changed.split(",")[0] if changed else BY_ID[id].keys[0]
