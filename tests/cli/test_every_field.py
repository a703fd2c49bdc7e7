"""What is put into a field by its option comes out wherever the field belongs."""

from pathlib import Path

import pytest

from tests.casebook.every_field import kept, written
from tests.cli.conftest import Kaiyaku
from tests.exports.archives import members
from tui.casebook.fields import (
    CARD_FIELDS,
    FIELD_LABELS,
    FIELDS,
    HOLDER_FIELDS,
    LABEL,
    NAME,
    OF_CARD_OPTIONS,
    Field,
)

every_field = pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)


@pytest.fixture
def filled(kaiyaku: Kaiyaku) -> Kaiyaku:
    """A card of which everything is known."""
    person = [each for each in HOLDER_FIELDS if each is not NAME]
    kaiyaku.ok(
        "holder", "add", written(NAME), *(f"{each.option}={written(each)}" for each in person)
    )
    card = [each for each in OF_CARD_OPTIONS if each is not LABEL]
    options = [f"{each.option}={written(each)}" for each in card]
    kaiyaku.ok("add", "postpaid", written(LABEL), "--holder", written(NAME), *options)
    return kaiyaku


def proof(kaiyaku: Kaiyaku, file: Path, *options: str) -> dict[str, str]:
    kaiyaku("export", "1", "--output", file, *options)
    return {
        name: content.decode("utf-8", "replace")
        for name, content in members(file.read_bytes()).items()
    }


def test_every_value_is_in_json_of_the_card_of_the_list_and_of_the_person(
    filled: Kaiyaku,
) -> None:
    values = {each.on_card: kept(each) for each in FIELDS}
    of_person = {each.name: kept(each) for each in HOLDER_FIELDS}
    assert values.items() <= filled.ok("show", "1", "--json").data["card"].items()
    assert values.items() <= filled.ok("list", "--json").data["cards"][0].items()
    assert of_person.items() <= filled.ok("holder", "list", "--json").data["holders"][0].items()


def test_every_value_is_on_the_page_of_the_card_under_its_name(filled: Kaiyaku) -> None:
    page = filled.ok("show", "1").out
    assert page.startswith(f"1  {written(LABEL)}")
    lines = page.splitlines()
    for each in (each for each in FIELDS if each is not LABEL):
        (line,) = (line for line in lines if line.startswith(f"  {FIELD_LABELS[each.on_card]}  "))
        assert len(line.split("  ")) > 2, each.name
        if each.kind == "text":
            assert written(each) in line


@every_field
def test_it_is_found_by_what_is_searched_and_by_nothing_else(filled: Kaiyaku, field: Field) -> None:
    if field.kind != "text":
        assert not field.searched
        return
    found = filled("find", written(field), "--json").data["matches"]
    assert [match["field"] for match in found] == ([field.on_card] if field.searched else [])


@every_field
def test_it_is_cleared_by_a_hyphen_except_what_every_card_has(
    filled: Kaiyaku, field: Field
) -> None:
    verb = ("edit",) if field.with_card else ("holder", "edit")
    if field in (LABEL, NAME):
        assert field.name in filled.refused(2, *verb, "1", f"{field.option}=-")
    else:
        filled.ok(*verb, "1", f"{field.option}=-")
        assert filled.ok("show", "1", "--json").data["card"][field.on_card] is None


def test_it_is_changed_in_the_dialogue(filled: Kaiyaku) -> None:
    for place, each in enumerate(FIELDS, start=1):
        new = next(iter(each.tokens), written(each).replace("7", "6").replace("¥3", "8"))
        ran = filled("--plain", stdin=f"1\ne\n{place}\n{new}\nb\nq\n".encode())
        shown = filled.ok("show", "1", "--json").data["card"][each.on_card]
        if each is NAME:
            assert "There is no holder" in ran.err
        else:
            assert (str(shown), ran.err) == (new.replace(",", ""), "")


def test_the_page_of_the_proof_says_what_belongs_there(filled: Kaiyaku, tmp_path: Path) -> None:
    page = proof(filled, tmp_path / "proof.zip", "--with", "names")["index.html"]
    for each in FIELDS:
        if each.kind == "text":
            assert (written(each) in page) is each.on_page
        elif each.kind == "yen":
            assert f"¥{kept(each):,}" in page


@pytest.mark.parametrize("group", ["number", "holder"])
def test_a_proof_without_a_group_says_nothing_of_it_anywhere(
    filled: Kaiyaku, tmp_path: Path, group: str
) -> None:
    gone = [each for each in FIELDS if each.group == group and each.identifies]
    assert gone
    body = "\n".join(written(each) for each in gone)
    filled.ok("note", "add", "1", "--kind", "mail", "--date", "11/20", stdin=body.encode())
    files = proof(filled, tmp_path / "proof.zip", "--without", group)
    ours = {name: text for name, text in files.items() if "original" not in name}
    assert len(ours) < len(files)
    for name, text in ours.items():
        for each in gone:
            assert written(each) not in text, (name, each.name)


def test_a_field_belongs_to_a_card_or_to_a_person() -> None:
    assert {*CARD_FIELDS} | {*HOLDER_FIELDS} == {*FIELDS}
