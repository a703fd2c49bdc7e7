"""How the entries of a thread are said: `12 Nov 10:03`, `step 4 done, mika`."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from tui.casebook.records import Note
from tui.deadlines import said
from tui.deadlines.today import in_tokyo
from tui.plan.conditions import QUESTION
from tui.plan.expected import proof_said
from tui.plan.newer import GUIDE
from tui.plan.plan import Plan
from tui.plan.thread import Entry, Marked, Remarked, Written
from tui.text.labels import (
    DIRECTION_LABELS,
    EVENT_LABELS,
    KIND_LABELS,
    OUTCOME_LABELS,
    STATE_LABELS,
)
from tui.text.translation import Words

MEMO = "memo"
"""The kind of note that goes to nobody, so its direction is not said."""

Names = Mapping[str, tuple[str, str]]
"""A step's or check's item -> the number it is called by (`4`, `4/2`), and its title."""


class Told(NamedTuple):
    """An entry in words."""

    when: str
    what: str
    more: tuple[str, ...]
    """What may be said besides: titles, reasons, names, texts; some of it may be long."""


def names(plan: Plan) -> Names:
    """Return how the steps and checks of a plan are called."""
    called = {step.id: (str(step.number), step.title) for step in plan.steps}
    for step in plan.steps:
        for place, check in enumerate(step.checks, start=1):
            called[check.item] = (f"{step.number}/{place}", check.title)
    for asked in plan.questions:
        called[asked.item] = ("", asked.title)
        called.update({f"{asked.item}={answer.id}": ("", answer.title) for answer in asked.answers})
    return called


def tell(entry: Entry, called: Names, today: date, words: Words) -> Told:
    """Say an entry in the language of `words`; nothing in it is clean yet."""
    moment = said.moment(entry.at, today, words)
    if isinstance(entry, Marked):
        return Told(moment, *_mark(entry, called, today, words))
    if isinstance(entry, Written):
        at = moment if entry.timed else said.short(in_tokyo(entry.at).date(), today, words)
        return Told(at, _letter(entry.note, words), _about(entry.note, words))
    if isinstance(entry, Remarked):
        subject = entry.note.subject or words("(no subject)")
        what = words("remark on {subject}, {who}", subject=subject, who=entry.remark.by)
        return Told(moment, what, (entry.remark.text,))
    return Told(moment, words.beside(words(EVENT_LABELS[entry.kind]), entry.who), ())


def _mark(mark: Marked, called: Names, today: date, words: Words) -> tuple[str, tuple[str, ...]]:
    if mark.item.startswith(QUESTION):
        title = called.get(mark.item, ("", mark.item))[1]
        reason = mark.reason or ""
        answer = called.get(f"{mark.item}={reason}", ("", reason))[1]
        return words.beside(f"{title} {answer}".rstrip(), mark.who), ()
    if mark.item.startswith(GUIDE):
        return words.beside(words("a newer guide was left aside"), mark.who), ()
    number, title = called.get(mark.item, (mark.item, ""))
    state = words(STATE_LABELS[mark.state])
    # The labels stand alone elsewhere, and so begin with a capital letter in English.
    step, _, check = number.partition("/")
    said_of = {"number": step, "state": state.lower(), "who": mark.who}
    proof = proof_said(mark.proof, words, lacks=mark.proved)
    amiss = words(OUTCOME_LABELS[mark.outcome]) if mark.outcome else ""
    if mark.proved:
        return words.beside(words("step {number}", number=number), proof, mark.who), (title,)
    if check:
        what = words("step {number}, check {check} {state}, {who}", check=check, **said_of)
    else:
        what = words("step {number} {state}, {who}", **said_of)
    again = _again(mark.follow_up, today, words)
    return what, tuple(filter(None, (title, amiss, again, mark.reason, proof)))


def _again(follow_up: str | None, today: date, words: Words) -> str:
    try:
        return said.follow_up_line(date.fromisoformat(follow_up or ""), today, words)
    except ValueError:
        return follow_up or ""


def _letter(note: Note, words: Words) -> str:
    kind, subject = words(KIND_LABELS[note.kind]), note.subject or words("(no subject)")
    if note.kind == MEMO:
        return words("{kind}: {subject}", kind=kind, subject=subject)
    if note.kind == "call":
        if note.direction == "in":
            return words("call from them: {subject}", subject=subject)
        return words("call from you: {subject}", subject=subject)
    direction = words(DIRECTION_LABELS[note.direction])
    return words("{kind} {direction}: {subject}", kind=kind, direction=direction, subject=subject)


def _about(note: Note, words: Words) -> tuple[str, ...]:
    other = note.sender if note.direction == "in" else note.recipient
    files = len(note.attachments)
    counted = words.plural("{n} file", "{n} files", files) if files else ""
    return tuple(filter(None, (words("withdrawn") if note.withdrawn else "", other, counted)))
