"""The rows of a plan: steps, what is unfolded under them, and what there is to read."""

from collections.abc import Callable, Iterator, Mapping

from tui.casebook.tokens import DONE, NOT_APPLICABLE, OPEN, SETTLED, SKIPPED, WAITING
from tui.plan.advice.facts import StepAdvice
from tui.plan.days.order import comes_first
from tui.plan.days.timing import NOW
from tui.plan.days.timing_said import PRESSING, instead_said, timing_said
from tui.plan.expected import proof_said, state_said
from tui.plan.glance import unanswered
from tui.plan.plan import Plan, PlannedCheck, PlannedStep, Topic
from tui.text.clean import clean, clean_line
from tui.text.labels import INTRODUCTION_LABELS, PROOF_LABELS
from tui.text.translation import marked
from tui.text.width import cut, pad, width, wrap
from tui.widgets.advice_rows import advice_rows
from tui.widgets.rows import ACCENT, PLAIN, PROBLEM, QUIET, STRONG, Piece, Row
from tui.widgets.voice import Voice

FOLDED, CHECKS, DETAILS = range(3)
"""How far a step is unfolded."""

_INDENT = "       "

ACTIONS = (
    ("done", marked("Done")),
    ("waiting", marked("Waiting for an answer…")),
    ("skip", marked("Skip, or not applicable…")),
    ("proof", marked("Name the letter that proves it…")),
    ("note", marked("Write a note on this step…")),
)


UNANSWERED = "?unanswered"
"""The key of the row that counts what is to be known of a card."""
NEWER = "?newer"

Learn = Callable[[PlannedStep], StepAdvice]


def rows(
    plan: Plan,
    voice: Voice,
    cells: int,
    unfolded: Mapping[str, int],
    learn: Learn | None = None,
    glance_key: str = "",
) -> list[Row]:
    """Return the rows of a plan `cells` wide; `unfolded` says how far each step or topic is.

    `learn` gives what is known at a step; it is asked for what is open only. `glance_key` is
    the key that shows the card at a glance.
    """
    made: list[Row] = [*_newer_row(plan, voice), *_unanswered_row(plan, voice, glance_key)]
    for step in plan.steps:
        made.append(_step_row(step, voice, cells))
        level = unfolded.get(step.id, FOLDED)
        if level == DETAILS:
            made.extend(_text_rows(step.id, step.detail, cells))
        if level >= CHECKS:
            for check in step.checks:
                made.extend(_check_rows(check, voice, cells))
        if level == DETAILS:
            advice = learn(step) if learn else None
            if advice is not None:
                made.extend(advice_rows(step.id, advice, voice, cells, unfolded))
            made.extend(_details(step, voice, cells, known=plan.card is not None))
    made.extend(_reading(plan, voice, cells, unfolded))
    return made


def _step_row(step: PlannedStep, voice: Voice, cells: int) -> Row:
    mark = step.mark
    look = {OPEN: PLAIN, WAITING: PLAIN}.get(mark.state, QUIET)
    sign = Piece(f" {voice.glyphs.states[mark.state]} ", ACCENT if mark.state != OPEN else PLAIN)
    number = Piece(pad(f"{step.number:>2}", 4), look)
    room = cells - len("> ") - len(" ✓  1  ") - width(clean_line(step.title)) - 2
    said, loud = _state_said(step, voice, room), QUIET
    timing = step.timing if mark.state == OPEN else None
    if timing is not None and timing.kind in PRESSING:
        loud = PROBLEM
    elif timing is not None and timing.kind == NOW:
        loud = ACCENT
    return Row(step.id, (sign, number, Piece(step.title, look)), (Piece(said, loud), Piece(" ")))


def _newer_row(plan: Plan, voice: Voice) -> Iterator[Row]:
    """Yield one row where the card's guide has a newer version."""
    if plan.newer is not None:
        says = voice.words("The guide has changed")
        look = voice.words("see what")
        yield Row(
            NEWER, (Piece(" ! ", ACCENT), Piece(says, STRONG)), (Piece(look, ACCENT), Piece(" "))
        )


