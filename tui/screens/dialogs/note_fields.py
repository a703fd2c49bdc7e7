"""The fields above a note's text, in the order in which they are filled in."""

from collections.abc import Iterator, Sequence

from textual.containers import Horizontal
from textual.widget import Widget

from tui.casebook.draft import Draft
from tui.casebook.drafts import Unfinished
from tui.casebook.records import Card
from tui.casebook.tokens import DIRECTIONS, KINDS
from tui.screens.dialogs.form import Labelled
from tui.text.labels import DIRECTION_LABELS, KIND_LABELS
from tui.text.translation import Words
from tui.widgets.bar import Bar
from tui.widgets.choice import Choice
from tui.widgets.field import Field

Steps = Sequence[tuple[str, str]]
"""The ids of steps, and how they are shown."""


def has_caption(draft: Draft | None) -> bool:
    """Say whether a letter is a picture or the like, which says nothing of itself."""
    return draft is not None and draft.form == "file"


def note_fields(
    words: Words, now: Unfinished, draft: Draft | None, cards: Sequence[Card], steps: Steps
) -> Iterator[Widget]:
    """Make the fields of a note that is written, or, with a `draft`, of a letter under review."""
    labels = [(str(card.id), card.label) for card in cards]
    if labels:
        if now.card not in {card.id for card in cards}:
            labels.insert(0, ("", words("a new card")))
        yield Labelled(words("Card"), Choice(labels, str(now.card), id="card"))
    yield Bar(id="belongs")
    kinds = [(kind, words(KIND_LABELS[kind])) for kind in KINDS]
    directions = [(token, words(DIRECTION_LABELS[token])) for token in DIRECTIONS]
    yield _pair(
        Labelled(words("Kind"), Choice(kinds, now.kind, id="kind")),
        Labelled(words("Direction"), Choice(directions, now.direction, id="direction")),
    )
    if draft is None:
        yield Labelled(words("Date"), Field(now.date, hint=words("today"), id="date"))
    else:
        yield _pair(
            Labelled(words("Date"), Field(now.date, hint=words("not known"), id="date")),
            Labelled(words("Carrier"), Field(now.carrier, id="carrier")),
        )
        yield Labelled(words("From"), Field(now.sender, id="sender"))
        yield Labelled(words("To"), Field(now.recipient, id="recipient"))
    yield Labelled(words("Subject"), Field(now.subject, id="subject"))
    if has_caption(draft):
        hint = words("what it shows: bill of 12 Nov, page 1")
        yield Labelled(words("Caption"), Field(now.caption, hint=hint, id="caption"))
    offered = [("", words("no step in particular")), *steps]
    yield Labelled(words("Step"), Choice(offered, now.step or "", id="step"))


def _pair(first: Labelled, second: Labelled) -> Horizontal:
    """Put two short fields on one line, where it is wide enough."""
    second.add_class("second")
    return Horizontal(first, second, classes="pair")
