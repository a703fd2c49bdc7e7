"""`kaiyaku list` and `assign`: many cards, narrowed, sorted and given to somebody."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from tui.casebook.fields import ASSIGNEE, FIELD_LABELS, FIELDS, Field
from tui.casebook.records import Card
from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.named import NOBODY, find_card, wanted_cards
from tui.cli.output import write_bytes
from tui.cli.shapes import of_row
from tui.guides.guide import in_language
from tui.plan.board import BoardRow, Kept, Wanted, board_rows, in_order, narrowed
from tui.plan.expected import unproven_said
from tui.text.translation import marked


class _Column(NamedTuple):
    """A column of a list: what it is called, and what stands in it, as it is kept."""

    label: str
    value: Callable[[BoardRow], object]
    field: Field | None = None


def _of_field(field: Field) -> _Column:
    return _Column(field.label, lambda row: field.value(row.card), field)


_COLUMNS: Final[Mapping[str, _Column]] = {
    "id": _Column(marked("card"), lambda row: row.card.id),
    "type": _Column(FIELD_LABELS["type"], lambda row: row.card.type),
    **{field.on_card: _of_field(field) for field in FIELDS},
    "done": _Column(marked("done"), lambda row: f"{row.progress.done}/{row.progress.total}"),
    "waiting": _Column(marked("waiting"), lambda row: row.progress.waiting or None),
    "unproven": _Column(marked("no proof"), lambda row: len(row.progress.unproven) or None),
    "to_come": _Column(marked("still to come"), lambda row: len(row.progress.to_come) or None),
    "late": _Column(marked("late"), lambda row: "late" if row.late else None),
    "next": _Column(marked("next day"), lambda row: row.next_day),
    "closed": _Column(marked("closed"), lambda row: (row.card.closed_at or "")[:10] or None),
}
"""What `--columns` takes; a spreadsheet is given all of it."""


def list_cards(command: Command) -> None:
    """List the cards that are wanted; the closed ones only where they are asked for."""
    desk, words, given = command.desk, command.words, command.arguments
    every_card = desk.casebook.cards()
    every_row = board_rows(every_card, desk.guide, desk.carrier, command.today)
    rows = narrowed(every_row, _wanted(command), desk.carrier)
    rows = in_order(rows, given.text("sort") or "id", backwards=given.flag("reverse"))
    columns = _columns(command)
    if given.flag("csv"):
        _write_csv(command, columns or tuple(_COLUMNS), rows)
        return
    if rows and columns:
        heading = [words(_COLUMNS[each].label) for each in columns]
        lines = command.table([heading, *(_said(command, columns, row) for row in rows)])
    elif rows:
        lines = command.table([_cells(command, row) for row in rows])
    elif every_card:
        lines = [words("No such cards here; --all lists them all.")]
    else:
        lines = [words("No cards yet: `kaiyaku guide` tells which type is yours.")]
    command.answer({"cards": [of_row(row) for row in rows]}, *lines)


def _columns(command: Command) -> tuple[str, ...]:
    """Return the columns that were asked for; none where the usual ones are meant."""
    named = [each.strip() for each in (command.arguments.text("columns") or "").split(",")]
    wanted = tuple(filter(None, named))
    unknown = next((each for each in wanted if each not in _COLUMNS), None)
    if unknown is not None:
        raise Usage(
            marked("There is no column {column}. There is: {columns}."),
            column=unknown,
            columns=", ".join(_COLUMNS),
        )
    return wanted


def _said(command: Command, columns: Sequence[str], row: BoardRow) -> list[str]:
    """Return what stands in the columns, for a person."""
    from tui.cli.verbs.cards import said

    cells = []
    for each in columns:
        column = _COLUMNS[each]
        value = column.value(row)
        if value is None:
            cells.append("")
        elif column.field is not None:
            cells.append(said(command, column.field, column.field.value(row.card)))
        elif each == "type":
            cells.append(in_language(command.desk.guide(row.card).name, command.words.language))
        elif each in ("next", "closed"):
            cells.append(command.say_day(str(value)))
        else:
            cells.append(command.words("late") if each == "late" else str(value))
    return cells


def _write_csv(command: Command, columns: Sequence[str], rows: Sequence[BoardRow]) -> None:
    """Write the rows for a spreadsheet: days and choices as they are kept."""
    from tui.exports.spreadsheet import as_csv

    if command.is_kiosk or command.arguments.flag("json"):
        raise Usage(marked("--csv is not offered here."))
    heading = [command.words(_COLUMNS[each].label) for each in columns]
    values = ((_COLUMNS[each].value(row) for each in columns) for row in rows)
    told = [["" if value is None else str(value) for value in each] for each in values]
    write_bytes(as_csv([heading, *told]))


def _wanted(command: Command) -> Wanted:
    given = command.arguments
    kept: Kept = "all" if given.flag("all") else "closed" if given.flag("closed") else "open"
    return wanted_cards(command)._replace(
        late=given.flag("late"),
        waiting=given.flag("waiting"),
        unproven=given.flag("unproven"),
        kept=kept,
    )


def _cells(command: Command, row: BoardRow) -> tuple[str, ...]:
    words, card, count = command.words, row.card, row.progress
    return (
        str(card.id),
        card.label,
        in_language(command.desk.guide(card).name, words.language),
        card.holder.name,
        words("{done} of {total} done", done=count.done, total=count.total),
        words.plural("{n} waiting", "{n} waiting", count.waiting) if count.waiting else "",
        unproven_said(len(count.unproven), words),
        words("late") if row.late else "",
        words("closed") if card.closed else _leaves(command, card),
        card.assignee or "",
    )


def _leaves(command: Command, card: Card) -> str:
    departure = card.holder.departure
    return command.words("leaves {day}", day=command.say_day(departure)) if departure else ""


def assign(command: Command) -> None:
    """Give cards to somebody to look after: those that are named, or all that another has."""
    from tui.cli.verbs.cards import remarks_on

    given, casebook = command.arguments, command.desk.casebook
    leaving, heir = given.text("from"), given.text("to")
    if leaving is not None or heir is not None:
        if leaving is None or heir is None or given.many("card") or given.text("who"):
            raise Usage(marked("Say both, and no cards: `kaiyaku assign --from ken --to mika`."))
        cards = [card for card in casebook.cards() if card.assignee == leaving and not card.closed]
        who: str | None = heir
    else:
        cards = [find_card(casebook, text) for text in given.many("card")]
        who = given.text("who")
        if not cards or who is None:
            raise Usage(marked("Say which cards and who: `kaiyaku assign 3 7 12 mika`."))
    assignee = None if who in (None, NOBODY) else who
    remarks = remarks_on(command, {ASSIGNEE: assignee})
    count = casebook.change_cards([card.id for card in cards], {"assignee": assignee})
    named = assignee or command.words("nobody")
    sentence = command.words.plural(
        "{n} card is looked after by {who} now",
        "{n} cards are looked after by {who} now",
        count,
        who=named,
    )
    shape = {
        "cards": [card.id for card in cards],
        "changed": count,
        "remarks": [remark._asdict() for remark in remarks],
    }
    command.answer(shape, sentence, *(f"  {remark.said}" for remark in remarks))
