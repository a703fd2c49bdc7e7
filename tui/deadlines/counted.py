"""Days counted from days: the rules of a guide on one card's calendar."""

import calendar
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from tui.deadlines.working import working_days_from
from tui.guides.guide import Due

MONTH_END = "month-end"
LINE_END, LINE_END_LATEST = "line-end", "line-end-latest"
"""The first and the last of the days on which a line may end."""


class Counted(NamedTuple):
    """The day that a rule leads to, and the rule."""

    day: date
    rule: Due


def earliest(rules: Iterable[Due], known: Mapping[str, date]) -> Counted | None:
    """Return the earliest day that the rules lead to; None where no day of theirs is known.

    `known` are the days to count from, under the names that `Due.day` may have. Of rules that
    only open something the latest counts, and only where no other rule leads to a day.
    """
    counted = [found for rule in rules if (found := count(rule, known))]
    closing = [found for found in counted if not found.rule.opens]
    if closing:
        return min(closing, key=lambda found: found.day)
    return max(counted, key=lambda found: found.day, default=None)


def count(rule: Due, known: Mapping[str, date]) -> Counted | None:
    """Return the day that one rule leads to; None where its day is not known."""
    day = known.get(counted_from(rule))
    if day is None:
        return None
    try:
        if rule.months:
            day = months_from(day, rule.months)
        day += timedelta(days=rule.days)
        if rule.working_days:
            day = working_days_from(day, rule.working_days)
        if rule.on is not None:
            day = month_end_up_to(day) if rule.on == MONTH_END else day_up_to(day, int(rule.on))
    except (OverflowError, ValueError):
        # Beyond the calendar: a departure in the year 1 or 9999 has no month before or after it.
        return None
    return Counted(day, rule)


def counted_from(rule: Due) -> str:
    """Return which known day a rule counts from: what waits for an end waits for the last of it."""
    return LINE_END_LATEST if rule.day == LINE_END and rule.days > 0 else rule.day


def months_from(day: date, months: int) -> date:
    """Return the same day `months` later; the last day of a month that is too short for it."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def month_end(day: date) -> date:
    """Return the last day of the month that `day` is in."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def month_end_up_to(day: date) -> date:
    """Return the last end of a month that is not after `day`."""
    end = month_end(day)
    return day if day == end else day.replace(day=1) - timedelta(days=1)


def day_up_to(day: date, of_month: int) -> date:
    """Return the last day with this number, 1 to 28, that is not after `day`."""
    if day.day >= of_month:
        return day.replace(day=of_month)
    return (day.replace(day=1) - timedelta(days=1)).replace(day=of_month)
