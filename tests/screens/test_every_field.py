"""What is put into a field of the form is kept, and shown wherever the field belongs."""

from typing import Any

import pytest

from tests.casebook.every_field import kept, written
from tests.screens.running import Screen, add_card, running
from tui.casebook.fields import FIELD_LABELS, FIELDS, Field
from tui.desk import Desk
from tui.widgets.board_list import masked

TALL = (100, 60)


def label(field: Field) -> str:
    """Return what a form calls a field."""
    called = FIELD_LABELS[field.on_card]
    return called[:1].upper() + called[1:]


async def fill_in(screen: Screen, field: Field) -> None:
    """Put the field's value where the cursor is."""
    if field.kind == "choice":
        await screen.press(*["right"] * len(field.tokens))
    else:
        screen.app.screen.focused.text = written(field)  # type: ignore[union-attr]
        await screen.settle()


async def test_every_field_of_the_form_is_kept_as_it_was_filled_in(desk: Desk) -> None:
    async with running(desk, size=TALL) as screen:
        await screen.press("a")
        for field in (field for field in FIELDS if not field.rare):
            await fill_in(screen, field)
            await screen.press("tab")
        # What few cards need is behind a line of its own.
        await screen.press("enter")
        for field in (field for field in FIELDS if field.rare):
            assert label(field) in screen.text
            await fill_in(screen, field)
            await screen.press("tab")
        await screen.press("ctrl+s")
        (card,) = desk.casebook.cards()
        assert {each.name: each.value(card) for each in FIELDS} == {
            each.name: kept(each) for each in FIELDS
        }


async def test_the_form_shows_what_every_field_has(desk: Desk) -> None:
    guide = desk.library.guide("postpaid")
    assert guide is not None
    of_card: dict[str, Any] = {each.name: kept(each) for each in FIELDS if each.of == "card"}
    of_holder = {each.name: kept(each) for each in FIELDS if each.of == "holder"}
    label_, name = str(of_card.pop("label")), str(of_holder.pop("name"))
    desk.casebook.add_card(guide, label_, holder=name, holder_fields=of_holder, **of_card)
    async with running(desk, size=TALL) as screen:
        await screen.press("e")
        for field in FIELDS:
            shown = screen.line(f" {label(field)} ")
            token = field.tokens.get(str(kept(field)))
            assert (token or str(kept(field))) in shown


async def test_the_board_shows_what_has_a_column_and_hides_what_is_masked(desk: Desk) -> None:
    guide = desk.library.guide("postpaid")
    assert guide is not None
    columns = [each for each in FIELDS if each.of == "card" and each.column]
    fields: dict[str, Any] = {each.name: kept(each) for each in columns}
    desk.casebook.add_card(guide, str(fields.pop("label")), departure="2027-01-15", **fields)
    async with running(desk, size=(160, 24)) as screen:
        await screen.press("b")
        for name, value in fields.items():
            field = next(each for each in FIELDS if each.name == name)
            # Columns are narrow: what they begin with tells one from another.
            assert (str(value)[:9] in screen.text) is not field.masked
            if field.masked:
                assert masked(str(value))[:9] in screen.text


@pytest.mark.parametrize("type", ["prepaid", "postpaid"])
async def test_the_form_fits_a_small_screen_and_asks_what_the_type_needs(
    desk: Desk, type: str
) -> None:
    add_card(desk, type=type)
    async with running(desk, size=(80, 24)) as screen:
        await screen.press("e")
        begun = [f"{line} " for line in screen.lines]
        asked = {
            field.name
            for field in FIELDS
            if any(line.startswith(f" {label(field)} ") for line in begun)
        }
        needed = {field.name for field in FIELDS if not field.rare and field.is_for(type)}
        assert asked == needed
        assert "more fields" in screen.text
        assert "Save" in screen.text


async def test_another_kind_of_card_is_asked_for_other_fields(desk: Desk) -> None:
    async with running(desk) as screen:
        await screen.press("a", "shift+tab")
        seen = set()
        for _ in desk.library.guides:
            seen.add("Monthly charge" in screen.text)
            await screen.press("right")
        assert seen == {True, False}


async def test_what_is_filled_in_is_shown_whatever_the_card_needs(desk: Desk) -> None:
    add_card(desk, type="prepaid")
    desk.casebook.edit_card(1, {"payment": (None, "slip"), "imei": (None, "3520990017614")})
    async with running(desk) as screen:
        await screen.press("e")
        assert "payment slip" in screen.text
        screen.app.screen.query_one("#imei").scroll_visible(animate=False)
        await screen.settle()
        assert "3520990017614" in screen.text


async def test_an_amount_that_is_none_is_said_and_the_cursor_goes_there(desk: Desk) -> None:
    async with running(desk) as screen:
        await screen.press("a")
        screen.app.screen.query_one("#monthly_charge").text = "a lot"  # type: ignore[attr-defined]
        await screen.press("ctrl+s")
        assert "a lot is no amount of yen" in screen.text
        assert screen.app.screen.focused is screen.app.screen.query_one("#monthly_charge")
