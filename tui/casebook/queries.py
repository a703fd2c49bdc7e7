"""From rows of the projections to the values that callers see."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from tui.casebook.errors import Damaged, NoSuchThing, NotACasebook
from tui.casebook.event import Who
from tui.casebook.records import (
    Annotation,
    Attachment,
    Card,
    DamagedRecord,
    Holder,
    Letter,
    Made,
    Mark,
    Note,
    Record,
    from_record,
    sound,
)
from tui.casebook.storage import Reader
from tui.text.translation import marked


def holder(reader: Reader, id: int) -> Holder:
    """Return the person with this number; raises `NoSuchThing`."""
    record = reader.record("holder", id)
    if record is None or not record["present"]:
        raise NoSuchThing(marked("There is no holder {id}."), id=id)
    return from_record(Holder, record)


def holders(reader: Reader) -> list[Holder]:
    """Return every person."""
    present = (record for record in reader.records("holder") if record["present"])
    return _readable(reader, Holder, present)


def _readable(reader: Reader, kind: type[Made], records: Iterable[Record]) -> list[Made]:
    """Return what can be read; the rest is noted as damaged."""
    return [from_record(kind, record) for record in _whole(reader, records)]


def _whole(reader: Reader, records: Iterable[Record]) -> list[Record]:
    """Return the rows in which nothing is damaged; the others are noted."""
    found = []
    for record in records:
        if record.__class__ is DamagedRecord:
            reader.damaged.append(record.damage)
        else:
            found.append(record)
    return found


def card(reader: Reader, id: int) -> Card:
    """Return one card with its marks and notes; raises `NoSuchThing`."""
    bare = bare_card(reader, id)
    marks = _readable(reader, Mark, reader.records("mark", card=id))
    return bare._replace(marks={mark.item: mark for mark in marks}, notes=_notes(reader, id))


def bare_card(reader: Reader, id: int) -> Card:
    """Return one card without its marks and notes; raises `NoSuchThing`."""
    record = reader.record("card", id)
    if record is None or not record["present"]:
        raise NoSuchThing(marked("There is no card {id}."), id=id)
    sound(record)
    whose = reader.record("holder", record["holder"])
    if whose is None:
        raise Damaged("card", id)
    return from_record(Card, record, holder=from_record(Holder, whose))


def mark(reader: Reader, card: int, item: str) -> Mark:
    """Return the mark of a step or check of a card; what was never marked is open."""
    record = reader.record("mark", f"{card}/{item}")
    return Mark(item) if record is None else from_record(Mark, record)


def cards(reader: Reader) -> list[Card]:
    """Return every card with its marks, without its notes."""
    people = {one.id: one for one in _readable(reader, Holder, reader.records("holder"))}
    marks: dict[int, dict[str, Mark]] = defaultdict(dict)
    for record in _whole(reader, reader.records("mark")):
        marks[record["card"]][record["item"]] = from_record(Mark, record)
    found = []
    for record in _whole(reader, reader.records("card")):
        if not record["present"]:
            continue
        whose = people.get(record["holder"])
        if whose is None:
            # Whose it is cannot be read, and there is no card without somebody.
            reader.damaged.append(Damaged("card", record["id"]))
        else:
            found.append(from_record(Card, record, holder=whose, marks=marks[record["id"]]))
    return found


def last_worked_on(reader: Reader, who: Who) -> int | None:
    """Return the card of the person's newest event, else the one touched last by anybody."""
    rows = _whole(reader, reader.records("card"))
    present = {record["id"]: record for record in rows if record["present"]}
    newest = reader.latest_card(who)
    if newest in present:
        return newest
    open_cards = [record for record in present.values() if record["closed_at"] is None]
    latest = max(open_cards, key=lambda record: str(record["touched"]), default=None)
    return None if latest is None else int(latest["id"])


def note(reader: Reader, id: int) -> Note:
    """Return one note; raises `NoSuchThing`."""
    record = reader.record("note", id)
    if record is None or not record["present"]:
        raise NoSuchThing(marked("There is no note {id}."), id=id)
    return _note(
        record,
        _of_notes(_whole(reader, reader.records("annotation", note=id))),
        _of_notes(_whole(reader, reader.records("attachment", note=id))),
    )


def letters(reader: Reader) -> list[Letter]:
    """Return what other letters may refer to, of every note that was not withdrawn."""
    return [
        from_record(Letter, record)
        for record in _whole(reader, reader.records("note"))
        if record["present"] and not record["withdrawn_at"]
    ]


def text(reader: Reader, note: Note) -> str:
    """Return the text of a note; raises `Damaged` where there is none in its charset."""
    kept = reader.text(note.id, note.charset)
    if kept is None:
        raise Damaged("note", note.id)
    return kept


def attachment(reader: Reader, id: int) -> Attachment:
    """Return one attachment; raises `NoSuchThing`."""
    record = reader.record("attachment", id)
    if record is None or not record["present"]:
        raise NoSuchThing(marked("There is no attachment {id}."), id=id)
    return from_record(Attachment, record)


def blob(reader: Reader, sha256: str) -> bytes:
    """Return kept bytes; raises `NotACasebook` when the file lost them."""
    kept = reader.blob(sha256)
    if kept is None:
        raise lost(sha256)
    return kept


def lost(sha256: str) -> NotACasebook:
    """Return the trouble of bytes that are gone or not what they were."""
    return NotACasebook(
        marked("The casebook has lost the original {sha256}. Restore a backup."),
        sha256=sha256[:12],
    )


def _notes(reader: Reader, card: int) -> tuple[Note, ...]:
    remarks = _of_notes(_whole(reader, reader.records("annotation", card=card)))
    files = _of_notes(_whole(reader, reader.records("attachment", card=card)))
    present = (record for record in reader.records("note", card=card) if record["present"])
    return tuple(_note(record, remarks, files) for record in _whole(reader, present))


def _of_notes(records: Sequence[Record]) -> dict[int, list[Record]]:
    """Return what belongs to each note."""
    found: dict[int, list[Record]] = defaultdict(list)
    for record in records:
        if record["present"]:
            found[record["note"]].append(record)
    return found


def _note(record: Record, remarks: dict[int, list[Record]], files: dict[int, list[Record]]) -> Note:
    id = record["id"]
    return from_record(
        Note,
        record,
        annotations=tuple(from_record(Annotation, remark) for remark in remarks.get(id, ())),
        attachments=tuple(from_record(Attachment, file) for file in files.get(id, ())),
    )
