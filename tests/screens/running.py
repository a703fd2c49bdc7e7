"""A desk of its own for each test, and the program running at it without a terminal."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from tui.app import Kaiyaku
from tui.casebook.casebook import Casebook
from tui.casebook.drafts import Drafts
from tui.casebook.event import Who
from tui.casebook.presence import Presence
from tui.casebook.sqlite import SqliteStore
from tui.desk import Desk
from tui.guides.advice import Advice
from tui.guides.load import Library, load
from tui.guides.shipped import content_directory
from tui.screens.pages.main import MainScreen
from tui.screens.sitting import Sitting
from tui.settings import Places, Settings
from tui.text.translation import Words

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
MIKA, KEN = Who("mika"), Who("ken")


OPENED: list[Desk] = []
"""The desks that the test has opened, for whoever closes them after it."""


@cache
def _shipped() -> Library:
    """Return the guides that come with the program, read once for all tests."""
    return load([content_directory()], None)


def desk_at(
    home: Path, who: Who = MIKA, library: Library | None = None, settings: Settings | None = None
) -> Desk:
    """Return a desk whose casebook is in `home`, on a day that does not move on."""
    places = Places.of({"HOME": str(home)})
    store = SqliteStore(places.casebook)
    library = library or _shipped()
    desk = Desk(
        library=library,
        advice=Advice(library.directories, None),
        casebook=Casebook(store, who, lambda: NOW),
        drafts=Drafts(places.state, str(places.casebook), who),
        clock=lambda: NOW,
        who=who,
        places=places,
        settings=settings or Settings(),
        readers=1,
        presence=Presence(places.casebook, who),
    )
    OPENED.append(desk)
    return desk


def add_card(desk: Desk, label: str = "My docomo", type: str = "postpaid") -> int:
    """Start a card and return its number."""
    guide = desk.library.guide(type)
    assert guide is not None
    return desk.casebook.add_card(guide, label, departure="2027-01-15").id


class Screen:
    """The running program, as a person meets it."""

    def __init__(self, app: Kaiyaku, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each answered before the next."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Type a text."""
        names = {" ": "space", "/": "slash", "+": "plus", "-": "minus", ".": "full_stop"}
        await self.press(*(names.get(character, character) for character in text))

    async def commit(self, text: str) -> None:
        """Send characters as an input method does."""
        for character in text:
            self.app.post_message(events.Key(_character_to_key(character), character))
            await self.settle()

    async def settle(self) -> None:
        """Wait until nothing is left to be done."""
        for _ in range(3):
            await self.pilot.pause()

    @property
    def lines(self) -> list[str]:
        """What stands on the screen."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        """What stands on the screen, as one text."""
        return "\n".join(self.lines)

    def line(self, part: str) -> str:
        """Return the line that has `part` in it."""
        return next(line for line in self.lines if part in line)

    @property
    def main(self) -> MainScreen:
        """The main screen, also when another is over it."""
        return next(s for s in self.app.screen_stack if isinstance(s, MainScreen))


@asynccontextmanager
async def running(
    desk: Desk,
    language: str = "en",
    size: tuple[int, int] = (80, 24),
    *,
    ascii: bool = False,
    unsettled: bool = False,
) -> AsyncIterator[Screen]:
    """Run the program at a desk."""
    sitting = Sitting(desk, Words(language), ascii=ascii, unsettled=unsettled)
    app = Kaiyaku(sitting)
    async with app.run_test(size=size) as pilot:
        screen = Screen(app, pilot)
        await screen.settle()
        yield screen
    desk.drafts.close()
    desk.casebook.store.close()


def states(desk: Desk, card: int = 1) -> dict[str, str]:
    """Return what is marked on a card."""
    return {item: mark.state for item, mark in desk.casebook.card(card).marks.items()}


def texts(desk: Desk, notes: Iterable[int]) -> list[str]:
    """Return the texts of some notes."""
    return [desk.casebook.note(note)[1] for note in notes]
