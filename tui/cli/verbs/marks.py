"""`kaiyaku mark` and `kaiyaku tick`."""

from collections.abc import Iterator
from typing import Final

from tui.casebook.errors import Changed
from tui.casebook.records import Card
from tui.casebook.tokens import DONE, OPEN, STATES, UNKNOWN, WAITING
from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.named import find_card, find_item, note_number
from tui.cli.shapes import of_card, of_step
from tui.cli.verbs.show import follow_up_said
from tui.guides.guide import in_language
from tui.guides.letters import load_letters
from tui.plan.days.order import out_of_order
from tui.plan.expected import ask_again, outcomes, proof_said, state_said
from tui.plan.plan import PlannedCheck, PlannedStep
from tui.plan.proofs import fitting
from tui.text.clean import clean_line
from tui.text.labels import STATE_LABELS
from tui.text.translation import Words, marked

_NONE: Final = "-"


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
    outcome = _outcome(command, state)
    if outcome is not None and follow_up is None:
        follow_up = ask_again(command.today)
    _set(command, state, reason, follow_up, outcome=outcome)


def _outcome(command: Command, state: str) -> str | None:
    """Return what is amiss with what was to come, where that is said."""
    outcome = command.arguments.text("outcome")
    if outcome is None:
        return None
    card = find_card(command.desk.casebook, command.arguments.required("card"))
    _, check = find_item(command.plan(card), command.arguments.required("step"))
    expects = check.expects if check else None
    allowed = outcomes(expects) if expects and state == WAITING else ()
    if outcome not in allowed:
        raise Usage(
            marked("--outcome can be {allowed} here, and goes with waiting.")
            if allowed
            else marked("--outcome goes with waiting for what is still to come."),
            allowed=", ".join(allowed),
        )
    return outcome


def tick(command: Command) -> None:
    """Set a step or a check to done, and say what proves it."""
    named = command.arguments.text("proof")
    if named == _NONE:
        _take_proof_away(command)
        return
    _set(command, DONE, None, None, proof=None if named is None else note_number(named))


def _take_proof_away(command: Command) -> None:
    casebook = command.desk.casebook
    card = find_card(casebook, command.arguments.required("card"))
    step, check = find_item(command.plan(card), command.arguments.required("step"))
    _answer(command, casebook.prove(card.id, check.item if check else step.id, None), step, check)


def _set(
    command: Command,
    state: str,
    reason: str | None,
    follow_up: str | None,
    *,
    outcome: str | None = None,
    proof: int | None = None,
) -> None:
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
        outcome=outcome,
        proof=proof,
        if_revision=command.arguments.number("if_revision"),
    )
    _answer(command, fresh, step, check)


def _answer(command: Command, fresh: Card, step: PlannedStep, check: PlannedCheck | None) -> None:
    """Say how it stands now, and what can be done about it."""
    plan = command.plan(fresh)
    step, check = find_item(plan, f"{step.id}/{check.id}" if check else step.id)
    command.answer(
        {"card": of_card(fresh, plan.progress), "step": of_step(step, command.words.language)},
        command.dot.join(_said(command, step, check)),
        *_offered(command, fresh, step, check),
    )


def _offered(
    command: Command, card: Card, step: PlannedStep, check: PlannedCheck | None
) -> Iterator[str]:
    """Yield which letter to write where something is amiss, and which may prove what is done."""
    words = command.words
    if check is not None and check.mark.outcome and check.expects:
        desk = command.desk
        letters, _ = load_letters(desk.library.directories, desk.places.cache / "content.json")
        for letter in letters.about(check.expects):
            title = in_language(letter.title, words.language)
            line = f"kaiyaku letter {card.id} {letter.id}"
            yield words("{letter}: `{line}` writes it.", letter=title, line=line)
    elif check is None and step.unproven and step.proof:
        line = f"kaiyaku tick {card.id} {step.number} --proof"
        for note in fitting(card, step.id, step.proof):
            subject = clean_line(note.subject or note.sender or "")
            said = words("Note {note} may prove it: {subject}", note=note.id, subject=subject)
            yield f"{said}  `{line} {note.id}`"


def _said(command: Command, step: PlannedStep, check: PlannedCheck | None) -> list[str]:
    words = command.words
    now = check.mark if check else step.mark
    title = check.title if check else step.title
    expects = check.expects if check else None
    state = words(STATE_LABELS[now.state]) if now.state == OPEN else state_said(expects, now, words)
    parts = [words("{title}: {state}", title=title, state=state)]
    if now.reason and now.state == DONE:
        parts.append(clean_line(now.reason))
    if now.follow_up:
        parts.append(follow_up_said(command, now.follow_up))
    if now.state == DONE:
        proof = now.proof if check else step.proven_by
        parts += [it for it in [proof_said(proof, words, lacks=_lacks(step, check))] if it]
    if (check or now.state == DONE) and step.checks_open:
        parts.append(words.plural("{n} check left", "{n} checks left", step.checks_open))
    if check and not step.checks_open and step.mark.state != DONE:
        parts.append(
            words(
                "all checks are done; the step itself is still to be ticked: {step}", step=step.id
            )
        )
    return parts


def _lacks(step: PlannedStep, check: PlannedCheck | None) -> bool:
    return check is None and step.unproven


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
