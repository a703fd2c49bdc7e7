"""What an act may ask of the page that it is done on."""

from collections.abc import Callable
from typing import Any, ClassVar, Protocol, TypeVar

from textual.app import App

from tui.casebook.casebook import Casebook
from tui.casebook.records import Card
from tui.plan.plan import Plan
from tui.screens.page import Copied, Keep, Page
from tui.screens.sitting import Sitting
from tui.text.translation import Words
from tui.text.trouble import Trouble

Result = TypeVar("Result")
Given = TypeVar("Given")


class Workplace(Protocol):
    """A page on which something is done: what it shows, and what it can show, ask and say."""

    sitting: Sitting
    is_of_all: ClassVar[bool]
    hands_find_on: ClassVar[bool]
    wants_find: bool

    @property
    def footer_said(self) -> str:
        """The last sentence that was said."""

    @property
    def words(self) -> Words:
        """The reader's language."""

    @property
    def app(self) -> App[Any]:
        """The program."""

    @property
    def card(self) -> Card | None:
        """The card that is shown, or that the note is of."""

    @property
    def plan(self) -> Plan | None:
        """The plan of the card or the card type on the screen."""

    @property
    def item(self) -> str | None:
        """The step, or `step/check`, under the cursor; None elsewhere."""

    @property
    def note(self) -> int | None:
        """The number of the note under the cursor, or of the one that is read."""

    @property
    def type(self) -> str | None:
        """The card type under the cursor, when it is on no card."""

    async def ask(self, page: Page[Given]) -> Given | None:
        """Open a page, and return what it gives; None when it was left."""

    async def ask_until_kept(
        self, page: "Page[Given | None]", keep: Keep[Given, Result]
    ) -> Result | None:
        """Open a page that stays until `keep` has kept what it gives; None when it was left."""

    def read(self, question: Callable[[Casebook], Result]) -> Result | None:
        """Ask the casebook something; None when it could not answer, which was then said."""

    async def write(self, verb: Callable[[Casebook], Result]) -> Result | None:
        """Do one verb; None when it failed, which was then said."""

    async def write_or_conflict(self, verb: Callable[[Casebook], Result]) -> Result | None:
        """Do one verb like `write`, but let `Changed` through."""

    def say(self, text: str, look: str = "") -> None:
        """Say one sentence."""

    def say_trouble(self, trouble: Trouble) -> None:
        """Say what went wrong."""

    def show_card(self, card: Card) -> None:
        """Show a card as a verb has just returned it."""

    def show_everything(self, card: int | None = None, type: str | None = None) -> None:
        """Read the casebook and show it, with this card or card type chosen."""

    def point_at(self, key: str) -> None:
        """Put the cursor on a step, a check, or `note:3`, where it is shown."""

    def go_to(self, pane: str, key: str | None = None) -> None:
        """Put the focus on a pane, and the cursor there on a step, a check, or `note:3`."""

    def copied(self) -> Copied:
        """Return the text that is read, to be taken along."""

    def action_act(self, name: str) -> None:
        """Begin another act."""

    def leave(self) -> None:
        """Close the page."""

    def repaint(self) -> None:
        """Paint the whole screen again."""

    def show_hints(self) -> None:
        """Show the keys that matter where something was said."""


Asked = Page[Any]
"""The page that stays open until what it gave is kept."""
