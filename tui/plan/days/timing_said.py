"""How a timing is said: `by 1 Dec`, `do now`, `2 days late`, `from 2 Dec`, `too late`."""

from datetime import date

from tui.deadlines import said
from tui.guides.guide import in_language
from tui.plan.days.timing import ASK, FROM, LATE, NOW, TOO_LATE, Timing
from tui.text.translation import Words

PRESSING = (LATE, TOO_LATE)
"""The kinds that are a problem."""


def timing_said(timing: Timing, today: date, words: Words) -> str:
    """Return a timing in a few words."""
    kind, day = timing.kind, timing.day
    if kind == NOW:
        return words("do now")
    if kind == LATE:
        return words.plural("{n} day late", "{n} days late", (today - day).days)
    if kind == TOO_LATE:
        return words("too late since {day}", day=said.short(day, today, words))
    if kind == FROM:
        return words("from {day}", day=said.short(day, today, words))
    if kind == ASK:
        return said.follow_up_line(day, today, words)
    return said.due_line(day, today, words, timing.until)


def instead_said(timing: Timing | None, language: str) -> str:
    """Return what is left to do where it is too late; empty where there is time."""
    return in_language(timing.instead, language) if timing and timing.instead else ""
