"""What the fields of a row may hold, looked at where rows are read."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from tui.casebook.event import Event
from tui.casebook.fields import CARD_FIELDS, HOLDER_FIELDS
from tui.casebook.tokens import DIRECTIONS, KINDS, OUTCOMES, STATES, UNKNOWN

Rule = Callable[[Any], object]
"""Raises ValueError, KeyError or TypeError for what a field may not hold."""


def _day(value: str | None) -> None:
    if value is not None and value != UNKNOWN:
        date.fromisoformat(value)


def _moment(value: str | None) -> None:
    """Look at a moment with its offset; a row that was just begun has none."""
    if value and datetime.fromisoformat(value).tzinfo is None:
        raise ValueError(value)


def _dated(value: str | None) -> None:
    """Look at a day, or a moment, of a letter."""
    if value is not None:
        datetime.fromisoformat(value)


def _amount(value: int | str | None) -> None:
    if value not in (None, UNKNOWN) and type(value) is not int:
        raise ValueError(value)


def _one_of(tokens: Sequence[str | None]) -> Rule:
    return dict.fromkeys(tokens).__getitem__


_MADE: Final[Mapping[str, Rule]] = {"at": _moment}
_RULES: Final[Mapping[str, Mapping[str, Rule]]] = {
    "holder": {field.name: _day for field in HOLDER_FIELDS if field.is_day},
    "card": {
        **{field.name: _day for field in CARD_FIELDS if field.is_day},
        **{field.name: _amount for field in CARD_FIELDS if field.kind == "sum"},
        **dict.fromkeys(("closed_at", "exported_at", "touched", "begun"), _moment),
    },
    "mark": {
        "state": _one_of(STATES),
        "follow_up": _day,
        "outcome": _one_of((None, *OUTCOMES)),
        **_MADE,
    },
    "note": {
        "kind": _one_of(KINDS),
        "direction": _one_of(DIRECTIONS),
        "date": _dated,
        "withdrawn_at": _moment,
        **_MADE,
    },
    "annotation": _MADE,
    "attachment": _MADE,
}


def damaged_rows(
    table: str, names: Sequence[str], rows: Sequence[Sequence[object]], *, has_bytes: bool
) -> frozenset[int]:
    """Return the places of the rows in which a field holds what it cannot hold.

    Bytes stand for a text that cannot be decoded, where there is one.
    """
    found: set[int] = set()
    if has_bytes:
        found.update(
            at for at, row in enumerate(rows) if any(isinstance(value, bytes) for value in row)
        )
    for name, rule in _RULES[table].items():
        if name not in names:
            continue
        place = names.index(name)
        # Thousands of rows have few different values, and hardly ever a wrong one.
        wrong = _wrong(rule, {row[place] for row in rows})
        if wrong:
            found.update(at for at, row in enumerate(rows) if row[place] in wrong)
    return frozenset(found)


def is_sound(event: Event) -> bool:
    """Say whether an event can be told: when, by whom and what kind it was."""
    texts = (
        *(event.kind, event.action, event.hash, event.previous, event.content),
        *(event.person or "", event.card_previous or "", event.idempotency or ""),
    )
    return not _wrong(_moment, [event.at]) and all(isinstance(text, str) for text in texts)


def _wrong(rule: Rule, values: Iterable[object]) -> frozenset[object]:
    wrong = []
    for value in values:
        try:
            rule(value)
        except (ValueError, KeyError, TypeError):
            wrong.append(value)
    return frozenset(wrong)
