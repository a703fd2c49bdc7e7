"""Who else has this card open is shown, and keeps nobody from anything."""

from tests.screens.running import KEN, add_card, running, states
from tui.casebook.presence import Presence
from tui.desk import Desk


async def test_a_colleague_at_the_same_card_is_named_until_they_leave(desk: Desk) -> None:
    card = add_card(desk)
    ken = Presence(desk.places.casebook, KEN)
    async with running(desk) as screen:
        assert "ken" not in screen.text
        ken.at(card)
        screen.main._look_for_others()
        await screen.settle()
        assert "also open: ken" in screen.text
        await screen.press("space")
        assert states(desk)["check-dates"] == "done"
        ken.at(card + 1)
        screen.main._look_for_others()
        await screen.settle()
        assert "ken" not in screen.text
    ken.close()


async def test_whoever_may_see_one_person_is_not_told_who_works_there(desk: Desk) -> None:
    card = add_card(desk)
    ken = Presence(desk.places.casebook, KEN)
    ken.at(card)
    async with running(desk.narrowed(desk.casebook.card(card).holder)) as screen:
        screen.main._look_for_others()
        await screen.settle()
        assert "ken" not in screen.text
    ken.close()
