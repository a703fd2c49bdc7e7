"""All cards at a glance: one row a card, what presses on it, and which are wanted."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from tui.casebook.fields import FIELDS
from tui.casebook.records import Card
from tui.casebook.tokens import WAITING
from tui.guides.facts import Carrier
from tui.guides.guide import Guide
from tui.plan.days.situation import Situation
from tui.plan.days.timing import next_day
from tui.plan.plan import Progress, progress
from tui.text.translation import marked
from tui.text.trouble import Trouble

Kept = Literal["open", "closed", "all"]

LISTED: Final = tuple(
    (field, field.column)
    for field in sorted(FIELDS, key=lambda field: field.column.place if field.column else 0)
    if field.column is not None
)
"""The fields that have a column, in the order of the columns."""

_OF_COLUMN: Final = {column.name or field.on_card: field for field, column in LISTED}

COLUMNS: Final = ("id", *_OF_COLUMN, "done", "next", "changed")
"""What a board can be sorted by: `done` the share of steps, `next` the next day, `changed` when
something was done on it last."""


_SAID: Final = tuple(
    field for field in FIELDS if not field.is_day and (field.searched or field.column)
)


class BoardRow(NamedTuple):
    """One card, how far it is, and the next day on which something is due or to be asked."""

    card: Card
    progress: Progress
    next_day: str | None
    late: bool
    """Whether a day to ask again, or the departure, has passed and the card is still open."""


class Wanted(NamedTuple):
    """Which rows are to be seen; what is empty narrows nothing."""

    text: str = ""
    """Words that each stand somewhere in what a card is found by, or in a column."""
    assignee: str | None = None
    week: date | None = None
    """The Monday of the week in which they leave."""
    carrier: str = ""
    """A carrier's id, or what was written where nothing is known of it."""
    late: bool = False
    waiting: bool = False
    unproven: bool = False
    kept: Kept = "open"


def board_rows(
    cards: Iterable[Card],
    guide_of: Callable[[Card], Guide],
    carrier_of: Callable[[Card], Carrier | None],
    today: date,
) -> list[BoardRow]:
    """Return a row for each card; a card whose guide is damaged counts no steps."""
    return [_row(card, guide_of, carrier_of, today) for card in cards]


def _row(
    card: Card,
    guide_of: Callable[[Card], Guide],
    carrier_of: Callable[[Card], Carrier | None],
    now: date,
) -> BoardRow:
    planned, today = None, now.isoformat()
    try:
        guide, carrier = guide_of(card), carrier_of(card)
        counted = progress(card, guide, carrier)
        planned = None if card.closed else next_day(card, guide, Situation(now, carrier))
    except Trouble:
        # Named where the card is opened; one damaged guide must not hide five thousand cards.
        counted = Progress(done=0, total=0, waiting=0, skipped=0)
    days = [
        mark.follow_up
        for mark in card.marks.values()
        if mark.state == WAITING and mark.follow_up is not None
    ]
    days += [day for day in (card.line_end, card.holder.departure) if day and day[:1].isdigit()]
    coming = [day for day in days if day >= today]
    coming += [planned.isoformat()] if planned else []
    passed = any(day < today for day in days)
    finished = card.closed or (counted.total > 0 and counted.complete)
    return BoardRow(card, counted, min(coming, default=None), late=passed and not finished)


def narrowed(
    rows: Iterable[BoardRow], wanted: Wanted, carrier_of: Callable[[Card], Carrier | None]
) -> list[BoardRow]:
    """Return the rows that are wanted, in the order in which they stand."""
    is_wanted = card_filter(wanted, carrier_of)
    return [
        row
        for row in rows
        if is_wanted(row.card)
        and (row.late or not wanted.late)
        and (row.progress.waiting or not wanted.waiting)
        and (row.progress.unproven or not wanted.unproven)
    ]


def card_filter(
    wanted: Wanted, carrier_of: Callable[[Card], Carrier | None]
) -> Callable[[Card], bool]:
    """Return what says of a card by itself whether it is wanted: not how late or far it is."""
    words = _folded(wanted.text).split()

    def is_wanted(card: Card) -> bool:
        if wanted.kept != "all" and card.closed != (wanted.kept == "closed"):
            return False
        if wanted.assignee is not None and (card.assignee or "") != wanted.assignee:
            return False
        if wanted.week is not None and monday(card.holder.departure) != wanted.week:
            return False
        if wanted.carrier and carrier_name(card, carrier_of) != wanted.carrier:
            return False
        return not words or _says(card, words)

    return is_wanted


def carrier_name(card: Card, carrier_of: Callable[[Card], Carrier | None]) -> str:
    """Return the id of a card's carrier; what was written where nothing is known of it."""
    known = carrier_of(card)
    return known.id if known else card.carrier or ""


def _says(card: Card, words: Sequence[str]) -> bool:
    told = (field.value(card) for field in _SAID)
    said = _folded("\n".join([str(card.id), *(str(value) for value in told if value)]))
    return all(word in said for word in words)


def _folded(text: str) -> str:
    if not text:
        return text
    from tui.text.folding import fold

    return fold(text)


def monday(iso: str | None) -> date | None:
    """Return the Monday of the week that a day is in; None for `unknown` and for no day."""
    try:
        day = date.fromisoformat((iso or "")[:10])
    except ValueError:
        return None
    return day - timedelta(days=day.weekday())


def in_order(rows: Iterable[BoardRow], column: str, *, backwards: bool = False) -> list[BoardRow]:
    """Return the rows sorted by one of `COLUMNS`; what a row lacks comes last."""
    if column not in COLUMNS:
        raise Trouble(
            marked("A board is sorted by {columns}, not by {column}."),
            columns=", ".join(COLUMNS),
            column=column,
        )
    known = [row for row in rows if not _lacks(row, column)]
    lacking = [row for row in rows if _lacks(row, column)]
    return [*sorted(known, key=lambda row: _key(row, column), reverse=backwards), *lacking]


def _lacks(row: BoardRow, column: str) -> bool:
    return _value(row, column) in (None, "")


def _key(row: BoardRow, column: str) -> tuple[object, int]:
    return _value(row, column), row.card.id


def _value(row: BoardRow, column: str) -> str | int | float | None:
    card = row.card
    match column:
        case "id":
            return card.id
        case "done":
            return row.progress.done / max(row.progress.total, 1)
        case "next":
            # What is late presses more than what is to come.
            return f"0{row.next_day or ''}" if row.late else row.next_day
        case "changed":
            return card.touched
    field = _OF_COLUMN[column]
    value = field.value(card)
    if field.is_day:
        return value if value and str(value)[:1].isdigit() else None
    return value.casefold() if isinstance(value, str) else value
