"""A small guide, two people and a clock that moves only when asked."""

from datetime import UTC, datetime, timedelta

from tui.casebook.casebook import Casebook
from tui.casebook.draft import Draft
from tui.casebook.event import Who
from tui.casebook.storage import Store
from tui.guides.guide import Check, Guide, Introduction, Step, field_names

MIKA = Who("mika")
KEN = Who("ken")


def text(value: str) -> dict[str, str]:
    return {"en": value, "zh": value, "ja": value}


GUIDE = Guide(
    id="postpaid",
    version=1,
    name=text("Postpaid"),
    choose=text("a monthly bill"),
    introduction=Introduction(**{name: text(name) for name in field_names(Introduction)}),
    steps=tuple(
        Step(
            id=id,
            title=text(id),
            detail=text(f"about {id}"),
            checks=(Check(id="one", title=text("one")), Check(id="two", title=text("two"))),
        )
        for id in ("check-dates", "settle-dues", "contact-carrier")
    ),
)


class FrozenClock:
    """A clock that moves on by one second each time it is read."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def casebook(store: Store, who: Who = MIKA) -> Casebook:
    return Casebook(store, who, FrozenClock(), wait=5)


def letter(body: str, **fields: str) -> Draft:
    return Draft(original=body.encode("utf-8", "surrogatepass"), text=body, **fields)  # type: ignore[arg-type]
