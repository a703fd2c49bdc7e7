"""A field is declared once: the table, the records, the tables of the disk and the code agree."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import tui
from tests.casebook.every_field import kept, written
from tests.casebook.raw import raw
from tui.casebook.fields import CARD_FIELDS, FIELDS, HOLDER_FIELDS, Field
from tui.casebook.fold import BLANK
from tui.casebook.records import Card, Holder
from tui.casebook.sqlite import SqliteStore
from tui.plan.field_values import NoValue, read_value
from tui.text.trouble import Trouble

TODAY = date(2026, 11, 24)
KEPT_BY_ITSELF = {
    Card: {
        *("id", "type", "holder", "guide_version", "guide_sha256", "revision", "touched", "begun"),
        *("closed_at", "closed_by", "exported_at", "marks", "notes"),
    },
    Holder: {"id", "revision"},
}
"""What the casebook knows without anybody filling it in."""


def lines_that_name(name: str) -> Iterator[Path]:
    """Yield the files of the program that name a field; what is compiled of one is none."""
    for path in Path(tui.__file__).parent.rglob("*"):
        if path.suffix in (".py", ".po", ".toml", ".tcss", ".html") and (
            name in path.read_text("utf-8").casefold()
        ):
            yield path


@pytest.mark.parametrize(("record", "fields"), [(Card, CARD_FIELDS), (Holder, HOLDER_FIELDS)])
def test_a_record_has_every_field_of_the_table_and_no_other(
    record: type[Card | Holder], fields: tuple[Field, ...]
) -> None:
    assert {field.name for field in fields} == set(record._fields) - KEPT_BY_ITSELF[record]


@pytest.mark.parametrize("table", ["card", "holder"])
def test_every_field_has_its_column_on_the_disk(table: str, tmp_path: Path) -> None:
    SqliteStore(tmp_path / "casebook.db").close()
    with raw(tmp_path / "casebook.db") as connection:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    connection.close()
    assert {*columns} == {*BLANK[table], "id", "revision"}


@pytest.mark.parametrize("name", ["iccid", "imei"])
def test_a_field_is_named_in_five_files_at_most(name: str) -> None:
    named = sorted(path.name for path in lines_that_name(name))
    assert len(named) <= 5, named
    assert "fields.py" in named


def test_no_two_fields_share_an_option_or_a_place_on_the_board() -> None:
    options = [field.option for field in FIELDS]
    places = [field.column.place for field in FIELDS if field.column]
    assert len(options) == len({*options})
    assert len(places) == len({*places})


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_what_is_written_into_a_field_is_read_and_nothing_is_nothing(field: Field) -> None:
    assert read_value(field, f" {written(field)} ", TODAY) == kept(field)
    assert read_value(field, "  ", TODAY) is None
    if field.is_day:
        assert read_value(field, "?", TODAY) == "unknown"


@pytest.mark.parametrize(
    "amount", ["3278", "3,278", "¥3,278", "3278円", "￥３，２７８", "3,278 円"]
)
def test_an_amount_of_yen_is_taken_as_people_write_it(amount: str) -> None:
    (charge,) = (field for field in FIELDS if field.name == "monthly_charge")
    assert read_value(charge, amount, TODAY) == 3278


@pytest.mark.parametrize("field", [field for field in FIELDS if field.kind != "text"])
def test_what_a_field_cannot_hold_is_refused_in_one_sentence(field: Field) -> None:
    with pytest.raises(Trouble) as refused:
        read_value(field, "no such thing", TODAY)
    assert "no such thing" in str(refused.value)
    assert isinstance(refused.value, NoValue) is not field.is_day
