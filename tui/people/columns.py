"""Which field a column of a list is, by the name that an office gave it."""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from tui.casebook.fields import FIELD_LABELS, FIELDS, NAME, Field
from tui.people.sheet import Row, Sheet, Unfit
from tui.text.translation import LANGUAGES, Words, marked

TYPE: Final = "type"
"""The column of the card type, which is no field that is filled in."""

_TOP: Final = 20
_TYPE_NAMES: Final = "card type, kind, plan type, 種別, カードの種類, 回線種別, 类别, 卡类型"
_BY_NAME: Final = {field.on_card: field for field in FIELDS}


class Found(NamedTuple):
    """The line of the columns' names, and what was understood of them."""

    line: int
    fields: Mapping[int, Field]
    """Place of a column, from 0 -> field."""
    type: int | None
    ignored: tuple[str, ...]
    """The columns that are not read, as they are called."""


class Columns:
    """The names by which a column is known."""

    def __init__(self, mapped: Iterable[str] = ()) -> None:
        """Know a field by its labels in every language; `mapped` has further `COLUMN=FIELD`.

        Raises `Unfit` for a field that there is not.
        """
        self._known: dict[str, str] = {}
        called = {name: field.also for name, field in _BY_NAME.items()} | {TYPE: _TYPE_NAMES}
        for name, also in called.items():
            self._known |= dict.fromkeys(map(_key, (name, *also.split(","))), name)
        for language in LANGUAGES:
            words = Words(language)
            for name in (*_BY_NAME, TYPE):
                self._known.setdefault(_key(words(FIELD_LABELS[name])), name)
        # A column whose name is all signs is none of them.
        self._known.pop("", None)
        self._mapped = dict(_one_mapped(each) for each in mapped)

    def _named(self, cell: str) -> str | None:
        """Return the field, or `TYPE`, that a column of this name is."""
        key = _key(cell)
        if key in self._mapped:
            return self._mapped[key]
        # 氏名（カナ） is another column than 氏名.
        shorter = unicodedata.normalize("NFKC", cell).partition("(")[0]
        return self._known.get(key) or self._known.get(_key(shorter))

    def count(self, cells: Iterable[str]) -> int:
        """Return how many of some cells are names of columns."""
        return sum(1 for cell in cells if cell and self._named(cell))

    def are_in(self, row: Row) -> bool:
        """Say whether a row is that of the columns' names: a column of names is among them."""
        return any(cell and self._named(cell) == NAME.on_card for cell in row.cells)

    def found(self, sheet: Sheet, name: str) -> Found:
        """Return what the columns of a sheet are; raises `Unfit`."""
        row = next((row for row in sheet.rows[:_TOP] if self.are_in(row)), None)
        if row is None:
            raise Unfit(
                marked(
                    "{name} has no column of names: call it name, 氏名 or 姓名, or say which it is "
                    "with --map 'COLUMN=holder'."
                ),
                name=name,
            )
        for merged in sheet.merged:
            # A title above the columns may span them.
            if merged.last_line >= row.line:
                raise Unfit(
                    marked(
                        "The cells {cells} are merged, so that it is not known whose the value "
                        "is: take them apart, and fill in each."
                    ),
                    cells=merged.where,
                )
        self._refuse_what_is_not_there(row)
        return self._of(row)

    def _refuse_what_is_not_there(self, row: Row) -> None:
        there = {_key(cell) for cell in row.cells}
        lacking = next((key for key in self._mapped if key not in there), None)
        if lacking is not None:
            raise Unfit(
                marked("There is no column {column}. There is: {columns}."),
                column=lacking,
                columns=", ".join(filter(None, row.cells)),
            )

    def _of(self, row: Row) -> Found:
        places: dict[str, int] = {}
        ignored = []
        for place, cell in enumerate(row.cells):
            field = self._named(cell) if cell else None
            if not field:
                ignored += [cell] if cell else []
            elif field in places:
                raise Unfit(
                    marked(
                        "The columns {first} and {second} are both taken for {field}: say which "
                        "is not, with --map '{second}='."
                    ),
                    first=row.cells[places[field]],
                    second=cell,
                    field=field,
                )
            else:
                places[field] = place
        type = places.pop(TYPE, None)
        fields = {place: _BY_NAME[field] for field, place in places.items()}
        return Found(row.line, fields, type, tuple(ignored))


def _one_mapped(written: str) -> tuple[str, str]:
    column, equals, field = written.rpartition("=")
    wanted = field.strip().replace("-", "_")
    wanted = NAME.on_card if wanted == NAME.name else wanted
    if not equals or not column.strip():
        raise Unfit(marked("{text} is no COLUMN=FIELD."), text=written)
    if wanted and wanted != TYPE and wanted not in _BY_NAME:
        raise Unfit(
            marked("There is no field {field}. There is: {fields}."),
            field=field.strip(),
            fields=", ".join((*_BY_NAME, TYPE)),
        )
    return _key(column), wanted


def _key(name: str) -> str:
    """Return a column's name as it is compared: letters and digits, without width and case."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(character for character in folded if character.isalnum())
