"""A small guide with days, conditions and questions, and cards for it."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from tests.casebook.examples import GUIDE, text
from tui.casebook.records import Card, Holder, Mark
from tui.guides.facts import Carrier, Ending
from tui.guides.guide import Answer, Check, Due, Guide, Question, Step, When

TODAY = date(2026, 11, 27)
KEEPING = When(answers={"number": ("keep",)})
ENDING = When(answers={"number": ("end", "unknown")})

AU = Carrier(
    id="au", name=text("au"), ending=Ending(ends="same-day", until="21:10", fact="cut-off")
)


def check(
    id: str, *due: Due, harm: int = 9, when: When | None = None, bring: bool = False
) -> Check:
    return Check(id=id, title=text(f"{id} title"), due=due, harm=harm, when=when, bring=bring)


def step(id: str, *checks: Check, due: tuple[Due, ...] = (), **more: Any) -> Step:
    return Step(
        id=id,
        title=text(f"{id} title"),
        detail=text(f"{id} detail"),
        checks=checks,
        due=due,
        **more,
    )


def guide(*steps: Step, questions: tuple[Question, ...] = ()) -> Guide:
    return replace(GUIDE, steps=steps, questions=questions)


NUMBER = Question(
    id="number",
    title=text("What becomes of the number?"),
    detail=text("why it matters"),
    answers=(
        Answer(id="end", title=text("it may end")),
        Answer(id="keep", title=text("it is kept")),
    ),
)


def card(
    departure: str | None = "2026-12-18",
    *marks: Mark,
    begun: str = "2026-11-01T01:00:00+00:00",
    **fields: Any,
) -> Card:
    return Card(
        id=1,
        type="postpaid",
        label="My au",
        holder=Holder(1, "Lin", departure=departure, end_of_stay=fields.pop("end_of_stay", None)),
        guide_version=1,
        guide_sha256="",
        begun=begun,
        marks=MappingProxyType({mark.item: mark for mark in marks}),
        **fields,
    )


def answered(answer: str, question: str = "number") -> Mark:
    return Mark(f"question:{question}", "done", reason=answer, at="2026-11-20T01:00:00+00:00")
