"""Every screen as it looked when somebody last looked at it: wide, 80x24 and narrow."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events
from textual.app import App
from textual.pilot import Pilot

from screenshots.scenes import SCENES, settled
from screenshots.seed import LETTER, desk, no_chance
from tui.app import Kaiyaku
from tui.screens.sitting import Sitting
from tui.text.translation import Words

Compare = Callable[..., bool]

LOOKS = [("zh", (80, 24)), ("ja", (130, 36)), ("en", (50, 20))]


def app(home: Path, language: str, *, empty: bool = False) -> App[None]:
    return Kaiyaku(Sitting(desk(home, empty=empty), Words(language)))


def pressing(*keys: str) -> Callable[[Pilot[None]], object]:
    async def run(pilot: Pilot[None]) -> None:
        for key in keys:
            await pilot.press(key)
            await settled(pilot)

    return run


@pytest.mark.parametrize(("language", "size"), LOOKS)
@pytest.mark.parametrize("scene", SCENES)
def test_scene(
    snap_compare: Compare, tmp_path: Path, scene: str, language: str, size: tuple[int, int]
) -> None:
    with no_chance():
        picture = app(tmp_path, language)
        assert snap_compare(picture, terminal_size=size, run_before=pressing(*SCENES[scene]))


@pytest.mark.parametrize(("language", "size"), LOOKS)
def test_welcome(
    snap_compare: Compare, tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    assert snap_compare(app(tmp_path, language, empty=True), terminal_size=size)


@pytest.mark.parametrize(("language", "size"), LOOKS)
def test_review(
    snap_compare: Compare, tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    async def paste(pilot: Pilot[None]) -> None:
        pilot.app.post_message(events.Paste(LETTER))
        await settled(pilot)

    with no_chance():
        assert snap_compare(app(tmp_path, language), terminal_size=size, run_before=paste)


@pytest.mark.parametrize("theme", ["light", "contrast", "terminal"])
def test_theme(snap_compare: Compare, tmp_path: Path, theme: str) -> None:
    with no_chance():
        sitting = Sitting(desk(tmp_path), Words("en"), theme=theme)
        assert snap_compare(Kaiyaku(sitting), terminal_size=(80, 24))
