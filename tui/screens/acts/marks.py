"""Steps and checks are ticked, wait for an answer, or are left out."""

import secrets
from collections.abc import Sequence
from functools import partial
from typing import Final

from tui.casebook.casebook import Casebook
from tui.casebook.draft import Draft
from tui.casebook.errors import Changed
from tui.casebook.records import Card, Mark
from tui.casebook.tokens import DONE, NOT_APPLICABLE, OPEN, SKIPPED, WAITING
from tui.plan.days.order import out_of_order
from tui.plan.expected import MONEY, ask_again, outcomes
from tui.plan.plan import PlannedCheck, PlannedStep
from tui.screens.acts import cards
from tui.screens.acts.workplace import Asked, Workplace
from tui.text.clean import clean_line
from tui.text.labels import (
    COME_LABELS,
    KIND_LABELS,
    OUTCOME_LABELS,
    PROOF_LABELS,
    STATE_LABELS,
)
from tui.text.width import cut

_AS_DUE: Final = "as-due"
_NONE: Final = "none"
_SUBJECT: Final = 36
_PROOF_OF: Final = {"confirmation": "confirmation", "return": "return-slip"}
"""What proves what was to come; of money, the statement does, which nobody has to keep."""


def _mark_of(at: Workplace, item: str) -> Mark:
    return at.card.mark(item) if at.card else Mark(item=item)


def step_of(at: Workplace, item: str) -> PlannedStep | None:
    """Return the step that an item is, or is a check of."""
    return at.plan.step(item.partition("/")[0]) if at.plan else None


async def tick(at: Workplace) -> None:
    """Tick the step or check under the cursor, or take the tick away."""
    item = at.item
    if item is None:
        _say_where_it_belongs(at)
        return
    # What the person looks at now, whatever is on the screen after a question.
    card, step, now = at.card, step_of(at, item), _mark_of(at, item)
    if now.state not in (OPEN, WAITING):
        if card is not None and ("/" in item or await _is_to_be_reopened(at, item, now)):
            await mark(at, card, [item], OPEN)
        return
    check = _check_of(step, item)
    if card is not None and check is not None and check.expects in MONEY:
        came = await _what_came(at, check)
        if came != _AS_DUE:
            if came is not None:
                await _write_about(at, card, check, came)
            return
    reason = None
    if step is not None and item == step.id and step.blocked_by:
        if not await _is_to_be_done_out_of_order(at, step):
            return
        reason = out_of_order(step, at.words)
    card = card or await cards.to_work_on(at)
    if card is not None and await mark(at, card, [item], DONE, reason=reason):
        await _offer_contact_line(at, card, item, step)
        await _offer_proof(at, card, item)


def _check_of(step: PlannedStep | None, item: str) -> PlannedCheck | None:
    return next((check for check in step.checks if check.item == item), None) if step else None


async def _what_came(at: Workplace, check: PlannedCheck) -> str | None:
    """Ask whether what was to come is as it should be; None when that was left open."""
    from tui.screens.dialogs.choose import Choose

    words, expects = at.words, check.expects or ""
    answers = [(_AS_DUE, words("Yes: {state}", state=words(COME_LABELS[expects])))]
    for outcome in outcomes(expects):
        said = words("No: {state}. Write to them…", state=words(OUTCOME_LABELS[outcome]))
        answers.append((outcome, said))
    question = words("{title}: is it as it should be?", title=check.title)
    return await at.ask(Choose(at.sitting, question, answers))


async def _write_about(at: Workplace, card: Card, check: PlannedCheck, outcome: str) -> None:
    """Have it wait, with what is amiss, and open the letter about it."""
    from tui.screens.acts import letters

    follow_up = ask_again(at.sitting.voice.today)
    if await mark(at, card, [check.item], WAITING, follow_up=follow_up, outcome=outcome):
        await letters.send_about(at, card, check.expects or "")


async def prove(at: Workplace) -> None:
    """Say which letter proves the step or check under the cursor, or that none does."""
    item, card = at.item, at.card
    if item is None:
        _say_where_it_belongs(at)
        return
    if card is None or _mark_of(at, item).state != DONE:
        at.say(at.words("Only what is done has a proof: tick it first."))
        return
    step, check = step_of(at, item), _check_of(step_of(at, item), item)
    kind = _PROOF_OF.get(check.expects or "") if check else step.proof if step else None
    await _choose_proof(at, card, item, kind)


