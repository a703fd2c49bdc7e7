"""The form says at once what may not be meant, while it can still be changed."""

import pytest

from tests.screens.running import Screen, add_card, running
from tui.desk import Desk


async def written(screen: Screen, field: str, value: str) -> None:
    """Fill in a field, and go on to the next."""
    for _ in range(40):
        if screen.app.screen.focused.id == field:  # type: ignore[union-attr]
            break
        await screen.press("tab")
    screen.app.screen.focused.text = value  # type: ignore[union-attr]
    await screen.settle()
    await screen.press("tab")


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("carrier", "docmo", "Perhaps you mean docomo"),
        ("number", "090-123", "090-123 cannot be a phone number."),
        ("number", "+81 90-1234-5678", "There is such a card already"),
        ("departure", "2026-11-01", "The departure has passed"),
    ],
)
async def test_a_field_that_is_left_says_what_may_not_be_meant(
    desk: Desk, field: str, value: str, told: str
) -> None:
    other = add_card(desk, "Other")
    desk.casebook.edit_card(other, {"number": (None, "090-1234-5678")})
    async with running(desk, size=(140, 60)) as screen:
        await screen.press("a")
        await written(screen, field, value)
        assert told in screen.text


async def test_another_departure_of_ones_other_cards_is_said(desk: Desk) -> None:
    add_card(desk, "Other")
    async with running(desk, size=(140, 60)) as screen:
        await screen.press("a")
        await written(screen, "departure", "2027-02-15")
        assert "1 other card moves with it" in screen.text


async def test_half_a_number_is_not_remarked_on_while_it_is_typed(desk: Desk) -> None:
    async with running(desk, size=(140, 60)) as screen:
        await screen.press("a")
        while screen.app.screen.focused.id != "number":  # type: ignore[union-attr]
            await screen.press("tab")
        await screen.type("090-12")
        assert "cannot be" not in screen.text
