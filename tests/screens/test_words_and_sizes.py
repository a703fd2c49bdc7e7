"""Three languages, any size, any colours, and keys that arrive in odd forms."""

from pathlib import Path

import pytest

from tests.screens.running import KEN, add_card, desk_at, running, states
from tui.casebook.draft import Draft
from tui.desk import Desk
from tui.settings import Places, Settings, load_settings
from tui.text.clean import clean_line


async def test_one_key_changes_the_language_and_is_remembered(desk: Desk) -> None:
    add_card(desk)
    async with running(desk) as screen:
        await screen.press("3", "L")
        assert "必要な書類をそろえる" in screen.text
        assert screen.main.steps.item == "prepare-documents"
        assert "元に戻す" in screen.lines[-1]
        await screen.press("L")
        assert "备齐材料" in screen.text
        assert load_settings(desk.places).language == "zh"


async def test_where_nothing_says_which_language_the_three_names_come_first(desk: Desk) -> None:
    async with running(desk, unsettled=True) as screen:
        assert all(name in screen.text for name in ("中文", "English", "日本語", "言語"))
        await screen.press("3")
        assert "後払い（月払い）" in screen.text
        assert load_settings(desk.places).language == "ja"


@pytest.mark.parametrize(
    "size", [(200, 60), (130, 36), (80, 24), (60, 20), (40, 10), (20, 5), (1, 1)]
)
async def test_any_size_is_drawn_and_taken(desk: Desk, size: tuple[int, int]) -> None:
    card = add_card(desk)
    desk.casebook.keep(card, Draft(original=b"x", text="x" * 300, subject="subject"))
    async with running(desk, "ja", size) as screen:
        await screen.press(
            "space", "tab", "enter", "q", "e", "escape", "n", "escape", "question_mark"
        )
        assert states(desk)["check-dates"] == "done"


async def test_on_a_narrow_terminal_one_pane_is_shown_at_a_time(desk: Desk) -> None:
    card = add_card(desk)
    desk.casebook.keep(card, Draft(original=b"x", text="x", subject="about the bill"))
    async with running(desk, size=(50, 20)) as screen:
        assert "Check the contract's dates" in screen.text
        assert "about the bill" not in screen.text
        await screen.press("tab")
        assert "about the bill" in screen.text
        assert "Check the contract's dates" not in screen.text
        await screen.press("tab")
        assert "Prepaid" in screen.text
        assert "Check the contract's dates" not in screen.text


async def test_on_a_wide_terminal_the_notes_stand_beside_the_steps(desk: Desk) -> None:
    card = add_card(desk)
    desk.casebook.keep(card, Draft(original=b"x", text="x", subject="about the bill"))
    async with running(desk, size=(130, 30)) as screen:
        assert "Letters and notes" in screen.lines[2]
        assert "My docomo" in screen.lines[2]


async def test_ascii_draws_with_nothing_that_could_be_wide(desk: Desk) -> None:
    card = add_card(desk, "card")
    desk.casebook.mark(card, ["check-dates", "check-dates/start-date-found"], "done")
    async with running(desk, ascii=True) as screen:
        await screen.press("2", "enter")
        outside = screen.text.replace("中文", "").replace("日本語", "")
        assert outside.isascii(), {c for c in outside if not c.isascii()}


async def test_full_width_forms_act_as_their_keys(desk: Desk) -> None:
    add_card(desk)
    async with running(desk) as screen:
        await screen.commit("　")
        assert states(desk)["check-dates"] == "done"
        await screen.commit("？")
        assert "Moving" in screen.text
        await screen.commit("ｑｎ")
        assert "Write note" in screen.text


async def test_committed_text_on_a_list_shows_a_hint_and_does_nothing(desk: Desk) -> None:
    add_card(desk)
    async with running(desk) as screen:
        await screen.commit("解")
        assert "Input method is on" in screen.lines[-1]
        assert states(desk) == {}
        await screen.press("down")
        assert "space done" in screen.lines[-1]


async def test_keys_can_be_changed_in_the_settings(tmp_path: Path) -> None:
    desk = desk_at(tmp_path, settings=Settings(keys={"step.mark": "x"}))
    add_card(desk)
    async with running(desk) as screen:
        assert "x done" in screen.lines[-1]
        await screen.press("x")
        assert states(desk)["check-dates"] == "done"


async def test_wrong_settings_are_named_and_passed_over(tmp_path: Path) -> None:
    places = Places.of({"HOME": str(tmp_path)})
    places.config.mkdir(parents=True)
    (places.config / "config.toml").write_text('language = "fr"\ntheme = "light"\n')
    settings = load_settings(places)
    assert settings.theme == "light"
    desk = desk_at(tmp_path, settings=settings)
    async with running(desk) as screen:
        assert "language is 'fr'" in screen.text
        await screen.press("enter")
        assert "Cancel a Japanese phone card" in screen.text


async def test_what_others_do_shows_by_itself_and_moves_nothing(desk: Desk, tmp_path: Path) -> None:
    card = add_card(desk)
    async with running(desk) as screen:
        await screen.press("4")
        desk_at(tmp_path, KEN).casebook.mark(card, "settle-dues", "done")
        for _ in range(200):
            if "ken" in screen.text:
                break
            await screen.pilot.pause(0.02)
        assert "ken" in screen.line("Settle what is owed") or "left" in screen.line("Settle")
        assert screen.main.steps.item == "contact-carrier"


async def test_two_people_at_one_step_see_both_versions(desk: Desk, tmp_path: Path) -> None:
    card = add_card(desk)
    async with running(desk) as screen:
        screen.main._look_for_others = lambda: None  # type: ignore[method-assign]  # not yet seen
        desk_at(tmp_path, KEN).casebook.mark(card, "check-dates", "waiting")
        await screen.press("space")
        assert "ken has changed it meanwhile" in screen.text
        assert "Theirs: Waiting" in screen.text
        await screen.press("2")
        assert states(desk)["check-dates"] == "done"


@pytest.mark.parametrize(
    "label",
    [
        "[docomo]",
        "[/]",
        "[/契約]",
        "[@click=app.quit]x",
        "\x1b]0;x\x07\x1b[2J",
        "\u202egnp.exe",
        "a\x00b",
    ],
)
async def test_hostile_labels_are_shown_harmlessly(desk: Desk, label: str) -> None:
    card = add_card(desk, label)
    desk.casebook.keep(card, Draft(original=b"x", text=label, subject=label, sender=label))
    async with running(desk) as screen:
        await screen.press("tab", "enter", "y", "q", "t", "q", "e", "escape", "c", "1")
        shown = screen.text
        assert not any(bad in shown for bad in "\x1b\x07\x00\u202e")
        assert clean_line(label)[:3] in shown


async def test_a_broken_guide_is_named_and_the_rest_loads(tmp_path: Path) -> None:
    from tui.guides.load import load
    from tui.guides.shipped import content_directory

    own = tmp_path / "content"
    (own / "guides").mkdir(parents=True)
    (own / "guides" / "gym.toml").write_text("id = [/]\n")
    desk = desk_at(tmp_path, library=load([content_directory(), own], None))
    async with running(desk) as screen:
        assert "gym.toml" in screen.text
        await screen.press("enter")
        assert "Postpaid (monthly)" in screen.text


async def test_with_no_guide_at_all_it_still_opens(tmp_path: Path) -> None:
    from tui.guides.load import Library

    desk = desk_at(tmp_path, library=Library(guides=(), faults=()))
    async with running(desk) as screen:
        await screen.press("space", "a", "n", "escape", "tab", "t")
        assert "kaiyaku" in screen.lines[0]
