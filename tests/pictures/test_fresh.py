"""The pictures in screenshots/ show the program as it is."""

from pathlib import Path

import pytest

import screenshots
from screenshots.scenes import SCENES, SIZES, SMALL, pictures
from tui.text.translation import LANGUAGES

DRAWN = Path(screenshots.__file__).parent


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_pictures_are_fresh(tmp_path: Path, language: str, size: tuple[int, int]) -> None:
    stale = []
    async for name, picture in pictures(language, size, tmp_path):
        kept = DRAWN / f"{name}.{language}.{size[0]}x{size[1]}.svg"
        if not kept.is_file() or kept.read_text(encoding="utf-8") != picture:
            stale.append(kept.name)
    assert not stale, "draw them anew with `python -m screenshots`, and look at them"


def test_no_picture_is_left_over() -> None:
    names = {path.name.split(".")[0] for path in DRAWN.glob("*.svg")}
    assert names == {*SCENES, *SMALL, "review", "welcome", "first-tick"}
