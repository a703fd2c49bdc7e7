"""The page of lines that bring a letter here from another computer."""

from dataclasses import replace

import pytest

from tests.screens.filing import back_on_the_card, files_of, shows
from tests.screens.running import Screen, add_card, running
from tui.desk import Desk
from tui.settings import Settings


def at_a_known_host(desk: Desk) -> Desk:
    return replace(desk, settings=Settings(host="ssh.example.ac.jp"))


async def open_ways(screen: Screen) -> None:
    await files_of(screen)
    await screen.press("w")
    await shows(screen, "The letter is elsewhere")


@pytest.mark.parametrize("size", [(80, 24), (130, 36)])
async def test_each_line_stands_alone_and_whole(desk: Desk, size: tuple[int, int]) -> None:
    add_card(desk)
    async with running(at_a_known_host(desk), size=size) as screen:
        await open_ways(screen)
        stripped = [line.strip() for line in screen.lines]
        for line in (
            "scp letter.eml mika@ssh.example.ac.jp:.local/share/kaiyaku/inbox/",
            "pbpaste | ssh mika@ssh.example.ac.jp kaiyaku note add 1 -",
            'cmd /c "ssh mika@ssh.example.ac.jp kaiyaku note add 1 - < letter.eml"',
        ):
            assert line in stripped


async def test_it_warns_of_what_destroys_japanese(desk: Desk) -> None:
    add_card(desk)
    async with running(at_a_known_host(desk), size=(80, 30)) as screen:
        await open_ways(screen)
        assert "PowerShell's own pipe destroys Japanese" in screen.text


async def test_y_sends_the_whole_line_under_the_cursor_to_the_clipboard(desk: Desk) -> None:
    add_card(desk)
    copied: list[str] = []
    async with running(at_a_known_host(desk), size=(50, 24)) as screen:
        screen.app.copy_to_clipboard = copied.append  # type: ignore[assignment, method-assign]
        await open_ways(screen)
        await screen.press("y", "down", "y")
        assert copied == [
            "scp letter.eml mika@ssh.example.ac.jp:.local/share/kaiyaku/inbox/",
            "pbpaste | ssh mika@ssh.example.ac.jp kaiyaku note add 1 -",
        ]
        assert "Sent to your terminal" in screen.text


async def test_the_lines_can_be_shown_alone(desk: Desk) -> None:
    add_card(desk)
    async with running(at_a_known_host(desk)) as screen:
        await open_ways(screen)
        await screen.press("Y")
        await shows(screen, "pbpaste | ssh mika@ssh.example.ac.jp kaiyaku note add 1 -")
        assert "on your own computer" not in screen.text
        assert (
            screen.lines[0] == "scp letter.eml mika@ssh.example.ac.jp:.local/share/kaiyaku/inbox/"
        )
        await screen.press("q")
        await shows(screen, "The letter is elsewhere")


async def test_everything_fits_a_small_terminal(desk: Desk) -> None:
    add_card(desk)
    async with running(at_a_known_host(desk)) as screen:
        await open_ways(screen)
        assert "photograph it" in screen.text
        assert not any(line.endswith("▐") for line in screen.lines)


async def test_no_line_has_the_cursors_sign_before_it(desk: Desk) -> None:
    add_card(desk)
    async with running(at_a_known_host(desk), size=(130, 36)) as screen:
        await open_ways(screen)
        for _ in range(5):
            assert not [line for line in screen.lines if line.startswith("> ") and "ssh " in line]
            await screen.press("down")


async def test_without_a_card_there_is_the_inbox(desk: Desk) -> None:
    async with running(at_a_known_host(desk)) as screen:
        await open_ways(screen)
        assert "scp letter.eml mika@" in screen.text
        assert "note add" not in screen.text
        await screen.press("q", "q")
        await back_on_the_card(screen)
