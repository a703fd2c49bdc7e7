"""`kaiyaku mark` and `kaiyaku tick`."""

from tui.casebook.errors import Changed
from tui.casebook.tokens import DONE, OPEN, STATES, UNKNOWN, WAITING
from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.named import find_card, find_item
from tui.cli.shapes import of_card, of_step
from tui.cli.verbs.show import follow_up_said
from tui.plan.days.order import out_of_order
from tui.plan.plan import PlannedCheck, PlannedStep
from tui.text.clean import clean_line
from tui.text.labels import STATE_LABELS
from tui.text.translation import Words, marked


def mark(command: Command) -> None:
    """Set the state of a step or a check."""
    given = command.arguments
    state = given.required("state")
    if state not in STATES:
        raise Usage(
            marked("{state} is no state. A step can be {allowed}."),
            state=state,
            allowed=", ".join(STATES),
        )
    reason, follow_up = given.text("reason"), command.day("follow_up")
    if follow_up is not None and (state != WAITING or follow_up == UNKNOWN):
        raise Usage(marked("--follow-up is a day, and goes with the state waiting only."))
    if reason is not None and state == OPEN:
        raise Usage(marked("A step that is to do again needs no --reason."))
    _set(command, state, reason, follow_up)


def tick(command: Command) -> None:
    """Set a step or a check to done."""
    _set(command, DONE, None, None)


def _set(command: Command, state: str, reason: str | None, follow_up: str | None) -> None:
    casebook = command.desk.casebook
    card = find_card(casebook, command.arguments.required("card"))
    step, check = find_item(command.plan(card), command.arguments.required("step"))
    if state == DONE and check is None and step.mark.state in (OPEN, WAITING):
        reason = reason or out_of_order(step, command.words)
    fresh = casebook.mark(
        card.id,
        check.item if check else step.id,
        state,
        reason=(reason or "").strip() or None,
        follow_up=follow_up,
        if_revision=command.arguments.number("if_revision"),
    )
    plan = command.plan(fresh)
    step, check = find_item(plan, f"{step.id}/{check.id}" if check else step.id)
    command.answer(
        {"card": of_card(fresh, plan.progress), "step": of_step(step)},
        command.dot.join(_said(command, step, check)),
    )


def _said(command: Command, step: PlannedStep, check: PlannedCheck | None) -> list[str]:
    words = command.words
    now = check.mark if check else step.mark
    title = check.title if check else step.title
    said = words("{title}: {state}", title=title, state=words(STATE_LABELS[now.state]))
    parts = [said]
    if now.reason and now.state == DONE:
        parts.append(clean_line(now.reason))
    if now.follow_up:
        parts.append(follow_up_said(command, now.follow_up))
    if (check or now.state == DONE) and step.checks_open:
        parts.append(words.plural("{n} check left", "{n} checks left", step.checks_open))
    if check and not step.checks_open and step.mark.state != DONE:
        parts.append(
            words(
                "all checks are done; the step itself is still to be ticked: {step}", step=step.id
            )
        )
    return parts


def whose_mark(changed: Changed, words: Words) -> str:
    """Return what someone else did meanwhile, with the state that they left."""
    if changed.theirs is None:
        return changed.say(words)
    state = words(STATE_LABELS[changed.theirs.state])
    return words(
        "{item} was changed by {by} meanwhile and is now: {state}. Look again, then decide.",
        item=changed.item,
        by=changed.by,
        state=state,
    )