async def _offer_proof(at: Workplace, card: Card, item: str) -> None:
    """After a tick, offer the letters that can prove it; it stays done whatever is answered."""
    fresh, step = at.card, step_of(at, item)
    if fresh is None or fresh.id != card.id or step is None:
        return
    check = _check_of(step, item)
    kind = _PROOF_OF.get(check.expects or "") if check else step.proof if step.unproven else None
    if kind is not None:
        await _choose_proof(at, fresh, item, kind)


async def _choose_proof(at: Workplace, card: Card, item: str, kind: str | None) -> None:
    from tui.plan.proofs import fitting
    from tui.screens.dialogs.choose import Choose

    words, voice = at.words, at.sitting.voice
    named = words(PROOF_LABELS[kind]) if kind else words("a letter")
    notes = fitting(card, item, kind)
    if not notes:
        at.say(
            words("No proof kept yet: keep {what} (paste, i or n), then r names it.", what=named)
        )
        return
    answers = [
        (
            str(note.id),
            voice.glyphs.dot.join(
                (
                    voice.day((note.date or note.at)[:10]),
                    words(KIND_LABELS[note.kind]),
                    cut(clean_line(note.subject or note.sender or ""), _SUBJECT),
                )
            ),
        )
        for note in notes
    ]
    answers.append((_NONE, words("None: no proof kept")))
    title = title_of(at, item)
    question = words("{step}: which letter is {what}?", step=title, what=named)
    answer = await at.ask(Choose(at.sitting, question, answers))
    if answer is None:
        return
    note, key = None if answer == _NONE else int(answer), secrets.token_hex(8)
    written = await at.write(lambda book: book.prove(card.id, item, note, idempotency=key))
    if written is not None:
        at.show_card(written)
        at.point_at(item)


async def _is_to_be_done_out_of_order(at: Workplace, step: PlannedStep) -> bool:
    from tui.screens.dialogs.choose import Choose

    words = at.words
    question = words(
        "{step}: cannot start yet. Step {steps} comes first.",
        step=step.title,
        steps=words.listed(*map(str, step.blocked_by)),
    )
    answers = [("no", words("Leave it open")), ("yes", words("It is done all the same"))]
    return await at.ask(Choose(at.sitting, question, answers)) == "yes"


async def _is_to_be_reopened(at: Workplace, item: str, mark: Mark) -> bool:
    from tui.screens.dialogs.choose import Choose

    words = at.words
    question = words(
        "{step}: {state}. Open it again?",
        step=title_of(at, item),
        state=words(STATE_LABELS[mark.state]),
    )
    answers = [("yes", words("Back to open")), ("no", words("Leave it as it is"))]
    return await at.ask(Choose(at.sitting, question, answers)) == "yes"


async def wait(at: Workplace) -> None:
    """Have the step or check under the cursor wait for somebody's answer."""
    item = at.item
    if item is None:
        _say_where_it_belongs(at)
        return
    from tui.deadlines.dates import read_date
    from tui.screens.dialogs.ask import Ask

    step, title = step_of(at, item), title_of(at, item)
    card = at.card or await cards.to_work_on(at)
    if card is None:
        return

    async def until(asked: Asked, day: str) -> bool | None:
        follow_up = read_date(day, at.sitting.voice.today).isoformat() if day else None
        return await mark(at, card, [item], WAITING, follow_up=follow_up, asked=asked)

    ask = Ask(
        at.sitting,
        at.words("{step}: when should you ask again?", step=title),
        hint=at.words("+7, 12/15 or 15 Dec"),
        reply=partial(_date_said, at),
        skip=at.words("enter: waiting, without a date"),
    )
    if await at.ask_until_kept(ask, until):
        await _offer_contact_line(at, card, item, step)


def title_of(at: Workplace, item: str) -> str:
    """Return the title of a step or check."""
    step = step_of(at, item)
    if step is None:
        return item
    return next((check.title for check in step.checks if check.item == item), step.title)


def _date_said(at: Workplace, written: str) -> tuple[str, bool]:
    from tui.plan.field_values import day_answered

    voice = at.sitting.voice
    return day_answered(written, voice.today, at.words, voice.glyphs.dot)


