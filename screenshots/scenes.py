"""What is pressed to come to each screen."""

from collections.abc import AsyncIterator
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from screenshots.draw import svg
from screenshots.seed import LETTER, desk, no_chance
from tui.app import Kaiyaku
from tui.screens.sitting import Sitting
from tui.text.translation import Words
from tui.widgets.step_list import StepList

SIZES = ((80, 24), (130, 36))

SCENES: dict[str, tuple[str, ...]] = {
    "main": (),
    "details": ("1", "enter"),
    "skip": ("5", "s"),
    "wait": ("5", "w", "plus", "7"),
    "write": ("n", *"Ms Sato"),
    "card": ("e",),
    "keys": ("question_mark",),
    "history": ("t",),
    "palette": ("colon", *"n"),
    "reader": ("tab", "enter"),
}
"""Keys after the main screen has opened; each scene begins there."""

_TO_FACTS = "(facts)"
"""In place of a key: begin with what is known of the carrier, however long the text above is."""

SMALL: dict[str, tuple[str, ...]] = {
    "facts": ("4", "enter", _TO_FACTS),
    "glance": ("f",),
    "due": ("d",),
    "phrases": ("p",),
    "phrase": ("p", "enter"),
    "take-home": ("P",),
    "thread": ("v",),
    "board": ("b",),
    "letter": ("M",),
}
"""Scenes that are drawn at 80x24 alone."""


async def pictures(
    language: str, size: tuple[int, int], home: Path
) -> AsyncIterator[tuple[str, str]]:
    """Draw every scene; yields name and SVG."""
    for name, keys in (SCENES if size != SIZES[0] else SCENES | SMALL).items():
        yield name, await _picture(home / name, language, size, keys)
    yield "review", await _picture(home / "review", language, size, (), paste=LETTER)
    yield "welcome", await _picture(home / "welcome", language, size, (), empty=True)
    first = ("space", *"docomo 1", "slash", *"15")
    pressed = tuple("space" if key == " " else key for key in first)
    yield "first-tick", await _picture(home / "first-tick", language, size, pressed, empty=True)


async def settled(pilot: Pilot[None]) -> None:
    """Wait until the screen has stopped changing."""
    before: list[str] = []
    while True:
        for _ in range(3):
            await pilot.pause()
        strips = pilot.app.screen._compositor.render_strips()
        now = [strip.text for strip in strips]
        if now == before:
            return
        before = now


async def _picture(
    home: Path,
    language: str,
    size: tuple[int, int],
    keys: tuple[str, ...],
    *,
    paste: str = "",
    empty: bool = False,
) -> str:
    with no_chance():
        app = Kaiyaku(Sitting(desk(home, empty=empty), Words(language)))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for key in keys:
            if key == _TO_FACTS:
                steps = app.screen.query_one(StepList)
                heading = next(row for row in steps.rows if row.key.endswith("#known"))
                steps.scroll_rows_to(steps.rows.index(heading))
            else:
                await pilot.press(key)
            await settled(pilot)
        if paste:
            app.screen.post_message(events.Paste(paste))
        await settled(pilot)
        colours = app.current_theme
        return svg(
            app.screen._compositor.render_strips(),
            language,
            str(colours.foreground),
            str(colours.background),
        )
