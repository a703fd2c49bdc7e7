"""A page that is none: it answers what an act asks from a list, and remembers what was said."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from tui.casebook.casebook import Casebook
from tui.casebook.errors import CasebookError
from tui.casebook.records import Card
from tui.plan.plan import Plan, plan
from tui.screens.page import Copied
from tui.screens.sitting import Sitting
from tui.text.translation import Words
from tui.text.trouble import Trouble

Answer = Any
"""What a person answers to a question; None leaves it."""


class StandIn:
    """Stands where a page would, with a real casebook behind it and no screen before it."""

    is_of_all: ClassVar[bool] = False
    hands_find_on: ClassVar[bool] = False

    def __init__(self, sitting: Sitting, card: int | None = None) -> None:
        self.sitting = sitting
        self.item: str | None = None
        self.note: int | None = None
        self.type: str | None = None
        self.answers: list[Answer] = []
        self.asked: list[Any] = []
        self.said: list[str] = []
        self.pointed: list[str] = []
        self.has_left = False
        self.wants_find = False
        self.card = sitting.desk.casebook.card(card) if card is not None else None

    @property
    def words(self) -> Words:
        return self.sitting.words

    @property
    def footer_said(self) -> str:
        return self.said[-1] if self.said else ""

    @property
    def app(self) -> Any:
        raise NotImplementedError

    @property
    def plan(self) -> Plan | None:
        desk = self.sitting.desk
        if self.card is None:
            guide = desk.library.usual
            return plan(None, guide, "en") if guide else None
        return plan(self.card, desk.guide(self.card), "en", desk.situation(self.card))

    async def ask(self, page: Any) -> Any:
        self.asked.append(page)
        return self.answers.pop(0)

    async def ask_until_kept(self, page: Any, keep: Callable[[Any, Any], Any]) -> Any:
        while (given := await self.ask(page)) is not None:
            kept = await keep(self, given)
            if kept is not None:
                return kept
        return None

    def read(self, question: Callable[[Casebook], Any]) -> Any:
        return question(self.sitting.desk.casebook)

    async def write(self, verb: Callable[[Casebook], Any]) -> Any:
        try:
            return verb(self.sitting.desk.casebook)
        except CasebookError as refused:
            self.say_trouble(refused)
            return None

    async def write_or_conflict(self, verb: Callable[[Casebook], Any]) -> Any:
        return verb(self.sitting.desk.casebook)

    def say(self, text: str, look: str = "") -> None:
        self.said.append(text)

    def say_trouble(self, trouble: Trouble) -> None:
        self.say(trouble.say(self.words))

    def show_card(self, card: Card) -> None:
        self.card = card

    def show_everything(self, card: int | None = None, type: str | None = None) -> None:
        known = {each.id for each in self.sitting.desk.casebook.cards()}
        self.card = self.sitting.desk.casebook.card(card) if card in known and card else None

    def point_at(self, key: str) -> None:
        self.pointed.append(key)

    def go_to(self, pane: str, key: str | None = None) -> None:
        if key is not None:
            self.point_at(key)

    def copied(self) -> Copied:
        return Copied("")

    def action_act(self, name: str) -> None:
        raise NotImplementedError

    def leave(self) -> None:
        self.has_left = True

    def repaint(self) -> None:
        raise NotImplementedError

    def show_hints(self) -> None:
        self.said.append("")

    def is_asked(self, answers: Sequence[Answer]) -> "StandIn":
        """Take these answers, one to a question."""
        self.answers = list(answers)
        return self
