"""The thread of a card, from the main screen and from a letter."""

from tests.screens.running import Screen, add_card, running
from tui.casebook.draft import Draft
from tui.desk import Desk
from tui.screens.pages.note import NotePage
from tui.screens.pages.thread import Thread


def fill(desk: Desk) -> None:
    """A ticked step, a letter of the week before, and a check."""
    card = add_card(desk)
    desk.casebook.mark(card, "settle-dues", "done")
    letter = Draft(
        original=b"x",
        text="hello there",
        kind="mail",
        date="2026-11-12T10:05:00+09:00",
        subject="the last bill",
        sender="docomo",
    )
    desk.casebook.keep(card, letter)
    desk.casebook.mark(card, "check-dates/start-date", "done")


def lines(screen: Screen) -> list[str]:
    """Return the entries as they stand on the page."""
    return [line for line in screen.lines[2:-1] if line.strip()]


async def test_marks_and_letters_stand_in_one_order(desk: Desk) -> None:
    fill(desk)
    async with running(desk) as screen:
        await screen.press("v")
        assert isinstance(screen.app.screen, Thread)
        assert "My docomo" in screen.lines[0]
        assert "4 entries" in screen.lines[0]
        letter, added, step, check, *_ = lines(screen)
        assert "12 Nov 10:05  e-mail from them: the last bill  docomo" in letter
        assert "card added, mika" in added
        assert "step 2 done, mika  Settle what is owed" in step
        assert "step 1, check 2 done, mika" in check
        assert check.startswith(">")


async def test_enter_on_a_letter_reads_it_and_comes_back_there(desk: Desk) -> None:
    fill(desk)
    async with running(desk) as screen:
        await screen.press("v", "home", "enter")
        assert isinstance(screen.app.screen, NotePage)
        assert "hello there" in screen.text
        await screen.press("q")
        assert screen.line("the last bill").startswith(">")
        await screen.press("q")
        assert "kaiyaku" in screen.lines[0]


async def test_enter_on_a_mark_goes_to_its_step(desk: Desk) -> None:
    fill(desk)
    async with running(desk) as screen:
        await screen.press("tab", "v", "end", "up", "enter")
        assert screen.main.steps.item == "settle-dues"
        assert screen.main.focused is screen.main.steps
        await screen.press("v", "end", "enter")
        assert screen.main.steps.item == "check-dates/start-date"


async def test_a_check_of_a_folded_step_is_unfolded_to_be_gone_to(desk: Desk) -> None:
    card = add_card(desk)
    desk.casebook.mark(card, "fill-form/request-kept", "done")
    async with running(desk) as screen:
        await screen.press("v", "end", "enter")
        assert screen.main.steps.item == "fill-form/request-kept"


async def test_enter_on_the_cards_own_entry_goes_nowhere(desk: Desk) -> None:
    fill(desk)
    async with running(desk) as screen:
        await screen.press("v", "home", "down", "enter")
        assert isinstance(screen.app.screen, Thread)


async def test_from_a_letter_the_cursor_is_on_that_letter(desk: Desk) -> None:
    fill(desk)
    desk.casebook.keep(
        1, Draft(original=b"y", text="second text", date="2026-11-25T09:00:00+09:00")
    )
    async with running(desk) as screen:
        await screen.press("tab", "enter", "v")
        assert screen.line("the last bill").startswith(">")
        await screen.press("end", "enter")
        assert "second text" in screen.text
        await screen.press("v", "q")
        assert "second text" in screen.text


async def test_a_mark_in_the_thread_of_a_letter_goes_to_the_step(desk: Desk) -> None:
    fill(desk)
    async with running(desk) as screen:
        await screen.press("tab", "enter", "v", "end", "up", "enter")
        assert "kaiyaku" in screen.lines[0]
        assert screen.main.steps.item == "settle-dues"


async def test_without_a_card_there_is_nothing_to_tell(desk: Desk) -> None:
    async with running(desk) as screen:
        await screen.press("v")
        assert "kaiyaku" in screen.lines[0]
        assert "no card here" in screen.lines[-1]


async def test_a_long_remark_is_cut_after_some_lines(desk: Desk) -> None:
    fill(desk)
    desk.casebook.annotate(1, "もう一度、確認してください。" * 40)
    async with running(desk) as screen:
        await screen.press("v")
        assert sum("確認" in line for line in screen.lines) == 3
        assert "…" in screen.text


async def test_hostile_reasons_and_subjects_are_harmless(desk: Desk) -> None:
    card = add_card(desk)
    bad = "\x1b]0;x\x07[/]\u202e"
    desk.casebook.mark(card, "check-dates", "skipped", reason=bad)
    desk.casebook.keep(card, Draft(original=b"x", text=bad, subject=bad, sender=bad))
    async with running(desk) as screen:
        await screen.press("v")
        assert screen.text.count("␛]0;x␇[/]⟨U+202E⟩") == 3
