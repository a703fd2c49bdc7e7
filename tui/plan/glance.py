"""A card at a glance: what has to be known of it first, each thing on one line."""

from datetime import date
from typing import Final, NamedTuple

from tui.casebook.fields import FIELDS, Field, Value
from tui.plan.plan import Plan, PlannedQuestion
from tui.text.clean import clean_line
from tui.text.translation import Words, marked


class Asked(NamedTuple):
    """One thing that a line asks: a field of the card or its holder, or a question of its guide."""

    thing: Field | PlannedQuestion
    value: Value | None
    """What stands in the field, or the title of the answer; None where nobody has said it."""

    @property
    def name(self) -> str:
        """What it is told by: a field by its name, a question by its id after a question mark."""
        return self.thing.name if isinstance(self.thing, Field) else f"?{self.thing.id}"

    @property
    def id(self) -> str:
        """What the command calls it, `monthly-charge`."""
        return self.name.lstrip("?").replace("_", "-")

    def title(self, words: Words) -> str:
        """Return what its form or its question calls it."""
        return words(self.thing.label) if isinstance(self.thing, Field) else self.thing.title


class GlanceLine(NamedTuple):
    """What belongs together. `id` names it for programs."""

    id: str
    title: str
    """To be translated, where it is not a question's own."""
    asks: str
    """What is asked where nothing is known yet, to be translated; empty for a question's own."""
    things: tuple[Asked, ...]

    @property
    def left(self) -> tuple[Asked, ...]:
        """What nobody has said yet."""
        return tuple(asked for asked in self.things if asked.value is None)


class _Line(NamedTuple):
    id: str
    title: str
    asks: str
    names: tuple[str, ...]
    """Of questions and fields, in the order in which they are asked."""


_LINES: Final = (
    _Line("number", marked("The number"), marked("Is it kept, or may it end?"), ("?number",)),
    _Line(
        "codes",
        marked("Codes by SMS"),
        marked("Which ones still come to this number?"),
        ("codes",),
    ),
    _Line(
        "login",
        marked("Sign-in tried"),
        marked("Does it work, and without this number?"),
        ("?login",),
    ),
    _Line(
        "bill",
        marked("Charge, closing day"),
        marked("How much a month, and up to which day?"),
        ("monthly_charge", "closing_day"),
    ),
    _Line(
        "moving",
        marked("Moving out, home internet"),
        marked("Notice given, removal agreed?"),
        ("?moving",),
    ),
    _Line(
        "pays",
        marked("What pays afterwards"),
        marked("By card or account, and when does that close?"),
        ("payment", "?account"),
    ),
    _Line(
        "back",
        marked("What goes back"),
        marked("SIM, router, handset in instalments?"),
        ("handset", "?sim", "?device", "?returns"),
    ),
    _Line(
        "whose",
        marked("Whose line, tied lines"),
        marked("Your own? In a family group?"),
        ("?who", "?group"),
    ),
    _Line(
        "acts",
        marked("Who acts, from when"),
        marked("When do you leave, who acts then, how reached?"),
        ("departure", "?acts", "contact"),
    ),
)
"""In the order in which a desk wants to see them. What begins with ? is a question of the guide."""

_FIELDS: Final = {field.name: field for field in FIELDS}


def glance(plan: Plan) -> tuple[GlanceLine, ...]:
    """Return the lines that there are for a plan's card, none for a closed card or without one.

    A question that belongs to no line has one of its own, after the others.
    """
    card = plan.card
    if card is None or card.closed:
        return ()
    questions = {f"?{asked.id}": asked for asked in plan.questions}
    lines = []
    for line in _LINES:
        things = []
        for name in line.names:
            asked, field = questions.pop(name, None), _FIELDS.get(name)
            if asked is not None:
                things.append(_of_question(asked))
            elif field is not None and field.is_for(plan.type):
                things.append(Asked(field, field.value(card)))
        if things:
            lines.append(GlanceLine(line.id, line.title, line.asks, tuple(things)))
    lines += [
        GlanceLine(asked.id, asked.title, "", (_of_question(asked),))
        for asked in questions.values()
    ]
    return tuple(lines)


def unanswered(plan: Plan) -> int:
    """Return on how many lines something is left to be answered."""
    return sum(bool(line.left) for line in glance(plan))


def known_said(line: GlanceLine, today: date, words: Words) -> tuple[str, ...]:
    """Return what is known on a line, in its order."""
    from tui.plan.field_values import value_said

    return tuple(
        clean_line(
            value_said(asked.thing, asked.value, today, words)
            if isinstance(asked.thing, Field)
            else str(asked.value)
        )
        for asked in line.things
        if asked.value is not None
    )


def _of_question(asked: PlannedQuestion) -> Asked:
    return Asked(asked, asked.answer.title if asked.answer else None)