async def skip(at: Workplace) -> None:
    """Leave the step or check under the cursor out."""
    item = at.item
    if item is None:
        _say_where_it_belongs(at)
        return
    from tui.screens.dialogs.ask import Ask
    from tui.screens.dialogs.choose import Choose

    words, step, card = at.words, step_of(at, item), at.card
    answers = [
        (SKIPPED, words("Skip it, and say why")),
        (NOT_APPLICABLE, words("Not applicable to this card")),
    ]
    together = [item]
    if step is not None and "/" not in item:
        # What a colleague has settled already stays as they left it.
        still_open = (OPEN, WAITING)
        with_it = [id for id in step.lapses_with if _mark_of(at, id).state in still_open]
        together = [step.id, *with_it]
    if len(together) > 1 and at.plan is not None:
        numbers = [s.number for s in at.plan.steps if s.id in together]
        listed = " + ".join(map(str, numbers))
        said_so = words("The card ends by itself: steps {steps} do not apply", steps=listed)
        answers.insert(0, ("together", said_so))
    question = words("{step}: leave this out?", step=title_of(at, item))
    answer = await at.ask(Choose(at.sitting, question, answers))
    if answer is None:
        return

    async def leave_out(asked: Asked, reason: str) -> bool | None:
        on = (card or await cards.to_work_on(at)) if reason else None
        return await mark(at, on, [item], SKIPPED, reason=reason, asked=asked) if on else False

    if answer == SKIPPED:
        if not await at.ask_until_kept(Ask(at.sitting, words("Why is it skipped?")), leave_out):
            at.say(words("Not skipped: a skipped step says why."))
        return
    card = card or await cards.to_work_on(at)
    if card is not None:
        await mark(at, card, together if answer == "together" else [item], NOT_APPLICABLE)


async def mark(
    at: Workplace,
    card: Card,
    items: Sequence[str],
    state: str,
    *,
    reason: str | None = None,
    follow_up: str | None = None,
    outcome: str | None = None,
    asked: Asked | None = None,
) -> bool | None:
    """Write one mark and show what was written; False when theirs was left as it is.

    None when it was refused, which was then said on `asked`, the page that stays meanwhile.
    """

    def verb(book: Casebook, revision: int) -> Card:
        return book.mark(
            card.id,
            items,
            state,
            reason=reason,
            follow_up=follow_up,
            outcome=outcome,
            if_revision=revision,
            idempotency=key,
        )

    revision = card.mark(items[0]).revision
    while True:
        key = secrets.token_hex(8)
        try:
            written = await (asked or at).write_or_conflict(partial(verb, revision=revision))
        except Changed as theirs:
            if theirs.theirs is None or not await _is_mine_to_win(at, theirs, state):
                at.show_everything(card.id)
                return False
            revision = theirs.theirs.revision
            continue
        if written is not None:
            at.show_card(written)
            at.point_at(items[0])
        return True if written is not None else None


async def _is_mine_to_win(at: Workplace, changed: Changed, mine: str) -> bool:
    """Show both versions and ask which one stays."""
    from tui.screens.dialogs.choose import Choose

    words, theirs = at.words, changed.theirs
    state = words(STATE_LABELS[theirs.state if theirs else OPEN])
    who = changed.by or words("somebody")
    title = title_of(at, changed.item)
    question = words("{step}: {who} has changed it meanwhile.", step=title, who=who)
    answers = [
        ("theirs", words("Theirs: {state}", state=state)),
        ("mine", words("Mine: {state}", state=words(STATE_LABELS[mine]))),
    ]
    return await at.ask(Choose(at.sitting, question, answers)) == "mine"


async def _offer_contact_line(
    at: Workplace, card: Card, item: str, step: PlannedStep | None
) -> None:
    """After a contact, take one line of what was said, as a note of that step."""
    if step is None or not step.contact or "/" in item:
        return
    from tui.screens.dialogs.ask import Ask

    question = at.words("Whom did you reach, which reference, what is promised by when?")
    hint = at.words("Ms Sato, ref. A-1234, mail by 1 Dec")
    step_id, key = step.id, secrets.token_hex(8)

    async def keep(asked: Asked, line: str) -> Card | None:
        if not line:
            return card
        draft = Draft(
            original=line.encode("utf-8", "surrogatepass"),
            text=line,
            form="typed",
            kind="call",
            direction="out",
            subject=line[:80],
        )
        return await asked.write(
            lambda book: book.keep(card.id, draft, step=step_id, idempotency=key)
        )

    kept = await at.ask_until_kept(Ask(at.sitting, question, hint=hint), keep)
    if kept is not None and kept is not card:
        at.show_card(kept)


def _say_where_it_belongs(at: Workplace) -> None:
    at.say(at.words("That key is for a step: tab goes to the steps."))
