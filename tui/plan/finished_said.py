"""What is said of a card whose steps are all done: that nothing is open, or what is."""

from datetime import date

from tui.plan.days.timing_said import timing_said
from tui.plan.expected import state_said
from tui.plan.plan import Plan, PlannedCheck, PlannedStep
from tui.text.translation import Words


def finished_said(plan: Plan, today: date, words: Words, dot: str) -> str:
    """Return that all is done, or what is still open, and which steps have no proof."""
    left = sorted(plan.left, key=_day)
    if left:
        more = len(left) - 1
        counted = words.plural("and {n} more", "and {n} more", more) if more else ""
        first = dot.join(filter(None, (_open_said(left[0], today, words, dot), counted)))
        said = words("All steps are done. Still open: {first}.", first=first)
    else:
        said = words("All done. Export the proof (x), keep a copy, then close the card (c).")
    return words.sentences(said, unproven_steps_said(plan, words))


def unproven_steps_said(plan: Plan, words: Words) -> str:
    """Return of which steps no proof was kept; empty where all have theirs."""
    numbers = [str(step.number) for step in plan.steps if step.unproven]
    if not numbers:
        return ""
    listed = words.listed(*numbers)
    return words.plural(
        "No proof kept of step {steps}.",
        "No proof kept of steps {steps}.",
        len(numbers),
        steps=listed,
    )


def _day(thing: PlannedStep | PlannedCheck) -> date:
    return thing.timing.day if thing.timing else date.max


def _open_said(thing: PlannedStep | PlannedCheck, today: date, words: Words, dot: str) -> str:
    timing = timing_said(thing.timing, today, words) if thing.timing else ""
    expects = thing.expects if isinstance(thing, PlannedCheck) else None
    stands = state_said(expects, thing.mark, words) if expects else ""
    return dot.join(filter(None, (thing.title, timing, stands)))
