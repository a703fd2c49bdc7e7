"""Three hundred in March: all cards in one list, and several worked on at a time."""

import re
from pathlib import Path

from tests.screens.running import Screen, add_card, desk_at, running
from tui.desk import Desk
from tui.widgets.board_list import masked


def march(desk: Desk) -> None:
    """Four cards; it is 24 November 2026."""
    guide = desk.library.guides[-1]
    for label, holder, day, who in (
        ("Lin docomo", "Lin", "2027-01-15", "ken"),
        ("王芳的au", "王芳", "2027-01-12", "ken"),
        ("Mei povo", "Mei", "2027-03-31", "mika"),
        ("Old SIM", "Ana", "2026-11-01", None),
    ):
        desk.casebook.add_card(guide, label, holder=holder, departure=day, assignee=who)


def box(screen: Screen) -> str:
    """Return what the question over the screen says."""
    return " ".join(" ".join(re.findall(r"│(.*)│", screen.text)).split())


def labels(screen: Screen) -> list[str]:
    known = ("Lin docomo", "王芳的au", "Mei povo", "Old SIM")
    return [name for line in screen.lines[2:-1] for name in known if name in line]


async def test_the_board_opens_with_what_is_late_first(desk: Desk) -> None:
    march(desk)
    async with running(desk) as screen:
        await screen.press("b")
        assert "4 cards" in screen.lines[0]
        assert labels(screen) == ["Old SIM", "王芳的au", "Lin docomo", "Mei povo"]
        assert "!" in screen.line("Old SIM")


async def test_it_is_filtered_as_one_types_and_the_keys_are_letters_then(desk: Desk) -> None:
    march(desk)
    async with running(desk) as screen:
        await screen.press("b", "slash")
        await screen.type("ＬＩＮ")
        assert labels(screen) == ["Lin docomo"]
        await screen.press("escape")
        assert len(labels(screen)) == 4
        await screen.press("slash")
        await screen.type("va")
        assert labels(screen) == []
        await screen.press("escape", "escape")
        assert "Cards" in screen.text or "Prepaid" in screen.text


async def test_it_is_narrowed_to_a_colleague_and_sorted(desk: Desk) -> None:
    march(desk)
    async with running(desk) as screen:
        await screen.press("b", "f")
        assert "leaving in the week of 11 Jan  2" in screen.text
        place = next(line for line in screen.lines if "ken  2" in line)
        await screen.press(place.split("ken")[0].strip("│ >").strip()[0])
        assert labels(screen) == ["王芳的au", "Lin docomo"]
        await screen.press("s", "2")
        assert labels(screen) == ["Lin docomo", "王芳的au"]
        await screen.press("s", "2")
        assert labels(screen) == ["王芳的au", "Lin docomo"]


async def test_marked_cards_are_given_to_somebody_in_one_act_with_one_undo(desk: Desk) -> None:
    march(desk)
    async with running(desk) as screen:
        await screen.press("b", "v", "v")
        assert "2 marked" in screen.lines[0]
        await screen.press("a")
        assert "2 cards" in screen.text
        await screen.type("emi")
        await screen.press("enter")
        assert [card.assignee for card in desk.casebook.cards()] == ["ken", "emi", "mika", "emi"]
        await screen.press("u")
        assert [card.assignee for card in desk.casebook.cards()] == ["ken", "ken", "mika", None]


async def test_departure_and_closing_act_on_all_marked(desk: Desk) -> None:
    march(desk)
    desk.casebook.mark(1, desk.library.guides[-1].steps[0].id, "done")
    async with running(desk) as screen:
        await screen.press("b", "V", "d")
        await screen.type("12/20")
        await screen.press("enter")
        days = {card.holder.departure for card in desk.casebook.cards()}
        assert days == {"2026-12-20"}
        assert "What moved" in screen.text
        assert "Lin docomo: " in screen.text
        await screen.press("q")
        assert "4 cards are changed" in screen.text
        await screen.press("V", "c")
        assert "steps left" in screen.text
        assert "The proof of 1 was never exported." in box(screen)
        await screen.press("2")
        assert all(card.closed for card in desk.casebook.cards())
        assert "0 cards" in screen.lines[0]


async def test_the_pages_of_the_marked_cards_are_fetched_with_one_line(desk: Desk) -> None:
    march(desk)
    desk.casebook.edit_holder(1, {"language": (None, "zh")})
    async with running(desk) as screen:
        await screen.press("b", "V", "P")
        assert "4 cards" in screen.lines[0]
        assert "kaiyaku plan 1 2 3 4 --output -" in " ".join(screen.text.split())
        await screen.press("q")
        assert "4 marked" in screen.lines[0]


