"""Doing a step before those that come first: how it is said, and recorded."""

from tui.plan.plan import PlannedStep
from tui.text.translation import Words


def comes_first(step: PlannedStep, words: Words) -> str:
    """Return which steps come first, `first: 3, 5`; empty where none does."""
    if not step.blocked_by:
        return ""
    return words("first: {steps}", steps=_numbers(step, words))


def out_of_order(step: PlannedStep, words: Words) -> str | None:
    """Return the reason to record with a step that is done all the same; None where all is well."""
    if not step.blocked_by:
        return None
    return words("before step {steps}", steps=_numbers(step, words))


def _numbers(step: PlannedStep, words: Words) -> str:
    return words.listed(*map(str, step.blocked_by))
