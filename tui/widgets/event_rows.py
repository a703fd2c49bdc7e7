"""How one event of the history is said."""

from collections.abc import Mapping

from tui.casebook.event import Body, Event
from tui.casebook.fields import FIELD_LABELS
from tui.casebook.records import Note
from tui.text.labels import EVENT_LABELS, STATE_LABELS
from tui.widgets.rows import ACCENT, PROBLEM, QUIET, Piece, Row
from tui.widgets.voice import Voice


def event_row(
    event: Event,
    titles: Mapping[str, str],
    notes: Mapping[int, Note],
    voice: Voice,
    *,
    back: bool = False,
    narrowed: bool = False,
) -> Row:
    """Return the row of an event: when, who, and what changed from what to what.

    `back` says that the clock showed a later moment before, `narrowed` that one person alone is
    shown, who may not see what is not there.
    """
    words = voice.words
    left = [Piece(f" {voice.moment(event.at)}  ", QUIET), Piece(f"{event.who}  ", ACCENT)]
    if back:
        left.append(Piece(words("the clock had gone back") + voice.glyphs.dot, PROBLEM))
    if event.kind in ("undo", "redo"):
        left.append(Piece(words(EVENT_LABELS[event.kind]) + voice.glyphs.dot))
    hidden = narrowed and event.body is None
    said = words("not shown here") if hidden else _said(event, titles, notes, voice)
    left.append(Piece(said))
    return Row(str(event.seq), tuple(left))


def _said(event: Event, titles: Mapping[str, str], notes: Mapping[int, Note], voice: Voice) -> str:
    words, body = voice.words, event.changed
    if body is None:
        return words("(purged)")
    if body.table == "mark":
        return _mark_said(body, titles, voice)
    kind = words(EVENT_LABELS.get(event.kind, event.kind))
    if body.table == "note" and body.id in notes:
        return f"{kind}  {notes[int(body.id)].subject}"
    if event.kind in ("card.edited", "holder.edited"):
        changed = words.listed(
            *(
                f"{words(FIELD_LABELS.get(field, field))} {old or '–'} → {new or '–'}"
                for field, (old, new) in body.changes.items()
            )
        )
        return f"{kind}  {changed}"
    if event.kind == "card.added":
        return f"{kind}  {body.changes.get('label', ('', ''))[1]}"
    return kind


def _mark_said(body: Body, titles: Mapping[str, str], voice: Voice) -> str:
    words = voice.words
    item = str(body.id).partition("/")[2]
    title = titles.get(item, item)
    if "state" not in body.changes:
        return title
    old, new = body.changes["state"]
    # The states first: a long title is cut at its end.
    said = f"{words(STATE_LABELS[old])} → {words(STATE_LABELS[new])}  {title}"
    reason = body.changes.get("reason", (None, None))[1]
    return f"{said}  {reason}" if reason else said
