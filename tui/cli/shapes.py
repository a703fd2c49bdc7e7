"""The shapes of cards, steps, notes and the rest in JSON; names and tokens are never translated."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from tui.casebook.event import Event
from tui.casebook.fields import FIELDS, HOLDER_FIELDS
from tui.casebook.records import Card, Holder, Mark, Note
from tui.deadlines.today import TOKYO
from tui.guides.guide import Guide
from tui.plan.advice.facts import ShownFact, StepAdvice
from tui.plan.board import BoardRow
from tui.plan.days.due import DueItem
from tui.plan.days.moved import Moved
from tui.plan.days.timing import Timing
from tui.plan.days.timing_said import instead_said
from tui.plan.glance import GlanceLine, known_said
from tui.plan.plan import Plan, PlannedQuestion, PlannedStep, Progress, Topic
from tui.text.translation import Words

Shape = Mapping[str, Any]
"""What JSON calls an object."""


def of_card(card: Card, progress: Progress) -> Shape:
    """Return a card without its steps and notes."""
    return {
        "id": card.id,
        "type": card.type,
        **{field.on_card: field.value(card) for field in FIELDS},
        "holder_id": card.holder.id,
        "closed": card.closed,
        "closed_at": card.closed_at,
        "closed_by": card.closed_by,
        "exported_at": card.exported_at,
        "guide_version": card.guide_version,
        "revision": card.revision,
        "progress": {"done": progress.done, "total": progress.total},
        "unproven": list(progress.unproven),
        "to_come": list(progress.to_come),
    }


def of_row(row: BoardRow) -> Shape:
    """Return a card as a list has it: with whether it is late or waits, and its next day."""
    return {
        **of_card(row.card, row.progress),
        "late": row.late,
        "waiting": row.progress.waiting,
        "next": row.next_day,
    }


def of_step(step: PlannedStep, language: str) -> Shape:
    """Return a step of a card with its checks."""
    return {
        "id": step.id,
        "number": step.number,
        "title": step.title,
        **_of_mark(step.mark),
        "due": of_timing(step.timing, language),
        "blocked_by": list(step.blocked_by),
        "proof_kind": step.proof,
        "proven_by": step.proven_by,
        "unproven": step.unproven,
        "checks": [
            {
                "id": check.id,
                "number": number,
                "title": check.title,
                **_of_mark(check.mark),
                "due": of_timing(check.timing, language),
                "bring": check.bring,
                "expects": check.expects,
                "amount": check.amount,
            }
            for number, check in enumerate(step.checks, start=1)
        ],
    }


def of_timing(timing: Timing | None, language: str) -> Shape | None:
    """Return when an item is to be done, and what instead; None where it has no day."""
    if timing is None:
        return None
    until = None
    if timing.until is not None:
        until = datetime.combine(timing.day, timing.until, TOKYO).isoformat()
    return {
        "kind": timing.kind,
        "date": timing.day.isoformat(),
        "until": until,
        "instead": instead_said(timing, language) or None,
    }


def of_question(asked: PlannedQuestion) -> Shape:
    """Return a question with its answers, and the one that was given."""
    return {
        "id": asked.id,
        "title": asked.title,
        "answers": [{"id": answer.id, "title": answer.title} for answer in asked.answers],
        "answer": asked.answer.id if asked.answer else None,
        "by": asked.mark.by,
        "at": asked.mark.at,
        "revision": asked.mark.revision,
    }


def of_glance(line: GlanceLine, today: date, words: Words) -> Shape:
    """Return a line of a card at a glance: what is known, and the names of what is left."""
    return {
        "id": line.id,
        "title": words(line.title) if line.asks else line.title,
        "known": list(known_said(line, today, words)),
        "left": [asked.id for asked in line.left],
    }


def of_due(item: DueItem, language: str) -> Shape:
    """Return something that is due on a card."""
    step, _, check = item.item.partition("/")
    timing, told = item.timing, of_timing(item.timing, language) or {}
    return {
        "date": timing.day.isoformat(),
        "until": told["until"],
        "kind": timing.kind,
        "overdue": item.overdue,
        "card": item.card.id,
        "label": item.card.label,
        "holder": item.card.holder.name,
        "step": step,
        "check": check or None,
        "expects": item.expects,
        "title": item.title(language),
        "instead": told["instead"],
    }


def of_moved(change: Moved) -> Shape:
    """Return something that has another day."""
    days = (change.before, change.after)
    before, after = (day.isoformat() if day else None for day in days)
    card = change.item.card.id
    return {"card": card, "item": change.item.item, "before": before, "after": after}


def of_fact(fact: ShownFact) -> Shape:
    """Return a fact with its sources."""
    return {
        "id": fact.id,
        "topic": fact.topic,
        "text": fact.text,
        "of_carrier": fact.of_carrier,
        "confidence": fact.confidence,
        "stale": fact.stale,
        "conflicts": list(fact.conflicts),
        "ask": fact.ask,
        "sources": [source._asdict() for source in fact.sources],
    }


def of_advice(advice: StepAdvice) -> Shape:
    """Return what is known at a step."""
    return {
        "facts": [of_fact(fact) for fact in advice.facts],
        "asks": [{"topic": asked.topic, "text": asked.text} for asked in advice.asks],
        "page": advice.page or None,
        "lines": [
            {
                "name": line.name,
                "number": line.number,
                "languages": list(line.languages),
                "open_now": line.open_now,
                "told": line.told,
            }
            for line in advice.lines
        ],
    }


def _of_mark(mark: Mark) -> Shape:
    return {
        "state": mark.state,
        "reason": mark.reason,
        "follow_up": mark.follow_up,
        "outcome": mark.outcome,
        "proof": mark.proof,
        "by": mark.by,
        "at": mark.at,
        "revision": mark.revision,
    }


def of_note(note: Note) -> Shape:
    """Return a note without its text."""
    return {
        "id": note.id,
        "card": note.card,
        "kind": note.kind,
        "direction": note.direction,
        "date": note.date,
        "subject": note.subject,
        "sender": note.sender,
        "recipient": note.recipient,
        "carrier": note.carrier,
        "step": note.step,
        "form": note.form,
        "by": note.by,
        "at": note.at,
        "sha256": note.sha256,
        "size": note.size,
        "charset": note.charset,
        "declared": note.declared,
        "lossy": note.lossy,
        "message_id": note.message_id,
        "differs_from": note.differs_from,
        "withdrawn": note.withdrawn,
        "withdrawn_by": note.withdrawn_by,
        "withdrawn_at": note.withdrawn_at,
        "annotations": [
            {"text": remark.text, "by": remark.by, "at": remark.at} for remark in note.annotations
        ],
        "attachments": [
            {
                "id": file.id,
                "name": file.name,
                "type": file.type,
                "caption": file.caption,
                "size": file.size,
                "sha256": file.sha256,
            }
            for file in note.attachments
        ],
        "revision": note.revision,
    }


def of_holder(holder: Holder) -> Shape:
    """Return a person."""
    return {
        "id": holder.id,
        **{field.name: field.of_record(holder) for field in HOLDER_FIELDS},
        "revision": holder.revision,
    }


def of_event(event: Event) -> Shape:
    """Return an entry of the log without its content."""
    return {
        "seq": event.seq,
        "at": event.at,
        "by": str(event.who),
        "card": event.card,
        "kind": event.kind,
        "hash": event.hash,
    }


def of_guide(guide: Guide, plan: Plan, known: Mapping[str, StepAdvice]) -> Shape:
    """Return a guide in the language of `plan`, which was made from it.

    `known` is what is known at each step, by its id.
    """
    return {
        "id": guide.id,
        "version": guide.version,
        "name": plan.type_name,
        "introduction": {topic.id: topic.text for topic in plan.introduction},
        "steps": [
            {
                "id": step.id,
                "number": step.number,
                "title": step.title,
                "detail": step.detail,
                "checks": [
                    {"id": check.id, "number": number, "title": check.title}
                    for number, check in enumerate(step.checks, start=1)
                ],
                "cautions": [caution.id for caution in step.cautions],
                **of_advice(known[step.id]),
            }
            for step in plan.steps
        ],
        "cautions": [_of_topic(caution) for caution in plan.cautions],
    }


def _of_topic(topic: Topic) -> Shape:
    return {"id": topic.id, "title": topic.title, "text": topic.text}
