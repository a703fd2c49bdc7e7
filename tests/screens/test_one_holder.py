"""Only this person: nobody else's name or card is on the screen."""

from tests.screens.running import running
from tui.desk import Desk


def two_people(desk: Desk) -> None:
    guide = desk.library.guides[-1]
    desk.casebook.add_card(guide, "Wang docomo", holder="Wang Fang")
    desk.casebook.add_card(guide, "Lin au", holder="Lin")


async def test_one_key_hides_everybody_else_and_says_so_until_it_is_pressed_again(
    desk: Desk,
) -> None:
    two_people(desk)
    async with running(desk) as screen:
        assert "Wang docomo" in screen.text
        await screen.press("o")
        assert "Wang" not in screen.text
        assert "Lin au" in screen.text
        assert "only Lin" in screen.lines[0]
        await screen.press("t")
        assert "Wang" not in screen.text
        await screen.press("escape", "o")
        assert "Wang docomo" in screen.text
        assert "only" not in screen.lines[0].replace("only you", "")


async def test_what_is_done_meanwhile_is_written_to_the_same_casebook(desk: Desk) -> None:
    two_people(desk)
    async with running(desk) as screen:
        await screen.press("o", "space")
        assert desk.casebook.card(2).mark("check-dates").state == "done"
        await screen.press("u")
        assert desk.casebook.card(2).mark("check-dates").state == "open"


async def test_a_desk_of_one_person_stays_so(desk: Desk) -> None:
    two_people(desk)
    alone = desk.narrowed(desk.casebook.holders()[1])
    async with running(alone) as screen:
        screen.app.sitting.is_of_one = True
        await screen.press("o")
        assert "Wang" not in screen.text
        assert "Only this person's cards" in screen.text


async def test_without_a_card_there_is_nobody_to_show_alone(desk: Desk) -> None:
    async with running(desk) as screen:
        await screen.press("o")
        assert "no card here" in screen.text


async def test_every_page_says_whose_alone_it_is(desk: Desk) -> None:
    two_people(desk)
    async with running(desk) as screen:
        await screen.press("o")
        for key in ("b", "d", "H", "v"):
            await screen.press(key)
            assert "only Lin" in screen.lines[0], key
            await screen.press("escape")


async def test_a_card_that_is_added_is_that_persons(desk: Desk) -> None:
    two_people(desk)
    async with running(desk) as screen:
        await screen.press("o", "a")
        await screen.type("Second SIM")
        await screen.press("ctrl+s")
        assert desk.casebook.card(3).holder.name == "Lin"