def _unanswered_row(plan: Plan, voice: Voice, key: str) -> Iterator[Row]:
    """Yield one row that counts what nobody has answered yet; `key` shows it at a glance."""
    left = unanswered(plan)
    if left:
        says = voice.words.plural("{n} thing not answered yet", "{n} things not answered yet", left)
        yield Row(
            UNANSWERED,
            (Piece(" ? ", ACCENT), Piece(says, STRONG), Piece(voice.glyphs.dot + key, ACCENT)),
        )


def _state_said(step: PlannedStep, voice: Voice, room: int) -> str:
    """Say what the sign at the left means, what is left, and in the room there is who and when."""
    mark, words = step.mark, voice.words
    checked = len(step.checks) - step.checks_open
    if mark.state == OPEN:
        return _open_said(step, checked, voice, room)
    if mark.state == WAITING:
        return voice.follow_up(mark.follow_up) if mark.follow_up else words("Waiting")
    said = {SKIPPED: words("Skipped"), NOT_APPLICABLE: words("Not applicable")}.get(mark.state, "")
    if mark.state == DONE and step.checks_open:
        said = words.plural("{n} check left", "{n} checks left", step.checks_open)
    if step.unproven:
        said = proof_said(None, words, lacks=True)
    if mark.reason and mark.state == SKIPPED:
        said = f"{said}: {mark.reason}"
    parts = [said, voice.day(mark.at) if mark.at else "", mark.by or ""]
    parts = [clean_line(part) for part in parts if part]
    while len(parts) > 1 and width("  ".join(parts)) > room:
        parts.pop()
    return cut("  ".join(parts), max(room, 12))


def _open_said(step: PlannedStep, checked: int, voice: Voice, room: int) -> str:
    """Say how many checks are ticked, what has to come first, and by when it is due."""
    words = voice.words
    counted = words("{n} of {m}", n=checked, m=len(step.checks)) if checked else ""
    due = comes_first(step, words)
    if not due and step.timing:
        due = timing_said(step.timing, voice.today, words)
    parts = [part for part in (counted, due) if part]
    if len(parts) > 1 and width("  ".join(parts)) > room:
        parts = parts[1:]
    return cut("  ".join(parts), max(room, 12))


def _check_rows(check: PlannedCheck, voice: Voice, cells: int) -> Iterator[Row]:
    mark = check.mark
    settled = mark.state in SETTLED
    look = QUIET if settled else PLAIN
    stands = state_said(check.expects, mark, voice.words) if check.expects else ""
    signed = f"{voice.day(mark.at)}  {mark.by} " if settled and mark.by and mark.at else ""
    if mark.state == WAITING:
        asking = voice.follow_up(mark.follow_up) if mark.follow_up else voice.words("Waiting")
        signed = _beside(voice, stands if mark.outcome else "", asking)
    loud = QUIET
    if mark.state == OPEN and (check.timing or stands):
        due = timing_said(check.timing, voice.today, voice.words) if check.timing else ""
        signed = _beside(voice, due, stands)
        if due and width(check.title) + width(signed) > cells - len(_INDENT) - 5:
            # The box says that it was not seen yet; the day stands nowhere else.
            signed = f"{due} "
    if mark.state == DONE and mark.proof is not None:
        signed = _beside(voice, proof_said(mark.proof, voice.words), signed.strip())
    if check.timing is not None and mark.state == OPEN:
        loud = {NOW: ACCENT, **dict.fromkeys(PRESSING, PROBLEM)}.get(check.timing.kind, QUIET)
    room = cells - len(_INDENT) - 5 - width(clean_line(signed))
    first, *more = wrap(clean_line(check.title), room)
    sign = Piece(_INDENT + voice.glyphs.checks[mark.state] + " ", ACCENT if settled else PLAIN)
    right = (Piece(signed, loud),) if signed else ()
    yield Row(check.item, (sign, Piece(first, look)), right)
    for number, line in enumerate(more):
        left = (Piece(f"{_INDENT}  {line}", look),)
        yield Row(f"{check.item}#{number}", left, selectable=False)
    instead = instead_said(check.timing, voice.words.language)
    if instead:
        for number, line in enumerate(wrap(clean(instead), cells - len(_INDENT) - 5)):
            left = (Piece(f"{_INDENT}  {line}", STRONG),)
            yield Row(f"{check.item}#instead{number}", left, selectable=False)


