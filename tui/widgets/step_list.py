"""The steps of one card as checkable items, with details that open in place."""

from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from tui.casebook.tokens import OPEN
from tui.keys import BY_ID, bindings
from tui.plan.plan import Plan, PlannedStep
from tui.widgets.lines import Lines
from tui.widgets.step_rows import CHECKS, DETAILS, FOLDED, NEWER, UNANSWERED, Learn, rows
from tui.widgets.voice import Voice

_ACTS = {UNANSWERED: BY_ID["card.glance"].action, NEWER: "guides.renew"}
_KEYS = {
    "done": "step.mark",
    "waiting": "step.wait",
    "skip": "step.skip",
    "note": "note.write",
    "proof": "step.prove",
}
"""The actions that a step ends with -> the keys that do the same."""


class StepList(Lines):
    """Shows a plan and says what the reader did to its steps and checks."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "step.mark", "step.wait", "step.skip", "step.details", "step.go"
    )

    class Wanted(Message):
        """The reader wants something to be done here."""

        def __init__(self, act: str) -> None:
            super().__init__()
            self.act = act
            """The name of the act, as a key's declaration has it."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._plan: Plan | None = None
        self._voice: Voice | None = None
        self._unfolded: dict[str, int] = {}
        self._learn: Learn | None = None
        self._glance_key = ""

    def show_plan(
        self, plan: Plan, voice: Voice, learn: Learn | None = None, glance_key: str = ""
    ) -> None:
        """Show a plan; another card's begins at its next open step, with what is above it."""
        self._learn, self._glance_key = learn, glance_key
        known = self._plan
        same = known is not None and (known.type, known.card and known.card.id) == (
            plan.type,
            plan.card and plan.card.id,
        )
        self._plan, self._voice = plan, voice
        self.glyphs = voice.glyphs
        if same:
            self._lay_out()
            return
        self._unfolded = {}
        begin = plan.next_step if plan.card else None
        if begin is not None and begin.mark.state == OPEN:
            self._unfolded[begin.id] = CHECKS
        first = begin.id if begin else plan.steps[0].id if plan.steps else None
        self.cursor = 0
        self.scroll_rows_to(0)
        self._lay_out(first)

    def _lay_out(self, cursor_key: str | None = None) -> None:
        if self._plan is not None and self._voice is not None:
            plan, voice, unfolded = self._plan, self._voice, self._unfolded
            learn, key = self._learn, self._glance_key
            self.show_fitted(
                lambda cells: rows(plan, voice, cells, unfolded, learn, key), cursor_key
            )

    def reveal(self, item: str) -> None:
        """Put the cursor on a step or check, whose step is unfolded for it."""
        step = item.partition("/")[0]
        if "/" in item and not self._unfolded.get(step):
            self._unfolded[step] = CHECKS
        self._lay_out(item)

    @property
    def item(self) -> str | None:
        """The step or check under the cursor; None on a row to read."""
        key = self.cursor_key
        if key is None or key.startswith(("?", "#")):
            return None
        return key.partition("!")[0]

    @property
    def step(self) -> PlannedStep | None:
        """The step that the cursor is on or in."""
        if self._plan is None or self.item is None:
            return None
        return self._plan.step(self.item.partition("/")[0])

    def action_act(self, name: str) -> None:
        """Have an act done on the item under the cursor; another row does what it is there for."""
        if self.item is None:
            self.action_details()
        else:
            self.post_message(self.Wanted(name))

    def action_details(self) -> None:
        """Open or fold what is under the cursor, or do the action it names."""
        key = self.cursor_key
        if key is None:
            return
        if key in _ACTS:
            self.post_message(self.Wanted(_ACTS[key]))
            return
        _, _, action = key.partition("!")
        if action:
            self.post_message(self.Wanted(BY_ID[_KEYS[action]].action))
        elif "/" in key:
            self.post_message(self.Wanted(BY_ID["step.mark"].action))
        else:
            unfolded = self._unfolded.get(key, FOLDED)
            self._unfold(key, FOLDED if unfolded == DETAILS else DETAILS)

    def _unfold(self, key: str, level: int) -> None:
        self._unfolded[key] = level
        self._lay_out()

    def fold(self) -> bool:
        """Fold what the cursor is in; False when there was nothing to fold."""
        key = self.cursor_key or ""
        step = key if key.startswith("?") else key.partition("!")[0].partition("/")[0]
        if not self._unfolded.get(step):
            return False
        self._unfolded[step] = FOLDED
        self._lay_out(step)
        return True

    def unfold(self) -> bool:
        """Open the step under the cursor; False when it is open already."""
        key = self.cursor_key or ""
        if key == UNANSWERED or "/" in key or "!" in key or self._unfolded.get(key) == DETAILS:
            return False
        self._unfold(key, DETAILS)
        return True

    def action_go(self, number: str) -> None:
        """Go to the step with this number."""
        if self._plan is not None and int(number) <= len(self._plan.steps):
            self.move_to_key(self._plan.steps[int(number) - 1].id)