async def test_filters_add_up_and_the_same_again_lifts_one(desk: Desk) -> None:
    march(desk)
    async with running(desk) as screen:
        await screen.press("b")
        for wanted, left in (("ken  2", 2), ("the week of 11 Jan  2", 2), ("late  0", 0)):
            await choose(screen, wanted)
            assert len(labels(screen)) == left
        assert "ken" in screen.lines[0]
        await choose(screen, "late  2")
        await choose(screen, "ken  2")
        assert "ken" not in screen.lines[0]
        await choose(screen, "all that are open  4")
        assert len(labels(screen)) == 4


async def test_more_weeks_than_a_screen_holds_can_all_be_chosen(desk: Desk) -> None:
    guide = desk.library.guides[-1]
    for month in range(1, 10):
        for day in (5, 15):
            leaves = f"2027-{month:02}-{day:02}"
            desk.casebook.add_card(guide, leaves, holder=leaves, departure=leaves)
    async with running(desk) as screen:
        await screen.press("b", "f", "end", "up", "up", "up", "enter")
        assert "1 card" in screen.lines[0]
        assert "2027-09-15" in screen.text


async def test_it_is_sorted_by_what_was_worked_on_last(desk: Desk) -> None:
    march(desk)
    async with running(desk) as screen:
        await screen.press("b", "s", "end", "enter", "s", "end", "enter")
        assert labels(screen)[0] == "Old SIM"


async def choose(screen: Screen, wanted: str) -> None:
    """Narrow the board by an answer that stands in the list."""
    await screen.press("f")
    place = next(line for line in screen.lines if wanted in line)
    await screen.press(place.split(wanted)[0].strip("│ >").split()[0])


async def test_a_card_is_opened_from_the_board(desk: Desk) -> None:
    march(desk)
    async with running(desk) as screen:
        await screen.press("b", "down", "enter")
        assert screen.main.card is not None
        assert screen.main.card.label == "王芳的au"


async def test_others_changes_come_in_without_moving_the_cursor(desk: Desk) -> None:
    march(desk)
    async with running(desk) as screen:
        await screen.press("b", "down", "down")
        from tests.screens.running import KEN
        from tui.casebook.casebook import Casebook
        from tui.casebook.sqlite import SqliteStore

        store = SqliteStore(desk.places.casebook)
        Casebook(store, KEN, desk.clock).edit_card(4, {"label": ("Old SIM", "Older SIM")})
        store.close()
        screen.app.screen._look_for_others()  # type: ignore[attr-defined]
        await screen.settle()
        assert "Older SIM" in screen.text
        await screen.press("enter")
        assert screen.main.card is not None
        assert screen.main.card.label == "Lin docomo"


def test_a_number_shows_its_last_digits() -> None:
    assert masked("090-1234-5678") == "***-****-5678"
    assert masked("") == ""
    assert masked("188") == "188"


async def test_the_board_closes_a_card_with_the_questions_of_its_own_page(
    desk: Desk, tmp_path: Path
) -> None:
    add_card(desk)
    desk.casebook.mark(1, "contact-carrier", "waiting")

    async def asked(*keys: str) -> list[str]:
        questions = []
        async with running(desk_at(tmp_path)) as screen:
            await screen.press(*keys)
            questions.append(box(screen))
            await screen.press("2")
            questions.append(box(screen))
            await screen.press("escape")
        return questions

    on_its_page = await asked("c")
    assert "Somebody's answer is still awaited." in on_its_page[0]
    assert "never exported" in on_its_page[1]
    assert await asked("b", "c") == on_its_page
    assert not desk.casebook.card(1).closed


async def test_what_an_undo_took_back_is_said_on_the_board_too(desk: Desk) -> None:
    add_card(desk)
    desk.casebook.mark(1, "contact-carrier", "done")
    async with running(desk) as screen:
        await screen.press("b", "u")
        assert "Undone: 4 Contact the carrier" in screen.lines[-1]


async def test_what_moved_on_fifteen_cards_is_said_in_a_few_lines(desk: Desk) -> None:
    guide = desk.library.guide("postpaid")
    assert guide is not None
    for number in range(15):
        day = f"2027-03-{number + 8:02}"
        desk.casebook.add_card(
            guide, f"Nr {number}", holder=f"Wang {number}", departure=day, carrier="au"
        )
    async with running(desk) as screen:
        await screen.press("b", "V", "d")
        await screen.type("2027-04-20")
        await screen.press("enter")
        assert "What moved" in screen.lines[0]
        said = [line for line in screen.lines[:12] if "15 cards: was " in line]
        assert len(said) == 4
        assert "now 19 Apr" in " ".join(screen.text.split())
        await screen.press("q")
        assert "15 cards are changed" in screen.text