def _beside(voice: Voice, *parts: str) -> str:
    return voice.glyphs.dot.join(filter(None, parts)) + " "


def _text_rows(key: str, text: str, cells: int, look: str = PLAIN) -> Iterator[Row]:
    for number, line in enumerate(wrap(clean(text.strip()), cells - len(_INDENT) - 3)):
        yield Row(f"{key}#{number}", (Piece(_INDENT + line, look),), selectable=False)


def _details(step: PlannedStep, voice: Voice, cells: int, *, known: bool) -> Iterator[Row]:
    words = voice.words
    instead = instead_said(step.timing, words.language)
    if instead:
        yield from _text_rows(f"{step.id}#instead", instead, cells, STRONG)
    if step.mark.reason:
        reason = words("Why: {reason}", reason=step.mark.reason)
        yield from _text_rows(f"{step.id}#reason", reason, cells)
    if step.mark.state == DONE and (step.unproven or step.proven_by):
        proof = proof_said(step.proven_by, words, lacks=True)
        if step.proof:
            proof = words("{title}: {state}", title=words(PROOF_LABELS[step.proof]), state=proof)
        yield from _text_rows(f"{step.id}#proof", proof, cells)
    for caution in step.cautions:
        key = f"{step.id}#{caution.id}"
        title = Piece(f"{_INDENT}{voice.glyphs.caution} {caution.title}", STRONG)
        yield Row(key, (title,), selectable=False)
        yield from _text_rows(key, caution.text, cells, QUIET)
    for action, label in ACTIONS:
        if action == "note" and not known:
            continue
        if action == "proof" and not (step.proof and step.mark.state == DONE):
            continue
        if action == "done" and step.mark.state == DONE:
            label = marked("Back to open")
        left = (Piece(_INDENT), Piece(f"{voice.glyphs.pointer}{words(label)}", ACCENT))
        yield Row(f"{step.id}!{action}", left)


def _reading(plan: Plan, voice: Voice, cells: int, unfolded: Mapping[str, int]) -> Iterator[Row]:
    words = voice.words
    yield Row("#about", (Piece(""),), selectable=False)
    yield Row("#about-title", (Piece(f" {words('About this kind')}", STRONG),), selectable=False)
    for topic in plan.introduction:
        yield from topic_rows(topic, words(INTRODUCTION_LABELS[topic.id]), voice, cells, unfolded)
    yield Row("#cautions", (Piece(f" {words('Keep in mind')}", STRONG),), selectable=False)
    for topic in plan.cautions:
        yield from topic_rows(topic, topic.title, voice, cells, unfolded)


def topic_key(topic: Topic) -> str:
    """Return the key of the row with a topic's title."""
    return f"?{topic.id}"


def topic_rows(
    topic: Topic, title: str, voice: Voice, cells: int, unfolded: Mapping[str, int]
) -> Iterator[Row]:
    """Yield a title to open, and under it what there is to read, where it is open."""
    key = topic_key(topic)
    shown = unfolded.get(key, FOLDED)
    sign = voice.glyphs.unfolded if shown else voice.glyphs.folded
    yield Row(key, (Piece(f" {sign} ", QUIET), Piece(title)))
    if shown:
        yield from _text_rows(key, topic.text, cells, QUIET)
