"""How a kept note is laid out: what it is, what came with it, its text, what was remarked."""

from collections.abc import Iterator
from datetime import datetime

from tui.casebook.records import Note
from tui.deadlines import said
from tui.deadlines.today import in_tokyo
from tui.text.clean import clean, clean_line
from tui.text.labels import DIRECTION_LABELS, KIND_LABELS
from tui.text.size import size
from tui.text.width import cut, pad, width, wrap
from tui.widgets.bar import Line
from tui.widgets.rows import ACCENT, PROBLEM, QUIET, STRONG, Piece, Row
from tui.widgets.voice import Voice

_SUBJECT_LINES = 3
_FILES_ABOVE = 5
"""Files that are named above the text; more of them would hide it."""
_TEXT = "t"


def heading(note: Note, place: str, voice: Voice, cells: int, *, roomy: bool) -> list[Line]:
    """Return the fixed lines: the subject, whole where there is room, and what the note is."""
    words = voice.words
    subject = clean_line(note.subject) or words("(no subject)")
    room = max(cells - width(place) - 3, 10)
    lines = wrap(subject, room)
    most = _SUBJECT_LINES if roomy else 1
    if len(lines) > most:
        lines[most - 1 :] = [cut(lines[most - 1], room - 1).removesuffix("…") + "…"]
    first, *more = lines
    direction = "" if note.kind == "memo" else words(DIRECTION_LABELS[note.direction]) + "  "
    what = f" {direction}{words(KIND_LABELS[note.kind])}  {dated(note, voice)}"
    return [
        ((Piece(f" {first}", STRONG),), (Piece(f"{place} ", QUIET),)),
        *(((Piece(f" {line}", STRONG),), ()) for line in more),
        ((Piece(what, QUIET),), (Piece(f"{note.charset} ", QUIET),)),
    ]


def dated(note: Note, voice: Voice) -> str:
    """Say when a note was written: the day with its weekday, and the time in Japan if known."""
    words = voice.words
    stored = note.date or note.at
    try:
        at = datetime.fromisoformat(stored)
    except ValueError:
        return clean_line(stored)
    if at.tzinfo is None:
        return said.long(at.date(), voice.today, words)
    there = in_tokyo(at)
    day = said.long(there.date(), voice.today, words)
    return words("{day} {time}, Japan time", day=day, time=f"{there:%H:%M}")


def about(note: Note, earlier: Note | None, badge: str, voice: Voice, cells: int) -> list[Row]:
    """Return what is to be known before reading: people, files, and what is wrong with it.

    `earlier` is the note that it differs from; `badge` says how it was read, where that matters.
    """
    words = voice.words
    rows = [_blank("#")]
    labelled = [(words("From"), note.sender), (words("To"), note.recipient)]
    people = [(label, clean_line(who)) for label, who in labelled if who]
    labels = [label for label, _ in people] + [words("File")] * bool(note.attachments)
    column = max(map(width, labels), default=0) + 2
    for label, who in people:
        rows += _labelled(f"#{label}", label, who, column, cells)
    if len(note.attachments) <= _FILES_ABOVE:
        rows += files(note, voice, cells, column)
    else:
        count = len(note.attachments)
        listed = words.plural(
            "{n} file, listed below the text", "{n} files, listed below the text", count
        )
        rows += _labelled("#files", words("File"), listed, column, cells)
    kept = words("kept {at} by {who}", at=voice.moment(note.at), who=note.by)
    rows += _paragraph("#kept", clean_line(kept), QUIET, cells)
    for number, (text, look) in enumerate(_concerns(note, earlier, badge, voice)):
        rows += _paragraph(f"#!{number}", clean_line(text), look, cells)
    return [*rows, _blank("##")]


def _concerns(
    note: Note, earlier: Note | None, badge: str, voice: Voice
) -> Iterator[tuple[str, str]]:
    words = voice.words
    if note.withdrawn and note.withdrawn_at:
        at = voice.moment(note.withdrawn_at)
        yield words("Withdrawn {at} by {who}", at=at, who=note.withdrawn_by), PROBLEM
    if earlier is not None:
        subject = earlier.subject or words("(no subject)")
        day = voice.day(earlier.date or earlier.at)
        differs = words(
            "An earlier letter with this Message-ID says something else: {day} {subject}",
            day=day,
            subject=subject,
        )
        yield differs, PROBLEM
    if badge:
        yield badge, ACCENT
    if note.lossy:
        yield words("Some characters could not be read."), PROBLEM


def files(note: Note, voice: Voice, cells: int, column: int = 0) -> list[Row]:
    """Return the files that came with a note, numbered from one."""
    words = voice.words
    label = words("File")
    column = column or width(label) + 2
    rows: list[Row] = []
    for number, file in enumerate(note.attachments, start=1):
        name = clean_line(file.name) or words("(no name)")
        told = (name, size(file.size), clean_line(file.type), clean_line(file.caption))
        value = f"{number} " + "  ".join(filter(None, told))
        rows += _labelled(f"#file{number}", "" if rows else label, value, column, cells)
    return rows


def files_below(note: Note, voice: Voice, cells: int) -> list[Row]:
    """Return the files that were too many to be named above the text."""
    if len(note.attachments) <= _FILES_ABOVE:
        return []
    return [_blank("#below"), *files(note, voice, cells)]


def body(text: str, cells: int) -> list[Row]:
    """Return the rows of a text; `line_of` tells which of its lines a row is from."""
    return [
        Row(f"{_TEXT}{number}.{at}", (Piece(" "), Piece(part)), selectable=False)
        for number, line in enumerate(clean(text).split("\n"))
        for at, part in enumerate(wrap(line, cells))
    ]


def line_of(key: str) -> int | None:
    """Return the number of the text's line that the row with this key shows; None for others."""
    return int(key[1:].partition(".")[0]) if key.startswith(_TEXT) else None


def key_of_line(number: int) -> str:
    """Return the key of the first row of a line of the text."""
    return f"{_TEXT}{number}.0"


def remarks(note: Note, voice: Voice, cells: int) -> list[Row]:
    """Return what was remarked on a note, by whom and when."""
    rows: list[Row] = []
    for number, remark in enumerate(note.annotations):
        at = voice.moment(remark.at)
        signed = voice.words("Remark, {at}, {who}", at=at, who=remark.by)
        key = f"#remark{number}"
        rows += [_blank(key), *_paragraph(f"{key}by", clean_line(signed), ACCENT, cells)]
        rows += _paragraph(f"{key}text", clean(remark.text), "", cells)
    return rows


def _paragraph(key: str, text: str, look: str, cells: int) -> list[Row]:
    return [
        Row(f"{key}.{at}", (Piece(" "), Piece(line, look)), selectable=False)
        for at, line in enumerate(wrap(text, cells))
    ]


def _labelled(key: str, label: str, value: str, column: int, cells: int) -> list[Row]:
    return [
        Row(
            f"{key}.{at}",
            (Piece(" "), Piece(pad("" if at else label, column), QUIET), Piece(line)),
            selectable=False,
        )
        for at, line in enumerate(wrap(value, max(cells - column, 10)))
    ]


def _blank(key: str) -> Row:
    return Row(key, (Piece(""),), selectable=False)
